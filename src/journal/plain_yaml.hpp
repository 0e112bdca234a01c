#pragma once

#include "journal/yaml.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The YAML that kindly writes and that most people do, read in a fraction of the time
// that yaml-cpp takes. Of anything else it says that it does not know.

namespace kindly {

/// A header as one map, if every line is of a shape that leaves no doubt. `first_line`
/// is the line of the file that `yaml` begins on.
[[nodiscard]] std::optional<YamlValue> scan_plain_yaml(std::string_view yaml,
                                                       std::size_t first_line);

/// A scalar as YAML: plain where that is safe, else in double quotes.
[[nodiscard]] std::string yaml_scalar(std::string_view text);

/// A list of such scalars on one line.
[[nodiscard]] std::string yaml_list(const std::vector<std::string>& words);

/// Letters, digits, _ and -: a key that nobody would quote.
[[nodiscard]] bool is_plain_key(std::string_view key);

} // namespace kindly
