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
    item.add("at", to_rfc3339(check_in.at)).add("distress", check_in.distress.value());
    list.add(std::move(item));
  }
  return list;
}

} // namespace

Json entry_json(const Entry& entry) {
  Json json = Json::object();
  json.add("schema", "kindly.entry/1")
      .add("id", entry.id)
      .add("path", entry.path.string())
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

Json sections_json(std::vector<Section> sections) {
  std::vector<Section> joined;
  std::unordered_map<std::string, std::size_t> places;
  for (Section& section : sections) {
    const auto [place, is_new] = places.emplace(section.heading, joined.size());
    if (is_new)
      joined.push_back(std::move(section));
    else
      joined[place->second].text += "\n\n" + section.text;
  }
  Json json = Json::object();
  for (const Section& section : joined) json.add(section.heading, section.text);
  return json;
}

} // namespace kindly
