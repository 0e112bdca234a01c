#pragma once

#include "base/sentences.hpp"
#include "words/cue.hpp"
#include "words/language.hpp"
#include "words/model.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// Something a text has that a model may have learnt about, and the tokens [first,
/// last] it is made of.
struct Feature {
  std::string name;
  float value = 1;
  std::size_t first = 0;
  std::size_t last = 0;
};

/// Reads texts of one language as a model sees them.
class Reader {
 public:
  explicit Reader(const std::string& language);

  [[nodiscard]] const Language& language() const noexcept { return language_; }
  [[nodiscard]] Abbreviations abbreviations() const;
  [[nodiscard]] const Stemmer& stemmer() const noexcept { return stemmer_; }

  /// The words of a text. What looks like a name has the stem of all names, where the
  /// language writes only names with a capital inside of a sentence. A word that
  /// `model` does not know gets the stem of its nearest, so that typing errors hide
  /// nothing; without a model, its own.
  [[nodiscard]] std::vector<Token> tokens(std::string_view text,
                                          const Model* model) const;

  /// For each token whether a negation before it takes away what it says.
  [[nodiscard]] std::vector<bool> negated(const std::vector<Token>& tokens) const;

  /// Words, pairs of words and pieces of words, each once.
  [[nodiscard]] std::vector<Feature> features(const std::vector<Token>& tokens) const;

  /// Where a list of the language is heard in a text, outside of what its not_… list
  /// takes.
  [[nodiscard]] std::vector<Run> heard(std::string_view list,
                                       const std::vector<Token>& tokens) const;

 private:
  [[nodiscard]] std::string word_as_known(const Token& token, const Model& model) const;
  [[nodiscard]] std::optional<std::string> stem_of_meant(const std::string& word,
                                                         const Model& model) const;

  Language language_;
  Stemmer stemmer_;
};

} // namespace kindly
