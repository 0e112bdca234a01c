#pragma once

#include <string>
#include <string_view>
#include <vector>

// What recordings are called. They lie beside their entry and begin with its id:
// 2026-11-23-151204-k7mp.wav, then 2026-11-23-151204-k7mp-2.wav.

namespace kindly {

/// The name of an entry's recording of that number, from 1.
[[nodiscard]] std::string recording_name(std::string_view id, int number);

/// Whether a name can be that of a recording beside an entry: a plain name, so that
/// nothing an entry says leads anywhere else.
[[nodiscard]] bool can_be_recording(std::string_view name);

/// Those of the names that belong to an entry, the newest last.
[[nodiscard]] std::vector<std::string>
recordings_among(const std::vector<std::string>& names, std::string_view id);

} // namespace kindly
