#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// The parts of a script, in the order they are said.
enum class Role { mindfulness, humanity, kindness, encouragement, accountability };
enum class Tone { plain, warm, wry, spiritual };

inline const std::array<std::string, 5> role_names = {
    "mindfulness", "humanity", "kindness", "encouragement", "accountability"};
inline const std::array<std::string, 4> tone_names = {
    "plain", "warm", "wry", "spiritual"};

/// What kind of moment an entry is about; `calm` is planned practice.
inline const std::array<std::string, 8> known_occasions = {"mistake",
                                                           "criticism",
                                                           "social",
                                                           "setback",
                                                           "performance",
                                                           "anxious",
                                                           "therapy",
                                                           "calm"};

[[nodiscard]] inline const std::string& name_of(Role role) {
  return role_names[static_cast<std::size_t>(role)];
}
[[nodiscard]] inline const std::string& name_of(Tone tone) {
  return tone_names[static_cast<std::size_t>(tone)];
}
[[nodiscard]] std::optional<Role> role_named(std::string_view name);
[[nodiscard]] std::optional<Tone> tone_named(std::string_view name);

/// One sentence that kindly can say. `{address}`, `{name}` and `{feeling}` are filled
/// in.
struct Phrase {
  std::string text;
  Role role = Role::kindness;
  Tone tone = Tone::plain;
  std::vector<std::string> occasions; ///< empty: any
  std::string theme;                  ///< the id of its pack
  bool ships = false;                 ///< with kindly; others are people's own

  [[nodiscard]] bool has(std::string_view placeholder) const {
    return text.find(placeholder) != std::string::npos;
  }
};

/// A theme: what makes a harsh thought sound like it, and what can be said to it.
struct Pack {
  std::string id;
  std::string title;
  std::string axis; ///< critic, life, or any
  std::string description;
  std::string language = "en";
  std::vector<std::string> cues;
  std::vector<std::string> not_cues;
  std::vector<Phrase> phrases;
  std::size_t learnt_cues = 0; ///< so many cues, the first, shipped with kindly
};

/// A place in a pack's file; lines and columns count from 1.
struct PackPlace {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Something wrong in a pack, and where.
struct PackProblem {
  std::size_t line = 0;
  std::size_t column = 0;
  std::string what;
};

/// What is said of a pack that is right but for a phrase.
inline constexpr std::string_view no_phrase_yet = "there is no [[phrase]]";

/// A pack as far as it could be read: a pack with problems is not to be used.
struct PackReading {
  Pack pack;
  std::vector<PackProblem> problems;
  std::vector<PackPlace> phrase_places; ///< of each phrase's text
  std::vector<PackPlace> cue_places;    ///< of each cue
};

/// Checks and reads a pack. Throws Error{unreadable} where it is not TOML at all;
/// `name` is for messages.
[[nodiscard]] PackReading read_pack(std::string_view toml, const std::string& name);

/// Whether a text may be a theme's id: [a-z][a-z0-9-]*, at most 64 bytes.
[[nodiscard]] bool is_theme_id(std::string_view id);

} // namespace kindly
