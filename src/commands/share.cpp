// kindly share: a copy of an entry that is fit to be shown, a letter that asks a
// friend, and the friend's answer.

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/named_file.hpp"
#include "commands/output.hpp"
#include "commands/typed.hpp"
#include "share/copy.hpp"
#include "share/letter.hpp"
#include "share/redact.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <span>

namespace kindly {
namespace {

struct Options {
  std::optional<std::string> entry;
  std::vector<std::string> with;
  std::vector<std::string> masks;
  std::string to = "text";
  std::optional<std::string> file;
  bool overwrite = false;
  bool ask = false;
  std::optional<std::string> receive;
  std::optional<std::string> from;
};

const std::array<std::string, 3> shapes = {"text", "md", "html"};

Page open_entry(const World& world, const std::string& which) {
  return Journal(".", world.clock.zone, Durability::safe)
      .open(named_file(world, which).string());
}

std::string
in_shape(const std::string& to, const std::vector<Section>& sections, bool is_letter) {
  if (to == "md") return as_markdown(sections);
  if (to == "html")
    return as_html(sections, is_letter ? "A letter to a friend" : "Kind words");
  return as_text(sections);
}

/// What is asked together that does not go together.
void check_options(const Options& options) {
  if (!options.receive && options.from)
    throw Error(ExitCode::usage,
                "--from names whose answer --receive brings",
                "Name the file of the answer with --receive.");
  if (!options.receive && !options.entry)
    throw Error(ExitCode::usage,
                "ENTRY is missing",
                "Name the entry that is to be shown, for example `kindly share last`.");
  if (options.receive && !options.from)
    throw Error(ExitCode::usage,
                "--from is missing",
                "Say whose answer it is, for example --from Alex.");
  const bool writes_copy =
      options.ask || options.file || !options.with.empty() || !options.masks.empty();
  if (options.receive && writes_copy)
    throw Error(ExitCode::usage,
                "--receive takes an answer in and writes no copy",
                "Leave out --ask, --with, --mask and -o.");
}

void share_copy(const World& world, const Options& options) {
  const Page page = open_entry(world, *options.entry);
  Shown shown = shown_of(page.document, options.with);
  if (shown.sections.empty() && !options.ask)
    throw Error(
        ExitCode::no,
        "there are no kind words in this entry yet, so there is nothing to show",
        "`kindly resume` goes on with it; --with names other sections.");
  const bool has_more_than_kind = !options.with.empty();
  std::vector<Section> sections = std::move(shown.sections);
  if (options.ask) sections = letter_with(std::move(sections));
  for (const std::string& name : options.masks)
    if (as_text(Mask(std::span(&name, 1)).over(sections)) == as_text(sections))
      world.terminal.note("'{}' does not stand in it.", name);
  if (!options.masks.empty()) sections = Mask(options.masks).over(std::move(sections));
  Output output(
      world, options.file, options.overwrite ? Overwrite::yes : Overwrite::no);
  output.write(in_shape(options.to, sections, options.ask));
  output.keep();
  world.terminal.out.flush();
  if (shown.critic_lines > 0)
    world.terminal.note("Left out of the kind words: {} of the critic.",
                        shown.critic_lines == 1
                            ? std::string("1 line")
                            : fmt::format("{} lines", shown.critic_lines));
  if (options.ask && !has_more_than_kind)
    world.terminal.note(
        "Your friend does not see what happened; --with Situation shows "
        "it. `kindly share --receive FILE --from NAME` takes the answer "
        "in.");
}

// --- the answer --------------------------------------------------------------------

std::string heading_from(std::string_view name) {
  check_text(name, "the name behind --from");
  std::string shown = printable_line(on_one_line(name));
  const std::size_t last = shown.find_last_not_of("# ");
  shown.resize(last == std::string::npos ? 0 : last + 1);
  if (shown.empty())
    throw Error(ExitCode::usage, fmt::format("'{}' is no name", printable_line(name)));
  return "From " + shown;
}

std::string received_text(const std::string& file, Typed& typed) {
  if (file == "-") return typed.read("-", "the answer");
  std::string text = read_file(file, text_limit);
  check_text(text, "the answer");
  return text;
}

void say_what_was_left(const Terminal& terminal, const Answer& answer) {
  if (answer.letter_lines > 0)
    terminal.note("Left out: {} of your letter.",
                  answer.letter_lines == 1
                      ? std::string("1 line")
                      : fmt::format("{} lines", answer.letter_lines));
  if (!answer.left_out.empty())
    terminal.note("Left out, as the mail program's or a signature:");
  for (const std::string& line : answer.left_out)
    terminal.note("  {}", printable_line(line));
}

void receive(const World& world, const Options& options) {
  Typed typed(world);
  typed.save([&] {
    const std::string heading = heading_from(*options.from);
    const std::string reply = received_text(*options.receive, typed);
    const auto path = named_file(world, options.entry.value_or("last"));
    const Page page = open_entry(world, path.string());
    const Answer answer = answer_in(reply, page.document.sections());
    if (trimmed(answer.text).empty())
      throw Error(ExitCode::no,
                  "there is no answer in it, only your letter",
                  "Nothing was changed.");
    bool is_there = false;
    Journal(".", world.clock.zone, world.settings.durability)
        .edit(path, [&](Page& edited) {
          const std::string had = on_one_line(edited.document.section(heading));
          is_there = had.find(on_one_line(answer.text)) != std::string::npos;
          if (!is_there) edited.document.add_paragraph(heading, answer.text);
        });
    typed.are_saved();
    say_what_was_left(world.terminal, answer);
    if (is_there)
      world.terminal.note("These words are in the entry already.");
    else
      world.terminal.note("Added to {} as '{}'.", path.stem().string(), heading);
  });
}

ExitCode run_share(const World& world, const Options& options) {
  check_options(options);
  if (options.receive)
    receive(world, options);
  else
    share_copy(world, options);
  return ExitCode::done;
}

} // namespace

Command share_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "share",
      .group = "Share",
      .summary = "Make a copy of an entry that is fit to be shown",
      .description =
          "Shows the kind part and nothing else: no date, no rating, no id, no other "
          "section, and none of the critic's lines: one that is quoted inside of a "
          "sentence becomes […]. How you speak to yourself in it is part of your words "
          "and stays. --mask puts [name] in the place of a name, in every case and "
          "with its endings; a nickname is a name of its own. Read the copy before you "
          "send it: what a sentence tells without a "
          "name, no program sees. --ask makes a letter that asks a friend for their "
          "words, and --receive takes the answer in, from a text or a saved mail.\n"
          "\n"
          "A file that is there stays as it is, unless --overwrite is given; a new one "
          "is private to you (0600).",
      .args =
          {value("ENTRY", "ENTRY", o.entry, "Which entry; for --receive, the last")
               .completes(Completes::entry),
           value("--with",
                 "SECTION",
                 o.with,
                 "This section too, such as Situation; may be given often"),
           value("--mask", "NAME", o.masks, "Hide this name; may be given often"),
           value("--to", "SHAPE", o.to, "text, md or html").one_of(shapes),
           value("-o,--output", "FILE", o.file, "To this file; - for standard output")
               .completes(Completes::file),
           flag("--overwrite", o.overwrite, "Replace the file if it is there"),
           flag("--ask", o.ask, "A letter to a friend with room to answer"),
           value("--receive", "FILE", o.receive, "Add the answer in this file or in -")
               .completes(Completes::file),
           value("--from", "NAME", o.from, "Whose answer it is")},
      .examples = {{"kindly share last --mask Priya",
                    "The kind words, without one name."},
                   {"kindly share last --ask --with Situation -o letter.txt",
                    "A letter to a friend that tells what happened."},
                   {"echo 'You looked calm.' | kindly share --receive - --from Alex",
                    "The answer, as a section of the last entry."}},
      .run = [options](const World& world) { return run_share(world, *options); },
  };
}

} // namespace kindly
