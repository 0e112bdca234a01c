#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

// Days and times as people write them, without a locale. Every moment keeps the
// offset of the wall clock that showed it, so that travel never reorders a journal.

namespace kindly {

using Instant = std::chrono::sys_seconds;
using WallTime = std::chrono::local_seconds;

/// An instant, and how far the wall clock beside it was ahead of UTC.
struct Moment {
  Instant instant{};
  std::chrono::minutes offset{0};

  [[nodiscard]] WallTime wall() const {
    return WallTime(instant.time_since_epoch() + offset);
  }
  auto operator<=>(const Moment& other) const { return instant <=> other.instant; }
  bool operator==(const Moment& other) const { return instant == other.instant; }
};

/// The rule that turns instants into wall clocks: this machine's, or one offset.
class Zone {
 public:
  static Zone system() { return Zone(std::nullopt); }
  static Zone fixed(std::chrono::minutes offset) { return Zone(offset); }

  [[nodiscard]] Moment at(Instant instant) const;

  /// A wall clock that shows a time twice means the first; one that skips it means the
  /// time it jumped to.
  [[nodiscard]] Moment at(WallTime wall) const;

 private:
  explicit Zone(std::optional<std::chrono::minutes> offset) : offset_(offset) {}
  [[nodiscard]] std::chrono::minutes offset_at(Instant instant) const;
  std::optional<std::chrono::minutes> offset_; ///< none: ask the system
};

/// One run is one instant: what `now`, `today` and `this week` mean in it.
struct Clock {
  Moment now;
  Zone zone = Zone::system();
  std::chrono::minutes day_starts{0};
  std::chrono::weekday week_start = std::chrono::Monday;

  /// The calendar day a moment belongs to; before `day_starts` it is still yesterday.
  [[nodiscard]] std::chrono::local_days day_of(const Moment& moment) const;
  [[nodiscard]] std::chrono::local_days today() const { return day_of(now); }
  /// The first day of the week that `day` lies in.
  [[nodiscard]] std::chrono::local_days week_of(std::chrono::local_days day) const;
};

/// What a WHEN means: [begin, end) for --since and --until, and one moment for --at
/// where it names a day or something shorter.
struct When {
  Moment begin;
  Moment end;
  std::optional<Moment> moment;
};

/// Reads PRODUCT's WHEN: RFC 3339, 2026-11-23, 2026-11, 2026-W47, 2026, HH:MM, now,
/// today, yesterday, monday, last monday, 3 days ago, 2w, 6m, 1y.
/// Throws Error{usage}; a form that two readers would read differently names both.
[[nodiscard]] When parse_when(std::string_view text, const Clock& clock);

/// A time as files have it, hand-written ones too: with or without time, seconds and
/// offset (`zone` fills in), slashes, dots, month names. Nothing where it is no date or
/// two readers would differ.
[[nodiscard]] std::optional<Moment> parse_date(std::string_view text, const Zone& zone);

/// What a day such as 03/05/2026 can mean, "2026-03-05 or 2026-05-03"; empty for a text
/// of another shape.
[[nodiscard]] std::string readings_of_day(std::string_view text);

/// RFC 3339 and nothing else.
[[nodiscard]] std::optional<Moment> parse_rfc3339(std::string_view text);

/// 04:00, for `day_starts`.
[[nodiscard]] std::optional<std::chrono::minutes>
parse_time_of_day(std::string_view text);

/// monday … sunday, or mon … sun, whatever the case.
[[nodiscard]] std::optional<std::chrono::weekday> parse_weekday(std::string_view text);

[[nodiscard]] std::string
to_rfc3339(const Moment& moment); ///< 2026-11-23T15:12:04+01:00
[[nodiscard]] std::string to_day(std::chrono::local_days date); ///< 2026-11-23
[[nodiscard]] std::string to_minute(const Moment& moment);      ///< 2026-11-23 15:12
[[nodiscard]] std::string to_stamp(const Moment& moment);       ///< 2026-11-23-151204
[[nodiscard]] std::string to_iso_week(std::chrono::local_days day); ///< 2026-W48

/// The wall time that the first 17 bytes of a file name show, as to_stamp wrote them.
[[nodiscard]] std::optional<WallTime> parse_stamp(std::string_view name);

} // namespace kindly
