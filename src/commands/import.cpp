// kindly import: entries of other programs become entries here, each once.

#include "base/text.hpp"
#include "commands/command.hpp"
#include "journal/walk.hpp"
#include "share/import_json.hpp"
#include "share/import_text.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <set>

namespace kindly {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string program;
  std::string file;
  bool dry_run = false;
};

/// No export is larger; its JSON takes several times as much memory.
constexpr std::size_t import_limit = std::size_t{128} * 1024 * 1024;

const std::array<std::string, 6> programs = {
    "jrnl", "freecbt", "daylio", "dayone", "markdown", "kindly"};

/// Whether jrnl wrote JSON; its text begins with a date in brackets.
bool is_json(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  text = trimmed(text);
  if (text.starts_with('[')) text = trimmed(text.substr(1));
  return text.starts_with('{');
}

/// What a file holds, where it is not Markdown.
ImportedFile read_export(const World& world, const Options& options) {
  const bool is_input = options.file == "-";
  const std::string file = is_input ? "standard input" : options.file;
  const Zone& zone = world.clock.zone;
  const std::string text = is_input ? world.terminal.in.read_all(import_limit)
                                    : read_file(file, import_limit);
  if (!is_utf8(text))
    throw Error(ExitCode::unreadable,
                fmt::format("{} is not UTF-8", file),
                "Convert it first, for example with iconv -f latin1 -t utf-8.");
  if (const std::size_t nul = text.find('\0'); nul != std::string::npos)
    throw Error(
        ExitCode::unreadable,
        fmt::format("{}:{}: holds a NUL byte, which no text does",
                    file,
                    std::count(text.begin(), std::next(text.begin(), nul), '\n') + 1),
        "Nothing was written. Export it again, or look for an older copy.");
  if (options.program == "freecbt") return import_freecbt(text, file, zone);
  if (options.program == "daylio") return import_daylio(text, file, zone);
  if (options.program == "dayone") return import_dayone(text, file, zone);
  if (options.program == "kindly") return import_kindly(text, file, zone);
  return is_json(text) ? import_jrnl_json(text, file, zone)
                       : import_jrnl_text(text, file, zone);
}

// --- Markdown ----------------------------------------------------------------------

bool is_note(std::string_view name) {
  return name.ends_with(".md") || name.ends_with(".markdown") || name.ends_with(".txt");
}

/// Every note in a folder and below; links to folders are not followed.
void find_notes(const fs::path& folder,
                int depth,
                std::vector<fs::path>& notes,
                ImportedFile& report) {
  if (depth > deepest_folder) return;
  std::vector<Found> there;
  try {
    there = look_into(folder);
  } catch (const Error& problem) { // the other folders can still come
    if (depth == 0) throw;
    report.leave_out(problem.what());
  }
  for (const Found& found : there) {
    if (found.name.starts_with('.')) continue;
    const fs::path path = folder / found.name;
    if (found.kind == Found::Kind::folder) find_notes(path, depth + 1, notes, report);
    if (found.kind == Found::Kind::file && is_note(found.name)) notes.push_back(path);
  }
}

Moment time_of_file(const fs::path& path, const Zone& zone) {
  const auto written = std::chrono::file_clock::to_sys(fs::last_write_time(path));
  return zone.at(std::chrono::floor<std::chrono::seconds>(written));
}

ImportedFile read_notes(const World& world, const fs::path& where) {
  std::error_code ignored;
  std::vector<fs::path> notes;
  ImportedFile imported;
  if (fs::is_directory(where, ignored)) {
    if (fs::equivalent(where, world.journal().folder(), ignored))
      throw Error(ExitCode::usage,
                  fmt::format("{} is the journal itself", where.string()),
                  "Name the folder that the other notes lie in.");
    find_notes(where, 0, notes, imported);
  } else {
    notes.push_back(where);
  }
  for (const fs::path& path : notes) {
    std::string text;
    try {
      text = read_file(path, entry_limit);
    } catch (const Error& problem) { // of a folder, the others can still come
      if (path == where) throw;
      imported.leave_out(problem.what());
      continue;
    }
    if (!is_utf8(text) || text.find('\0') != std::string::npos)
      imported.leave_out(path.string() + ": no text in UTF-8");
    else if (trimmed(text).empty())
      imported.leave_out(path.string() + ": empty");
    else if (Document::means_to_be_entry(text))
      imported.leave_out(path.string() +
                         ": an entry of kindly already; copy it instead");
    else
      imported.entries.push_back(import_markdown(
          text, path.string(), time_of_file(path, world.clock.zone), world.clock.zone));
  }
  imported.settle();
  return imported;
}

// --- writing -----------------------------------------------------------------------

/// The keys of entries that came earlier, those in the trash too: who threw one away
/// does not want it back with the next import.
std::set<std::string> keys_in(const World& world, const Journal& journal) {
  std::deque<std::set<std::string>> found; // by each thread
  const Visits look = [&] {
    return Visit{[&mine = found.emplace_back()](const Entry& entry,
                                                const DocumentView& document) {
      mine.insert(entry.id);
      document.of_header([&](const auto& header) {
        if (const auto* key = header.find(imported_key)) mine.emplace(key->text);
      });
    }};
  };
  (void)journal.each({}, look);
  std::error_code ignored;
  const fs::path trash = journal.folder() / ".trash";
  if (fs::is_directory(trash, ignored))
    (void)Journal(trash, world.clock.zone, world.settings.durability).each({}, look);
  std::set<std::string> keys;
  for (std::set<std::string>& some : found) keys.merge(some);
  return keys;
}

/// The first words of an entry, which is read as it will be once it is a file. Throws
/// Error{unreadable} where it could not be.
std::string beginning_of(const Imported& entry, const Zone& zone) {
  const std::string name = fmt::format("the entry of {}", to_minute(entry.date));
  if (entry.text.size() > entry_limit)
    throw Error(ExitCode::unreadable,
                fmt::format("{} is larger than {} MiB", name, entry_limit >> 20),
                "Nothing was written.");
  if (entry.text.find('\0') != std::string::npos)
    throw Error(ExitCode::unreadable,
                fmt::format("{} holds a NUL byte, which no text does", name),
                "Nothing was written.");
  return Document::read(entry.text, name).value().entry("", zone).beginning;
}

std::string counted(std::size_t n) {
  return n == 1 ? "1 entry" : fmt::format("{} entries", n);
}

void write_all(const World& world,
               const Journal& journal,
               const std::vector<const Imported*>& fresh) {
  Chance chance(world.seed);
  std::size_t written = 0;
  try {
    for (const Imported* entry : fresh) {
      const auto path = entry->id ? journal.restore_as(*entry->id, entry->text)
                                  : journal.create(entry->text, entry->date, chance);
      if (path) world.terminal.say_path(path->string());
      ++written;
    }
  } catch (const Error& problem) {
    if (written == 0) throw;
    world.terminal.warn(
        fmt::format("{} of {} came, each of them whole.", written, fresh.size()));
    throw Error(problem.code(),
                problem.what(),
                "Run it again once that is mended: what came stays, the rest follows.");
  }
}

ExitCode run_import(const World& world, const Options& options) {
  const ImportedFile found = options.program == "markdown"
                                 ? read_notes(world, options.file)
                                 : read_export(world, options);
  const Zone& zone = world.clock.zone;
  for (const Imported& entry : found.entries) (void)beginning_of(entry, zone);
  const Journal journal = world.journal();
  std::set<std::string> keys = keys_in(world, journal);
  std::vector<const Imported*> fresh;
  for (const Imported& entry : found.entries)
    if (keys.insert(entry.key).second) fresh.push_back(&entry);
  if (options.dry_run)
    for (const Imported* entry : fresh)
      world.terminal.say(
          "{}  {}", to_minute(entry->date), printable_line(beginning_of(*entry, zone)));
  else
    write_all(world, journal, fresh);
  world.terminal.out.flush();
  const Terminal& terminal = world.terminal;
  const std::size_t known = found.entries.size() - fresh.size();
  terminal.note(
      "{} {}.", counted(fresh.size()), options.dry_run ? "would come" : "came");
  if (known > 0)
    terminal.note("{} {} here already.", counted(known), known == 1 ? "is" : "are");
  if (!found.left_out.empty()) terminal.note("Left out:");
  for (const auto& [what, times] : found.left_out)
    terminal.note("  {}{}",
                  printable_line(what),
                  times > 1 ? fmt::format(" ({} times)", times) : std::string());
  return ExitCode::done;
}

} // namespace

Command import_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "import",
      .group = "Share",
      .summary = "Take entries in from another program",
      .description =
          "From jrnl (JSON or text), FreeCBT (JSON), Daylio (CSV), Day One (JSON), a "
          "folder of Markdown notes, or an export of kindly itself. Each entry becomes "
          "a "
          "file of its own, and its path is printed; what it came from stays as it is. "
          "An entry comes once, also when the export is read again, when you changed "
          "it "
          "here since, or threw it away. What kindly has no place for stands in a "
          "section "
          "`Imported` or stays a key of the header. A mood is a word and becomes a "
          "feeling; no rating is made up.",
      .args = {value("PROGRAM", "PROGRAM", o.program, "Whose export it is")
                   .one_of(programs)
                   .needed(),
               value("FILE",
                     "FILE",
                     o.file,
                     "The export, - for standard input, or a folder of notes")
                   .completes(Completes::file)
                   .needed(),
               flag("--dry-run", o.dry_run, "Only say what would come; write nothing")},
      .examples =
          {{"printf '[2026-11-20 09:00] Froze.\\n' | kindly import jrnl --dry-run -",
            "What would come from jrnl, by its date."},
           {"kindly export > journal.jsonl && kindly import kindly journal.jsonl",
            "An export of kindly; what is here already does not come twice."}},
      .run = [options](const World& world) { return run_import(world, *options); },
  };
}

} // namespace kindly
