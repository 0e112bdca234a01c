#include "practice/detect.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <set>

namespace kindly {
namespace {

/// More tokens than this are heard sentence by sentence: a long page has a word for
/// every theme.
constexpr std::size_t whole_thought = 60;

constexpr std::size_t most_learnt_themes = 3;
/// A theme counts from this share of all that is heard.
constexpr double least_share = 0.08;

/// Of a longer text only the beginning is heard: some ten pages, and a second's work.
constexpr std::size_t most_tokens = 3000;

/// What a cue of a pack that the model has not seen weighs: enough by itself.
double own_weight(const Run& run) {
  return 1.0 + 0.5 * static_cast<double>(run.last - run.first);
}

bool any_of(const std::vector<bool>& marks, const Run& run) {
  const auto end = marks.begin() + static_cast<std::ptrdiff_t>(run.last) + 1;
  return std::find(marks.begin() + static_cast<std::ptrdiff_t>(run.first), end, true) !=
         end;
}

/// A thought may sound like several themes; more, and fainter ones, are guesses.
void keep_the_highest(std::vector<double>& scores) {
  std::vector<double> sorted = scores;
  std::ranges::sort(sorted, std::greater<>());
  const double least =
      std::max(least_share, sorted[std::min(most_learnt_themes, sorted.size()) - 1]);
  for (double& score : scores)
    if (score < least) score = 0;
}

/// Tokens in groups that are heard each for itself.
std::vector<std::vector<std::size_t>> groups_of(const std::vector<Token>& tokens) {
  std::vector<std::vector<std::size_t>> groups;
  const bool is_long = tokens.size() > whole_thought;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool begins =
        i == 0 || (is_long && (tokens[i].sentence != tokens[i - 1].sentence ||
                               groups.back().size() >= whole_thought));
    if (begins) groups.emplace_back();
    groups.back().push_back(i);
  }
  return groups;
}

std::vector<Token> picked(const std::vector<Token>& tokens,
                          const std::vector<std::size_t>& indices) {
  std::vector<Token> some;
  for (const std::size_t i : indices) some.push_back(tokens[i]);
  return some;
}

} // namespace

Detector::Detector(const Library& library, const std::string& language)
    : Detector(library, language, built_in_model(language, Subject::themes)) {}

Detector::Detector(const Library& library,
                   const std::string& language,
                   std::optional<Model> model)
    : library_(library), reader_(language), model_(std::move(model)) {
  for (const Pack& pack : library_.packs()) {
    std::span<const std::string> cues;
    std::span<const std::string> nots;
    if (pack.language == language) {
      cues = pack.cues;
      nots = pack.not_cues;
    }
    const std::size_t learnt = std::min(pack.learnt_cues, cues.size());
    cues_.push_back(
        {CueSet(cues.first(learnt)), CueSet(cues.subspan(learnt)), CueSet(nots)});
  }
}

/// The tokens that a pack's `not` takes.
std::vector<bool> Detector::taken_by_not(std::size_t pack,
                                         const std::vector<Token>& tokens,
                                         const CueFilter& filter) const {
  std::vector<bool> taken(tokens.size());
  for (const Run& run : cues_[pack].nots.runs_in(tokens, filter, reader_.stemmer()))
    std::fill(taken.begin() + static_cast<std::ptrdiff_t>(run.first),
              taken.begin() + static_cast<std::ptrdiff_t>(run.last) + 1,
              true);
  return taken;
}

std::vector<Feature> Detector::features(const std::vector<Token>& tokens) const {
  std::vector<Feature> features = reader_.features(tokens);
  const std::vector<bool> negated = reader_.negated(tokens);
  const CueFilter filter(tokens);
  for (std::size_t i = 0; i < cues_.size(); ++i) {
    float value = 1;
    for (const Run& run : cues_[i].learnt.runs_in(tokens, filter, reader_.stemmer())) {
      const std::string sign = negated[run.first] ? "!=" : "=";
      features.push_back({sign + library_.packs()[i].id, value, run.first, run.last});
      value = 0.5F; // a second cue says less than the first
    }
  }
  return features;
}

std::vector<Run> Detector::own_cues(const std::vector<Token>& tokens,
                                    std::size_t pack) const {
  const CueFilter filter(tokens);
  const bool is_learnt = model_ && model_->label(library_.packs()[pack].id);
  std::vector<Run> runs = cues_[pack].own.runs_in(tokens, filter, reader_.stemmer());
  if (!is_learnt) { // no model heard them
    std::ranges::copy(cues_[pack].learnt.runs_in(tokens, filter, reader_.stemmer()),
                      std::back_inserter(runs));
    runs = without_overlaps(std::move(runs));
  }
  const std::vector<bool> taken = taken_by_not(pack, tokens, filter);
  std::erase_if(runs, [&](const Run& run) { return any_of(taken, run); });
  return runs;
}

/// How much is said for each label.
std::vector<double> Detector::strengths(const std::vector<Token>& tokens) const {
  const std::vector<Feature> there = features(tokens);
  std::vector<double> strength(model_->bias().begin(), model_->bias().end());
  for (const Feature& feature : there)
    for (const auto& [label, weight] : model_->weights(feature.name))
      strength[label] += weight * feature.value;
  const CueFilter filter(tokens);
  for (std::size_t i = 0; i < cues_.size(); ++i) { // what its `not` takes is silent
    const auto label = label_of(library_.packs()[i]);
    if (!label) continue;
    const std::vector<bool> taken = taken_by_not(i, tokens, filter);
    for (const Feature& feature : there)
      if (any_of(taken, {feature.first, feature.last}))
        strength[*label] -= std::max(0.0, weight_for(*label, feature));
  }
  return strength;
}

namespace {

double sum_of_themes(const std::vector<double>& strengths, std::size_t none) {
  double sum = 0;
  for (std::size_t label = 0; label < strengths.size(); ++label)
    if (label != none) sum += std::exp(strengths[label]);
  return sum;
}

} // namespace

float Detector::harshness(const std::vector<Token>& tokens) const {
  const std::size_t none = model_->label(no_theme).value();
  const std::vector<double> strength = strengths(tokens);
  return static_cast<float>(std::log(sum_of_themes(strength, none)) - strength[none]);
}

std::vector<double> Detector::hear(const std::vector<Token>& tokens) const {
  const std::vector<Pack>& packs = library_.packs();
  std::vector<double> scores(packs.size());
  if (model_) {
    const std::size_t none = model_->label(no_theme).value();
    const std::vector<double> strength = strengths(tokens);
    const double sum = sum_of_themes(strength, none);
    const bool is_harsh = std::log(sum) - strength[none] > model_->threshold()[none];
    for (std::size_t i = 0; i < packs.size(); ++i)
      if (const auto label = label_of(packs[i]); label && is_harsh)
        scores[i] = std::exp(strength[*label]) / sum;
    keep_the_highest(scores);
  }
  for (std::size_t i = 0; i < packs.size(); ++i)
    if (packs[i].language == reader_.language().id)
      for (const Run& run : own_cues(tokens, i)) scores[i] += own_weight(run);
  return scores;
}

std::vector<double> Detector::by_token(const std::vector<Token>& tokens,
                                       const Pack& pack) const {
  std::vector<double> weights(tokens.size());
  const auto add = [&](double weight, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i <= last; ++i) weights[i] += weight;
  };
  if (const auto label = label_of(pack))
    for (const Feature& feature : features(tokens))
      add(weight_for(*label, feature), feature.first, feature.last);
  return weights;
}

/// What a feature says for a label, against what it says for no theme at all.
double Detector::weight_for(std::size_t label, const Feature& feature) const {
  const std::size_t none = model_->label(no_theme).value();
  double weight = 0;
  for (const auto& [which, value] : model_->weights(feature.name))
    weight += which == label ? value : which == none ? -value : 0;
  return weight * feature.value;
}

std::optional<std::size_t> Detector::label_of(const Pack& pack) const {
  if (!model_ || pack.language != reader_.language().id) return std::nullopt;
  return model_->label(pack.id);
}

std::vector<double> Detector::hear_all(const std::vector<Token>& tokens) const {
  std::vector<double> all(library_.packs().size());
  for (const std::vector<std::size_t>& group : groups_of(tokens)) {
    const std::vector<double> some = hear(picked(tokens, group));
    std::ranges::transform(all, some, all.begin(), [](double one, double other) {
      return std::max(one, other);
    });
  }
  return all;
}

std::set<std::size_t> Detector::evidence(const std::vector<Token>& tokens,
                                         std::size_t pack) const {
  std::vector<std::size_t> left(tokens.size());
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = i;
  const auto is_heard_in = [&](const std::vector<std::size_t>& some) {
    return hear_all(picked(tokens, some))[pack] > 0;
  };
  std::vector<std::size_t> taken; // the strongest first
  // A cue of one's own is named whole.
  for (const Run& run : own_cues(tokens, pack))
    for (std::size_t i = run.first; i <= run.last; ++i)
      if (std::erase(left, i) > 0) taken.push_back(i);
  const std::size_t of_cues = taken.size();
  for (bool is_heard = true; is_heard;) { // the strongest of each group that is heard
    is_heard = false;
    std::vector<std::size_t> strongest;
    for (const std::vector<std::size_t>& group : groups_of(picked(tokens, left))) {
      std::vector<std::size_t> here;
      for (const std::size_t i : group) here.push_back(left[i]);
      if (hear(picked(tokens, here))[pack] <= 0) continue;
      const std::vector<double> weights =
          by_token(picked(tokens, here), library_.packs()[pack]);
      const auto at = std::ranges::max_element(weights) - weights.begin();
      const std::string& stem = tokens[here[static_cast<std::size_t>(at)]].stem;
      for (const std::size_t i : here) // a word says the same wherever it stands
        if (tokens[i].stem == stem) strongest.push_back(i);
      is_heard = true;
    }
    for (const std::size_t token : strongest) std::erase(left, token);
    std::ranges::copy(strongest, std::back_inserter(taken));
  }
  // What came in early may not be needed any more.
  if (tokens.size() <= whole_thought)
    for (std::size_t i = taken.size(); i-- > of_cues;) {
      std::vector<std::size_t> with = left;
      with.insert(std::ranges::lower_bound(with, taken[i]), taken[i]);
      if (is_heard_in(with)) continue;
      left = std::move(with);
      taken.erase(taken.begin() + static_cast<std::ptrdiff_t>(i));
    }
  return {taken.begin(), taken.end()};
}

/// Whether a word has no meaning of its own, such as "not", or a letter.
bool Detector::is_small(const Token& token) const {
  return token.bare.size() < 2 || reader_.language().has("small_words", token.bare);
}

/// The word that says most for a pack and carries a meaning of its own. Small words may
/// tip the scale; by themselves they are too little to hear a theme by.
std::optional<std::size_t> Detector::loudest_content(const std::vector<Token>& tokens,
                                                     const Pack& pack) const {
  const std::vector<double> weights = by_token(tokens, pack);
  std::optional<std::size_t> loudest;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (!is_small(tokens[i]) && weights[i] > (loudest ? weights[*loudest] : 0))
      loudest = i;
  return loudest;
}

std::vector<Token> Detector::tokens(std::string_view thought) const {
  constexpr std::size_t most_bytes = most_tokens * 8;
  std::vector<Token> tokens =
      reader_.tokens(thought.substr(0, most_bytes), model_ ? &*model_ : nullptr);
  if (tokens.size() > most_tokens) tokens.resize(most_tokens);
  return tokens;
}

std::vector<Detected> Detector::detect(std::string_view thought) const {
  const std::vector<Token> all = tokens(thought);
  const std::vector<double> scores = hear_all(all);
  std::vector<Detected> themes;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] <= 0) continue;
    const Pack& pack = library_.packs()[i];
    Detected theme{pack.id, pack.axis, scores[i], {}};
    std::size_t after = all.size(); // no token
    std::set<std::size_t> heard = evidence(all, i);
    if (std::ranges::all_of(heard,
                            [&](std::size_t token) { return is_small(all[token]); })) {
      const auto more = loudest_content(all, pack);
      if (!more) continue;
      heard.insert(*more);
    }
    for (const std::size_t token : heard) {
      if (token == after)
        theme.evidence.back().end = all[token].end;
      else
        theme.evidence.push_back({{}, all[token].begin, all[token].end});
      after = token + 1;
    }
    for (Evidence& words : theme.evidence)
      words.text = thought.substr(words.begin, words.end - words.begin);
    themes.push_back(std::move(theme));
  }
  std::ranges::stable_sort(themes, [](const Detected& one, const Detected& other) {
    if (one.score != other.score) return one.score > other.score;
    return one.evidence.front().begin < other.evidence.front().begin;
  });
  return themes;
}

} // namespace kindly
