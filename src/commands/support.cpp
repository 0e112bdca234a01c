// kindly support: where people are. Works at once, offline, without config or journal.

#include "base/signals.hpp"
#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/editing.hpp"
#include "commands/support_plan.hpp"
#include "commands/unsaved.hpp"
#include "terminal/editor.hpp"
#include "terminal/layout.hpp"

#include <memory>

namespace kindly {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t plan_limit = std::size_t{256} * 1024;

/// At a terminal wrapped to its width, in a pipe a line each.
void print_row(const Terminal& terminal,
               std::string_view text,
               std::string_view first = "",
               std::string_view indent = "") {
  constexpr std::size_t widest = 80;
  const std::size_t width = terminal.out_is_terminal ? terminal.text_width() : widest;
  terminal.print(indented(text, first, indent, width));
}

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

/// When it was noted; a year is long for a number.
std::string age_of(const SupportContact& contact, const World& world) {
  if (!contact.noted) return {};
  constexpr std::chrono::days year{365};
  const bool is_old = world.clock.today() - *contact.noted > year;
  return fmt::format(
      "  (noted {}{})", to_day(*contact.noted), is_old ? ", please check" : "");
}

void show_contacts(const World& world,
                   std::string_view title,
                   const std::vector<SupportContact>& contacts) {
  if (contacts.empty()) return;
  world.terminal.say("{}", title);
  for (const SupportContact& contact : contacts) {
    const bool has_both = !contact.name.empty() && !contact.contact.empty();
    // On a line of its own in full: half a number is none.
    world.terminal.say("  {}{}{}{}",
                       printable_line(contact.name),
                       has_both ? ": " : "",
                       printable_line(contact.contact),
                       age_of(contact, world));
  }
  world.terminal.say("");
}

void show_people(const Terminal& terminal) {
  print_row(terminal,
            "If it is more than you want to carry alone right now, people are there "
            "for that:");
  terminal.say("");
  constexpr std::string_view indent = "                        ";
  const std::string_view hanging = terminal.text_width() < 60 ? "    " : indent;
  print_row(terminal,
            "a call, a message, a knock on a door; you need no plan for it",
            "  someone you trust     ",
            hanging);
  print_row(terminal,
            "lines to call or write to, sorted by country and topic",
            "  findahelpline.com     ",
            hanging);
  print_row(terminal,
            "the emergency number of the place you are in",
            "  in danger right now   ",
            hanging);
  terminal.say("");
  print_row(terminal,
            "kindly is a notebook: nobody reads this, nobody is alerted. It is no "
            "therapy and no crisis support.");
}

ExitCode show(const World& world) {
  if (world.config_problem)
    world.terminal.warn(fmt::format("kindly: {}", world.config_problem->what()));
  show_plan(world);
  show_contacts(world, "People you noted:", world.settings.support.people);
  show_contacts(world, "Lines you noted:", world.settings.support.lines);
  show_people(world.terminal);
  return ExitCode::done;
}

/// A plan is begun from the template, and kept as far as it was written.
void begin_plan(const World& world, const std::string& editor, const fs::path& path) {
  const Durability durability = world.settings.durability;
  // Stopped half-way, it would leave a plan that holds nothing but hints.
  const HeldSignals held;
  if (!create_file_if_free(path, plan_template(), durability))
    throw Error(ExitCode::io,
                fmt::format("{} was made by something else just now", path.string()),
                "`kindly support --edit` opens it.");
  std::optional<Error> trouble;
  try {
    run_editor(editor, path);
  } catch (const Error& problem) { // what was written before counts all the same
    trouble = problem;
  }
  const auto written = read_if_there(path, plan_limit);
  if (!written || written_plan(*written).empty()) {
    if (written) remove_file(path, durability);
    if (trouble) throw Error(*trouble);
    world.terminal.note("Nothing was written down, and nothing is kept.");
    return;
  }
  edit_file(
      path,
      [](const std::string& now) {
        std::string plan = written_plan(now);
        return plan.empty() ? now : plan;
      },
      plan_limit,
      durability);
  sync_file(path, durability);
  world.wrote(path);
  if (trouble)
    throw Error(trouble->code(),
                trouble->what(),
                fmt::format("What you wrote is kept in {}.", path.string()));
  world.terminal.note("Kept: {}", path.string());
}

ExitCode edit(const World& world) {
  const std::string editor = editor_of(world);
  const fs::path path = world.journal().folder() / "support.md";
  const auto before = read_if_there(path, plan_limit);
  if (!before) {
    begin_plan(world, editor, path);
    return ExitCode::done;
  }
  run_editor(editor, path);
  sync_file(path, world.settings.durability);
  world.wrote(path);
  if (trimmed(read_file(path, plan_limit)).empty() && !trimmed(*before).empty())
    keep_unsaved(world.environment, world.terminal, *before); // a full disk does that
  return ExitCode::done;
}

} // namespace

Command support_command() {
  const auto edits = std::make_shared<bool>(false);
  return {
      .name = "support",
      .group = "Help",
      .summary = "Show where people are, and your own plan if you have written one",
      .description =
          "Shows support.md in the journal first, if you keep a plan there, then the "
          "people and lines noted under [support] in the config, and then where others "
          "can be found. --edit opens the plan, or begins one with a heading for each "
          "part; parts you leave empty are left out.",
      .args = {flag("-e,--edit", *edits, "Write or change your own plan in an editor")},
      .examples = {{"kindly support", "At once, offline, whatever the config says."},
                   {"kindly support | head -n 5", "In a pipe too."},
                   {"EDITOR=true kindly support --edit",
                    "A plan in the editor named; nothing is kept of an empty one."}},
      .run = [edits](const World& world) { return *edits ? edit(world) : show(world); },
      .is_forgiving = true,
  };
}

} // namespace kindly
