#pragma once

#include "insight/stats.hpp"
#include "insight/timeline.hpp"

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

// Drawings from numbers, as SVG. A rating that changed is a drop: its point lies at the
// rating before, its round end at the one after. So shape and height say what happened,
// and colour only says it again.

namespace kindly {

/// A drawing in units of its own; the texts are plain, `body` is SVG.
struct Drawing {
  std::string title = {};
  std::string description = {}; ///< what it shows, for who does not see it
  std::string caption = {};     ///< how to read it
  double height = 0;
  std::string body = {};
};

/// There is at least one place.
[[nodiscard]] Drawing draw_changes(const Timeline& timeline);

/// A line for each group, with its id as its name and its median change as a drop.
/// `what` is what the groups are, such as "Themes".
[[nodiscard]] Drawing draw_groups(std::string_view what, std::span<const Group> groups);

/// Each day of a year or less, else the weeks of the last years. `days` is sorted and
/// not empty.
[[nodiscard]] Drawing draw_calendar(std::span<const std::chrono::local_days> days,
                                    const Clock& clock);

/// How many got somewhere within a time.
struct Bar {
  std::string label = {};
  std::size_t n = 0;
  bool is_open = false; ///< not there so far
};
[[nodiscard]] Drawing draw_bars(std::string_view title, std::span<const Bar> bars);

/// The drawing as an element of a page that has plot_style(); `id` is its own there.
[[nodiscard]] std::string inline_svg(const Drawing& drawing, std::string_view id);

/// The drawing as a file of its own, with its title and caption to be seen.
[[nodiscard]] std::string svg_file(const Drawing& drawing);

/// The CSS of all drawings.
[[nodiscard]] std::string plot_style();

} // namespace kindly
