#include "practice/rhythm.hpp"

#include <algorithm>

namespace kindly {
namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr int heavy = 7; // of 10

bool asks_for_check_in(const Entry& entry) {
  const auto& last = entry.after ? entry.after : entry.before;
  return last && last->value() >= heavy && entry.later.empty();
}

bool is_chosen(const Rhythm& rhythm, std::chrono::weekday day) {
  return rhythm.days.empty() ||
         std::ranges::find(rhythm.days, day) != rhythm.days.end();
}

} // namespace

std::optional<Due>
due_today(std::span<const Entry> entries, const Rhythm& rhythm, const Clock& clock) {
  const local_days today = clock.today();
  const Entry* open = nullptr;
  const Entry* still_heavy = nullptr;
  bool wrote_today = false;
  int calm = 0;
  const auto is_newer = [](const Entry& entry, const Entry* other) {
    return other == nullptr || entry.date > other->date;
  };
  for (const Entry& entry : entries) {
    if (entry.date > clock.now) continue;
    const local_days day = clock.day_of(entry.date);
    wrote_today = wrote_today || day == today;
    if (entry.is_calm() && clock.week_of(day) == clock.week_of(today)) ++calm;
    if (day + days(1) != today) continue;
    if (entry.open && is_newer(entry, open)) open = &entry;
    if (!entry.open && asks_for_check_in(entry) && is_newer(entry, still_heavy))
      still_heavy = &entry;
  }
  if (open != nullptr) return Due{Due::What::kind_words, open};
  if (still_heavy != nullptr) return Due{Due::What::check_in, still_heavy};
  if (!wrote_today && calm < rhythm.goal &&
      is_chosen(rhythm, std::chrono::weekday(today)))
    return Due{Due::What::practice};
  return std::nullopt;
}

std::vector<std::chrono::weekday> spread_days(int goal,
                                              std::chrono::weekday week_start) {
  std::vector<std::chrono::weekday> found;
  for (int day = 0; day < 7; ++day)
    if ((day + 1) * goal / 7 > day * goal / 7) found.push_back(week_start + days(day));
  return found;
}

Moment oldest_that_matters(const Clock& clock) {
  const local_days today = clock.today();
  const local_days first = std::min(clock.week_of(today), today - days(1));
  // A day more, for those written where clocks showed another day.
  return clock.zone.at(WallTime(first - days(1)));
}

} // namespace kindly
