#pragma once

#include "commands/command.hpp"

#include <array>
#include <string_view>

namespace kindly {

/// A subcommand that is not made yet: only the one in hand is.
struct CommandMaker {
  std::string_view name;
  Command (*make)();
};

#define COMMAND(name) Command name##_command();
#include "commands/all.def"
#undef COMMAND

/// Every subcommand, in the order `kindly --help` shows them.
inline constexpr CommandMaker all_commands[] = {
#define COMMAND(name) {#name, name##_command},
#include "commands/all.def"
#undef COMMAND
};

} // namespace kindly
