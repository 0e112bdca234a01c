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

/// The colours of pages and pictures. All but `rule` and `wash` carry text and
/// have a contrast of 4.5 or more on `paper`.
struct Palette {
  std::string_view paper;
  std::string_view ink;
  std::string_view quiet; ///< text of less weight
  std::string_view rule;  ///< thin lines
  std::string_view wash;  ///< a faint surface
  std::string_view lighter;
  std::string_view heavier;
};
extern const Palette light_colours;
extern const Palette dark_colours;
extern const Palette print_colours;

/// The typefaces, as a value of font-family.
extern const std::string_view html_fonts;

/// A comment that tells kindly's own pages and pictures from other files.
inline constexpr std::string_view made_by_kindly = "<!-- made by kindly -->";

} // namespace kindly
