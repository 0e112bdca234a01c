#include "base/toml_splice.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace kindly {
namespace {

/// Where a line begins; lines are counted from 1, and a byte order mark is no part of
/// the first.
std::size_t begin_of(std::string_view text, std::size_t line) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  std::size_t at = line == 1 && text.starts_with(mark) ? mark.size() : 0;
  for (; line > 1; --line) at = text.find('\n', at) + 1;
  return at;
}

/// Where a text in quotes that begins at `at` ends; nothing for one of several lines.
std::optional<std::size_t> end_of_text(std::string_view text, std::size_t at) {
  const char quote = text[at];
  if (text.substr(at, 3) == std::string(3, quote)) return std::nullopt;
  for (std::size_t i = at + 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == quote) return i + 1;
    if (quote == '"' && text[i] == '\\') ++i;
  }
  return std::nullopt;
}

/// Where a value that begins at `at` ends; nothing for a table and for one of several
/// lines.
std::optional<std::size_t> end_of(std::string_view text, std::size_t at) {
  const char first = at < text.size() ? text[at] : '\n';
  if (first == '{' || first == '\n') return std::nullopt;
  if (first == '"' || first == '\'') return end_of_text(text, at);
  if (first != '[') return std::min(text.size(), text.find_first_of(" \t\r\n#", at));
  for (std::size_t i = at + 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == ']') return i + 1;
    if (text[i] == '#') return std::nullopt;
    if (text[i] != '"' && text[i] != '\'' && text[i] != '[') continue;
    const auto inside = end_of(text, i);
    if (!inside) return std::nullopt;
    i = *inside - 1;
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

/// A key as a path: its table, empty for the root, and its own name.
struct Path {
  std::string_view table, own;

  explicit Path(std::string_view key) {
    const std::size_t dot = key.find('.');
    table = dot == std::string_view::npos ? std::string_view() : key.substr(0, dot);
    own = key.substr(table.empty() ? 0 : dot + 1);
  }
  void erase_from(TomlValue& root) const {
    auto* fields = std::get_if<TomlValue::Fields>(&root.value);
    for (TomlField& field : *fields)
      if (!table.empty() && field.first == table)
        fields = std::get_if<TomlValue::Fields>(&field.second.value);
    if (fields != nullptr)
      std::erase_if(*fields,
                    [&](const TomlField& field) { return field.first == own; });
  }
};

/// The text with a key that is new to it, in its table.
std::string with_new_key(const std::string& toml,
                         const TomlValue& root,
                         const Path& path,
                         std::string_view literal) {
  const std::string_view line_end =
      toml.find("\r\n") == std::string::npos ? "\n" : "\r\n";
  const TomlValue* const table = path.table.empty() ? nullptr : root.find(path.table);
  const bool is_new_table = !path.table.empty() && table == nullptr;
  const std::size_t heading =
      table != nullptr ? toml.find('\n', begin_of(toml, table->line)) : 0;
  const std::size_t inside = std::min(toml.size(), heading);
  const std::size_t limit = is_new_table ? toml.size() : next_table(toml, inside);
  const std::size_t at = behind_words(toml, limit);
  std::string added;
  if (at > 0 && toml[at - 1] != '\n') added += line_end;
  if (is_new_table)
    added += fmt::format("{}[{}]{}", at > 0 ? line_end : "", path.table, line_end);
  added += fmt::format("{} = {}{}", path.own, literal, line_end);
  if (at < toml.size() && toml[at] == '[') added += line_end;
  return std::string(toml).insert(at, added);
}

/// Whether a text can be read, and says of a key what is meant.
bool says(const std::string& toml,
          std::string_view key,
          std::string_view literal,
          const std::string& name) {
  try {
    const TomlValue whole = parse_toml(toml, name);
    const TomlValue wanted = parse_toml(fmt::format("v = {}", literal), name);
    const TomlValue* const value = whole.find_path(key);
    return value != nullptr && toml_literal(*value) == toml_literal(*wanted.find("v"));
  } catch (const Error&) {
    return false;
  }
}

[[noreturn]] void refuse(const std::string& name,
                         std::size_t line,
                         std::string_view key,
                         std::string hint) {
  throw Error(
      ExitCode::unreadable,
      fmt::format("{}:{}: kindly cannot change '{}' there safely", name, line, key),
      std::move(hint));
}

} // namespace

std::string without_toml_value(const std::string& toml,
                               std::string_view key,
                               const std::string& name) {
  const Path path(key);
  TomlValue rest = parse_toml(toml, name);
  const TomlValue* const value = rest.find_path(key);
  if (value == nullptr) return toml;
  const std::size_t line = value->line;
  const std::size_t begin = begin_of(toml, line);
  const std::size_t end = std::min(toml.find('\n', begin), toml.size() - 1);
  std::string fresh = toml;
  fresh.erase(begin, end + 1 - begin);
  path.erase_from(rest);
  try {
    if (toml_literal(parse_toml(fresh, name)) == toml_literal(rest)) return fresh;
  } catch (const Error&) { // then the line was not all there was of it
  }
  refuse(name, line, key, "Take it out by hand.");
}

std::string with_toml_value(const std::string& toml,
                            std::string_view key,
                            std::string_view literal,
                            const std::string& name) {
  const TomlValue root = parse_toml(toml, name);
  std::string fresh = toml;
  std::size_t line = 1;
  if (const TomlValue* const there = root.find_path(key)) {
    line = there->line;
    const std::size_t begin = begin_of(toml, line) + there->column - 1;
    if (const auto end = end_of(toml, begin))
      fresh.replace(begin, *end - begin, literal);
  } else {
    fresh = with_new_key(toml, root, Path(key), literal);
  }
  if (!says(fresh, key, literal, name))
    refuse(name, line, key, fmt::format("Set it by hand: {} = {}", key, literal));
  return fresh;
}

} // namespace kindly
