#pragma once

#include "words/library.hpp"
#include "words/reading.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// Words of a thought that made it sound like a theme: bytes [begin, end) of it.
struct Evidence {
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A theme that a thought sounds like. Without the evidence it would not be here.
struct Detected {
  std::string id;
  std::string axis;
  double score = 0; ///< how clearly, above 0; comparable within one thought
  std::vector<Evidence> evidence;
};

/// Hears which themes a harsh thought sounds like, and by which words.
///
/// A linear model, learnt from labelled lines while kindly is built, weighs words,
/// pairs of words, pieces of words, and the cues of the packs that ship. What it says
/// for all themes together is set against what it says for none, so that a plain
/// sentence about a boss is no theme. Cues of packs that the model has not seen count
/// by themselves.
class Detector {
 public:
  /// Uses the model that is built in for the language, where there is one. `library`
  /// has to outlive the detector.
  Detector(const Library& library, const std::string& language);
  /// Uses `model`, which may be null.
  Detector(const Library& library,
           const std::string& language,
           std::optional<Model> model);

  /// The themes, the likeliest first; often none. Take the evidence of one out of the
  /// thought, and it is not among them any more.
  [[nodiscard]] std::vector<Detected> detect(std::string_view thought) const;

  /// How clearly each pack's theme is heard, in the order of the library; 0: not.
  [[nodiscard]] std::vector<double> hear_all(const std::vector<Token>& tokens) const;

  /// How much more is said for some theme than for none, in log odds. Needs a model.
  [[nodiscard]] float harshness(const std::vector<Token>& tokens) const;

  [[nodiscard]] const Reader& reader() const noexcept { return reader_; }
  [[nodiscard]] std::vector<Token> tokens(std::string_view thought) const;

  /// What the model learns from: the features of one thought.
  [[nodiscard]] std::vector<Feature> features(const std::vector<Token>& tokens) const;

 private:
  [[nodiscard]] std::vector<double> strengths(const std::vector<Token>& tokens) const;
  [[nodiscard]] std::vector<double> hear(const std::vector<Token>& tokens) const;
  [[nodiscard]] std::vector<Run> own_cues(const std::vector<Token>& tokens,
                                          std::size_t pack) const;
  [[nodiscard]] std::vector<bool> taken_by_not(std::size_t pack,
                                               const std::vector<Token>& tokens,
                                               const CueFilter& filter) const;
  [[nodiscard]] std::vector<double> by_token(const std::vector<Token>& tokens,
                                             const Pack& pack) const;
  [[nodiscard]] double weight_for(std::size_t label, const Feature& feature) const;
  [[nodiscard]] std::optional<std::size_t> label_of(const Pack& pack) const;
  [[nodiscard]] bool is_small(const Token& token) const;
  [[nodiscard]] std::optional<std::size_t>
  loudest_content(const std::vector<Token>& tokens, const Pack& pack) const;
  [[nodiscard]] std::set<std::size_t> evidence(const std::vector<Token>& tokens,
                                               std::size_t pack) const;

  /// What a pack listens for: cues that the model has learnt, those it has not, and
  /// words that take cues away. Empty for packs of other languages.
  struct PackCues {
    CueSet learnt, own, nots;
  };

  const Library& library_;
  Reader reader_;
  std::optional<Model> model_;
  std::vector<PackCues> cues_; ///< in the order of the library
};

/// The label of lines that sound like no theme.
inline constexpr std::string_view no_theme = "-";

} // namespace kindly
