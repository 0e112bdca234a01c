#pragma once

#include "commands/world.hpp"

#include <string_view>

namespace kindly {

/// Keeps a text that could not go where it was meant to, and says where it is now: in
/// $XDG_STATE_HOME/kindly/unsaved/, else on `err`, if a person may be reading it: it is
/// a terminal, or TERM is set. Else it says that the text is nowhere.
void keep_unsaved(const Environment& environment,
                  const Terminal& terminal,
                  std::string_view text);

} // namespace kindly
