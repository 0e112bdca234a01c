#include "insight/plot.hpp"

#include "base/html.hpp"
#include "base/text.hpp"
#include "insight/figures.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>

namespace kindly {
namespace {

using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr double width = 560;
/// Of a letter on a narrow screen, where letters are larger than drawings.
constexpr double letter_width = 9.5;

template <class... Values>
void add(std::string& body, fmt::format_string<Values...> text, Values&&... values) {
  fmt::format_to(std::back_inserter(body), text, std::forward<Values>(values)...);
}

/// A coordinate, to a tenth.
double at(double value) {
  return in_tenths(value);
}

struct Spot {
  double x = 0;
  double y = 0;
};

enum class Anchor { start, middle, end };

void add_text(std::string& body, Spot spot, Anchor anchor, std::string_view text) {
  constexpr std::array<std::string_view, 3> names = {
      "", " class=\"mid\"", " class=\"end\""};
  add(body,
      "<text x=\"{}\" y=\"{}\"{}>{}</text>\n",
      at(spot.x),
      at(spot.y),
      names[static_cast<std::size_t>(anchor)],
      html_text(text));
}

/// What a line of a drawing is about.
void add_name(std::string& body, double y, std::string_view name) {
  constexpr std::size_t most_letters = 17;
  add(body,
      "<text class=\"name\" x=\"0\" y=\"{}\">{}</text>\n",
      at(y),
      html_text(cut_to_width(printable_line(name), most_letters)));
}

void add_rule(std::string& body, Spot from, Spot to) {
  add(body,
      "<line class=\"rule\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n",
      at(from.x),
      at(from.y),
      at(to.x),
      at(to.y));
}

/// Where a median lies; a dot where both ends are one.
void add_likely(std::string& body, Spot from, Spot to) {
  add(body,
      "<line class=\"likely\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n",
      at(from.x),
      at(from.y),
      at(to.x),
      at(to.y));
}

/// A drop from its point to the middle of its round end; a ring where both are one
/// spot. It falls, or lies to the left, for what grew lighter.
void add_drop(std::string& body, Spot point, Spot end, double radius) {
  const double across = end.x - point.x;
  const double down = end.y - point.y; // y grows downwards
  const double length = std::hypot(across, down);
  if (length < 0.05) {
    add(body,
        "<circle class=\"same\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n",
        at(end.x),
        at(end.y),
        at(radius * 0.8));
    return;
  }
  const Spot side{-down / length * radius, across / length * radius};
  add(body,
      "<path class=\"{}\" d=\"M{} {}L{} {}A{} {} 0 0 0 {} {}Z\"/>\n",
      down > 0.05 || across < -0.05 ? "lighter" : "heavier",
      at(point.x),
      at(point.y),
      at(end.x + side.x),
      at(end.y + side.y),
      at(radius),
      at(radius),
      at(end.x - side.x),
      at(end.y - side.y));
}

/// A label of an axis, and the place it is about.
struct Tick {
  double x = 0;
  std::string label;
};

/// As many of the labels as stand free of each other, evenly, within the drawing.
void add_ticks(std::string& body, double y, std::span<const Tick> ticks) {
  std::size_t longest = 1;
  for (const Tick& tick : ticks) longest = std::max(longest, tick.label.size());
  const double needed = letter_width * static_cast<double>(longest + 1);
  const auto room = static_cast<std::size_t>((width - ticks.front().x) / needed);
  const std::size_t gaps = std::max<std::size_t>(room, 2) - 1; // between those shown
  const std::size_t step = std::max<std::size_t>((ticks.size() + gaps - 2) / gaps, 1);
  for (std::size_t i = 0; i < ticks.size(); i += step) {
    const Tick& tick = ticks[i];
    const double half = letter_width * static_cast<double>(tick.label.size()) / 2;
    if (tick.x + half > width)
      add_text(body, {width, y}, Anchor::end, tick.label);
    else
      add_text(body, {tick.x, y}, Anchor::middle, tick.label);
  }
}

std::string with_minus(double change) {
  std::string text = signed_number(change);
  if (text.starts_with('-')) text.replace(0, 1, "\u2212");
  return text;
}

void add_change_legend(std::string& body) {
  add_drop(body, {5, 1}, {5, 12}, 4);
  add_text(body, {18, 16}, Anchor::start, "lighter");
  add_drop(body, {109, 16}, {109, 5}, 4);
  add_text(body, {122, 16}, Anchor::start, "heavier");
  add_drop(body, {217, 11}, {217, 11}, 5);
  add_text(body, {230, 16}, Anchor::start, "the same");
}

/// How to read the drops of groups, no more than these have.
std::string group_caption(std::span<const Group> groups) {
  const auto any = [&](auto is_so) { return std::ranges::any_of(groups, is_so); };
  std::string text = "Change is the median of those rated: a drop to the left is "
                     "lighter, one to the right heavier.";
  if (any([](const Group& group) {
        return group.rated > 0 && group.rated < least_for_mean;
      }))
    text += fmt::format(" It is thin where fewer than {} are rated.", least_for_mean);
  if (any([](const Group& group) { return group.interval.has_value(); }))
    text += " The line under it is where that median likely lies (95 %): lines that "
            "overlap show no clear difference.";
  return text;
}

std::string_view each_of(Unit unit) {
  switch (unit) {
  case Unit::entry: return "rated setback";
  case Unit::week: return "week";
  case Unit::month: return "month";
  case Unit::quarter: return "quarter of a year";
  default: return "year";
  }
}

/// The column of a day in the line of its year, which begins with the week of 1
/// January.
int column_of(local_days day, const Clock& clock) {
  const local_days new_year(year_month_day(day).year() / std::chrono::January / 1);
  return static_cast<int>((clock.week_of(day) - clock.week_of(new_year)).count() / 7);
}

constexpr double calendar_left = 44;
constexpr double calendar_top = 24;

std::string weekday_name(std::chrono::weekday day) {
  constexpr std::array<std::string_view, 7> names = {
      "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return std::string(names[day.c_encoding()]);
}

void add_wash(std::string& body, double across, double down) {
  add(body,
      "<rect class=\"wash\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\"/>\n",
      at(calendar_left - 4),
      at(calendar_top - 4),
      at(across + 8),
      at(down + 8));
}

void add_dot(std::string& body, double x, double y, double radius) {
  add(body,
      "<circle class=\"day\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n",
      at(x),
      at(y),
      at(radius));
}

Drawing
draw_days(std::span<const local_days> days, local_days first, const Clock& clock) {
  const auto weeks = (clock.week_of(days.back()) - first).count() / 7 + 1;
  const double cell =
      std::clamp((width - calendar_left - 4) / static_cast<double>(weeks), 9.0, 20.0);
  Drawing drawing{.caption = fmt::format("A dot is a day with an entry, {}.",
                                         spoken_days(days.front(), days.back()))};
  std::string& body = drawing.body;
  add_wash(body, cell * static_cast<double>(weeks), cell * 7);
  std::vector<Tick> months;
  for (int week = 0; week < weeks; ++week) {
    const year_month_day last(first + std::chrono::days(7 * week + 6));
    if (static_cast<unsigned>(last.day()) <= 7)
      months.push_back(
          {calendar_left + cell * (week + 0.5), short_month(last.month())});
  }
  add_ticks(body, 12, months);
  for (const int row : {0, 3, 6})
    add_text(body,
             {calendar_left - 10, calendar_top + cell * (row + 0.5) + 4},
             Anchor::end,
             weekday_name(clock.week_start + std::chrono::days(row)));
  for (const local_days day : days) {
    const auto since = (day - first).count();
    const auto week = since / 7;
    add_dot(body,
            calendar_left + cell * (static_cast<double>(week) + 0.5),
            calendar_top + cell * (static_cast<double>(since - 7 * week) + 0.5),
            cell * 0.36);
  }
  drawing.height = calendar_top + cell * 7 + 6;
  return drawing;
}

Drawing draw_weeks(std::span<const local_days> days, const Clock& clock) {
  constexpr std::size_t most_years = 12;
  constexpr int columns = 54; // a year may begin and end within a week
  constexpr double cell = 9.4;
  constexpr double row_height = 20;
  std::map<int, std::map<int, int>> years; // days with an entry by year and week
  for (const local_days day : days) {
    const int year = static_cast<int>(year_month_day(day).year());
    years[year][column_of(day, clock)] += 1;
  }
  while (years.size() > most_years) years.erase(years.begin());
  Drawing drawing{.caption =
                      "A line is a year, a dot a week with entries: the larger, the "
                      "more days of it have one."};
  std::string& body = drawing.body;
  add_wash(body, cell * columns, row_height * static_cast<double>(years.size()));
  std::vector<Tick> months;
  for (unsigned month = 1; month <= 12; ++month)
    months.push_back({calendar_left + cell * (53.0 * (month - 1) / 12 + 2.4),
                      short_month(std::chrono::month(month))});
  add_ticks(body, 12, months);
  double y = calendar_top + row_height / 2;
  for (const auto& [year, weeks] : years) {
    add_text(body, {calendar_left - 10, y + 4}, Anchor::end, fmt::format("{}", year));
    for (const auto& [column, count] : weeks)
      add_dot(body,
              calendar_left + cell * (column + 0.5),
              y,
              1.5 + 0.42 * std::min(count, 7));
    y += row_height;
  }
  drawing.height = calendar_top + row_height * static_cast<double>(years.size()) + 6;
  return drawing;
}

} // namespace

Drawing draw_changes(const Timeline& timeline) {
  constexpr double left = 40;
  constexpr double top = 46;
  constexpr double tall = 200;
  const auto y_of = [&](double rating) { return top + (10 - rating) / 9 * tall; };
  const double slot = (width - left) / static_cast<double>(timeline.places.size());
  const std::string_view each = each_of(timeline.unit);
  Drawing drawing{.title = "Before and after", .height = top + tall + 34};
  drawing.caption =
      timeline.unit == Unit::entry
          ? "A drop for each rated setback: its point is the rating before, its round "
            "end "
            "the one after. Lower is lighter."
          : fmt::format(
                "A drop for each {}: its point is the median rating before, its "
                "round end the one after; the wider, the more ratings. Lower is "
                "lighter.",
                each);
  std::string& body = drawing.body;
  add_change_legend(body);
  for (const int rating : {2, 4, 6, 8, 10}) {
    add_rule(body, {left, y_of(rating)}, {width, y_of(rating)});
    add_text(
        body, {left - 10, y_of(rating) + 4}, Anchor::end, fmt::format("{}", rating));
  }
  const double widest = std::clamp(slot * 0.34, 0.8, 6.0);
  const std::size_t most = std::ranges::max(timeline.places, {}, &Place::n).n;
  const auto radius_of = [&](std::size_t n) { // half as wide at least
    return widest *
           (1 + std::sqrt(static_cast<double>(n) / static_cast<double>(most))) / 2;
  };
  std::vector<Tick> ticks;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < timeline.places.size(); ++i) {
    const Place& place = timeline.places[i];
    const double x = left + slot * (static_cast<double>(i) + 0.5);
    if (!place.label.empty()) ticks.push_back({x, place.label});
    if (place.n == 0) continue;
    add_drop(body, {x, y_of(place.before)}, {x, y_of(place.after)}, radius_of(place.n));
    shown += 1;
  }
  add_ticks(body, top + tall + 28, ticks);
  drawing.description =
      fmt::format("Ratings from 1 to 10 before and after, {} {} {}, from {} to {}.",
                  shown,
                  shown == 1 ? "mark, one for each" : "marks, one for each",
                  each,
                  timeline.places.front().name,
                  timeline.places.back().name);
  return drawing;
}

Drawing draw_groups(std::string_view what, std::span<const Group> groups) {
  constexpr double left = 222;
  constexpr double right = 418;
  constexpr double top = 40;
  constexpr double row_height = 27;
  double low = -3;
  double high = 0;
  for (const Group& group : groups) {
    const double median = group.median_change.value_or(0);
    low = std::min(low, group.interval ? group.interval->low : median);
    high = std::max(high, group.interval ? group.interval->high : median);
  }
  if (high > 0) high = std::max(high, -low * 0.7); // room for its word
  const double scale = (right - left) / (high - low);
  const double zero = left - low * scale;
  Drawing drawing{.title = std::string(what),
                  .description = fmt::format("{}: how many entries each has, and the "
                                             "change of its rated setbacks.",
                                             what),
                  .caption = group_caption(groups),
                  .height = top + row_height * static_cast<double>(groups.size()) + 4};
  std::string& body = drawing.body;
  add_text(body, {196, 14}, Anchor::end, "entries");
  add_text(body, {zero - 8, 14}, Anchor::end, "\u2190 lighter");
  if (high > 0) add_text(body, {zero + 8, 14}, Anchor::start, "heavier \u2192");
  add_text(body, {490, 14}, Anchor::end, "change");
  add_text(body, {width, 14}, Anchor::end, "rated");
  add_rule(body, {zero, 24}, {zero, drawing.height - 4});
  double y = top + row_height / 2 - 6;
  for (const Group& group : groups) {
    add_rule(body, {0, y + row_height / 2}, {width, y + row_height / 2});
    add_name(body, y + 4, group.id);
    add_text(body, {196, y + 4}, Anchor::end, fmt::format("{}", group.n));
    if (group.median_change)
      add_drop(body,
               {zero, y},
               {zero + *group.median_change * scale, y},
               group.rated < least_for_mean ? 3 : 5.5);
    if (group.interval)
      add_likely(body,
                 {zero + group.interval->low * scale, y + 9},
                 {zero + group.interval->high * scale, y + 9});
    add_text(body,
             {490, y + 4},
             Anchor::end,
             group.median_change ? with_minus(*group.median_change) : "\u2013");
    add_text(body, {width, y + 4}, Anchor::end, fmt::format("{}", group.rated));
    y += row_height;
  }
  return drawing;
}

Drawing draw_calendar(std::span<const local_days> days, const Clock& clock) {
  constexpr int most_weeks = 53;
  constexpr int least_weeks = 13;
  const local_days last = clock.week_of(days.back());
  const local_days earliest = last - std::chrono::days(7 * (most_weeks - 1));
  const local_days padded = last - std::chrono::days(7 * (least_weeks - 1));
  const local_days first = std::min(clock.week_of(days.front()), padded);
  Drawing drawing =
      first >= earliest ? draw_days(days, first, clock) : draw_weeks(days, clock);
  drawing.title = "Days with an entry";
  drawing.description =
      fmt::format("{}, {}.",
                  counted(days.size(), "day has an entry", "days have an entry"),
                  spoken_days(days.front(), days.back()));
  return drawing;
}

Drawing draw_bars(std::string_view title, std::span<const Bar> bars) {
  constexpr double left = 170;
  constexpr double longest = 340;
  constexpr double row_height = 26;
  std::size_t most = 1;
  for (const Bar& bar : bars) most = std::max(most, bar.n);
  Drawing drawing{.title = std::string(title),
                  .height = row_height * static_cast<double>(bars.size()) + 4};
  std::string& body = drawing.body;
  double y = row_height / 2;
  for (const Bar& bar : bars) {
    add_name(body, y + 4, bar.label);
    const double length =
        longest * static_cast<double>(bar.n) / static_cast<double>(most);
    if (bar.n > 0)
      add(body,
          "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"10\" "
          "rx=\"2\"/>\n",
          bar.is_open ? "open" : "bar",
          left,
          at(y - 5),
          at(std::max(length, 1.0)));
    add_text(body,
             {left + (bar.n > 0 ? length + 10 : 0), y + 4},
             Anchor::start,
             fmt::format("{}", bar.n));
    y += row_height;
  }
  return drawing;
}

std::string inline_svg(const Drawing& drawing, std::string_view id) {
  return fmt::format(
      "<svg class=\"plot\" role=\"img\" aria-labelledby=\"{0}-title {0}-desc\" "
      "viewBox=\"0 0 {1} {2}\" xmlns=\"http://www.w3.org/2000/svg\">\n"
      "<title id=\"{0}-title\">{3}</title>\n<desc "
      "id=\"{0}-desc\">{4}</desc>\n{5}</svg>\n",
      id,
      width,
      at(drawing.height),
      html_text(drawing.title),
      html_text(drawing.description),
      drawing.body);
}

std::string svg_file(const Drawing& drawing) {
  constexpr double margin = 32;
  constexpr double heading = 52;
  constexpr std::size_t caption_letters = 88;
  const std::vector<std::string> lines = wrap(drawing.caption, caption_letters);
  const double full_width = width + 2 * margin;
  const double full_height = margin + heading + drawing.height + 16 +
                             18 * static_cast<double>(lines.size()) + margin;
  std::string body = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{0}\n"
      "<svg class=\"plot\" role=\"img\" aria-labelledby=\"title desc\" width=\"{1}\" "
      "height=\"{2}\" viewBox=\"0 0 {1} {2}\" xmlns=\"http://www.w3.org/2000/svg\">\n"
      "<title id=\"title\">{3}</title>\n<desc id=\"desc\">{4}</desc>\n"
      "<style>\n{5}</style>\n<rect class=\"paper\" width=\"{1}\" height=\"{2}\"/>\n"
      "<text class=\"heading\" x=\"{6}\" y=\"{7}\">{3}</text>\n"
      "<g transform=\"translate({6} {8})\">\n{9}</g>\n",
      made_by_kindly,
      full_width,
      at(full_height),
      html_text(drawing.title),
      html_text(drawing.description),
      plot_style(),
      margin,
      margin + 16,
      margin + heading,
      drawing.body);
  double y = margin + heading + drawing.height + 24;
  for (const std::string& line : lines) {
    add_text(body, {margin, y}, Anchor::start, line);
    y += 18;
  }
  return body + "</svg>\n";
}

std::string plot_style() {
  const auto coloured = [](const Palette& colours) {
    return fmt::format(
        ".paper{{fill:{0}}}.plot text{{fill:{1}}}.plot .heading,.plot .name{{fill:{2}}}"
        ".rule{{stroke:{3}}}.wash{{fill:{4}}}.lighter,.day,.bar{{fill:{5}}}"
        ".heavier{{fill:{6}}}.likely{{stroke:{1}}}.same{{stroke:{1};fill:{0}}}.open{{"
        "stroke:{1};fill:{0}}}"
        "\n",
        colours.paper,
        colours.quiet,
        colours.ink,
        colours.rule,
        colours.wash,
        colours.lighter,
        colours.heavier);
  };
  return fmt::format(
      ".plot{{font-family:{0}}}.plot "
      "text{{font-size:13px;font-variant-numeric:tabular-nums}}"
      ".plot .heading{{font-size:20px}}.plot .mid{{text-anchor:middle}}.plot .end{{"
      "text-anchor:end}}\n.rule{{stroke-width:.7}}.likely{{stroke-width:1.4;stroke-"
      "linecap:round}}.same{{stroke-width:1.6}}"
      ".open{{stroke-width:1.2;stroke-dasharray:3 2.4}}\n{1}"
      "@media screen and (prefers-color-scheme:dark){{{2}}}\n@media print{{{3}}}\n",
      html_fonts,
      coloured(light_colours),
      coloured(dark_colours),
      coloured(print_colours));
}

} // namespace kindly
