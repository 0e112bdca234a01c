#pragma once

#include "base/dates.hpp"
#include "base/json.hpp"
#include "journal/entry.hpp"
#include "journal/sections.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Entries as other programs have them, on their way into a journal. What is known finds
// its place; what is not stands in a section `Imported`, a line each.

namespace kindly {

/// The section for what has no other place.
inline constexpr std::string_view imported_heading = "Imported";

/// The key of a header that says where an entry came from, so that it comes once.
inline constexpr std::string_view imported_key = "imported";

/// That line of a header.
[[nodiscard]] std::string imported_line(const std::string& key);

/// One entry, ready to be written.
struct Imported {
  std::string key; ///< `jrnl:5f3a…`, the same for the same entry in every export
  Moment date;
  std::string text;              ///< the whole file
  std::optional<std::string> id; ///< kindly's own
};

/// What a file of another program holds.
struct ImportedFile {
  std::vector<Imported> entries;               ///< the oldest first
  std::map<std::string, std::size_t> left_out; ///< what, and how often

  void leave_out(const std::string& what) { ++left_out[what]; }
  /// Gives each of several entries with the same key one of its own, `…-2`, and sorts.
  void settle();
};

/// An entry of another program while it is read.
struct Foreign {
  Entry entry; ///< only what the file's header shows
  std::vector<Section> sections;
  std::vector<std::pair<std::string, JsonValue>> keys; ///< more lines of the header
  std::vector<std::string> rest;                       ///< lines of `Imported`

  /// Adds a line to the header, unless the value says nothing.
  void keep_key(const std::string& key, const JsonValue* value);
  /// Adds all fields but these to `Imported`.
  void keep_rest(const JsonValue& object, const std::set<std::string_view>& known);
  /// The file; `key` goes into its header.
  [[nodiscard]] Imported imported(const std::string& key) &&;
};

/// A number that texts of the same words share: 16 hexadecimal digits.
[[nodiscard]] std::string fingerprint(std::string_view text);

/// 22:00, 10:00 pm, 10:00:30 PM.
[[nodiscard]] std::optional<std::chrono::seconds> parse_clock(std::string_view text);

/// The text of a field; empty where there is none or it is no text.
[[nodiscard]] std::string field_text(const JsonValue& object, std::string_view key);

[[noreturn]] void fail_import(const std::string& name,
                              std::size_t line,
                              const std::string& what,
                              const std::string& hint = {});

} // namespace kindly
