#pragma once

#include "base/dates.hpp"
#include "journal/entry.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

// Entries in their places on a page, so that a drawing stays readable whether a journal
// has three of them or ten thousand.

namespace kindly {

enum class Unit { entry, week, month, quarter, year };

/// The paired setbacks of one place; a place without any is blank.
struct Place {
  std::string name =
      {}; ///< 2 November 2026, November 2026, October to December 2026, 2026
  std::string label =
      {}; ///< the same for an axis, short; empty where it would say nothing
  std::size_t n = 0;
  double before = 0; ///< medians
  double after = 0;
  double change = 0;
};

/// Paired setbacks in the order of time. Places are single entries, or the shortest
/// stretches of time that few enough of cover the whole.
struct Timeline {
  Unit unit = Unit::entry;
  std::vector<Place> places = {};
};
[[nodiscard]] Timeline timeline_of(std::span<const Entry> entries, const Clock& clock);

/// The calendar days that have an entry, oldest first, each once.
[[nodiscard]] std::vector<std::chrono::local_days>
days_with_entries(std::span<const Entry> entries, const Clock& clock);

/// 2 November 2026
[[nodiscard]] std::string spoken_day(std::chrono::local_days day);
/// 2 November 2026 to 20 November 2026; a day to itself is one day
[[nodiscard]] std::string spoken_days(std::chrono::local_days first,
                                      std::chrono::local_days last);
/// Nov
[[nodiscard]] std::string short_month(std::chrono::month month);

} // namespace kindly
