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
    names.push_back(section.heading);
  }
  std::string known = "It has:";
  for (const std::string& name : names)
    known += fmt::format(" {}.", printable_line(name));
  throw Error(ExitCode::no,
              fmt::format("there is no section '{}'", printable_line(wanted)),
              names.empty() ? "It has none." : known);
}

void show_entry(const World& world, const Options& options, const Page& page) {
  const Terminal& terminal = world.terminal;
  if (world.format != Format::text) {
    Json json = entry_json(page.entry);
    json.set("sections", sections_json(page.document.sections()));
    terminal.print_raw((world.format == Format::json ? json.pretty() : json.line()) +
                       "\n");
    return;
  }
  const std::string text = options.section ? section_of(page.document, *options.section)
                                           : page.document.text();
  if (options.raw) {
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
  // Notes without a header of kindly's, and exact bytes, are shown as they stand.
  const bool wants_parts = options.section || world.format != Format::text;
  std::string bytes = read_file(path, entry_limit);
  if (!wants_parts) {
    if (options.raw) {
      world.terminal.print_raw(bytes);
    } else {
      world.terminal.print(bytes);
      if (!bytes.ends_with('\n')) world.terminal.print("\n");
    }
    return ExitCode::done;
  }
  show_entry(world, options, journal.open(path.string()));
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
