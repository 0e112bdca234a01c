#include "journal/document_view.hpp"

#include "base/text.hpp"

namespace kindly {

std::vector<Section> DocumentView::sections() const {
  return read_sections(body(), Preface::is_section);
}

std::string DocumentView::section(std::string_view heading) const {
  std::string text;
  for (const Section& section : sections()) {
    if (section.heading != heading) continue;
    if (!text.empty()) text += "\n\n";
    text += section.text;
  }
  return text;
}

std::string DocumentView::kind_part() const {
  std::string text;
  for (const Section& section : sections()) {
    if (!is_kind_part(section.heading)) continue;
    for (const std::string_view line : lines_of(section.text))
      if (!trimmed(line).starts_with('>')) (text += line) += '\n';
    text += '\n';
  }
  return text;
}

} // namespace kindly
