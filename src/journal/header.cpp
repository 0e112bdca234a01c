#include "journal/header.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

namespace kindly {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// One line of a text: its bytes [begin, end) without the line end, and the next line.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t next = 0;

  static Line at(std::string_view text, std::size_t begin) {
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

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_fence(std::string_view line, std::string_view fence) {
  if (!line.starts_with(fence)) return false;
  return std::ranges::all_of(line.substr(fence.size()), is_blank);
}

std::size_t line_number(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// --- the plain scanner ---------------------------------------------------------
// It knows the headers that kindly writes and most that people do, in a fraction of the
// time that yaml-cpp takes; of anything else it says that it does not know.

bool is_plain_key(std::string_view key) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '-';
  };
  return !key.empty() && key.front() != '-' && std::ranges::all_of(key, letter);
}

enum class Where { block, flow };

/// No character that YAML, Unicode or a terminal reads as more than itself.
bool is_clean(std::string_view text) {
  const auto beyond_ascii = [](unsigned char c) { return c >= 0x80; };
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  if (std::ranges::any_of(text, is_control)) return false;
  if (std::ranges::none_of(text, beyond_ascii)) return true;
  return printable_line(text) == text &&
         text.find(byte_order_mark) == std::string_view::npos;
}

/// Whether YAML reads these characters, unquoted, as themselves.
bool is_plain_scalar(std::string_view text, Where where) {
  if (text.empty()) return false;
  constexpr std::string_view odd_first = "-?:,[]{}#&*!|>'\"%@`=<";
  if (odd_first.find(text.front()) != std::string_view::npos) return false;
  constexpr std::string_view odd_inside = ",[]{}";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':' &&
        (i + 1 == text.size() || text[i + 1] == ' ' || where == Where::flow)) {
      const bool in_time =
          i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
      if (!in_time) return false;
    }
    if (c == '#' && i > 0 && text[i - 1] == ' ') return false;
    if (where == Where::flow && odd_inside.find(c) != std::string_view::npos)
      return false;
  }
  return is_clean(text);
}

bool is_null_word(std::string_view text) {
  return text == "~" || text == "null" || text == "Null" || text == "NULL";
}

/// The comment of a line, `#` at its start or behind a blank, cut off; quotes are left
/// to the caller, who only has plain text here.
std::string_view without_comment(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '#' && (i == 0 || is_blank(text[i - 1]))) return text.substr(0, i);
  return text;
}

std::optional<YamlValue>
plain_value(std::string_view text, Where where, std::size_t line);

/// "…" and '…' whose characters all mean themselves.
std::optional<YamlValue> quoted_value(std::string_view text, std::size_t line) {
  const char quote = text.front();
  const std::size_t end = text.find(quote, 1);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view inside = text.substr(1, end - 1);
  const std::string_view rest = text.substr(end + 1);
  const bool is_end = without_blanks(without_comment(rest)).empty() &&
                      (rest.empty() || is_blank(rest.front()));
  const bool no_escapes = inside.find('\\') == std::string_view::npos;
  if (!is_end || !no_escapes || !is_clean(inside)) return std::nullopt;
  return YamlValue{YamlValue::Kind::scalar, std::string(inside), {}, {}, line};
}

std::optional<YamlValue> flow_scalar(std::string_view text, std::size_t line) {
  if (!is_plain_scalar(text, Where::flow) || is_null_word(text)) return std::nullopt;
  return YamlValue{YamlValue::Kind::scalar, std::string(text), {}, {}, line};
}

/// `key: value` inside of braces.
std::optional<YamlPair> flow_pair(std::string_view text, std::size_t line) {
  const std::size_t colon = text.find(": ");
  if (colon == std::string_view::npos || !is_plain_key(text.substr(0, colon)))
    return std::nullopt;
  auto value = flow_scalar(without_blanks(text.substr(colon + 2)), line);
  if (!value) return std::nullopt;
  return YamlPair{std::string(text.substr(0, colon)), std::move(*value)};
}

/// What stands between the brackets of [a, b] or {a: b} on one line with nothing but a
/// comment behind them.
std::optional<std::string_view> inside_brackets(std::string_view text) {
  const std::size_t close = text.find(text.front() == '[' ? ']' : '}');
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(close + 1);
  if (!without_blanks(without_comment(rest)).empty()) return std::nullopt;
  if (!rest.empty() && !is_blank(rest.front())) return std::nullopt;
  return without_blanks(text.substr(1, close - 1));
}

std::optional<YamlValue> flow_value(std::string_view text, std::size_t line) {
  const bool is_list = text.front() == '[';
  const auto inside = inside_brackets(text);
  if (!inside) return std::nullopt;
  YamlValue value{
      is_list ? YamlValue::Kind::list : YamlValue::Kind::map, {}, {}, {}, line};
  if (inside->empty()) return value;
  for (const std::string_view part : split(*inside, ',')) {
    auto item = is_list ? flow_scalar(without_blanks(part), line) : std::nullopt;
    auto pair = is_list ? std::nullopt : flow_pair(without_blanks(part), line);
    if (!item && !pair) return std::nullopt;
    if (item) value.items.push_back(std::move(*item));
    if (pair) value.pairs.push_back(std::move(*pair));
  }
  return value;
}

std::optional<YamlValue>
plain_value(std::string_view text, Where where, std::size_t line) {
  text = without_blanks(text);
  if (text.find('\t') != std::string_view::npos) return std::nullopt;
  if (!text.empty() && (text.front() == '"' || text.front() == '\''))
    return quoted_value(text, line);
  if (!text.empty() && (text.front() == '[' || text.front() == '{'))
    return flow_value(text, line);
  text = without_blanks(without_comment(text));
  if (text.empty() || is_null_word(text)) return YamlValue{{}, {}, {}, {}, line};
  if (!is_plain_scalar(text, where)) return std::nullopt;
  return YamlValue{YamlValue::Kind::scalar, std::string(text), {}, {}, line};
}

/// Reads a header line by line, as long as every line is of a shape it is sure of.
class Scanner {
 public:
  explicit Scanner(std::size_t first_line)
      : number_(first_line), root_{YamlValue::Kind::map, {}, {}, {}, first_line} {}

  std::optional<YamlValue> scan(std::string_view yaml) {
    for (std::size_t at = 0; at < yaml.size(); ++number_) {
      const Line line = Line::at(yaml, at);
      at = line.next;
      const std::string_view text = line.in(yaml);
      const std::string_view bare = without_blanks(text);
      if (text.find('\r') != std::string_view::npos) return std::nullopt;
      if (bare.empty() || bare.front() == '#') continue;
      if (!(bare.starts_with("- ") ? take_item(text, bare) : take_pair(text)))
        return std::nullopt;
    }
    return std::move(root_);
  }

 private:
  /// `- item`, in the same column as the items before it.
  bool take_item(std::string_view text, std::string_view bare) {
    if (!list_is_open_ || text.front() == '\t') return false;
    YamlValue& list = root_.pairs.back().second;
    auto item = plain_value(bare.substr(2), Where::block, number_);
    if (!item || item->kind == YamlValue::Kind::null ||
        item->kind == YamlValue::Kind::list)
      return false;
    const std::size_t indent = text.find('-');
    if (list.kind == YamlValue::Kind::list && indent_ != indent) return false;
    list.kind = YamlValue::Kind::list;
    indent_ = indent;
    list.items.push_back(std::move(*item));
    return true;
  }

  /// `key: value`, or `key:` with a list to come.
  bool take_pair(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string key(text.substr(0, colon));
    const std::string_view rest = text.substr(colon + 1);
    if (!is_plain_key(key) || is_null_word(key) || root_.find(key) != nullptr)
      return false;
    if (!rest.empty() && rest.front() != ' ') return false;
    auto value = plain_value(rest, Where::block, number_);
    if (!value) return false;
    list_is_open_ = without_blanks(without_comment(rest)).empty();
    root_.pairs.push_back({key, std::move(*value)});
    return true;
  }

  std::size_t number_; ///< of the line, in the file
  YamlValue root_;
  bool list_is_open_ = false; ///< the last key has no value: items may follow
  std::size_t indent_ = 0;    ///< of that list's items
};

// --- splicing --------------------------------------------------------------------

/// A line of the header that begins with `key:`, quoted or not.
struct KeyLine {
  Line line;
  std::size_t value = 0; ///< where the text behind the colon begins
};

std::optional<std::size_t> after_key(std::string_view line, std::string_view key) {
  for (const std::string_view quote : {"", "\"", "'"}) {
    const std::string written = fmt::format("{}{}{}", quote, key, quote);
    if (!line.starts_with(written)) continue;
    std::size_t at = written.size();
    while (at < line.size() && is_blank(line[at])) ++at;
    if (at < line.size() && line[at] == ':' &&
        (at + 1 == line.size() || is_blank(line[at + 1])))
      return at + 1;
  }
  return std::nullopt;
}

std::vector<KeyLine>
lines_with(std::string_view text, const HeaderBytes& header, std::string_view key) {
  std::vector<KeyLine> found;
  for (std::size_t at = header.begin; at < header.end;) {
    const Line line = Line::at(text, at);
    if (const auto value = after_key(line.in(text), key))
      found.push_back({line, line.begin + *value});
    at = line.next;
  }
  return found;
}

/// The bytes [begin, end) of a scalar written on the key's own line, without its
/// quotes.
struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::optional<Token> token_of(std::string_view text, const KeyLine& at) {
  std::size_t begin = at.value;
  while (begin < at.line.end && is_blank(text[begin])) ++begin;
  if (begin == at.line.end ||
      text[begin] == '#') { // nothing there: right behind the colon
    return Token{at.value, at.value};
  }
  if (text[begin] == '"' || text[begin] == '\'') {
    const std::size_t close = text.find(text[begin], begin + 1);
    if (close >= at.line.end) return std::nullopt;
    return Token{begin + 1, close};
  }
  if (std::string_view("&!*|>").find(text[begin]) != std::string_view::npos)
    return std::nullopt; // an anchor, a tag, an alias, a block: more than a value
  const std::string_view rest = text.substr(begin, at.line.end - begin);
  const std::string_view token = without_blanks(without_comment(rest));
  return Token{begin, begin + token.size()};
}

std::string header_line_end(std::string_view text, const HeaderBytes& header) {
  const bool carriage = text[header.begin - 2] == '\r'; // "---" stands before it
  return carriage ? "\r\n" : "\n";
}

/// The end of the last line that belongs to the value of the key at `at`: lines that
/// are indented or begin with a dash, and none of the blank or comment lines behind
/// them.
std::size_t
end_of_items(std::string_view text, const HeaderBytes& header, const KeyLine& at) {
  std::size_t end = at.line.next;
  for (std::size_t next = at.line.next; next < header.end;) {
    const Line line = Line::at(text, next);
    next = line.next;
    const std::string_view all = line.in(text);
    const std::string_view bare = without_blanks(all);
    if (bare.empty() || bare.front() == '#') continue;
    if (!is_blank(all.front()) && !bare.starts_with("- ") && bare != "-") break;
    end = line.next;
  }
  return end;
}

std::string indent_of_items(std::string_view text, const KeyLine& at, std::size_t end) {
  for (std::size_t next = at.line.next; next < end;) {
    const Line line = Line::at(text, next);
    next = line.next;
    const std::size_t first = line.in(text).find_first_not_of(' ');
    if (first != std::string_view::npos && line.in(text)[first] == '-')
      return std::string(first, ' ');
  }
  return "  ";
}

/// One change of one key: splices its bytes, then reads the header again and proves
/// that it says what was meant and that nothing else changed.
class Splicer {
 public:
  /// `hand` tells what to do by hand where kindly refuses.
  Splicer(const std::string& text,
          std::string_view key,
          const std::string& name,
          std::string hand)
      : text_(text), key_(key), name_(name), hand_(std::move(hand)), header_(found()),
        before_(read_header(text, header_, name)), old_(before_.find(key)),
        lines_(lines_with(text, header_, key)), end_(header_line_end(text, header_)) {
    const std::size_t expected = old_ == nullptr ? 0 : 1;
    if (lines_.size() != expected) refuse();
  }

  [[nodiscard]] std::string set(std::string_view value) const {
    std::string fresh = text_;
    if (old_ == nullptr) {
      fresh.insert(header_.end, fmt::format("{}: {}{}", key_, value, end_));
    } else {
      if (old_->kind == YamlValue::Kind::list) refuse();
      const Token token = value_token();
      const bool is_empty = token.begin == lines_[0].value && token.end == token.begin;
      fresh.replace(token.begin,
                    token.end - token.begin,
                    (is_empty ? " " : "") + std::string(value));
    }
    return proved(fresh, [&](const YamlValue& now) {
      return now.kind == YamlValue::Kind::scalar && now.text == value;
    });
  }

  [[nodiscard]] std::string add(std::string_view item) const {
    std::string fresh = text_;
    if (old_ == nullptr)
      fresh.insert(header_.end, fmt::format("{}:{}  - {}{}", key_, end_, item, end_));
    else if (is_flow_list())
      fresh.insert(closing_bracket(),
                   (old_->items.empty() ? "" : ", ") + std::string(item));
    else if (has_value_on_its_line())
      refuse();
    else
      fresh.insert(end_of_items(text_, header_, lines_[0]), item_line(item));
    return proved(fresh, [&](const YamlValue& now) { return is_one_more(now); });
  }

 private:
  [[noreturn]] void refuse() const {
    const std::size_t line =
        old_ != nullptr ? old_->line : line_number(text_, header_.begin);
    throw Error(
        ExitCode::unreadable,
        fmt::format("{}:{}: kindly cannot change this line safely", name_, line),
        fmt::format("`kindly edit` opens the file; {}.", hand_));
  }

  [[nodiscard]] HeaderBytes found() const {
    if (const auto header = find_header(text_, name_)) return *header;
    throw Error(ExitCode::unreadable, fmt::format("{}:1: there is no header", name_));
  }

  [[nodiscard]] Token value_token() const {
    const auto token =
        old_->kind == YamlValue::Kind::map ? std::nullopt : token_of(text_, lines_[0]);
    if (!token) refuse();
    return *token;
  }

  [[nodiscard]] bool has_value_on_its_line() const {
    const Token token = value_token();
    return token.begin != token.end || old_->kind == YamlValue::Kind::scalar;
  }

  [[nodiscard]] bool is_flow_list() const {
    const std::string_view written = std::string_view(text_).substr(
        lines_[0].value, lines_[0].line.end - lines_[0].value);
    return without_blanks(written).starts_with('[');
  }

  [[nodiscard]] std::size_t closing_bracket() const {
    const std::size_t close = text_.rfind(']', lines_[0].line.end);
    if (close == std::string::npos || close < lines_[0].value) refuse();
    return close;
  }

  [[nodiscard]] std::string item_line(std::string_view item) const {
    const std::size_t end = end_of_items(text_, header_, lines_[0]);
    return fmt::format("{}- {}{}", indent_of_items(text_, lines_[0], end), item, end_);
  }

  [[nodiscard]] bool is_one_more(const YamlValue& now) const {
    const std::vector<YamlValue> none;
    const std::vector<YamlValue>& before = old_ == nullptr ? none : old_->items;
    const auto same = [](const YamlValue& one, const YamlValue& other) {
      return one.same_as(other);
    };
    return now.items.size() == before.size() + 1 &&
           std::equal(before.begin(), before.end(), now.items.begin(), same);
  }

  template <class IsMeant>
  std::string proved(const std::string& fresh, IsMeant is_meant) const {
    try {
      const auto header = find_header(fresh, name_);
      if (!header) refuse();
      YamlValue now = read_header(fresh, *header, name_);
      const YamlValue* const value = now.find(key_);
      const bool says_it = value != nullptr && is_meant(*value);
      if (says_it && body_of(fresh, *header) == body_of(text_, header_) &&
          without_key(std::move(now)).same_as(without_key(before_)))
        return fresh;
    } catch (const Error&) { // the complaint is about a text that is in no file
      refuse();
    }
    refuse();
  }

  static std::string_view body_of(const std::string& text, const HeaderBytes& header) {
    return std::string_view(text).substr(header.body);
  }

  [[nodiscard]] YamlValue without_key(YamlValue all) const {
    std::erase_if(all.pairs, [&](const auto& pair) { return pair.first == key_; });
    return all;
  }

  const std::string& text_;
  std::string_view key_;
  const std::string& name_;
  std::string hand_;
  HeaderBytes header_;
  YamlValue before_;
  const YamlValue* old_; ///< the key's value, if it has one
  std::vector<KeyLine> lines_;
  std::string end_; ///< of the header's lines
};

} // namespace

std::optional<HeaderBytes> find_header(std::string_view text, const std::string& name) {
  std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  while (begin < text.size() && begin < header_limit && // an editor's blank lines
         without_blanks(Line::at(text, begin).in(text)).empty())
    begin = Line::at(text, begin).next;
  const Line first = Line::at(text, begin);
  if (!is_fence(first.in(text), "---") || first.next == first.end) return std::nullopt;
  for (std::size_t at = first.next; at < text.size();) {
    if (at - first.next > header_limit) break;
    const Line line = Line::at(text, at);
    const std::string_view all = line.in(text);
    if (is_fence(all, "---") || is_fence(all, "...")) {
      if (line.begin - first.next > header_limit) break;
      return HeaderBytes{first.next, line.begin, line.next};
    }
    at = line.next;
  }
  if (text.size() - first.next > header_limit)
    throw Error(ExitCode::unreadable,
                fmt::format("{}:1: the header does not end within {} KiB",
                            name,
                            header_limit / 1024),
                "A header begins and ends with a line of three dashes.");
  throw Error(ExitCode::unreadable,
              fmt::format("{}:1: the header begins with --- and does not end", name),
              "Add a line of three dashes where it should end.");
}

YamlValue
read_header(std::string_view text, const HeaderBytes& where, const std::string& name) {
  const std::string_view yaml = text.substr(where.begin, where.end - where.begin);
  const std::size_t first_line = line_number(text, where.begin);
  if (auto plain = Scanner(first_line).scan(yaml)) return std::move(*plain);

  YamlValue root = parse_yaml(yaml, name, first_line);
  if (root.kind == YamlValue::Kind::null) root.kind = YamlValue::Kind::map;
  if (root.kind != YamlValue::Kind::map)
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}: the header is not made of `key: value` lines",
                            name,
                            first_line),
                "A blank belongs behind every colon.");
  for (auto pair = root.pairs.begin(); pair != root.pairs.end(); ++pair) {
    const auto twin =
        std::find_if(std::next(pair), root.pairs.end(), [&](const auto& other) {
          return other.first == pair->first;
        });
    if (twin != root.pairs.end())
      throw Error(ExitCode::unreadable,
                  fmt::format("{}:{}: '{}' stands on line {} too",
                              name,
                              twin->second.line,
                              printable_line(pair->first),
                              pair->second.line),
                  "Keep the one that is right.");
  }
  return root;
}

std::string with_value(const std::string& text,
                       std::string_view key,
                       std::string_view value,
                       const std::string& name) {
  return Splicer(text, key, name, fmt::format("set '{}' to {} there", key, value))
      .set(value);
}

std::string with_item(const std::string& text,
                      std::string_view key,
                      std::string_view item,
                      const std::string& name) {
  return Splicer(text, key, name, fmt::format("add `- {}` under '{}' there", item, key))
      .add(item);
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
  const bool no_signs = text.find_first_of("\\:#") == std::string_view::npos;
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

} // namespace kindly
