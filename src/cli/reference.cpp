#include "cli/reference.hpp"

#include "cli/completions.hpp"
#include "cli/declared.hpp"
#include "cli/help.hpp"
#include "cli/manual.hpp"
#include "commands/all.hpp"

#include <fmt/core.h>

#include <utility>

namespace kindly {

std::vector<Command> declared_commands() {
  std::vector<Command> commands;
  for (const CommandMaker& maker : all_commands) commands.push_back(maker.make());
  return commands;
}

std::string command_table(std::span<const Command> commands) {
  std::string table = "| command | does |\n|---|---|\n";
  const auto row = [&](std::string usage, std::string_view summary) {
    for (std::size_t at = usage.find('|'); at != std::string::npos;
         at = usage.find('|', at + 2))
      usage.insert(at, "\\");
    table += fmt::format("| `{}` | {} |\n", usage, summary);
  };
  for (const Command* command : visible(commands)) {
    std::string usage = usage_of(*command, "kindly ");
    constexpr std::string_view options = " [options]";
    if (const std::size_t at = usage.find(options); at != std::string::npos)
      usage.erase(at, options.size());
    row(std::move(usage), command->summary);
  }
  row("kindly help [COMMAND]", help_summary);
  return table;
}

std::string with_command_table(const std::string& readme, std::string_view table) {
  constexpr std::string_view opening = "<!-- commands -->\n";
  constexpr std::string_view closing = "<!-- /commands -->";
  const std::size_t begin = readme.find(opening);
  if (begin == std::string::npos) return readme;
  const std::size_t inside = begin + opening.size();
  const std::size_t end = readme.find(closing, inside);
  if (end == std::string::npos) return readme;
  return readme.substr(0, inside) + std::string(table) + readme.substr(end);
}

std::vector<ReferenceFile> reference_files(std::span<const Command> commands) {
  std::vector<ReferenceFile> files = {
      {"man/kindly.1", man_page(commands)},
      {"completions/kindly.bash", bash_completion(commands)},
      {"completions/_kindly", zsh_completion(commands)},
      {"completions/kindly.fish", fish_completion(commands)}};
  for (const Command* command : visible(commands))
    files.push_back(
        {fmt::format("man/kindly-{}.1", command->name), man_page_of(*command)});
  return files;
}

} // namespace kindly
