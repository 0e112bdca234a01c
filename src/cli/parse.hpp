#pragma once

#include "commands/command.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kindly {

/// A command line divided: the command's name (and verb), and the words around them.
struct CommandLine {
  std::optional<std::string> name;
  std::vector<std::string> rest; ///< all words but the name
  std::size_t before = 0;        ///< how many of them stood before it
};

/// Finds the first word that is neither an option nor the value of a global one.
[[nodiscard]] CommandLine divide(std::vector<std::string> words,
                                 std::span<const Arg> globals);

/// Gives the words to the declarations' targets. Throws Error{usage} that names the
/// nearest option for a mistyped one.
void parse(const std::vector<std::string>& words, std::span<const Arg> args);

} // namespace kindly
