#include "base/html.hpp"

#include "base/text.hpp"

#include <fmt/core.h>

namespace kindly {
namespace {

// Room, one column of text, quiet rules: a page from a careful book.
constexpr std::string_view shared_style = R"(*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);line-height:1.55;
 -webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0}
main{max-width:46rem;margin:0 auto;padding:clamp(1.5rem,6vw,4.5rem) clamp(1rem,5vw,2.5rem)}
h1{font-size:2rem;font-weight:normal;line-height:1.2;letter-spacing:-.01em;margin:0 0 .4rem}
h2{font-size:1.3rem;font-weight:normal;line-height:1.3;margin:3.2rem 0 .4rem}
h3{font-size:1rem;font-weight:bold;margin:1.6rem 0 .3rem}
p,ul,ol,blockquote{margin:0 0 .9rem;max-width:38rem}
blockquote{padding-left:1rem;border-left:2px solid var(--rule)}
h1,h2,h3,p,li,blockquote,figcaption,caption{overflow-wrap:anywhere}
a{color:inherit}
.quiet{color:var(--quiet)}
footer{margin-top:3.5rem;padding-top:1rem;border-top:1px solid var(--rule);
 color:var(--quiet);font-size:.9rem}
footer p:last-child{margin-bottom:0}
@page{size:A4;margin:16mm 18mm}
@media print{html{font-size:10pt;line-height:1.4}main{max-width:none;padding:0}
 h1{font-size:18pt}h2{margin-top:1.2rem}h1,h2,h3{break-after:avoid}
 p{orphans:3;widows:3}}
)";

std::string variables(const Palette& colours) {
  return fmt::format(":root{{--paper:{};--ink:{};--quiet:{};--rule:{};--wash:{};"
                     "--lighter:{};--heavier:{}}}\n",
                     colours.paper,
                     colours.ink,
                     colours.quiet,
                     colours.rule,
                     colours.wash,
                     colours.lighter,
                     colours.heavier);
}

std::string colours_of_all_media() {
  return fmt::format(":root{{color-scheme:light dark}}\n{}"
                     "@media screen and (prefers-color-scheme:dark){{{}}}\n"
                     "@media print{{:root{{color-scheme:light}}{}}}\n",
                     variables(light_colours),
                     variables(dark_colours),
                     variables(print_colours));
}

constexpr std::string_view other_not_a_letter = "\xef\xbf\xbf"; // U+FFFF
constexpr std::string_view not_a_letter = "\xef\xbf\xbe";       // U+FFFE

} // namespace

const std::string_view html_fonts =
    "\"Iowan Old Style\",\"Palatino Linotype\",Palatino,\"Book Antiqua\",P052,Georgia,"
    "serif";

const Palette light_colours{.paper = "#fcfaf5",
                            .ink = "#2b2824",
                            .quiet = "#665f55",
                            .rule = "#ddd6c8",
                            .wash = "#f4efe4",
                            .lighter = "#1f6a60",
                            .heavier = "#97481f"};
const Palette dark_colours{.paper = "#1c1b19",
                           .ink = "#e9e4da",
                           .quiet = "#b0a899",
                           .rule = "#3d3a35",
                           .wash = "#262421",
                           .lighter = "#8fcdbf",
                           .heavier = "#eda983"};
const Palette print_colours{.paper = "#ffffff",
                            .ink = "#1d1b18",
                            .quiet = "#565048",
                            .rule = "#d2ccc0",
                            .wash = "#f5f2ea",
                            .lighter = "#1f6a60",
                            .heavier = "#97481f"};

std::string html_text(std::string_view text) {
  std::string out;
  const std::string shown = printable(text);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::string_view rest = std::string_view(shown).substr(i);
    switch (shown[i]) {
    case '&': out += "&amp;"; break;
    case '<': out += "&lt;"; break;
    case '>': out += "&gt;"; break;
    case '"': out += "&quot;"; break;
    case '\'': out += "&#39;"; break;
    case not_a_letter.front(): // XML has neither of the two
      if (rest.starts_with(not_a_letter) || rest.starts_with(other_not_a_letter)) {
        out += rest.starts_with(not_a_letter) ? "\\ufffe" : "\\uffff";
        i += not_a_letter.size() - 1;
        break;
      }
      [[fallthrough]];
    default: out += shown[i];
    }
  }
  return out;
}

std::string html_page(const HtmlPage& page) {
  return fmt::format(
      "<!DOCTYPE html>\n{}\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"robots\" content=\"noindex\">\n"
      "<title>{}</title>\n<style>\n{}html{{font-family:{}}}\n{}{}</style>\n</head>\n"
      "<body>\n<main>\n{}</main>\n</body>\n</html>\n",
      made_by_kindly,
      html_text(page.title),
      colours_of_all_media(),
      html_fonts,
      shared_style,
      page.style,
      page.body);
}

} // namespace kindly
