#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kindly {

struct YamlPair;

/// A YAML value as it is written: scalars are text, never guessed into numbers.
struct YamlValue {
  enum class Kind { null, scalar, list, map };
  Kind kind = Kind::null;
  std::string text;             ///< of a scalar
  std::vector<YamlValue> items; ///< of a list
  std::vector<YamlPair> pairs;  ///< of a map
  std::size_t line = 0;         ///< in the file, from 1

  [[nodiscard]] const YamlValue* find(std::string_view key) const;
  /// The same value, wherever it stands.
  [[nodiscard]] bool same_as(const YamlValue& other) const;
};

/// One `key: value` of a map.
struct YamlPair {
  std::string first;
  YamlValue second;
};

/// What is wrong on one line of a header, and how to mend it by hand.
struct HeaderFault {
  std::size_t line = 0;   ///< of the file, from 1
  std::size_t column = 0; ///< in bytes, from 1
  std::string what;
  std::string mend;
};

/// A header that is no YAML at all; of one that is and goes too far, an Error.
class NoYaml : public Error {
 public:
  NoYaml(const std::string& name, HeaderFault fault);
  [[nodiscard]] const HeaderFault& fault() const noexcept { return fault_; }

 private:
  HeaderFault fault_;
};

/// What yaml-cpp makes of a header, the judge of headers that the plain scanner in
/// header.cpp does not know. Duplicate keys are both there. `first_line` is the line of
/// the file that `yaml` begins on. Throws NoYaml, or Error{unreadable}, that begins
/// `name:line:`.
[[nodiscard]] YamlValue
parse_yaml(std::string_view yaml, const std::string& name, std::size_t first_line);

} // namespace kindly
