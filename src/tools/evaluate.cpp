// Build tool: measures what kindly hears and says against labelled lines, those it was
// tuned on (held out in turn) and those that only report, and prints both.
//   kindly-evaluate DATA [--misses]   everything; what was got wrong, too
//   kindly-evaluate DATA --table      the report figures, as the README has them

#include "base/error.hpp"
#include "practice/care.hpp"
#include "practice/check.hpp"
#include "practice/compose.hpp"
#include "practice/detect.hpp"
#include "tools/learning.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <set>
#include <utility>

namespace kindly {
namespace {

bool shows_misses = false;

struct Share {
  std::size_t hits = 0;
  std::size_t of = 0;
  void count(bool is_hit) {
    hits += is_hit ? 1 : 0;
    ++of;
  }
  [[nodiscard]] std::string text() const {
    if (of == 0) return "-";
    return fmt::format("{:.0f} % of {}",
                       100.0 * static_cast<double>(hits) / static_cast<double>(of),
                       of);
  }
};

// --- themes --------------------------------------------------------------------

struct ThemeFigures {
  Share first, three_plain, three_indirect, silent, heard;

  void count(const LabelledThought& thought, const std::vector<std::string>& found) {
    if (thought.themes.empty()) {
      silent.count(found.empty());
      return;
    }
    const auto at = std::ranges::find(found, thought.themes[0]) - found.begin();
    first.count(!found.empty() && found[0] == thought.themes[0]);
    (thought.kind == "plain" ? three_plain : three_indirect)
        .count(at < std::min<std::ptrdiff_t>(3, std::ssize(found)));
    heard.count(!found.empty());
  }
};

std::vector<std::string> found_by(const Detector& detector,
                                  const LabelledThought& thought) {
  std::vector<std::string> ids;
  std::string all;
  for (const Detected& theme : detector.detect(thought.text)) {
    ids.push_back(theme.id);
    all += fmt::format(" {}:{:.2f}", theme.id, theme.score);
  }
  if (shows_misses)
    fmt::print("  {}\t{}\t|{}\t{}\n",
               thought.kind,
               thought.themes.empty() ? "-" : thought.themes[0],
               all,
               thought.text);
  return ids;
}

void print(const std::string& name, const ThemeFigures& figures) {
  fmt::print("{:<10} main theme first {}, in the first three: plain {}, indirect {}; "
             "silent when neutral {}; anything heard {}\n",
             name,
             figures.first.text(),
             figures.three_plain.text(),
             figures.three_indirect.text(),
             figures.silent.text(),
             figures.heard.text());
}

ThemeFigures reported_themes(const Library& library,
                             const std::string& language,
                             const std::filesystem::path& data) {
  ThemeFigures report;
  const Detector detector(library, language);
  for (const LabelledThought& thought :
       read_thoughts(data / "thoughts", language, "report"))
    report.count(thought, found_by(detector, thought));
  return report;
}

void measure_themes(const Library& library,
                    const std::string& language,
                    const std::filesystem::path& data) {
  fmt::print("\nthemes detect, {}\n", language);
  const auto tune = read_thoughts(data / "thoughts", language, "tune");
  ThemeFigures held_out;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const auto [seen, unseen] = divided(std::span(tune), fold, folds);
    const std::string table = learn_themes(library, language, seen).table();
    const Detector detector(library, language, Model(table));
    const bool was = std::exchange(shows_misses, false);
    for (const LabelledThought& thought : unseen)
      held_out.count(thought, found_by(detector, thought));
    shows_misses = was;
  }
  print("tune", held_out);
  print("report", reported_themes(library, language, data));
}

// --- scripts -------------------------------------------------------------------

/// Cohen's kappa of two yes-or-no judgements.
class Kappa {
 public:
  void count(bool person, bool program) {
    ++(person ? (program ? both_ : person_only_)
              : (program ? program_only_ : neither_));
  }
  [[nodiscard]] double value() const {
    const double n = both_ + person_only_ + program_only_ + neither_;
    const double person = both_ + person_only_;
    const double program = both_ + program_only_;
    const double by_chance =
        (person * program + (n - person) * (n - program)) / (n * n);
    const double agreed = (both_ + neither_) / n;
    return by_chance < 1 ? (agreed - by_chance) / (1 - by_chance) : 1;
  }
  [[nodiscard]] std::string text() const {
    return fmt::format(
        "kappa {:.2f}  (both {}, only the person {}, only kindly {}, neither {})",
        value(),
        both_,
        person_only_,
        program_only_,
        neither_);
  }

 private:
  double both_ = 0;
  double person_only_ = 0;
  double program_only_ = 0;
  double neither_ = 0;
};

struct ScriptFigures {
  std::map<std::string, Kappa> kappas;
  Share counted, complete;

  void count(const LabelledScript& script, const Verdict& verdict) {
    bool is_complete = true;
    for (const std::string& part : script_parts) {
      kappas[part].count(script.has(part), verdict.part(part) != nullptr);
      if (part != "encouragement") is_complete = is_complete && script.has(part);
      if (shows_misses && script.has(part) != (verdict.part(part) != nullptr))
        fmt::print("  {} {} {}: {}\n",
                   script.id,
                   part,
                   script.has(part) ? "missed" : "imagined",
                   script.has(part) ? script.text : verdict.part(part)->sentence);
    }
    for (const std::string& kind : against_kinds) {
      const auto found = std::ranges::find(verdict.against, kind, &Against::kind);
      kappas[kind].count(script.has("!" + kind), found != verdict.against.end());
      if (shows_misses && script.has("!" + kind) != (found != verdict.against.end()))
        fmt::print("  {} {} {}: {}\n",
                   script.id,
                   kind,
                   script.has("!" + kind) ? "missed" : "imagined",
                   script.has("!" + kind) ? script.text : found->text);
    }
    counted.count(verdict.sentences == script.sentences.size());
    if (shows_misses && verdict.sentences != script.sentences.size())
      fmt::print("  {} sentences {} {}: {}\n",
                 script.id,
                 script.sentences.size(),
                 verdict.sentences,
                 script.text);
    complete.count(verdict.is_complete() == is_complete);
  }
};

void print(const std::string& name, const ScriptFigures& figures) {
  fmt::print("{}: sentences counted right in {}, complete or not agreed in {}\n",
             name,
             figures.counted.text(),
             figures.complete.text());
  for (const auto& [part, kappa] : figures.kappas)
    fmt::print("  {:<15} {}\n", part, kappa.text());
}

ScriptFigures reported_scripts(const std::string& language,
                               const std::filesystem::path& data) {
  ScriptFigures report;
  const Checker checker(language, {});
  for (const LabelledScript& script :
       read_scripts(data / "scripts", language, "report"))
    report.count(script, checker.check(script.text));
  return report;
}

void measure_scripts(const Library& library,
                     const std::string& language,
                     const std::filesystem::path& data) {
  fmt::print("\ncheck, {}\n", language);
  const auto scripts = read_scripts(data / "scripts", language, "tune");
  const Sentences sentences{read_sentences(data / "sentences", language, "tune"),
                            read_thoughts(data / "thoughts", language, "tune")};
  ScriptFigures held_out;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const auto [seen, unseen] = divided(std::span(scripts), fold, folds);
    const std::string table = learn_parts(library, language, seen, sentences).table();
    const Checker checker(language, {}, Model(table));
    const bool was = std::exchange(shows_misses, false);
    for (const LabelledScript& script : unseen)
      held_out.count(script, checker.check(script.text));
    shows_misses = was;
  }
  print("tune", held_out);
  print("report", reported_scripts(language, data));
}

// --- reframe -------------------------------------------------------------------

/// What `check` says of scripts for the labelled thoughts, each with another seed.
struct ComposedFigures {
  std::size_t made = 0;
  std::size_t complete = 0;
  std::size_t against = 0;
  std::set<std::string> distinct;

  [[nodiscard]] std::string text() const {
    return fmt::format(
        "of {} scripts {} complete, {} with something against them, {} distinct",
        made,
        complete,
        against,
        distinct.size());
  }
};

ComposedFigures composed(const Library& library,
                         const std::string& language,
                         const std::filesystem::path& data) {
  constexpr std::size_t most = 500;
  constexpr std::string_view name = "Sam";
  const Detector detector(library, language);
  const Checker checker(language, {std::string(name)});
  ComposedFigures figures;
  for (const std::string use : {"report", "tune"})
    for (const LabelledThought& thought :
         read_thoughts(data / "thoughts", language, use)) {
      if (figures.made == most) break;
      if (thought.themes.empty()) continue;
      std::vector<std::string> themes;
      for (const Detected& theme : detector.detect(thought.text))
        if (themes.size() < 2) themes.push_back(theme.id);
      std::string script;
      ScriptRequest request;
      request.themes = std::move(themes);
      request.language = language;
      request.address = name;
      request.seed = ++figures.made;
      for (const ScriptLine& line : compose(library, request))
        script += line.text + "\n";
      const Verdict verdict = checker.check(script);
      figures.complete += verdict.is_complete() ? 1 : 0;
      figures.against += verdict.against.empty() ? 0 : 1;
      figures.distinct.insert(script);
      if (shows_misses && (!verdict.is_complete() || !verdict.against.empty()))
        fmt::print("  composed ({} missing): {}\n",
                   verdict.missing().empty() ? "nothing" : verdict.missing().front(),
                   script);
    }
  return figures;
}

// --- the notice on words ---------------------------------------------------------

/// How often the notice is set off, by label and kind of line.
struct CareFigures {
  std::map<std::pair<bool, std::string>, Share> kinds; ///< crisis or not, and the kind
  Share crisis, benign;
  Share ordinary; ///< thoughts and sentences in which nothing should be heard

  void count(const LabelledCare& line, bool is_heard) {
    if (line.writer.empty()) {
      ordinary.count(is_heard);
      return;
    }
    kinds[{line.is_crisis, line.kind}].count(is_heard);
    (line.is_crisis ? crisis : benign).count(is_heard);
    if (shows_misses && line.is_crisis != is_heard)
      fmt::print("  {} {}: {}\n",
                 line.is_crisis ? "missed" : "imagined",
                 line.kind,
                 line.text);
  }
};

CareFigures reported_care(const std::filesystem::path& data,
                          const CareListener& listener) {
  CareFigures figures;
  for (const LabelledCare& line : read_care(data / "care", "report"))
    figures.count(line, listener.listen(line.text).has_value());
  for (const LabelledThought& thought :
       read_thoughts(data / "thoughts", std::string(care_language), "report"))
    figures.ordinary.count(listener.listen(thought.text).has_value());
  return figures;
}

void print(const std::string& name, const CareFigures& figures) {
  fmt::print("{}: heard in {} crisis lines and {} benign ones\n",
             name,
             figures.crisis.text(),
             figures.benign.text());
  for (const auto& [kind, share] : figures.kinds)
    fmt::print("  {:<7} {:<9} {}\n",
               kind.first ? "crisis" : "benign",
               kind.second,
               share.text());
  fmt::print("  {} of {} ordinary lines\n", figures.ordinary.hits, figures.ordinary.of);
}

void measure_care(const Library& library, const std::filesystem::path& data) {
  const std::string language(care_language);
  fmt::print("\nthe notice on words, {}\n", language);
  const CareListener patterns(
      language, built_in_model(language, Subject::themes), std::nullopt);
  const std::vector<LabelledCare> lines = care_lessons(library, data);
  const LearntCare learnt = learn_care(patterns, lines);
  CareFigures held_out;
  CareFigures by_patterns;
  for (std::size_t i = 0; i < lines.size(); ++i)
    held_out.count(lines[i], learnt.held_out[i] >= learnt.text.threshold[0]);
  const bool was = std::exchange(shows_misses, false);
  for (const LabelledCare& line : lines)
    by_patterns.count(line, patterns.listen(line.text).has_value());
  print("tune, patterns alone", by_patterns);
  print("tune, writer held out", held_out);
  print("report", reported_care(data, CareListener(language)));
  shows_misses = was;
}

// --- the README's table --------------------------------------------------------

/// What lines say that nothing was tuned on, as a table in Markdown.
void print_table(const Library& library, const std::filesystem::path& data) {
  fmt::print("| what | on lines that kindly was not tuned on |\n|---|---|\n");
  for (const std::string& language : languages_in(data / "thoughts")) {
    const ThemeFigures themes = reported_themes(library, language, data);
    fmt::print(
        "| themes, {} | main theme first {}; in the first three: plainly said {}, "
        "hinted at {}; silent when neutral {} |\n",
        language,
        themes.first.text(),
        themes.three_plain.text(),
        themes.three_indirect.text(),
        themes.silent.text());
  }
  for (const std::string& language : languages_in(data / "scripts")) {
    const ScriptFigures scripts = reported_scripts(language, data);
    std::string kappas;
    for (const std::string& part : script_parts)
      kappas += fmt::format("{} {:.2f}, ", part, scripts.kappas.at(part).value());
    for (const std::string& kind : against_kinds)
      kappas += fmt::format("{} {:.2f}, ", kind, scripts.kappas.at(kind).value());
    fmt::print("| check, {} | Cohen's kappa: {}sentences counted right in {} |\n",
               language,
               kappas,
               scripts.counted.text());
  }
  for (const std::string& language : languages_in(data / "thoughts"))
    fmt::print(
        "| reframe, {} | {} |\n", language, composed(library, language, data).text());
  const CareFigures care =
      reported_care(data, CareListener(std::string(care_language)));
  const auto kinds_of = [&](bool is_crisis) {
    std::string kinds;
    for (const auto& [kind, share] : care.kinds)
      if (kind.first == is_crisis)
        kinds += fmt::format(
            "{}{} {}", kinds.empty() ? "" : ", ", kind.second, share.text());
    return kinds;
  };
  fmt::print("| notice on words, en | heard in {} crisis lines ({}); falsely in {} "
             "of {} benign ones ({}) and in {} of {} ordinary thoughts |\n",
             care.crisis.text(),
             kinds_of(true),
             care.benign.hits,
             care.benign.of,
             kinds_of(false),
             care.ordinary.hits,
             care.ordinary.of);
}

} // namespace
} // namespace kindly

int main(int argc, char** argv) try {
  using namespace kindly;
  if (argc < 2) return 2;
  shows_misses = argc > 2 && std::strcmp(argv[2], "--misses") == 0;
  const std::filesystem::path data = argv[1];
  const Library library = Library::load({});
  if (argc > 2 && std::strcmp(argv[2], "--table") == 0) {
    print_table(library, data);
    return 0;
  }
  for (const std::string& language : languages_in(data / "thoughts"))
    measure_themes(library, language, data);
  for (const std::string& language : languages_in(data / "scripts"))
    measure_scripts(library, language, data);
  for (const std::string& language : languages_in(data / "thoughts"))
    fmt::print(
        "\nreframe, {}: {}\n", language, composed(library, language, data).text());
  measure_care(library, data);
  return 0;
} catch (const kindly::Error& problem) {
  fmt::print(stderr, "{}\n", problem.what());
  return 1;
}
