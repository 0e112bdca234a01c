#pragma once

#include "commands/command.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// What others read of kindly: manual pages, shell completions, the README's table. All
// are made from the declarations that the parser uses, and are committed;
// tests/unit/reference_test.cpp compares them.

namespace kindly {

/// Every subcommand, made.
[[nodiscard]] std::vector<Command> declared_commands();

/// The commands as a table in Markdown.
[[nodiscard]] std::string command_table(std::span<const Command> commands);

/// A README with `table` between its lines `<!-- commands -->` and `<!-- /commands
/// -->`; without these lines, as it was.
[[nodiscard]] std::string with_command_table(const std::string& readme,
                                             std::string_view table);

/// A file that is made whole, by its path below the folder of the sources.
struct ReferenceFile {
  std::string path;
  std::string text;
};
[[nodiscard]] std::vector<ReferenceFile>
reference_files(std::span<const Command> commands);

} // namespace kindly
