#include "share/import_text.hpp"

#include "base/csv.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/document.hpp"
#include "journal/header_lines.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

namespace kindly {
namespace {

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return text;
}

JsonValue json_text(std::string text) {
  return {std::move(text)};
}

// --- jrnl --------------------------------------------------------------------------

/// The date in `[date] ` at the beginning of a line, with a clock of 12 hours or 24.
struct DatedLine {
  Moment date;
  std::string_view title;
};

std::optional<Moment> date_in_brackets(std::string_view text, const Zone& zone) {
  if (const auto moment = parse_date(text, zone)) return moment;
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto day = parse_date(text.substr(0, blank), zone);
  const auto time = parse_clock(text.substr(blank));
  if (!day || !time) return std::nullopt;
  return zone.at(std::chrono::floor<std::chrono::days>(day->wall()) + *time);
}

std::optional<DatedLine> dated_line(std::string_view line,
                                    const std::string& name,
                                    std::size_t number,
                                    const Zone& zone) {
  const std::size_t close = line.find(']');
  if (!line.starts_with('[') || close == std::string_view::npos) return std::nullopt;
  const std::string_view title = trimmed(line.substr(close + 1));
  const std::string_view written = line.substr(1, close - 1);
  if (const auto moment = date_in_brackets(written, zone))
    return DatedLine{*moment, title};
  const std::string readings = readings_of_day(written.substr(0, written.find(' ')));
  if (!readings.empty())
    fail_import(name,
                number,
                fmt::format("'{}' can be {}", printable_line(written), readings),
                "Set jrnl's timeformat to %Y-%m-%d %H:%M and export again.");
  return std::nullopt;
}

/// One entry of jrnl's text while its lines are read.
struct JrnlEntry {
  Moment date;
  std::string title;
  bool is_starred = false;
  std::string body;

  [[nodiscard]] Imported imported() const {
    const std::string_view shown = trimmed(body);
    const std::size_t end = body.find_last_not_of(" \t\r\n") + 1; // npos + 1 is 0
    Foreign foreign;
    foreign.entry.date = date;
    std::string text = title;
    if (!shown.empty()) text += '\n' + body.substr(0, end);
    if (!trimmed(text).empty())
      foreign.sections.push_back({std::string(headings::situation), text});
    const JsonValue yes{true};
    if (is_starred) foreign.keep_key("starred", &yes);
    return std::move(foreign).imported(
        "jrnl:" + fingerprint(to_stamp(date) + ' ' + title + ' ' + body));
  }
};

} // namespace

ImportedFile
import_jrnl_text(std::string_view text, const std::string& name, const Zone& zone) {
  ImportedFile found;
  std::optional<JrnlEntry> entry;
  const auto close = [&] {
    if (entry) found.entries.push_back(entry->imported());
  };
  std::size_t number = 0;
  for (std::string_view line : lines_of(without_mark(text))) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (const auto begun = dated_line(line, name, number, zone)) {
      close();
      std::string_view title = begun->title;
      const bool is_starred = title.ends_with('*');
      while (is_starred && title.ends_with('*'))
        title = trimmed(title.substr(0, title.size() - 1));
      entry = JrnlEntry{begun->date, std::string(title), is_starred, {}};
    } else if (entry) {
      (entry->body += line) += '\n';
    } else if (!trimmed(line).empty()) {
      fail_import(name,
                  number,
                  "a line stands before the first entry, which begins like "
                  "[2026-11-23 15:12]");
    }
  }
  close();
  found.settle();
  return found;
}

// --- Daylio ------------------------------------------------------------------------

namespace {

/// A file's columns by name; a record of it by its columns.
class Columns {
 public:
  Columns(const CsvRecord& header, const std::string& name) : name_(name) {
    for (const std::string& field : header.fields)
      names_.push_back(fold(trimmed(field)));
    for (const char* needed : {"time", "mood", "note"})
      if (std::ranges::find(names_, needed) == names_.end())
        fail_import(name,
                    header.line,
                    fmt::format("no export of Daylio: no column '{}'", needed));
  }

  void check(const CsvRecord& record) const {
    if (record.fields.size() != names_.size())
      fail_import(name_,
                  record.line,
                  fmt::format("has {} fields where the first line has {}",
                              record.fields.size(),
                              names_.size()),
                  "Nothing was written.");
  }
  [[nodiscard]] std::string of(const CsvRecord& record, std::string_view column) const {
    const auto place = std::ranges::find(names_, column);
    return place == names_.end()
               ? std::string()
               : record.fields[static_cast<std::size_t>(place - names_.begin())];
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  const std::string& name_;
};

Moment date_of_row(const Columns& columns,
                   const CsvRecord& row,
                   const std::string& name,
                   const Zone& zone) {
  std::string day = columns.of(row, "full_date");
  if (day.empty()) // older versions: the year, and "18 May"
    day = columns.of(row, "date") + ' ' + columns.of(row, "year");
  const auto read = parse_date(day, zone);
  const std::string written = columns.of(row, "time");
  const auto time = parse_clock(written);
  if (!read)
    fail_import(
        name, row.line, fmt::format("'{}' is no date", printable_line(trimmed(day))));
  if (!time)
    fail_import(
        name, row.line, fmt::format("'{}' is no time", printable_line(written)));
  return zone.at(std::chrono::floor<std::chrono::days>(read->wall()) + *time);
}

Imported
imported_row(const Columns& columns, const CsvRecord& row, const Moment& date) {
  Foreign foreign;
  foreign.entry.date = date;
  const std::string mood = on_one_line(columns.of(row, "mood"));
  if (!mood.empty()) foreign.entry.feelings = {mood};
  JsonValue::Items activities;
  const std::string listed = columns.of(row, "activities");
  for (const std::string_view activity : split(listed, '|'))
    if (const std::string word = on_one_line(activity); !word.empty())
      activities.push_back(json_text(word));
  const JsonValue list{activities};
  foreign.keep_key("activities", &list);
  const std::string title = columns.of(row, "note_title");
  const std::string note = columns.of(row, "note");
  const bool has_both = !trimmed(title).empty() && !trimmed(note).empty();
  if (const std::string text = title + (has_both ? "\n\n" : "") + note;
      !trimmed(text).empty())
    foreign.sections.push_back({std::string(headings::situation), text});
  static const std::set<std::string, std::less<>> known = {"full_date",
                                                           "year",
                                                           "date",
                                                           "weekday",
                                                           "time",
                                                           "mood",
                                                           "activities",
                                                           "note_title",
                                                           "note"};
  for (const std::string& column : columns.names())
    if (const std::string value = columns.of(row, column);
        !known.contains(column) && !trimmed(value).empty())
      foreign.rest.push_back(fmt::format("{}: {}", column, on_one_line(value)));
  return std::move(foreign).imported(
      "daylio:" + fingerprint(fmt::format(
                      "{} {} {} {} {}", to_stamp(date), mood, listed, title, note)));
}

} // namespace

ImportedFile
import_daylio(std::string_view text, const std::string& name, const Zone& zone) {
  const std::vector<CsvRecord> records = parse_csv(text, name);
  if (records.empty()) fail_import(name, 1, "the file is empty");
  const Columns columns(records.front(), name);
  ImportedFile found;
  for (std::size_t i = 1; i < records.size(); ++i) {
    columns.check(records[i]);
    found.entries.push_back(imported_row(
        columns, records[i], date_of_row(columns, records[i], name, zone)));
  }
  found.settle();
  return found;
}

// --- Markdown ----------------------------------------------------------------------

namespace {

/// The body with its words before the first heading as the situation.
std::string with_situation(std::string_view body) {
  const std::string_view preface = read_preface(body);
  std::string text(body);
  if (!text.ends_with('\n')) text += '\n';
  if (preface.empty()) return text;
  const auto at = static_cast<std::size_t>(preface.data() - body.data());
  return fmt::format("\n## {}\n\n", headings::situation) + text.substr(at);
}

/// The date of an entry whose file is not named yet; nothing where its header has none,
/// or means something else by kindly's keys.
std::optional<Moment> date_in_header(const std::string& text, const Zone& zone) {
  try {
    const auto document = Document::read(text, "a note");
    return document ? std::optional(document->entry("", zone).date) : std::nullopt;
  } catch (const Error&) { // it is kept as words then
    return std::nullopt;
  }
}

/// A Markdown file in its parts.
struct Note {
  std::string header; ///< with a line end, or empty
  std::string_view body;

  static Note of(std::string_view text, const std::string& name) {
    try {
      if (const auto where = find_header(text, name)) {
        std::string header(text.substr(where->begin, where->end - where->begin));
        if (!header.empty() && !header.ends_with('\n')) header += '\n';
        return {std::move(header), text.substr(where->body)};
      }
    } catch (const Error&) { // one that is not closed is text
    }
    return {{}, without_mark(text)};
  }
};

/// The day in a header of which kindly can use no more than that.
std::optional<Moment> only_date_in(const std::string& header, const Zone& zone) {
  for (const std::string_view line : lines_of(header))
    for (const std::string_view key : {"date:", "created:"})
      if (line.starts_with(key))
        return parse_date(trimmed(line.substr(key.size())), zone);
  return std::nullopt;
}

} // namespace

Imported import_markdown(const std::string& text,
                         const std::string& name,
                         const Moment& when_written,
                         const Zone& zone) {
  const std::string key = "markdown:" + fingerprint(text);
  const std::string marks = "kindly: 1\n" + imported_line(key);
  const Note note = Note::of(text, name);
  const std::string body = with_situation(note.body);
  const std::string whole = fmt::format("---\n{}{}---\n{}", marks, note.header, body);
  if (const auto date = date_in_header(whole, zone))
    return {.key = key, .date = *date, .text = whole, .id = {}};
  const std::string day = std::filesystem::path(name).stem().string().substr(0, 10);
  const Moment date = only_date_in(note.header, zone)
                          .value_or(parse_date(day, zone).value_or(when_written));
  const std::string date_line = fmt::format("date: {}\n", to_rfc3339(date));
  const std::string dated =
      fmt::format("---\n{}{}{}---\n{}", marks, note.header, date_line, body);
  if (date_in_header(dated, zone))
    return {.key = key, .date = date, .text = dated, .id = {}};
  return {.key = key,
          .date = date,
          .text = fmt::format("---\n{}{}---\n{}\n## {}\n\n```yaml\n{}```\n",
                              marks,
                              date_line,
                              body,
                              imported_heading,
                              note.header),
          .id = {}};
}

} // namespace kindly
