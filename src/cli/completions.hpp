#pragma once

#include "commands/command.hpp"

#include <span>
#include <string>

// What a shell offers while a person types, from the declarations. Entries and themes
// are asked of `kindly complete` at that moment.

namespace kindly {

// Commands without a group are left out.
[[nodiscard]] std::string bash_completion(std::span<const Command> commands);
[[nodiscard]] std::string zsh_completion(std::span<const Command> commands);
[[nodiscard]] std::string fish_completion(std::span<const Command> commands);

} // namespace kindly
