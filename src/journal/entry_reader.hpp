#pragma once

#include "base/dates.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/entry.hpp"
#include "journal/header.hpp"
#include "journal/query.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// Reads one entry's header, naming file and line of what is wrong. `Value` is a
/// YamlValue, or the same in views, PlainValue.
template <class Value>
class EntryReader {
 public:
  /// Both must outlive the reader.
  EntryReader(const Value& header, const std::string& name)
      : header_(header), name_(name) {}

  /// Gives `entry` what the header says. `stem` names the file, and dates it where the
  /// header does not; `zone` gives an offset to dates that have none. What `parts`
  /// leaves out stays as it was.
  void read(std::string_view stem, const Zone& zone, Parts parts, Entry& entry) const {
    entry.date = date_of_entry(stem, zone);
    const auto form = text("form");
    const auto occasion = text("occasion");
    if (parts != Parts::none) {
      entry.form = form.value_or("script");
      entry.occasion = occasion.value_or("");
      read_words("themes", Blanks::divide, entry.themes);
      read_words("feelings", Blanks::belong, entry.feelings);
    }
    entry.before = rating("before");
    entry.after = rating("after");
    entry.minutes = number("minutes");
    read_later(zone, entry.later);
    entry.age = number("age");
    const auto address = text("address");
    const auto rewrites = text("rewrites");
    const auto with = text("with");
    if (parts == Parts::all) {
      entry.id = stem;
      entry.address = address;
      entry.rewrites = rewrites;
      entry.with = with;
      read_words("voice", Blanks::belong, entry.recordings);
    }
  }

  /// When the entry was written: its key `date`, else `created`, else what the file's
  /// name shows.
  [[nodiscard]] Moment date_of_entry(std::string_view stem, const Zone& zone) const {
    for (const std::string_view key : {"date", "created"})
      if (const auto written = text(key)) return date(key, *written, zone);
    if (const auto wall = parse_stamp(stem)) return zone.at(*wall);
    if (const auto moment = parse_date(stem.substr(0, 10), zone)) // in front of a title
      return *moment;
    throw Error(ExitCode::unreadable,
                fmt::format("{}:1: the entry has no date", name_),
                "Add a line such as `date: 2026-11-23T15:12:04+01:00` to its header.");
  }

 private:
  using Kind = YamlValue::Kind;

  /// Whether a blank stands between two words of a list, or in the midst of one.
  enum class Blanks { belong, divide };

  /// {{date}}: a template that nobody filled in. To YAML it is a map of a map to
  /// nothing.
  static bool is_unfilled(const Value& value) {
    return value.kind == Kind::map && value.pairs.size() == 1 &&
           value.pairs[0].first.empty();
  }

  [[nodiscard]] std::optional<std::string_view> text(std::string_view key) const {
    const Value* const value = header_.find(key);
    if (value == nullptr || value->kind == Kind::null) return std::nullopt;
    if (is_unfilled(*value)) return std::nullopt;
    if (value->kind != Kind::scalar) wrong(*value, key, "one value");
    return value->text;
  }

  [[nodiscard]] std::optional<Rating> rating(std::string_view key) const {
    const auto written = text(key);
    if (!written) return std::nullopt;
    // A leading zero is a zero: 08 is eight, whatever YAML made of it.
    const std::size_t zeros = written->find_first_not_of('0');
    const auto read = Rating::read(written->substr(std::min(zeros, written->size())));
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

  /// A list, one word, or words with commas between; a leading # is an editor's. What
  /// has no blanks in it, such as the id of a theme, is divided at blanks too.
  void read_words(std::string_view key,
                  Blanks blanks,
                  std::vector<std::string>& words) const {
    words.clear();
    const Value* const value = header_.find(key);
    if (value == nullptr) return;
    const std::string_view dividers = blanks == Blanks::divide ? ", " : ",";
    for (std::string_view rest = value->text; !rest.empty();) { // of a scalar
      const std::size_t end = std::min(rest.find_first_of(dividers), rest.size());
      add_word(words, rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    add_words(words, *value);
  }

  [[nodiscard]] Moment
  date(std::string_view key, std::string_view written, const Zone& zone) const {
    if (const auto moment = parse_date(written, zone)) return *moment;
    const Value& value = *header_.find(key);
    if (const std::string readings = readings_of_day(value.text); !readings.empty())
      wrong(value, key, fmt::format("clear, it can be {}", readings));
    wrong(value, key, "a date such as 2026-11-23T15:12:04+01:00");
  }

  void read_later(const Zone& zone, std::vector<CheckIn>& check_ins) const {
    check_ins.clear();
    const Value* const list = header_.find("later");
    if (list == nullptr || list->kind == Kind::null) return;
    if (list->kind != Kind::list) wrong(*list, "later", "a list of check-ins");
    for (const Value& item : list->items) {
      const Value* const at = item.find("at");
      const Value* const distress = item.find("distress");
      const auto moment =
          parse_date(at != nullptr ? std::string_view(at->text) : "", zone);
      const auto rating =
          Rating::read(distress != nullptr ? std::string_view(distress->text) : "");
      if (!moment || !rating)
        wrong(item, "later", "made of {at: DATE, distress: 1 to 10}");
      check_ins.push_back({*moment, *rating});
    }
  }

  static void add_word(std::vector<std::string>& words, std::string_view word) {
    word = trimmed(word);
    if (word.starts_with('#')) word.remove_prefix(1);
    const auto is_same = [&](const std::string& other) {
      return folds_alike(other, word);
    };
    if (!word.empty() && std::ranges::none_of(words, is_same)) words.emplace_back(word);
  }
  /// Of lists in lists, and of the keys of a map, too: the words are what is meant.
  static void add_words(std::vector<std::string>& words, const Value& value) {
    for (const Value& item : value.items) {
      if (item.kind == Kind::scalar) add_word(words, item.text);
      add_words(words, item);
    }
    for (const auto& pair : value.pairs) add_word(words, pair.first);
  }

  [[noreturn]] void
  wrong(const Value& at, std::string_view key, std::string_view wanted) const {
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}: '{}' is not {}", name_, at.line, key, wanted),
                how_to_open(name_));
  }

  const Value& header_;
  const std::string& name_;
};

} // namespace kindly
