#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kindly {

/// No pack and no config is larger.
constexpr std::size_t toml_limit = std::size_t{64} * 1024;

struct TomlField;

/// A TOML value and where it stands, so that a message can point at it.
struct TomlValue {
  using Items = std::vector<TomlValue>;
  using Fields = std::vector<TomlField>; ///< as in the file

  std::variant<std::monostate, std::string, std::int64_t, double, bool, Items, Fields>
      value;
  std::size_t line = 0;
  std::size_t column = 0;

  /// The field of a table, or null; of anything else, null.
  [[nodiscard]] const TomlValue* find(std::string_view key) const;
  /// The same for `key` or `table.key`.
  [[nodiscard]] const TomlValue* find_path(std::string_view path) const;
  [[nodiscard]] const Fields& fields() const; ///< empty unless it is a table
  [[nodiscard]] const Items& items() const;   ///< empty unless it is an array
  [[nodiscard]] const std::string* text() const {
    return std::get_if<std::string>(&value);
  }
};

/// One `key = value` of a table.
struct TomlField {
  std::string first;
  TomlValue second;
};

/// Throws Error{unreadable} that begins with `name:line:column:`.
[[nodiscard]] TomlValue parse_toml(std::string_view text, const std::string& name);

/// A text as TOML writes it, in double quotes.
[[nodiscard]] std::string toml_text(std::string_view text);

/// Any value as TOML writes it on one line.
[[nodiscard]] std::string toml_literal(const TomlValue& value);

} // namespace kindly
