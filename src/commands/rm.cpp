// kindly rm: moves an entry to the journal's trash, and brings it back.

#include "commands/command.hpp"

#include <memory>

namespace kindly {
namespace {

struct Options {
  std::optional<std::string> entry;
  std::optional<std::string> restore;
};

ExitCode run_rm(const World& world, const Options& options) {
  const Journal journal = world.journal();
  if (options.restore) {
    if (options.entry)
      throw Error(
          ExitCode::usage, "--restore takes the id itself", "Leave the other one out.");
    world.terminal.say_path(journal.restore(*options.restore).string());
    return ExitCode::done;
  }
  if (!options.entry)
    throw Error(ExitCode::usage,
                "ENTRY is missing",
                "Name the entry, for example `kindly rm last`.");
  const auto path = journal.find(*options.entry);
  journal.trash(path);
  world.terminal.note("Moved to the trash. kindly rm --restore {} brings it back.",
                      path.stem().string());
  return ExitCode::done;
}

} // namespace

Command rm_command() {
  const auto options = std::make_shared<Options>();
  return {
      .name = "rm",
      .group = "Write",
      .summary = "Move an entry to the trash, or bring it back",
      .description = "The trash is the folder .trash in the journal; kindly empties it "
                     "for nobody. Your "
                     "disk, its backups and git may remember more.",
      .args =
          {
              value("ENTRY", "ENTRY", options->entry, "Which entry")
                  .completes(Completes::entry),
              value("--restore",
                    "ID",
                    options->restore,
                    "Bring this entry back from the trash"),
          },
      .examples = {{"kindly rm last", "The last entry, out of sight."},
                   {"kindly rm last && kindly rm --restore 2026",
                    "Back again, by its id or part of it."}},
      .run = [options](const World& world) { return run_rm(world, *options); },
  };
}

} // namespace kindly
