#include "commands/entry_json.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace kindly {
namespace {

Json number_or_null(const std::optional<Rating>& rating) {
  return rating ? Json(rating->value()) : Json();
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json later_json(const std::vector<CheckIn>& later) {
  Json list = Json::array();
  for (const CheckIn& check_in : later) {
    Json item = Json::object();
    item.add("at", to_rfc3339(check_in.at)).add("distress", check_in.distress.value());
    list.add(std::move(item));
  }
  return list;
}

/// Sections of one heading as one, where the first of them stands.
std::vector<Section> joined(std::vector<Section> sections) {
  std::vector<Section> joined;
  std::unordered_map<std::string, std::size_t> places;
  for (Section& section : sections) {
    const auto [place, is_new] = places.emplace(section.heading, joined.size());
    if (is_new)
      joined.push_back(std::move(section));
    else
      joined[place->second].text += "\n\n" + section.text;
  }
  return joined;
}

bool has_twins(const std::vector<RawSection>& sections) {
  std::vector<std::string_view> headings;
  headings.reserve(sections.size());
  for (const RawSection& section : sections) headings.push_back(section.heading);
  std::ranges::sort(headings);
  return std::ranges::adjacent_find(headings) != headings.end();
}

} // namespace

Json entry_json(const Entry& entry, std::string before) {
  Json json = Json::object(std::move(before));
  json.add("schema", "kindly.entry/1")
      .add("id", entry.id)
      .add("path", entry.path)
      .add("date", to_rfc3339(entry.date))
      .add("form", entry.form)
      .add("occasion", text_or_null(entry.occasion))
      .add("themes", entry.themes)
      .add("feelings", entry.feelings)
      .add("address", json_or_null(entry.address))
      .add("before", number_or_null(entry.before))
      .add("after", number_or_null(entry.after))
      .add("minutes", json_or_null(entry.minutes))
      .add("later", later_json(entry.later))
      .add("open", entry.open)
      .add("rewrites", json_or_null(entry.rewrites));
  return json;
}

void add_sections(Json& json, std::string_view body) {
  const std::vector<RawSection> sections = raw_sections(body, Preface::is_section);
  json.add("sections", [&](Json& inner) {
    if (has_twins(sections)) {
      for (const Section& section : joined(read_sections(body, Preface::is_section)))
        inner.add(section.heading, section.text);
      return;
    }
    std::string room;
    for (const RawSection& section : sections)
      inner.add(section.heading, typed_text(section, room));
  });
}

} // namespace kindly
