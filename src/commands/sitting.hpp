#pragma once

#include "commands/world.hpp"
#include "journal/journal.hpp"
#include "practice/session.hpp"

#include <filesystem>
#include <optional>

namespace kindly {

/// How a guided session is held.
struct SittingWishes {
  Pace pace = Pace::full;
  bool is_plain = false; ///< no redraw, one prompt a line: for screen readers
};

/// Holds a guided session: about `entry`, which is new, or about the one in the file
/// `path`. Every answer is in the file before the next question. Throws
/// Error{needs_person} where nobody can answer.
ExitCode hold_session(const World& world,
                      const SittingWishes& wishes,
                      const Entry& entry,
                      const std::optional<std::filesystem::path>& path);

/// Whether somebody is there to be asked.
[[nodiscard]] bool can_hold_session(const World& world);

} // namespace kindly
