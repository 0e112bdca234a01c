// kindly resume: goes on with an entry that waits for kinder words.

#include "commands/command.hpp"
#include "commands/rewrite.hpp"
#include "commands/sitting.hpp"

#include <memory>

namespace kindly {
namespace {

struct Options {
  std::optional<std::string> entry;
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

ExitCode run_resume(const World& world, const Options& options) {
  const auto path = file_of(world.journal(), options);
  const SittingWishes wishes{.pace = options.quick ? Pace::quick : Pace::full,
                             .is_plain = options.plain};
  if (const auto code = go_on_rewriting(world, wishes, path)) return *code;
  return hold_session(world, wishes, Draft(world, {}, path));
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
          "ENTRY, goes on with that one, open or not.",
      .args = {value("ENTRY",
                     "ENTRY",
                     o.entry,
                     "Which entry; the newest open one if "
                     "left out")
                   .completes(Completes::entry),
               flag("--quick", o.quick, "Ask six questions instead of nine"),
               flag("--plain", o.plain, "Ask without redrawing, for screen readers")},
      .examples = {{"kindly resume", "The newest entry that waits for kinder words."},
                   {"kindly resume last~1 --quick",
                    "The one before the last, briefly."}},
      .run = [options](const World& world) { return run_resume(world, *options); },
  };
}

} // namespace kindly
