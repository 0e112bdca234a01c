#include "insight/report.hpp"

#include "base/error.hpp"
#include "base/html.hpp"
#include "base/text.hpp"
#include "insight/figures.hpp"
#include "insight/plot.hpp"
#include "insight/timeline.hpp"
#include "words/language.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <unordered_set>
#include <vector>

namespace kindly {
namespace {

using std::chrono::local_days;
using std::chrono::year_month_day;

/// So many groups are drawn, and so many stand in a table: a page is to be read.
constexpr std::size_t most_drawn = 10;
constexpr std::size_t most_in_table = 60;

/// Groups under the names that may be shown, and how many may not.
struct Named {
  std::vector<Group> groups;
  std::size_t unnamed = 0;
};

/// The groups for which `name` has a name.
Named named(std::span<const Group> groups,
            const std::function<std::optional<std::string>(const std::string&)>& name) {
  Named out;
  for (Group group : groups)
    if (auto shown = name(group.id)) {
      group.id = std::move(*shown);
      out.groups.push_back(std::move(group));
    } else {
      out.unnamed += 1;
    }
  return out;
}

std::optional<std::string> theme_name(const ReportSource& source,
                                      const std::string& id) {
  const Pack* const pack = source.library.find(id);
  const bool ships =
      pack != nullptr && std::ranges::any_of(pack->phrases, &Phrase::ships);
  if (!ships && source.with_words == WithWords::no) return std::nullopt;
  return pack != nullptr ? pack->title : id;
}

Named themes_of(const ReportSource& source) {
  return named(source.stats.themes,
               [&](const std::string& id) { return theme_name(source, id); });
}

/// A theme of the critic and one of life in one entry, where that is no single chance:
/// in so many entries as a mean would need.
std::vector<Group> pairs_of(const ReportSource& source) {
  std::vector<Group> often;
  std::ranges::copy_if(source.stats.pairs,
                       std::back_inserter(often),
                       [](const Group& pair) { return pair.n >= least_for_mean; });
  return named(often,
               [&](const std::string& id) -> std::optional<std::string> {
                 const std::size_t plus = id.find('+');
                 const auto critic = theme_name(source, id.substr(0, plus));
                 const auto life = theme_name(source, id.substr(plus + 1));
                 if (!critic || !life) return std::nullopt;
                 return fmt::format("{} and {}", *critic, *life);
               })
      .groups;
}

Named feelings_of(const ReportSource& source) {
  std::unordered_set<std::string> known;
  for (const std::string& id : {std::string("en"), source.library.language()}) {
    const Language language = language_of(id);
    for (const std::string_view list : {"feelings", "feeling_names"})
      for (const std::string& word : language.words(list)) known.insert(fold(word));
  }
  return named(source.stats.feelings,
               [&](const std::string& word) -> std::optional<std::string> {
                 if (source.with_words == WithWords::no && !known.contains(fold(word)))
                   return std::nullopt;
                 return word;
               });
}

std::vector<Bar> recovery_bars(const ReportSource& source) {
  struct Step {
    std::string_view label;
    double hours;
  };
  constexpr std::array<Step, 4> steps = {{{"1 hour or less", 1},
                                          {"1 to 24 hours", 24},
                                          {"1 to 3 days", 72},
                                          {"3 to 7 days", 168}}};
  std::vector<Bar> bars;
  bars.reserve(steps.size() + 2);
  for (const Step& step : steps) bars.push_back({.label = std::string(step.label)});
  bars.push_back({.label = "over 7 days"});
  for (const Entry& entry : source.entries)
    if (const auto hours = hours_to_half(entry)) {
      const auto step = std::ranges::find_if(
          steps, [&](const Step& one) { return *hours <= one.hours; });
      bars[static_cast<std::size_t>(step - steps.begin())].n += 1;
    }
  bars.push_back({.label = "not there so far",
                  .n = source.stats.recovery.unrecovered,
                  .is_open = true});
  return bars;
}

bool has_recovery(const Stats& stats) {
  return stats.recovery.n + stats.recovery.unrecovered > 0;
}

Drawing group_drawing(std::string_view what, const Named& named) {
  const std::span<const Group> groups = named.groups;
  return draw_groups(what, groups.first(std::min(most_drawn, groups.size())));
}

Drawing recovery_drawing(const ReportSource& source) {
  const Recovery& recovery = source.stats.recovery;
  Drawing drawing = draw_bars("Until half as heavy", recovery_bars(source));
  drawing.description =
      fmt::format("{} came to half of the first rating or less, {} not so far.",
                  counted(recovery.n, "setback", "setbacks"),
                  recovery.unrecovered);
  drawing.caption =
      "How long setbacks took to the first rating at or below half of the "
      "one before.";
  return drawing;
}

// --- the page ----------------------------------------------------------------------

template <class... Values>
void add(std::string& body, fmt::format_string<Values...> text, Values&&... values) {
  fmt::format_to(std::back_inserter(body), text, std::forward<Values>(values)...);
}

/// A difference with a real minus.
std::string change_text(const std::optional<double>& change) {
  if (!change) return "–";
  std::string text = signed_number(*change);
  if (text.starts_with('-')) text.replace(0, 1, "\u2212");
  return text;
}

std::string number(double value) {
  return fmt::format("{:g}", in_tenths(value));
}

using Cells = std::vector<std::string>;

struct Table {
  std::string_view what; ///< the name of the drawing it goes with
  Cells head;
  std::vector<Cells> rows = {};
  std::string note = {};
};

/// Closed at first, but there for a screen reader and for who wants the numbers.
void add_table(std::string& body, const Table& table) {
  add(body,
      "<details>\n<summary>{} as a table</summary>\n<table>\n",
      html_text(table.what));
  if (!table.note.empty()) add(body, "<caption>{}</caption>\n", html_text(table.note));
  body += "<thead><tr>";
  for (const std::string& cell : table.head)
    add(body, "<th scope=\"col\">{}</th>", html_text(cell));
  body += "</tr></thead>\n<tbody>\n";
  for (const Cells& row : table.rows) {
    body += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      if (i == 0)
        add(body, "<th scope=\"row\">{}</th>", html_text(row[i]));
      else
        add(body, "<td>{}</td>", html_text(row[i]));
    body += "</tr>\n";
  }
  body += "</tbody>\n</table>\n</details>\n";
}

void add_figure(std::string& body, const Drawing& drawing, std::string_view id) {
  add(body, "<figure>\n{}", inline_svg(drawing, id));
  if (!drawing.caption.empty())
    add(body, "<figcaption>{}</figcaption>\n", html_text(drawing.caption));
  body += "</figure>\n";
}

void begin_section(std::string& body, std::string_view id, std::string_view title) {
  add(body,
      "<section class=\"{0}\" aria-labelledby=\"{0}-heading\">\n<h2 "
      "id=\"{0}-heading\">{1}</h2>\n",
      id,
      html_text(title));
}

void add_paragraph(std::string& body, std::string_view text) {
  add(body, "<p>{}</p>\n", html_text(text));
}

std::string period(const ReportSource& source) {
  const Stats& stats = source.stats;
  Moment last = *stats.to;
  if (source.query.until) last.instant -= std::chrono::seconds(1); // the first outside
  return spoken_days(source.clock.day_of(*stats.from), source.clock.day_of(last));
}

/// By what the entries were chosen, beside time; empty where all are here.
std::string choice(const ReportSource& source) {
  const Query& query = source.query;
  const bool with_words = source.with_words == WithWords::yes;
  std::vector<std::string> parts;
  const auto add_part = [&](std::string_view what,
                            const std::optional<std::string>& wanted,
                            const std::optional<std::string>& name) {
    if (!wanted) return;
    parts.push_back(name ? fmt::format("the {} {}", what, *name)
                         : fmt::format("one {} of your own", what));
  };
  const auto known = [&](const std::optional<std::string>& word, const auto& list) {
    const bool may_be_named =
        word && (with_words || std::ranges::find(list, *word) != list.end());
    return may_be_named ? word : std::nullopt;
  };
  add_part("theme",
           query.theme,
           query.theme ? theme_name(source, *query.theme) : std::nullopt);
  add_part("occasion", query.occasion, known(query.occasion, known_occasions));
  add_part("form", query.form, known(query.form, known_forms));
  if (parts.empty()) return {};
  return fmt::format("Only entries with {} are in these numbers.",
                     joined(parts, " and "));
}

void add_heading(std::string& body, const ReportSource& source) {
  const Stats& stats = source.stats;
  body += "<h1>Looking back</h1>\n";
  add(body,
      "<p class=\"quiet\">{}, {}</p>\n",
      html_text(period(source)),
      counted(stats.entries, "entry", "entries"));
  if (const std::string chosen = choice(source); !chosen.empty())
    add_paragraph(body, chosen);
}

/// Medians, means and how sure they are; there is at least one pair.
std::string numbers_text(const Distress& distress) {
  std::string numbers =
      fmt::format("The median, which is the middle one when all stand "
                  "in order, was {} before and {} after; the median "
                  "change is {}. ",
                  number(*distress.before.median),
                  number(*distress.after.median),
                  change_text(distress.change.median));
  if (distress.change.mean)
    numbers +=
        fmt::format("The mean was {:.1f} before and {:.1f} after, a change of {}.",
                    *distress.before.mean,
                    *distress.after.mean,
                    change_text(distress.change.mean));
  else
    numbers +=
        fmt::format("There is no mean: under {} ratings, one odd day would be most "
                    "of it. So few are single moments, no pattern.",
                    least_for_mean);
  if (const auto& interval = distress.interval)
    numbers +=
        interval->low == interval->high
            ? fmt::format(
                  " As far as {} pairs can tell, the median change is {} (a 95 % "
                  "interval).",
                  distress.n,
                  change_text(interval->low))
            : fmt::format(
                  " As far as {} pairs can tell, the median change lies between {} "
                  "and {} (a 95 % interval).",
                  distress.n,
                  change_text(interval->low),
                  change_text(interval->high));
  return numbers;
}

void add_summary(std::string& body, const ReportSource& source) {
  const Distress& distress = source.stats.distress;
  if (distress.n == 0) {
    body +=
        "<p class=\"lead\">No setback here is rated both before and after, so there is "
        "nothing to compare.</p>\n<p><code>kindly rate 4</code> adds a rating to the "
        "last entry.</p>\n";
    return;
  }
  add(body,
      "<p class=\"lead\">{} rated before the writing and after it: {} lighter after, "
      "{} "
      "the same, {} heavier.</p>\n",
      counted(distress.n, "setback was", "setbacks were"),
      distress.better,
      distress.same,
      distress.worse);
  add_paragraph(body, numbers_text(distress));
  add_paragraph(body,
                "A high rating is often followed by a lower one whatever one does, so "
                "these numbers cannot tell how much of a fall came from the writing.");
}

void add_calm(std::string& body, const Stats& stats) {
  if (stats.calm == 0) return;
  add_paragraph(body,
                fmt::format("{} planned calm practice, which no rating here includes.",
                            counted(stats.calm, "entry is", "entries are")));
}

void add_changes(std::string& body, const ReportSource& source) {
  if (source.stats.distress.n == 0) return;
  const Timeline timeline = timeline_of(source.entries, source.clock);
  begin_section(body, "change", "Before and after");
  add_figure(body, draw_changes(timeline), "change");
  const bool is_single = timeline.unit == Unit::entry;
  Table table{.what = "Before and after",
              .head = is_single ? Cells{"Day", "Before", "After", "Change"}
                                : Cells{"Time",
                                        "Rated",
                                        "Median before",
                                        "Median after",
                                        "Median change"}};
  for (const Place& place : timeline.places) {
    if (place.n == 0) continue;
    Cells row{place.name};
    if (!is_single) row.push_back(fmt::format("{}", place.n));
    row.insert(row.end(),
               {number(place.before), number(place.after), change_text(place.change)});
    table.rows.push_back(std::move(row));
  }
  add_table(body, table);
  body += "</section>\n";
}

/// Where the median change lies, 95 %.
std::string likely_text(const std::optional<Interval>& interval) {
  if (!interval) return "–";
  const std::string low = change_text(interval->low);
  return interval->low == interval->high
             ? low
             : fmt::format("{} to {}", low, change_text(interval->high));
}

/// The groups, as many as may stand in a table.
Table group_table(std::string_view what,
                  std::string_view title,
                  std::span<const Group> groups) {
  Table table{.what = what,
              .head = {std::string(title),
                       "Entries",
                       "Rated",
                       "Median change",
                       "Likely",
                       "Mean change"},
              .note = fmt::format(
                  "A mean needs {} rated setbacks. The median that more of them "
                  "would have lies in the range under “Likely” (95 %), which "
                  "needs 6.",
                  least_for_mean)};
  for (const Group& group : groups.first(std::min(most_in_table, groups.size())))
    table.rows.push_back({group.id,
                          fmt::format("{}", group.n),
                          fmt::format("{}", group.rated),
                          change_text(group.median_change),
                          likely_text(group.interval),
                          change_text(group.change)});
  return table;
}

/// `said` is a caption that stands above, and is not said again.
void add_groups(std::string& body,
                std::string_view id,
                const Named& named,
                std::string_view said = {}) {
  const std::string_view title = id == "themes" ? "Themes" : "Feelings";
  if (!named.groups.empty()) {
    Drawing drawing = group_drawing(title, named);
    if (drawing.caption == said) drawing.caption.clear();
    add_figure(body, drawing, id);
  }
  if (named.unnamed > 0)
    add_paragraph(body,
                  fmt::format("Not named here, being in words of your own: {}. "
                              "--with-words names them.",
                              named.unnamed));
  if (named.groups.size() > most_in_table)
    add_paragraph(body,
                  fmt::format("The table has the largest {} of {}.",
                              most_in_table,
                              named.groups.size()));
  if (!named.groups.empty()) add_table(body, group_table(title, title, named.groups));
}

void add_themes(std::string& body, const ReportSource& source) {
  const Named themes = themes_of(source);
  if (themes.groups.empty() && themes.unnamed == 0) return;
  begin_section(body, "themes", "Themes");
  add_groups(body, "themes", themes);
  const std::vector<Group> pairs = pairs_of(source);
  if (!pairs.empty())
    add_table(body, group_table("Two themes in one entry", "Themes", pairs));
  body += "</section>\n";
}

void add_feelings(std::string& body, const ReportSource& source) {
  const Named feelings = feelings_of(source);
  if (feelings.groups.empty() && feelings.unnamed == 0) return;
  begin_section(body, "feelings", "Feelings");
  const Named themes = themes_of(source);
  const std::string said =
      themes.groups.empty() ? "" : group_drawing("Themes", themes).caption;
  add_groups(body, "feelings", feelings, said);
  body += "</section>\n";
}

void add_calendar(std::string& body, const ReportSource& source) {
  const auto days = days_with_entries(source.entries, source.clock);
  begin_section(body, "calendar", "Days with an entry");
  add_figure(body, draw_calendar(days, source.clock), "calendar");
  std::map<local_days, std::size_t> months;
  for (const local_days day : days) {
    const year_month_day date(day);
    months[local_days(date.year() / date.month() / 1)] += 1;
  }
  const bool by_year = months.size() > 24;
  std::map<local_days, std::size_t> years;
  for (const auto& [month, count] : months)
    years[local_days(year_month_day(month).year() / std::chrono::January / 1)] += count;
  Table table{.what = "Days with an entry",
              .head = {by_year ? "Year" : "Month", "Days with an entry"}};
  for (const auto& [first, count] : by_year ? years : months) {
    const year_month_day date(first);
    const int year = static_cast<int>(date.year());
    table.rows.push_back({by_year
                              ? fmt::format("{}", year)
                              : fmt::format("{} {}", short_month(date.month()), year),
                          fmt::format("{}", count)});
  }
  add_table(body, table);
  body += "</section>\n";
}

void add_recovery(std::string& body, const ReportSource& source) {
  if (!has_recovery(source.stats)) return;
  const Recovery& recovery = source.stats.recovery;
  begin_section(body, "recovery", "Until half as heavy");
  const std::string_view have = recovery.unrecovered == 1 ? "has" : "have";
  if (recovery.n > 0)
    add_paragraph(
        body,
        fmt::format("{} came to half of the first rating or less, in a median "
                    "time of {}. {} {} no rating that low so far.",
                    counted(recovery.n, "setback", "setbacks"),
                    duration(*recovery.median_hours),
                    recovery.unrecovered,
                    have));
  else
    add_paragraph(body,
                  fmt::format("{} {} no rating at half of the first or less so far.",
                              counted(recovery.unrecovered, "setback", "setbacks"),
                              have));
  if (recovery.half_there_hours && recovery.unrecovered > 0)
    add_paragraph(
        body,
        fmt::format("With those counted that are not there so far, half were there "
                    "within {}, by an estimate.",
                    duration(*recovery.half_there_hours)));
  if (recovery.undated > 0)
    add_paragraph(
        body,
        fmt::format("{} more came that low at a time that was not noted; {} in no "
                    "number here.",
                    recovery.undated,
                    recovery.undated == 1 ? "it is" : "they are"));
  if (recovery.n > 0) { // else one long bar of what is not there would be all
    Drawing drawing = recovery_drawing(source);
    drawing.caption.clear(); // the paragraph says it
    add_figure(body, drawing, "recovery");
    Table table{.what = "Recovery", .head = {"Half as heavy", "Setbacks"}};
    for (const Bar& bar : recovery_bars(source))
      table.rows.push_back({bar.label, fmt::format("{}", bar.n)});
    add_table(body, table);
  }
  body += "</section>\n";
}

/// The person's own phrases with a known change, the largest fall first.
void add_own_phrases(std::string& body, const ReportSource& source) {
  constexpr std::size_t most = 5;
  if (source.with_words == WithWords::no) return;
  std::vector<Group> phrases;
  std::ranges::copy_if(
      source.stats.mine, std::back_inserter(phrases), [](const Group& phrase) {
        return phrase.change.value_or(0) < 0;
      });
  if (phrases.empty()) return;
  std::ranges::stable_sort(phrases, {}, &Group::change);
  phrases.resize(std::min(most, phrases.size()));
  begin_section(body, "phrases", "Sentences of your own");
  add_paragraph(
      body,
      "Sentences that you kept, from entries with the largest fall. The fall may "
      "have had other reasons.");
  body += "<ol>\n";
  for (const Group& phrase : phrases)
    add(body,
        "<li>{} <span class=\"quiet\">mean change {} in {} rated</span></li>\n",
        html_text(phrase.id),
        change_text(phrase.change),
        phrase.rated);
  body += "</ol>\n</section>\n";
}

void add_footer(std::string& body, const ReportSource& source) {
  const std::string_view words =
      source.with_words == WithWords::yes
          ? "It holds words of your own."
          : "It holds numbers, and no word that only you would have written.";
  add(body,
      "<footer>\n<p>Made by kindly on {}, in one file that fetches and sends nothing. "
      "{}</p>\n<p>kindly is a notebook, no therapy; <code>kindly support</code> says "
      "where "
      "people are.</p>\n</footer>\n",
      spoken_day(source.clock.today()),
      words);
}

constexpr std::string_view page_style = R"(.lead{font-size:1.2rem;line-height:1.45}
code{font-size:.9em;font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
figure{margin:1.1rem 0 .6rem}
.plot{display:block;width:100%;height:auto;overflow:visible}
figcaption{margin-top:.7rem;color:var(--quiet);font-size:.9rem;max-width:38rem}
details{margin:.4rem 0 0;font-size:.9rem}
summary{cursor:pointer;color:var(--quiet);width:fit-content;padding:.25rem 0}
summary:focus-visible{outline:2px solid var(--lighter);outline-offset:3px}
li{margin-bottom:.6rem}li .quiet{display:block;font-size:.9rem}
table{border-collapse:collapse;margin:.5rem 0 1rem;font-variant-numeric:tabular-nums}
th,td{padding:.25rem 0 .25rem 1.4rem;text-align:right;vertical-align:baseline;
 border-bottom:1px solid var(--rule)}
th:first-child{text-align:left;padding-left:0;font-weight:normal}
tbody th{min-width:7.5rem;overflow-wrap:anywhere}
caption{caption-side:bottom;text-align:left;color:var(--quiet);padding-top:.5rem}
thead th{color:var(--quiet);font-weight:normal}
@media (max-width:32rem){.plot text{font-size:19px}th,td{padding-left:.4rem}
 table{font-size:.8rem}tbody th{min-width:5rem}}
@media print{details{display:none}p,ol,figcaption{max-width:165mm}.lead{font-size:12pt}
 section{break-inside:avoid}figure{margin:.5rem 0 .3rem}figcaption{margin-top:.4rem}
 .pair{display:grid;grid-template-columns:1fr 1fr;gap:0 12mm}.pair .plot text{font-size:17px}
 .calendar .plot{max-width:125mm}li{margin-bottom:.2rem}li .quiet{display:inline}
 footer{margin-top:1.6rem;padding-top:.6rem}}
)";

std::string empty_body() {
  return "<h1>Looking back</h1>\n<p class=\"lead\">There is no entry here.</p>\n"
         "<p><code>kindly new</code> writes one. Where the choice was narrow, a wider "
         "one "
         "may find some.</p>\n";
}

} // namespace

std::string report_page(const ReportSource& source) {
  std::string body;
  if (source.stats.entries == 0) {
    body = empty_body();
  } else {
    add_heading(body, source);
    add_summary(body, source);
    add_calm(body, source.stats);
    add_changes(body, source);
    add_recovery(body, source);
    body += "<div class=\"pair\">\n";
    add_themes(body, source);
    add_feelings(body, source);
    body += "</div>\n";
    add_calendar(body, source);
    add_own_phrases(body, source);
  }
  add_footer(body, source);
  return html_page({.title = "Looking back",
                    .style = plot_style() + std::string(page_style),
                    .body = body});
}

std::string report_plot(std::string_view name, const ReportSource& source) {
  const auto nothing = [](const std::string& what) {
    return Error(ExitCode::no, "there is nothing to draw: " + what);
  };
  if (source.entries.empty()) throw nothing("no entry is here");
  if (name == "change") {
    if (source.stats.distress.n == 0)
      throw nothing("no setback is rated before and after");
    return svg_file(draw_changes(timeline_of(source.entries, source.clock)));
  }
  if (name == "calendar")
    return svg_file(
        draw_calendar(days_with_entries(source.entries, source.clock), source.clock));
  if (name == "recovery") {
    if (!has_recovery(source.stats)) throw nothing("no setback is rated later");
    return svg_file(recovery_drawing(source));
  }
  const bool is_themes = name == "themes";
  const Named named = is_themes ? themes_of(source) : feelings_of(source);
  if (!named.groups.empty())
    return svg_file(group_drawing(is_themes ? "Themes" : "Feelings", named));
  if (named.unnamed == 0) throw nothing(fmt::format("no entry has {}", name));
  throw Error(ExitCode::no,
              fmt::format("the {} here are words of your own", name),
              "--with-words draws them.");
}

} // namespace kindly
