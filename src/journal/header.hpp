#pragma once

#include "journal/header_lines.hpp"
#include "journal/loose.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kindly {

/// Where a header, the front matter of a file, lies: the YAML is [begin, end), the body
/// begins at `body`.
struct HeaderBytes {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t body = 0;
};

/// Where a header's YAML begins: behind a first line `---`, which a byte order mark and
/// blank lines may stand before. Nothing where the text has no such line.
[[nodiscard]] std::optional<std::size_t> begin_of_header(std::string_view text);

/// The header between a first line `---` (a byte order mark may stand before it) and
/// the next line `---` or `...`; nothing where the text has none. Throws
/// Error{unreadable} when it is opened and not closed, or larger than `header_limit`.
[[nodiscard]] std::optional<HeaderBytes> find_header(std::string_view text,
                                                     const std::string& name);

/// Whether a line says `kindly: 1`, in whatever kind of header and with whatever
/// quotes, case and blanks; looks at the first `header_limit` bytes.
[[nodiscard]] bool has_mark(std::string_view text);

/// "`kindly edit 2026-11-23-151204-kx4p` opens it.": the next step for whoever has to
/// change a file by hand. `name` is its path.
[[nodiscard]] std::string how_to_open(const std::string& name);

/// A header in TOML, between a first line `+++` and the next; nothing where the text
/// has none.
[[nodiscard]] std::optional<HeaderBytes> find_toml_header(std::string_view text);

/// The header as one map; kindly's own keys are there as it writes them, whatever
/// their case. Where it is no YAML, what can be read all the same, and the faults.
/// Throws Error{unreadable}: no keys, or a key twice.
[[nodiscard]] HeaderReading
read_header(std::string_view text, const HeaderBytes& where, const std::string& name);

} // namespace kindly
