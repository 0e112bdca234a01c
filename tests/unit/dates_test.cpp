#include "base/chance.hpp"
#include "base/dates.hpp"
#include "base/error.hpp"

#include <catch2/catch.hpp>

#include <stdlib.h>
#include <time.h>

#include <optional>
#include <string>
#include <vector>

using namespace kindly;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

namespace {

/// The machine's own time zone is another one for a while.
class InTimeZone {
 public:
  explicit InTimeZone(const std::string& name) {
    if (const char* const before = getenv("TZ")) before_ = before;
    setenv("TZ", name.c_str(), 1);
    tzset();
  }
  ~InTimeZone() {
    if (before_)
      setenv("TZ", before_->c_str(), 1);
    else
      unsetenv("TZ");
    tzset();
  }
  InTimeZone(const InTimeZone&) = delete;
  InTimeZone& operator=(const InTimeZone&) = delete;

 private:
  std::optional<std::string> before_;
};

Moment at(const std::string& text) {
  const auto moment = parse_rfc3339(text);
  REQUIRE(moment.has_value());
  return *moment;
}

/// Monday 2026-11-23, 15:12:04 at +01:00, or another moment in the zone it shows.
Clock clock_at(const std::string& now = "2026-11-23T15:12:04+01:00") {
  const Moment moment = at(now);
  return {.now = moment, .zone = Zone::fixed(moment.offset)};
}

Clock system_clock_at(const std::string& now) {
  return {.now = Zone::system().at(at(now).instant)};
}

/// [begin, end) as one text.
std::string span_of(const std::string& text, const Clock& clock) {
  INFO(text);
  const When when = parse_when(text, clock);
  return to_rfc3339(when.begin) + " " + to_rfc3339(when.end);
}

std::string day_of(const std::string& text, const Clock& clock) {
  const When when = parse_when(text, clock);
  CHECK(when.begin < when.end);
  return to_day(clock.day_of(when.begin));
}

std::string moment_of(const std::string& text, const Clock& clock) {
  const When when = parse_when(text, clock);
  return when.moment ? to_rfc3339(*when.moment) : "none";
}

Error refusal_of(const std::string& text, const Clock& clock) {
  try {
    const When when = parse_when(text, clock);
    FAIL("'" << text << "' was read as " << to_rfc3339(when.begin));
  } catch (const Error& problem) {
    return problem;
  }
  throw std::logic_error("not reached");
}

std::string date_of(const std::string& text, const Zone& zone) {
  const auto moment = parse_date(text, zone);
  return moment ? to_rfc3339(*moment) : "refused";
}

} // namespace

TEST_CASE("a full time is read and written back as it was", "[base]") {
  for (const char* const text : {"2026-11-23T15:12:04+01:00",
                                 "2026-11-23T15:12:04-03:30",
                                 "2026-11-23T00:00:00+14:00",
                                 "2026-11-23T23:59:59-12:00",
                                 "2024-02-29T12:00:00+05:45",
                                 "1969-12-31T23:59:59+00:00",
                                 "0001-01-01T00:00:00+00:00",
                                 "9999-12-31T23:59:59+00:00"})
    CHECK(to_rfc3339(at(text)) == text);
  CHECK(to_rfc3339(at("2026-11-23T15:12:04Z")) == "2026-11-23T15:12:04+00:00");
  CHECK(to_rfc3339(at("2026-11-23t15:12:04z")) == "2026-11-23T15:12:04+00:00");
  CHECK(to_rfc3339(at("2026-11-23 15:12:04.987654Z")) == "2026-11-23T15:12:04+00:00");
  CHECK(to_rfc3339(at("2026-11-23T15:12:04-00:00")) == "2026-11-23T15:12:04+00:00");
}

TEST_CASE("a full time is refused where it is not RFC 3339 to the letter", "[base]") {
  for (const char* const text : {"",
                                 "2026-11-23",
                                 "2026-11-23T15:12:04",
                                 "2026-11-23T15:12Z",
                                 "2026-11-23T15:12:04+0100",
                                 "2026-11-23T15:12:04+01",
                                 "2026-11-23T15:12:04+1:00",
                                 "2026-11-23T15:12:04 +01:00",
                                 "2026-11-23T15:12:04+24:00",
                                 "2026-11-23T15:12:04+01:60",
                                 "2026-11-23T15:12:04Zulu",
                                 "2026-11-23T05:12:04 PM+01:00",
                                 "2026-11-23T05:12:04pm+01:00",
                                 "2026-11-23T24:00:00Z",
                                 "2026-11-23T15:60:00Z",
                                 "2026-11-23T15:12:61Z",
                                 "2026-11-23T15:12:04.Z",
                                 "2026-13-01T00:00:00Z",
                                 "2026-02-29T00:00:00Z",
                                 "2026-11-00T00:00:00Z",
                                 "0000-01-01T00:00:00Z",
                                 "2026/11/23T15:12:04Z",
                                 " 2026-11-23T15:12:04Z",
                                 "26-11-23T15:12:04+01:00",
                                 "2026-1-23T15:12:04+01:00"}) {
    INFO(text);
    CHECK_FALSE(parse_rfc3339(text).has_value());
  }
}

TEST_CASE("the same instant is the same moment, whatever the wall shows", "[base]") {
  CHECK(at("2026-11-23T15:00:00+01:00") == at("2026-11-23T14:00:00Z"));
  CHECK(at("2026-11-23T23:30:00-05:00") > at("2026-11-24T01:00:00+01:00"));
  CHECK(to_minute(at("2026-11-23T23:30:00-05:00")) == "2026-11-23 23:30");
}

TEST_CASE("every form of WHEN means the span a person expects", "[base]") {
  const auto [text,
              begin,
              end] = GENERATE(table<std::string, std::string, std::string>({
      {"2026-11-23", "2026-11-23T00:00:00+01:00", "2026-11-24T00:00:00+01:00"},
      {"2024-02-29", "2024-02-29T00:00:00+01:00", "2024-03-01T00:00:00+01:00"},
      {"2026-11", "2026-11-01T00:00:00+01:00", "2026-12-01T00:00:00+01:00"},
      {"2026-12", "2026-12-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00"},
      {"2024-02", "2024-02-01T00:00:00+01:00", "2024-03-01T00:00:00+01:00"},
      {"2026-W47", "2026-11-16T00:00:00+01:00", "2026-11-23T00:00:00+01:00"},
      {"2026-w47", "2026-11-16T00:00:00+01:00", "2026-11-23T00:00:00+01:00"},
      {"2026-W01", "2025-12-29T00:00:00+01:00", "2026-01-05T00:00:00+01:00"},
      {"today", "2026-11-23T00:00:00+01:00", "2026-11-24T00:00:00+01:00"},
      {"yesterday", "2026-11-22T00:00:00+01:00", "2026-11-23T00:00:00+01:00"},
      {"Yesterday", "2026-11-22T00:00:00+01:00", "2026-11-23T00:00:00+01:00"},
      {"sunday", "2026-11-22T00:00:00+01:00", "2026-11-23T00:00:00+01:00"},
      {"last sunday", "2026-11-22T00:00:00+01:00", "2026-11-23T00:00:00+01:00"},
      {"last monday", "2026-11-16T00:00:00+01:00", "2026-11-17T00:00:00+01:00"},
      {"3 days ago", "2026-11-20T00:00:00+01:00", "2026-11-21T00:00:00+01:00"},
      {"1 day ago", "2026-11-22T00:00:00+01:00", "2026-11-23T00:00:00+01:00"},
      {"2 weeks ago", "2026-11-09T00:00:00+01:00", "2026-11-10T00:00:00+01:00"},
      {"2w", "2026-11-09T00:00:00+01:00", "2026-11-10T00:00:00+01:00"},
      {"30d", "2026-10-24T00:00:00+01:00", "2026-10-25T00:00:00+01:00"},
      {"6m", "2026-05-23T00:00:00+01:00", "2026-05-24T00:00:00+01:00"},
      {"6 months ago", "2026-05-23T00:00:00+01:00", "2026-05-24T00:00:00+01:00"},
      {"12m", "2025-11-23T00:00:00+01:00", "2025-11-24T00:00:00+01:00"},
      {"1y", "2025-11-23T00:00:00+01:00", "2025-11-24T00:00:00+01:00"},
      {"1 year ago", "2025-11-23T00:00:00+01:00", "2025-11-24T00:00:00+01:00"},
      {"now", "2026-11-23T15:12:04+01:00", "2026-11-23T15:12:05+01:00"},
      {"14:30", "2026-11-23T14:30:00+01:00", "2026-11-23T14:30:01+01:00"},
      {"2026-11-20T09:00:00Z",
       "2026-11-20T09:00:00+00:00",
       "2026-11-20T09:00:01+00:00"},
      {"2026-11-20 09:30", "2026-11-20T09:30:00+01:00", "2026-11-20T09:30:01+01:00"},
      {"  today ", "2026-11-23T00:00:00+01:00", "2026-11-24T00:00:00+01:00"},
  }));
  CHECK(span_of(text, clock_at()) == begin + " " + end);
}

TEST_CASE("an entry can be put at a day or a time, not at a month or a week",
          "[base]") {
  const auto [text, moment] = GENERATE(table<std::string, std::string>({
      {"now", "2026-11-23T15:12:04+01:00"},
      {"today", "2026-11-23T15:12:04+01:00"},
      {"yesterday", "2026-11-22T15:12:04+01:00"},
      {"3 days ago", "2026-11-20T15:12:04+01:00"},
      {"2w", "2026-11-09T15:12:04+01:00"},
      {"2026-11-20", "2026-11-20T15:12:04+01:00"},
      {"last monday", "2026-11-16T15:12:04+01:00"},
      {"09:05", "2026-11-23T09:05:00+01:00"},
      {"2026-11-20T09:00:00-05:00", "2026-11-20T09:00:00-05:00"},
      {"2026-11", "none"},
      {"2026-W47", "none"},
  }));
  INFO(text);
  CHECK(moment_of(text, clock_at()) == moment);
}

TEST_CASE("a time of day is the latest one that has already been", "[base]") {
  CHECK(moment_of("15:12", clock_at()) == "2026-11-23T15:12:00+01:00");
  CHECK(moment_of("15:13", clock_at()) == "2026-11-22T15:13:00+01:00");
  CHECK(moment_of("23:59", clock_at()) == "2026-11-22T23:59:00+01:00");
  CHECK(moment_of("00:00", clock_at()) == "2026-11-23T00:00:00+01:00");
  CHECK(moment_of("23:30", clock_at("2026-01-01T00:10:00Z")) ==
        "2025-12-31T23:30:00+00:00");
}

TEST_CASE("a weekday is the latest one, today's included; last is one before today",
          "[base]") {
  const std::vector<std::string> names = {
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  for (int shift = 0; shift < 7; ++shift) {
    Clock clock = clock_at();
    clock.now.instant += days(shift);
    for (std::size_t i = 0; i < names.size(); ++i) {
      CAPTURE(shift, names[i]);
      const auto wanted = parse_weekday(names[i]);
      REQUIRE(wanted.has_value());
      const local_days day = clock.day_of(parse_when(names[i], clock).begin);
      CHECK(std::chrono::weekday(day) == *wanted);
      CHECK(day <= clock.today());
      CHECK(day > clock.today() - days(7));
      const local_days last = clock.day_of(parse_when("last " + names[i], clock).begin);
      CHECK(std::chrono::weekday(last) == *wanted);
      CHECK(last < clock.today());
      CHECK(last >= clock.today() - days(7));
      CHECK(day_of(names[i].substr(0, 3), clock) == to_day(day));
    }
  }
}

TEST_CASE("before the day starts it is still yesterday", "[base]") {
  Clock night = clock_at("2026-11-24T02:30:00+01:00");
  night.day_starts = 4h;
  CHECK(to_day(night.today()) == "2026-11-23");
  CHECK(span_of("today", night) ==
        "2026-11-23T04:00:00+01:00 2026-11-24T04:00:00+01:00");
  CHECK(span_of("yesterday", night) ==
        "2026-11-22T04:00:00+01:00 2026-11-23T04:00:00+01:00");
  CHECK(span_of("monday", night) ==
        "2026-11-23T04:00:00+01:00 2026-11-24T04:00:00+01:00");
  CHECK(span_of("2026-11-20", night) ==
        "2026-11-20T04:00:00+01:00 2026-11-21T04:00:00+01:00");
  CHECK(span_of("2026-11", night) ==
        "2026-11-01T04:00:00+01:00 2026-12-01T04:00:00+01:00");
  CHECK(span_of("2026-W47", night) ==
        "2026-11-16T04:00:00+01:00 2026-11-23T04:00:00+01:00");
  CHECK(span_of("1w", night) == "2026-11-16T04:00:00+01:00 2026-11-17T04:00:00+01:00");

  Clock morning = clock_at("2026-11-24T04:00:00+01:00");
  morning.day_starts = 4h;
  CHECK(to_day(morning.today()) == "2026-11-24");
}

TEST_CASE("a day that starts late keeps every moment of it in it", "[base]") {
  for (const minutes start : {0min, 1min, 240min, 719min, 1439min}) {
    Clock clock = clock_at("2026-11-24T02:30:00+01:00");
    clock.day_starts = start;
    for (const char* const text : {"today", "yesterday", "3 days ago", "2026-11-20"}) {
      CAPTURE(start.count(), text);
      const When when = parse_when(text, clock);
      REQUIRE(when.moment.has_value());
      CHECK(*when.moment >= when.begin);
      CHECK(*when.moment < when.end);
      CHECK(clock.day_of(when.begin) == clock.day_of(*when.moment));
      CHECK(clock.day_of({when.end.instant - 1s, when.end.offset}) ==
            clock.day_of(when.begin));
    }
    CHECK(parse_when("today", clock).moment->instant == clock.now.instant);
  }
}

TEST_CASE("the week begins on the day the person chose", "[base]") {
  for (unsigned first = 0; first < 7; ++first) {
    Clock clock = clock_at();
    clock.week_start = std::chrono::weekday(first);
    for (int shift = -10; shift <= 10; ++shift) {
      const local_days day = clock.today() + days(shift);
      const local_days begin = clock.week_of(day);
      CAPTURE(first, shift);
      CHECK(std::chrono::weekday(begin) == clock.week_start);
      CHECK(begin <= day);
      CHECK(day - begin < days(7));
    }
  }
}

TEST_CASE("ISO weeks lie in the year of their Thursday", "[base]") {
  const auto [day, week] = GENERATE(table<std::string, std::string>({
      {"2026-11-23", "2026-W48"},
      {"2026-01-01", "2026-W01"},
      {"2025-12-29", "2026-W01"},
      {"2025-12-28", "2025-W52"},
      {"2021-01-03", "2020-W53"},
      {"2021-01-04", "2021-W01"},
      {"2027-01-03", "2026-W53"},
      {"2024-12-30", "2025-W01"},
      {"2023-01-01", "2022-W52"},
  }));
  const Clock clock = clock_at("2026-11-23T12:00:00Z");
  CHECK(to_iso_week(clock.day_of(parse_when(day, clock).begin)) == week);
}

TEST_CASE("every ISO week of forty years is read as the week it names", "[base]") {
  const Clock clock = clock_at("2026-11-23T12:00:00Z");
  local_days monday(std::chrono::year(2000) / 1 / 3);
  for (int week = 0; week < 40 * 52; ++week, monday += std::chrono::weeks(1)) {
    const std::string name = to_iso_week(monday);
    INFO(name);
    const When when = parse_when(name, clock);
    REQUIRE(clock.day_of(when.begin) == monday);
    REQUIRE(when.end.instant - when.begin.instant == std::chrono::weeks(1));
  }
  for (const char* const no_week :
       {"2025-W53", "2026-W54", "2026-W00", "2026-W7", "2026-W477", "2026-W47-1"})
    CHECK(refusal_of(no_week, clock).code() == ExitCode::usage);
  CHECK(day_of("2026-W53", clock) == "2026-12-28");
}

TEST_CASE("leap days are days, and only in leap years", "[base]") {
  const Clock clock = clock_at();
  CHECK(day_of("2024-02-29", clock) == "2024-02-29");
  CHECK(day_of("2000-02-29", clock) == "2000-02-29");
  for (const char* const none :
       {"2023-02-29", "2100-02-29", "2026-02-30", "2026-04-31"})
    CHECK(refusal_of(none, clock).code() == ExitCode::usage);
  const Clock leap_day = clock_at("2024-02-29T10:00:00Z");
  CHECK(day_of("1y", leap_day) == "2023-02-28");
  CHECK(day_of("4y", leap_day) == "2020-02-29");
  CHECK(day_of("yesterday", clock_at("2024-03-01T10:00:00Z")) == "2024-02-29");
}

TEST_CASE("a month back from its 31st is the last day of a shorter month", "[base]") {
  const Clock last_of_march = clock_at("2026-03-31T10:00:00Z");
  CHECK(day_of("1m", last_of_march) == "2026-02-28");
  CHECK(day_of("2m", last_of_march) == "2026-01-31");
  CHECK(day_of("4 months ago", last_of_march) == "2025-11-30");
  CHECK(day_of("15m", last_of_march) == "2024-12-31");
}

TEST_CASE("hours ago are counted from now", "[base]") {
  CHECK(moment_of("2 hours ago", clock_at()) == "2026-11-23T13:12:04+01:00");
  CHECK(moment_of("20h", clock_at()) == "2026-11-22T19:12:04+01:00");
}

TEST_CASE("a date that two people read differently is refused with both readings",
          "[base]") {
  const auto [text, one, other] =
      GENERATE(table<std::string, std::string, std::string>({
          {"03/05/2026", "2026-03-05", "2026-05-03"},
          {"3/5/2026", "2026-03-05", "2026-05-03"},
          {"03.05.2026", "2026-03-05", "2026-05-03"},
          {"03-05-2026", "2026-03-05", "2026-05-03"},
          {"03/05/26", "2026-03-05", "2026-05-03"},
          {"12/11/2026", "2026-12-11", "2026-11-12"},
      }));
  const Error refusal = refusal_of(text, clock_at());
  CHECK(refusal.code() == ExitCode::usage);
  CHECK(std::string(refusal.what()).find("'" + text + "'") != std::string::npos);
  CHECK(std::string(refusal.what()).find(one) != std::string::npos);
  CHECK(std::string(refusal.what()).find(other) != std::string::npos);
  CHECK_FALSE(refusal.hint().empty());
}

TEST_CASE("what is no time is refused, and the forms that are known are named",
          "[base]") {
  for (const char* const text : {"",
                                 "  ",
                                 "soon",
                                 "tomorrow",
                                 "2026-13",
                                 "2026-00",
                                 "2026-11-32",
                                 "25:00",
                                 "12:60",
                                 "24:00",
                                 "5",
                                 "-1d",
                                 "1.5d",
                                 "3 days",
                                 "days ago",
                                 "3 ago",
                                 "last",
                                 "last week",
                                 "lastmonday",
                                 "2w ago",
                                 "2026-11-23x",
                                 "99999d",
                                 "next monday",
                                 "2026-1-5",
                                 "2026-11-23T25:00:00Z",
                                 "0000-00-00",
                                 "١٢:٣٠"}) {
    INFO(text);
    const Error refusal = refusal_of(text, clock_at());
    CHECK(refusal.code() == ExitCode::usage);
    CHECK(refusal.hint().find("3 days ago") != std::string::npos);
  }
}

TEST_CASE("a refused time is shown without its control characters", "[base]") {
  const std::string said = refusal_of("\x1b[31mmonday\n", clock_at()).what();
  CHECK(said.find('\x1b') == std::string::npos);
  CHECK(said.find('\n') == std::string::npos);
}

TEST_CASE("no text is read as a time by accident or brings the reader down", "[base]") {
  Chance chance(29);
  const std::string letters = "0123456789-/.:TZW +agodwmyJanAPM\xff";
  const Clock clock = clock_at();
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t size = chance.below(24); size > 0; --size)
      text += letters[chance.below(letters.size())];
    CAPTURE(text);
    if (const auto moment = parse_date(text, clock.zone))
      REQUIRE(parse_rfc3339(to_rfc3339(*moment)) == moment);
    try {
      const When when = parse_when(text, clock);
      REQUIRE(when.begin < when.end);
    } catch (const Error& refusal) {
      REQUIRE(refusal.code() == ExitCode::usage);
    }
  }
}

TEST_CASE("a wall clock that skips an hour means the time it jumped to", "[base]") {
  const InTimeZone berlin("Europe/Berlin");
  const auto [text, meant] = GENERATE(table<std::string, std::string>({
      {"2024-03-31 01:59:59", "2024-03-31T01:59:59+01:00"},
      {"2024-03-31 02:00", "2024-03-31T03:00:00+02:00"},
      {"2024-03-31T02:30:00", "2024-03-31T03:30:00+02:00"},
      {"2024-03-31 03:00", "2024-03-31T03:00:00+02:00"},
      {"2024-03-31", "2024-03-31T00:00:00+01:00"},
      {"2024-07-01 12:00", "2024-07-01T12:00:00+02:00"},
      {"2024-12-01 12:00", "2024-12-01T12:00:00+01:00"},
  }));
  INFO(text);
  CHECK(date_of(text, Zone::system()) == meant);
}

TEST_CASE("a wall clock that shows an hour twice means the first", "[base]") {
  const InTimeZone berlin("Europe/Berlin");
  const auto [text, meant] = GENERATE(table<std::string, std::string>({
      {"2024-10-27 01:59:59", "2024-10-27T01:59:59+02:00"},
      {"2024-10-27 02:00", "2024-10-27T02:00:00+02:00"},
      {"2024-10-27T02:30:00", "2024-10-27T02:30:00+02:00"},
      {"2024-10-27 03:00", "2024-10-27T03:00:00+01:00"},
      {"2024-10-27T02:30:00+01:00", "2024-10-27T02:30:00+01:00"},
  }));
  INFO(text);
  CHECK(date_of(text, Zone::system()) == meant);
}

TEST_CASE("every wall time of a year is found again, in any zone", "[base]") {
  const std::string name = GENERATE(as<std::string>(),
                                    "UTC",
                                    "Europe/Berlin",
                                    "America/New_York",
                                    "America/St_Johns",
                                    "Asia/Kathmandu",
                                    "Australia/Lord_Howe",
                                    "Pacific/Apia",
                                    "Pacific/Kiritimati",
                                    "Africa/Casablanca");
  INFO(name);
  const InTimeZone somewhere(name);
  const Zone zone = Zone::system();
  int jumped = 0;
  WallTime wall(local_days(std::chrono::year(2011) / 1 / 1));
  for (int step = 0; step < 365 * 48; ++step, wall += 30min) {
    const Moment moment = zone.at(wall);
    REQUIRE(zone.at(moment.instant).offset == moment.offset);
    if (moment.wall() == wall) continue;
    REQUIRE(moment.wall() > wall);
    ++jumped;
  }
  // 2011: Samoa left out the 30th of December; elsewhere an hour or half of one.
  CHECK(jumped <= (name == "Pacific/Apia" ? 50 : 4));
  if (name == "UTC") CHECK(jumped == 0);
  if (name == "Europe/Berlin") CHECK(jumped == 2);
  if (name == "Australia/Lord_Howe") CHECK(jumped == 1);
}

TEST_CASE("the day the clocks change has 23 hours or 25", "[base]") {
  const InTimeZone berlin("Europe/Berlin");
  const Clock clock = system_clock_at("2026-11-23T14:12:04Z");
  CHECK(span_of("2026-03-29", clock) ==
        "2026-03-29T00:00:00+01:00 2026-03-30T00:00:00+02:00");
  CHECK(span_of("2026-10-25", clock) ==
        "2026-10-25T00:00:00+02:00 2026-10-26T00:00:00+01:00");
  CHECK(span_of("2026-10", clock) ==
        "2026-10-01T00:00:00+02:00 2026-11-01T00:00:00+01:00");
}

TEST_CASE("days ago keep the time of day across a change of the clocks", "[base]") {
  const InTimeZone berlin("Europe/Berlin");
  const Clock clock = system_clock_at("2026-10-26T14:12:04Z");
  CHECK(moment_of("3 days ago", clock) == "2026-10-23T15:12:04+02:00");
  CHECK(moment_of("yesterday", clock) == "2026-10-25T15:12:04+01:00");
  CHECK(moment_of("48h", clock) == "2026-10-24T16:12:04+02:00");
}

TEST_CASE("a time with an offset means the same on every machine", "[base]") {
  const std::string name =
      GENERATE(as<std::string>(), "UTC", "Asia/Tokyo", "America/St_Johns");
  const InTimeZone somewhere(name);
  CHECK(date_of("2024-03-05T07:32:10+05:30", Zone::system()) ==
        "2024-03-05T07:32:10+05:30");
  CHECK(date_of("2024-03-05T07:32:10Z", Zone::system()) == "2024-03-05T07:32:10+00:00");
}

TEST_CASE("dates are read in the shapes that files in the wild have", "[base]") {
  const auto [text, meant] = GENERATE(table<std::string, std::string>({
      {"2024-03-05", "2024-03-05T00:00:00+01:00"},                  // D01
      {"2024-03-05 07:32", "2024-03-05T07:32:00+01:00"},            // D02
      {"2024-03-05 07:32:10", "2024-03-05T07:32:10+01:00"},         // D03
      {"2024-03-05T07:32:10", "2024-03-05T07:32:10+01:00"},         // D04
      {"2024-03-05T07:32:10Z", "2024-03-05T07:32:10+00:00"},        // D05
      {"2024-03-05T07:32:10+05:30", "2024-03-05T07:32:10+05:30"},   // D06
      {"2024-03-05 07:32:10 -0800", "2024-03-05T07:32:10-08:00"},   // D07
      {"2024-03-05 07:32:10 +00:00", "2024-03-05T07:32:10+00:00"},  // D08
      {"2024-03-05T07:32:10.123456Z", "2024-03-05T07:32:10+00:00"}, // D09
      {"2024-3-5", "2024-03-05T00:00:00+01:00"},                    // D10
      {"2013/7/13 20:46:25", "2013-07-13T20:46:25+01:00"},          // D11
      {"05.03.2024", "2024-03-05T00:00:00+01:00"},                  // D12
      {"5 Mar 2024", "2024-03-05T00:00:00+01:00"},                  // D14
      {"Tuesday, March 5, 2024", "2024-03-05T00:00:00+01:00"},      // D15
      {"[[2024-03-05]]", "2024-03-05T00:00:00+01:00"},              // D17
      {"20240305", "2024-03-05T00:00:00+01:00"},                    // D18
      {"202403050732", "2024-03-05T07:32:00+01:00"},                // D19
      {"20240305T073210Z", "2024-03-05T07:32:10+00:00"},            // D20
      {"2024-03-05 09:00:00 AM", "2024-03-05T09:00:00+01:00"},      // D27
      {"2024-03-05 09:00:00 PM", "2024-03-05T21:00:00+01:00"},
      {"2024-03-05 12:30 AM", "2024-03-05T00:30:00+01:00"},
      {"2024-03-05 12:30 PM", "2024-03-05T12:30:00+01:00"},
      {"March 5, 2024 15:04", "2024-03-05T15:04:00+01:00"},
      {"20240305073210", "2024-03-05T07:32:10+01:00"},
      {"2024.03.05", "2024-03-05T00:00:00+01:00"},
      {"  2024-03-05  ", "2024-03-05T00:00:00+01:00"},
      {"2024-03-05T07:32:10.1234567890123Z", "2024-03-05T07:32:10+00:00"},
  }));
  INFO(text);
  CHECK(date_of(text, Zone::fixed(60min)) == meant);
}

TEST_CASE("a date in a file that is none, or two, is not guessed at", "[base]") {
  for (const char* const text : {"03/05/2024",                     // D13
                                 "1709623930",                     // D21
                                 "2024-02-30",                     // D22
                                 "2024-03-05 07:32:10 2024 -0800", // D26
                                 "0000-00-00",                     // D28
                                 "",
                                 "soon",
                                 "2024-03",
                                 "2024",
                                 "2024-03/05",
                                 "5 March",
                                 "31 Feb 2024",
                                 "2024-03-05 25:00",
                                 "2024-03-05 13:00 PM",
                                 "2024-03-05 00:00 PM",
                                 "2024-03-05x",
                                 "2024-03-05T",
                                 "2024-03-05 07:32:10 +0160",
                                 "2024-03-05 07:32:10 CET",
                                 "20240230",
                                 "202403052532",
                                 "99999999999999999999999999999999",
                                 "{{date}}"}) {
    INFO(text);
    CHECK(date_of(text, Zone::fixed(60min)) == "refused");
  }
  // D23 has one reading only; either it is understood or it is refused.
  const std::string week_day = date_of("2024-W10-2", Zone::fixed(60min));
  CHECK((week_day == "refused" || week_day == "2024-03-05T00:00:00+01:00"));
}

TEST_CASE("a name's stamp is its wall time, and only a whole stamp is one", "[base]") {
  const Moment moment = at("2026-11-23T15:12:04+01:00");
  CHECK(to_stamp(moment) == "2026-11-23-151204");
  CHECK(parse_stamp("2026-11-23-151204-kx4p.md") == moment.wall());
  CHECK(parse_stamp("2026-11-23-151204") == moment.wall());
  for (const char* const name : {"",
                                 "2026-11-23",
                                 "2026-11-23-15120",
                                 "2026-11-23 151204-kx4p.md",
                                 "2026-11-23-1512xx-kx4p.md",
                                 "2026-11-31-151204-kx4p.md",
                                 "2026-11-23-251204-kx4p.md",
                                 "notes-on-my-difficult-days.md"}) {
    INFO(name);
    CHECK_FALSE(parse_stamp(name).has_value());
  }
}

TEST_CASE("any moment of four centuries survives its stamp and its text", "[base]") {
  Chance chance(31);
  for (int round = 0; round < 3000; ++round) {
    const Instant instant(std::chrono::seconds(
        static_cast<std::int64_t>(chance.below(12'000'000'000)) - 6'000'000'000));
    const minutes offset(static_cast<int>(chance.below(26 * 60)) - 12 * 60);
    const Moment moment{instant, offset};
    INFO(to_rfc3339(moment));
    REQUIRE(at(to_rfc3339(moment)).instant == instant);
    REQUIRE(at(to_rfc3339(moment)).offset == offset);
    REQUIRE(parse_stamp(to_stamp(moment)) == moment.wall());
    REQUIRE(parse_date(to_rfc3339(moment), Zone::fixed(0min)) == moment);
  }
}

TEST_CASE("settings for the start of day and week are read strictly", "[base]") {
  CHECK(parse_time_of_day("04:00") == 240min);
  CHECK(parse_time_of_day("23:59") == 1439min);
  CHECK(parse_time_of_day("00:00") == 0min);
  for (const char* const text : {"", "4", "24:00", "04:60", "04:0", "-1:00", "04:00x"})
    CHECK_FALSE(parse_time_of_day(text).has_value());
  CHECK(parse_weekday("Sunday") == std::chrono::Sunday);
  CHECK(parse_weekday("MON") == std::chrono::Monday);
  for (const char* const text : {"", "su", "sund", "someday", "7", "mondays"})
    CHECK_FALSE(parse_weekday(text).has_value());
}
