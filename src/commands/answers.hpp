#pragma once

#include "commands/command.hpp"
#include "commands/typed.hpp"
#include "journal/sections.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kindly {

/// The answers of the exercise as options, for whoever is not asked: a script, or a
/// person who knows what to say.
struct Answers {
  std::vector<std::string> critic;
  std::optional<std::string> resistance, to_friend, kind, humanity, forward, said,
      afterwards;

  [[nodiscard]] bool is_empty() const;
};

/// The options that fill them.
[[nodiscard]] std::vector<Arg> args_of(Answers& answers);

/// What was given, as sections in the order of the exercise. `with` is who said what
/// stands under `--said`. Throws Error{usage}.
[[nodiscard]] std::vector<Section> sections_of(const Answers& answers,
                                               const std::optional<std::string>& with,
                                               Typed& typed);

} // namespace kindly
