// TEXT: a date as files have it.

#include "base/dates.hpp"

#include "promise.hpp"

#include <stdlib.h>
#include <time.h>

using namespace kindly;
using namespace std::chrono_literals;

namespace {

/// A zone with summer time, whatever machine this runs on.
Zone zone_with_summer() {
  setenv("TZ", "Europe/Berlin", 1);
  tzset();
  return Zone::system();
}

void check_written(const Moment& moment) {
  const auto again = parse_rfc3339(to_rfc3339(moment));
  promise(again && *again == moment && again->offset == moment.offset,
          "a moment that was written is read back");
  const auto wall = parse_stamp(to_stamp(moment));
  promise(wall && *wall == moment.wall(), "a stamp shows the wall clock");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Zone summer = zone_with_summer();
  const std::string_view text = text_of(data, size);
  for (const Zone& zone : {Zone::fixed(-210min), summer})
    if (const auto moment = parse_date(text, zone)) check_written(*moment);
  if (const auto moment = parse_rfc3339(text)) {
    check_written(*moment);
    const auto date = parse_date(text, summer);
    promise(date && *date == *moment, "RFC 3339 is a date as files have it");
  }
  if (const auto time = parse_time_of_day(text))
    promise(*time >= 0min && *time < 24h, "a time of day lies in a day");
  if (const auto weekday = parse_weekday(text))
    promise(weekday->ok(), "a weekday is one of seven");
  if (const auto wall = parse_stamp(text)) {
    const std::string stamp = to_stamp(Zone::fixed(0min).at(*wall));
    promise(parse_stamp(stamp) == wall, "a stamp is read back");
  }
  return 0;
}
