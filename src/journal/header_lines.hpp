#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace kindly {

// A header as lines: what its scanner, its splicer and its reader in need share.

inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// The largest header kindly reads, in bytes.
constexpr std::size_t header_limit = std::size_t{64} * 1024;

/// One line of a text: its bytes [begin, end) without the line end, and the next line.
struct HeaderLine {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t next = 0;

  static HeaderLine at(std::string_view text, std::size_t begin) {
    const std::size_t newline = std::min(text.find('\n', begin), text.size());
    const bool carriage =
        newline > begin && newline < text.size() && text[newline - 1] == '\r';
    return {begin, newline - (carriage ? 1 : 0), std::min(newline + 1, text.size())};
  }
  [[nodiscard]] std::string_view in(std::string_view text) const {
    return text.substr(begin, end - begin);
  }
  [[nodiscard]] std::string_view ending(std::string_view text) const {
    return text.substr(end, next - end);
  }
};

[[nodiscard]] inline bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Without the blanks at both ends; line ends count as text here.
[[nodiscard]] inline std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Whether a line is a fence of a header, such as three dashes, and nothing but blanks.
[[nodiscard]] inline bool is_fence(std::string_view line, std::string_view fence) {
  return line.starts_with(fence) &&
         std::ranges::all_of(line.substr(fence.size()), is_blank);
}

/// The comment of a line, `#` at its start or behind a blank, cut off; quotes are left
/// to the caller, who only has plain text here.
[[nodiscard]] std::string_view without_comment(std::string_view text);

/// The line, from 1, that the byte at `at` stands on.
[[nodiscard]] std::size_t line_number(std::string_view text, std::size_t at);

} // namespace kindly
