#pragma once

#include "base/dates.hpp"
#include "insight/stats.hpp"
#include "journal/entry.hpp"
#include "journal/query.hpp"
#include "words/library.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>

// The numbers as a page that stands alone, for a screen, a screen reader and paper.
// What a person typed is on it only where they asked for it: themes are named that ship
// with kindly, feelings that its word lists have, and the rest is counted.

namespace kindly {

enum class WithWords { no, yes };

/// What a report is made from; `stats` are those of `entries`.
struct ReportSource {
  const Stats& stats;
  std::span<const Entry> entries;
  const Query& query; ///< how the entries were chosen
  const Library& library;
  const Clock& clock;
  WithWords with_words = WithWords::no;
};

/// The whole page, as HTML.
[[nodiscard]] std::string report_page(const ReportSource& source);

inline const std::array<std::string, 5> plot_names = {
    "change", "themes", "feelings", "calendar", "recovery"};

/// One plot as an SVG file. Throws Error{no} where there is nothing to draw.
[[nodiscard]] std::string report_plot(std::string_view name,
                                      const ReportSource& source);

} // namespace kindly
