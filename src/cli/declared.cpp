#include "cli/declared.hpp"

#include "base/text.hpp"
#include "cli/globals.hpp"

#include <fmt/core.h>

namespace kindly {

std::vector<const Command*> visible(std::span<const Command> commands) {
  std::vector<const Command*> shown;
  for (const Command& command : commands)
    if (!command.group.empty()) shown.push_back(&command);
  return shown;
}

/// The declarations keep a reference to the options they fill; nothing is filled here.
std::vector<Arg> declared_globals() {
  static GlobalOptions options;
  return global_args(options);
}

std::vector<std::string> names_of(const Arg& arg) {
  const std::vector<std::string_view> names = split(arg.names, ',');
  return {names.begin(), names.end()};
}

} // namespace kindly
