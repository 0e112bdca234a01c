#pragma once

#include "journal/yaml.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// Front matter as bytes. yaml-cpp can read a header but not write it back as it was, so
// kindly finds the bytes of one value, splices that value, and reads both headers again
// to prove that nothing else changed. Where it cannot prove it, it refuses and names
// the line to change by hand.

namespace kindly {

/// Where the header lies: the YAML is [begin, end), the body begins at `body`.
struct HeaderBytes {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t body = 0;
};

/// The largest header kindly reads.
constexpr std::size_t header_limit = std::size_t{64} * 1024;

/// The header between a first line `---` (a byte order mark may stand before it) and
/// the next line `---` or `...`; nothing where the text has none. Throws
/// Error{unreadable} when it is opened and not closed, or larger than `header_limit`.
[[nodiscard]] std::optional<HeaderBytes> find_header(std::string_view text,
                                                     const std::string& name);

/// The header as one map. Throws Error{unreadable}: broken YAML, no map, a key twice.
[[nodiscard]] YamlValue
read_header(std::string_view text, const HeaderBytes& where, const std::string& name);

/// `text` with `key` set to a plain scalar `value`; the value's quoting, the comment
/// behind it and the line's end stay. A key that is not there is added as the last
/// line. Throws Error{unreadable} where that cannot be done with certainty.
[[nodiscard]] std::string with_value(const std::string& text,
                                     std::string_view key,
                                     std::string_view value,
                                     const std::string& name);

/// `text` with one more item, already YAML on one line, at the end of the list `key`.
[[nodiscard]] std::string with_item(const std::string& text,
                                    std::string_view key,
                                    std::string_view item,
                                    const std::string& name);

/// A scalar as YAML: plain where that is safe, else in double quotes.
[[nodiscard]] std::string yaml_scalar(std::string_view text);

} // namespace kindly
