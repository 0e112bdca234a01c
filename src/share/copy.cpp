#include "share/copy.hpp"

#include "base/html.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

constexpr std::string_view blanks = " \t\r\v\f";

std::string_view without_edge_blanks(std::string_view line) {
  const std::size_t first = line.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

/// How many bytes at the beginning of a line stand before the sign that would make it a
/// list item, a heading, a quote, a rule, a table; npos: none would.
std::size_t sign_of_structure(std::string_view line) {
  if (line.empty()) return std::string_view::npos;
  constexpr std::string_view signs = "#>+-=~|:";
  if (signs.find(line.front()) != std::string_view::npos) return 0;
  const std::size_t digits = line.find_first_not_of("0123456789");
  const bool is_number = digits != std::string_view::npos && digits > 0;
  return is_number && (line[digits] == '.' || line[digits] == ')')
             ? digits
             : std::string_view::npos;
}

/// Whether Markdown would take the sign line[at] for more than itself inside a line.
bool is_sign(std::string_view line, std::size_t at) {
  const char after = at + 1 < line.size() ? line[at + 1] : '\0';
  switch (line[at]) {
  case '\\':
  case '`':
  case '*':
  case '_':
  case '<': return true;
  case '&': return after == '#' || (after | 0x20) >= 'a';
  case '!': return after == '[';
  case '[': return after == '[' || after == '^';
  case ']': return after == '(' || after == '[' || after == ':';
  case '~': return after == '~' || (at > 0 && line[at - 1] == '~');
  default: return false;
  }
}

bool has_headings(const std::vector<Section>& sections) {
  return std::ranges::count_if(sections, [](const Section& section) {
           return !section.heading.empty();
         }) > 1;
}

std::string shown_heading(const Section& section, bool has_several) {
  return has_several ? printable_line(section.heading) : std::string();
}

template <class Heading, class Text>
std::string written(const std::vector<Section>& sections, Heading heading, Text text) {
  const bool has_several = has_headings(sections);
  std::string out;
  for (const Section& section : sections) {
    if (!out.empty()) out += '\n';
    if (const std::string shown = shown_heading(section, has_several); !shown.empty())
      out += heading(shown);
    out += text(section.text);
  }
  return out;
}

} // namespace

std::string as_text(const std::vector<Section>& sections) {
  return written(
      sections,
      [](const std::string& heading) { return heading + "\n\n"; },
      [](std::string_view text) { return printable(trimmed(text)) + "\n"; });
}

std::string markdown_text(std::string_view text) {
  std::string out;
  const std::string shown = printable(text);
  for (const std::string_view whole : lines_of(shown)) {
    const std::string_view line = without_edge_blanks(whole);
    const std::size_t sign = sign_of_structure(line);
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (i == sign || is_sign(line, i)) out += '\\';
      out += line[i];
    }
    out += '\n';
  }
  return out;
}

std::string as_markdown(const std::vector<Section>& sections) {
  return written(
      sections,
      [](const std::string& heading) { return "## " + markdown_text(heading) + "\n"; },
      [](std::string_view text) { return markdown_text(trimmed(text)); });
}

std::string html_paragraphs(std::string_view text) {
  std::string out;
  std::string paragraph;
  const auto close = [&] {
    if (!paragraph.empty()) out += fmt::format("<p>{}</p>\n", html_text(paragraph));
    paragraph.clear();
  };
  for (const std::string_view line : lines_of(text)) {
    if (trimmed(line).empty()) {
      close();
      continue;
    }
    if (!paragraph.empty()) paragraph += '\n';
    paragraph += without_edge_blanks(line);
  }
  close();
  return out;
}

std::string as_html(const std::vector<Section>& sections, std::string_view title) {
  const std::string body =
      fmt::format("<h1>{}</h1>\n", html_text(title)) +
      written(
          sections,
          [](const std::string& heading) {
            return fmt::format("<h2>{}</h2>\n", html_text(heading));
          },
          html_paragraphs);
  return html_page({.title = title, .style = html_lines_style, .body = body});
}

} // namespace kindly
