#pragma once

#include <string>
#include <string_view>

// Pages that stand alone: one file, no script, nothing fetched, readable in light and
// dark, on a telephone and on paper.

namespace kindly {

/// Text as HTML and XML show it, in an element or a quoted attribute; what `printable`
/// shows as an escape is one here too.
[[nodiscard]] std::string html_text(std::string_view text);

/// `title` is plain text; `style` (CSS behind the shared one) and `body` are written
/// as they are.
struct HtmlPage {
  std::string_view title;
  std::string_view style = {};
  std::string_view body; ///< what stands in <main>, its <h1> first
};
[[nodiscard]] std::string html_page(const HtmlPage& page);

/// The colours as CSS variables, in light, dark and on paper: --paper, --ink, --quiet
/// (text of less weight), --rule (thin lines), --lighter and --heavier (a fall and a
/// rise), --before, --wash (a faint surface). All text colours have a contrast of 4.5
/// or more on --paper.
extern const std::string_view html_colours;
/// The typefaces, as a value of font-family.
extern const std::string_view html_fonts;

/// A comment that tells kindly's own pages and pictures from other files.
inline constexpr std::string_view made_by_kindly = "<!-- made by kindly -->";

} // namespace kindly
