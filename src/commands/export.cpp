// kindly export: the whole journal, or a part of it, for other programs and for paper.

#include "share/export.hpp"

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/entry_json.hpp"
#include "commands/filters.hpp"
#include "commands/output.hpp"

#include <algorithm>
#include <memory>

namespace kindly {
namespace {

using namespace std::chrono_literals;

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

bool leaves_later(const Piece& one, const Piece& other) {
  if (one.date != other.date) return one.date < other.date;
  return one.id < other.id;
}

/// Puts entries that come nearly newest first, as the journal reads them, in order
/// without holding them all: those in the dated folders come by the time in their name,
/// which lies within a day of their date; only strays wait longer.
class InOrder {
 public:
  explicit InOrder(std::function<void(const std::string&)> write)
      : write_(std::move(write)) {}

  void add(const Entry& entry, std::string text) {
    if (const auto stamp = stamp_at_home(entry))
      write_all_newer_than(Instant(stamp->time_since_epoch()) + 26h);
    waiting_.push_back({entry.date, entry.id, std::move(text)});
    std::ranges::push_heap(waiting_, leaves_later);
  }
  void end() { write_all_newer_than(Instant::min()); }

 private:
  static std::optional<WallTime> stamp_at_home(const Entry& entry) {
    const auto stamp = parse_stamp(entry.id);
    const std::string folder = entry.path.parent_path().string();
    const bool is_home =
        entry.id.size() > 7 && folder.size() > 7 &&
        folder.ends_with(entry.id.substr(0, 4) + '/' + entry.id.substr(5, 2));
    return is_home ? stamp : std::nullopt;
  }
  void write_all_newer_than(Instant instant) {
    while (!waiting_.empty() && waiting_.front().date.instant > instant) {
      std::ranges::pop_heap(waiting_, leaves_later);
      write_(waiting_.back().text);
      waiting_.pop_back();
    }
  }

  std::function<void(const std::string&)> write_;
  std::vector<Piece> waiting_; ///< a heap, the newest in front
};

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
  case Format::json: return json_of(entry, document).line();
  default: return json_of(entry, document).line() + '\n';
  }
}

/// What stands around the entries, and between two.
struct Frame {
  std::string before;
  std::string between;
  std::string behind;
};

Frame frame_of(Format format) {
  switch (format) {
  case Format::csv: return {csv_columns(), "", ""};
  case Format::json: return {"[", ",\n ", "]\n"};
  case Format::html: {
    auto [before, behind] = html_around_chapters();
    return {std::move(before), "", std::move(behind)};
  }
  default: return {};
  }
}

ExitCode run_export(const World& world, const Options& options) {
  Query query = query_of(options.filters, world.clock);
  const Journal journal = world.journal();
  const Frame frame = frame_of(world.format);
  Output output(
      world, options.file, options.overwrite ? Overwrite::yes : Overwrite::no);
  std::size_t count = 0;
  output.write(frame.before);
  InOrder in_order([&](const std::string& text) {
    if (count++ > 0) output.write(frame.between);
    output.write(text);
  });
  query.text = [&](const Entry& entry, const Document& document) {
    in_order.add(entry, written(world.format, entry, document));
    return false; // it is on its way and need not be kept
  };
  const Listing listing = journal.list(query);
  in_order.end();
  if (count == 0) check_theme(world, options.filters, journal);
  output.write(frame.behind);
  output.keep();
  if (count == 0) world.terminal.note("There is no entry to export.");
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
