#pragma once

#include "words/library.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace kindly {

/// The parts that a longer script may say twice.
inline constexpr std::array middle_roles = {
    Role::humanity, Role::kindness, Role::encouragement};

/// What a script is made for.
struct ScriptRequest {
  std::vector<std::string> themes; ///< ids, the likeliest first; may be empty
  Tone tone = Tone::plain;
  std::string language = "en";
  std::string address;         ///< how the person is spoken to; not empty
  std::string name;            ///< fills {name}; empty: the address does
  std::string feeling;         ///< fills {feeling}; empty: not known
  std::string occasion;        ///< empty: any
  std::size_t sentences = 5;   ///< 4 to 6
  Role sixth = Role::kindness; ///< the part that a script of six says twice
  std::uint64_t seed = 0;
  std::string thought = {};          ///< what is answered; a letter may quote it
  std::optional<int> age = {};       ///< makes it a letter to a self of so many years
  std::set<std::string> recent = {}; ///< texts of phrases that were said lately
  /// How gladly a phrase is taken, 1 being as any other; without it, all alike.
  std::function<double(const Phrase&)> liking = {};
};

/// One sentence of a script and where it comes from.
struct ScriptLine {
  std::string text;
  Role role = Role::kindness;
  Tone tone = Tone::plain;
  std::string theme;
  bool ships = false; ///< with kindly; others are people's own
};

/// A script of 4 to 6 sentences: mindfulness, humanity, kindness, encouragement,
/// accountability. The first speaks to the person by `address`; most phrases are of the
/// themes, the others everyday ones; one tone is kept as far as the packs have it, no
/// two sentences say the same, and what was said lately is not said again. Of several
/// tries the first is taken that `check` finds complete and has nothing against; what a
/// person's own phrase does in a script is theirs to say. The same request and library
/// give the same script.
///
/// With `age` a letter to the person at that age; empty where the language has none.
[[nodiscard]] std::vector<ScriptLine> compose(const Library& library,
                                              const ScriptRequest& request);

/// One sentence for each of `roles`, as each stands by itself, to choose from.
[[nodiscard]] std::vector<ScriptLine> suggestions(const Library& library,
                                                  const ScriptRequest& request,
                                                  std::span<const Role> roles);

/// One exchange of a dialogue: the critic's words, and what the friend answers.
struct DialogueTurn {
  std::string critic;
  std::vector<ScriptLine> friend_says;
};

/// A line of the critic, and the themes that it sounds like.
struct CriticLine {
  std::string text;
  std::vector<std::string> themes;
};

/// Answers each of the critic's lines (at least one) in turn; the friend has the last
/// word, and the answers together are a script.
[[nodiscard]] std::vector<DialogueTurn>
compose_dialogue(const Library& library,
                 const ScriptRequest& request,
                 const std::vector<CriticLine>& critic);

/// A phrase with its placeholders filled in and a large first letter.
[[nodiscard]] std::string filled(const Phrase& phrase, const ScriptRequest& request);

} // namespace kindly
