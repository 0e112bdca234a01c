#pragma once

#include <string>
#include <string_view>

// One value of a TOML file changed as bytes, so that comments, order and all else of a
// person's file stay.

namespace kindly {

/// `toml` with `key` set to `literal`, a value as TOML writes it. A `table.key` sets a
/// key of a table. A value on one line is replaced; a key that is not there is added:
/// before the first table, or at the end of its own. `name` is for messages. Throws
/// Error{unreadable} where the file is no TOML, or where the value has to be changed by
/// hand.
[[nodiscard]] std::string with_toml_value(const std::string& toml,
                                          std::string_view key,
                                          std::string_view literal,
                                          const std::string& name);

/// `toml` without the line that sets `key`; unchanged where there is none. Throws
/// Error{unreadable} as above.
[[nodiscard]] std::string without_toml_value(const std::string& toml,
                                             std::string_view key,
                                             const std::string& name);

} // namespace kindly
