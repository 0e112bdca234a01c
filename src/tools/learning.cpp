#include "tools/learning.hpp"

#include "base/chance.hpp"
#include "practice/check.hpp"
#include "practice/detect.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <set>

namespace kindly {
namespace {

constexpr int rounds = 25;
constexpr float rate = 0.15F;
constexpr float decay = 0.04F;
constexpr float smallest_weight = 0.02F; // smaller ones are left out of the table
/// Of the neutral thoughts that were held out so many have to stay silent; the issue
/// asks for 85 %, and unseen ones are a little louder.
constexpr double silence = 0.88;
/// A cue is shorter than a thought, and there are many.
constexpr float weight_of_cue = 0.1F;
/// The main theme's share of a thought, where others sound along.
constexpr float share_of_main = 0.65F;

/// Lessons with their features as numbers, in the order of their names.
struct Numbered {
  std::vector<std::string> names;
  std::vector<std::vector<std::pair<std::size_t, float>>> features; ///< by lesson
};

Numbered numbered(std::span<const Lesson> lessons) {
  std::map<std::string_view, std::size_t> numbers;
  for (const Lesson& lesson : lessons)
    for (const auto& [name, value] : lesson.features) numbers.emplace(name, 0);
  Numbered all;
  for (auto& [name, number] : numbers) {
    number = all.names.size();
    all.names.emplace_back(name);
  }
  for (const Lesson& lesson : lessons) {
    auto& features = all.features.emplace_back();
    for (const auto& [name, value] : lesson.features)
      features.emplace_back(numbers.at(name), value);
  }
  return all;
}

std::vector<std::size_t> first_numbers(std::size_t count) {
  std::vector<std::size_t> numbers(count);
  for (std::size_t i = 0; i < count; ++i) numbers[i] = i;
  return numbers;
}

/// Learns from those of the lessons that are `picked`.
class Learner {
 public:
  Learner(std::span<const Lesson> lessons,
          const Numbered& all,
          std::vector<std::size_t> picked,
          const std::vector<std::string>& labels,
          Labels kind,
          const MayTeach& may_teach)
      : lessons_(lessons), all_(all), picked_(std::move(picked)), kind_(kind),
        bias_(beginning(labels.size())) {
    std::vector<int> counts(all.names.size());
    for (const std::size_t lesson : picked_)
      for (const auto& [number, value] : all.features[lesson]) ++counts[number];
    // What was seen once in pieces or pairs teaches more noise than sense.
    const auto is_word = [](const std::string& name) {
      return name.find(' ') == std::string::npos && !name.starts_with('~');
    };
    row_of_.assign(all.names.size(), no_row);
    for (std::size_t number = 0; number < counts.size(); ++number) {
      const std::string& name = all.names[number];
      if (counts[number] == 0 || (counts[number] == 1 && !is_word(name))) continue;
      row_of_[number] = rows_.size();
      Weights& row = rows_.emplace_back(beginning(labels.size()));
      for (std::size_t label = 0; label < labels.size(); ++label)
        row.may_teach[label] = may_teach(name, labels[label]) ? 1 : 0;
    }
  }

  void learn(int times) {
    Chance chance(1);
    std::vector<std::size_t> order = picked_;
    for (int round = 0; round < times; ++round) {
      for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[chance.below(i)]);
      for (const std::size_t i : order) learn_from(i);
    }
  }

  /// What speaks for each label in any of the lessons.
  [[nodiscard]] std::vector<float> scores(std::size_t lesson) const {
    std::vector<float> scores = bias_.value;
    for (const auto& [number, value] : all_.features[lesson])
      if (row_of_[number] != no_row)
        for (std::size_t label = 0; label < scores.size(); ++label)
          scores[label] += rows_[row_of_[number]].value[label] * value;
    return scores;
  }

  [[nodiscard]] ModelText text(std::vector<std::string> labels) const {
    ModelText text{std::move(labels), bias_.value, {}, {}};
    for (std::size_t number = 0; number < row_of_.size(); ++number) {
      if (row_of_[number] == no_row) continue;
      const Weights& row = rows_[row_of_[number]];
      Model::Weights weights;
      for (std::size_t label = 0; label < text.labels.size(); ++label)
        if (std::abs(row.value[label]) >= smallest_weight)
          weights.emplace_back(label, row.value[label]);
      if (!weights.empty())
        text.features.emplace_back(all_.names[number], std::move(weights));
    }
    text.threshold.assign(text.labels.size(), 0);
    return text;
  }

 private:
  static constexpr std::size_t no_row = std::string::npos;

  struct Weights {
    std::vector<float> value;
    std::vector<float> squares;
    std::vector<float> may_teach; ///< 1 or 0
  };

  static Weights beginning(std::size_t labels) {
    return {std::vector<float>(labels),
            std::vector<float>(labels, 1),
            std::vector<float>(labels, 1)};
  }

  [[nodiscard]] std::vector<float> answers(std::size_t lesson) const {
    std::vector<float> scores = this->scores(lesson);
    if (kind_ == Labels::separate) {
      for (float& score : scores) score = 1 / (1 + std::exp(-score));
      return scores;
    }
    const float highest = *std::ranges::max_element(scores);
    float sum = 0;
    for (float& score : scores) sum += score = std::exp(score - highest);
    for (float& score : scores) score /= sum;
    return scores;
  }

  void learn_from(std::size_t lesson) {
    std::vector<float> slopes = answers(lesson);
    for (std::size_t label = 0; label < slopes.size(); ++label)
      slopes[label] =
          (slopes[label] - lessons_[lesson].labels[label]) * lessons_[lesson].weight;
    step(bias_, slopes, 1, 0);
    for (const auto& [number, value] : all_.features[lesson])
      if (row_of_[number] != no_row) step(rows_[row_of_[number]], slopes, value, decay);
  }

  static void
  step(Weights& row, const std::vector<float>& slopes, float value, float less) {
    for (std::size_t label = 0; label < slopes.size(); ++label) {
      const float slope =
          row.may_teach[label] * slopes[label] * value + less * row.value[label];
      row.squares[label] += slope * slope;
      row.value[label] -= rate * slope / std::sqrt(row.squares[label]);
    }
  }

  std::span<const Lesson> lessons_;
  const Numbered& all_;
  std::vector<std::size_t> picked_;
  Labels kind_;
  std::vector<std::size_t> row_of_; ///< by number of a feature
  std::vector<Weights> rows_;
  Weights bias_;
};

Lesson lesson_of(const std::vector<Feature>& features) {
  Lesson lesson;
  for (const Feature& feature : features)
    lesson.features[feature.name] += feature.value;
  return lesson;
}

std::vector<Lesson> theme_lessons(const Detector& detector,
                                  std::span<const LabelledThought> thoughts,
                                  const std::vector<std::string>& labels) {
  std::vector<Lesson> lessons;
  for (const LabelledThought& thought : thoughts) {
    Lesson lesson = lesson_of(detector.features(detector.tokens(thought.text)));
    lesson.labels.assign(labels.size(), 0);
    std::vector<std::string> themes = thought.themes;
    if (themes.empty()) themes.emplace_back(no_theme);
    for (std::size_t i = 0; i < themes.size(); ++i) {
      const auto at = std::ranges::find(labels, themes[i]) - labels.begin();
      const auto others = static_cast<float>(themes.size() - 1);
      lesson.labels.at(static_cast<std::size_t>(at)) =
          themes.size() == 1 ? 1
          : i == 0           ? share_of_main
                             : (1 - share_of_main) / others;
    }
    lessons.push_back(std::move(lesson));
  }
  return lessons;
}

std::vector<std::string> labels_of(std::span<const LabelledThought> thoughts) {
  std::set<std::string> labels = {std::string(no_theme)};
  for (const LabelledThought& thought : thoughts)
    labels.insert(thought.themes.begin(), thought.themes.end());
  return {labels.begin(), labels.end()};
}

} // namespace

ModelText learn(std::span<const Lesson> lessons,
                std::vector<std::string> labels,
                Labels kind,
                const MayTeach& may_teach) {
  const Numbered all = numbered(lessons);
  Learner learner(lessons, all, first_numbers(lessons.size()), labels, kind, may_teach);
  learner.learn(rounds);
  return learner.text(std::move(labels));
}

ModelText learn_themes(const Library& library,
                       const std::string& language,
                       std::span<const LabelledThought> thoughts) {
  const Detector plain(library, language, std::nullopt);
  const std::vector<std::string> labels = labels_of(thoughts);
  // A cue of a pack is a thought that somebody has labelled already. One of the life
  // axis names a place, and a place by itself is no theme.
  std::vector<LabelledThought> cues;
  for (const Pack& pack : library.packs())
    if (pack.language == language && pack.axis == "critic")
      for (const std::string& cue : pack.cues) cues.push_back({"cue", {pack.id}, cue});
  std::vector<Lesson> common = theme_lessons(plain, cues, labels);
  for (Lesson& lesson : common) lesson.weight = weight_of_cue;
  const auto learnt_from = [&](std::span<const LabelledThought> some) {
    std::vector<Lesson> lessons = theme_lessons(plain, some, labels);
    lessons.insert(lessons.end(), common.begin(), common.end());
    return learn(lessons, labels, Labels::shared, [](auto, auto) { return true; });
  };
  // How harsh each neutral thought sounds to a model that has not seen it.
  std::vector<float> loudest;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const auto [seen, held_out] = divided(thoughts, fold, folds);
    const std::string table = learnt_from(seen).table();
    const Detector detector(library, language, Model(table));
    for (const LabelledThought& thought : held_out) {
      if (!thought.themes.empty()) continue;
      loudest.push_back(detector.harshness(detector.tokens(thought.text)));
    }
  }
  std::ranges::sort(loudest);
  ModelText text = learnt_from(thoughts);
  if (!loudest.empty()) {
    const auto at =
        static_cast<std::size_t>(silence * static_cast<double>(loudest.size()));
    text.threshold.assign(labels.size(), loudest[std::min(at, loudest.size() - 1)]);
  }
  return text;
}

namespace {

std::vector<std::string> part_labels() {
  std::vector<std::string> labels(script_parts.begin(), script_parts.end());
  labels.insert(labels.end(), against_kinds.begin(), against_kinds.end());
  return labels;
}

/// What a sentence teaches; `labels` are as the lines have them, with a `!` before what
/// works against a script.
Lesson part_lesson(const Checker& checker,
                   std::string_view text,
                   const std::vector<std::string>& labels,
                   Place place = Place::alone) {
  Lesson lesson = lesson_of(checker.features(text, place));
  for (const std::string& label : part_labels()) {
    const bool has = std::ranges::find(labels, label) != labels.end() ||
                     std::ranges::find(labels, "!" + label) != labels.end();
    lesson.labels.push_back(has ? 1 : 0);
  }
  return lesson;
}

/// The threshold with the best kappa: Cohen's agreement beyond chance between what
/// people found and what the scores say.
float best_threshold(std::vector<std::pair<double, bool>> scored) {
  std::ranges::sort(scored, std::greater<>());
  const auto n = static_cast<double>(scored.size());
  const auto yes = static_cast<double>(
      std::ranges::count(scored, true, &std::pair<double, bool>::second));
  double best = -1;
  double threshold = 0;
  double hits = 0;
  for (std::size_t i = 0; i + 1 < scored.size(); ++i) {
    hits += scored[i].second ? 1 : 0;
    const auto said = static_cast<double>(i + 1);
    const double agreed = (hits + (n - said - (yes - hits))) / n;
    const double by_chance = (said * yes + (n - said) * (n - yes)) / (n * n);
    const double kappa = (agreed - by_chance) / (1 - by_chance);
    if (kappa <= best) continue;
    best = kappa;
    threshold = (scored[i].first + scored[i + 1].first) / 2;
  }
  return static_cast<float>(threshold);
}

} // namespace

ModelText learn_parts(const Library& library,
                      const std::string& language,
                      std::span<const LabelledScript> scripts,
                      const Sentences& sentences) {
  const Checker plain(language, {}, std::nullopt);
  const std::vector<std::string> labels = part_labels();
  std::vector<Lesson> common; // what is no script
  for (const Pack& pack : library.packs())
    for (const Phrase& phrase : pack.phrases)
      if (pack.language == language)
        common.push_back(part_lesson(plain, phrase.text, {name_of(phrase.role)}));
  for (const LabelledSentence& sentence : sentences.labelled)
    common.push_back(part_lesson(plain, sentence.text, sentence.labels));
  for (const LabelledThought& thought : sentences.neutral)
    if (thought.themes.empty()) common.push_back(part_lesson(plain, thought.text, {}));
  const auto learnt_from = [&](std::span<const LabelledScript> some) {
    std::vector<Lesson> lessons = common;
    for (const LabelledScript& script : some)
      for (std::size_t i = 0; i < script.sentences.size(); ++i)
        lessons.push_back(part_lesson(plain,
                                      script.sentences[i].text,
                                      script.sentences[i].labels,
                                      place_of(i, script.sentences.size())));
    // The critic may leak in anywhere.
    return learn(lessons, labels, Labels::separate, [](auto feature, auto label) {
      return !is_place(feature) ||
             std::ranges::find(against_kinds, label) == against_kinds.end();
    });
  };
  std::vector<std::vector<std::pair<double, bool>>> scored(labels.size());
  for (std::size_t fold = 0; fold < folds && !scripts.empty(); ++fold) {
    const auto [seen, held_out] = divided(scripts, fold, folds);
    const std::string table = learnt_from(seen).table();
    const Checker checker(language, {}, Model(table));
    for (const LabelledScript& script : held_out) {
      std::vector<std::vector<double>> by_sentence;
      for (std::size_t i = 0; i < script.sentences.size(); ++i)
        by_sentence.push_back(checker.scores(script.sentences[i].text,
                                             place_of(i, script.sentences.size())));
      const std::vector<double> of_script = checker.scores_of_script(by_sentence);
      for (std::size_t i = 0; i < labels.size(); ++i)
        scored[i].emplace_back(of_script[i],
                               script.has(labels[i]) || script.has("!" + labels[i]));
    }
  }
  ModelText text = learnt_from(scripts);
  for (std::size_t i = 0; i < labels.size(); ++i)
    text.threshold[i] = best_threshold(scored[i]);
  return text;
}

namespace {

/// Rounds of choosing the window of a crisis line that teaches, and of learning in
/// each.
constexpr int care_choices = 2;
constexpr int care_choice_rounds = 8;
/// Of what should be silent so much may be heard, at most: of lines that were written
/// to come close, and of ordinary harsh thoughts.
constexpr double care_false_alarms = 0.03;
constexpr double care_ordinary_alarms = 1.0 / 400;

const std::string ordinary_thought = "thought";

/// The windows of all lines as lessons, and which belong to which line.
struct CareLessons {
  std::vector<Lesson> lessons;
  std::vector<std::vector<std::size_t>> of_line;
};

CareLessons lessons_of(const CareListener& plain, std::span<const LabelledCare> lines) {
  CareLessons all;
  for (const LabelledCare& line : lines) {
    auto& of_line = all.of_line.emplace_back();
    for (const CareWindow& window : plain.windows(line.text)) {
      of_line.push_back(all.lessons.size());
      Lesson lesson = lesson_of(window.features);
      lesson.labels = {line.is_crisis ? 1.0F : 0.0F};
      all.lessons.push_back(std::move(lesson));
    }
  }
  return all;
}

std::size_t loudest(const Learner& learner, const std::vector<std::size_t>& windows) {
  return *std::ranges::max_element(
      windows, {}, [&](std::size_t window) { return learner.scores(window)[0]; });
}

/// Learns from the lines that `teaches` picks.
Learner care_learner(const CareLessons& all,
                     const Numbered& numbers,
                     std::span<const LabelledCare> lines,
                     const std::function<bool(std::size_t)>& teaches) {
  std::optional<Learner> learner;
  for (int choice = 0; choice <= care_choices; ++choice) {
    std::vector<std::size_t> picked;
    for (std::size_t line = 0; line < lines.size(); ++line) {
      const std::vector<std::size_t>& windows = all.of_line[line];
      if (!teaches(line) || windows.empty()) continue;
      if (!lines[line].is_crisis || windows.size() == 1)
        picked.insert(picked.end(), windows.begin(), windows.end());
      else if (learner)
        picked.push_back(loudest(*learner, windows));
    }
    learner.emplace(all.lessons,
                    numbers,
                    std::move(picked),
                    std::vector<std::string>{"care"},
                    Labels::separate,
                    [](auto, auto) { return true; });
    learner->learn(choice == care_choices ? rounds : care_choice_rounds);
  }
  return std::move(*learner);
}

/// The lowest threshold that keeps both shares.
float quiet_threshold(std::span<const LabelledCare> lines,
                      const std::vector<float>& scores) {
  std::vector<float> benign;
  std::vector<float> ordinary;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].is_crisis && !lines[i].writer.empty()) benign.push_back(scores[i]);
    if (is_ordinary(lines[i])) ordinary.push_back(scores[i]);
  }
  const auto exceeded_by = [](std::vector<float>& all, double share) {
    std::ranges::sort(all, std::greater<>());
    if (all.empty()) return 0.0F;
    const auto most = static_cast<std::size_t>(share * static_cast<double>(all.size()));
    return std::nextafter(all[most], std::numeric_limits<float>::max());
  };
  return std::max(exceeded_by(benign, care_false_alarms),
                  exceeded_by(ordinary, care_ordinary_alarms));
}

} // namespace

bool is_ordinary(const LabelledCare& line) {
  return !line.is_crisis && (line.kind == "harsh" || line.kind == ordinary_thought);
}

std::vector<LabelledCare> care_lessons(const Library& library,
                                       const std::filesystem::path& data) {
  const std::string language(care_language);
  std::vector<LabelledCare> lines = read_care(data / "care", "tune");
  for (const LabelledThought& thought :
       read_thoughts(data / "thoughts", language, "tune"))
    lines.push_back({false, ordinary_thought, thought.text, {}});
  for (const LabelledSentence& sentence :
       read_sentences(data / "sentences", language, "tune"))
    lines.push_back({false, "sentence", sentence.text, {}});
  for (const Pack& pack : library.packs())
    for (const Phrase& phrase : pack.phrases)
      if (pack.language == language)
        lines.push_back({false, "phrase", phrase.text, {}});
  return lines;
}

LearntCare learn_care(const CareListener& plain, std::span<const LabelledCare> lines) {
  const CareLessons all = lessons_of(plain, lines);
  const Numbered numbers = numbered(all.lessons);
  std::map<std::string, std::size_t> writers;
  for (const LabelledCare& line : lines)
    if (!line.writer.empty()) writers.emplace(line.writer, writers.size());
  LearntCare learnt;
  learnt.held_out.resize(lines.size());
  // What has no writer is held out in turn.
  const auto fold_of = [&](std::size_t line) {
    return lines[line].writer.empty() ? line % writers.size()
                                      : writers.at(lines[line].writer);
  };
  for (std::size_t fold = 0; fold < writers.size(); ++fold) {
    const Learner learner = care_learner(
        all, numbers, lines, [&](std::size_t line) { return fold_of(line) != fold; });
    for (std::size_t line = 0; line < lines.size(); ++line)
      if (fold_of(line) == fold && !all.of_line[line].empty())
        learnt.held_out[line] = learner.scores(loudest(learner, all.of_line[line]))[0];
  }
  learnt.text = care_learner(all, numbers, lines, [](std::size_t) {
                  return true;
                }).text({"care"});
  learnt.text.threshold = {quiet_threshold(lines, learnt.held_out)};
  return learnt;
}

} // namespace kindly
