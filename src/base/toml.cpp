#include "base/toml.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>
// 3.3 asserts what a typo can break; without the assertion it says what is wrong.
#define TOML_ASSERT(expr) static_cast<void>(0)
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_UNRELEASED_FEATURES 0
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

namespace kindly {
namespace {

TomlValue converted(const toml::node& node);

TomlValue::Fields fields_of(const toml::table& table) {
  TomlValue::Fields fields;
  for (const auto& [key, value] : table)
    fields.push_back({std::string(key.str()), converted(value)});
  std::ranges::sort(fields, {}, [](const auto& field) {
    return std::pair(field.second.line, field.second.column);
  });
  return fields;
}

TomlValue converted(const toml::node& node) {
  TomlValue result;
  result.line = node.source().begin.line;
  result.column = node.source().begin.column;
  if (const auto* text = node.as_string()) result.value = text->get();
  if (const auto* number = node.as_integer()) result.value = number->get();
  if (const auto* number = node.as_floating_point()) result.value = number->get();
  if (const auto* yes = node.as_boolean()) result.value = yes->get();
  if (const auto* table = node.as_table()) result.value = fields_of(*table);
  if (const auto* array = node.as_array()) {
    TomlValue::Items items;
    for (const toml::node& item : *array) items.push_back(converted(item));
    result.value = std::move(items);
  }
  if (node.is_date() || node.is_time() || node.is_date_time()) {
    std::ostringstream written; // a date is its text here
    node.visit([&](const auto& value) {
      if constexpr (toml::is_chronological<decltype(value)>) written << value.get();
    });
    result.value = written.str();
  }
  return result;
}

/// toml++ 3.3 recurses for every dot of a key and every bracket, and overflows the
/// stack on a line made of them. Real files stay far below.
void refuse_depth(std::string_view text, const std::string& name) {
  constexpr std::ptrdiff_t most = 400;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    const auto nests = [](char c) { return c == '.' || c == '[' || c == '{'; };
    if (std::ranges::count_if(line, nests) > most)
      throw Error(ExitCode::unreadable,
                  fmt::format("{}:{}:1: nested too deeply", name, number));
  }
}

/// A key, in quotes where TOML wants them.
std::string toml_key(const std::string& key) {
  const auto is_bare = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || c == '-';
  };
  return !key.empty() && std::ranges::all_of(key, is_bare) ? key : toml_text(key);
}

} // namespace

const TomlValue* TomlValue::find(std::string_view key) const {
  const auto found = std::ranges::find(fields(), key, &TomlField::first);
  return found == fields().end() ? nullptr : &found->second;
}

const TomlValue* TomlValue::find_path(std::string_view path) const {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return find(path);
  const TomlValue* const table = find(path.substr(0, dot));
  return table == nullptr ? nullptr : table->find(path.substr(dot + 1));
}

const TomlValue::Fields& TomlValue::fields() const {
  static const Fields none;
  const auto* const found = std::get_if<Fields>(&value);
  return found != nullptr ? *found : none;
}

const TomlValue::Items& TomlValue::items() const {
  static const Items none;
  const auto* const found = std::get_if<Items>(&value);
  return found != nullptr ? *found : none;
}

TomlValue parse_toml(std::string_view text, const std::string& name) {
  if (text.size() > toml_limit)
    throw Error(ExitCode::unreadable,
                fmt::format("{}:1:1: larger than {} KiB", name, toml_limit / 1024));
  refuse_depth(text, name);
  try {
    const toml::table table = toml::parse(text, name);
    TomlValue root;
    root.value = fields_of(table);
    return root;
  } catch (const toml::parse_error& problem) {
    const toml::source_position at = problem.source().begin;
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}:{}: {}",
                            name,
                            std::uint32_t{at.line},
                            std::uint32_t{at.column},
                            std::string(problem.description())),
                "Mend that line; the rest of the file may be right.");
  }
}

std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (byte < 0x20 || byte == 0x7f)
      out += fmt::format("\\u{:04x}", byte);
    else
      out += c;
  }
  return out + '"';
}

std::string toml_literal(const TomlValue& value) {
  if (const auto* const text = value.text()) return toml_text(*text);
  if (const auto* const number = std::get_if<std::int64_t>(&value.value))
    return std::to_string(*number);
  if (const auto* const yes = std::get_if<bool>(&value.value))
    return *yes ? "true" : "false";
  if (const auto* const number = std::get_if<double>(&value.value)) {
    const std::string digits = fmt::format("{}", *number);
    const bool is_whole = digits.find_first_not_of("-0123456789") == std::string::npos;
    return digits + (is_whole ? ".0" : "");
  }
  std::vector<std::string> parts;
  if (const auto* const items = std::get_if<TomlValue::Items>(&value.value)) {
    for (const TomlValue& item : *items) parts.push_back(toml_literal(item));
    return fmt::format("[{}]", joined(parts, ", "));
  }
  for (const auto& [key, field] : value.fields())
    parts.push_back(fmt::format("{} = {}", toml_key(key), toml_literal(field)));
  return parts.empty() ? "{}" : fmt::format("{{ {} }}", joined(parts, ", "));
}

} // namespace kindly
