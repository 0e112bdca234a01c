// kindly resume: goes on with an entry that waits for kinder words.

#include "base/text.hpp"
#include "commands/answers.hpp"
#include "commands/rewrite.hpp"
#include "commands/sitting.hpp"

#include <memory>

namespace kindly {
namespace {

struct Options {
  std::optional<std::string> entry;
  Answers answers;
  std::optional<std::string> with;
  bool quick = false;
  bool plain = false;
};

std::filesystem::path file_of(const Journal& journal, const Options& options) {
  if (options.entry) return journal.find(*options.entry);
  const Listing open = journal.list({.open = true, .most = 1});
  const Listing last = journal.list({.most = 1});
  const bool is_unfinished = !last.entries.empty() && !last.entries.front().after;
  if (open.entries.empty() && is_unfinished) return last.entries.front().path;
  if (open.entries.empty())
    throw Error(
        ExitCode::no,
        "no entry is waiting for kinder words",
        "`kindly resume ENTRY` goes on with any other; `kindly list` shows them.");
  return open.entries.front().path;
}

/// Answers that were given are put behind those that are there; nobody is asked.
void put(const World& world,
         const Options& options,
         const std::filesystem::path& path) {
  Typed typed(world);
  typed.save([&] {
    const std::string with = on_one_line(options.with.value_or(""));
    const auto sections = sections_of(
        options.answers, with.empty() ? std::nullopt : std::optional(with), typed);
    world.journal().edit(path, [&](Page& page) {
      for (const Section& section : sections)
        page.document.add_paragraph(section.heading, section.text);
    });
    typed.are_saved();
  });
  world.terminal.say_path(path.string());
}

ExitCode run_resume(const World& world, const Options& options) {
  const auto path = file_of(world.journal(), options);
  if (!options.answers.is_empty()) {
    put(world, options, path);
    return ExitCode::done;
  }
  if (!can_hold_session(world))
    throw Error(ExitCode::needs_person,
                "going on with an entry needs a person at a terminal",
                "Or give what is missing, such as --kind TEXT or --forward TEXT.");
  const SittingWishes wishes{.pace = options.quick ? Pace::quick : Pace::full,
                             .is_plain = options.plain};
  if (const auto code = go_on_rewriting(world, wishes, path)) return *code;
  return hold_session(world, wishes, Draft(world, {}, path));
}

std::vector<Arg> args_of(Options& o) {
  std::vector<Arg> args = {
      value("ENTRY", "ENTRY", o.entry, "Which entry; the newest open one if left out")
          .completes(Completes::entry)};
  for (Arg& arg : args_of(o.answers)) args.push_back(std::move(arg));
  args.push_back(value("--with", "NAME", o.with, "Who says what --said holds"));
  args.push_back(flag("--quick", o.quick, "Ask six questions instead of nine"));
  args.push_back(flag("--plain", o.plain, "Ask without redrawing, for screen readers"));
  return args;
}

} // namespace

Command resume_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "resume",
      .group = "Write",
      .summary = "Go on with an entry that waits for kinder words",
      .description =
          "Goes on with the newest open entry (critical thoughts, no kind words yet) "
          "at "
          "the question after its last answer, with the critic's words in sight. With "
          "ENTRY, goes on with that one, open or not. Answers that are given as "
          "options are added, and nothing is asked.",
      .args = args_of(o),
      .examples = {{"kindly resume", "The newest entry that waits for kinder words."},
                   {"kindly resume last~1 --quick",
                    "The one before the last, briefly."},
                   {"kindly resume last --kind 'It was one long day.'",
                    "Kind words for the last entry, without being asked."}},
      .run = [options](const World& world) { return run_resume(world, *options); },
  };
}

} // namespace kindly
