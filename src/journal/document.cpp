#include "journal/document.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/plain_yaml.hpp"
#include "journal/splice.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace kindly {
namespace {

/// {{date}}: a template that nobody filled in. To YAML it is a map of a map to nothing.
bool is_unfilled(const YamlValue& value) {
  return value.kind == YamlValue::Kind::map && value.pairs.size() == 1 &&
         value.pairs[0].first.empty();
}

/// Reads one entry's header, naming file and line of what is wrong.
class EntryReader {
 public:
  EntryReader(const YamlValue& header, const std::string& name)
      : header_(header), name_(name) {}

  [[nodiscard]] std::optional<std::string> text(std::string_view key) const {
    const YamlValue* const value = header_.find(key);
    if (value == nullptr || value->kind == YamlValue::Kind::null) return std::nullopt;
    if (is_unfilled(*value)) return std::nullopt;
    if (value->kind != YamlValue::Kind::scalar) wrong(*value, key, "one value");
    return value->text;
  }
  [[nodiscard]] std::optional<Rating> rating(std::string_view key) const {
    const auto written = text(key);
    if (!written) return std::nullopt;
    // A leading zero is a zero: 08 is eight, whatever YAML made of it.
    const std::size_t zeros = written->find_first_not_of('0');
    const auto read = Rating::read(
        std::string_view(*written).substr(std::min(zeros, written->size())));
    if (!read) wrong(*header_.find(key), key, "a whole number from 1 to 10");
    return read;
  }
  [[nodiscard]] std::optional<int> number(std::string_view key) const {
    const auto written = text(key);
    if (!written) return std::nullopt;
    int value = 0;
    const char* const end = written->data() + written->size();
    const auto [stopped, problem] = std::from_chars(written->data(), end, value);
    if (problem != std::errc{} || stopped != end || value < 0)
      wrong(*header_.find(key), key, "a whole number");
    return value;
  }
  /// A list, one word, or words with commas between; a leading # is an editor's.
  [[nodiscard]] std::vector<std::string> words(std::string_view key) const {
    std::vector<std::string> words;
    const auto add = [&](std::string_view word) {
      word = trimmed(word);
      if (word.starts_with('#')) word.remove_prefix(1);
      const bool is_new = std::ranges::find(words, word) == words.end();
      if (!word.empty() && is_new) words.emplace_back(word);
    };
    const YamlValue* const value = header_.find(key);
    if (value == nullptr) return words;
    if (value->kind == YamlValue::Kind::map) wrong(*value, key, "a list of words");
    if (value->kind == YamlValue::Kind::scalar)
      for (const std::string_view word : split(value->text, ',')) add(word);
    for (const YamlValue& item : value->items)
      if (item.kind == YamlValue::Kind::scalar) add(item.text);
    return words;
  }
  [[nodiscard]] Moment date(std::string_view key, const Zone& zone) const {
    const auto moment = parse_date(text(key).value_or(""), zone);
    if (!moment)
      wrong(*header_.find(key), key, "a date such as 2026-11-23T15:12:04+01:00");
    return *moment;
  }
  [[nodiscard]] std::vector<CheckIn> later(const Zone& zone) const {
    std::vector<CheckIn> check_ins;
    const YamlValue* const list = header_.find("later");
    if (list == nullptr || list->kind == YamlValue::Kind::null) return check_ins;
    if (list->kind != YamlValue::Kind::list)
      wrong(*list, "later", "a list of check-ins");
    for (const YamlValue& item : list->items) {
      const YamlValue* const at = item.find("at");
      const YamlValue* const distress = item.find("distress");
      const auto moment = parse_date(at != nullptr ? at->text : "", zone);
      const auto rating = Rating::read(distress != nullptr ? distress->text : "");
      if (!moment || !rating)
        wrong(item, "later", "made of {at: DATE, distress: 1 to 10}");
      check_ins.push_back({*moment, *rating});
    }
    return check_ins;
  }
  [[nodiscard]] bool has(std::string_view key) const { return text(key).has_value(); }

 private:
  [[noreturn]] void
  wrong(const YamlValue& at, std::string_view key, std::string_view wanted) const {
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}: '{}' is not {}", name_, at.line, key, wanted),
                "`kindly edit` opens the file; nothing in it was changed.");
  }
  const YamlValue& header_;
  const std::string& name_;
};

/// The moment a file's name shows: a whole stamp, or a day in front of a title.
std::optional<Moment> date_of_name(std::string_view stem, const Zone& zone) {
  if (const auto wall = parse_stamp(stem)) return zone.at(*wall);
  return parse_date(stem.substr(0, 10), zone);
}

/// A broken header still tells whether it means to be an entry.
bool means_to_be_entry(std::string_view text) {
  const std::string_view head = text.substr(0, header_limit);
  const std::size_t key = head.find("\nkindly:");
  return key != std::string_view::npos && key < head.find("\n---\n", 4);
}

std::string list_of(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += fmt::format("{}{}", out.empty() ? "" : ", ", yaml_scalar(word));
  return fmt::format("[{}]", out);
}

std::string check_in_text(const CheckIn& check_in) {
  return fmt::format(
      "{{at: {}, distress: {}}}", to_rfc3339(check_in.at), check_in.distress.value());
}

} // namespace

Document::Document(std::string text, std::string name)
    : text_(std::move(text)), name_(std::move(name)) {}

std::optional<Document> Document::read(std::string text, std::string name) {
  const bool means_it = means_to_be_entry(text);
  Document document(std::move(text), std::move(name));
  try {
    const auto where = find_header(document.text_, document.name_);
    if (!where) return std::nullopt;
    document.where_ = *where;
    document.header_ = read_header(document.text_, *where, document.name_);
  } catch (const Error&) {
    // Notes of the person's own may have any header; only an entry's is kindly's
    // matter.
    if (!means_it) return std::nullopt;
    throw;
  }
  const YamlValue* const format = document.header_.find("kindly");
  if (format == nullptr) return std::nullopt;
  if (format->text == "1") return document;
  throw Error(
      ExitCode::unreadable,
      fmt::format("{}:{}: written in format '{}', which this kindly does not know",
                  document.name_,
                  format->line,
                  printable_line(format->text)),
      "A newer kindly may read it.");
}

std::string Document::section(std::string_view heading) const {
  std::string text;
  for (const Section& section : sections()) {
    if (section.heading != heading) continue;
    if (!text.empty()) text += "\n\n";
    text += section.text;
  }
  return text;
}

Moment Document::date(std::string_view stem, const Zone& zone) const {
  const EntryReader header(header_, name_);
  if (header.has("date")) return header.date("date", zone);
  if (header.has("created")) return header.date("created", zone);
  if (const auto moment = date_of_name(stem, zone)) return *moment;
  throw Error(ExitCode::unreadable,
              fmt::format("{}:1: the entry has no date", name_),
              "Add a line such as `date: 2026-11-23T15:12:04+01:00` to its header.");
}

Entry Document::entry(std::string_view stem, const Zone& zone) const {
  const EntryReader header(header_, name_);
  Entry entry;
  entry.id = stem;
  entry.path = name_;
  entry.date = date(stem, zone);
  entry.form = header.text("form").value_or("script");
  entry.occasion = header.text("occasion").value_or("");
  entry.themes = header.words("themes");
  entry.feelings = header.words("feelings");
  entry.address = header.text("address");
  entry.before = header.rating("before");
  entry.after = header.rating("after");
  entry.minutes = header.number("minutes");
  entry.later = header.later(zone);
  entry.age = header.number("age");
  entry.rewrites = header.text("rewrites");
  const Glance seen = glance(body());
  entry.open = seen.is_open;
  entry.beginning = seen.beginning;
  return entry;
}

void Document::take(std::string text) {
  text_ = std::move(text);
  where_ = find_header(text_, name_).value();
  header_ = read_header(text_, where_, name_);
}

void Document::set(std::string_view key, std::string_view value) {
  take(with_value(text_, key, value, name_));
}

void Document::add_check_in(const CheckIn& check_in) {
  take(with_item(text_, "later", check_in_text(check_in), name_));
}

void Document::add_paragraph(std::string_view heading, std::string_view text) {
  const bool carriage = text_.find("\r\n") < where_.body;
  std::string head = text_.substr(0, where_.body);
  if (!head.ends_with('\n')) head += carriage ? "\r\n" : "\n";
  take(head +
       with_paragraph(std::string(body()), heading, text, carriage ? "\r\n" : "\n"));
}

std::string write_entry(const Entry& entry, std::vector<Section> sections) {
  std::string text = "---\nkindly: 1\n";
  const auto line = [&](std::string_view key, std::string_view value) {
    text += fmt::format("{}: {}\n", key, value);
  };
  line("date", to_rfc3339(entry.date));
  line("form", entry.form);
  if (entry.age) line("age", std::to_string(*entry.age));
  if (entry.rewrites) line("rewrites", yaml_scalar(*entry.rewrites));
  if (!entry.occasion.empty()) line("occasion", entry.occasion);
  if (!entry.themes.empty()) line("themes", list_of(entry.themes));
  if (!entry.feelings.empty()) line("feelings", list_of(entry.feelings));
  if (entry.address) line("address", yaml_scalar(*entry.address));
  if (entry.before) line("before", std::to_string(entry.before->value()));
  if (entry.after) line("after", std::to_string(entry.after->value()));
  if (entry.minutes) line("minutes", std::to_string(*entry.minutes));
  text += "---\n";
  if (text.size() > header_limit)
    throw Error(
        ExitCode::usage,
        fmt::format("the header would be larger than {} KiB", header_limit / 1024),
        "Put long texts into a section, such as --afterwards.");
  std::erase_if(sections, [](const Section& section) { return section.text.empty(); });
  return text + write_sections(sections);
}

} // namespace kindly
