#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Comma-separated values as RFC 4180 has them.

namespace kindly {

/// A text as one field: in quotes where it needs them. A spreadsheet runs what begins
/// like a formula (= + - @, a tab, a line end), so an apostrophe goes before it.
[[nodiscard]] std::string csv_field(std::string_view text);

/// The apostrophe that keeps a spreadsheet from running a text, or nothing.
[[nodiscard]] std::string_view formula_guard(std::string_view text);

/// One record of a file, and the line, from 1, that it begins on.
struct CsvRecord {
  std::size_t line = 0;
  std::vector<std::string> fields;
};

/// Every record; blank lines between them are left out. A byte order mark, CRLF, and
/// line ends inside of quotes are understood. Throws Error{unreadable} that begins with
/// `name:line:` for a quote that is not closed, or that closes before a field ends.
[[nodiscard]] std::vector<CsvRecord> parse_csv(std::string_view text,
                                               const std::string& name);

} // namespace kindly
