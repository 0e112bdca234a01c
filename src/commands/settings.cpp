#include "commands/settings.hpp"

#include "base/dates.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <span>

namespace kindly {
namespace {

const std::array<std::string, 15> known_keys = {"journal",
                                                "name",
                                                "address",
                                                "tone",
                                                "language",
                                                "day_starts",
                                                "week_start",
                                                "goal",
                                                "editor",
                                                "pager",
                                                "color",
                                                "git_commit",
                                                "durability",
                                                "voice",
                                                "support"};

/// What people rely on once they have set it, and what this version does not do.
bool is_wish_for_later(std::string_view key, const TomlValue& value) {
  const auto* const yes = std::get_if<bool>(&value.value);
  if (key == "git_commit") return yes != nullptr && *yes;
  return key == "voice" && !value.fields().empty();
}

class SettingsReader {
 public:
  SettingsReader(const std::string& name, const std::filesystem::path& home)
      : name_(name), home_(home) {}

  Settings read(const TomlValue& root) {
    for (const auto& [key, value] : root.fields()) {
      if (std::ranges::find(known_keys, key) == known_keys.end())
        remark_unknown(key, value, known_keys);
      else if (key == "support")
        take_support(value);
      else
        take(key, value);
      // Saying nothing would let somebody count on it.
      if (is_wish_for_later(key, value))
        settings_.remarks.push_back(fmt::format(
            "{}:{}: '{}' does nothing in this version yet", name_, value.line, key));
    }
    return std::move(settings_);
  }

 private:
  [[noreturn]] void
  wrong(const TomlValue& at, std::string_view key, std::string_view wanted) {
    throw Error(
        ExitCode::unreadable,
        fmt::format("{}:{}:{}: '{}' wants {}", name_, at.line, at.column, key, wanted));
  }
  void remark_unknown(std::string_view key,
                      const TomlValue& at,
                      std::span<const std::string> known,
                      std::string_view table = "") {
    settings_.remarks.push_back(fmt::format("{}:{}: unknown key '{}{}'. {}",
                                            name_,
                                            at.line,
                                            table,
                                            printable_line(key),
                                            did_you_mean(key, known)));
  }
  const std::string& text(std::string_view key, const TomlValue& value) {
    if (value.text() == nullptr) wrong(value, key, "a text in quotes");
    return *value.text();
  }
  /// A value that a reader of texts understands.
  template <class Read>
  auto one(std::string_view key,
           const TomlValue& value,
           Read reader,
           std::string_view wanted) {
    const auto found = reader(text(key, value));
    if (!found) wrong(value, key, wanted);
    return *found;
  }
  std::filesystem::path place(std::string_view key, const TomlValue& value) {
    const std::string& written = text(key, value);
    if (written == "~" || written.starts_with("~/"))
      return home_ /
             std::string_view(written).substr(std::min<std::size_t>(2, written.size()));
    if (!written.starts_with('/')) wrong(value, key, "a path that begins with / or ~/");
    return written;
  }

  void take(std::string_view key, const TomlValue& value) {
    if (key == "journal") settings_.journal = place(key, value);
    if (key == "name") settings_.name = trimmed(text(key, value));
    if (key == "address") settings_.address = trimmed(text(key, value));
    if (key == "tone")
      settings_.tone = one(key, value, tone_named, "plain, warm, wry or spiritual");
    if (key == "language") settings_.language = text(key, value);
    if (key == "editor") settings_.editor = text(key, value);
    if (key == "day_starts")
      settings_.day_starts =
          one(key, value, parse_time_of_day, R"(a time such as "04:00")");
    if (key == "week_start")
      settings_.week_start =
          one(key, value, parse_weekday, R"(a day such as "monday")");
    if (key == "color") {
      settings_.color = text(key, value);
      if (settings_.color != "auto" && settings_.color != "always" &&
          settings_.color != "never")
        wrong(value, key, "auto, always or never");
    }
    if (key == "durability") {
      const std::string& wanted = text(key, value);
      if (wanted != "safe" && wanted != "fast")
        wrong(value, key, R"("safe" or "fast")");
      settings_.durability = wanted == "fast" ? Durability::fast : Durability::safe;
    }
    if (key == "goal") {
      const auto* const number = std::get_if<std::int64_t>(&value.value);
      if (number == nullptr || *number < 0 || *number > 21)
        wrong(value, key, "a whole number from 0 to 21");
      settings_.goal = static_cast<int>(*number);
    }
  }

  void take_support(const TomlValue& table) {
    static const std::array<std::string, 3> known = {"words", "people", "lines"};
    for (const auto& [key, value] : table.fields()) {
      if (key == "words") {
        const auto* const yes = std::get_if<bool>(&value.value);
        if (yes == nullptr) wrong(value, "support.words", "true or false");
        settings_.support.words = *yes;
      } else if (key == "people") {
        settings_.support.people = contacts(key, value);
      } else if (key == "lines") {
        settings_.support.lines = contacts(key, value);
      } else {
        remark_unknown(key, value, known, "support.");
      }
    }
  }

  std::vector<SupportContact> contacts(const std::string& list,
                                       const TomlValue& value) {
    static const std::array<std::string, 3> known = {"name", "contact", "noted"};
    std::vector<SupportContact> contacts;
    // Whoever writes a text for a table is to find it again all the same.
    const TomlValue::Items alone = {value};
    const bool is_list = std::holds_alternative<TomlValue::Items>(value.value);
    for (const TomlValue& item : is_list ? value.items() : alone) {
      SupportContact& contact = contacts.emplace_back();
      if (const std::string* const written = item.text())
        contact.contact = *written;
      else if (item.fields().empty())
        wrong(item,
              fmt::format("support.{}", list),
              "tables with name, contact and noted");
      for (const auto& [key, field] : item.fields()) {
        const std::string shown = fmt::format("support.{}.{}", list, key);
        if (key == "name")
          contact.name = trimmed(text(shown, field));
        else if (key == "contact")
          contact.contact = trimmed(text(shown, field));
        else if (key == "noted")
          contact.noted = one(shown, field, day_noted, "a day such as 2026-11-01");
        else
          remark_unknown(key, field, known, fmt::format("support.{}.", list));
      }
    }
    return contacts;
  }

  static std::optional<std::chrono::local_days> day_noted(std::string_view written) {
    const Zone zone = Zone::fixed({});
    const auto moment = parse_date(written, zone);
    if (!moment) return std::nullopt;
    return Clock{.now = *moment, .zone = zone}.today();
  }

  const std::string& name_;
  const std::filesystem::path& home_;
  Settings settings_;
};

} // namespace

Settings read_settings(std::string_view toml,
                       const std::string& name,
                       const std::filesystem::path& home) {
  return SettingsReader(name, home).read(parse_toml(toml, name));
}

} // namespace kindly
