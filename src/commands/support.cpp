// kindly support: where people are. Works at once, offline, without config or journal.

#include "commands/command.hpp"

namespace kindly {
namespace {

constexpr std::string_view people =
    "If it is more than you want to carry alone right now, people are there for that:\n"
    "\n"
    "  someone you trust     a call, a message, a knock on a door; you need no plan "
    "for it\n"
    "  findahelpline.com     lines to call or write to, sorted by country and topic\n"
    "  in danger right now   the emergency number of the place you are in\n"
    "\n"
    "kindly is a notebook: nobody reads this, nobody is alerted. It is no therapy and "
    "no\n"
    "crisis support.\n";

constexpr std::size_t plan_limit = std::size_t{256} * 1024;

/// The person's own plan comes first; a plan that cannot be read hides nothing else.
void show_plan(const World& world) {
  if (!world.journal_folder) return;
  try {
    const auto plan = read_if_there(*world.journal_folder / "support.md", plan_limit);
    if (plan) world.terminal.print(*plan + "\n");
  } catch (const Error& problem) {
    world.terminal.warn(fmt::format("kindly: {}", problem.what()));
  }
}

} // namespace

Command support_command() {
  return {
      .name = "support",
      .group = "Help",
      .summary = "Show where people are, and your own plan if you have written one",
      .description = "Shows support.md in the journal first, if you keep a plan there, "
                     "and then where "
                     "people can be found.",
      .examples = {{"kindly support", "At once, offline, whatever the config says."},
                   {"kindly support | head -n 5", "In a pipe too."}},
      .run =
          [](const World& world) {
            show_plan(world);
            world.terminal.print(people);
            return ExitCode::done;
          },
      .is_forgiving = true,
  };
}

} // namespace kindly
