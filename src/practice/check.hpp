#pragma once

#include "base/sentences.hpp"
#include "words/reading.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// The parts of a script, as the exercise has them: spoken to by name, then the three
/// parts of self-compassion (Neff: mindfulness, common humanity, self-kindness),
/// encouragement, and a share of one's own.
inline const std::array<std::string, 6> script_parts = {"address",
                                                        "mindfulness",
                                                        "humanity",
                                                        "kindness",
                                                        "encouragement",
                                                        "accountability"};
/// What works against a script.
inline const std::array<std::string, 4> against_kinds = {
    "attack", "minimising", "absolute", "promise"};

/// What would help: a line for each part that is missing, and each thing against.
[[nodiscard]] std::string_view what_helps(std::string_view part_or_kind);

/// A part, and the sentence that shows it best.
struct FoundPart {
  std::string part;
  std::string sentence;
};

/// Words that work against a script.
struct Against {
  std::string kind;
  std::string text;
  std::size_t begin = 0; ///< bytes [begin, end) of the script
  std::size_t end = 0;
  std::size_t line = 1;   ///< from 1
  std::size_t column = 1; ///< code points from 1
};

/// What a script has.
struct Verdict {
  std::size_t sentences = 0;
  std::vector<FoundPart> found; ///< in the order of script_parts
  std::vector<Against> against; ///< in the order of the script

  [[nodiscard]] const FoundPart* part(std::string_view name) const;
  /// The parts that a complete script has and this one has not. Encouragement is
  /// welcome, and not one of them.
  [[nodiscard]] std::vector<std::string> missing() const;
  [[nodiscard]] bool is_complete() const { return missing().empty(); }
};

/// Where a sentence stands in its script: the exercise has an order, and many keep it.
/// `alone` is also a sentence of a script too short to have an order.
enum class Place { alone, first, early, late, last };
/// The place of sentence `i`, from 0, of `n`.
[[nodiscard]] Place place_of(std::size_t i, std::size_t n);
/// Whether a feature says where a sentence stands, and nothing of its words.
[[nodiscard]] bool is_place(std::string_view feature);

/// Reads scripts in the language that they are written in.
class Checker {
 public:
  /// `names` are what the person may be called, beside what looks like a name. Throws
  /// Error{usage} for a language in which kindly cannot read scripts.
  Checker(const std::string& language, std::vector<std::string> names);
  /// Uses `model`, and only rules where there is none.
  Checker(const std::string& language,
          std::vector<std::string> names,
          std::optional<Model> model);

  [[nodiscard]] Verdict check(std::string_view script) const;

  /// The sentences of a script.
  [[nodiscard]] std::vector<Sentence> sentences(std::string_view script) const;
  /// What the model learns from: the features of one sentence.
  [[nodiscard]] std::vector<Feature> features(std::string_view sentence,
                                              Place place) const;
  /// How much the model says for each of its labels: the logarithm of the odds.
  [[nodiscard]] std::vector<double> scores(std::string_view sentence,
                                           Place place) const;
  /// The same for a script, from the scores of its sentences, which are taken as
  /// independent. A part may show a little in several sentences: what counts is how
  /// unlikely it is that none has it, as -log(1 - p). What works against a script does
  /// so in one sentence: the highest score counts. A sentence that attacks more than it
  /// is kind is no kindness.
  [[nodiscard]] std::vector<double>
  scores_of_script(std::span<const std::vector<double>> sentences) const;
  /// The part of self-compassion, or of what follows it, that the sentence shows most,
  /// whether or not it is enough to count; empty without a model.
  [[nodiscard]] std::string likeliest_part(std::string_view sentence) const;

 private:
  /// Whether a sentence speaks to somebody by what looks like a name or a gentle term,
  /// or by one of the names that are known.
  enum class Vocative { none, likely, known };
  [[nodiscard]] Vocative vocative(std::string_view sentence) const;

  enum class Speaks;
  [[nodiscard]] std::vector<Speaks> speaks(std::string_view sentence,
                                           const std::vector<Token>& tokens) const;

  struct Reading;

  [[nodiscard]] bool looks_like_name(std::string_view sentence,
                                     const std::vector<Token>& tokens,
                                     std::size_t i) const;
  [[nodiscard]] Reading read(std::string_view sentence) const;
  [[nodiscard]] bool outweighed(std::size_t against,
                                const std::vector<double>& scores) const;
  void add_against(Verdict& verdict,
                   std::string_view script,
                   const Sentence& sentence,
                   const std::vector<double>& scores) const;

  Reader reader_;
  std::vector<std::string> names_; ///< folded
  std::optional<Model> model_;
};

} // namespace kindly
