#include "share/import_json.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/document.hpp"
#include "journal/journal.hpp"
#include "journal/keys.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

/// Reads the objects of one list, and names the one that is wrong.
class Objects {
 public:
  Objects(const JsonValue& list, std::string name)
      : list_(list), name_(std::move(name)) {}

  template <class Read>
  void each(Read read) const {
    std::size_t number = 0;
    for (const JsonValue& object : list_.items()) {
      ++number;
      if (!object.is_object()) fail(number, "is no object");
      read(object, number);
    }
  }
  [[nodiscard]] Moment
  date(const JsonValue& object, std::size_t number, std::string_view key) const {
    const auto moment = parse_rfc3339(field_text(object, key));
    if (!moment) fail(number, fmt::format("has no time '{}' that can be read", key));
    return *moment;
  }
  [[noreturn]] void fail(std::size_t number, const std::string& what) const {
    throw Error(ExitCode::unreadable,
                fmt::format("{}: entry {} {}", name_, number, what),
                "Nothing was written.");
  }

 private:
  const JsonValue& list_;
  std::string name_;
};

/// The list of entries: below a key, or the file itself.
const JsonValue& list_in(const JsonValue& file,
                         std::string_view key,
                         const std::string& name,
                         const std::string& program) {
  const JsonValue* list = file.find(key);
  if (list == nullptr && file.is_array()) list = &file;
  if (list == nullptr || !list->is_array())
    fail_import(
        name, 1, fmt::format("no export of {}: it has no list '{}'", program, key));
  return *list;
}

/// The instant in the zone that this machine's wall clock has.
Moment in_zone(const Moment& moment, const Zone& zone) {
  return zone.at(moment.instant);
}

std::string paragraphs(std::initializer_list<std::string> texts) {
  std::string all;
  for (const std::string& text : texts)
    if (!trimmed(text).empty()) all += (all.empty() ? "" : "\n\n") + text;
  return all;
}

void add_section(Foreign& foreign, std::string_view heading, std::string text) {
  if (!trimmed(text).empty())
    foreign.sections.push_back({std::string(heading), std::move(text)});
}

} // namespace

ImportedFile
import_jrnl_json(std::string_view text, const std::string& name, const Zone& zone) {
  const JsonValue file = parse_json(text, name);
  const Objects objects(list_in(file, "entries", name, "jrnl"), name);
  ImportedFile found;
  objects.each([&](const JsonValue& object, std::size_t number) {
    const std::string day = field_text(object, "date");
    const std::string time = field_text(object, "time");
    const auto moment = parse_date(time.empty() ? day : day + ' ' + time, zone);
    if (!moment)
      objects.fail(number, fmt::format("has no date that can be read: '{}'", day));
    const std::string title = field_text(object, "title");
    const std::string body = field_text(object, "body");
    Foreign foreign;
    foreign.entry.date = *moment;
    add_section(foreign,
                headings::situation,
                trimmed(body).empty() ? title : title + '\n' + body);
    foreign.keep_key("tags", object.find("tags"));
    foreign.keep_key("starred", object.find("starred"));
    foreign.keep_rest(object,
                      {"title", "body", "date", "time", "tags", "starred", "uuid"});
    const std::string uuid = field_text(object, "uuid");
    const std::string mark =
        uuid.empty() ? fingerprint(to_stamp(*moment) + ' ' + title + ' ' + body) : uuid;
    found.entries.push_back(std::move(foreign).imported("jrnl:" + mark));
  });
  found.settle();
  return found;
}

ImportedFile
import_freecbt(std::string_view text, const std::string& name, const Zone& zone) {
  if (trimmed(text).starts_with(":FreeCBT:"))
    fail_import(name,
                1,
                "this is a backup of FreeCBT, which only FreeCBT reads",
                "In FreeCBT, Export and then JSON makes a file that kindly reads.");
  const JsonValue file = parse_json(text, name);
  const Objects objects(list_in(file, "thoughts", name, "FreeCBT"), name);
  ImportedFile found;
  objects.each([&](const JsonValue& object, std::size_t number) {
    const Moment created = objects.date(object, number, "createdAt");
    Foreign foreign;
    foreign.entry.date = in_zone(created, zone);
    add_section(foreign, headings::critic, field_text(object, "automaticThought"));
    add_section(foreign,
                headings::kind,
                paragraphs({field_text(object, "challenge"),
                            field_text(object, "alternativeThought")}));
    JsonValue distortions{JsonValue::Items()};
    if (const JsonValue* list = object.find("cognitiveDistortions"))
      for (const JsonValue& item : list->items()) // older versions wrote objects
        std::get<JsonValue::Items>(distortions.value)
            .push_back(item.find("slug") != nullptr ? *item.find("slug") : item);
    foreign.keep_key("distortions", &distortions);
    if (field_text(object, "updatedAt") != field_text(object, "createdAt"))
      foreign.keep_key("updated", object.find("updatedAt"));
    foreign.keep_rest(object,
                      {"automaticThought",
                       "cognitiveDistortions",
                       "challenge",
                       "alternativeThought",
                       "createdAt",
                       "updatedAt",
                       "uuid",
                       "v"});
    std::string uuid = field_text(object, "uuid");
    constexpr std::string_view prefix = "@Quirk:thoughts:"; // in some versions
    if (uuid.starts_with(prefix)) uuid.erase(0, prefix.size());
    if (uuid.empty()) uuid = fingerprint(object.json().line());
    found.entries.push_back(std::move(foreign).imported("freecbt:" + uuid));
  });
  found.settle();
  return found;
}

namespace {

/// The words of Day One's `richText`, itself JSON in a text; for entries without
/// `text`.
std::string rich_text(const JsonValue& object, const std::string& name) {
  std::string words;
  const std::string rich = field_text(object, "richText");
  if (rich.empty()) return words;
  const JsonValue read = parse_json(rich, name + ": richText");
  if (const JsonValue* contents = read.find("contents"))
    for (const JsonValue& piece : contents->items()) words += field_text(piece, "text");
  return words;
}

} // namespace

ImportedFile
import_dayone(std::string_view text, const std::string& name, const Zone& zone) {
  const JsonValue file = parse_json(text, name);
  const Objects objects(list_in(file, "entries", name, "Day One"), name);
  ImportedFile found;
  objects.each([&](const JsonValue& object, std::size_t number) {
    const Moment created = objects.date(object, number, "creationDate");
    Foreign foreign;
    foreign.entry.date = in_zone(created, zone);
    std::string words = field_text(object, "text");
    if (words.empty())
      words = rich_text(object, name);
    else if (!field_text(object, "richText").empty())
      found.leave_out("richText: the same words as the text, with their looks");
    for (const char* media : {"photos", "audios", "videos", "pdfAttachments"})
      if (const JsonValue* list = object.find(media); list != nullptr)
        if (!list->items().empty())
          found.leave_out(fmt::format("{}: the files stay in the export", media));
    add_section(foreign, headings::situation, std::move(words));
    foreign.keep_key("tags", object.find("tags"));
    foreign.keep_key("starred", object.find("starred"));
    foreign.keep_key("time_zone", object.find("timeZone"));
    if (field_text(object, "modifiedDate") != field_text(object, "creationDate"))
      foreign.keep_key("updated", object.find("modifiedDate"));
    foreign.keep_rest(object,
                      {"text",
                       "richText",
                       "tags",
                       "starred",
                       "timeZone",
                       "creationDate",
                       "modifiedDate",
                       "uuid"});
    std::string uuid = field_text(object, "uuid");
    if (uuid.empty()) uuid = fingerprint(object.json().line());
    found.entries.push_back(std::move(foreign).imported("dayone:" + uuid));
  });
  found.settle();
  return found;
}

namespace {

std::vector<std::string> words_in(const JsonValue& object, std::string_view key) {
  std::vector<std::string> words;
  if (const JsonValue* list = object.find(key))
    for (const JsonValue& item : list->items())
      if (item.text() != nullptr) words.push_back(*item.text());
  return words;
}

std::optional<std::string> number_in(const JsonValue& object, std::string_view key) {
  const JsonValue* const value = object.find(key);
  if (value == nullptr) return std::nullopt;
  const auto* number = std::get_if<JsonValue::Number>(&value->value);
  return number != nullptr ? std::optional(number->digits) : std::nullopt;
}

std::optional<Rating> rating_in(const JsonValue& object, std::string_view key) {
  return Rating::read(number_in(object, key).value_or(""));
}

std::optional<int> whole_in(const JsonValue& object, std::string_view key) {
  const auto digits = number_in(object, key);
  constexpr std::size_t most_digits = 6;
  if (!digits || digits->size() > most_digits ||
      digits->find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return std::stoi(*digits);
}

Imported
entry_of_kindly(const JsonValue& object, std::size_t number, const Objects& all) {
  if (field_text(object, "schema") != "kindly.entry/1")
    all.fail(number, "is not of the schema kindly.entry/1");
  const JsonValue* const sections = object.find("sections");
  if (sections == nullptr) all.fail(number, "has no sections");
  Foreign foreign;
  Entry& entry = foreign.entry;
  entry.date = all.date(object, number, "date");
  if (std::string form = on_one_line(field_text(object, "form")); !form.empty())
    entry.form = std::move(form);
  entry.occasion = on_one_line(field_text(object, "occasion"));
  entry.themes = words_in(object, "themes");
  entry.feelings = words_in(object, "feelings");
  if (const std::string address = field_text(object, "address"); !address.empty())
    entry.address = address;
  if (const std::string rewrites = field_text(object, "rewrites"); !rewrites.empty())
    entry.rewrites = rewrites;
  entry.before = rating_in(object, "before");
  entry.after = rating_in(object, "after");
  entry.minutes = whole_in(object, "minutes");
  entry.age = whole_in(object, "age");
  std::string preface;
  for (const JsonField& section : sections->fields())
    if (const std::string* text = section.second.text()) {
      if (section.first.empty())
        preface = *text;
      else
        foreign.sections.push_back({on_one_line(section.first), *text});
    }
  if (const JsonValue* keys = object.find("keys"))
    for (const JsonField& key : keys->fields())
      if (our_key(key.first).empty()) foreign.keys.emplace_back(key.first, key.second);
  const std::string id = on_one_line(field_text(object, "id"));
  if (id.empty()) all.fail(number, "has no id");
  // A file that a person named gets a name of its own here, and notes what it had.
  const bool keeps_name = is_id(id);
  if (!keeps_name)
    std::erase_if(foreign.keys,
                  [](const auto& key) { return key.first == imported_key; });
  Imported made = std::move(foreign).imported(keeps_name ? "" : id);
  if (!preface.empty())
    made.text.insert(made.text.find("\n---\n") + 5, "\n" + preface + "\n");
  if (const JsonValue* later = object.find("later");
      later != nullptr && !later->items().empty()) {
    auto document = Document::read(std::move(made.text), "entry " + id);
    for (const JsonValue& check_in : later->items()) {
      const auto at = parse_rfc3339(field_text(check_in, "at"));
      const auto distress = rating_in(check_in, "distress");
      if (!at || !distress) all.fail(number, "has a check-in that cannot be read");
      document->add_check_in({*at, *distress});
    }
    made.text = document->text();
  }
  made.key = id;
  if (keeps_name) made.id = id;
  return made;
}

} // namespace

ImportedFile
import_kindly(std::string_view text, const std::string& name, const Zone& /*zone*/) {
  ImportedFile found;
  JsonValue file{JsonValue::Items()};
  const std::string_view beginning = trimmed(text);
  if (beginning.starts_with('[')) {
    file = parse_json(text, name);
  } else {
    std::size_t line_number = 0;
    for (const std::string_view line : lines_of(text)) {
      ++line_number;
      if (trimmed(line).empty()) continue;
      std::get<JsonValue::Items>(file.value)
          .push_back(parse_json(line, name, line_number));
    }
  }
  const Objects objects(file, name);
  objects.each([&](const JsonValue& object, std::size_t number) {
    found.entries.push_back(entry_of_kindly(object, number, objects));
  });
  std::ranges::stable_sort(found.entries, {}, &Imported::date);
  return found;
}

} // namespace kindly
