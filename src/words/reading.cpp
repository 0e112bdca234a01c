#include "words/reading.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace kindly {
namespace {

constexpr std::size_t negation_reaches = 5; // tokens
constexpr std::size_t piece_size = 4;       // bytes of a word, with its edges

/// Letters of three and more are typed for feeling: soooo.
std::string squeezed(const std::string& word) {
  std::string out;
  for (const char c : word)
    if (out.size() < 2 || out.back() != c || out[out.size() - 2] != c) out += c;
  return out;
}

const std::string a_name = "@name";

/// One capital letter, then small ones: not I, and not SHOUTED.
bool is_name_like(std::string_view text, const Token& token) {
  const std::vector<Letter> letters =
      letters_of(text.substr(token.begin, token.end - token.begin));
  return letters.size() > 1 && letters[0].kind == Letter::Kind::upper &&
         letters[1].kind == Letter::Kind::lower &&
         token.folded.find('\'') == std::string::npos;
}

} // namespace

Reader::Reader(const std::string& language)
    : language_(language_of(language)), stemmer_(language) {}

Abbreviations Reader::abbreviations() const {
  return {.never_end = language_.words("abbreviations"),
          .end_before_capital = language_.words("end_abbreviations"),
          .go_before_number = language_.words("number_abbreviations")};
}

std::vector<Token> Reader::tokens(std::string_view text, const Model* model) const {
  std::vector<Token> tokens = tokens_of(text, stemmer_);
  // Names are as many as people; what they have in common is the capital letter.
  if (!language_.words("name_marks").empty())
    for (std::size_t i = 1; i < tokens.size(); ++i)
      if (tokens[i].sentence == tokens[i - 1].sentence && is_name_like(text, tokens[i]))
        tokens[i].stem = a_name;
  if (model == nullptr) return tokens;
  std::map<std::string, std::string> read; // a page says a word more than once
  for (Token& token : tokens) {
    const auto [known, is_new] = read.try_emplace(token.stem);
    if (is_new) known->second = word_as_known(token, *model);
    token.stem = known->second;
  }
  return tokens;
}

std::string Reader::word_as_known(const Token& token, const Model& model) const {
  if (token.stem == a_name) return token.stem;
  if (model.knows_word(token.stem)) return token.stem;
  std::string less = stemmer_.stem(squeezed(token.bare));
  if (model.knows_word(less)) return less;
  auto near = stem_of_meant(squeezed(token.bare), model);
  if (!near) near = model.nearest_word(less);
  // A small word is spelt right, or too short to tell; a rare word is not one.
  return near && !language_.has("small_words", *near) ? *near : less;
}

/// A typing error in an inflected word may lie in its ending, where no stem is near.
/// Only swapped letters are put right here: other changes make too many a rare word
/// into a common one.
std::optional<std::string> Reader::stem_of_meant(const std::string& word,
                                                 const Model& model) const {
  std::set<std::string> known;
  for (std::size_t i = 1; i < word.size(); ++i) {
    std::string meant = word;
    std::swap(meant[i - 1], meant[i]);
    if (const std::string stem = stemmer_.stem(meant); model.knows_word(stem))
      known.insert(stem);
  }
  if (known.size() != 1) return std::nullopt;
  return *known.begin();
}

std::vector<Run> Reader::heard(std::string_view list,
                               const std::vector<Token>& tokens) const {
  std::vector<bool> taken(tokens.size());
  const auto not_list = "not_" + std::string(list);
  for (const Run& run : runs_of(language_.words(not_list), tokens, stemmer_))
    for (std::size_t i = run.first; i <= run.last; ++i) taken[i] = true;
  std::vector<Run> runs = runs_of(language_.words(list), tokens, stemmer_);
  std::erase_if(runs, [&](const Run& run) {
    for (std::size_t i = run.first; i <= run.last; ++i)
      if (taken[i] || tokens[i].clause != tokens[run.first].clause) return true;
    return false;
  });
  return runs;
}

std::vector<bool> Reader::negated(const std::vector<Token>& tokens) const {
  std::vector<bool> negated(tokens.size());
  for (const Run& run : heard("negations", tokens))
    for (std::size_t i = run.last + 1;
         i < tokens.size() && i <= run.last + negation_reaches;
         ++i) {
      if (tokens[i].clause != tokens[run.last].clause ||
          language_.has("negation_ends", tokens[i].folded))
        break;
      negated[i] = true;
    }
  return negated;
}

std::vector<Feature> Reader::features(const std::vector<Token>& tokens) const {
  const std::vector<bool> is_negated = negated(tokens);
  std::vector<Feature> features;
  std::set<std::string> seen;
  const auto add =
      [&](std::string name, float value, std::size_t first, std::size_t last) {
        if (is_negated[first] || is_negated[last]) name = "!" + name;
        if (seen.insert(name).second)
          features.push_back({std::move(name), value, first, last});
      };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    add(tokens[i].stem, 1, i, i);
    if (i + 1 < tokens.size() && tokens[i].clause == tokens[i + 1].clause)
      add(tokens[i].stem + ' ' + tokens[i + 1].stem, 1, i, i + 1);
    const std::string edged = "<" + tokens[i].stem + ">";
    for (std::size_t at = 0; at + piece_size <= edged.size(); ++at)
      add("~" + edged.substr(at, piece_size), 0.5F, i, i);
  }
  return features;
}

} // namespace kindly
