#pragma once

#include "base/files.hpp"
#include "words/pack.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

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
  Durability durability = Durability::safe;
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

/// Reads a config; `home` stands for a leading ~. Throws Error{unreadable} that names
/// the line of a value that cannot be.
[[nodiscard]] Settings read_settings(std::string_view toml,
                                     const std::string& name,
                                     const std::filesystem::path& home);

} // namespace kindly
