// kindly show: one entry, or a part of it.

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/entry_json.hpp"
#include "commands/named_file.hpp"
#include "commands/named_section.hpp"

#include <algorithm>
#include <memory>

namespace kindly {
namespace {

struct Options {
  std::string entry = "last";
  std::optional<std::string> section;
  bool raw = false;
};

void print_json(const World& world, const Page& page) {
  Json json = entry_json(page.entry);
  add_sections(json, page.document.body());
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

/// The entries that rewrite this text. Of an entry, only later ones can.
std::vector<std::string> rewritten_in(const World& world,
                                      const std::filesystem::path& path,
                                      const std::string& text) {
  std::string name = std::filesystem::absolute(path).string();
  Query query{.since = {}, .form = "rewrite"};
  try {
    if (const auto document = Document::read(text, path.string())) {
      query.since = document->date(path.stem().string(), world.clock.zone);
      name = path.stem().string();
    }
  } catch (const Error&) { // shown as it stands; nothing can be said of its date
    return {};
  }
  std::vector<std::string> ids;
  if (world.journal_folder)
    for (const Entry& entry : world.journal().list(query).entries)
      if (entry.rewrites == name) ids.push_back(entry.id);
  return ids;
}

ExitCode run_show(const World& world, const Options& options) {
  const auto path = named_file(world, options.entry);
  const Journal journal(path.parent_path(), world.clock.zone, Durability::safe);
  if (world.format != Format::text) {
    print_json(world, journal.open(path.string()));
  } else if (options.section) {
    print_text(world.terminal,
               named_section(journal.open(path.string()).document, *options.section),
               options.raw);
  } else { // notes without a header of kindly's are shown as they stand
    const std::string text = read_file(path, entry_limit);
    print_text(world.terminal, text, options.raw);
    world.terminal.out.flush();
    if (!world.terminal.err_is_terminal) return ExitCode::done; // it takes a walk
    for (const std::string& id : rewritten_in(world, path, text))
      world.terminal.note("Rewritten in {}.", id);
  }
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
