#pragma once

#include "journal/sections.hpp"

#include <string>
#include <string_view>
#include <vector>

// Sections as a copy to be read by somebody else. What a person typed stays a sentence:
// nothing in it becomes a heading, a list, a link or an element.

namespace kindly {

/// A heading stands above a section where there are several; an empty one never.
[[nodiscard]] std::string as_text(const std::vector<Section>& sections);
[[nodiscard]] std::string as_markdown(const std::vector<Section>& sections);
/// A page that stands alone; `title` is plain text.
[[nodiscard]] std::string as_html(const std::vector<Section>& sections,
                                  std::string_view title);

/// A text with a backslash before whatever Markdown would take for more than a letter.
[[nodiscard]] std::string markdown_text(std::string_view text);

/// The paragraphs of a text, each an element `<p>` that keeps its lines.
[[nodiscard]] std::string html_paragraphs(std::string_view text);

/// What html_paragraphs needs of a page's style.
inline constexpr std::string_view html_lines_style = "p{white-space:pre-line}\n";

} // namespace kindly
