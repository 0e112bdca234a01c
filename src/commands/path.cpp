// kindly path: where an entry lies.

#include "commands/command.hpp"

#include <memory>

namespace kindly {
namespace {

struct Options {
  std::string entry = "last";
};

} // namespace

Command path_command() {
  const auto options = std::make_shared<Options>();
  return {
      .name = "path",
      .group = "Look back",
      .summary = "Print where an entry lies",
      .args =
          {value("ENTRY", "ENTRY", options->entry, "Which entry; the last if left out")
               .completes(Completes::entry)},
      .examples = {{"kindly path", "The file of the last entry."},
                   {"grep -c kind \"$(kindly path last~1)\"",
                    "Any other program on the one before it."}},
      .run =
          [options](const World& world) {
            const auto path = world.journal().find(options->entry);
            world.terminal.say_path(path.string());
            return ExitCode::done;
          },
  };
}

} // namespace kindly
