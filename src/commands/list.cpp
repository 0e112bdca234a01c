// kindly list: the entries, newest first.

#include "base/text.hpp"
#include "commands/entry_json.hpp"
#include "commands/filters.hpp"
#include "terminal/layout.hpp"

#include <memory>

namespace kindly {
namespace {

struct Options {
  Filters filters;
  std::optional<std::size_t> most;
  bool open = false;
  bool unrated = false;
  bool paths = false;
  bool zero = false;
};

std::string ratings(const Entry& entry, const Terminal& terminal) {
  const auto shown = [&](const std::optional<Rating>& rating) -> std::string {
    if (rating) return std::to_string(rating->value());
    return terminal.unicode ? "–" : "-";
  };
  if (!entry.before && !entry.after) return {};
  return fmt::format("{} {} {}",
                     shown(entry.before),
                     terminal.unicode ? "→" : "->",
                     shown(entry.after));
}

std::string listed_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : ", ") + printable_line(word);
  return out;
}

void print_rows(const World& world, const std::vector<Entry>& entries) {
  const Terminal& terminal = world.terminal;
  constexpr std::size_t unbounded = 100'000; // a pipe takes the whole line
  const std::size_t width = terminal.out_is_terminal ? terminal.width : unbounded;
  const bool is_narrow = width < 60; // the situation stands below then
  std::vector<std::vector<std::string>> rows;
  for (const Entry& entry : entries) {
    rows.push_back(
        {to_minute(entry.date),
         entry.id.size() == 22 ? entry.id.substr(18) : printable_line(entry.id),
         ratings(entry, terminal),
         listed_words(entry.themes) + (entry.open ? " (open)" : "")});
    const std::string beginning = printable_line(entry.beginning);
    if (!is_narrow) rows.back().push_back(beginning);
    if (is_narrow) {
      terminal.print(columns(rows, width));
      if (!beginning.empty())
        terminal.print("  " + cut_to_width(beginning, width - 2) + "\n", Style::faint);
      rows.clear();
    }
  }
  terminal.print(columns(rows, width));
}

void print(const World& world,
           const Options& options,
           const std::vector<Entry>& entries) {
  const Terminal& terminal = world.terminal;
  if (options.paths || options.zero) {
    for (const Entry& entry : entries) {
      if (options.zero)
        terminal.print_raw(entry.path + '\0');
      else
        terminal.say_path(entry.path);
    }
  } else if (world.format == Format::jsonl) {
    for (const Entry& entry : entries)
      terminal.print_raw(entry_json(entry).line() + "\n");
  } else if (world.format == Format::json) {
    Json list = Json::array();
    for (const Entry& entry : entries) list.add(entry_json(entry));
    terminal.print_raw(list.pretty() + "\n");
  } else {
    print_rows(world, entries);
  }
}

ExitCode run_list(const World& world, const Options& options) {
  const bool are_paths = options.paths || options.zero;
  if (are_paths && world.format != Format::text)
    throw Error(ExitCode::usage,
                "--paths and --null do not go with --format",
                "In JSON, each entry has its path.");
  Query query = query_of(options.filters, world.clock);
  query.open = options.open;
  query.unrated = options.unrated;
  if (options.most) query.most = *options.most;
  const bool shows_text = world.format == Format::text && !are_paths;
  const Journal journal = world.journal();
  const Listing listing = read(world, journal, query);
  if (listing.entries.empty()) check_theme(world, options.filters, journal);
  print(world, options, listing.entries);
  if (listing.entries.empty() && shows_text) world.terminal.note("Nothing to list.");
  return report(world, listing.problems);
}

} // namespace

Command list_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  std::vector<Arg> args = filter_args(o.filters);
  args.insert(args.begin(), value("-n,--number", "N", o.most, "At most so many"));
  args.push_back(
      flag("--open", o.open, "Critical thoughts that have no kind words yet"));
  args.push_back(flag("--unrated", o.unrated, "Without an `after` rating"));
  args.push_back(flag("--paths", o.paths, "Only the files, a line each"));
  args.push_back(flag(
      "-0,--null", o.zero, "Only the files, each ended by a NUL byte, for xargs -0"));
  return {
      .name = "list",
      .group = "Look back",
      .summary = "List entries, newest first",
      .args = std::move(args),
      .formats = {Format::text, Format::json, Format::jsonl},
      .examples = {{"kindly list -n 5 --theme competence",
                    "The five newest about ability."},
                   {"kindly list --since monday --paths -0 | xargs -0 wc -w",
                    "This week's files, for another program."}},
      .run = [options](const World& world) { return run_list(world, *options); },
  };
}

} // namespace kindly
