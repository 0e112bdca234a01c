// BYTE TEXT|BODY: a paragraph is added to any body, under the heading that the byte
// picks. TEXT|TEXT|...: the same input as the texts of an entry.

#include "journal/sections.hpp"

#include "promise.hpp"

#include <algorithm>
#include <array>

using namespace kindly;

namespace {

constexpr std::array<std::string_view, 6> some_headings = {headings::situation,
                                                           headings::critic,
                                                           headings::kind,
                                                           headings::afterwards,
                                                           "C#",
                                                           "> q"};

bool same(const std::vector<Section>& one, const std::vector<Section>& other) {
  return std::ranges::equal(one, other, [](const Section& a, const Section& b) {
    return a.heading == b.heading && a.text == b.text;
  });
}

std::string without_end(std::string text) {
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  return text;
}

std::string without_carriages(std::string text) {
  std::erase(text, '\r');
  return text;
}

void check_places(std::string_view body) {
  const std::vector<SectionBytes> places = find_sections(body);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t end = i + 1 < places.size() ? places[i + 1].begin : body.size();
    promise(places[i].begin < places[i].text && places[i].text <= places[i].end &&
                places[i].end == end,
            "sections cover a body without gap");
  }
  promise(read_sections(body).size() == places.size(), "every section is read");
  const Glance seen = glance(body);
  promise(seen.beginning.empty() || body.find(seen.beginning) != std::string_view::npos,
          "an entry's beginning stands in it");
}

void check_round_trip(std::string_view input) {
  std::vector<Section> sections;
  for (const std::string_view text : split(input, '|'))
    sections.push_back(
        {std::string(some_headings[sections.size() % some_headings.size()]),
         std::string(text)});
  const std::string body = write_sections(sections);
  promise(same(read_sections(body), sections), "texts come back byte for byte");
  check_places(body);
}

/// The sections of other headings. Blank lines between sections are layout.
std::vector<Section> others(std::string_view body, std::string_view heading) {
  std::vector<Section> sections = read_sections(body);
  std::erase_if(sections, [&](const Section& one) { return one.heading == heading; });
  for (Section& section : sections) section.text = without_end(section.text);
  return sections;
}

std::string first_of(std::string_view body, std::string_view heading) {
  const std::vector<Section> sections = read_sections(body);
  const auto found = std::ranges::find(sections, heading, &Section::heading);
  return found == sections.end() ? std::string() : found->text;
}

void check_paragraph(const std::string& body,
                     std::string_view heading,
                     const std::string& text) {
  if (!is_typed_text(text)) return;
  const std::string_view end = body.find("\r\n") != std::string::npos ? "\r\n" : "\n";
  const std::string fresh = with_paragraph(body, heading, text, end);
  promise(is_insertion(body, fresh), "a paragraph takes nothing away");
  promise(same(others(body, heading), others(fresh, heading)),
          "a paragraph changes no other section");
  promise(without_end(without_carriages(first_of(fresh, heading)))
              .ends_with(without_end(without_carriages(text))),
          "a paragraph reads as it was typed");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view rest = text_of(data, size);
  check_round_trip(rest);
  const std::string_view heading = some_headings[data[0] % 4];
  rest.remove_prefix(1);
  const std::string text = take_part(rest);
  check_places(rest);
  check_paragraph(std::string(rest), heading, text);
  return 0;
}
