#pragma once

#include "base/stem.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Words that a text is searched for: cues of packs, and the word lists of a language.

namespace kindly {

/// One word of a text as cues see it.
struct Token {
  std::size_t begin = 0; ///< bytes [begin, end) of the text
  std::size_t end = 0;
  std::string folded;     ///< case, accents, curly quotes taken away
  std::string bare;       ///< and without apostrophes, which people leave out
  std::string stem;       ///< of `bare`
  std::size_t clause = 0; ///< words between the same two stops or commas
  std::size_t sentence = 0;
};

[[nodiscard]] std::vector<Token> tokens_of(std::string_view text,
                                           const Stemmer& stemmer);

/// A run of tokens [first, last].
struct Run {
  std::size_t first = 0;
  std::size_t last = 0;
  auto operator<=>(const Run&) const = default; // NOLINT(modernize-use-nullptr)
};

/// Words to look for, one behind the other in one sentence. `fail*` is whatever begins
/// so; every other word is heard in its inflections too, and without its apostrophe.
class Cue {
 public:
  Cue(std::string_view text, const Stemmer& stemmer);

  [[nodiscard]] std::vector<Run> runs_in(const std::vector<Token>& tokens) const;

 private:
  struct Part {
    std::string folded;
    std::string bare;
    std::string stem;
    bool is_beginning = false;

    [[nodiscard]] bool is(const Token& token) const;
  };
  std::vector<Part> parts_;
};

/// Whether a cue could be in a text at all, told by its beginning without taking it
/// apart: most cues of most packs are not.
class CueFilter {
 public:
  explicit CueFilter(const std::vector<Token>& tokens);
  [[nodiscard]] bool may_hold(const std::string& beginning) const;

 private:
  std::vector<std::string> beginnings_; ///< sorted
};

/// Cues that many texts are searched for: what a cue is, is worked out once. The cues
/// have to outlive the set.
class CueSet {
 public:
  explicit CueSet(std::span<const std::string> cues);

  /// Where any of them stands in a text; of runs that overlap the longest, in order.
  /// The filter is of these tokens.
  [[nodiscard]] std::vector<Run> runs_in(const std::vector<Token>& tokens,
                                         const CueFilter& filter,
                                         const Stemmer& stemmer) const;

 private:
  struct Item {
    std::string_view text;
    std::string beginning;
    mutable std::optional<Cue> cue; ///< once a text may hold it
  };
  std::vector<Item> items_;
};

/// The same for cues that one text is searched for.
[[nodiscard]] std::vector<Run> runs_of(const std::vector<std::string>& cues,
                                       const std::vector<Token>& tokens,
                                       const Stemmer& stemmer);

/// Of runs that overlap the longest, in the order of the text.
[[nodiscard]] std::vector<Run> without_overlaps(std::vector<Run> runs);

} // namespace kindly
