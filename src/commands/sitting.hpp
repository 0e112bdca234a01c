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
  std::string with = {}; ///< who sits beside the person and writes a part, too
  bool is_plain = false; ///< no redraw, one prompt a line: for screen readers
};

/// Holds a guided session: about `entry`, which is new, or about the one in the file
/// `path`. Every answer is in the file before the next question. Throws
/// Error{needs_person} where nobody can answer.
ExitCode hold_session(const World& world,
                      const SittingWishes& wishes,
                      const Entry& entry,
                      const std::optional<std::filesystem::path>& path);

/// Goes through an older text passage by passage and asks for kind words to each; they
/// become `entry`, whose situation names the old text. The same promises.
ExitCode hold_rewriting(const World& world,
                        const Entry& entry,
                        const std::string& situation,
                        const std::string& old_text);

/// Whether somebody is there to be asked.
[[nodiscard]] bool can_hold_session(const World& world);

} // namespace kindly
