#include "share/imported.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/document.hpp"
#include "journal/plain_yaml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>

namespace kindly {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// A value as YAML on one line; JSON is YAML.
std::string yaml_line(const JsonValue& value) {
  if (const std::string* text = value.text()) return yaml_scalar(*text);
  std::vector<std::string> words;
  for (const JsonValue& item : value.items())
    if (const std::string* word = item.text()) words.push_back(*word);
  const bool is_words = value.is_array() && words.size() == value.items().size();
  return is_words ? yaml_list(words) : value.json().line();
}

std::string header_line(const std::string& key, const std::string& value) {
  return fmt::format("{}: {}\n", is_plain_key(key) ? key : Json(key).line(), value);
}

} // namespace

std::string imported_line(const std::string& key) {
  return header_line(std::string(imported_key), yaml_scalar(key));
}

void ImportedFile::settle() {
  std::map<std::string, std::size_t> seen;
  for (Imported& entry : entries) {
    const std::size_t count = ++seen[entry.key];
    if (count == 1) continue;
    const std::string fresh = fmt::format("{}-{}", entry.key, count);
    const std::string line = imported_line(entry.key);
    entry.text.replace(entry.text.find(line), line.size(), imported_line(fresh));
    entry.key = fresh;
  }
  std::ranges::stable_sort(entries, {}, &Imported::date);
}

void Foreign::keep_key(const std::string& key, const JsonValue* value) {
  if (value != nullptr && !value->says_nothing()) keys.emplace_back(key, *value);
}

void Foreign::keep_rest(const JsonValue& object,
                        const std::set<std::string_view>& known) {
  for (const JsonField& field : object.fields()) {
    if (known.contains(field.first) || field.second.says_nothing()) continue;
    const std::string* text = field.second.text();
    const bool is_line = text != nullptr && text->find('\n') == std::string::npos;
    rest.push_back(fmt::format(
        "{}: {}", field.first, is_line ? *text : field.second.json().line()));
  }
}

Imported Foreign::imported(const std::string& key) && {
  std::string lines;
  for (const auto& [name, value] : keys) {
    const std::string line = header_line(name, yaml_line(value));
    constexpr std::size_t longest = 8192; // the header has room for many of them
    if (line.size() <= longest)
      lines += line;
    else
      rest.push_back(fmt::format("{}: {}", name, value.json().line()));
  }
  if (!key.empty()) lines += imported_line(key);
  if (!rest.empty())
    sections.push_back({std::string(imported_heading), joined(rest, "\n")});
  std::string text = write_entry(entry, std::move(sections));
  const std::size_t end = text.find("\n---\n") + 1;
  text.insert(end, lines);
  return {.key = key, .date = entry.date, .text = std::move(text), .id = {}};
}

std::string fingerprint(std::string_view text) {
  // FNV-1a: Fowler, Noll, Vo; draft-eastlake-fnv.
  std::uint64_t hash = 0xcbf29ce484222325;
  const std::string words = on_one_line(text);
  for (const char c : words)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

std::optional<seconds> parse_clock(std::string_view text) {
  std::string clock;
  for (const char c : fold(text)) // a narrow blank stands before pm in some exports
    if ((c >= '0' && c <= ':') || (c >= 'a' && c <= 'z')) clock += c;
  const bool is_pm = clock.ends_with("pm");
  const bool is_am = clock.ends_with("am");
  if (is_pm || is_am) clock.resize(clock.size() - 2);
  if (clock.find(':') == 1) clock.insert(0, 1, '0');
  seconds more{0};
  if (clock.size() == 8 && clock[5] == ':') {
    const auto minute_like = parse_time_of_day("00:" + clock.substr(6));
    if (!minute_like) return std::nullopt;
    more = seconds(minute_like->count());
    clock.resize(5);
  }
  const auto read = parse_time_of_day(clock);
  if (!read) return std::nullopt;
  seconds time = *read + more;
  if (!is_am && !is_pm) return time;
  if (time >= hours(13) || time < hours(1)) return std::nullopt;
  if (time >= hours(12)) time -= hours(12);
  return is_pm ? time + hours(12) : time;
}

std::string field_text(const JsonValue& object, std::string_view key) {
  const JsonValue* const value = object.find(key);
  const std::string* const text = value != nullptr ? value->text() : nullptr;
  return text != nullptr ? *text : std::string();
}

void fail_import(const std::string& name,
                 std::size_t line,
                 const std::string& what,
                 const std::string& hint) {
  throw Error(ExitCode::unreadable, fmt::format("{}:{}: {}", name, line, what), hint);
}

} // namespace kindly
