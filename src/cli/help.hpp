#pragma once

#include "commands/command.hpp"

#include <span>
#include <string>
#include <string_view>

namespace kindly {

/// `kindly` with nothing: what it is and how to begin, in under 20 lines.
[[nodiscard]] std::string welcome();

/// `kindly --help`: every command, a line each.
[[nodiscard]] std::string overview(std::span<const Command> commands,
                                   std::span<const Arg> globals,
                                   std::size_t width);

/// `kindly NAME --help`.
[[nodiscard]] std::string
help_of(const Command& command, std::span<const Arg> globals, std::size_t width);

/// `kindly rate [options] N [ENTRY]`; `before` are the words in front of the name.
[[nodiscard]] std::string usage_of(const Command& command, std::string_view before);

} // namespace kindly
