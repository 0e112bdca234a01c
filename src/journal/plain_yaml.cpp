#include "journal/plain_yaml.hpp"

#include "base/text.hpp"
#include "journal/header_lines.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

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
      const HeaderLine line = HeaderLine::at(yaml, at);
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

} // namespace

bool is_plain_key(std::string_view key) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '-';
  };
  return !key.empty() && key.front() != '-' && std::ranges::all_of(key, letter);
}

std::optional<YamlValue> scan_plain_yaml(std::string_view yaml,
                                         std::size_t first_line) {
  return Scanner(first_line).scan(yaml);
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
