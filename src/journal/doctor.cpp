#include "journal/doctor.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/document.hpp"
#include "journal/journal.hpp"
#include "journal/walk.hpp"

#include <fmt/core.h>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <map>
#include <string>
#include <string_view>

namespace kindly {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Weight = Finding::Weight;
using Remedy = Finding::Remedy;

/// A file that an edit left behind when its process was killed: .kindly-PID-N.tmp.
bool is_left_over(std::string_view name) {
  constexpr std::string_view begins = ".kindly-";
  if (!name.starts_with(begins) ||
      !(name.ends_with(".tmp") || name.ends_with(".tmp.old")))
    return false;
  pid_t process = 0;
  std::from_chars(name.data() + begins.size(), name.data() + name.size(), process);
  const bool is_running = process > 0 && (::kill(process, 0) == 0 || errno == EPERM);
  return !is_running;
}

/// A copy that a sync program made beside a file that was changed in two places.
bool is_conflict_copy(std::string_view name) {
  return name.find(".sync-conflict-") != std::string_view::npos ||
         name.find("conflicted copy") != std::string_view::npos;
}

bool is_editors_copy(std::string_view name) {
  if (name.find(".md") == std::string_view::npos) return false;
  for (const std::string_view end : {"~", ".swp", ".swo", ".bak", ".orig"})
    if (name.ends_with(end)) return true;
  return name.starts_with('#') && name.ends_with('#');
}

/// What a reader said, without the path that stands before it anyway.
std::string without_path(std::string what, const fs::path& path) {
  for (const std::string& part : {" " + path.string(), path.string() + " "})
    if (const std::size_t at = what.find(part); at != std::string::npos)
      return what.erase(at, part.size());
  return what;
}

/// Whether a file has exactly these bytes; one that cannot be read has not.
bool holds(const fs::path& path, const std::string& text) {
  try {
    return read_file(path, entry_limit) == text;
  } catch (const Error&) { // its own line says why
    return false;
  }
}

class Examiner {
 public:
  Examiner(const fs::path& journal, const Clock& clock)
      : journal_(journal), clock_(clock) {}

  Examination examine() {
    std::error_code problem;
    switch (fs::status(journal_, problem).type()) {
    case fs::file_type::directory:
      rights_of_journal();
      walk(journal_, 0);
      break;
    case fs::file_type::not_found:
      add({.path = journal_,
           .weight = Weight::hint,
           .what = "there is no journal here yet",
           .mend = "`kindly new` begins one."});
      break;
    case fs::file_type::none:
      add({.path = journal_,
           .what = fmt::format("cannot be read: {}", problem.message())});
      break;
    default:
      add({.path = journal_,
           .what = "is no folder, so it cannot be a journal",
           .mend = "Name another with --journal, KINDLY_JOURNAL or the config."});
    }
    return std::move(result_);
  }

 private:
  void add(Finding finding) { result_.findings.push_back(std::move(finding)); }

  /// Who else can come in: with the door closed, what lies behind it is out of reach.
  void rights_of_journal() {
    const fs::path door = fs::canonical(journal_);
    const auto found = look_at(door);
    if (!found) return;
    if (found->owner != ::geteuid() && ::geteuid() != 0)
      add({.path = journal_,
           .what = "belongs to another user",
           .mend = "A journal in a folder of your own is safer."});
    if ((found->mode & 0077U) == 0) return;
    is_open_to_others_ = true;
    add({.path = journal_,
         .what = fmt::format("other users of this machine can {} here (mode {:04o})",
                             (found->mode & 0022U) != 0 ? "write" : "look",
                             found->mode),
         .mend = fmt::format("chmod go-rwx {}", shell_word(journal_.string())),
         .remedy = Remedy::make_private});
  }

  /// With the door closed nobody else gets as far as this.
  void rights_of(const Found& found, const fs::path& path) {
    if (!is_open_to_others_ || found.kind == Found::Kind::link) return;
    if ((found.mode & 0002U) == 0) return;
    add({.path = path,
         .what = fmt::format("other users can write to it (mode {:04o})", found.mode),
         .mend = fmt::format("chmod go-rwx {}", shell_word(path.string())),
         .remedy = Remedy::make_private});
  }

  void unreadable(const fs::path& path, const Error& problem) {
    add({.path = path,
         .what = without_path(problem.what(), path),
         .mend = problem.hint()});
  }

  /// Everything in a folder; what is said of any name is said here.
  std::vector<Found> all_in(const fs::path& folder) {
    std::vector<Found> all;
    try {
      all = look_into(folder);
    } catch (const Error& problem) { // the other folders are still there
      unreadable(folder, problem);
    }
    for (const Found& found : all) {
      const fs::path path = folder / found.name;
      rights_of(found, path);
      if (is_left_over(found.name))
        add({.path = path,
             .what = "is left over from an edit that was killed",
             .mend = "Look whether it holds words that the entry does not.",
             .remedy = Remedy::to_trash});
      if (is_editors_copy(found.name))
        add({.path = path,
             .weight = Weight::hint,
             .what = "is an editor's copy, with the words of an entry in it",
             .mend = "Take it away if you do not need it."});
    }
    std::erase_if(all, [](const Found& found) { // .git, .trash, an editor's
      return found.name.starts_with('.');
    });
    return all;
  }

  void walk(const fs::path& folder, int depth) {
    for (const Found& found : all_in(folder)) {
      const fs::path path = folder / found.name;
      if (is_dated_link(found, path, depth))
        walk(path, depth + 1);
      else if (found.kind != Found::Kind::folder)
        file(found, path);
      else if (depth == 0 && found.name == "themes")
        packs(path);
      else if (depth > deepest_folder)
        add({.path = path,
             .weight = Weight::hint,
             .what = "lies too deep; kindly does not look into it"});
      else
        walk(path, depth + 1);
    }
  }

  /// A year, or a month in one, may be kept elsewhere; kindly follows such a link.
  [[nodiscard]] bool
  is_dated_link(const Found& found, const fs::path& path, int depth) const {
    const std::size_t digits = depth == 0 ? 4 : 2;
    return found.kind == Found::Kind::link && depth < 2 &&
           found.name.size() == digits &&
           found.name.find_first_not_of("0123456789") == std::string::npos &&
           is_kept_elsewhere(path, journal_);
  }

  /// What is in a pack, the commands say that read packs.
  void packs(const fs::path& folder) {
    for (const Found& found : all_in(folder))
      if (is_conflict_copy(found.name) && found.name.ends_with(".toml"))
        add({.path = folder / found.name,
             .what = "is a copy that a sync program made; it counts as a pack",
             .mend =
                 "Bring over what the other file does not have, then take it away."});
  }

  void file(const Found& found, const fs::path& path) {
    if (found.kind == Found::Kind::link) {
      link(path);
      return;
    }
    if (!found.name.ends_with(".md")) return;
    if (found.kind == Found::Kind::other) {
      add({.path = path,
           .what = "is no regular file",
           .mend = "kindly reads plain files only."});
      return;
    }
    entry(path);
  }

  void link(const fs::path& path) {
    std::error_code problem;
    const fs::path target = fs::canonical(path, problem);
    if (problem) {
      add({.path = path,
           .what = "is a link that leads nowhere",
           .mend = "Take it away, or bring its target back."});
      return;
    }
    const fs::path inside = target.lexically_relative(fs::canonical(journal_));
    const bool leads_out = inside.empty() || *inside.begin() == "..";
    if (fs::is_directory(target, problem))
      add({.path = path,
           .what = "is a link to a folder; entries behind it are not listed",
           .mend = "Move the folder itself here."});
    else if (path.extension() == ".md" && !fs::is_regular_file(target, problem))
      add({.path = path,
           .what = "is a link to something that is no regular file",
           .mend = "kindly reads plain files only."});
    else if (path.extension() == ".md") {
      if (leads_out)
        add({.path = path,
             .weight = Weight::hint,
             .what = "is a link to a file outside of the journal",
             .mend = "kindly reads it and writes through it."});
      entry(path);
    }
  }

  void entry(const fs::path& path) {
    std::string text;
    try {
      text = read_file(path, entry_limit);
    } catch (const FileTooLarge& problem) {
      if (Document::means_to_be_entry(read_beginning(path, header_limit)))
        unreadable(path, problem);
      return;
    } catch (const Error& problem) { // one bad file hides no other
      unreadable(path, problem);
      return;
    }
    Inspection seen = inspect(text, path, clock_.zone);
    for (Finding& finding : seen.findings) add(std::move(finding));
    if (!seen.is_entry) return;
    ++result_.entries;
    if (seen.date) dates(path, *seen.date);
    if (is_copy(path, text)) return;
    twin(path);
    if (is_conflict_copy(path.filename().string()))
      add({.path = path,
           .what = "has the name of a sync program's copy, and no original beside it",
           .mend = "Give it the name of an entry, if it is the one to keep."});
  }

  /// The newest are found by the names: a date far from its name can be missed.
  void dates(const fs::path& path, const Moment& date) {
    const auto stamp = parse_stamp(path.filename().string());
    const auto apart = stamp ? date.wall() - *stamp : 0s;
    const std::string by_name = path.stem().string().substr(0, 10);
    const std::string by_date = to_minute(date).substr(0, 10);
    if ((apart > 14h || apart < -14h) && by_name != by_date)
      add({.path = path,
           .what = fmt::format("its name says {}, its date {}", by_name, by_date),
           .mend = "`last` and `list -n` go by the name; give both the same day."});
    if (date.instant > clock_.now.instant + 26h)
      add({.path = path,
           .weight = Weight::hint,
           .what = fmt::format("is dated {}, which is still to come", to_minute(date)),
           .mend = "Look at its `date`."});
  }

  /// `Copy of ID.md`, `ID 2.md`, `ID.sync-conflict-….md` beside `ID.md`: it counts
  /// twice.
  bool is_copy(const fs::path& path, const std::string& text) {
    const std::string name = path.filename().string();
    const std::string_view id = id_in(name);
    if (id.empty() || name == std::string(id) + ".md") return false;
    const fs::path original = path.parent_path() / (std::string(id) + ".md");
    const auto there = look_at(original);
    std::error_code ignored;
    if (!there) return false;
    if (fs::equivalent(path, original, ignored)) {
      add({.path = path,
           .what = "is the entry beside it under a second name; both count",
           .mend = "Take one of the names away."});
      return true;
    }
    if (there->kind != Found::Kind::file) return false;
    const bool is_same = holds(original, text);
    add({.path = path,
         .what = is_same ? "is a copy of the entry beside it, byte for byte"
                         : "looks like a copy of the entry beside it; both count",
         .mend = is_same
                     ? "Take it away."
                     : "Bring over what the other does not have, then take it away.",
         .remedy = is_same ? Remedy::to_trash : Remedy::none,
         .original = original});
    return true;
  }

  /// Two files of one id: a command cannot know which is meant.
  void twin(const fs::path& path) {
    if (id_in(path.stem().string()) != path.stem().string()) return;
    const auto [first, is_new] = ids_.emplace(path.stem().string(), path);
    if (!is_new)
      add({.path = path,
           .what = fmt::format("has the same id as {}", first->second.string()),
           .mend = "Rename one of them, or take it away."});
  }

  const fs::path& journal_;
  const Clock& clock_;
  bool is_open_to_others_ = false;
  std::map<std::string, fs::path> ids_;
  Examination result_;
};

} // namespace

Examination examine(const fs::path& journal, const Clock& clock) {
  return Examiner(journal, clock).examine();
}

std::string
remedy(const Finding& finding, const fs::path& journal, Durability durability) {
  if (finding.remedy == Remedy::make_private) {
    make_private(fs::canonical(finding.path));
    return "closed to other users now";
  }
  // A copy may have got words of its own since it was looked at.
  if (!finding.original.empty() &&
      read_file(finding.path, entry_limit) != read_file(finding.original, entry_limit))
    throw Error(ExitCode::io,
                fmt::format("{} has changed meanwhile", finding.path.string()));
  const fs::path inside = finding.path.lexically_relative(journal);
  std::string name = inside.filename().string();
  if (name.starts_with('.')) name.insert(0, "left-over"); // seen by a plain ls
  fs::path to = journal / ".trash" / inside.parent_path() / name;
  for (int number = 2; look_at(to); ++number)
    to.replace_filename(fmt::format("{}.{}", name, number));
  move_file(finding.path, to, durability);
  return fmt::format("moved to {}", to.string());
}

} // namespace kindly
