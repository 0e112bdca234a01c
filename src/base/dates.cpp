#include "base/dates.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <ctime>

namespace kindly {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> months = {"january",
                                                     "february",
                                                     "march",
                                                     "april",
                                                     "may",
                                                     "june",
                                                     "july",
                                                     "august",
                                                     "september",
                                                     "october",
                                                     "november",
                                                     "december"};
constexpr std::array<std::string_view, 7> weekdays = {
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

/// The index of a name that is spelt out or cut to its first three letters.
template <std::size_t size>
std::optional<unsigned> index_of(const std::array<std::string_view, size>& names,
                                 std::string_view word) {
  for (unsigned i = 0; i < size; ++i)
    if (word == names[i] || word == names[i].substr(0, 3)) return i;
  return std::nullopt;
}

/// Reads a text from left to right; every step says whether it matched.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

  bool sign(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<char> any_of(std::string_view wanted) {
    if (rest_.empty() || wanted.find(rest_.front()) == std::string_view::npos)
      return std::nullopt;
    const char found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }
  /// So many digits that stand here, at most nine, and no more behind them.
  std::optional<int> digits(std::size_t least, std::size_t most) {
    const std::size_t size = digits_ahead();
    if (size < least || size > most) return std::nullopt;
    int value = 0;
    for (const char digit : rest_.substr(0, size)) value = value * 10 + (digit - '0');
    rest_.remove_prefix(size);
    return value;
  }
  bool skip_digits() {
    const std::size_t size = digits_ahead();
    rest_.remove_prefix(size);
    return size > 0;
  }
  std::string letters() {
    std::string word;
    while (!rest_.empty() &&
           ((rest_.front() | 0x20) >= 'a' && (rest_.front() | 0x20) <= 'z')) {
      word += static_cast<char>(rest_.front() | 0x20);
      rest_.remove_prefix(1);
    }
    return word;
  }
  void blanks() {
    while (rest_.starts_with(' ') || rest_.starts_with('\t')) rest_.remove_prefix(1);
  }

 private:
  [[nodiscard]] std::size_t digits_ahead() const {
    return std::min(rest_.find_first_not_of("0123456789"), rest_.size());
  }
  std::string_view rest_;
};

std::optional<local_days> day(int year, int month, int day_of_month) {
  const year_month_day date{std::chrono::year(year),
                            std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day_of_month))};
  if (!date.ok() || year < 1) return std::nullopt;
  return local_days(date);
}

/// 2026-11-23, 2026/11/3, 2026.11.23: year first, the same divider twice.
std::optional<local_days> year_first(Reader& reader) {
  const auto year = reader.digits(4, 4);
  const auto divider = reader.any_of("-/.");
  if (!year || !divider) return std::nullopt;
  const auto month = reader.digits(1, 2);
  if (!month || !reader.sign(*divider)) return std::nullopt;
  const auto day_of_month = reader.digits(1, 2);
  if (!day_of_month) return std::nullopt;
  return day(*year, *month, *day_of_month);
}

/// 23.11.2026: dots are day first wherever dots are used.
std::optional<local_days> day_first(Reader& reader) {
  const auto day_of_month = reader.digits(1, 2);
  if (!day_of_month || !reader.sign('.')) return std::nullopt;
  const auto month = reader.digits(1, 2);
  if (!month || !reader.sign('.')) return std::nullopt;
  const auto year = reader.digits(4, 4);
  if (!year) return std::nullopt;
  return day(*year, *month, *day_of_month);
}

/// 5 Mar 2024 and Tuesday, March 5, 2024.
std::optional<local_days> month_named(Reader& reader) {
  std::optional<int> day_of_month = reader.digits(1, 2);
  reader.blanks();
  std::string word = reader.letters();
  if (!day_of_month && index_of(weekdays, word)) {
    reader.sign(',');
    reader.blanks();
    word = reader.letters();
  }
  const auto month = index_of(months, word);
  if (!month) return std::nullopt;
  reader.sign('.');
  reader.blanks();
  if (!day_of_month) {
    day_of_month = reader.digits(1, 2);
    reader.sign(',');
    reader.blanks();
  }
  const auto year = reader.digits(4, 4);
  if (!day_of_month || !year) return std::nullopt;
  return day(*year, static_cast<int>(*month) + 1, *day_of_month);
}

/// 20260305 at the front of a basic date or stamp.
std::optional<local_days> basic(Reader& reader) {
  const auto number = reader.digits(8, 8);
  if (!number) return std::nullopt;
  return day(*number / 10000, *number / 100 % 100, *number % 100);
}

std::optional<seconds> time_of_day(int hour, int minute, int second) {
  if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return std::chrono::hours(hour) + minutes(minute) + seconds(std::min(second, 59));
}

/// 15:12, 15:12:04, 15:12:04.5, 3:12 PM.
std::optional<seconds> clock_time(Reader& reader) {
  auto hour = reader.digits(1, 2);
  if (!hour || !reader.sign(':')) return std::nullopt;
  const auto minute = reader.digits(2, 2);
  if (!minute) return std::nullopt;
  int second = 0;
  if (reader.sign(':')) {
    const auto read = reader.digits(2, 2);
    if (!read) return std::nullopt;
    second = *read;
    if (reader.sign('.') && !reader.skip_digits()) return std::nullopt;
  }
  Reader ahead = reader;
  ahead.blanks();
  const std::string half = ahead.letters();
  if (half == "am" || half == "pm") {
    if (*hour < 1 || *hour > 12) return std::nullopt;
    hour = *hour % 12 + (half == "pm" ? 12 : 0);
    reader = ahead;
  }
  return time_of_day(*hour, *minute, second);
}

/// Z, +01:00, +0100, +01.
std::optional<minutes> offset(Reader& reader) {
  if (reader.any_of("Zz")) return 0min;
  const auto sign = reader.any_of("+-");
  const auto hour = reader.digits(2, 2).value_or(-1);
  if (!sign || hour < 0 || hour > 23) {
    // +0100 has no colon: read the four digits as one number.
    const auto both = sign ? reader.digits(4, 4) : std::nullopt;
    if (!both || *both % 100 > 59 || *both / 100 > 23) return std::nullopt;
    const minutes ahead = std::chrono::hours(*both / 100) + minutes(*both % 100);
    return *sign == '-' ? -ahead : ahead;
  }
  int minute = 0;
  if (reader.sign(':')) {
    const auto read = reader.digits(2, 2);
    if (!read || *read > 59) return std::nullopt;
    minute = *read;
  }
  const minutes ahead = std::chrono::hours(hour) + minutes(minute);
  return *sign == '-' ? -ahead : ahead;
}

Moment with_offset(WallTime wall, minutes ahead) {
  return {Instant(wall.time_since_epoch() - ahead), ahead};
}

std::optional<local_days> any_day(Reader& reader) {
  for (auto* const form : {year_first, day_first, month_named, basic}) {
    Reader attempt = reader;
    if (const auto found = form(attempt)) {
      reader = attempt;
      return found;
    }
  }
  return std::nullopt;
}

/// 1504 or 150407 behind a basic date.
std::optional<seconds> basic_time(Reader& reader) {
  Reader six = reader;
  if (const auto number = six.digits(6, 6)) {
    reader = six;
    return time_of_day(*number / 10000, *number / 100 % 100, *number % 100);
  }
  const auto number = reader.digits(4, 4);
  if (!number) return std::nullopt;
  return time_of_day(*number / 100, *number % 100, 0);
}

std::optional<Moment> stamp_of_digits(std::string_view text, const Zone& zone) {
  Reader date(text.substr(0, 8));
  Reader time(text.substr(8));
  const auto on = basic(date);
  const auto of_day = basic_time(time);
  if (!on || !of_day || !time.at_end()) return std::nullopt;
  return zone.at(WallTime(*on) + *of_day);
}

/// Whether text has a digit wherever `shape` has a d, and the same sign elsewhere.
bool has_shape(std::string_view text, std::string_view shape) {
  const auto fits = [](char c, char wanted) {
    return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted;
  };
  return std::ranges::equal(text, shape, fits);
}

int number_at(std::string_view text, std::size_t at, std::size_t size) {
  int value = 0;
  for (const char digit : text.substr(at, size)) value = value * 10 + (digit - '0');
  return value;
}

/// The number that two digits show; less than zero where they are none.
int two_digits(std::string_view text, std::size_t at) {
  const unsigned tens = static_cast<unsigned char>(text[at]) - unsigned{'0'};
  const unsigned ones = static_cast<unsigned char>(text[at + 1]) - unsigned{'0'};
  return tens <= 9 && ones <= 9 ? static_cast<int>(tens * 10 + ones) : -1;
}

/// 2026-11-23T15:12:04+01:00 and nothing else: most dates of a journal, read without
/// trying all the ways in which a person may write one.
std::optional<Moment> as_kindly_writes_it(std::string_view text) {
  if (text.size() != std::string_view("2026-11-23T15:12:04+01:00").size() ||
      text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
      text[16] != ':' || (text[19] != '+' && text[19] != '-') || text[22] != ':')
    return std::nullopt;
  const int century = two_digits(text, 0);
  const int year = two_digits(text, 2);
  const int month = two_digits(text, 5);
  const int day_of_month = two_digits(text, 8);
  const int hour = two_digits(text, 11);
  const int minute = two_digits(text, 14);
  const int second = two_digits(text, 17);
  const int hours_ahead = two_digits(text, 20);
  const int minutes_ahead = two_digits(text, 23);
  if ((century | year | month | day_of_month | hour | minute | second | hours_ahead |
       minutes_ahead) < 0)
    return std::nullopt;
  const auto on = day(century * 100 + year, month, day_of_month);
  const auto of_day = time_of_day(hour, minute, second);
  if (!on || !of_day || hours_ahead > 23 || minutes_ahead > 59) return std::nullopt;
  const minutes ahead = std::chrono::hours(hours_ahead) + minutes(minutes_ahead);
  return with_offset(WallTime(*on) + *of_day, text[19] == '+' ? ahead : -ahead);
}

std::string_view without_link(std::string_view text) {
  if (text.starts_with("[[") && text.ends_with("]]"))
    return text.substr(2, text.size() - 4);
  return text;
}

// --- WHEN --------------------------------------------------------------------

[[noreturn]] void refuse(std::string_view text, std::string hint) {
  throw Error(ExitCode::usage,
              fmt::format("'{}' is not a time kindly knows", printable_line(text)),
              std::move(hint));
}

constexpr std::string_view known_forms =
    "Known: 2026-11-23, 2026-11, 2026-W47, 14:30, now, today, yesterday, monday, "
    "last monday, 3 days ago, 2w, 6m, 1y, or RFC 3339.";

Moment day_begin(local_days date, const Clock& clock) {
  return clock.zone.at(WallTime(date) + clock.day_starts);
}

/// From the start of one day to the start of another. A day without a time of its own
/// keeps the clock's time of day when one moment is wanted.
When days(local_days first, local_days after, const Clock& clock) {
  When when{day_begin(first, clock), day_begin(after, clock), std::nullopt};
  if (after - first != std::chrono::days(1)) return when;
  const auto since_start =
      clock.now.wall() - (WallTime(clock.today()) + clock.day_starts);
  when.moment = clock.zone.at(WallTime(first) + clock.day_starts + since_start);
  return when;
}

When one_day(local_days date, const Clock& clock) {
  return days(date, date + std::chrono::days(1), clock);
}

When at_moment(const Moment& moment) {
  return {moment, {moment.instant + 1s, moment.offset}, moment};
}

local_days months_back(local_days from, int count) {
  const year_month_day date(from);
  const auto moved = date.year() / date.month() - std::chrono::months(count);
  const auto last = (moved / std::chrono::last).day();
  return local_days(moved / std::min(date.day(), last));
}

std::optional<When> back(int count, char unit, const Clock& clock) {
  const auto this_year = static_cast<int>(year_month_day(clock.today()).year());
  if (unit == 'y' && count >= this_year) return std::nullopt; // no file names year 0
  switch (unit) {
  case 'h':
    return at_moment(clock.zone.at(clock.now.instant - std::chrono::hours(count)));
  case 'd': return one_day(clock.today() - std::chrono::days(count), clock);
  case 'w': return one_day(clock.today() - std::chrono::weeks(count), clock);
  case 'm': return one_day(months_back(clock.today(), count), clock);
  case 'y': return one_day(months_back(clock.today(), count * 12), clock);
  default: return std::nullopt;
  }
}

/// 2w, 3 days ago.
std::optional<When> relative(std::string_view text, const Clock& clock) {
  Reader reader(text);
  const auto count = reader.digits(1, 4);
  if (!count) return std::nullopt;
  reader.blanks();
  const std::string unit = reader.letters();
  reader.blanks();
  const std::string ago = reader.letters();
  if (!reader.at_end() || unit.empty()) return std::nullopt;
  if (unit.size() == 1)
    return ago.empty() ? back(*count, unit[0], clock) : std::nullopt;
  if (ago != "ago") return std::nullopt;
  for (const std::string_view word : {"hour", "day", "week", "month", "year"})
    if (unit == word || unit == std::string(word) + "s")
      return back(*count, word[0], clock);
  return std::nullopt;
}

std::optional<When> named(std::string_view text, const Clock& clock) {
  if (text == "now") return at_moment(clock.now);
  if (text == "today") return one_day(clock.today(), clock);
  if (text == "yesterday") return one_day(clock.today() - std::chrono::days(1), clock);

  const bool last = text.starts_with("last ");
  const auto wanted = parse_weekday(last ? trimmed(text.substr(5)) : text);
  if (!wanted) return std::nullopt;
  const std::chrono::weekday today(clock.today());
  std::chrono::days ago = today - *wanted; // 0 to 6
  if (last && ago == std::chrono::days(0)) ago = std::chrono::days(7);
  return one_day(clock.today() - ago, clock);
}

/// 2026, 2026-11, 2026-11-23, 2026-W47.
std::optional<When> calendar(std::string_view text, const Clock& clock) {
  Reader reader(text);
  const auto year = reader.digits(4, 4);
  if (!year || *year < 1) return std::nullopt;
  if (reader.at_end())
    return days(local_days(std::chrono::year(*year) / 1 / 1),
                local_days(std::chrono::year(*year + 1) / 1 / 1),
                clock);
  if (!reader.sign('-')) return std::nullopt;
  if (reader.any_of("Ww")) {
    const auto week = reader.digits(2, 2);
    if (!week || !reader.at_end() || *week < 1 || *week > 53) return std::nullopt;
    const local_days fourth(std::chrono::year(*year) / 1 / 4); // lies in week 1
    const local_days first = fourth -
                             (std::chrono::weekday(fourth) - std::chrono::Monday) +
                             std::chrono::weeks(*week - 1);
    if (to_iso_week(first) != fmt::format("{:04}-W{:02}", *year, *week))
      return std::nullopt;
    return days(first, first + std::chrono::weeks(1), clock);
  }
  const auto month = reader.digits(2, 2);
  if (!month || !day(*year, *month, 1)) return std::nullopt;
  if (reader.at_end()) {
    const auto this_month =
        std::chrono::year(*year) / std::chrono::month(static_cast<unsigned>(*month));
    return days(local_days(this_month / 1),
                local_days((this_month + std::chrono::months(1)) / 1),
                clock);
  }
  const auto day_of_month = reader.sign('-') ? reader.digits(2, 2) : std::nullopt;
  if (!day_of_month || !reader.at_end()) return std::nullopt;
  const auto date = day(*year, *month, *day_of_month);
  return date ? std::optional(one_day(*date, clock)) : std::nullopt;
}

/// 14:30 is the latest half past two that is not ahead of now.
std::optional<When> of_today(std::string_view text, const Clock& clock) {
  const auto time = parse_time_of_day(text);
  if (!time) return std::nullopt;
  const auto date = std::chrono::floor<std::chrono::days>(clock.now.wall());
  const Moment moment = clock.zone.at(WallTime(date) + *time);
  if (moment <= clock.now) return at_moment(moment);
  return at_moment(clock.zone.at(WallTime(date - std::chrono::days(1)) + *time));
}

} // namespace

minutes Zone::offset_at(Instant instant) const {
  if (offset_) return *offset_;
  const time_t stamp = instant.time_since_epoch().count();
  tm parts{};
  if (localtime_r(&stamp, &parts) == nullptr) return 0min;
  // A header writes whole minutes, and less than a day.
  const auto ahead = std::chrono::round<minutes>(seconds(parts.tm_gmtoff));
  return ahead > -24h && ahead < 24h ? ahead : 0min;
}

Moment Zone::at(Instant instant) const {
  return {instant, offset_at(instant)};
}

Moment Zone::at(WallTime wall) const {
  const Instant as_utc(wall.time_since_epoch());
  const minutes earlier = offset_at(as_utc - 24h);
  const minutes later = offset_at(as_utc + 24h);
  for (const minutes ahead : {earlier, later}) {
    const Moment moment = at(as_utc - ahead);
    if (moment.wall() == wall) return moment;
  }
  return at(as_utc - earlier);
}

local_days Clock::day_of(const Moment& moment) const {
  return std::chrono::floor<std::chrono::days>(moment.wall() - day_starts);
}

local_days Clock::week_of(local_days day) const {
  return day - (std::chrono::weekday(day) - week_start);
}

When parse_when(std::string_view text, const Clock& clock) {
  const std::string folded = fold(trimmed(text));
  for (auto* const form : {named, relative, calendar, of_today})
    if (const auto when = form(folded, clock)) return *when;
  if (const auto moment = parse_rfc3339(trimmed(text))) return at_moment(*moment);
  if (const std::string readings = readings_of_day(folded); !readings.empty())
    throw Error(ExitCode::usage,
                fmt::format("'{}' can be read as {}", printable_line(folded), readings),
                "Write the one you mean, year first.");
  // A date with a time but no offset is this clock's; other shapes are for files.
  if (folded.size() > 10 && folded[4] == '-')
    if (const auto moment = parse_date(trimmed(text), clock.zone))
      return at_moment(*moment);
  refuse(text, std::string(known_forms));
}

std::optional<Moment> parse_date(std::string_view text, const Zone& zone) {
  text = without_link(trimmed(text));
  if (const auto moment = as_kindly_writes_it(text)) return moment;
  const bool all_digits =
      text.find_first_not_of("0123456789") == std::string_view::npos;
  if (all_digits && text.size() > 8) return stamp_of_digits(text, zone);

  Reader reader(text);
  const auto date = any_day(reader);
  if (!date) return std::nullopt;
  if (reader.at_end()) return zone.at(WallTime(*date));

  const bool divided = reader.any_of("Tt").has_value();
  if (!divided && !reader.rest().starts_with(' ')) return std::nullopt;
  reader.blanks();
  Reader basic_form = reader;
  std::optional<seconds> time = clock_time(reader);
  if (!time) {
    reader = basic_form;
    time = basic_time(reader);
  }
  if (!time) return std::nullopt;
  const WallTime wall = WallTime(*date) + *time;
  reader.blanks();
  if (reader.at_end()) return zone.at(wall);
  const auto ahead = offset(reader);
  if (!ahead || !reader.at_end()) return std::nullopt;
  return with_offset(wall, *ahead);
}

std::string readings_of_day(std::string_view text) {
  Reader reader(text);
  const auto first = reader.digits(1, 2);
  const auto divider = first ? reader.any_of("/.-") : std::nullopt;
  const auto second = divider ? reader.digits(1, 2) : std::nullopt;
  if (!second || !reader.sign(*divider)) return {};
  auto year = reader.digits(4, 4);
  if (!year) {
    const auto short_year = reader.digits(2, 2);
    if (!short_year) return {};
    year = 2000 + *short_year;
  }
  if (!reader.at_end()) return {};
  std::string readings;
  if (day(*year, *first, *second))
    readings = fmt::format("{:04}-{:02}-{:02}", *year, *first, *second);
  if (*first != *second && day(*year, *second, *first))
    readings += fmt::format(
        "{}{:04}-{:02}-{:02}", readings.empty() ? "" : " or ", *year, *second, *first);
  return readings;
}

std::optional<Moment> parse_rfc3339(std::string_view text) {
  Reader reader(text);
  if (text.size() < 20 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto date = year_first(reader);
  if (!date || !reader.any_of("Tt ")) return std::nullopt;
  if (text[13] != ':' || text[16] != ':') return std::nullopt;
  const bool is_utc = text.ends_with('Z') || text.ends_with('z');
  if (!is_utc && text[text.size() - 3] != ':') return std::nullopt;
  if (text.find_first_of("aApPmM") != std::string_view::npos) return std::nullopt;
  const auto time = clock_time(reader);
  const auto ahead = time ? offset(reader) : std::nullopt;
  if (!ahead || !reader.at_end()) return std::nullopt;
  return with_offset(WallTime(*date) + *time, *ahead);
}

std::optional<minutes> parse_time_of_day(std::string_view text) {
  Reader reader(text);
  const auto hour = reader.digits(1, 2);
  const auto minute = hour && reader.sign(':') ? reader.digits(2, 2) : std::nullopt;
  if (!minute || !reader.at_end() || *hour > 23 || *minute > 59) return std::nullopt;
  return std::chrono::hours(*hour) + minutes(*minute);
}

std::optional<std::chrono::weekday> parse_weekday(std::string_view text) {
  const auto index = index_of(weekdays, fold(text));
  return index ? std::optional(std::chrono::weekday(*index)) : std::nullopt;
}

namespace {

/// Appends a number from 0 to 99 with a leading zero: fmt takes ten times as long.
template <class Number>
std::string& add_two(std::string& out, Number number) {
  const auto small = static_cast<unsigned>(number);
  out += static_cast<char>('0' + small / 10);
  return out += static_cast<char>('0' + small % 10);
}

} // namespace

std::string to_day(local_days date) {
  const year_month_day parts(date);
  std::string out = fmt::format("{:04}-", static_cast<int>(parts.year()));
  add_two(out, static_cast<unsigned>(parts.month())) += '-';
  return add_two(out, static_cast<unsigned>(parts.day()));
}

namespace {

struct TimeOfDay {
  local_days day;
  std::int64_t hour, minute, second;
};

TimeOfDay parts_of(const Moment& moment) {
  const WallTime wall = moment.wall();
  const auto day = std::chrono::floor<std::chrono::days>(wall);
  const std::int64_t count = (wall - day).count();
  return {day, count / 3600, count / 60 % 60, count % 60};
}

} // namespace

std::string to_rfc3339(const Moment& moment) {
  const TimeOfDay at = parts_of(moment);
  const std::int64_t ahead = std::abs(moment.offset.count());
  std::string out = to_day(at.day);
  add_two(out += 'T', at.hour) += ':';
  add_two(out, at.minute) += ':';
  add_two(out, at.second) += moment.offset < 0min ? '-' : '+';
  add_two(out, ahead / 60) += ':';
  return add_two(out, ahead % 60);
}

std::string to_minute(const Moment& moment) {
  const TimeOfDay at = parts_of(moment);
  return fmt::format("{} {:02}:{:02}", to_day(at.day), at.hour, at.minute);
}

std::string to_stamp(const Moment& moment) {
  const TimeOfDay at = parts_of(moment);
  return fmt::format(
      "{}-{:02}{:02}{:02}", to_day(at.day), at.hour, at.minute, at.second);
}

std::string to_iso_week(local_days day) {
  // The week belongs to the year of its Thursday (ISO 8601).
  const local_days monday = day - (std::chrono::weekday(day) - std::chrono::Monday);
  const local_days thursday = monday + std::chrono::days(3);
  const auto year = year_month_day(thursday).year();
  const auto count = (thursday - local_days(year / 1 / 1)).count() / 7 + 1;
  return fmt::format("{:04}-W{:02}", static_cast<int>(year), count);
}

std::optional<WallTime> parse_stamp(std::string_view name) {
  if (name.size() < 17 || name[10] != '-') return std::nullopt;
  if (has_shape(name.substr(0, 17), "dddd-dd-dd-dddddd")) {
    const auto on =
        day(number_at(name, 0, 4), number_at(name, 5, 2), number_at(name, 8, 2));
    const auto of_day = time_of_day(
        number_at(name, 11, 2), number_at(name, 13, 2), number_at(name, 15, 2));
    return on && of_day ? std::optional(WallTime(*on) + *of_day) : std::nullopt;
  }
  Reader date(name.substr(0, 10));
  Reader time(name.substr(11, 6));
  const auto on = year_first(date);
  const auto of_day = on && date.at_end() ? basic_time(time) : std::nullopt;
  if (!of_day || !time.at_end()) return std::nullopt;
  return WallTime(*on) + *of_day;
}

} // namespace kindly
