#include "commands/entry_json.hpp"

#include <unordered_map>

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
    item.set("at", to_rfc3339(check_in.at)).set("distress", check_in.distress.value());
    list.add(std::move(item));
  }
  return list;
}

} // namespace

Json entry_json(const Entry& entry) {
  Json json = Json::object();
  json.set("schema", "kindly.entry/1")
      .set("id", entry.id)
      .set("path", entry.path.string())
      .set("date", to_rfc3339(entry.date))
      .set("form", entry.form)
      .set("occasion", text_or_null(entry.occasion))
      .set("themes", entry.themes)
      .set("feelings", entry.feelings)
      .set("address", json_or_null(entry.address))
      .set("before", number_or_null(entry.before))
      .set("after", number_or_null(entry.after))
      .set("minutes", json_or_null(entry.minutes))
      .set("later", later_json(entry.later))
      .set("open", entry.open)
      .set("rewrites", json_or_null(entry.rewrites));
  return json;
}

Json sections_json(const std::vector<Section>& sections) {
  std::vector<Section> joined;
  std::unordered_map<std::string, std::size_t> places;
  for (const Section& section : sections) {
    const auto [place, is_new] = places.emplace(section.heading, joined.size());
    if (is_new)
      joined.push_back(section);
    else
      joined[place->second].text += "\n\n" + section.text;
  }
  Json json = Json::object();
  for (const Section& section : joined) json.add(section.heading, section.text);
  return json;
}

} // namespace kindly
