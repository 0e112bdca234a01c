// kindly export: the whole journal, or a part of it, for other programs and for paper.

#include "share/export.hpp"

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/entry_json.hpp"
#include "commands/filters.hpp"
#include "commands/output.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <tuple>

namespace kindly {
namespace {

struct Options {
  Filters filters;
  std::optional<std::string> file;
  bool overwrite = false;
};

/// One entry as it will leave, and what it is sorted by.
struct Piece {
  Moment date;
  std::string id;
  std::string text;
};

bool leaves_earlier(const Piece& one, const Piece& other) {
  return std::tie(other.date, other.id, other.text) <
         std::tie(one.date, one.id, one.text);
}

Json json_of(const Entry& entry, const Document& document) {
  Json json = entry_json(entry);
  json.add("age", json_or_null(entry.age));
  json.add("keys", own_keys(document));
  json.add("sections", sections_json(document.sections()));
  return json;
}

/// One entry in a format.
std::string written(Format format, const Entry& entry, const Document& document) {
  switch (format) {
  case Format::csv: return csv_record(entry, document);
  case Format::md: return markdown_chapter(entry, document);
  case Format::html: return html_chapter(entry, document);
  default: return json_of(entry, document).line();
  }
}

/// What stands around the entries, between two, and at the end of each.
struct Frame {
  std::string before;
  std::string between;
  std::string behind;
  std::string end_of_each = {};
};

Frame frame_of(Format format) {
  switch (format) {
  case Format::csv: return {csv_columns(), "", ""};
  case Format::json: return {"[", ",\n ", "]\n"};
  case Format::html: {
    auto [before, behind] = html_around_chapters();
    return {std::move(before), "", std::move(behind)};
  }
  case Format::md: return {};
  default: return {"", "", "", "\n"};
  }
}

ExitCode run_export(const World& world, const Options& options) {
  Query query = query_of(options.filters, world.clock);
  const Journal journal = world.journal();
  const Frame frame = frame_of(world.format);
  Output output(
      world, options.file, options.overwrite ? Overwrite::yes : Overwrite::no);
  std::vector<Piece> pieces;
  std::mutex mutex; // of these: several threads write
  query.text = [&](const Entry& entry, const Document& document) {
    Piece piece{entry.date, entry.id, written(world.format, entry, document)};
    const std::lock_guard lock(mutex);
    pieces.push_back(std::move(piece));
    return false; // it is on its way and need not be kept
  };
  const Listing listing = read(world, journal, query);
  std::ranges::sort(pieces, leaves_earlier);
  if (pieces.empty()) check_theme(world, options.filters, journal);
  output.write(frame.before);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0) output.write(frame.between);
    output.write(pieces[i].text);
    output.write(frame.end_of_each);
  }
  output.write(frame.behind);
  output.keep();
  if (pieces.empty()) world.terminal.note("There is no entry to export.");
  return report(world, listing.problems);
}

} // namespace

Command export_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  std::vector<Arg> args = filter_args(o.filters);
  args.push_back(value("-o,--output", "FILE", o.file, "To this file instead")
                     .completes(Completes::file));
  args.push_back(flag("--overwrite", o.overwrite, "Replace the file if it is there"));
  return {
      .name = "export",
      .group = "Share",
      .summary = "Give entries to other programs, or to paper",
      .description =
          "Newest first, everything that stands in them. JSON lines (the format if "
          "none "
          "is named) and JSON hold every key and section, your own too, and `kindly "
          "import kindly` reads them again. CSV has a row for each entry; where a text "
          "begins like a formula (= + - @), an apostrophe goes before it, so that a "
          "spreadsheet shows it and does not run it. Markdown is one document, HTML "
          "one "
          "page that needs nothing else. A file that is there stays as it is, unless "
          "--overwrite is given; a new one is private to you (0600).",
      .args = std::move(args),
      .formats = {Format::jsonl, Format::json, Format::csv, Format::md, Format::html},
      .examples = {{"kindly export > journal.jsonl", "Everything, an entry a line."},
                   {"kindly export --format csv --since 6m -o half-a-year.csv",
                    "The last six months, for a spreadsheet."},
                   {"kindly export --format html -o journal.html",
                    "A page to read, or to print."}},
      .run = [options](const World& world) { return run_export(world, *options); },
  };
}

} // namespace kindly
