// kindly rate: how heavy a moment feels, before, after, or later.

#include "commands/command.hpp"
#include "commands/shift.hpp"
#include "commands/typed.hpp"
#include "terminal/layout.hpp"

#include <algorithm>
#include <memory>

namespace kindly {
namespace {

using namespace std::chrono_literals;

struct Options {
  std::string rating;
  std::string entry = "last";
  bool before = false;
  bool after = false;
  bool later = false;
  bool replace = false;
  std::optional<std::string> note;
};

enum class Which { before, after, later };

/// An `after` belongs to the sitting; half a day on, a rating is a check-in.
constexpr auto sitting = 12h;

Which which_of(const Entry& entry, const Options& options, const Moment& now) {
  if (options.before) return Which::before;
  if (options.after) return Which::after;
  if (options.later) return Which::later;
  if (options.replace) return entry.after ? Which::after : Which::before;
  if (!entry.before) return Which::before;
  const bool is_sitting = now.instant - entry.date.instant < sitting;
  return entry.after || !is_sitting ? Which::later : Which::after;
}

void refuse_given(const std::optional<Rating>& given,
                  std::string_view key,
                  bool replace) {
  // The earlier number stays unseen: it would pull the new one towards itself.
  if (given && !replace)
    throw Error(ExitCode::usage,
                fmt::format("the rating '{}' is there already", key),
                "--replace puts the new one in its place; --later adds a check-in.");
}

void set_rating(Page& page,
                const Options& options,
                const Rating& rating,
                const Moment& now) {
  const Entry& entry = page.entry;
  const std::string number = std::to_string(rating.value());
  switch (which_of(entry, options, now)) {
  case Which::before:
    refuse_given(entry.before, "before", options.replace);
    page.document.set("before", number);
    break;
  case Which::after: {
    refuse_given(entry.after, "after", options.replace);
    set_after(page, rating, now);
    break;
  }
  case Which::later:
    if (options.replace)
      throw Error(
          ExitCode::usage,
          "a check-in is added, not replaced",
          "`kindly edit` opens the entry, where a line can be changed by hand.");
    page.document.add_check_in({now, rating});
  }
}

/// The shift, once both ends are known; a heavier one is said as plainly as a lighter.
void tell(const World& world, Which which, const Entry& entry) {
  if (!world.terminal.out_is_terminal) return;
  if (which == Which::later || !entry.before || !entry.after) {
    world.terminal.say("Noted.");
    return;
  }
  world.terminal.say("{}", shift_of(*entry.before, *entry.after));
  if (const auto line = line_for_heavier(*entry.before, *entry.after))
    world.terminal.print(indented(*line, "", "", world.terminal.text_width()));
}

ExitCode run_rate(const World& world, const Options& options) {
  const int said = static_cast<int>(options.before) + static_cast<int>(options.after) +
                   static_cast<int>(options.later);
  if (said > 1)
    throw Error(ExitCode::usage, "--before, --after and --later exclude each other");
  Typed typed(world);
  typed.save([&] {
    std::string note;
    if (options.note) note = typed.read(*options.note, "--note");
    const Rating rating = Rating::parse(options.rating);
    const Journal journal = world.journal();
    const auto path = journal.find(options.entry);
    Which which = Which::later;
    journal.edit(path, [&](Page& page) {
      which = which_of(page.entry, options, world.clock.now);
      set_rating(page, options, rating, world.clock.now);
      if (!note.empty()) page.document.add_paragraph(headings::afterwards, note);
    });
    typed.are_saved();
    tell(world, which, journal.open(path.string()).entry);
  });
  return ExitCode::done;
}

} // namespace

Command rate_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "rate",
      .group = "Write",
      .summary = "Note how heavy a moment feels, before, after or later",
      .description =
          "Adds `before` if the entry has none, else `after`, else, or 12 hours on, a "
          "check-in. No other byte of the file changes.",
      .args =
          {
              value("N", "N", o.rating, "1 (barely) to 10 (overwhelming)").needed(),
              value("ENTRY", "ENTRY", o.entry, "Which entry; the last if left out")
                  .completes(Completes::entry),
              flag("--before", o.before, "How it was before writing"),
              flag("--after", o.after, "How it was after writing"),
              flag("--later", o.later, "How it is now: adds a check-in"),
              value("--note", "TEXT", o.note, "A paragraph for Afterwards"),
              flag("--replace",
                   o.replace,
                   "Put the new value in the place of the old one"),
          },
      .examples = {{"kindly rate 4", "The last entry, four out of ten now."},
                   {"kindly rate 2 last --later --note \"Priya laughed and said it "
                    "happens to her too.\"",
                    "A day later: a check-in and what has changed."}},
      .run = [options](const World& world) { return run_rate(world, *options); },
  };
}

} // namespace kindly
