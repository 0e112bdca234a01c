#include "journal/document.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "journal/conflict.hpp"
#include "journal/entry_reader.hpp"
#include "journal/header_lines.hpp"
#include "journal/plain_yaml.hpp"
#include "journal/splice.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

/// A value of TOML as the same value of YAML would be.
YamlValue yaml_value(const TomlValue& toml) {
  YamlValue value;
  value.line = toml.line;
  if (const std::string* text = toml.text()) value.text = *text;
  if (const auto* number = std::get_if<std::int64_t>(&toml.value))
    value.text = std::to_string(*number);
  if (const auto* number = std::get_if<double>(&toml.value))
    value.text = fmt::format("{}", *number);
  if (const auto* yes = std::get_if<bool>(&toml.value))
    value.text = *yes ? "true" : "false";
  value.kind = YamlValue::Kind::scalar;
  if (std::holds_alternative<TomlValue::Items>(toml.value))
    value.kind = YamlValue::Kind::list;
  if (std::holds_alternative<TomlValue::Fields>(toml.value))
    value.kind = YamlValue::Kind::map;
  for (const TomlValue& item : toml.items()) value.items.push_back(yaml_value(item));
  for (const auto& [key, field] : toml.fields())
    value.pairs.push_back({key, yaml_value(field)});
  return value;
}

std::string check_in_text(const CheckIn& check_in) {
  return fmt::format(
      "{{at: {}, distress: {}}}", to_rfc3339(check_in.at), check_in.distress.value());
}

} // namespace

Document::Document(std::string text, std::string name)
    : text_(std::move(text)), name_(std::move(name)) {}

bool Document::means_to_be_entry(std::string_view beginning) {
  std::string_view head = beginning.substr(0, header_limit);
  if (head.starts_with(byte_order_mark)) head.remove_prefix(byte_order_mark.size());
  head = head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (head.starts_with("<<<<<<< ")) return has_mark(head); // git could not merge it
  const bool is_toml = head.starts_with("+++");
  if (!is_toml && !head.starts_with("---")) return false;
  return has_mark(head.substr(0, head.find(is_toml ? "\n+++" : "\n---", 3)));
}

std::optional<Document> Document::read(std::string text, std::string name) {
  const bool means_it = means_to_be_entry(text);
  Document document(std::move(text), std::move(name));
  try {
    document.refuse_conflict(means_it);
    if (!document.read_yaml() && !document.read_toml()) return std::nullopt;
  } catch (const Error&) {
    // Notes of the person's own may have any header; only an entry's is kindly's
    // matter.
    if (!means_it) return std::nullopt;
    throw;
  }
  const YamlValue* const format = document.header_.root.find("kindly");
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

void Document::refuse_conflict(bool means_it) const {
  const auto conflict = means_it ? find_conflict(text_) : std::nullopt;
  if (!conflict) return;
  const std::size_t begin = text_.find("---");
  const std::size_t end = std::min(text_.find("\n---", begin), text_.size());
  if (conflict->first > 1 && conflict->first > line_number(text_, end)) return;
  throw Error(ExitCode::unreadable,
              fmt::format("{}:{}: unresolved git conflict, lines {}-{}",
                          name_,
                          conflict->first,
                          conflict->first,
                          conflict->last),
              std::string(conflict_mend));
}

bool Document::read_yaml() {
  const auto where = find_header(text_, name_);
  if (!where) return false;
  where_ = *where;
  header_ = read_header(text_, where_, name_);
  return true;
}

bool Document::read_toml() {
  const auto where = find_toml_header(text_);
  if (!where) return false;
  where_ = *where;
  // Blank lines in the place of what stands above keep the line numbers right.
  const std::string above(line_number(text_, where_.begin) - 1, '\n');
  const std::string toml = text_.substr(where_.begin, where_.end - where_.begin);
  header_ = {yaml_value(parse_toml(above + toml, name_)), {}};
  is_toml_ = true;
  return true;
}

std::string Document::kind_part_in_place() const {
  std::string text = without_words(text_, 0, text_.size());
  for (const SectionBytes& place : find_sections(body())) {
    if (!is_kind_part(place.heading)) continue;
    std::size_t at = where_.body + place.text;
    for (const std::string_view line :
         lines_of(body().substr(place.text, place.end - place.text))) {
      if (!trimmed(line).starts_with('>')) text.replace(at, line.size(), line);
      at += line.size() + 1;
    }
  }
  return text;
}

Moment Document::date(std::string_view stem, const Zone& zone) const {
  return EntryReader(header_.root, name_).date_of_entry(stem, zone);
}

Entry Document::entry(std::string_view stem, const Zone& zone) const {
  Entry entry;
  EntryReader(header_.root, name_).read(stem, zone, Parts::all, entry);
  entry.path = name_;
  const Glance seen = glance(body());
  entry.open = seen.is_open;
  entry.beginning = seen.beginning;
  return entry;
}

void Document::check_changeable() const {
  if (is_toml_)
    throw Error(
        ExitCode::unreadable,
        fmt::format("{}:1: kindly reads a header in TOML and does not change it",
                    name_),
        how_to_open(name_));
  if (const std::size_t nul = text_.find('\0'); nul != std::string::npos)
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}: holds a NUL byte, which no text does; kindly does "
                            "not change such a file",
                            name_,
                            line_number(text_, nul)),
                "A crash or a sync may have damaged it; look for an older copy.");
}

void Document::take(std::string text) {
  text_ = std::move(text);
  (void)read_yaml();
}

void Document::set(std::string_view key, std::string_view value) {
  check_changeable();
  take(with_value(text_, key, value, name_));
}

void Document::set_text(std::string_view key, std::string_view text) {
  check_changeable();
  take(with_text(text_, key, text, name_));
}

void Document::set_themes(const std::vector<std::string>& themes) {
  check_changeable();
  take(with_list(text_, "themes", themes, name_));
}

void Document::add_check_in(const CheckIn& check_in) {
  check_changeable();
  take(with_item(text_, "later", check_in_text(check_in), name_));
}

void Document::add_recording(std::string_view file_name) {
  check_changeable();
  if (header_.root.find("voice") == nullptr)
    take(with_list(text_, "voice", {std::string(file_name)}, name_));
  else
    take(with_item(text_, "voice", yaml_scalar(std::string(file_name)), name_));
}

std::string_view Document::line_end() const {
  return text_.find("\r\n") < where_.body ? "\r\n" : "\n";
}

/// The header's bytes, and the end of its last line.
std::string Document::head() const {
  std::string head = text_.substr(0, where_.body);
  if (!head.ends_with('\n')) head += line_end();
  return head;
}

void Document::set_section(std::string_view heading, std::string_view text) {
  check_changeable();
  const std::string all(body());
  const std::vector<SectionBytes> places = find_sections(all);
  const auto place = std::ranges::find(places, heading, &SectionBytes::heading);
  if (place == places.end()) {
    add_paragraph(heading, text);
    return;
  }
  std::string fresh =
      with_paragraph(all.substr(0, place->text), heading, text, line_end());
  if (place->end < all.size()) fresh.append(line_end()).append(all, place->end);
  take(head() + fresh);
}

void Document::add_paragraph(std::string_view heading, std::string_view text) {
  check_changeable();
  take(head() + with_paragraph(std::string(body()), heading, text, line_end()));
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
  if (entry.with) line("with", yaml_scalar(*entry.with));
  if (!entry.occasion.empty()) line("occasion", entry.occasion);
  if (!entry.themes.empty()) line("themes", yaml_list(entry.themes));
  if (!entry.feelings.empty()) line("feelings", yaml_list(entry.feelings));
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
