#pragma once

#include "journal/yaml.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// People write headers by hand, and one colon too many makes the whole of it no YAML. A
// reader that then knows nothing of the entry would hide it over a title that is not
// even kindly's. So a header that YAML refuses is read key by key, each judged on its
// own; what is wrong is kept beside it. A header with a fault is read, never changed.

namespace kindly {

/// A header and what is wrong in it.
struct HeaderReading {
  YamlValue root; ///< a map
  std::vector<HeaderFault> faults;
};

/// A header that YAML refuses, key by key. A value on one line that YAML cannot read is
/// taken as it stands; nothing is taken from a key whose lines cannot be read. `name`
/// is for messages. Nothing where the lines are not made of keys. Throws
/// Error{unreadable} that names the line where a guess could be wrong: an open quote or
/// bracket.
[[nodiscard]] std::optional<HeaderReading>
read_loosely(std::string_view yaml, const std::string& name, std::size_t first_line);

} // namespace kindly
