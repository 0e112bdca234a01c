#include "commands/settings.hpp"

#include "base/dates.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace kindly {
namespace {

namespace fs = std::filesystem;
using Kind = Setting::Kind;

constexpr std::string_view wants_text = "a text in quotes";

/// A text, trimmed.
bool take_text(const TomlValue& value, std::string& target) {
  if (value.text() == nullptr) return false;
  target = trimmed(*value.text());
  return true;
}

/// A text that a reader understands.
template <class Read, class Target>
bool take_read(const TomlValue& value, Read reader, Target& target) {
  if (value.text() == nullptr) return false;
  const auto found = reader(*value.text());
  if (found) target = *found;
  return found.has_value();
}

/// Words of a command, the first of them a program.
bool take_words(const TomlValue& value, std::vector<std::string>& target) {
  std::vector<std::string> words;
  for (const TomlValue& item : value.items()) {
    if (item.text() == nullptr || item.text()->find('\0') != std::string::npos)
      return false;
    words.push_back(*item.text());
  }
  const bool is_list = std::holds_alternative<TomlValue::Items>(value.value);
  if (!is_list || (!words.empty() && words.front().empty())) return false;
  target = std::move(words);
  return true;
}

bool take_yes_or_no(const TomlValue& value, bool& target) {
  const auto* const yes = std::get_if<bool>(&value.value);
  if (yes != nullptr) target = *yes;
  return yes != nullptr;
}

std::optional<std::chrono::local_days> day_noted(std::string_view written) {
  const Zone zone = Zone::fixed({});
  const auto moment = parse_date(written, zone);
  if (!moment) return std::nullopt;
  return Clock{.now = *moment, .zone = zone}.today();
}

/// People and lines: tables of a name, a contact and a day, as far as they go. What is
/// wrong inside of one is named by its own line, later.
bool take_contacts(const TomlValue& value, std::vector<SupportContact>& target) {
  std::vector<SupportContact> contacts;
  // Whoever writes a text for a table is to find it again all the same.
  const TomlValue::Items alone = {value};
  const bool is_list = std::holds_alternative<TomlValue::Items>(value.value);
  for (const TomlValue& item : is_list ? value.items() : alone) {
    SupportContact& contact = contacts.emplace_back();
    if (const std::string* const written = item.text()) contact.contact = *written;
    if (item.text() == nullptr && item.fields().empty()) return false;
    for (const auto& [key, field] : item.fields()) {
      if (key == "name") take_text(field, contact.name);
      if (key == "contact") take_text(field, contact.contact);
      if (key == "noted") take_read(field, day_noted, contact.noted);
    }
  }
  target = std::move(contacts);
  return true;
}

/// What a field of a person or a line wants; empty where it has that, and nothing for a
/// field that there is not.
std::optional<std::string_view> wanted_by_contact(std::string_view key,
                                                  const TomlValue& field) {
  const bool is_text = field.text() != nullptr;
  if (key == "name" || key == "contact") return is_text ? "" : wants_text;
  if (key != "noted") return std::nullopt;
  return is_text && day_noted(*field.text()) ? "" : "a day such as 2026-11-01";
}

std::optional<fs::path> place_of(const std::string& written, const fs::path& home) {
  if (written == "~" || written.starts_with("~/"))
    return home /
           std::string_view(written).substr(std::min<std::size_t>(2, written.size()));
  return written.starts_with('/') ? std::optional<fs::path>(written) : std::nullopt;
}

constexpr std::string_view wants_words =
    R"(a list of words such as ["espeak-ng", "-s", "150"])";

constexpr std::array settings_table = {
    Setting{.key = "journal",
            .example = R"("~/notes/journal")",
            .help = "Where the journal is.",
            .wants = "a path that begins with / or ~/",
            .overruled_by = "KINDLY_JOURNAL",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path& home) {
                  const auto place = [&](const std::string& text) {
                    return place_of(text, home);
                  };
                  return take_read(value, place, settings.journal);
                }},
    Setting{.key = "name",
            .example = R"("Sam")",
            .help = "Your name, for scripts that speak to you.",
            .wants = wants_text,
            .take = [](const TomlValue& value,
                       Settings& settings,
                       const fs::path&) { return take_text(value, settings.name); }},
    Setting{.key = "address",
            .example = R"("dear one")",
            .help = "What you would like to be called in a script, before your name.",
            .wants = wants_text,
            .take = [](const TomlValue& value,
                       Settings& settings,
                       const fs::path&) { return take_text(value, settings.address); }},
    Setting{.key = "tone",
            .example = R"("warm")",
            .help =
                "Which phrases come first: plain, warm, wry or spiritual. Left out, "
                "it is plain, or the tone that helped you more.",
            .wants = "plain, warm, wry or spiritual",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_read(value, tone_named, settings.tone);
                }},
    Setting{.key = "language",
            .example = R"("en")",
            .usual = "en",
            .help = "Which packs serve.",
            .wants = wants_text,
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_text(value, settings.language);
                }},
    Setting{.key = "day_starts",
            .example = R"("04:00")",
            .usual = "00:00",
            .help = "When your day begins.",
            .wants = R"(a time such as "04:00")",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_read(value, parse_time_of_day, settings.day_starts);
                }},
    Setting{.key = "week_start",
            .example = R"("sunday")",
            .usual = "monday",
            .help = "The day your week begins with.",
            .wants = R"(a day such as "monday")",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_read(value, parse_weekday, settings.week_start);
                }},
    Setting{.key = "goal",
            .kind = Kind::number,
            .example = "3",
            .usual = "2",
            .help = "How many times a week you would like to practise.",
            .wants = "a whole number from 0 to 21",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  const auto* const number = std::get_if<std::int64_t>(&value.value);
                  if (number == nullptr || *number < 0 || *number > 21) return false;
                  settings.goal = static_cast<int>(*number);
                  return true;
                }},
    Setting{.key = "editor",
            .example = R"("nano")",
            .help = "The editor to open, before VISUAL and EDITOR are asked. Like "
                    "these, it is read by sh.",
            .wants = wants_text,
            .or_else_from = "VISUAL EDITOR",
            .take = [](const TomlValue& value,
                       Settings& settings,
                       const fs::path&) { return take_text(value, settings.editor); }},
    Setting{.key = "pager",
            .example = R"("less")",
            .help = "Kept for a later version; nothing is paged yet.",
            .wants = wants_text,
            .take = [](const TomlValue& value,
                       Settings&,
                       const fs::path&) { return value.text() != nullptr; }},
    Setting{.key = "color",
            .example = R"("never")",
            .usual = "auto",
            .help = "Whether text is styled: auto, always or never; the same as "
                    "--color.",
            .wants = "auto, always or never",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  const auto known = [](const std::string& text) {
                    const bool is_known =
                        text == "auto" || text == "always" || text == "never";
                    return is_known ? std::optional(text) : std::nullopt;
                  };
                  return take_read(value, known, settings.color);
                }},
    Setting{.key = "git_commit",
            .kind = Kind::yes_or_no,
            .example = "true",
            .usual = "false",
            .help = "Whether git commits each write to the journal; see "
                    "kindly-git(1). Nothing is ever pushed.",
            .wants = "true or false",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_yes_or_no(value, settings.git_commit);
                }},
    Setting{.key = "durability",
            .example = R"("fast")",
            .usual = "safe",
            .help = "With \"fast\", a save does not wait until the disk has it.",
            .wants = R"("safe" or "fast")",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  const auto known =
                      [](const std::string& text) -> std::optional<Durability> {
                    if (text == "safe") return Durability::safe;
                    if (text == "fast") return Durability::fast;
                    return std::nullopt;
                  };
                  return take_read(value, known, settings.durability);
                }},
    Setting{.key = "voice.speak",
            .kind = Kind::list,
            .example = R"(["espeak-ng", "-s", "150"])",
            .help = "The program that reads aloud, word by word; the text is on its "
                    "standard input.",
            .wants = wants_words,
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_words(value, settings.voice.speak);
                }},
    Setting{.key = "voice.record",
            .kind = Kind::list,
            .example = R"(["rec", "-q", "{file}"])",
            .help = "The program that records, until it gets SIGINT; {file} stands "
                    "for the file, which is the last word if it is left out.",
            .wants = wants_words,
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_words(value, settings.voice.record);
                }},
    Setting{.key = "voice.play",
            .kind = Kind::list,
            .example = R"(["mpv", "--no-video", "{file}"])",
            .help = "The program that plays a recording.",
            .wants = wants_words,
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_words(value, settings.voice.play);
                }},
    Setting{.key = "support.words",
            .kind = Kind::yes_or_no,
            .example = "false",
            .usual = "true",
            .help = "Whether kindly shows two lines about where people are, at a "
                    "terminal, when what you wrote speaks of suicide or self-harm. It "
                    "goes by words, misses many and is no protection; nothing of it is "
                    "kept. KINDLY_SUPPORT=off turns it off too.",
            .wants = "true or false",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_yes_or_no(value, settings.support.words);
                }},
    Setting{.key = "support.people",
            .kind = Kind::table,
            .example = R"([{ name = "Alex", contact = "…", noted = 2026-11-01 }])",
            .help = "Whom kindly support shows after your plan: name, contact and the "
                    "day it was noted.",
            .wants = "a list of tables",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_contacts(value, settings.support.people);
                }},
    Setting{.key = "support.lines",
            .kind = Kind::table,
            .example = R"([{ name = "A line", contact = "…", noted = 2026-11-01 }])",
            .help = "The same for lines to call or to write to.",
            .wants = "a list of tables",
            .take =
                [](const TomlValue& value, Settings& settings, const fs::path&) {
                  return take_contacts(value, settings.support.lines);
                }},
};

const Setting* find_declared(std::string_view key) {
  const auto* const found = std::ranges::find(settings_table, key, &Setting::key);
  return found == settings_table.end() ? nullptr : found;
}

bool is_table_of_settings(std::string_view name) {
  return std::ranges::any_of(settings_table, [&](const Setting& setting) {
    return setting.key.starts_with(name) &&
           setting.key.substr(name.size()).starts_with('.');
  });
}

std::vector<std::string> known_names() {
  std::vector<std::string> names;
  for (const Setting& setting : settings_table) {
    names.emplace_back(setting.key);
    const std::size_t dot = setting.key.find('.');
    if (dot != std::string_view::npos) names.emplace_back(setting.key.substr(0, dot));
  }
  return names;
}

class SettingsReader {
 public:
  SettingsReader(const std::string& name, const fs::path& home)
      : name_(name), home_(home) {}

  Settings read(const TomlValue& root) {
    for (const auto& [key, value] : root.fields()) take(key, value);
    return std::move(settings_);
  }

 private:
  [[noreturn]] void
  wrong(const TomlValue& at, std::string_view key, std::string_view wanted) {
    throw Error(
        ExitCode::unreadable,
        fmt::format("{}:{}:{}: '{}' wants {}", name_, at.line, at.column, key, wanted));
  }

  void take(const std::string& key, const TomlValue& value) {
    if (const Setting* const setting = find_declared(key)) {
      if (!setting->take(value, settings_, home_)) wrong(value, key, setting->wants);
      if (setting->kind == Kind::table) check_contacts(key, value);
    } else if (is_table_of_settings(key)) {
      if (!std::holds_alternative<TomlValue::Fields>(value.value))
        wrong(value, key, "a table");
      for (const auto& [inner, field] : value.fields())
        take(fmt::format("{}.{}", key, inner), field);
    } else {
      remark_unknown(key, value, known_names());
    }
  }

  void check_contacts(const std::string& list, const TomlValue& contacts) {
    for (const TomlValue& contact : contacts.items())
      for (const auto& [key, field] : contact.fields()) {
        const std::string path = fmt::format("{}.{}", list, key);
        const auto wanted = wanted_by_contact(key, field);
        if (!wanted)
          remark_unknown(
              path, field, {list + ".name", list + ".contact", list + ".noted"});
        else if (!wanted->empty())
          wrong(field, path, *wanted);
      }
  }

  void remark_unknown(const std::string& key,
                      const TomlValue& at,
                      const std::vector<std::string>& known) {
    settings_.remarks.push_back(fmt::format("{}:{}: unknown key '{}'. {}",
                                            name_,
                                            at.line,
                                            printable_line(key),
                                            did_you_mean(key, known)));
  }

  const std::string& name_;
  const fs::path& home_;
  Settings settings_;
};

} // namespace

std::span<const Setting> all_settings() {
  return settings_table;
}

const Setting& setting_named(std::string_view key) {
  if (const Setting* const setting = find_declared(key)) return *setting;
  const std::string meant = did_you_mean(key, known_names());
  throw Error(ExitCode::usage,
              fmt::format("the config has no key '{}'", printable_line(key)),
              meant.empty() ? "`kindly config` lists them." : meant);
}

Settings
read_settings(std::string_view toml, const std::string& name, const fs::path& home) {
  return SettingsReader(name, home).read(parse_toml(toml, name));
}

} // namespace kindly
