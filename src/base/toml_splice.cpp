#include "base/toml_splice.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace kindly {
namespace {

/// Where a line begins; lines are counted from 1.
std::size_t begin_of(std::string_view text, std::size_t line) {
  std::size_t at = 0;
  for (; line > 1; --line) at = text.find('\n', at) + 1;
  return at;
}

/// Where a value that begins at `at` ends; nothing for one of several lines or parts.
std::optional<std::size_t> end_of(std::string_view text, std::size_t at) {
  const char first = at < text.size() ? text[at] : '\n';
  if (first == '[' || first == '{' || first == '\n') return std::nullopt;
  if (first != '"' && first != '\'')
    return std::min(text.size(), text.find_first_of(" \t\r\n#", at));
  if (text.substr(at, 3) == std::string(3, first)) return std::nullopt;
  for (std::size_t i = at + 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == first) return i + 1;
    if (first == '"' && text[i] == '\\') ++i;
  }
  return std::nullopt;
}

/// Where the first line that opens a table begins, looked for behind `from`.
std::size_t next_table(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size();) {
    const std::size_t end = std::min(text.size(), text.find('\n', at));
    if (trimmed(text.substr(at, end - at)).starts_with('[')) return at;
    at = end + 1;
  }
  return text.size();
}

/// Behind the last line before `at` that says something.
std::size_t behind_words(std::string_view text, std::size_t at) {
  const std::size_t last = text.substr(0, at).find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos) return 0;
  return std::min(at,
                  text.find('\n', last) == std::string_view::npos
                      ? text.size()
                      : text.find('\n', last) + 1);
}

} // namespace

std::string with_toml_value(const std::string& toml,
                            std::string_view key,
                            std::string_view literal,
                            const std::string& name) {
  const std::size_t dot = key.find('.');
  const std::string_view table_name =
      dot == std::string_view::npos ? std::string_view() : key.substr(0, dot);
  const std::string_view own_name = key.substr(table_name.empty() ? 0 : dot + 1);
  const auto value_in = [&](const TomlValue& root) -> const TomlValue* {
    const TomlValue* table = table_name.empty() ? &root : root.find(table_name);
    return table == nullptr ? nullptr : table->find(own_name);
  };
  const TomlValue root = parse_toml(toml, name);
  const std::string_view line_end =
      toml.find("\r\n") == std::string::npos ? "\n" : "\r\n";
  std::string fresh = toml;
  std::size_t line = 1;
  if (const TomlValue* const there = value_in(root)) {
    line = there->line;
    const std::size_t begin = begin_of(toml, line) + there->column - 1;
    if (const auto end = end_of(toml, begin))
      fresh.replace(begin, *end - begin, literal);
  } else {
    const TomlValue* const table = table_name.empty() ? nullptr : root.find(table_name);
    const bool is_new_table = !table_name.empty() && table == nullptr;
    const std::size_t inside =
        table != nullptr
            ? std::min(toml.size(), toml.find('\n', begin_of(toml, table->line)))
        : is_new_table ? toml.size()
                       : 0;
    const std::size_t limit =
        next_table(toml, std::min(toml.size(), inside + (table != nullptr ? 1 : 0)));
    const std::size_t at = behind_words(toml, is_new_table ? toml.size() : limit);
    std::string added;
    if (at > 0 && toml[at - 1] != '\n') added += line_end;
    if (is_new_table)
      added += fmt::format("{}[{}]{}", at > 0 ? line_end : "", table_name, line_end);
    added += fmt::format("{} = {}{}", own_name, literal, line_end);
    if (at < toml.size() && toml[at] == '[') added += line_end;
    fresh.insert(at, added);
  }
  // What is written has to be read again, and to be what was meant.
  const auto says = [&](const std::string& text, std::string_view as) {
    const TomlValue whole = parse_toml(text, name);
    const TomlValue wanted = parse_toml(fmt::format("v = {}", as), name);
    const TomlValue* const value = value_in(whole);
    return value != nullptr &&
           value->value.index() == wanted.find("v")->value.index() &&
           (value->text() == nullptr || *value->text() == *wanted.find("v")->text());
  };
  bool is_right = false;
  try {
    is_right = says(fresh, literal);
  } catch (const Error&) {
    is_right = false;
  }
  if (!is_right)
    throw Error(
        ExitCode::unreadable,
        fmt::format("{}:{}: kindly cannot change '{}' there safely", name, line, key),
        fmt::format("Set it by hand: {} = {}", key, literal));
  return fresh;
}

} // namespace kindly
