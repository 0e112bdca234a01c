#pragma once

#include "commands/world.hpp"
#include "journal/sections.hpp"
#include "practice/compose.hpp"
#include "practice/detect.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kindly {

/// What the options of `reframe` and `new --reframe` say about a script.
struct ScriptWishes {
  std::vector<std::string> themes; ///< empty: those the thought sounds like
  std::optional<Tone> tone;
  std::optional<std::string> address;
  std::string feeling; ///< empty: one that the thought names, if it does
  std::string occasion;
  std::size_t sentences = 5;
  std::optional<int> age = {}; ///< makes it a letter
  bool is_dialogue = false;
  bool is_fresh = false; ///< what helped before does not count
};

/// A composed script and what it answers.
struct AnsweredThought {
  std::string address;
  std::vector<Detected> themes;
  std::vector<std::string> answered;    ///< the themes that the script is about
  std::vector<ScriptLine> lines;        ///< of a dialogue, the friend's
  std::vector<DialogueTurn> turns = {}; ///< of a dialogue
};

/// Answers a thought with the packs, the config, the run's seed, and what earlier
/// entries say: what was said lately is not said again, and what went with relief is
/// said a little more gladly.
[[nodiscard]] AnsweredThought
answer(const World& world, const std::string& thought, const ScriptWishes& wishes);

/// One sentence for each of `roles` to choose from; none that says the same as another.
[[nodiscard]] std::vector<ScriptLine> suggest(const World& world,
                                              const Library& library,
                                              const std::string& thought,
                                              const ScriptWishes& wishes,
                                              std::span<const Role> roles);

/// A script as the sections of an entry: the friend's words, the others, the step; a
/// letter or a dialogue is one text, the critic's lines in it quoted.
[[nodiscard]] std::vector<Section> sections_of(const AnsweredThought& answered,
                                               const ScriptWishes& wishes);

/// Throws Error{no}: the packs hold no phrase in this language.
[[noreturn]] void refuse_language(const std::string& language);

/// Words divided by commas, as -t and -f take them, without empty ones.
[[nodiscard]] std::vector<std::string> divided(const std::vector<std::string>& given);

} // namespace kindly
