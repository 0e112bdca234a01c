// kindly export: the whole journal, or a part of it, for other programs and for paper.

#include "share/export.hpp"

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/entry_json.hpp"
#include "commands/filters.hpp"
#include "commands/output.hpp"
#include "journal/in_order.hpp"

#include <deque>
#include <memory>
#include <utility>

namespace kindly {
namespace {

struct Options {
  Filters filters;
  std::optional<std::string> file;
  bool overwrite = false;
};

/// `before` with the entry behind it.
std::string
json_line(const Entry& entry, const DocumentView& document, std::string before) {
  Json json = entry_json(entry, std::move(before));
  json.add("age", json_or_null(entry.age));
  json.add("keys", own_keys(document));
  add_sections(json, document.body());
  return std::move(json).line();
}

/// Appends one entry in a format.
void append(Format format,
            const Entry& entry,
            const DocumentView& document,
            std::string& out) {
  switch (format) {
  case Format::csv: out += csv_record(entry, document); break;
  case Format::md: out += markdown_chapter(entry, document); break;
  case Format::html: out += html_chapter(entry, document); break;
  default: out = json_line(entry, document, std::move(out));
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

/// Entries on their way out, one at a time, with what stands around them.
class Leaving {
 public:
  Leaving(Frame frame, Output& output) : frame_(std::move(frame)), output_(output) {}

  void entry(std::string_view text) {
    output_.write(is_any_ ? frame_.between : frame_.before);
    is_any_ = true;
    output_.write(text);
    output_.write(frame_.end_of_each);
  }
  void end() {
    if (!is_any_) output_.write(frame_.before);
    output_.write(frame_.behind);
  }
  [[nodiscard]] bool is_any() const { return is_any_; }

 private:
  Frame frame_;
  Output& output_;
  bool is_any_ = false;
};

ExitCode run_export(const World& world, const Options& options) {
  const Query query = query_of(options.filters, world.clock);
  const Journal journal = world.journal();
  Output output(
      world, options.file, options.overwrite ? Overwrite::yes : Overwrite::no);
  Leaving leaving(frame_of(world.format), output);
  InOrder in_order([&](std::string_view text) { leaving.entry(text); });
  std::deque<Batch> batches; // what each thread has at hand
  const std::vector<Error> problems = read_each(world, journal, query, [&] {
    Batch* const mine = &batches.emplace_back();
    return Visit{.entry =
                     [&world, mine](const Entry& entry, const DocumentView& document) {
                       mine->add(entry.date.instant, entry.id, [&](std::string& bytes) {
                         append(world.format, entry, document, bytes);
                       });
                     },
                 .piece_end =
                     [&in_order, mine](std::size_t piece, Instant rest_is_before) {
                       in_order.give(piece, *mine, rest_is_before);
                     }};
  });
  in_order.finish();
  if (!leaving.is_any()) check_theme(world, options.filters, journal);
  leaving.end();
  output.keep();
  if (!leaving.is_any()) world.terminal.note("There is no entry to export.");
  return report(world, problems);
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
          "Newest first, everything that stands in them; an entry that is dated later "
          "than the folder of its month comes with that folder. JSON lines (the "
          "format if none is named) and JSON hold every key and section, your own "
          "too, and `kindly import kindly` reads them again. CSV has a row for each "
          "entry; where a text begins like a formula (= + - @), an apostrophe goes "
          "before it, so that a spreadsheet shows it and does not run it. Markdown is "
          "one document, HTML one page that needs nothing else. A file that is there "
          "stays as it is, unless --overwrite is given; a new one is private to you "
          "(0600).",
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
