#pragma once

#include "journal/yaml.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The YAML that kindly writes and that most people do, read in a fraction of the time
// that yaml-cpp takes. Of anything else it says that it does not know.

namespace kindly {

struct PlainPair;

/// The same as YamlValue, in views of the header's bytes.
struct PlainValue {
  YamlValue::Kind kind = YamlValue::Kind::null;
  std::string_view text;
  std::span<const PlainValue> items;
  std::span<const PlainPair> pairs;
  std::size_t line = 0;

  /// `key` is not empty.
  [[nodiscard]] inline const PlainValue* find(std::string_view key) const;
};

struct PlainPair {
  std::string_view first;
  PlainValue second;
};

const PlainValue* PlainValue::find(std::string_view key) const {
  for (const PlainPair& pair : pairs)
    if (pair.first.size() == key.size() && pair.first[0] == key[0] && pair.first == key)
      return &pair.second;
  return nullptr;
}

/// Reads headers line by line, as long as every line is of a shape that leaves no
/// doubt, and keeps its room from one to the next.
class PlainYaml {
 public:
  /// A header as one map, in views of `yaml` and of this scanner, as long as neither
  /// changes. `first_line` is the line of the file that `yaml` begins on.
  [[nodiscard]] std::optional<PlainValue> scan(std::string_view yaml,
                                               std::size_t first_line);

 private:
  std::size_t take_plain_line(std::string_view yaml, std::size_t at);
  bool is_new(std::string_view key);
  bool take_item(std::string_view text, std::string_view bare);
  bool take_pair(std::string_view text);
  std::optional<PlainValue> value(std::string_view text);
  std::optional<PlainValue> flow_value(std::string_view text);
  std::optional<std::string_view> take_quoted(std::string_view& rest);

  std::vector<PlainPair> pairs_;       ///< of the header
  std::vector<PlainValue> items_;      ///< of all its lists, list by list
  std::vector<PlainPair> inner_pairs_; ///< of maps in it
  std::deque<std::string> unescaped_;  ///< texts whose bytes the header has not
  std::uint64_t seen_ = 0;             ///< a bit for each key, which others may share
  std::size_t number_ = 0;             ///< of the line, in the file
  bool list_is_open_ = false;          ///< the last key has no value: items may follow
  std::size_t first_item_ = 0;         ///< of that list
  std::size_t indent_ = 0;             ///< of that list's items
};

/// The same as a value that stays.
[[nodiscard]] std::optional<YamlValue> scan_plain_yaml(std::string_view yaml,
                                                       std::size_t first_line);

/// A scalar as YAML: plain where that is safe, else in double quotes.
[[nodiscard]] std::string yaml_scalar(std::string_view text);

/// A list of such scalars on one line.
[[nodiscard]] std::string yaml_list(const std::vector<std::string>& words);

/// Letters, digits, _ and -: a key that nobody would quote.
[[nodiscard]] bool is_plain_key(std::string_view key);

} // namespace kindly
