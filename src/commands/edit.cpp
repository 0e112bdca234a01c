// kindly edit: opens an entry in the editor.

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/editing.hpp"
#include "commands/unsaved.hpp"
#include "terminal/editor.hpp"

#include <memory>

namespace kindly {
namespace {

struct Options {
  std::string entry = "last";
};

ExitCode run_edit(const World& world, const Options& options) {
  const std::string editor = editor_of(world);
  const Journal journal = world.journal();
  const auto path = journal.find(options.entry);
  const std::string before = read_file(path, entry_limit);
  run_editor(editor, path);
  sync_file(path, world.settings.durability);
  world.wrote(path);
  if (trimmed(read_file(path, entry_limit)).empty()) // a full disk does that to editors
    keep_unsaved(world.environment, world.terminal, before);
  (void)journal.open(
      path.string()); // names the line if the header can no longer be read
  return ExitCode::done;
}

} // namespace

Command edit_command() {
  const auto options = std::make_shared<Options>();
  return {
      .name = "edit",
      .group = "Write",
      .summary = "Open an entry in your editor",
      .description = "The editor is `editor` of the config, $VISUAL or $EDITOR. If the "
                     "header can no "
                     "longer be read afterwards, the line is named and the text stays "
                     "as you saved it.",
      .args =
          {value("ENTRY", "ENTRY", options->entry, "Which entry; the last if left out")
               .completes(Completes::entry)},
      .examples = {{"EDITOR=true kindly edit", "The last entry, in the editor named."},
                   {"EDITOR=true kindly edit last~1", "The one before it."}},
      .run = [options](const World& world) { return run_edit(world, *options); },
  };
}

} // namespace kindly
