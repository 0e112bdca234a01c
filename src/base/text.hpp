#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Text as people write it: UTF-8, of any script, measured and compared without a
// locale, because cron gives none.

namespace kindly {

[[nodiscard]] bool is_utf8(std::string_view text);

/// What may be shown: control bytes, C1 controls, bidirectional controls and broken
/// UTF-8 become escapes such as \x1b or \u202e. Newlines and tabs stay.
[[nodiscard]] std::string printable(std::string_view text);

/// The same on one line: newlines and tabs become escapes too.
[[nodiscard]] std::string printable_line(std::string_view text);

/// Columns a terminal needs for `text`, which has no control characters.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text` cut to at most `width` columns, with an ellipsis where something is left out.
[[nodiscard]] std::string cut_to_width(std::string_view text, std::size_t width);

/// Lines of at most `width` columns, broken at blanks; longer words stand alone.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// For comparing: case, accents and curly quotes taken away.
[[nodiscard]] std::string fold(std::string_view text);

/// Whether both fold to the same.
[[nodiscard]] bool folds_alike(std::string_view one, std::string_view other);

/// One code point of a text, and its bytes [begin, end); broken bytes are `other`.
struct Letter {
  enum class Kind { upper, lower, letter, digit, blank, line_end, other };
  std::size_t begin = 0;
  std::size_t end = 0;
  Kind kind = Kind::other;
  char32_t code = 0;
};
[[nodiscard]] std::vector<Letter> letters_of(std::string_view text);

/// One word of a text: its bytes [begin, end) and what it folds to.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string folded;
};

/// Letters, digits and apostrophes inside a word make words; the rest divides them.
[[nodiscard]] std::vector<Word> words_of(std::string_view text);

/// The first letter large, or small; "I" and what begins with it stays large.
[[nodiscard]] std::string capitalised(std::string_view text);
[[nodiscard]] std::string decapitalised(std::string_view text);

/// A word that a shell reads as this text, in quotes where it needs them.
[[nodiscard]] std::string shell_word(std::string_view text);

[[nodiscard]] bool is_ascii(std::string_view text);

/// A capital letter of ASCII as a small one, any other byte as it is.
[[nodiscard]] constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// A blank, a tab, or the end of a line or page.
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Without blanks, tabs and line ends at either side.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Without blanks, tabs and line ends at either side, and one blank for each run of
/// them inside.
[[nodiscard]] std::string on_one_line(std::string_view text);

/// Words one behind the other, with `between` between them.
[[nodiscard]] std::string joined(std::span<const std::string> words,
                                 std::string_view between);

/// The lines of `text`, each without its \n; a text that ends in \n has no empty last
/// line. A \r stays where it is.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char divider);
/// The same into `parts`, whose room is used again.
void split(std::string_view text, char divider, std::vector<std::string_view>& parts);

/// How many single edits (a letter more, less, other, or two swapped) lie between two
/// words. Optimal string alignment distance.
[[nodiscard]] std::size_t edit_distance(std::string_view first,
                                        std::string_view second);

/// The nearest of `known` to a mistyped word, if one is near enough to be meant.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 std::span<const std::string> known);

/// ` Did you mean 'rate'?`, or nothing when no known word is near.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string> known);

} // namespace kindly
