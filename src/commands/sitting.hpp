#pragma once

#include "commands/draft.hpp"
#include "commands/world.hpp"
#include "practice/session.hpp"

#include <string>

namespace kindly {

/// How a guided session is held.
struct SittingWishes {
  Pace pace = Pace::full;
  bool is_plain = false; ///< no redraw, one prompt a line: for screen readers
};

/// Holds a guided session. Every answer is in the draft's file before the next
/// question. Throws Error{needs_person} where nobody can answer.
ExitCode hold_session(const World& world, const SittingWishes& wishes, Draft draft);

/// Goes through an older text passage by passage and asks for kind words to each; they
/// become the draft, whose `situation` names the old text. The same promises.
ExitCode hold_rewriting(const World& world,
                        const SittingWishes& wishes,
                        Draft draft,
                        const std::string& situation,
                        const std::string& old_text);

/// Whether somebody is there to be asked.
[[nodiscard]] bool can_hold_session(const World& world);

} // namespace kindly
