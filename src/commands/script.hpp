#pragma once

#include "commands/world.hpp"
#include "practice/compose.hpp"
#include "practice/detect.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kindly {

/// What the options of `reframe` and `new --reframe` say about a script.
struct ScriptWishes {
  std::vector<std::string> themes; ///< empty: those the thought sounds like
  std::optional<Tone> tone;
  std::optional<std::string> address;
  std::string feeling;
  std::string occasion;
  std::size_t sentences = 5;
};

/// A composed script and what it answers.
struct AnsweredThought {
  std::string address;
  std::vector<Detected> themes;
  std::vector<ScriptLine> lines;
};

/// Answers a thought with the packs, the config and the run's seed.
[[nodiscard]] AnsweredThought
answer(const World& world, const std::string& thought, const ScriptWishes& wishes);

/// Throws Error{no}: the packs hold no phrase in this language.
[[noreturn]] void refuse_language(const std::string& language);

/// Words divided by commas, as -t and -f take them, without empty ones.
[[nodiscard]] std::vector<std::string> divided(const std::vector<std::string>& given);

} // namespace kindly
