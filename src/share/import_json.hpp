#pragma once

#include "share/imported.hpp"

#include <string>
#include <string_view>

// Exports that are JSON. `name` is for messages; each function throws Error{unreadable}
// that names the line, or the entry by its number.

namespace kindly {

/// `jrnl --format json`: title and body are the situation, tags and star keys of the
/// header. jrnl writes no zone; `zone` fills in.
[[nodiscard]] ImportedFile
import_jrnl_json(std::string_view text, const std::string& name, const Zone& zone);

/// FreeCBT's export as JSON: the automatic thought is a critical thought, challenge and
/// alternative thought are kind words, distortions a key of the header. FreeCBT writes
/// UTC; `zone` gives the wall clock.
[[nodiscard]] ImportedFile
import_freecbt(std::string_view text, const std::string& name, const Zone& zone);

/// Day One's export as JSON: the text is the situation; tags, star and time zone are
/// keys of the header; place, weather and the like go to `Imported`. Pictures stay in
/// the export.
[[nodiscard]] ImportedFile
import_dayone(std::string_view text, const std::string& name, const Zone& zone);

/// What `kindly export` writes as JSON or JSON lines; entries keep their ids.
[[nodiscard]] ImportedFile
import_kindly(std::string_view text, const std::string& name, const Zone& zone);

} // namespace kindly
