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

/// One bit, the same for the same key, which is not empty.
[[nodiscard]] constexpr std::uint64_t key_bit(std::string_view key) {
  const std::size_t first = static_cast<unsigned char>(key.front());
  const std::size_t last = static_cast<unsigned char>(key.back());
  return std::uint64_t{1} << ((key.size() * 7 + first * 3 + last) % 64);
}
constexpr auto any_key = static_cast<std::uint64_t>(-1);

/// The same as YamlValue, in views of the header's bytes.
struct PlainValue {
  YamlValue::Kind kind = YamlValue::Kind::null;
  std::string_view text = {};
  std::span<const PlainValue> items = {};
  std::span<const PlainPair> pairs = {};
  std::uint64_t keys = 0; ///< the bits of those in `pairs`, and perhaps more
  std::size_t line;

  explicit PlainValue(std::size_t at_line) : line(at_line) {}

  /// `key` is not empty.
  [[nodiscard]] inline const PlainValue* find(std::string_view key) const;
};

struct PlainPair {
  std::string_view first;
  PlainValue second;

  PlainPair(std::string_view key, std::size_t line) : first(key), second(line) {}
};

const PlainValue* PlainValue::find(std::string_view key) const {
  if ((keys & key_bit(key)) == 0) return nullptr;
  for (const PlainPair& pair : pairs)
    if (pair.first.size() == key.size() && pair.first[0] == key[0] && pair.first == key)
      return &pair.second;
  return nullptr;
}

/// Reads headers line by line, as long as every line is of a shape that leaves no
/// doubt, and keeps its room from one to the next.
class PlainYaml {
 public:
  /// A header as one map, in views of `text` and of this scanner, as long as neither
  /// changes. It ends with `text`, or before a line of three dashes. `first_line` is
  /// the line of the file that `text` begins on. Nothing where it is larger than
  /// `header_limit`.
  [[nodiscard]] std::optional<PlainValue> scan(std::string_view text,
                                               std::size_t first_line);

  /// Where that header ends.
  [[nodiscard]] std::size_t end() const { return end_; }

  /// Whether a key of that header has a capital letter: it may be one of kindly's own.
  [[nodiscard]] bool has_capital() const { return has_capital_; }

 private:
  std::size_t take_plain_line(std::string_view text, std::size_t at);
  std::size_t take_plain_item(std::string_view text, std::size_t at);
  bool is_new(std::string_view key);
  bool take_item(std::string_view text, std::string_view bare);
  PlainValue* add_item(std::size_t indent);
  bool take_pair(std::string_view text);
  bool take_flow_part(std::string_view& rest, char close);
  bool take_inner_pair(std::string_view text, unsigned odd);
  bool read_value(std::string_view text, PlainValue& value);
  bool read_flow(std::string_view text, PlainValue& value);
  std::optional<std::string_view> take_quoted(std::string_view& rest);

  std::vector<PlainPair> pairs_;       ///< of the header
  std::vector<PlainValue> items_;      ///< of all its lists, list by list
  std::vector<PlainPair> inner_pairs_; ///< of maps in it
  std::deque<std::string> unescaped_;  ///< texts whose bytes the header has not
  std::uint64_t seen_ = 0;             ///< a bit for each key, which others may share
  bool has_capital_ = false;
  std::size_t number_ = 0; ///< of the line, in the file
  std::size_t end_ = 0;
  bool list_is_open_ = false;  ///< the last key has no value: items may follow
  std::size_t first_item_ = 0; ///< of that list
  std::size_t indent_ = 0;     ///< of that list's items
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
