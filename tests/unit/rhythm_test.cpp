#include "practice/rhythm.hpp"

#include <catch2/catch.hpp>

using namespace kindly;
using namespace std::chrono_literals;
using What = Due::What;

namespace {

Moment moment(std::string_view text) {
  return parse_rfc3339(text).value();
}

Entry entry(std::string_view date,
            std::string_view before = "",
            std::string_view after = "") {
  Entry made;
  made.date = moment(date);
  made.before = Rating::read(before);
  made.after = Rating::read(after);
  return made;
}

Entry open(std::string_view date) {
  Entry made = entry(date);
  made.open = true;
  return made;
}

Entry calm(std::string_view date) {
  Entry made = entry(date);
  made.occasion = "calm";
  return made;
}

Clock clock_at(std::string_view now) {
  const Moment when = moment(now);
  return {.now = when, .zone = Zone::fixed(when.offset)};
}

std::optional<What> due(const std::vector<Entry>& entries,
                        std::string_view now,
                        const Rhythm& rhythm = {}) {
  const auto found = due_today(entries, rhythm, clock_at(now));
  return found ? std::optional(found->what) : std::nullopt;
}

constexpr auto monday = "2026-11-23T18:00:00+01:00";
constexpr auto tuesday = "2026-11-24T18:00:00+01:00";
constexpr auto wednesday = "2026-11-25T18:00:00+01:00";

} // namespace

TEST_CASE("an open entry is due on the day after and on no other", "[rhythm]") {
  const std::vector<Entry> entries = {open("2026-11-23T23:50:00+01:00")};
  CHECK(due(entries, "2026-11-23T23:55:00+01:00") == std::nullopt);
  CHECK(due(entries, "2026-11-24T00:00:00+01:00") == What::kind_words);
  CHECK(due(entries, "2026-11-24T23:59:59+01:00") == What::kind_words);
  CHECK(due(entries, "2026-11-25T00:00:00+01:00") == std::nullopt);
  CHECK(due(entries, "2027-11-24T18:00:00+01:00") == std::nullopt);
}

TEST_CASE("a high last rating without a check-in is due on the day after", "[rhythm]") {
  const auto at = "2026-11-23T15:00:00+01:00";
  CHECK(due({entry(at, "8")}, tuesday) == What::check_in);
  CHECK(due({entry(at, "3", "7")}, tuesday) == What::check_in);
  CHECK(due({entry(at, "9", "6")}, tuesday) == std::nullopt);
  CHECK(due({entry(at, "6")}, tuesday) == std::nullopt);
  CHECK(due({entry(at)}, tuesday) == std::nullopt);
  CHECK(due({entry(at, "8")}, monday) == std::nullopt);
  CHECK(due({entry(at, "8")}, wednesday) == std::nullopt);
  Entry looked_at = entry(at, "8");
  looked_at.later.push_back({moment(tuesday), Rating::parse("7")});
  CHECK(due({looked_at}, tuesday) == std::nullopt);
}

TEST_CASE(
    "of several things the one that waits for kind words is due, the newest first",
    "[rhythm]") {
  const std::vector<Entry> entries = {open("2026-11-23T09:00:00+01:00"),
                                      entry("2026-11-23T20:00:00+01:00", "9"),
                                      open("2026-11-23T11:00:00+01:00"),
                                      open("2026-11-23T10:00:00+01:00")};
  const auto found = due_today(entries, {.goal = 7}, clock_at(tuesday));
  REQUIRE(found);
  CHECK(found->what == What::kind_words);
  CHECK(found->entry == &entries[2]);
  CHECK(due({entries[1]}, tuesday, {.goal = 7}) == What::check_in);
  CHECK(due({}, tuesday, {.goal = 7}) == What::practice);
}

TEST_CASE("a goal has as many days in a week as it counts, spread out", "[rhythm]") {
  for (const auto start : {std::chrono::Monday, std::chrono::Sunday})
    for (int goal = 0; goal <= 21; ++goal) {
      const auto days = spread_days(goal, start);
      CHECK(days.size() == static_cast<std::size_t>(std::min(goal, 7)));
      for (std::size_t i = 1; i < days.size(); ++i)
        CHECK((days[i] - days[i - 1]).count() >= (goal <= 3 ? 2 : 1));
    }
  CHECK(spread_days(2, std::chrono::Monday) ==
        std::vector{std::chrono::Thursday, std::chrono::Sunday});
  CHECK(spread_days(3, std::chrono::Sunday) == std::vector{std::chrono::Tuesday,
                                                           std::chrono::Thursday,
                                                           std::chrono::Saturday});
}

TEST_CASE("practice is due on any day until the goal is reached", "[rhythm]") {
  const Rhythm twice{.goal = 2};
  const Entry first = calm("2026-11-23T08:00:00+01:00");
  const Entry second = calm("2026-11-25T08:00:00+01:00");
  CHECK(due({}, monday, twice) == What::practice);
  CHECK(due({first}, monday, twice) == std::nullopt); // written today
  CHECK(due({first}, tuesday, twice) == What::practice);
  for (int day = 26; day < 30; ++day) {
    const std::string now = "2026-11-" + std::to_string(day) + "T18:00:00+01:00";
    CHECK(due({first}, now, twice) == What::practice);
    CHECK(due({first, second}, now, twice) == std::nullopt);
    CHECK(due({}, now, {.goal = 0}) == std::nullopt);
  }
  CHECK(due({first, second}, "2026-11-30T18:00:00+01:00", twice) == What::practice);
}

TEST_CASE("practice is due on the days that were chosen until the goal is reached",
          "[rhythm]") {
  const Rhythm rhythm{.goal = 2, .days = {std::chrono::Monday, std::chrono::Wednesday}};
  CHECK(due({}, monday, rhythm) == What::practice);
  CHECK(due({}, tuesday, rhythm) == std::nullopt);
  CHECK(due({}, wednesday, rhythm) == What::practice);
  const Entry first = calm("2026-11-23T08:00:00+01:00");
  CHECK(due({first}, wednesday, rhythm) == What::practice);
  const Entry second = calm("2026-11-24T08:00:00+01:00");
  CHECK(due({first, second}, wednesday, rhythm) == std::nullopt);
  const Entry last_week = calm("2026-11-22T08:00:00+01:00");
  CHECK(due({last_week, second}, wednesday, rhythm) == What::practice);
  CHECK(due({}, monday, {.goal = 0, .days = rhythm.days}) == std::nullopt);
}

TEST_CASE("whoever wrote today is not asked for more", "[rhythm]") {
  CHECK(due({entry("2026-11-23T08:00:00+01:00", "9")}, monday, {.goal = 7}) ==
        std::nullopt);
}

TEST_CASE("the week begins at week_start", "[rhythm]") {
  const Rhythm rhythm{.goal = 1, .days = {std::chrono::Sunday, std::chrono::Monday}};
  Clock clock = clock_at(monday);
  const std::vector<Entry> sunday = {calm("2026-11-22T12:00:00+01:00")};
  CHECK(due_today(sunday, rhythm, clock));
  clock.week_start = std::chrono::Sunday;
  CHECK_FALSE(due_today(sunday, rhythm, clock));
}

TEST_CASE("the day begins at day_starts", "[rhythm]") {
  Clock clock = clock_at("2026-11-24T02:00:00+01:00");
  const std::vector<Entry> entries = {open("2026-11-23T22:00:00+01:00")};
  CHECK(due_today(entries, {}, clock));
  clock.day_starts = 4h;
  CHECK_FALSE(due_today(entries, {}, clock)); // it is still Monday
  clock.now = moment("2026-11-25T03:00:00+01:00");
  CHECK(due_today(entries, {}, clock));
}

TEST_CASE("an entry of the future makes nothing due and keeps nothing away",
          "[rhythm]") {
  const std::vector<Entry> entries = {open("2027-01-01T00:00:00+01:00"),
                                      calm("2026-11-29T12:00:00+01:00"),
                                      calm("2026-11-23T18:00:01+01:00")};
  CHECK(due(entries, monday, {.goal = 1, .days = {std::chrono::Monday}}) ==
        What::practice);
  CHECK(due(entries, "2026-12-31T12:00:00+01:00") == std::nullopt);
}

TEST_CASE("a reminder a day speaks of an entry once, over a change of the clocks",
          "[rhythm]") {
  // Europe/Berlin goes from +02:00 to +01:00 on 2026-10-25, back on 2027-03-28.
  for (const auto& [summer_first, day] :
       {std::pair{true, "2026-10-25"}, std::pair{false, "2027-03-28"}})
    for (int hour = 0; hour < 24; ++hour)
      for (const int at : {0, 1, 3, 12, 23}) {
        const auto change = moment(std::string(day) + "T01:00:00+00:00");
        const auto offset_at = [&](Instant instant) {
          const bool is_summer = (instant < change.instant) == summer_first;
          return is_summer ? 120min : 60min;
        };
        const auto written = change.instant - 36h + std::chrono::hours(hour);
        Entry one;
        one.date = {written, offset_at(written)};
        one.open = true;
        int times = 0;
        for (auto instant = change.instant - 96h; instant < change.instant + 96h;
             instant += 1h) { // whatever runs each day when the wall clock shows `at`
          const Moment now{instant, offset_at(instant)};
          const auto of_day =
              now.wall() - std::chrono::floor<std::chrono::days>(now.wall());
          const bool is_second = now.offset == 60min && summer_first && at < 3 &&
                                 instant - change.instant < 1h &&
                                 instant >= change.instant; // cron skips the repetition
          if (of_day != std::chrono::hours(at) || is_second) continue;
          const Clock clock{.now = now, .zone = Zone::fixed(now.offset)};
          times += due_today(std::vector{one}, {}, clock) ? 1 : 0;
        }
        CHECK(times == 1);
      }
}

TEST_CASE("what matters to a day is not read past", "[rhythm]") {
  for (const auto start :
       {std::chrono::Monday, std::chrono::Sunday, std::chrono::Wednesday})
    for (const auto now : {monday, tuesday, wednesday}) {
      Clock clock = clock_at(now);
      clock.week_start = start;
      const Moment oldest = oldest_that_matters(clock);
      const WallTime yesterday(clock.today() - std::chrono::days(1));
      CHECK(oldest.instant <= Instant(yesterday.time_since_epoch()) - 14h);
      CHECK(clock.now.instant - oldest.instant < 24h * 10);
      Entry before;
      before.date = {oldest.instant - 1s, oldest.offset};
      before.open = true;
      before.occasion = "calm";
      const Rhythm rhythm{.goal = 1, .days = {std::chrono::weekday(clock.today())}};
      CHECK(due_today(std::vector{before}, rhythm, clock)->what == What::practice);
    }
}
