#include "base/text.hpp"

#include "base/block.hpp"

#include <fmt/core.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace kindly {
namespace {

/// One step through UTF-8: the code point at the front, or -1 and one broken byte.
struct Step {
  utf8proc_int32_t code = -1;
  std::size_t size = 1;
};

Step step(std::string_view rest) {
  Step result;
  const auto* const bytes = reinterpret_cast<const utf8proc_uint8_t*>(rest.data());
  const utf8proc_ssize_t used =
      utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(rest.size()), &result.code);
  if (used > 0)
    result.size = static_cast<std::size_t>(used);
  else
    result.code = -1;
  return result;
}

bool reorders(utf8proc_int32_t code) { // the bidirectional controls of Unicode
  return code == 0x061c || code == 0x200e || code == 0x200f ||
         (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

bool is_control(utf8proc_int32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || reorders(code) ||
         code == 0x2028 || code == 0x2029;
}

/// Most text is, and needs no look at its code points.
bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text,
                             [](unsigned char c) { return c >= 0x20 && c < 0x7f; });
}

enum class Breaks { keep, escape };

std::string shown(std::string_view text, Breaks breaks) {
  if (is_plain_ascii(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Step here = step(text);
    const bool stays = here.code == '\n' || here.code == '\t';
    if (here.code < 0)
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
    else if (stays && breaks == Breaks::escape)
      out += here.code == '\n' ? "\\n" : "\\t";
    else if (stays || !is_control(here.code))
      out += text.substr(0, here.size);
    else if (here.code < 0x100)
      out += fmt::format("\\x{:02x}", here.code);
    else
      out += fmt::format("\\u{:04x}", here.code);
    text.remove_prefix(here.size);
  }
  return out;
}

/// One grapheme cluster at the front of a text: its bytes and its columns.
struct Cluster {
  std::size_t size = 0;
  std::size_t width = 0;
};

/// The width of a cluster is that of its widest part; two rules are Unicode's and not
/// in the table: a pair of regional indicators (a flag) and VS16 (emoji style) are
/// wide.
Cluster cluster(std::string_view text) {
  Cluster result;
  utf8proc_int32_t state = 0;
  utf8proc_int32_t last = -1;
  int regional = 0;
  while (result.size < text.size()) {
    const Step here = step(text.substr(result.size));
    const utf8proc_int32_t code = here.code < 0 ? 0xfffd : here.code;
    if (last >= 0 && utf8proc_grapheme_break_stateful(last, code, &state)) break;
    result.width = std::max(
        result.width, static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code))));
    regional += code >= 0x1f1e6 && code <= 0x1f1ff ? 1 : 0;
    if (regional == 2 || code == 0xfe0f) result.width = 2;
    result.size += here.size;
    last = code;
  }
  return result;
}

bool is_letter_or_digit(utf8proc_int32_t code) {
  if (code < 0) return false;
  switch (utf8proc_category(code)) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LL:
  case UTF8PROC_CATEGORY_LT:
  case UTF8PROC_CATEGORY_LM:
  case UTF8PROC_CATEGORY_LO:
  case UTF8PROC_CATEGORY_MN:
  case UTF8PROC_CATEGORY_MC:
  case UTF8PROC_CATEGORY_ND: return true;
  default: return false;
  }
}

bool is_apostrophe(utf8proc_int32_t code) {
  return code == '\'' || code == 0x2018 || code == 0x2019 || code == 0x02bc;
}

bool is_word_part(std::string_view rest, const Step& here, bool inside) {
  if (here.code < 0) return false;
  if (is_letter_or_digit(here.code)) return true;
  if (!inside || !is_apostrophe(here.code) || here.size == rest.size()) return false;
  const Step after = step(rest.substr(here.size));
  return after.code >= 0 && is_letter_or_digit(after.code);
}

std::string straight_quotes(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Step here = step(text);
    switch (here.code) {
    case 0x2018:
    case 0x2019:
    case 0x02bc: out += '\''; break;
    case 0x201c:
    case 0x201d: out += '"'; break;
    default: out += text.substr(0, here.size);
    }
    text.remove_prefix(here.size);
  }
  return out;
}

std::vector<utf8proc_int32_t> codes_of(std::string_view text) {
  std::vector<utf8proc_int32_t> letters;
  while (!text.empty()) {
    const Step here = step(text);
    letters.push_back(here.code);
    text.remove_prefix(here.size);
  }
  return letters;
}

constexpr std::string_view blanks = " \t\r\n\v\f";

} // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Step here = step(text);
    if (here.code < 0) return false;
    text.remove_prefix(here.size);
  }
  return true;
}

std::string printable(std::string_view text) {
  return shown(text, Breaks::keep);
}

std::string printable_line(std::string_view text) {
  return shown(text, Breaks::escape);
}

std::size_t display_width(std::string_view text) {
  if (is_plain_ascii(text)) return text.size();
  std::size_t width = 0;
  while (!text.empty()) {
    const Cluster here = cluster(text);
    width += here.width;
    text.remove_prefix(here.size);
  }
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t bytes = 0;      // what fits
  std::size_t bytes_less = 0; // what fits with an ellipsis behind it
  while (bytes < text.size()) {
    const Cluster here = cluster(text.substr(bytes));
    if (used + here.width > width)
      return std::string(text.substr(0, bytes_less)) + (width > 0 ? "…" : "");
    used += here.width;
    bytes += here.size;
    if (used < width) bytes_less = bytes;
  }
  return std::string(text);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (const std::string_view paragraph : lines_of(text)) {
    std::string line;
    std::size_t columns = 0;
    for (const std::string_view word : split(paragraph, ' ')) {
      if (word.empty()) continue;
      const std::size_t wide = display_width(word);
      if (!line.empty() && columns + 1 + wide > width) {
        lines.push_back(std::move(line));
        line.clear();
        columns = 0;
      }
      if (!line.empty()) {
        line += ' ';
        ++columns;
      }
      line += word;
      columns += wide;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

bool is_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; at + 4 * block_size <= text.size(); at += 4 * block_size) {
    const char* const place = text.data() + at;
    const Block four = block_at(place) | block_at(place + block_size) |
                       block_at(place + 2 * block_size) |
                       block_at(place + 3 * block_size);
    if (has_mark(four)) return false;
  }
  return std::ranges::all_of(text.substr(at), [](unsigned char c) { return c < 0x80; });
}

std::string fold(std::string_view text) {
  if (is_ascii(text)) {
    std::string folded(text);
    std::ranges::transform(folded, folded.begin(), lower);
    return folded;
  }
  const std::string straight = straight_quotes(text);
  // Every letter folds by itself, so plain ones need no library.
  std::string out;
  out.reserve(straight.size());
  for (std::size_t at = 0; at < straight.size();) {
    const auto is_plain = [&](std::size_t i) {
      return static_cast<unsigned char>(straight[i]) < 0x80;
    };
    std::size_t end = at;
    for (; end < straight.size() && is_plain(end); ++end) out += lower(straight[end]);
    for (at = end; end < straight.size() && !is_plain(end);) ++end;
    if (at == end) break;
    utf8proc_uint8_t* folded = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(
        reinterpret_cast<const utf8proc_uint8_t*>(straight.data() + at),
        static_cast<utf8proc_ssize_t>(end - at),
        &folded,
        static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE |
                                       UTF8PROC_STRIPMARK | UTF8PROC_STABLE));
    if (size < 0) return straight; // broken UTF-8 compares as it stands
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(folded,
                                                                        &std::free);
    out.append(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(size));
    at = end;
  }
  return out;
}

bool folds_alike(std::string_view one, std::string_view other) {
  const std::size_t shorter = std::min(one.size(), other.size());
  for (std::size_t i = 0; i < shorter; ++i) {
    const bool is_plain = static_cast<unsigned char>(one[i] | other[i]) < 0x80;
    if (!is_plain) return fold(one) == fold(other);
    if (lower(one[i]) != lower(other[i])) return false;
  }
  return one.size() == other.size() || fold(one) == fold(other);
}

namespace {

Letter::Kind kind_of(utf8proc_int32_t code) {
  using enum Letter::Kind;
  if (code < 0) return other;
  if (code == '\n' || code == 0x2028 || code == 0x2029) return line_end;
  if (code == '\t' || code == '\r') return blank;
  switch (utf8proc_category(code)) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LT: return upper;
  case UTF8PROC_CATEGORY_LL: return lower;
  case UTF8PROC_CATEGORY_LO:
  case UTF8PROC_CATEGORY_LM: return letter;
  case UTF8PROC_CATEGORY_ND: return digit;
  case UTF8PROC_CATEGORY_ZS: return blank;
  default: return other;
  }
}

} // namespace

std::vector<Letter> letters_of(std::string_view text) {
  std::vector<Letter> letters;
  for (std::size_t at = 0; at < text.size();) {
    const Step here = step(text.substr(at));
    letters.push_back({at,
                       at + here.size,
                       kind_of(here.code),
                       here.code < 0 ? U'\ufffd' : static_cast<char32_t>(here.code)});
    at += here.size;
  }
  return letters;
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  std::size_t at = 0;
  std::size_t begin = 0;
  bool inside = false;
  const auto close = [&] {
    if (inside) words.push_back({begin, at, fold(text.substr(begin, at - begin))});
    inside = false;
  };
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    const Step here = step(rest);
    if (!is_word_part(rest, here, inside)) {
      close();
    } else if (!inside) {
      inside = true;
      begin = at;
    }
    at += here.size;
  }
  close();
  return words;
}

namespace {

std::string with_first(std::string_view text,
                       utf8proc_int32_t (*change)(utf8proc_int32_t)) {
  const Step first = step(text);
  if (text.empty() || first.code < 0) return std::string(text);
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t size = utf8proc_encode_char(change(first.code), bytes);
  return std::string(reinterpret_cast<const char*>(bytes),
                     static_cast<std::size_t>(size)) +
         std::string(text.substr(first.size));
}

} // namespace

std::string capitalised(std::string_view text) {
  return with_first(text, utf8proc_toupper);
}

std::string decapitalised(std::string_view text) {
  // I, I'm, I’ve: a word of one letter.
  const std::string_view after = text.substr(std::min<std::size_t>(1, text.size()));
  const bool is_i =
      text.starts_with('I') && (after.empty() || !is_letter_or_digit(step(after).code));
  return is_i ? std::string(text) : with_first(text, utf8proc_tolower);
}

std::string shell_word(std::string_view text) {
  const auto is_plain = [](unsigned char c) {
    return c >= 0x80 || (c >= '0' && c <= '9') ||
           ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z') ||
           std::string_view("/._-+,:@%").find(static_cast<char>(c)) !=
               std::string_view::npos;
  };
  if (!text.empty() && std::ranges::all_of(text, is_plain)) return std::string(text);
  std::string word = "'";
  for (const char c : text)
    word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string on_one_line(std::string_view text) {
  std::string line;
  bool is_blank = false;
  for (const char c : trimmed(text)) {
    const bool was_blank = is_blank;
    is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_blank)
      line += c;
    else if (!was_blank)
      line += ' ';
  }
  return line;
}

std::string joined(std::span<const std::string> words, std::string_view between) {
  std::string out;
  for (const std::string& word : words)
    out += fmt::format("{}{}", &word == words.data() ? "" : between, word);
  return out;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines = split(text, '\n');
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

std::vector<std::string_view> split(std::string_view text, char divider) {
  std::vector<std::string_view> parts;
  split(text, divider, parts);
  return parts;
}

void split(std::string_view text, char divider, std::vector<std::string_view>& parts) {
  parts.clear();
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(divider, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return;
    begin = end + 1;
  }
}

std::size_t edit_distance(std::string_view first, std::string_view second) {
  const std::vector<utf8proc_int32_t> one = codes_of(first);
  const std::vector<utf8proc_int32_t> other = codes_of(second);
  const std::size_t columns = other.size() + 1;
  std::vector<std::size_t> before(columns);
  std::vector<std::size_t> above(columns);
  std::vector<std::size_t> row(columns);
  for (std::size_t j = 0; j < columns; ++j) above[j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j < columns; ++j) {
      const std::size_t other_letter = one[i - 1] == other[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + other_letter});
      const bool swapped =
          i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above.back();
}

std::optional<std::string> nearest(std::string_view word,
                                   std::span<const std::string> known) {
  constexpr std::size_t longest_worth_comparing = 64;
  if (word.size() > longest_worth_comparing) return std::nullopt;
  const std::string typed = fold(word);
  // Up to a third of the letters may be wrong; more is another word.
  std::size_t best = std::max<std::size_t>(1, (typed.size() + 1) / 3) + 1;
  std::optional<std::string> found;
  for (const std::string& candidate : known) {
    const bool begins = typed.size() >= 3 && candidate.starts_with(typed);
    const std::size_t distance = begins ? 1 : edit_distance(typed, candidate);
    if (distance >= best) continue;
    best = distance;
    found = candidate;
  }
  return found;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  const std::optional<std::string> meant = nearest(word, known);
  return meant ? fmt::format("Did you mean '{}'?", *meant) : std::string();
}

} // namespace kindly
