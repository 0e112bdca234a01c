#include "journal/splice.hpp"

#include "base/error.hpp"
#include "journal/header.hpp"
#include "journal/header_lines.hpp"
#include "journal/keys.hpp"
#include "journal/plain_yaml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace kindly {
namespace {

/// A line of the header that begins with `key:`, quoted or not.
struct KeyLine {
  HeaderLine line;
  std::size_t value = 0; ///< where the text behind the colon begins
};

std::optional<std::size_t> after_key(std::string_view line, std::string_view key) {
  for (const std::string_view quote : {"", "\"", "'"}) {
    const std::string written = fmt::format("{}{}{}", quote, key, quote);
    if (!same_key(line.substr(0, written.size()), written)) continue;
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
    const HeaderLine line = HeaderLine::at(text, at);
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
    const HeaderLine line = HeaderLine::at(text, next);
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
    const HeaderLine line = HeaderLine::at(text, next);
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
        before_(readable()), old_(before_.find(key)),
        lines_(lines_with(text, header_, key)), end_(header_line_end(text, header_)) {
    const std::size_t expected = old_ == nullptr ? 0 : 1;
    if (lines_.size() != expected) refuse();
  }

  [[nodiscard]] std::string set(std::string_view value) const {
    const auto says_it = [&](const YamlValue& now) {
      return now.kind == YamlValue::Kind::scalar && now.text == value;
    };
    if (old_ == nullptr) return add_line(value, says_it);
    if (old_->kind == YamlValue::Kind::list) refuse();
    std::string fresh = text_;
    const Token token = value_token();
    const bool is_empty = token.begin == lines_[0].value && token.end == token.begin;
    fresh.replace(token.begin,
                  token.end - token.begin,
                  (is_empty ? " " : "") + std::string(value));
    return proved(fresh, says_it);
  }

  /// The same with a text, which brings its own quotes.
  [[nodiscard]] std::string set_text(std::string_view value) const {
    const auto says_it = [&](const YamlValue& now) {
      return now.kind == YamlValue::Kind::scalar && now.text == value;
    };
    if (old_ == nullptr) return add_line(yaml_scalar(value), says_it);
    if (old_->kind != YamlValue::Kind::scalar) refuse();
    Token token = value_token();
    const bool is_quoted =
        text_[token.begin - 1] == '"' || text_[token.begin - 1] == '\'';
    if (is_quoted) token = {token.begin - 1, token.end + 1};
    std::string fresh = text_;
    fresh.replace(token.begin, token.end - token.begin, yaml_scalar(value));
    return proved(fresh, says_it);
  }

  /// Adds a key that is not there, with a value as it is written on one line.
  template <class IsMeant>
  [[nodiscard]] std::string add_line(std::string_view written, IsMeant is_meant) const {
    if (old_ != nullptr) refuse();
    std::string fresh = text_;
    fresh.insert(header_.end, fmt::format("{}: {}{}", key_, written, end_));
    return proved(fresh, is_meant);
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
        fmt::format("{} {}.", how_to_open(name_), hand_));
  }

  [[nodiscard]] HeaderBytes found() const {
    if (const auto header = find_header(text_, name_)) return *header;
    throw Error(ExitCode::unreadable, fmt::format("{}:1: there is no header", name_));
  }

  /// A header that is no YAML cannot prove anything.
  [[nodiscard]] YamlValue readable() const {
    HeaderReading reading = read_header(text_, header_, name_);
    if (reading.faults.empty()) return std::move(reading.root);
    const HeaderFault& fault = reading.faults.front();
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}:{}: {}; kindly changes nothing in such a header",
                            name_,
                            fault.line,
                            fault.column,
                            fault.what),
                fmt::format("{} {}", fault.mend, how_to_open(name_)));
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
      HeaderReading reading = read_header(fresh, *header, name_);
      if (!reading.faults.empty()) refuse();
      YamlValue now = std::move(reading.root);
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

std::string with_value(const std::string& text,
                       std::string_view key,
                       std::string_view value,
                       const std::string& name) {
  return Splicer(text, key, name, fmt::format("Set '{}' to {} there", key, value))
      .set(value);
}

std::string with_text(const std::string& text,
                      std::string_view key,
                      std::string_view value,
                      const std::string& name) {
  return Splicer(text, key, name, fmt::format("Set '{}' there", key)).set_text(value);
}

std::string with_list(const std::string& text,
                      std::string_view key,
                      const std::vector<std::string>& items,
                      const std::string& name) {
  return Splicer(text, key, name, fmt::format("Set '{}' there", key))
      .add_line(yaml_list(items), [&](const YamlValue& now) {
        return std::ranges::equal(now.items, items, {}, &YamlValue::text);
      });
}

std::string with_item(const std::string& text,
                      std::string_view key,
                      std::string_view item,
                      const std::string& name) {
  return Splicer(text, key, name, fmt::format("Add `- {}` under '{}' there", item, key))
      .add(item);
}

} // namespace kindly
