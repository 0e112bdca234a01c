#include "insight/timeline.hpp"

#include "insight/figures.hpp"
#include "insight/stats.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace kindly {
namespace {

using std::chrono::local_days;
using std::chrono::year_month_day;

/// So many drawings side by side are still single things.
constexpr std::size_t most_places = 48;

constexpr std::array<std::string_view, 12> months = {"January",
                                                     "February",
                                                     "March",
                                                     "April",
                                                     "May",
                                                     "June",
                                                     "July",
                                                     "August",
                                                     "September",
                                                     "October",
                                                     "November",
                                                     "December"};

std::string_view month_name(std::chrono::month month) {
  return months[static_cast<unsigned>(month) - 1];
}

std::string short_day(local_days day) {
  const year_month_day date(day);
  return fmt::format("{} {} {}",
                     static_cast<unsigned>(date.day()),
                     short_month(date.month()),
                     static_cast<int>(date.year()));
}

/// A paired setback and its day.
struct Pair {
  Moment date;
  local_days day;
  double before = 0;
  double change = 0;
};

std::vector<Pair> pairs_of(std::span<const Entry> entries, const Clock& clock) {
  std::vector<Pair> pairs;
  for (const Entry& entry : entries)
    if (const auto change = change_of(entry))
      pairs.push_back({entry.date,
                       clock.day_of(entry.date),
                       static_cast<double>(entry.before->value()),
                       static_cast<double>(*change)});
  std::ranges::stable_sort(pairs, {}, &Pair::date);
  return pairs;
}

/// The first day of the stretch of time that a day lies in.
local_days start_of(Unit unit, local_days day, const Clock& clock) {
  if (unit == Unit::week) return clock.week_of(day);
  const year_month_day date(day);
  const unsigned month = static_cast<unsigned>(date.month());
  const unsigned first = unit == Unit::month     ? month
                         : unit == Unit::quarter ? (month - 1) / 3 * 3 + 1
                                                 : 1;
  return local_days(date.year() / std::chrono::month(first) / 1);
}

/// The first day of the next one.
local_days next_start(Unit unit, local_days start) {
  if (unit == Unit::week) return start + std::chrono::days(7);
  const int months_on = unit == Unit::month ? 1 : unit == Unit::quarter ? 3 : 12;
  return local_days(year_month_day(start) + std::chrono::months(months_on));
}

Place blank_place(Unit unit, local_days start) {
  const year_month_day date(start);
  const int year = static_cast<int>(date.year());
  switch (unit) {
  case Unit::week:
    return {.name = "week of " + spoken_day(start), .label = short_day(start)};
  case Unit::month:
    return {.name = fmt::format("{} {}", month_name(date.month()), year),
            .label = fmt::format("{} {}", short_month(date.month()), year)};
  case Unit::quarter:
    return {.name = fmt::format("{} to {} {}",
                                month_name(date.month()),
                                month_name(date.month() + std::chrono::months(2)),
                                year),
            .label =
                date.month() == std::chrono::January ? fmt::format("{}", year) : ""};
  default: return {.name = fmt::format("{}", year), .label = fmt::format("{}", year)};
  }
}

void fill(Place& place, std::span<const Pair> pairs) {
  std::vector<double> before;
  std::vector<double> after;
  std::vector<double> change;
  for (const Pair& pair : pairs) {
    before.push_back(pair.before);
    after.push_back(pair.before + pair.change);
    change.push_back(pair.change);
  }
  place.n = pairs.size();
  place.before = median(std::move(before)).value_or(0);
  place.after = median(std::move(after)).value_or(0);
  place.change = median(std::move(change)).value_or(0);
}

Timeline by_entry(std::span<const Pair> pairs) {
  Timeline timeline;
  for (const Pair& pair : pairs) {
    Place place{.name = spoken_day(pair.day), .label = short_day(pair.day)};
    fill(place, {&pair, 1});
    timeline.places.push_back(std::move(place));
  }
  return timeline;
}

Timeline by_unit(Unit unit, std::span<const Pair> pairs, const Clock& clock) {
  std::map<local_days, std::vector<Pair>> stretches;
  for (const Pair& pair : pairs)
    stretches[start_of(unit, pair.day, clock)].push_back(pair);
  Timeline timeline{.unit = unit};
  const local_days last = stretches.rbegin()->first;
  for (local_days at = stretches.begin()->first; at <= last;
       at = next_start(unit, at)) {
    timeline.places.push_back(blank_place(unit, at));
    if (const auto found = stretches.find(at); found != stretches.end())
      fill(timeline.places.back(), found->second);
  }
  return timeline;
}

} // namespace

Timeline timeline_of(std::span<const Entry> entries, const Clock& clock) {
  const std::vector<Pair> pairs = pairs_of(entries, clock);
  if (pairs.size() <= most_places) return by_entry(pairs);
  for (const Unit unit : {Unit::week, Unit::month, Unit::quarter}) {
    Timeline timeline = by_unit(unit, pairs, clock);
    if (timeline.places.size() <= most_places) return timeline;
  }
  return by_unit(Unit::year, pairs, clock);
}

std::vector<local_days> days_with_entries(std::span<const Entry> entries,
                                          const Clock& clock) {
  std::vector<local_days> days;
  for (const Entry& entry : entries) days.push_back(clock.day_of(entry.date));
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::string spoken_day(local_days day) {
  const year_month_day date(day);
  return fmt::format("{} {} {}",
                     static_cast<unsigned>(date.day()),
                     month_name(date.month()),
                     static_cast<int>(date.year()));
}

std::string spoken_days(local_days first, local_days last) {
  return first == last ? spoken_day(first)
                       : fmt::format("{} to {}", spoken_day(first), spoken_day(last));
}

std::string short_month(std::chrono::month month) {
  return std::string(month_name(month).substr(0, 3));
}

} // namespace kindly
