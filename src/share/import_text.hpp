#pragma once

#include "share/imported.hpp"

#include <string>
#include <string_view>

namespace kindly {

/// What jrnl keeps on disk and `jrnl --format text` writes: `[2026-11-23 15:12] Title`
/// begins an entry, a star at the end of that line stars it. The same entry as JSON has
/// the same key.
[[nodiscard]] ImportedFile
import_jrnl_text(std::string_view text, const std::string& name, const Zone& zone);

/// Daylio's export as CSV: the mood is a feeling (it is a word, and never becomes a
/// rating), activities are a key of the header, title and note the situation. Columns
/// that kindly does not know go to `Imported`.
[[nodiscard]] ImportedFile
import_daylio(std::string_view text, const std::string& name, const Zone& zone);

/// One Markdown file, which is not an entry yet; `when_written` dates one that names no
/// day in its header or in its name. Its header stays as it is where kindly can read
/// it, and goes to `Imported` where not; its own sections stay.
[[nodiscard]] Imported import_markdown(const std::string& text,
                                       const std::string& name,
                                       const Moment& when_written,
                                       const Zone& zone);

} // namespace kindly
