#pragma once

#include "base/dates.hpp"
#include "journal/entry.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <vector>

// What a day can gently ask for. Only what is there counts; what did not happen has no
// place in any rule, so a year without an entry asks for no more than a day without
// one.

namespace kindly {

/// How often practice is planned.
struct Rhythm {
  int goal = 0; ///< sessions a week; none: practice is never due
  /// When practice may be due; empty: on any day.
  std::vector<std::chrono::weekday> days = {};
};

/// The one thing that is due today.
struct Due {
  enum class What { kind_words, check_in, practice };
  What what = What::practice;
  const Entry* entry = nullptr; ///< of `entries`; none for practice
};

/// An entry is asked about on the day after its own and on no other, so that a reminder
/// a day speaks of it once: kind words, where it is open; else a check-in, where its
/// last rating is 7 or more. Practice is due on one of the days on which nothing has
/// been written yet, in a week with fewer calm entries than the goal. The first of
/// these that is due is the only one. `entries` in any order; those of the future do
/// not count.
[[nodiscard]] std::optional<Due>
due_today(std::span<const Entry> entries, const Rhythm& rhythm, const Clock& clock);

/// As many days of a week as the goal has, at most all, apart from each other.
[[nodiscard]] std::vector<std::chrono::weekday>
spread_days(int goal, std::chrono::weekday week_start);

/// No entry from before this can make anything due.
[[nodiscard]] Moment oldest_that_matters(const Clock& clock);

} // namespace kindly
