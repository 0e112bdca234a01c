// kindly stats: what changed between the ratings, and with what.

#include "insight/stats.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/filters.hpp"
#include "commands/history.hpp"
#include "commands/page_file.hpp"
#include "insight/figures.hpp"
#include "insight/report.hpp"
#include "terminal/layout.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

namespace kindly {
namespace {

struct Options {
  Filters filters;
  std::optional<std::string> by;
  std::optional<std::string> html; ///< a file
  std::optional<std::string> svg;  ///< a plot
  std::string svg_file = "-";
  bool with_words = false;
};

/// One way to divide entries: its name for --by, its key in JSON, its place in Stats.
struct Grouping {
  std::string_view name;
  std::string_view key;
  std::vector<Group> Stats::*groups;
  bool only_when_asked = false; ///< JSON has it with --by only
};

const std::array<Grouping, 8> groupings = {{
    {"theme", "themes", &Stats::themes},
    {"feeling", "feelings", &Stats::feelings},
    {"occasion", "occasions", &Stats::occasions},
    {"form", "forms", &Stats::forms},
    {"tone", "tones", &Stats::tones},
    {"phrase", "phrases", &Stats::phrases},
    {"week", "weeks", &Stats::weeks, true},
    {"month", "months", &Stats::months, true},
}};

std::vector<std::string> grouping_names() {
  std::vector<std::string> names;
  names.reserve(groupings.size());
  for (const Grouping& grouping : groupings) names.emplace_back(grouping.name);
  return names;
}

const Grouping& grouping_named(std::string_view name) {
  return *std::ranges::find(groupings, name, &Grouping::name);
}

Json average_json(const Average& average) {
  Json json = Json::object();
  json.set("mean", json_or_null(average.mean))
      .set("median", json_or_null(average.median));
  return json;
}

Json distress_json(const Distress& distress) {
  Json json = Json::object();
  json.set("n", distress.n)
      .set("before", average_json(distress.before))
      .set("after", average_json(distress.after))
      .set("change", average_json(distress.change))
      .set("better", distress.better)
      .set("same", distress.same)
      .set("worse", distress.worse);
  return json;
}

Json recovery_json(const Recovery& recovery) {
  Json json = Json::object();
  json.set("n", recovery.n)
      .set("unrecovered", recovery.unrecovered)
      .set("median_hours", json_or_null(recovery.median_hours));
  return json;
}

Json practice_json(const Practice& practice) {
  Json weeks = Json::array();
  for (const WeekCount& count : practice.weeks) {
    Json week = Json::object();
    week.set("week", count.week).set("n", count.n);
    weeks.add(std::move(week));
  }
  Json json = Json::object();
  json.set("goal_per_week", practice.goal_per_week)
      .set("last_28_days", practice.last_28_days)
      .set("weeks", std::move(weeks));
  return json;
}

Json group_json(const Group& group) {
  Json json = Json::object();
  json.set("id", group.id)
      .set("n", group.n)
      .set("rated", group.rated)
      .set("change", json_or_null(group.change));
  return json;
}

Json moment_json(const std::optional<Moment>& moment) {
  return moment ? Json(to_rfc3339(*moment)) : Json();
}

Json stats_json(const Stats& stats, const std::optional<std::string>& by) {
  Json json = Json::object();
  json.set("schema", "kindly.stats/1")
      .set("from", moment_json(stats.from))
      .set("to", moment_json(stats.to))
      .set("entries", stats.entries)
      .set("open", stats.open)
      .set("calm", stats.calm)
      .set("distress", distress_json(stats.distress))
      .set("recovery", recovery_json(stats.recovery))
      .set("practice", practice_json(stats.practice));
  for (const Grouping& grouping : groupings) {
    if (grouping.only_when_asked && by != grouping.name) continue;
    Json list = Json::array();
    for (const Group& group : stats.*grouping.groups) list.add(group_json(group));
    json.set(grouping.key, std::move(list));
  }
  return json;
}

/// A word of the person's own as a cell. A spreadsheet would run what begins like a
/// formula, so an apostrophe goes before it; CSV is quoted as RFC 4180 has it.
std::string cell(std::string_view text, char divider) {
  constexpr std::string_view formula_signs = "=+-@\t\r";
  std::string out = printable_line(text);
  if (!text.empty() && formula_signs.find(text.front()) != std::string_view::npos)
    out.insert(0, 1, '\'');
  if (divider != ',' || out.find_first_of(",\"") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string rows(std::span<const Group> groups, char divider) {
  std::string out = fmt::format("id{0}n{0}rated{0}change\n", divider);
  for (const Group& group : groups)
    out += fmt::format("{1}{0}{2}{0}{3}{0}{4}\n",
                       divider,
                       cell(group.id, divider),
                       group.n,
                       group.rated,
                       group.change ? fmt::format("{}", *group.change) : "");
  return out;
}

std::string mean_change(const std::optional<double>& change) {
  if (!change) return "–";
  const double rounded = in_tenths(*change);
  return rounded == 0 ? "0.0" : fmt::format("{:+.1f}", rounded);
}

/// A label, and beside it what it names; each line of `text` begins a new one.
void say(const Terminal& terminal, std::string_view label, std::string_view text) {
  constexpr std::size_t beside = 11;
  const std::string indent(beside, ' ');
  const std::string lines = indented(text, indent, indent, terminal.text_width());
  terminal.print(padded(label, beside), Style::strong);
  terminal.print(lines.substr(beside));
}

std::string period(const Stats& stats, const World& world, const Query& query) {
  using std::chrono::seconds;
  const std::string from = to_day(world.clock.day_of(*stats.from));
  Moment last = *stats.to;
  if (query.until) last.instant -= seconds(1); // its end is the first moment outside
  const std::string to = to_day(world.clock.day_of(last));
  return from == to ? "on " + from : fmt::format("from {} to {}", from, to);
}

std::string distress_text(const Distress& distress) {
  if (distress.n == 0) return "no setback here is rated before and after";
  std::string out = fmt::format("{}, before → after; lower is lighter\n",
                                counted(distress.n, "rated setback", "rated setbacks"));
  out += fmt::format("median {:g} → {:g}, change {}\n",
                     *distress.before.median,
                     *distress.after.median,
                     signed_number(*distress.change.median));
  if (distress.change.mean)
    out += fmt::format("mean {:.1f} → {:.1f}, change {}\n",
                       *distress.before.mean,
                       *distress.after.mean,
                       mean_change(distress.change.mean));
  else
    out += fmt::format("no mean: a mean needs {}\n", least_for_mean);
  out += fmt::format("{} better, {} the same, {} worse\n",
                     distress.better,
                     distress.same,
                     distress.worse);
  return out + "High scores also fall by themselves.";
}

/// One sign for each rated setback, or for a few neighbours where there are many.
std::string change_text(const std::vector<double>& changes, std::size_t width) {
  constexpr std::size_t most_signs = 60;
  constexpr std::size_t margin = 12;
  const std::size_t room =
      std::clamp<std::size_t>(width, 32, most_signs + margin) - margin;
  const std::vector<double> shown = in_runs(changes, room);
  const auto [low, high] = std::ranges::minmax(shown);
  const std::string range =
      low == high
          ? "all " + signed_number(low)
          : fmt::format("from {} to {}", signed_number(low), signed_number(high));
  const std::size_t run = (changes.size() + shown.size() - 1) / shown.size();
  const std::string each =
      run == 1 ? "a sign for each" : fmt::format("up to {} rated setbacks a sign", run);
  return fmt::format("{}\n{}, oldest first, {}", sparkline(shown), each, range);
}

std::string recovery_text(const Recovery& recovery) {
  std::string out;
  if (recovery.n > 0)
    out = fmt::format("{} to half of the first rating or less (median of {})",
                      duration(*recovery.median_hours),
                      recovery.n);
  if (recovery.unrecovered == 0) return out;
  if (recovery.n > 0)
    return out + fmt::format("\n{} not there so far", recovery.unrecovered);
  return counted(recovery.unrecovered, "setback", "setbacks") +
         " not at half of the first rating so far";
}

std::string practice_text(const Practice& practice) {
  std::string out =
      fmt::format("{} in the last 28 days",
                  counted(practice.last_28_days, "calm entry", "calm entries"));
  if (practice.goal_per_week > 0)
    out += fmt::format("; goal {} a week", practice.goal_per_week);
  return out;
}

/// Whether the entries asked for hold all calm ones of the last 28 days; a number of
/// fewer would pass for the whole.
bool holds_practice(const Query& query, const Clock& clock) {
  const auto first_day = clock.today() - std::chrono::days(27);
  if (query.theme || query.form || query.occasion.value_or("calm") != "calm")
    return false;
  if (query.since && clock.day_of(*query.since) > first_day) return false;
  return !query.until || *query.until >= clock.now;
}

/// The groups as a table; true when a mean is missing in it.
bool print_table(const Terminal& terminal,
                 std::string_view title,
                 std::span<const Group> groups) {
  constexpr std::size_t numbers = 24; // columns that n, rated and change take
  const std::size_t width = terminal.text_width();
  const std::size_t most = width > numbers + 8 ? width - numbers : 8;
  std::vector<std::vector<std::string>> lines = {
      {std::string(title), "    n", "rated", "change"}};
  for (const Group& group : groups)
    lines.push_back({cut_to_width(printable_line(group.id), most),
                     fmt::format("{:>5}", group.n),
                     fmt::format("{:>5}", group.rated),
                     fmt::format("{:>6}", mean_change(group.change))});
  const std::string table = columns(lines, width);
  const std::size_t heading = table.find('\n');
  terminal.print(table.substr(0, heading), Style::strong);
  terminal.print(table.substr(heading));
  return std::ranges::any_of(groups, [](const Group& group) { return !group.change; });
}

void explain_dash(const Terminal& terminal) {
  terminal.print(
      indented(fmt::format("– a mean change needs {} rated setbacks", least_for_mean),
               "",
               "  ",
               terminal.text_width()));
}

void print_tops(const Terminal& terminal, const Stats& stats) {
  constexpr std::size_t most = 5;
  bool lacks_mean = false;
  const auto print = [&](std::string_view title, std::span<const Group> groups) {
    if (groups.empty()) return;
    terminal.print("\n");
    const auto top = groups.first(std::min(most, groups.size()));
    lacks_mean = print_table(terminal, title, top) || lacks_mean;
  };
  print("Themes", stats.themes);
  print("Feelings", stats.feelings);
  if (lacks_mean) explain_dash(terminal);
}

void print_view(const World& world, const Stats& stats, const Query& query) {
  const Terminal& terminal = world.terminal;
  say(terminal,
      "Entries",
      fmt::format("{}, {}\n{} open, {} calm",
                  stats.entries,
                  period(stats, world, query),
                  stats.open,
                  stats.calm));
  say(terminal, "Distress", distress_text(stats.distress));
  if (stats.distress.n > 1)
    say(terminal, "Change", change_text(stats.changes, terminal.text_width()));
  if (stats.recovery.n + stats.recovery.unrecovered > 0)
    say(terminal, "Recovery", recovery_text(stats.recovery));
  if (holds_practice(query, world.clock))
    say(terminal, "Practice", practice_text(stats.practice));
  print_tops(terminal, stats);
}

void print_groups(const Terminal& terminal,
                  const Grouping& grouping,
                  const Stats& stats) {
  const std::vector<Group>& groups = stats.*grouping.groups;
  if (groups.empty())
    terminal.say("No {} stands in these entries.", grouping.name);
  else if (print_table(terminal, grouping.name, groups))
    explain_dash(terminal);
}

void print_emptiness(const World& world, const Query& query, bool has_problems) {
  const bool is_narrowed =
      query.since || query.until || query.theme || query.occasion || query.form;
  if (has_problems)
    world.terminal.say("There is no entry here that could be counted.");
  else if (is_narrowed)
    world.terminal.say(
        "No entry fits. `kindly stats` without options counts them all.");
  else
    world.terminal.say("There is no entry yet. `kindly new` writes the first.");
}

/// Bodies are read for phrases only where the answer has them.
bool needs_phrases(Format format, const std::optional<std::string>& by) {
  if (format == Format::json || (format == Format::jsonl && !by)) return true;
  return by == "tone" || by == "phrase";
}

void print_result(const World& world,
                  const Stats& stats,
                  const std::optional<std::string>& by) {
  const Grouping& grouping = grouping_named(by.value_or("theme"));
  const std::vector<Group>& groups = stats.*grouping.groups;
  switch (world.format) {
  case Format::json: world.terminal.print(stats_json(stats, by).pretty() + '\n'); break;
  case Format::csv: world.terminal.print(rows(groups, ',')); break;
  case Format::tsv: world.terminal.print(rows(groups, '\t')); break;
  case Format::jsonl:
    if (!by) world.terminal.print(stats_json(stats, by).line() + '\n');
    if (by)
      for (const Group& group : groups)
        world.terminal.print(group_json(group).line() + '\n');
    break;
  case Format::text: print_groups(world.terminal, grouping, stats); break;
  }
}

bool draws(const Options& options) {
  return options.html || options.svg;
}

/// Refuses what cannot go together, rather than leaving some of it out.
void check_options(const World& world, const Options& options) {
  const auto refuse = [](const std::string& what, const std::string& hint) {
    throw Error(ExitCode::usage, what, hint);
  };
  if (options.html && options.svg)
    refuse("--html and --svg do not go together", "Run it once for each.");
  if (draws(options) && (options.by || world.format != Format::text))
    refuse("a page or a plot goes with neither --by nor --format",
           "The page has them all: kindly stats --html FILE");
  if (options.with_words && !draws(options))
    refuse("--with-words is for --html and --svg",
           "Other views have the words anyway.");
  if (!options.svg && options.svg_file != "-")
    refuse(fmt::format("'{}' is one word too many", printable_line(options.svg_file)),
           "A FILE goes with --svg PLOT or --html FILE.");
}

/// The page or the one plot.
void write_report(const World& world,
                  const Options& options,
                  const ReportSource& source) {
  if (options.html)
    write_page(world, *options.html, report_page(source));
  else
    write_page(world, options.svg_file, report_plot(*options.svg, source));
}

ExitCode run_stats(const World& world, const Options& options) {
  check_options(world, options);
  Query query = query_of(options.filters, world.clock);
  StatsOptions asked{.clock = world.clock,
                     .goal = world.settings.goal,
                     .from = query.since,
                     .to = query.until};
  std::optional<PhraseUse> phrases;
  if (needs_phrases(world.format, options.by) || options.with_words) {
    phrases.emplace(world, world.library());
    query.text = [&](const Entry& entry, const Document& document) {
      phrases->note(entry, document);
      return true;
    };
    asked.phrases_of = [&](const Entry& entry) { return phrases->of(entry); };
  }
  const Listing listing = world.journal().list(query);
  const Stats stats = stats_of(listing.entries, asked);
  if (draws(options))
    write_report(world,
                 options,
                 {.stats = stats,
                  .entries = listing.entries,
                  .query = query,
                  .library = world.library(),
                  .clock = world.clock,
                  .with_words = options.with_words ? WithWords::yes : WithWords::no});
  else if (world.format == Format::text && stats.entries == 0)
    print_emptiness(world, query, !listing.problems.empty());
  else if (world.format == Format::text && !options.by)
    print_view(world, stats, query);
  else
    print_result(world, stats, options.by);
  world.terminal.out.flush(); // what could be counted comes before what could not
  return report(world, listing.problems);
}

} // namespace

Command stats_command() {
  const auto options = std::make_shared<Options>();
  std::vector<Arg> args = filter_args(options->filters);
  args.push_back(value("--by", "WHAT", options->by, "Count by this instead")
                     .one_of(grouping_names()));
  args.push_back(value("--html",
                       "FILE",
                       options->html,
                       "Write a page with plots; - is standard output")
                     .completes(Completes::file));
  args.push_back(
      value(
          "--svg", "PLOT", options->svg, "Write one plot: to FILE, or standard output")
          .one_of(plot_names));
  args.push_back(value("FILE", "FILE", options->svg_file, "Where --svg writes")
                     .completes(Completes::file));
  args.push_back(
      flag("--with-words", options->with_words, "Words of your own on the page too"));
  return {
      .name = "stats",
      .group = "Look back",
      .summary = "See what changed between the ratings",
      .description =
          "Compares the ratings before and after of the same entry. Without "
          "an after, the "
          "first check-in within 12 hours stands in. Change is after less "
          "before: less than "
          "zero is lighter. Recovery is the time to the first rating at or "
          "below half of the "
          "one before; an after without minutes has no time. Planned calm "
          "practice is counted "
          "and never mixed with the ratings of setbacks, and fewer than 5 "
          "ratings have no "
          "mean. Every number is of the entries asked for, practice too. "
          "csv and tsv have a "
          "row for each theme, or for each of what --by names; jsonl has "
          "the whole on one "
          "line, or with --by a line for each. An entry counts for a phrase "
          "of the packs, and "
          "for its tone, when the phrase is a sentence of its kind part.\n\n"
          "--html writes one page with plots and tables, for a screen, a screen "
          "reader and two sheets of A4; it needs no network and no script. --svg "
          "writes one of its plots. Both name the themes that ship with kindly and "
          "the feelings that its word lists have, and only count the others, until "
          "--with-words names them all and adds sentences of your own that stand "
          "in 5 rated entries or more, the largest fall first. A page or plot that "
          "kindly wrote before is replaced; any other file stays as it is.",
      .args = std::move(args),
      .formats = {Format::text, Format::json, Format::jsonl, Format::csv, Format::tsv},
      .examples =
          {{"kindly stats --since 4w", "The last four weeks."},
           {"kindly stats --by week", "How each week was, as a table."},
           {"kindly stats --by theme --format csv", "The themes for a spreadsheet."},
           {"kindly stats --html looking-back.html", "A page to read or to print."},
           {"kindly stats --svg themes themes.svg", "One plot, for another page."}},
      .run = [options](const World& world) { return run_stats(world, *options); },
  };
}

} // namespace kindly
