// kindly show: one entry, or a part of it.

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/entry_json.hpp"

#include <algorithm>
#include <memory>

namespace kindly {
namespace {

struct Options {
  std::string entry = "last";
  std::optional<std::string> section;
  bool raw = false;
};

/// The section of that name, whatever its case.
std::string section_of(const Document& document, const std::string& wanted) {
  std::vector<std::string> names;
  for (const Section& section : document.sections()) {
    if (fold(section.heading) == fold(wanted)) return document.section(section.heading);
    if (!section.heading.empty()) names.push_back(section.heading);
  }
  std::string known = "It has:";
  for (const std::string& name : names)
    known += fmt::format(" {}.", printable_line(name));
  throw Error(ExitCode::no,
              fmt::format("there is no section '{}'", printable_line(wanted)),
              names.empty() ? "It has none." : known);
}

void print_json(const World& world, const Page& page) {
  Json json = entry_json(page.entry);
  json.set("sections", sections_json(page.document.sections()));
  const std::string text = world.format == Format::json ? json.pretty() : json.line();
  world.terminal.print_raw(text + "\n");
}

void print_text(const Terminal& terminal, const std::string& text, bool is_raw) {
  if (is_raw) {
    terminal.print_raw(text);
    return;
  }
  terminal.print(text);
  if (!text.ends_with('\n')) terminal.print("\n");
}

ExitCode run_show(const World& world, const Options& options) {
  // A file that was named needs no journal around it.
  std::error_code ignored;
  const bool is_file = options.entry.find('/') != std::string::npos &&
                       std::filesystem::is_regular_file(options.entry, ignored);
  const Journal journal =
      is_file ? Journal(".", world.clock.zone, Durability::safe) : world.journal();
  const auto path = journal.find(options.entry);
  if (world.format != Format::text)
    print_json(world, journal.open(path.string()));
  else if (options.section)
    print_text(world.terminal,
               section_of(journal.open(path.string()).document, *options.section),
               options.raw);
  else // notes without a header of kindly's are shown as they stand
    print_text(world.terminal, read_file(path, entry_limit), options.raw);
  return ExitCode::done;
}

} // namespace

Command show_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "show",
      .group = "Look back",
      .summary = "Show an entry, or one section of it",
      .description = "Control characters are shown as escapes; --raw gives the exact "
                     "bytes. Any file can "
                     "be named by its path.",
      .args =
          {
              value("ENTRY", "ENTRY", o.entry, "Which entry; the last if left out")
                  .completes(Completes::entry),
              value("--section",
                    "NAME",
                    o.section,
                    "Only this section, such as \"Kind words\""),
              flag("--raw", o.raw, "The exact bytes"),
          },
      .formats = {Format::text, Format::json, Format::jsonl},
      .examples = {{"kindly show", "The last entry."},
                   {"kindly show last --section \"Kind words\"",
                    "Only what was kind in it."}},
      .run = [options](const World& world) { return run_show(world, *options); },
  };
}

} // namespace kindly
