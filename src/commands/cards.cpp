#include "commands/cards.hpp"

#include "base/html.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

namespace kindly {
namespace {

// Millimetres and points, because paper is what counts. Each row keeps together, so no
// card is cut by the end of a page; its neighbours share the dashes between them.
constexpr std::string_view card_style = R"(main{max-width:none}
h1{font-size:1.3rem}
.row{display:flex;flex-wrap:wrap;width:188mm;max-width:100%;break-inside:avoid}
.card{width:94mm;max-width:100%;min-height:var(--height);padding:7mm;display:flex;align-items:center;
 justify-content:center;border:.3mm dashed #777;margin:0 -.3mm -.3mm 0}
.card p{margin:0;text-align:center;text-wrap:balance;line-height:1.3}
@media print{header{display:none}.card p{color:#000}}
)";

/// As large as a text can be and leave room around it, in points.
int size_of(std::string_view text) {
  const std::size_t columns = display_width(text);
  return columns <= 85 ? 22 : columns <= 115 ? 20 : columns <= 180 ? 16 : 14;
}

} // namespace

std::string card_page(std::span<const std::string> texts,
                      std::string_view paper,
                      std::string_view language) {
  const bool is_letter = paper == "letter";
  std::string body = fmt::format("<header>\n<h1>Cards</h1>\n<p class=\"quiet\">Print "
                                 "on {} at full size (100 %) and "
                                 "cut along the dashes.</p>\n"
                                 "</header>\n<div lang=\"{}\">\n",
                                 is_letter ? "Letter" : "A4",
                                 html_text(language));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i % 2 == 0) body += "<div class=\"row\">\n";
    body +=
        fmt::format("<div class=\"card\"><p style=\"font-size:{}pt\">{}</p></div>\n",
                    size_of(texts[i]),
                    html_text(texts[i]));
    if (i % 2 == 1 || i + 1 == texts.size()) body += "</div>\n";
  }
  body += "</div>\n";
  const std::string style =
      fmt::format("@page{{size:{};margin:10mm}}\n:root{{--height:{}mm}}\n{}",
                  is_letter ? "letter" : "A4",
                  is_letter ? 64 : 68,
                  card_style);
  return html_page({.title = "Cards", .style = style, .body = body});
}

} // namespace kindly
