#pragma once

#include "journal/journal.hpp"

#include <optional>
#include <string>

namespace kindly {

/// Sets `after`, with `minutes` since the entry's date where it has none: so recovery
/// is known.
void set_after(Page& page, Rating rating, const Moment& now);

/// `8 → 5`.
[[nodiscard]] std::string shift_of(Rating before, Rating after);

/// What is said to whoever feels clearly heavier than before, or overwhelmed.
[[nodiscard]] std::optional<std::string> line_for_heavier(Rating before, Rating after);

} // namespace kindly
