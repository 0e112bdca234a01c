#include "share/export.hpp"

#include "base/csv.hpp"
#include "base/html.hpp"
#include "base/text.hpp"
#include "journal/keys.hpp"
#include "share/copy.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <vector>

namespace kindly {
namespace {

constexpr std::array sections_in_columns = {headings::situation,
                                            headings::critic,
                                            headings::resistance,
                                            headings::to_friend,
                                            headings::kind,
                                            headings::humanity,
                                            headings::forward,
                                            headings::afterwards};

/// Of a YamlValue or a PlainValue.
template <class Value>
Json json_of(const Value& value) {
  if (value.kind == YamlValue::Kind::scalar) return value.text;
  Json json;
  if (value.kind == YamlValue::Kind::list) json = Json::array();
  for (const Value& item : value.items) json.add(json_of(item));
  if (value.kind == YamlValue::Kind::map) json = Json::object();
  for (const auto& [key, inner] : value.pairs) json.set(key, json_of(inner));
  return json;
}

std::string later_text(const std::vector<CheckIn>& later) {
  std::string text;
  for (const CheckIn& check_in : later)
    text += fmt::format("{}{}: {}",
                        text.empty() ? "" : "; ",
                        to_rfc3339(check_in.at),
                        check_in.distress.value());
  return text;
}

std::string number_text(const std::optional<int>& number) {
  return number ? std::to_string(*number) : std::string();
}

std::string rating_text(const std::optional<Rating>& rating) {
  return rating ? std::to_string(rating->value()) : std::string();
}

/// What a header says: a name and a value; empty values too.
std::vector<std::pair<std::string_view, std::string>> facts_of(const Entry& entry) {
  return {{"id", entry.id},
          {"date", to_rfc3339(entry.date)},
          {"form", entry.form},
          {"occasion", entry.occasion},
          {"themes", joined(entry.themes, "; ")},
          {"feelings", joined(entry.feelings, "; ")},
          {"address", entry.address.value_or("")},
          {"before", rating_text(entry.before)},
          {"after", rating_text(entry.after)},
          {"minutes", number_text(entry.minutes)},
          {"later", later_text(entry.later)},
          {"age", number_text(entry.age)},
          {"rewrites", entry.rewrites.value_or("")}};
}

/// The same where a value says something and is no part of the heading.
std::vector<std::pair<std::string_view, std::string>> shown_facts(const Entry& entry) {
  auto facts = facts_of(entry);
  std::erase_if(facts, [](const auto& fact) {
    return fact.second.empty() || fact.first == "date";
  });
  return facts;
}

/// `Kind words` as the name of a column: kind_words.
std::string column_name(std::string_view heading) {
  std::string name = fold(heading);
  std::ranges::replace(name, ' ', '_');
  return name;
}

bool is_in_column(const Section& section) {
  return std::ranges::find(sections_in_columns, section.heading) !=
         sections_in_columns.end();
}

std::string others(const std::vector<Section>& sections) {
  std::string text;
  for (const Section& section : sections) {
    if (is_in_column(section)) continue;
    if (!text.empty()) text += "\n\n";
    if (!section.heading.empty()) text += "## " + section.heading + "\n\n";
    text += section.text;
  }
  return text;
}

std::string text_of(const std::vector<Section>& sections, std::string_view heading) {
  std::string text;
  for (const Section& section : sections)
    if (section.heading == heading) text += (text.empty() ? "" : "\n\n") + section.text;
  return text;
}

} // namespace

Json own_keys(const DocumentView& document) {
  return document.of_header([](const auto& header) {
    Json keys = Json::object();
    for (const auto& [key, value] : header.pairs)
      if (our_key(key).empty()) keys.set(key, json_of(value));
    return keys;
  });
}

std::string csv_columns() {
  std::string line;
  for (const auto& [name, value] : facts_of({})) (line += name) += ',';
  for (const std::string_view heading : sections_in_columns)
    line += column_name(heading) + ',';
  return line + "other\r\n";
}

std::string csv_record(const Entry& entry, const DocumentView& document) {
  const std::vector<Section> sections = document.sections();
  std::string line;
  for (const auto& [name, value] : facts_of(entry)) line += csv_field(value) + ',';
  for (const std::string_view heading : sections_in_columns)
    line += csv_field(text_of(sections, heading)) + ',';
  return line + csv_field(others(sections)) + "\r\n";
}

std::string markdown_chapter(const Entry& entry, const DocumentView& document) {
  std::string text = fmt::format("# {}\n\n", to_minute(entry.date));
  for (const auto& [name, value] : shown_facts(entry))
    text += fmt::format("- {}: {}", name, markdown_text(on_one_line(value)));
  (text += document.body()) += document.body().ends_with('\n') ? "\n" : "\n\n";
  return text;
}

std::string html_chapter(const Entry& entry, const DocumentView& document) {
  std::string facts;
  for (const auto& [name, value] : shown_facts(entry))
    facts +=
        fmt::format("{}{}: {}", facts.empty() ? "" : " · ", name, html_text(value));
  std::string text = fmt::format("<article>\n<h2>{}</h2>\n<p class=\"quiet\">{}</p>\n",
                                 to_minute(entry.date),
                                 facts);
  for (const Section& section : document.sections()) {
    if (!section.heading.empty())
      text += fmt::format("<h3>{}</h3>\n", html_text(section.heading));
    const bool is_critic = section.heading == headings::critic;
    const std::string words = html_paragraphs(section.text);
    text += is_critic ? fmt::format("<blockquote>\n{}</blockquote>\n", words) : words;
  }
  return text + "</article>\n";
}

std::pair<std::string, std::string> html_around_chapters() {
  constexpr std::string_view chapters = "<!-- chapters -->";
  const std::string page =
      html_page({.title = "A notebook",
                 .style = html_lines_style,
                 .body = fmt::format("<h1>A notebook</h1>\n{}", chapters)});
  const std::size_t place = page.find(chapters);
  return {page.substr(0, place), page.substr(place + chapters.size())};
}

} // namespace kindly
