#include "insight/timeline.hpp"

#include <catch2/catch.hpp>

using namespace kindly;

namespace {

Moment at(std::string_view text) {
  return parse_rfc3339(text).value();
}

Clock clock_of_tests() {
  const Moment now = at("2026-11-23T15:12:04+01:00");
  return {.now = now, .zone = Zone::fixed(now.offset)};
}

Entry setback(Moment date, std::string_view before, std::string_view after) {
  Entry entry;
  entry.date = date;
  entry.occasion = "mistake";
  entry.before = Rating::parse(before);
  entry.after = Rating::parse(after);
  return entry;
}

/// `n` setbacks, each so many days after the one before.
std::vector<Entry> every(int days, int n) {
  std::vector<Entry> entries;
  Moment date = at("2020-01-01T12:00:00+01:00");
  for (int i = 0; i < n; ++i) {
    entries.push_back(setback(date, "8", "5"));
    date.instant += std::chrono::days(days);
  }
  return entries;
}

} // namespace

TEST_CASE("few setbacks each have a place, in the order of time", "[timeline]") {
  const std::vector<Entry> entries = {
      setback(at("2026-11-20T10:00:00+01:00"), "7", "9"),
      setback(at("2026-11-02T10:00:00+01:00"), "8", "3")};
  const Timeline timeline = timeline_of(entries, clock_of_tests());
  CHECK(timeline.unit == Unit::entry);
  REQUIRE(timeline.places.size() == 2);
  CHECK(timeline.places[0].name == "2 November 2026");
  CHECK(timeline.places[0].label == "2 Nov 2026");
  CHECK(timeline.places[0].before == 8);
  CHECK(timeline.places[0].after == 3);
  CHECK(timeline.places[1].change == 2);
}

TEST_CASE("what has no two ratings, or is calm, has no place", "[timeline]") {
  std::vector<Entry> entries = every(1, 3);
  entries[0].occasion = "calm";
  entries[1].after.reset();
  CHECK(timeline_of(entries, clock_of_tests()).places.size() == 1);
  CHECK(timeline_of({}, clock_of_tests()).places.empty());
}

TEST_CASE("many setbacks share the shortest stretches that few of cover all",
          "[timeline]") {
  const Clock clock = clock_of_tests();
  CHECK(timeline_of(every(1, 48), clock).unit == Unit::entry);
  CHECK(timeline_of(every(1, 49), clock).unit == Unit::week);
  CHECK(timeline_of(every(7, 49), clock).unit == Unit::month);
  CHECK(timeline_of(every(60, 60), clock).unit == Unit::quarter);
  CHECK(timeline_of(every(100, 60), clock).unit == Unit::year);
}

TEST_CASE("a stretch has the medians of its setbacks, a stretch without is blank",
          "[timeline]") {
  std::vector<Entry> entries = every(1, 60); // January and February 2020
  entries.push_back(setback(at("2020-04-01T12:00:00+02:00"), "10", "10"));
  entries.push_back(setback(at("2020-04-02T12:00:00+02:00"), "9", "3"));
  entries.push_back(setback(at("2022-11-02T12:00:00+01:00"), "9", "3"));
  const Timeline timeline = timeline_of(entries, clock_of_tests());
  REQUIRE(timeline.unit == Unit::month);
  REQUIRE(timeline.places.size() == 35);
  CHECK(timeline.places[0].name == "January 2020");
  CHECK(timeline.places[0].n == 31);
  CHECK(timeline.places[2].n == 0);
  CHECK(timeline.places[2].label == "Mar 2020");
  CHECK(timeline.places[3].n == 2);
  CHECK(timeline.places[3].before == 9.5);
  CHECK(timeline.places[3].after == 6.5);
  CHECK(timeline.places[3].change == -3);
  CHECK(timeline.places.back().name == "November 2022");
}

TEST_CASE("weeks and quarters are called by their days and months", "[timeline]") {
  Clock clock = clock_of_tests();
  clock.week_start = std::chrono::Sunday;
  CHECK(timeline_of(every(1, 49), clock).places[1].name == "week of 5 January 2020");
  const Timeline quarters = timeline_of(every(60, 60), clock);
  CHECK(quarters.places[1].name == "April to June 2020");
  CHECK(quarters.places[0].label == "2020");
  CHECK(quarters.places[1].label.empty());
}

TEST_CASE("a day is listed once, by where the clock lets it begin", "[timeline]") {
  Clock clock = clock_of_tests();
  clock.day_starts = std::chrono::hours(4);
  const std::vector<Entry> entries = {
      setback(at("2026-11-21T02:00:00+01:00"), "7", "6"),
      setback(at("2026-11-20T10:00:00+01:00"), "7", "6"),
      setback(at("2026-11-02T10:00:00+01:00"), "7", "6")};
  const auto days = days_with_entries(entries, clock);
  REQUIRE(days.size() == 2);
  CHECK(spoken_day(days[0]) == "2 November 2026");
  CHECK(spoken_day(days[1]) == "20 November 2026");
}
