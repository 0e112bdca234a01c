#pragma once

#include "commands/command.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// Declarations as the manual, the completions and the README's table read them.

namespace kindly {

/// `kindly help` is no command of its own: the parser knows it.
inline constexpr std::string_view help_summary = "Say how a command is used";

/// Those that have a group: the others are not listed anywhere.
[[nodiscard]] std::vector<const Command*> visible(std::span<const Command> commands);

/// The options that every command has.
[[nodiscard]] std::vector<Arg> declared_globals();

/// "-q" and "--quiet", for example.
[[nodiscard]] std::vector<std::string> names_of(const Arg& arg);
} // namespace kindly
