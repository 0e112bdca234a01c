#include "journal/plain_yaml.hpp"

#include "base/block.hpp"
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
  capital = 128,  ///< nor this
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
  for (const char sign : std::string_view(",[]{}"))
    odd[static_cast<unsigned char>(sign)] = Odd::bracket;
  for (const char sign : std::string_view("-?:,[]{}#&*!|>'\"%@`=<"))
    odd[static_cast<unsigned char>(sign)] |= Odd::odd_first;
  for (unsigned char c = 'a'; c <= 'z'; ++c) odd[c] = Odd::in_key;
  for (unsigned char c = 'A'; c <= 'Z'; ++c) odd[c] = Odd::in_key | Odd::capital;
  for (unsigned char c = '0'; c <= '9'; ++c) odd[c] = Odd::in_key;
  odd['_'] = Odd::in_key;
  odd['-'] |= Odd::in_key;
  return odd;
}();

unsigned oddity(char c) {
  return oddities[static_cast<unsigned char>(c)];
}

bool is_key_letter(char c) {
  return (oddity(c) & Odd::in_key) != 0;
}

unsigned oddities_of(std::string_view text) {
  unsigned odd = 0;
  for (const char c : text) odd |= oddity(c);
  return odd;
}

/// Plain bytes up to one that is `seldom`, such as the end of a line.
struct PlainRun {
  std::size_t end = 0;
  bool has_colon = false;
};

PlainRun plain_run(std::string_view text, std::size_t at) {
  constexpr unsigned char case_bit = 0x20; // tells [ from {, and ] from }
  std::size_t colon = text.size();
  for (; at + block_size <= text.size(); at += block_size) {
    const Block bytes = block_at(text.data() + at);
    const Block either = bytes | case_bit;
    const Block odd = (bytes < 0x20) | (bytes >= 0x7f) | (bytes == '#') |
                      (bytes == ',') | (either == '{') | (either == '}');
    if (const Block colons = bytes == ':'; has_mark(colons))
      colon = std::min(colon, at + first_mark(colons));
    if (has_mark(odd)) {
      const std::size_t end = at + first_mark(odd);
      return {end, colon < end};
    }
  }
  for (; at < text.size() && (oddity(text[at]) & seldom) == 0; ++at)
    if (text[at] == ':') colon = std::min(colon, at);
  return {at, colon < at};
}

/// The letters of a key at the front of a text, and whether a capital is among them.
struct KeyRun {
  std::size_t size = 0;
  bool has_capital = false;
};

KeyRun key_run(std::string_view text) {
  constexpr unsigned char case_bit = 0x20;
  constexpr unsigned char letters = 26;
  constexpr unsigned char digits = 10;
  if (text.size() >= block_size) { // a key is hardly ever longer
    const Block bytes = block_at(text.data());
    const Block capital = (bytes - 'A') < letters;
    const Block in_key = (((bytes | case_bit) - 'a') < letters) |
                         ((bytes - '0') < digits) | (bytes == '_') | (bytes == '-');
    const std::size_t size = first_mark(~in_key);
    if (size < block_size) return {size, first_mark(capital) < size};
  }
  KeyRun run;
  for (; run.size < text.size() && is_key_letter(text[run.size]); ++run.size)
    run.has_capital = run.has_capital || (oddity(text[run.size]) & Odd::capital) != 0;
  return run;
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

/// Whether YAML reads these characters, unquoted, as themselves. `odd` are their
/// oddities; more make it no wronger.
bool is_plain_scalar(std::string_view text, Where where, unsigned odd) {
  if (text.empty() || (oddity(text[0]) & Odd::odd_first) != 0) return false;
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

/// Whether YAML reads a run of plain bytes, alone on its line but for a key or a dash,
/// as a text that is no null.
bool is_plain_text(std::string_view text, const PlainRun& run) {
  return !text.empty() && (oddity(text[0]) & Odd::odd_first) == 0 &&
         (!run.has_colon || has_plain_signs(text, Where::block)) && !is_null_word(text);
}

/// Values are made where they stay: a copy costs more than all that is read.
void make_scalar(PlainValue& value, std::string_view text) {
  value.kind = YamlValue::Kind::scalar;
  value.text = text;
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

bool is_flow_scalar(std::string_view text, unsigned odd) {
  return is_plain_scalar(text, Where::flow, odd) && !is_null_word(text);
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

std::optional<PlainValue> PlainYaml::scan(std::string_view text,
                                          std::size_t first_line) {
  // Each has two bytes or more. No place moves once a view of it is out.
  const std::size_t most = std::min(text.size(), header_limit) / 2 + 1;
  pairs_.clear();
  pairs_.reserve(most);
  items_.clear();
  items_.reserve(most);
  inner_pairs_.clear();
  inner_pairs_.reserve(most);
  unescaped_.clear();
  seen_ = 0;
  has_capital_ = false;
  list_is_open_ = false;
  number_ = first_line;
  std::size_t at = 0;
  for (; at < text.size() && at <= header_limit; ++number_) {
    if (const std::size_t next = take_plain_line(text, at); next != at) {
      at = next;
      continue;
    }
    const HeaderLine line = HeaderLine::at(text, at);
    const std::string_view all = line.in(text);
    if (is_fence(all, "---")) break;
    at = line.next;
    const bool is_too_long = line.end > header_limit; // for what is reserved
    if (is_too_long || all.find('\r') != std::string_view::npos) return std::nullopt;
    const std::string_view bare = without_blanks(all);
    if (bare.empty() || bare.front() == '#') continue;
    if (!(bare.starts_with("- ") ? take_item(all, bare) : take_pair(all)))
      return std::nullopt;
  }
  if (at > header_limit) return std::nullopt;
  end_ = at;
  PlainValue header(first_line);
  header.kind = YamlValue::Kind::map;
  header.pairs = pairs_;
  header.keys = seen_;
  return header;
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
bool PlainYaml::read_flow(std::string_view text, PlainValue& value) {
  const bool is_list = text.front() == '[';
  const char close = is_list ? ']' : '}';
  const std::size_t first_item = items_.size();
  const std::size_t first_pair = inner_pairs_.size();
  std::string_view rest = without_blanks(text.substr(1));
  bool is_closed = rest.starts_with(close);
  if (is_closed) rest.remove_prefix(1);
  while (!is_closed) {
    if (!take_flow_part(rest, close)) return false;
    is_closed = rest.starts_with(close);
    if (!is_closed && !rest.starts_with(',')) return false;
    rest.remove_prefix(1);
  }
  value.kind = is_list ? YamlValue::Kind::list : YamlValue::Kind::map;
  value.items = std::span(items_).subspan(first_item);
  value.pairs = std::span(inner_pairs_).subspan(first_pair);
  value.keys = any_key;
  return is_end(rest);
}

/// An item or a pair inside of brackets, up to the comma or `close` behind it.
bool PlainYaml::take_flow_part(std::string_view& rest, char close) {
  const bool is_list = close == ']';
  rest = without_blanks(rest);
  if (is_list && rest.starts_with('"')) {
    const auto quoted = take_quoted(rest);
    if (!quoted) return false;
    make_scalar(items_.emplace_back(number_), *quoted);
    rest = without_blanks(rest);
    return true;
  }
  const PlainRun run = plain_run(rest, 0);
  std::size_t end = run.end;
  unsigned odd = run.has_colon ? unsigned{Odd::colon} : 0U;
  for (; end < rest.size() && rest[end] != ',' && rest[end] != close; ++end)
    odd |= oddity(rest[end]);
  if (end == rest.size()) return false;
  const std::string_view part = without_blanks(rest.substr(0, end));
  rest.remove_prefix(end);
  if (!is_list) return take_inner_pair(part, odd);
  if (!is_flow_scalar(part, odd)) return false;
  make_scalar(items_.emplace_back(number_), part);
  return true;
}

/// `key: value` inside of braces. `odd` are its oddities.
bool PlainYaml::take_inner_pair(std::string_view text, unsigned odd) {
  const std::size_t colon = text.find(": ");
  if (colon == std::string_view::npos || !is_plain_key(text.substr(0, colon)))
    return false;
  const std::string_view value = without_blanks(text.substr(colon + 2));
  if (!is_flow_scalar(value, odd)) return false;
  make_scalar(inner_pairs_.emplace_back(text.substr(0, colon), number_).second, value);
  return true;
}

/// What stands behind a key or a dash.
bool PlainYaml::read_value(std::string_view text, PlainValue& value) {
  text = without_blanks(text);
  if (text.find('\t') != std::string_view::npos) return false;
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    const auto quoted = take_quoted(text);
    if (quoted) make_scalar(value, *quoted);
    return quoted && is_end(text);
  }
  if (!text.empty() && (text.front() == '[' || text.front() == '{'))
    return read_flow(text, value);
  text = without_blanks(without_comment(text));
  if (text.empty() || is_null_word(text)) return true;
  make_scalar(value, text);
  return is_plain_scalar(text, Where::block, oddities_of(text));
}

/// Most lines: a new key and nothing, or a blank and a text of plain bytes behind it;
/// or such a text as an item. Returns where the next line begins; `at` where this one
/// is of another kind, or not to be understood.
std::size_t PlainYaml::take_plain_line(std::string_view text, std::size_t at) {
  if (text[at] == ' ' || text[at] == '-') return take_plain_item(text, at);
  const KeyRun run_of_key = key_run(text.substr(at));
  std::size_t end = at + run_of_key.size;
  const std::string_view key = text.substr(at, run_of_key.size);
  const std::string_view behind = text.substr(end, 2);
  const bool has_value = behind == ": ";
  if (key.empty() || (!has_value && behind != ":\n") || is_null_word(key)) return at;
  end += 2;
  std::string_view value;
  if (has_value) {
    const PlainRun run = plain_run(text, end);
    if (run.end < text.size() && text[run.end] != '\n') return at;
    value = without_blanks(text.substr(end, run.end - end));
    if (!is_plain_text(value, run)) return at;
    end = std::min(run.end + 1, text.size());
  }
  if (!is_new(key)) return at;
  PlainValue& fresh = pairs_.emplace_back(key, number_).second;
  if (has_value) make_scalar(fresh, value);
  has_capital_ = has_capital_ || run_of_key.has_capital;
  list_is_open_ = !has_value;
  return end;
}

std::size_t PlainYaml::take_plain_item(std::string_view text, std::size_t at) {
  std::size_t dash = at;
  while (dash < text.size() && text[dash] == ' ') ++dash;
  if (!list_is_open_ || text.substr(dash, 2) != "- ") return at;
  const std::size_t begin = dash + 2;
  const PlainRun run = plain_run(text, begin);
  if (run.end < text.size() && text[run.end] != '\n') return at;
  const std::string_view word = without_blanks(text.substr(begin, run.end - begin));
  if (!is_plain_text(word, run)) return at;
  PlainValue* const item = add_item(dash - at);
  if (item == nullptr) return at;
  make_scalar(*item, word);
  return std::min(run.end + 1, text.size());
}

bool PlainYaml::is_new(std::string_view key) {
  const std::uint64_t bit = key_bit(key);
  const bool is_twin =
      (seen_ & bit) != 0 &&
      std::ranges::find(pairs_, key, &PlainPair::first) != pairs_.end();
  seen_ |= bit;
  return !is_twin;
}

/// `- item`.
bool PlainYaml::take_item(std::string_view text, std::string_view bare) {
  if (!list_is_open_ || text.front() == '\t') return false;
  PlainValue* const item = add_item(text.find('-'));
  return item != nullptr && read_value(bare.substr(2), *item) &&
         item->kind != YamlValue::Kind::null && item->kind != YamlValue::Kind::list;
}

/// A new item of the open list, whose items all stand in one column; nothing where it
/// stands in another.
PlainValue* PlainYaml::add_item(std::size_t indent) {
  PlainValue& list = pairs_.back().second;
  if (list.kind == YamlValue::Kind::list && indent_ != indent) return nullptr;
  if (list.kind != YamlValue::Kind::list) first_item_ = items_.size();
  list.kind = YamlValue::Kind::list;
  indent_ = indent;
  PlainValue& item = items_.emplace_back(number_);
  list.items = std::span(items_).subspan(first_item_);
  return &item;
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
  PlainValue& value = pairs_.emplace_back(key, number_).second;
  if (!read_value(rest, value)) return false;
  list_is_open_ = value.kind == YamlValue::Kind::null &&
                  without_blanks(without_comment(rest)).empty();
  has_capital_ = has_capital_ || (oddities_of(key) & Odd::capital) != 0;
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
      is_plain_scalar(text, Where::flow, oddities_of(text)))
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
