#include "words/cue.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kindly {
namespace {

std::string without_apostrophes(std::string word) {
  std::erase(word, '\'');
  return word;
}

/// As many bytes of a word as its inflections have in common.
std::string_view beginning_of(std::string_view word) {
  return word.substr(0, 3);
}

/// The same of a cue's first word, without an apostrophe.
std::string beginning_of_cue(std::string_view cue) {
  std::string first;
  for (const char c : fold(cue.substr(0, cue.find_first_of(" *-"))))
    if (c != '\'' && first.size() < 3) first += c;
  return first;
}

} // namespace

std::vector<Token> tokens_of(std::string_view text, const Stemmer& stemmer) {
  std::vector<Token> tokens;
  std::size_t clause = 0;
  std::size_t sentence = 0;
  for (const Word& word : words_of(text)) {
    if (!tokens.empty()) {
      const std::size_t end = tokens.back().end;
      const std::string_view between = text.substr(end, word.begin - end);
      const bool ends = between.find_first_of(".!?;\n") != std::string_view::npos;
      if (ends || between.find_first_of(",:()\"") != std::string_view::npos) ++clause;
      if (ends) ++sentence;
    }
    Token token{word.begin, word.end, word.folded, {}, {}, clause, sentence};
    token.bare = without_apostrophes(token.folded);
    token.stem = stemmer.stem(token.bare);
    tokens.push_back(std::move(token));
  }
  return tokens;
}

bool Cue::Part::is(const Token& token) const {
  if (is_beginning)
    return token.folded.starts_with(folded) || token.bare.starts_with(bare);
  return token.folded == folded || token.bare == bare || token.stem == stem;
}

Cue::Cue(std::string_view text, const Stemmer& stemmer) {
  for (const Word& word : words_of(text)) {
    Part part{word.folded, without_apostrophes(word.folded), {}, false};
    part.stem = stemmer.stem(part.bare);
    part.is_beginning = word.end < text.size() && text[word.end] == '*';
    parts_.push_back(std::move(part));
  }
}

std::vector<Run> Cue::runs_in(const std::vector<Token>& tokens) const {
  std::vector<Run> runs;
  const std::size_t size = parts_.size();
  if (size == 0) return runs;
  for (std::size_t i = 0; i + size <= tokens.size(); ++i) {
    const auto here = tokens.begin() + static_cast<std::ptrdiff_t>(i);
    const bool stands = std::equal(
        parts_.begin(), parts_.end(), here, [](const Part& part, const Token& token) {
          return part.is(token);
        });
    if (stands && tokens[i].sentence == tokens[i + size - 1].sentence)
      runs.push_back({i, i + size - 1});
  }
  return runs;
}

CueFilter::CueFilter(const std::vector<Token>& tokens) {
  for (const Token& token : tokens) beginnings_.emplace_back(beginning_of(token.bare));
  std::ranges::sort(beginnings_);
}

bool CueFilter::may_hold(const std::string& beginning) const {
  // A cue may be a beginning that is shorter than what is compared.
  const auto found = std::ranges::lower_bound(beginnings_, beginning);
  return found != beginnings_.end() && found->starts_with(beginning);
}

CueSet::CueSet(std::span<const std::string> cues) {
  items_.reserve(cues.size());
  for (const std::string& cue : cues)
    items_.push_back({cue, beginning_of_cue(cue), {}});
}

std::vector<Run> CueSet::runs_in(const std::vector<Token>& tokens,
                                 const CueFilter& filter,
                                 const Stemmer& stemmer) const {
  std::vector<Run> runs;
  for (const Item& item : items_) {
    if (!filter.may_hold(item.beginning)) continue;
    if (!item.cue) item.cue.emplace(item.text, stemmer);
    std::ranges::copy(item.cue->runs_in(tokens), std::back_inserter(runs));
  }
  return without_overlaps(std::move(runs));
}

std::vector<Run> without_overlaps(std::vector<Run> runs) {
  std::ranges::stable_sort(runs, [](const Run& one, const Run& other) {
    const std::size_t length = one.last - one.first;
    const std::size_t other_length = other.last - other.first;
    return length != other_length ? length > other_length : one.first < other.first;
  });
  std::vector<Run> kept;
  for (const Run& run : runs)
    if (std::ranges::none_of(kept, [&](const Run& other) {
          return run.first <= other.last && other.first <= run.last;
        }))
      kept.push_back(run);
  std::ranges::sort(kept);
  return kept;
}

std::vector<Run> runs_of(const std::vector<std::string>& cues,
                         const std::vector<Token>& tokens,
                         const Stemmer& stemmer) {
  return CueSet(cues).runs_in(tokens, CueFilter(tokens), stemmer);
}

} // namespace kindly
