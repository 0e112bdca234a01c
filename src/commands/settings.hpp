#pragma once

#include "base/files.hpp"
#include "base/toml.hpp"
#include "words/pack.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// Programs of a person's own choice, each a list of words; empty: what the machine
/// has.
struct VoiceSettings {
  std::vector<std::string> speak, record, play;
};

/// Somebody a person can turn to, as they noted it themselves.
struct SupportContact {
  std::string name;
  std::string contact;
  std::optional<std::chrono::local_days> noted; ///< numbers and addresses grow old
};

/// `[support]`: who is there, and whether words are listened to (practice/care).
struct SupportSettings {
  bool words = true;
  std::vector<SupportContact> people;
  std::vector<SupportContact> lines;
};

/// What the config file says, and what holds where it says nothing.
struct Settings {
  std::optional<std::filesystem::path> journal;
  std::string name;
  std::string address;
  std::optional<Tone> tone; ///< none: plain, or what helped this person more
  std::string language = "en";
  std::chrono::minutes day_starts{0};
  std::chrono::weekday week_start = std::chrono::Monday;
  int goal = 2; ///< planned sessions a week; the exercise names two or three
  std::string editor;
  std::string color = "auto";
  bool git_commit = false; ///< each write to the journal becomes a commit
  Durability durability = Durability::safe;
  VoiceSettings voice;
  SupportSettings support;
  std::vector<std::string> remarks; ///< `file:line: unknown key …`, to be said once

  /// How a person is spoken to in a script: a gentle term, else the name, else
  /// "friend".
  [[nodiscard]] std::string spoken_to() const {
    return !address.empty() ? address : !name.empty() ? name : "friend";
  }
  [[nodiscard]] bool spoken_to_is_default() const {
    return address.empty() && name.empty();
  }
};

/// One key of the config, declared once: reading, `kindly config` and the manual are
/// made from this.
struct Setting {
  enum class Kind { text, number, yes_or_no, list, table };

  std::string_view key; ///< `voice.speak` is `speak` in the table [voice]
  Kind kind = Kind::text;
  std::string_view example;    ///< a value as TOML writes it
  std::string_view usual = {}; ///< the value without it; empty: there is none
  std::string_view help;
  std::string_view wants;             ///< said of a value that cannot be
  std::string_view overruled_by = {}; ///< a variable that counts more than the config
  std::string_view or_else_from =
      {}; ///< variables that count less, the first that is set
  /// Takes a value over; false where it cannot be.
  bool (*take)(const TomlValue& value,
               Settings& settings,
               const std::filesystem::path& home);
};

/// Every key, in the order in which people meet them.
[[nodiscard]] std::span<const Setting> all_settings();

/// The one of that name. Throws Error{usage} that names the nearest.
[[nodiscard]] const Setting& setting_named(std::string_view key);

/// Reads a config; `home` stands for a leading ~. Throws Error{unreadable} that names
/// the line of a value that cannot be.
[[nodiscard]] Settings read_settings(std::string_view toml,
                                     const std::string& name,
                                     const std::filesystem::path& home);

} // namespace kindly
