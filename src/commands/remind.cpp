// kindly remind: at most one line about what is due, for cron, systemd, or a greeting.
//
// A reminder may be seen by others, on a screen or in a mail, so it quotes nothing but
// sentences that were kept to be met again, and on a desktop only if asked to.

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/schedule.hpp"
#include "commands/script.hpp"
#include "practice/compose.hpp"
#include "practice/rhythm.hpp"
#include "terminal/desktop.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace kindly {
namespace {

/// From one time of day up to another, over midnight where the first is the later.
struct Hours {
  std::chrono::minutes from{0};
  std::chrono::minutes to{0};

  static Hours parse(const std::string& text);
  [[nodiscard]] bool hold(std::chrono::minutes time) const {
    return from < to ? from <= time && time < to : from <= time || time < to;
  }
};

Hours Hours::parse(const std::string& text) {
  const auto time = [&](std::string_view part) {
    const bool is_hour = part.find(':') == std::string_view::npos;
    return parse_time_of_day(std::string(trimmed(part)) + (is_hour ? ":00" : ""));
  };
  const auto parts = split(text, '-');
  const auto from = parts.size() == 2 ? time(parts[0]) : std::nullopt;
  const auto to = parts.size() == 2 ? time(parts[1]) : std::nullopt;
  if (!from || !to || *from == *to)
    throw Error(ExitCode::usage,
                fmt::format("'{}' names no hours", printable_line(text)),
                "22-8 means from ten at night to eight; 22:30-7:15 works too.");
  return {*from, *to};
}

struct Options {
  std::vector<std::string> days;
  std::optional<std::string> quiet_hours;
  std::optional<std::string> print;
  std::string at = "18:00";
  bool notify = false;
  bool mine = false;
};

const std::array<std::string, 2> schedulers = {"cron", "systemd"};

std::vector<std::chrono::weekday> weekdays_of(const Options& options) {
  std::vector<std::chrono::weekday> found;
  for (const std::string& name : divided(options.days)) {
    const auto day = parse_weekday(name);
    if (!day)
      throw Error(ExitCode::usage,
                  fmt::format("'{}' is no day of the week", printable_line(name)),
                  "Known: mon, tue, wed, thu, fri, sat, sun.");
    found.push_back(*day);
  }
  return found;
}

// One line for each thing, whenever it is said: after a year it is to be the very line
// of the first day.

constexpr auto practice_line =
    "A few quiet minutes for a kind word to yourself, if they suit today:";
constexpr auto open_line =
    "Yesterday's page has room for a kind answer; two lines are plenty:";
constexpr auto check_in_line =
    "How heavy is yesterday's moment today, 1 to 10? A number is enough:";

/// What a command needs to know which entry is meant.
std::string short_name(const Entry& entry) {
  return shell_word(entry.id.size() == 22 ? entry.id.substr(18) : entry.id);
}

/// The person's kept sentences that have room in a line.
std::vector<std::string> kept_sentences(const World& world) {
  constexpr std::size_t widest = 80;
  const Library library = Library::load(world.theme_folders(), world.settings.language);
  const Pack* const own = library.find_spoken(mine);
  std::vector<std::string> found;
  if (own == nullptr) return found;
  ScriptRequest request;
  request.address = world.settings.spoken_to();
  request.name = world.settings.name;
  for (const Phrase& phrase : own->phrases) {
    if (phrase.has("{feeling}")) continue;
    std::string line = printable_line(filled(phrase, request));
    if (display_width(line) <= widest) found.push_back(std::move(line));
  }
  return found;
}

/// The kept sentences take turns, one a day.
std::string line_of_practice(const World& world, bool may_quote) {
  const auto kept = may_quote ? kept_sentences(world) : std::vector<std::string>();
  constexpr auto command = "kindly new --occasion calm";
  if (kept.empty()) return fmt::format("{} {}", practice_line, command);
  const auto day = static_cast<std::size_t>(
      std::max<std::int64_t>(0, world.clock.today().time_since_epoch().count()));
  return fmt::format("A sentence you kept: \"{}\" A few quiet minutes with it: {}",
                     kept[day % kept.size()],
                     command);
}

std::string line_for(const World& world, const Due& due, bool may_quote) {
  switch (due.what) {
  case Due::What::kind_words:
    return fmt::format("{} kindly resume {}", open_line, short_name(*due.entry));
  case Due::What::check_in:
    return fmt::format(
        "{} kindly rate --later N {}", check_in_line, short_name(*due.entry));
  case Due::What::practice: break;
  }
  return line_of_practice(world, may_quote);
}

/// The newest entries. One that cannot be understood is `kindly doctor`'s to name, not
/// a reminder's; a journal that cannot be read is another matter.
std::vector<Entry> entries_that_matter(const World& world) {
  // Newest first, the walk ends at the oldest that matters: the years before it cost
  // nothing. Nobody writes more than so many in those days.
  constexpr std::size_t plenty = 100'000;
  const Query query{.since = oldest_that_matters(world.clock), .most = plenty};
  Listing listing = world.journal().list(query);
  for (const Error& problem : listing.problems)
    if (problem.code() == ExitCode::io) throw Error(problem);
  return std::move(listing.entries);
}

/// As many days as the goal has, as --days takes them.
std::vector<std::string> days_apart(const World& world) {
  constexpr std::array names = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  std::vector<std::string> found;
  for (const auto day : spread_days(world.settings.goal, world.clock.week_start))
    found.emplace_back(names.at(day.c_encoding()));
  return found;
}

/// The same command as a scheduler has to run it, which knows no variable but HOME.
Schedule schedule_of(const World& world, const Options& options) {
  const auto at = parse_time_of_day(options.at);
  if (!at)
    throw Error(ExitCode::usage,
                fmt::format("'{}' is no time of day", printable_line(options.at)),
                "It looks like 18:00.");
  Schedule schedule{
      .words = {world.program.empty() ? "kindly" : world.program, "remind"}, .at = *at};
  std::vector<std::string>& words = schedule.words;
  const auto add_path = [&](const char* flag, const std::filesystem::path& path) {
    words.emplace_back(flag);
    words.push_back(std::filesystem::absolute(path).lexically_normal().string());
  };
  Environment bare;
  if (const auto home = world.variable("HOME")) bare["HOME"] = *home;
  const auto config = xdg_folder(bare, "XDG_CONFIG_HOME", ".config");
  const bool has_usual_config =
      config && world.config_file == *config / "kindly/config.toml";
  std::error_code ignored;
  if (!has_usual_config && std::filesystem::exists(world.config_file, ignored))
    add_path("--config", world.config_file);
  const auto data = xdg_folder(bare, "XDG_DATA_HOME", ".local/share");
  const bool has_usual_journal = world.journal_folder == world.settings.journal ||
                                 (data && !world.settings.journal &&
                                  world.journal_folder == *data / "kindly/journal");
  if (world.journal_folder && !has_usual_journal)
    add_path("--journal", *world.journal_folder);
  const std::vector<std::string> days =
      options.days.empty() ? days_apart(world) : divided(options.days);
  if (!days.empty()) {
    words.emplace_back("--days");
    words.push_back(joined(days, ","));
  }
  if (options.quiet_hours) {
    words.emplace_back("--quiet-hours");
    words.push_back(*options.quiet_hours);
  }
  // What a service prints ends up in the system's log.
  if (options.notify || options.print == "systemd") words.emplace_back("--notify");
  if (options.mine) words.emplace_back("--mine");
  return schedule;
}

ExitCode run_remind(const World& world, const Options& options) {
  const Rhythm rhythm{.goal = world.settings.goal, .days = weekdays_of(options)};
  const auto quiet = options.quiet_hours
                         ? std::optional(Hours::parse(*options.quiet_hours))
                         : std::nullopt;
  if (options.print) {
    const Schedule schedule = schedule_of(world, options);
    world.terminal.print_raw(*options.print == "cron" ? as_cron(schedule)
                                                      : as_systemd(schedule));
    return ExitCode::done;
  }
  const WallTime now = world.clock.now.wall();
  const auto time = std::chrono::floor<std::chrono::minutes>(
      now - std::chrono::floor<std::chrono::days>(now));
  if (quiet && quiet->hold(time)) return ExitCode::done;
  const std::vector<Entry> entries = entries_that_matter(world);
  const auto due = due_today(entries, rhythm, world.clock);
  if (!due) return ExitCode::done;
  const std::string line = line_for(world, *due, !options.notify || options.mine);
  if (!options.notify ||
      !show_on_desktop(line, world.installed("notify-send"), world.environment))
    world.terminal.say("{}", line);
  return ExitCode::done;
}

} // namespace

Command remind_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "remind",
      .group = "Answer",
      .summary = "Say in one line what is due, or nothing",
      .description =
          "Meant for cron, a timer or a greeting. At most one line, the first of these "
          "that is due; else nothing at all, and exit status 0.\n"
          "\n"
          "An entry with critical thoughts and no kind words is due on the day after "
          "it "
          "was written. So is a check-in for an entry whose last rating was 7 or more. "
          "Both on that day only: run once a day, remind speaks of an entry once.\n"
          "\n"
          "Practice is due in a week with fewer calm entries than `goal` in the config "
          "says (2 unless you set it; 0 turns this off), if nothing was written that "
          "day: on the days that --days names, or on any day. What did not happen is "
          "not counted: after a year, the line is that of any other day.\n"
          "\n"
          "Nothing you wrote is quoted, except sentences you kept with kindly keep; "
          "with --notify not even those, unless --mine is given, as others may see the "
          "screen.\n"
          "\n"
          "--print shows what to install for a daily run with the options given beside "
          "it, and installs nothing. Without --days it names as many days as the goal "
          "has, spread over the week. The lines for systemd show the reminder on the "
          "desktop.",
      .args = {value("--days",
                     "DAYS",
                     o.days,
                     "Days on which practice may be due, such as mon,wed,sat"),
               value("--quiet-hours",
                     "HOURS",
                     o.quiet_hours,
                     "Say nothing in these hours, such as 22-8"),
               flag("--notify",
                    o.notify,
                    "On the desktop, with notify-send; printed where there is none"),
               flag("--mine", o.mine, "Let --notify show sentences you kept"),
               value("--print", "WHAT", o.print, "What to install for a daily run")
                   .one_of(schedulers),
               value(
                   "--at", "TIME", o.at, "When --print lets it run (default: 18:00)")},
      .examples = {{"kindly remind", "One line, or nothing."},
                   {"kindly remind --days tue,sat --quiet-hours 22-8",
                    "Practice on two days, and quiet nights."},
                   {"kindly remind --print cron --at 19:30", "A line for crontab -e."}},
      .run = [options](const World& world) { return run_remind(world, *options); },
  };
}

} // namespace kindly
