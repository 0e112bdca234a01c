// kindly complete: what a shell offers while a word is being typed. Says nothing when
// something is wrong: an error in the middle of typing helps nobody.

#include "commands/command.hpp"

#include <memory>

namespace kindly {
namespace {

struct Options {
  std::string kind;
  std::string prefix;
};

void offer_themes(const World& world, std::string_view prefix) {
  const Library library = Library::load(world.theme_folders(), world.settings.language);
  for (const std::string& id : library.ids())
    if (id.starts_with(prefix))
      world.terminal.say("{}\t{}", id, library.theme(id).title);
}

void offer_entries(const World& world, std::string_view prefix) {
  constexpr std::size_t most = 50;
  if (std::string_view("last").starts_with(prefix))
    world.terminal.say("last\tthe newest");
  for (const std::string& id : world.journal().ids(prefix, most))
    world.terminal.say("{}\tan entry", id);
}

} // namespace

Command complete_command() {
  const auto options = std::make_shared<Options>();
  return {
      .name = "complete",
      .group = {},
      .summary = "Print what a word can be completed to, for the shells",
      .args = {value("KIND", "KIND", options->kind, "entry or theme").needed(),
               value("PREFIX", "PREFIX", options->prefix, "What is typed so far")},
      .run =
          [options](const World& world) {
            try {
              if (options->kind == "theme") offer_themes(world, options->prefix);
              if (options->kind == "entry") offer_entries(world, options->prefix);
            } catch (const Error&) { // a broken journal offers nothing
              return ExitCode::done;
            }
            return ExitCode::done;
          },
      .is_forgiving = true,
  };
}

} // namespace kindly
