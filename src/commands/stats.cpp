// kindly stats: what changed between the ratings, and with what.

#include "insight/stats.hpp"

#include "base/csv.hpp"
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
#include <deque>
#include <functional>
#include <iterator>
#include <map>
#include <memory>

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
  std::string_view nothing;     ///< what is said when there is none
  bool from_phrases = false;    ///< made from what the bodies say
  bool only_when_asked = false; ///< JSON has it with --by only
};

const std::array<Grouping, 11> groupings = {{
    {"theme", "themes", &Stats::themes, "No theme stands in these entries."},
    {"feeling", "feelings", &Stats::feelings, "No feeling stands in these entries."},
    {"occasion",
     "occasions",
     &Stats::occasions,
     "No occasion stands in these entries."},
    {"form", "forms", &Stats::forms, "No form stands in these entries."},
    {"tone",
     "tones",
     &Stats::tones,
     "No phrase of the packs stands in these entries.",
     true},
    {"phrase",
     "phrases",
     &Stats::phrases,
     "No phrase of the packs stands in these entries.",
     true},
    {"role",
     "roles",
     &Stats::roles,
     "No phrase of the packs stands in these entries.",
     true},
    {"mine",
     "mine",
     &Stats::mine,
     "No phrase of your own stands in these entries. `kindly keep` keeps one.",
     true},
    {"pair",
     "pairs",
     &Stats::pairs,
     "No entry here has a theme of the critic and a theme of life together."},
    {"week", "weeks", &Stats::weeks, "No week has an entry.", false, true},
    {"month", "months", &Stats::months, "No month has an entry.", false, true},
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

Json interval_json(const std::optional<Interval>& interval) {
  if (!interval) return {};
  Json json = Json::object();
  json.set("low", interval->low).set("high", interval->high);
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
      .set("worse", distress.worse)
      .set("interval", interval_json(distress.interval));
  return json;
}

Json recovery_json(const Recovery& recovery) {
  Json json = Json::object();
  json.set("n", recovery.n)
      .set("unrecovered", recovery.unrecovered)
      .set("median_hours", json_or_null(recovery.median_hours))
      .set("undated", recovery.undated)
      .set("half_there_hours", json_or_null(recovery.half_there_hours));
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
      .set("change", json_or_null(group.change))
      .set("median", json_or_null(group.median_change))
      .set("interval", interval_json(group.interval));
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

/// A word of the person's own as a cell of CSV or of TSV, which knows no quotes.
std::string cell(std::string_view text, char divider) {
  const std::string line = printable_line(text);
  if (divider == ',') return csv_field(line);
  return std::string(formula_guard(text)) + line;
}

/// RFC 4180 ends its lines with CRLF; TSV is for line tools, which would see the CR.
std::string rows(std::span<const Group> groups, char divider) {
  const std::string_view line_end = divider == ',' ? "\r\n" : "\n";
  const auto number = [](const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string();
  };
  std::string out = fmt::format(
      "id{0}n{0}rated{0}change{0}median{0}low{0}high{1}", divider, line_end);
  for (const Group& group : groups)
    out += fmt::format("{2}{0}{3}{0}{4}{0}{5}{0}{6}{0}{7}{0}{8}{1}",
                       divider,
                       line_end,
                       cell(group.id, divider),
                       group.n,
                       group.rated,
                       number(group.change),
                       number(group.median_change),
                       group.interval ? number(group.interval->low) : "",
                       group.interval ? number(group.interval->high) : "");
  return out;
}

/// Signs beside the words, as the locale has them.
struct Look {
  Signs signs;
  std::string_view arrow;
  std::string_view none; ///< in the place of a number

  static Look of(const Terminal& terminal) {
    if (terminal.unicode) return {Signs::unicode, "→", "–"};
    return {Signs::ascii, "->", "-"};
  }
};

std::string mean_change(double change) {
  const double rounded = in_tenths(change);
  return rounded == 0 ? "0.0" : fmt::format("{:+.1f}", rounded);
}

void print_wrapped(const Terminal& terminal, std::string_view text) {
  terminal.print(indented(text, "", "", terminal.text_width()));
}

constexpr std::size_t label_width = 11;

/// Columns beside a label.
std::size_t beside_label(const Terminal& terminal) {
  return std::max<std::size_t>(terminal.text_width(), 32) - label_width;
}

/// A label, and beside it what it names; each line of `text` begins a new one, and is
/// wrapped where it has to be.
void say(const Terminal& terminal, std::string_view label, std::string_view text) {
  const std::string indent(label_width, ' ');
  const std::size_t width = terminal.text_width();
  std::string beside;
  for (const std::string_view line : lines_of(text))
    beside += display_width(line) + label_width <= width
                  ? fmt::format("{}{}\n", indent, line)
                  : indented(line, indent, indent, width);
  terminal.print(padded(label, label_width), Style::strong);
  terminal.print(beside.substr(label_width));
}

std::string period(const Stats& stats, const World& world, const Query& query) {
  using std::chrono::seconds;
  const std::string from = to_day(world.clock.day_of(*stats.from));
  Moment last = *stats.to;
  if (query.until) last.instant -= seconds(1); // its end is the first moment outside
  const std::string to = to_day(world.clock.day_of(last));
  return from == to ? "on " + from : fmt::format("from {} to {}", from, to);
}

/// From one end to the other, or the one number where both are the same.
std::string range_text(const Interval& interval) {
  const std::string low = signed_number(interval.low);
  const std::string high = signed_number(interval.high);
  return low == high ? low : fmt::format("{} to {}", low, high);
}

/// How many went each way, the number first for who cannot see the bar.
std::string directions(const Distress& distress, std::size_t width, Signs signs) {
  struct Row {
    std::string_view name;
    std::size_t n;
  };
  const std::array<Row, 3> rows = {{{"better", distress.better},
                                    {"same", distress.same},
                                    {"worse", distress.worse}}};
  const std::size_t digits = fmt::format("{}", distress.n).size();
  const std::size_t room = width > digits + 9 ? width - digits - 9 : 1;
  std::string out;
  for (const Row& row : rows) {
    out += padded(row.name, 7) + right_aligned(fmt::format("{}", row.n), digits);
    const auto whole = static_cast<double>(distress.n);
    const std::string drawn =
        bar(static_cast<double>(row.n), whole, std::min<std::size_t>(room, 40), signs);
    out += (drawn.empty() ? "" : "  " + drawn) + '\n';
  }
  return out;
}

std::string
distress_text(const Distress& distress, std::size_t width, const Look& look) {
  if (distress.n == 0) return "no setback here is rated before and after";
  std::string out = fmt::format("{}, before {} after; lower is lighter\n",
                                counted(distress.n, "rated setback", "rated setbacks"),
                                look.arrow);
  out += fmt::format("median {:g} {} {:g}, change {}\n",
                     *distress.before.median,
                     look.arrow,
                     *distress.after.median,
                     signed_number(*distress.change.median));
  if (distress.interval) {
    const std::string range = range_text(*distress.interval);
    const bool is_one = distress.interval->low == distress.interval->high;
    out += fmt::format("likely {}{} (95 %)\n", is_one ? "" : "from ", range);
  }
  if (distress.change.mean)
    out += fmt::format("mean {:.1f} {} {:.1f}, change {}\n",
                       *distress.before.mean,
                       look.arrow,
                       *distress.after.mean,
                       mean_change(*distress.change.mean));
  else
    out += fmt::format("no mean: a mean needs {}\n", least_for_mean);
  return out + directions(distress, width, look.signs) +
         "High scores tend to fall by themselves, too.";
}

/// One sign for each rated setback, or for a few neighbours where there are many.
std::string
change_text(const std::vector<double>& changes, std::size_t width, Signs signs) {
  constexpr std::size_t most_signs = 60;
  const std::vector<double> shown = in_runs(changes, std::min(width, most_signs));
  const auto [low, high] = std::ranges::minmax(shown);
  const std::span<const std::string_view> steps = sparkline_signs(signs);
  const std::string range = low == high ? "all " + signed_number(low)
                                        : fmt::format("{} is {}, {} is {}",
                                                      steps.front(),
                                                      signed_number(low),
                                                      steps.back(),
                                                      signed_number(high));
  const std::size_t run = (changes.size() + shown.size() - 1) / shown.size();
  const std::string each =
      run == 1 ? "a sign for each" : fmt::format("up to {} rated setbacks a sign", run);
  return fmt::format("{}\n{}, oldest first: {}", sparkline(shown, signs), each, range);
}

/// How many got there comes first: the time of those that did is only theirs.
std::string recovery_text(const Recovery& recovery) {
  const std::size_t there = recovery.n + recovery.undated;
  if (there == 0)
    return counted(recovery.unrecovered, "setback", "setbacks") +
           " not at half of the first rating so far";
  std::string out = fmt::format("{} of {} came to half of the first rating or less\n",
                                there,
                                there + recovery.unrecovered);
  if (recovery.undated > 0)
    out += fmt::format("{} of them at a time that was not noted\n", recovery.undated);
  if (recovery.n > 0)
    out += fmt::format(
        "{} until then (median of {})\n", duration(*recovery.median_hours), recovery.n);
  if (recovery.half_there_hours && recovery.unrecovered > 0)
    out += fmt::format("counting the others in, an estimate: half there after {}",
                       duration(*recovery.half_there_hours));
  return out;
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

/// A name in lines of at most `width` columns; a longer word goes on in the next line.
std::vector<std::string> name_lines(std::string_view name, std::size_t width) {
  constexpr std::string_view ellipsis = "…";
  std::vector<std::string> lines;
  for (std::string line : wrap(printable_line(name), width)) {
    while (display_width(line) > width) {
      const std::string cut = cut_to_width(line, width);
      const std::size_t kept = cut.size() - ellipsis.size();
      if (kept == 0) break; // a sign wider than the column
      lines.push_back(line.substr(0, kept));
      line.erase(0, kept);
    }
    lines.push_back(line);
  }
  return lines;
}

/// The two themes of a pair, with blanks where a line may end.
std::vector<Group> spaced(std::vector<Group> pairs) {
  for (Group& pair : pairs) {
    const std::size_t plus = pair.id.find('+');
    if (plus != std::string::npos) pair.id.replace(plus, 1, " + ");
  }
  return pairs;
}

enum class ShowIntervals { no, yes };

/// The numbers of a row as they are shown.
std::vector<std::string>
cells_of(const Group& group, std::string_view none, ShowIntervals intervals) {
  std::vector<std::string> cells = {
      fmt::format("{}", group.n),
      fmt::format("{}", group.rated),
      group.change ? mean_change(*group.change) : std::string(none),
      group.median_change ? signed_number(*group.median_change) : std::string(none)};
  if (intervals == ShowIntervals::yes)
    cells.push_back(group.interval ? range_text(*group.interval) : std::string(none));
  return cells;
}

/// The groups as a table: names at the left, as many lines as they take, numbers at the
/// right of the last one.
void print_table(const Terminal& terminal,
                 std::string_view title,
                 std::span<const Group> groups,
                 ShowIntervals intervals) {
  const Look look = Look::of(terminal);
  std::vector<std::vector<std::string>> numbers = {{"n", "rated", "mean", "median"}};
  if (intervals == ShowIntervals::yes) numbers.front().emplace_back("likely");
  for (const Group& group : groups)
    numbers.push_back(cells_of(group, look.none, intervals));
  std::vector<std::size_t> widths(numbers.front().size());
  std::size_t taken = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    for (const auto& row : numbers)
      widths[i] = std::max(widths[i], display_width(row[i]));
    taken += widths[i] + 2;
  }
  constexpr std::size_t least_name = 8;
  const std::size_t width = terminal.text_width();
  const std::size_t most = std::max(width > taken ? width - taken : 0, least_name);
  std::vector<std::vector<std::string>> names = {{std::string(title)}};
  for (const Group& group : groups) names.push_back(name_lines(group.id, most));
  std::size_t widest = 0;
  for (const auto& lines : names)
    for (const std::string& line : lines)
      widest = std::max(widest, display_width(line));

  for (std::size_t row = 0; row < names.size(); ++row) {
    std::string text;
    for (std::size_t i = 0; i + 1 < names[row].size(); ++i)
      text += names[row][i] + '\n';
    text += padded(names[row].empty() ? "" : names[row].back(), widest);
    for (std::size_t i = 0; i < widths.size(); ++i)
      text += right_aligned(numbers[row][i], widths[i] + 2);
    terminal.print(text, row == 0 ? Style::strong : Style::plain);
    terminal.print("\n");
  }
}

/// What the last columns are, and why they may be empty.
void explain_columns(const Terminal& terminal,
                     std::span<const Group> groups,
                     ShowIntervals intervals) {
  const bool lacks =
      std::ranges::any_of(groups, [](const Group& group) { return !group.change; });
  std::string text = "Mean and median are of the change.";
  if (lacks) text += fmt::format(" A mean needs {} rated setbacks.", least_for_mean);
  if (intervals == ShowIntervals::yes)
    text += " Likely is where the median lies (95 %); it needs 6.";
  print_wrapped(terminal, text);
}

void print_tops(const Terminal& terminal, const Stats& stats) {
  constexpr std::size_t most = 5;
  constexpr std::size_t most_pairs = 3;
  std::vector<Group> shown;
  const auto print = [&](std::string_view title, std::span<const Group> groups) {
    if (groups.empty()) return;
    terminal.print("\n");
    print_table(terminal, title, groups, ShowIntervals::no);
    shown.insert(shown.end(), groups.begin(), groups.end());
  };
  const auto first = [](std::span<const Group> groups, std::size_t n) {
    return groups.first(std::min(n, groups.size()));
  };
  print("Themes", first(stats.themes, most));
  std::vector<Group> pairs = spaced(stats.pairs);
  std::erase_if(pairs, [](const Group& pair) { return pair.n < least_for_mean; });
  print("Together", first(pairs, most_pairs));
  print("Feelings", first(stats.feelings, most));
  if (shown.empty()) return;
  explain_columns(terminal, shown, ShowIntervals::no);
  if (stats.distress.n >= least_for_mean)
    print_wrapped(terminal,
                  "What went with the change: kindly stats --by phrase (role, tone, "
                  "mine).");
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
  const Look look = Look::of(terminal);
  const std::size_t room = beside_label(terminal);
  say(terminal, "Distress", distress_text(stats.distress, room, look));
  if (stats.distress.n > 1)
    say(terminal, "Change", change_text(stats.changes, room, look.signs));
  if (stats.recovery.n + stats.recovery.unrecovered + stats.recovery.undated > 0)
    say(terminal, "Recovery", recovery_text(stats.recovery));
  if (holds_practice(query, world.clock))
    say(terminal, "Practice", practice_text(stats.practice));
  print_tops(terminal, stats);
}

/// Between which two groups the change differs most, if it does so clearly: where the
/// intervals of their medians have nothing in common, which are wider the more groups
/// there are to pick from. Weeks and months are no choice.
std::string extremes(const Grouping& grouping, std::span<const Group> groups) {
  const auto compared = std::ranges::count_if(
      groups, [](const Group& group) { return group.interval.has_value(); });
  if (grouping.only_when_asked || compared < 2) return {};
  constexpr std::string_view unclear = "No difference here is clear.";
  std::vector<Group> known;
  std::ranges::copy_if(groups, std::back_inserter(known), [](const Group& group) {
    return group.among_all.has_value();
  });
  if (known.size() < 2) return std::string(unclear);
  const auto [low, high] =
      std::ranges::minmax(known, {}, [](const Group& group) { return *group.change; });
  if (low.among_all->high >= high.among_all->low) return std::string(unclear);
  const auto said = [](const Group& group) {
    return fmt::format("{} ({}, mean of {})",
                       printable_line(group.id),
                       mean_change(*group.change),
                       group.rated);
  };
  return fmt::format("{}: {}. {}: {}. What goes together need not be cause and effect.",
                     *low.change < 0 ? "Largest fall" : "Smallest rise",
                     said(low),
                     *high.change > 0 ? "Largest rise" : "Smallest fall",
                     said(high));
}

void print_groups(const Terminal& terminal,
                  const Grouping& grouping,
                  const Stats& stats) {
  std::vector<Group> groups = stats.*grouping.groups;
  if (grouping.groups == &Stats::pairs) groups = spaced(std::move(groups));
  if (groups.empty()) {
    print_wrapped(terminal, grouping.nothing);
    return;
  }
  constexpr std::size_t least_width = 60; // else names have no room beside it
  const ShowIntervals intervals =
      terminal.text_width() >= least_width ? ShowIntervals::yes : ShowIntervals::no;
  print_table(terminal, grouping.name, groups, intervals);
  explain_columns(terminal, groups, intervals);
  const std::string most = extremes(grouping, groups);
  print_wrapped(terminal, most);
}

void print_emptiness(const World& world, const Query& query, bool has_problems) {
  const bool is_narrowed =
      query.since || query.until || query.theme || query.occasion || query.form;
  if (has_problems)
    print_wrapped(world.terminal, "There is no entry here that could be counted.");
  else if (is_narrowed)
    print_wrapped(world.terminal,
                  "No entry fits. `kindly stats` without options counts them all.");
  else
    print_wrapped(world.terminal,
                  "There is no entry yet. `kindly new` writes the first.");
}

/// The text view, or why there is none.
void print_overview(const World& world,
                    const Stats& stats,
                    const Query& query,
                    bool has_problems) {
  if (stats.entries == 0)
    print_emptiness(world, query, has_problems);
  else
    print_view(world, stats, query);
}

/// Bodies are read for phrases only where the answer has them.
bool needs_phrases(Format format, const std::optional<std::string>& by) {
  if (format == Format::json || (format == Format::jsonl && !by)) return true;
  return by && grouping_named(*by).from_phrases;
}

bool needs_pairs(Format format, const std::optional<std::string>& by) {
  if (format == Format::text && !by) return true;
  return needs_phrases(format, by) || by == "pair";
}

void print_result(const World& world,
                  const Stats& stats,
                  const std::optional<std::string>& by) {
  const Grouping& grouping = grouping_named(by.value_or("theme"));
  const std::vector<Group>& groups = stats.*grouping.groups;
  switch (world.format) {
  case Format::json: world.terminal.print(stats_json(stats, by).pretty() + '\n'); break;
  case Format::csv: world.terminal.print_raw(rows(groups, ',')); break;
  case Format::tsv: world.terminal.print(rows(groups, '\t')); break;
  case Format::jsonl:
    if (!by) world.terminal.print(stats_json(stats, by).line() + '\n');
    if (by)
      for (const Group& group : groups)
        world.terminal.print(group_json(group).line() + '\n');
    break;
  default: print_groups(world.terminal, grouping, stats); break;
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

/// The axis of a theme. A broken pack is named where its phrases are wanted. Most
/// entries have no two themes: the packs are read when they do.
class Axes {
 public:
  explicit Axes(const World& world) : world_(world) {}

  std::string_view of(const std::string& theme) {
    if (!axes_) read();
    const auto found = axes_->find(theme);
    return found == axes_->end() ? std::string_view() : found->second;
  }

 private:
  void read() {
    axes_.emplace();
    const Library library =
        Library::load(world_.theme_folders(), world_.settings.language);
    for (const Pack& pack : library.packs()) axes_->emplace(pack.id, pack.axis);
  }

  const World& world_;
  std::optional<std::map<std::string, std::string>> axes_;
};

/// What one thread has counted, and kept for a page.
struct Part {
  explicit Part(const StatsOptions& options) : count(options) {}
  StatsCount count;
  std::vector<Entry> entries;
};

/// What all of them have together.
struct Counted {
  Stats stats;
  std::vector<Entry> entries; ///< newest first, where a page shows them
  std::vector<Error> problems;
};

/// What is to be counted.
struct Task {
  Query query;
  StatsOptions options;
  const PhraseFinder* finder = nullptr; ///< none: no phrases
  bool keeps_entries = false;           ///< for a page
};

Counted count(const World& world, const Task& task) {
  std::deque<Part> parts;
  const Visits visits = [&] {
    return Visit{[&task, mine = &parts.emplace_back(task.options)](
                     Entry& entry, const DocumentView& document) {
      if (task.finder != nullptr)
        mine->count.add(entry, task.finder->find(document.kind_part(), entry));
      else
        mine->count.add(entry);
      if (task.keeps_entries) mine->entries.push_back(std::move(entry));
    }};
  };
  Counted all;
  all.problems = read_each(world, world.journal(), task.query, visits);
  StatsCount sum(task.options);
  for (Part& part : parts) {
    sum.add(part.count);
    std::ranges::move(part.entries, std::back_inserter(all.entries));
  }
  std::ranges::sort(all.entries, is_newer);
  all.stats = sum.result();
  return all;
}

ExitCode run_stats(const World& world, const Options& options) {
  check_options(world, options);
  Task task{.query = query_of(options.filters, world.clock),
            .options = {.clock = world.clock, .goal = world.settings.goal}};
  task.options.from = task.query.since;
  task.options.to = task.query.until;
  task.options.by_time = options.by && grouping_named(*options.by).only_when_asked;
  task.keeps_entries = draws(options);
  Axes axes(world);
  if (needs_pairs(world.format, options.by))
    task.options.axis_of = [&](const std::string& theme) { return axes.of(theme); };
  std::optional<Library> library;
  std::optional<PhraseFinder> finder;
  if (needs_phrases(world.format, options.by) || options.with_words)
    task.finder =
        &finder.emplace(phrase_finder(world, library.emplace(world.library())));
  else if (!draws(options))
    task.query.parts = Parts::numbers;
  const auto [stats, entries, problems] = count(world, task);
  if (stats.entries == 0) check_theme(world, options.filters, world.journal());
  if (draws(options))
    write_report(world,
                 options,
                 {.stats = stats,
                  .entries = entries,
                  .query = task.query,
                  .library = library ? *library : world.library(),
                  .clock = world.clock,
                  .with_words = options.with_words ? WithWords::yes : WithWords::no});
  else if (world.format != Format::text || (options.by && stats.entries > 0))
    print_result(world, stats, options.by);
  else
    print_overview(world, stats, task.query, !problems.empty());
  world.terminal.out.flush(); // what could be counted comes before what could not
  return report(world, problems);
}

} // namespace

constexpr std::string_view described =
    R"(Compares the ratings before and after of the same entry.
Without an after, the first check-in within 12 hours stands in.
Change is after less before: less than zero is lighter.
High scores tend to fall by themselves, too: after an unusually heavy moment the next rating is likely to be lower, whatever one does.
Read a change as what went together with the writing.

The median is the middle one of all when they stand in order, so a single odd day does not move it; the mean is their sum divided by how many there are.

Planned calm practice is counted and never mixed with the ratings of setbacks.
Fewer than 5 ratings have no mean.
From 6 ratings on there is an interval: the median lies in it with a confidence of 95 % or more, if the moments do not depend on each other.
It is made of two order statistics, as the sign test has it (W. R. Thompson, Annals of Mathematical Statistics 7, 1936), and asks nothing of the shape of the numbers.

Recovery is the time to the first rating at or below half of the one before.
Entries that have not got there are counted apart.
The median of the others alone is shorter than the truth; the estimate for all together counts them up to their last rating (E. L. Kaplan and P. Meier, Journal of the American Statistical Association 53, 1958).
An after without minutes has no time.

With --by there is a table of groups.
An entry counts for a phrase of the packs, and for its tone and role, when the phrase is a sentence of its kind part; `mine` are the phrases of your own packs.
A `pair` is a theme of the critic and a theme of life in one entry.
The largest and the smallest fall are named only where they differ clearly: their intervals, made wider for as many groups as there are to pick from (Bonferroni), have nothing in common.
A week has the name of the ISO week that most of its days are in.
Every number is of the entries asked for, practice too.

--html writes one page with plots and tables, for a screen, a screen reader and two sheets of A4; it needs no network and no script.
--svg writes one of its plots.
Both name the themes that ship with kindly and the feelings that its word lists have, and only count the others, until --with-words names them all and adds sentences of your own that stand in 5 rated entries or more, the largest fall first.
A page or plot that kindly wrote before is replaced; any other file stays as it is.)";

const std::vector<Field> json_fields = {
    {"schema", "`kindly.stats/1`. Fields may be added under this name; none goes away"},
    {"from",
     "RFC 3339: what `--since` says, else the date of the oldest entry, or null"},
    {"to",
     "RFC 3339: the first moment behind `--until`, else the date of the newest entry, "
     "or "
     "null"},
    {"entries", "How many entries there are, calm and open ones too"},
    {"open", "Those with critical thoughts and no kind part"},
    {"calm", "Those of planned calm practice"},
    {"distress", "The ratings of paired setbacks: not calm, rated before and after"},
    {"distress.n", "How many pairs there are"},
    {"distress.before", "The first ratings: `mean` (null under 5) and `median`"},
    {"distress.after", "The second ratings, in the same way"},
    {"distress.change", "After less before, in the same way; less than 0 is lighter"},
    {"distress.better", "Pairs with a change below 0"},
    {"distress.same", "Pairs with a change of 0"},
    {"distress.worse", "Pairs with a change above 0"},
    {"distress.interval",
     "Where the median of the change lies, 95 %: `low` and `high`; null under 6 pairs"},
    {"recovery", "The time to the first rating at or below half of the one before"},
    {"recovery.n", "Setbacks that got there at a time that is known"},
    {"recovery.unrecovered", "Setbacks that were rated again and have not got there"},
    {"recovery.median_hours", "The median of those that got there, or null"},
    {"recovery.undated", "Setbacks that got there, and nobody noted when"},
    {"recovery.half_there_hours",
     "The estimate (Kaplan and Meier) of when half were there, unrecovered ones "
     "counted "
     "in; null where fewer than half were there, or fewer than 5 were still watched"},
    {"practice.goal_per_week", "The config's `goal`"},
    {"practice.last_28_days", "Calm entries of 28 days, today the last of them"},
    {"practice.weeks", "The last eight weeks, oldest first: `week` (ISO 8601) and `n`"},
    {"themes",
     "A list of groups, the largest first. So are `feelings`, `occasions`, `forms`, "
     "`tones`, `phrases`, `roles`, `mine` (phrases of your own packs) and `pairs` (a "
     "theme of the critic and one of life: `approval+work`). With `--by week` and "
     "`--by "
     "month` there are `weeks` and `months`, oldest first"},
    {"themes[].id", "What the entries of the group have in common"},
    {"themes[].n", "How many entries are in it"},
    {"themes[].rated", "How many of them are paired setbacks"},
    {"themes[].change", "The mean of their change; null under 5"},
    {"themes[].median", "The median of their change, or null"},
    {"themes[].interval", "Where that median lies, as in `distress.interval`"},
    {"CSV and TSV",
     "A row for each group: id, n, rated, change, median, low, high; an empty cell is "
     "null. CSV is that of RFC 4180: UTF-8, CRLF at the end of each line, quotes only "
     "where they are needed. TSV has no quotes and ends its lines with LF. A word that "
     "a "
     "spreadsheet would take for a formula has an apostrophe before it"},
    {"JSON Lines", "The whole on one line, or with `--by` a line for each group"},
};

Command stats_command() {
  const auto options = std::make_shared<Options>();
  std::vector<Arg> args = filter_args(options->filters);
  args.push_back(value("--by", "WHAT", options->by, "Count by this instead")
                     .one_of(grouping_names()));
  args.push_back(
      value("--html",
            "FILE",
            options->html,
            "Write a page with plots, over an earlier one; - is standard output")
          .completes(Completes::file));
  args.push_back(
      value(
          "--svg", "PLOT", options->svg, "Write one plot: to FILE, or standard output")
          .one_of(plot_names));
  args.push_back(
      value(
          "FILE", "FILE", options->svg_file, "Where --svg writes, over an earlier plot")
          .completes(Completes::file));
  args.push_back(
      flag("--with-words", options->with_words, "Words of your own on the page too"));
  return {
      .name = "stats",
      .group = "Look back",
      .summary = "See what changed between the ratings",
      .description = described,
      .args = std::move(args),
      .formats = {Format::text, Format::json, Format::jsonl, Format::csv, Format::tsv},
      .examples =
          {{"kindly stats --since 4w", "The last four weeks."},
           {"kindly stats --by week", "How each week was, as a table."},
           {"kindly stats --by theme --format csv", "The themes for a spreadsheet."},
           {"kindly stats --html looking-back.html", "A page to read or to print."},
           {"kindly stats --svg themes themes.svg", "One plot, for another page."}},
      .fields = json_fields,
      .run = [options](const World& world) { return run_stats(world, *options); },
  };
}

} // namespace kindly
