#pragma once

#include "base/dates.hpp"

#include <cstddef>
#include <cstdint>

namespace kindly {

/// Which card of a shuffled deck of `size` (at least 1) is turned over at a moment,
/// counted from 0. Nothing is remembered between runs, so no rule can keep any two
/// runs apart; this one keeps those apart that people notice, in a deck of 22 or more:
///
/// - 1, 2 or 3 seconds apart; 1, 5, 10, 15 or 30 minutes; 1, 2, 3, 4, 6, 8 or 12
///   hours; 1 to 7 days, or 14 (by the wall clock);
/// - in one second, where `draw` differs by less than an eleventh of the deck.
///
/// Any other two runs meet the same card once in `size` times. A smaller deck of two or
/// more gives another card on the next day at the same time, and one of four or more
/// another in the same second for the next draw.
[[nodiscard]] std::size_t
card_of(std::size_t size, WallTime moment, std::uint64_t draw);

} // namespace kindly
