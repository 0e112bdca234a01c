#include "journal/plain_yaml.hpp"

#include "base/text.hpp"
#include "journal/header_lines.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace kindly {
namespace {

enum class Where { block, flow };

/// Kinds of bytes that plain text seldom has, so that one look at each byte tells
/// whether a closer one is needed.
enum Odd : unsigned char {
  control = 1,
  beyond_ascii = 2,
  colon = 4,
  hash = 8,
  bracket = 16,   ///< or a comma
  odd_first = 32, ///< at the beginning only
  in_key = 64,    ///< not odd at all: a letter, digit, _ or -
};
constexpr unsigned seldom = Odd::control | Odd::beyond_ascii | Odd::hash | Odd::bracket;

constexpr std::array<unsigned char, 256> oddities = [] {
  std::array<unsigned char, 256> odd{};
  for (std::size_t byte = 0; byte < 256; ++byte)
    odd[byte] = byte >= 0x80                  ? Odd::beyond_ascii
                : byte < 0x20 || byte == 0x7f ? Odd::control
                                              : 0;
  odd[':'] = Odd::colon;
  odd['#'] = Odd::hash;
  for (const unsigned char sign : {',', '[', ']', '{', '}'}) odd[sign] = Odd::bracket;
  for (const unsigned char sign : std::string_view("-?:,[]{}#&*!|>'\"%@`=<"))
    odd[sign] |= Odd::odd_first;
  for (unsigned char c = 'a'; c <= 'z'; ++c) odd[c] = odd[c - 'a' + 'A'] = Odd::in_key;
  for (unsigned char c = '0'; c <= '9'; ++c) odd[c] = Odd::in_key;
  odd['_'] = Odd::in_key;
  odd['-'] |= Odd::in_key;
  return odd;
}();

unsigned oddities_of(std::string_view text) {
  unsigned odd = 0;
  for (const char c : text) odd |= oddities[static_cast<unsigned char>(c)];
  return odd;
}

/// No character that YAML, Unicode or a terminal reads as more than itself.
bool is_clean(std::string_view text, unsigned odd) {
  if ((odd & Odd::control) != 0) return false;
  if ((odd & Odd::beyond_ascii) == 0) return true;
  return printable_line(text) == text &&
         text.find(byte_order_mark) == std::string_view::npos;
}

/// Whether every : and # of a text is one that YAML reads as itself.
bool has_plain_signs(std::string_view text, Where where) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ':' && text[i] != '#') continue;
    if (text[i] == '#' && i > 0 && text[i - 1] == ' ') return false;
    if (text[i] == '#') continue;
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    const bool in_time = next >= '0' && next <= '9';
    if ((next == ' ' || where == Where::flow) && !in_time) return false;
  }
  return true;
}

/// Whether YAML reads these characters, unquoted, as themselves.
bool is_plain_scalar(std::string_view text, Where where) {
  const unsigned odd = oddities_of(text);
  if (text.empty() || (oddities_of(text.substr(0, 1)) & Odd::odd_first) != 0)
    return false;
  if (where == Where::flow && (odd & Odd::bracket) != 0) return false;
  if ((odd & (Odd::colon | Odd::hash)) != 0 && !has_plain_signs(text, where))
    return false;
  return is_clean(text, odd);
}

bool is_null_word(std::string_view text) {
  if (text.empty() || (text[0] != '~' && text[0] != 'n' && text[0] != 'N'))
    return false;
  return text == "~" || text == "null" || text == "Null" || text == "NULL";
}

std::optional<PlainValue> scalar(std::string_view text, std::size_t line) {
  return PlainValue{YamlValue::Kind::scalar, text, {}, {}, line};
}

/// Whether nothing comes behind a value but blanks and a comment.
bool is_end(std::string_view rest) {
  return (rest.empty() || is_blank(rest.front())) &&
         without_blanks(without_comment(rest)).empty();
}

/// The text of an escape that yaml_scalar writes, \\" \\\\ and \\x1b, and its size; 0
/// for any other.
std::pair<char, std::size_t> escaped(std::string_view text) {
  if (text.size() > 1 && (text[1] == '"' || text[1] == '\\')) return {text[1], 2};
  if (text.size() < 4 || text[1] != 'x') return {};
  unsigned char code = 0;
  const char* const end = text.data() + 4;
  const auto [stopped, problem] = std::from_chars(text.data() + 2, end, code, 16);
  const bool is_ascii = problem == std::errc{} && stopped == end && code < 0x80;
  return is_ascii ? std::pair{static_cast<char>(code), std::size_t{4}}
                  : std::pair<char, std::size_t>{};
}

std::optional<PlainValue> flow_scalar(std::string_view text, std::size_t line) {
  if (!is_plain_scalar(text, Where::flow) || is_null_word(text)) return std::nullopt;
  return scalar(text, line);
}

/// `key: value` inside of braces.
std::optional<PlainPair> flow_pair(std::string_view text, std::size_t line) {
  const std::size_t colon = text.find(": ");
  if (colon == std::string_view::npos || !is_plain_key(text.substr(0, colon)))
    return std::nullopt;
  auto value = flow_scalar(without_blanks(text.substr(colon + 2)), line);
  if (!value) return std::nullopt;
  return PlainPair{text.substr(0, colon), *value};
}

bool is_key_letter(char c) {
  return (oddities[static_cast<unsigned char>(c)] & Odd::in_key) != 0;
}

/// One bit, the same for the same key.
std::uint64_t bit_of(std::string_view key) {
  const auto first = static_cast<unsigned char>(key.front());
  const auto last = static_cast<unsigned char>(key.back());
  return std::uint64_t{1} << ((key.size() * 7 + first * 3U + last) % 64);
}

/// A \r that does not end a line with its \n.
bool has_odd_carriage(std::string_view yaml) {
  for (std::size_t at = 0; at < yaml.size();) {
    const HeaderLine line = HeaderLine::at(yaml, at);
    if (line.in(yaml).find('\r') != std::string_view::npos) return true;
    at = line.next;
  }
  return false;
}

YamlValue yaml_value(const PlainValue& plain) {
  YamlValue value{plain.kind, std::string(plain.text), {}, {}, plain.line};
  for (const PlainValue& item : plain.items) value.items.push_back(yaml_value(item));
  for (const PlainPair& pair : plain.pairs)
    value.pairs.push_back({std::string(pair.first), yaml_value(pair.second)});
  return value;
}

} // namespace

bool is_plain_key(std::string_view key) {
  return !key.empty() && key.front() != '-' && std::ranges::all_of(key, is_key_letter);
}

std::optional<PlainValue> PlainYaml::scan(std::string_view yaml,
                                          std::size_t first_line) {
  // Each has two bytes or more. No place moves once a view of it is out.
  const std::size_t most = yaml.size() / 2 + 1;
  pairs_.clear();
  pairs_.reserve(most);
  items_.clear();
  items_.reserve(most);
  inner_pairs_.clear();
  inner_pairs_.reserve(most);
  unescaped_.clear();
  seen_ = 0;
  list_is_open_ = false;
  number_ = first_line;
  if (yaml.find('\r') != std::string_view::npos && has_odd_carriage(yaml))
    return std::nullopt;
  for (std::size_t at = 0; at < yaml.size(); ++number_) {
    if (const std::size_t next = take_plain_line(yaml, at); next != at) {
      at = next;
      continue;
    }
    const HeaderLine line = HeaderLine::at(yaml, at);
    at = line.next;
    const std::string_view text = line.in(yaml);
    const std::string_view bare = without_blanks(text);
    if (bare.empty() || bare.front() == '#') continue;
    if (!(bare.starts_with("- ") ? take_item(text, bare) : take_pair(text)))
      return std::nullopt;
  }
  return PlainValue{YamlValue::Kind::map, {}, {}, pairs_, first_line};
}

/// What stands in the quotes at the front of `rest`, which goes on behind them.
std::optional<std::string_view> PlainYaml::take_quoted(std::string_view& rest) {
  const char quote = rest.front();
  std::string text;
  bool has_escapes = false;
  std::size_t end = 1;
  for (; end < rest.size() && rest[end] != quote; ++end) {
    if (rest[end] != '\\') continue;
    const auto [meant, size] = escaped(rest.substr(end));
    if (size == 0 || quote != '"') return std::nullopt;
    if (!has_escapes) text = rest.substr(1, end - 1);
    has_escapes = true;
    text += meant;
    const std::size_t next = end + size;
    const std::size_t stop = std::min(rest.find_first_of("\"\\", next), rest.size());
    text += rest.substr(next, stop - next);
    end = stop - 1;
  }
  if (end >= rest.size()) return std::nullopt;
  std::string_view inside = rest.substr(1, end - 1);
  if (!is_clean(inside, oddities_of(inside))) return std::nullopt;
  if (has_escapes) inside = unescaped_.emplace_back(std::move(text));
  rest.remove_prefix(end + 1);
  return inside;
}

/// [a, "b"] or {a: b}, on one line with nothing but a comment behind it.
std::optional<PlainValue> PlainYaml::flow_value(std::string_view text) {
  const bool is_list = text.front() == '[';
  const char close = is_list ? ']' : '}';
  const std::size_t first_item = items_.size();
  const std::size_t first_pair = inner_pairs_.size();
  std::string_view rest = without_blanks(text.substr(1));
  bool is_closed = rest.starts_with(close);
  if (is_closed) rest.remove_prefix(1);
  while (!is_closed) {
    rest = without_blanks(rest);
    if (is_list && rest.starts_with('"')) {
      const auto quoted = take_quoted(rest);
      if (!quoted) return std::nullopt;
      items_.push_back(*scalar(*quoted, number_));
      rest = without_blanks(rest);
    } else {
      std::size_t end = 0;
      while (end < rest.size() && rest[end] != ',' && rest[end] != close) ++end;
      if (end == rest.size()) return std::nullopt;
      const std::string_view part = without_blanks(rest.substr(0, end));
      const auto item = is_list ? flow_scalar(part, number_) : std::nullopt;
      const auto pair = is_list ? std::nullopt : flow_pair(part, number_);
      if (!item && !pair) return std::nullopt;
      if (item) items_.push_back(*item);
      if (pair) inner_pairs_.push_back(*pair);
      rest.remove_prefix(end);
    }
    is_closed = rest.starts_with(close);
    if (!is_closed && !rest.starts_with(',')) return std::nullopt;
    rest.remove_prefix(1);
  }
  if (!is_end(rest)) return std::nullopt;
  return PlainValue{is_list ? YamlValue::Kind::list : YamlValue::Kind::map,
                    {},
                    std::span(items_).subspan(first_item),
                    std::span(inner_pairs_).subspan(first_pair),
                    number_};
}

std::optional<PlainValue> PlainYaml::value(std::string_view text) {
  text = without_blanks(text);
  if (text.find('\t') != std::string_view::npos) return std::nullopt;
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    const auto quoted = take_quoted(text);
    return quoted && is_end(text) ? scalar(*quoted, number_) : std::nullopt;
  }
  if (!text.empty() && (text.front() == '[' || text.front() == '{'))
    return flow_value(text);
  text = without_blanks(without_comment(text));
  if (text.empty() || is_null_word(text)) return PlainValue{{}, {}, {}, {}, number_};
  if (!is_plain_scalar(text, Where::block)) return std::nullopt;
  return scalar(text, number_);
}

/// Most lines: a new key, a blank, and a scalar of plain bytes. Returns where the next
/// line begins; `at` where this one is of another kind, or not to be understood.
std::size_t PlainYaml::take_plain_line(std::string_view yaml, std::size_t at) {
  std::size_t end = at;
  while (end < yaml.size() && is_key_letter(yaml[end])) ++end;
  const std::string_view key = yaml.substr(at, end - at);
  if (!yaml.substr(end).starts_with(": ") || key.empty() || key[0] == '-') return at;
  const std::size_t begin = end + 2;
  unsigned odd = 0;
  for (end = begin; end < yaml.size() && yaml[end] != '\n'; ++end)
    odd |= oddities[static_cast<unsigned char>(yaml[end])];
  const std::string_view text = without_blanks(yaml.substr(begin, end - begin));
  if ((odd & seldom) != 0 || text.empty()) return at;
  if ((odd & Odd::colon) != 0 && !has_plain_signs(text, Where::block)) return at;
  if ((oddities_of(text.substr(0, 1)) & Odd::odd_first) != 0) return at;
  if (is_null_word(text) || is_null_word(key) || !is_new(key)) return at;
  list_is_open_ = false;
  pairs_.push_back({key, *scalar(text, number_)});
  return std::min(end + 1, yaml.size());
}

/// Whether no key before was the same; it counts as seen from now on.
bool PlainYaml::is_new(std::string_view key) {
  const std::uint64_t bit = bit_of(key);
  const bool is_twin =
      (seen_ & bit) != 0 &&
      std::ranges::find(pairs_, key, &PlainPair::first) != pairs_.end();
  seen_ |= bit;
  return !is_twin;
}

/// `- item`, in the same column as the items before it.
bool PlainYaml::take_item(std::string_view text, std::string_view bare) {
  if (!list_is_open_ || text.front() == '\t') return false;
  PlainValue& list = pairs_.back().second;
  const auto item = value(bare.substr(2));
  if (!item || item->kind == YamlValue::Kind::null ||
      item->kind == YamlValue::Kind::list)
    return false;
  const std::size_t indent = text.find('-');
  if (list.kind == YamlValue::Kind::list && indent_ != indent) return false;
  if (list.kind != YamlValue::Kind::list) first_item_ = items_.size();
  list.kind = YamlValue::Kind::list;
  indent_ = indent;
  items_.push_back(*item);
  list.items = std::span(items_).subspan(first_item_);
  return true;
}

/// `key: value`, or `key:` with a list to come.
bool PlainYaml::take_pair(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view key = text.substr(0, colon);
  const std::string_view rest = text.substr(colon + 1);
  if (!is_plain_key(key) || is_null_word(key)) return false;
  if (!is_new(key)) return false;
  if (!rest.empty() && rest.front() != ' ') return false;
  const auto found = value(rest);
  if (!found) return false;
  list_is_open_ = found->kind == YamlValue::Kind::null &&
                  without_blanks(without_comment(rest)).empty();
  pairs_.push_back({key, *found});
  return true;
}

std::optional<YamlValue> scan_plain_yaml(std::string_view yaml,
                                         std::size_t first_line) {
  PlainYaml scanner;
  const auto plain = scanner.scan(yaml, first_line);
  return plain ? std::optional(yaml_value(*plain)) : std::nullopt;
}

std::string yaml_scalar(std::string_view text) {
  const std::string folded = fold(text);
  const bool is_word = !is_null_word(text) && folded != "yes" && folded != "no" &&
                       folded != "true" && folded != "false" && folded != "on" &&
                       folded != "off" && folded != "y" && folded != "n";
  const auto is_letter = [](unsigned char c) {
    return c >= 0x80 || ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z');
  };
  const bool has_letter =
      !text.empty() && is_letter(static_cast<unsigned char>(text[0]));
  // YAML allows ? inside; yaml-cpp 0.7 refuses it in a list in brackets.
  const bool no_signs = text.find_first_of("\\:#?") == std::string_view::npos;
  if (is_word && has_letter && no_signs && trimmed(text) == text &&
      is_plain_scalar(text, Where::flow))
    return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      (quoted += '\\') += c;
    else if (byte < 0x20 || byte == 0x7f)
      quoted += fmt::format("\\x{:02x}", byte);
    else
      quoted += c;
  }
  return quoted + '"';
}

std::string yaml_list(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += fmt::format("{}{}", out.empty() ? "" : ", ", yaml_scalar(word));
  return fmt::format("[{}]", out);
}

} // namespace kindly
