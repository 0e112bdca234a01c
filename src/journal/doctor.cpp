#include "journal/doctor.hpp"

#include "base/error.hpp"
#include "journal/document.hpp"
#include "journal/journal.hpp"

#include <fmt/core.h>

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <map>
#include <string>
#include <string_view>

namespace kindly {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Weight = Finding::Weight;
using Remedy = Finding::Remedy;

constexpr int deepest = 8;

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
         name.find("conflicted copy") != std::string_view::npos ||
         name.find("(conflict") != std::string_view::npos;
}

bool is_editors_copy(std::string_view name) {
  return name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".orig") ||
         (name.starts_with('#') && name.ends_with('#'));
}

class Examiner {
 public:
  Examiner(const fs::path& journal, const Clock& clock)
      : journal_(journal), clock_(clock) {}

  Examination examine() {
    const auto top = look_at(journal_);
    if (!top) return {};
    rights_of_journal();
    walk(journal_, 0);
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
         .mend = fmt::format("chmod go-rwx {}", journal_.string()),
         .remedy = Remedy::make_private});
  }

  /// Others can change what is theirs to write, even behind an open door only.
  void rights_of(const Found& found, const fs::path& path) {
    if (!is_open_to_others_ || found.kind == Found::Kind::link) return;
    if ((found.mode & 0002U) == 0) return;
    add({.path = path,
         .what = fmt::format("other users can write to it (mode {:04o})", found.mode),
         .mend = fmt::format("chmod go-rwx {}", path.string()),
         .remedy = Remedy::make_private});
  }

  void walk(const fs::path& folder, int depth) {
    std::vector<Found> all;
    try {
      all = look_into(folder);
    } catch (const Error& problem) { // the other folders are still there
      add({.path = folder, .what = "cannot be read", .mend = problem.hint()});
      return;
    }
    for (const Found& found : all) {
      const fs::path path = folder / found.name;
      rights_of(found, path);
      if (is_left_over(found.name))
        add({.path = path,
             .what = "is left over from an edit that was killed",
             .mend = "Look whether it holds words that the entry does not.",
             .remedy = Remedy::to_trash});
      if (found.name.starts_with('.')) continue; // .git, .trash, an editor's
      if (found.kind == Found::Kind::folder)
        into(path, depth);
      else
        file(found, path);
    }
  }

  void into(const fs::path& folder, int depth) {
    if (depth >= deepest) {
      add({.path = folder,
           .weight = Weight::hint,
           .what = "lies too deep; kindly does not look into it"});
      return;
    }
    if (depth == 0 && folder.filename() == "themes") return; // packs
    walk(folder, depth + 1);
  }

  void file(const Found& found, const fs::path& path) {
    if (is_editors_copy(found.name))
      add({.path = path,
           .weight = Weight::hint,
           .what = "is an editor's copy, with the words of an entry in it",
           .mend = "Take it away if you do not need it."});
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
        add({.path = path, .what = problem.what(), .mend = problem.hint()});
      return;
    } catch (const Error& problem) { // one bad file hides no other
      add({.path = path, .what = problem.what(), .mend = problem.hint()});
      return;
    }
    Inspection seen = inspect(text, path, clock_.zone);
    for (Finding& finding : seen.findings) add(std::move(finding));
    if (seen.is_entry) ++result_.entries;
    if (seen.is_entry && seen.date) dates(path, *seen.date);
    copies(path, text);
  }

  /// The newest are found by the names: a date far from its name can be missed.
  void dates(const fs::path& path, const Moment& date) {
    const auto stamp = parse_stamp(path.filename().string());
    const auto apart = stamp ? date.wall() - *stamp : 0s;
    if (apart > 14h || apart < -14h)
      add({.path = path,
           .line = 0,
           .what = fmt::format("its name says {}, its date {}",
                               path.stem().string().substr(0, 10),
                               to_minute(date).substr(0, 10)),
           .mend = "`last` and `list -n` go by the name; give both the same day."});
    if (date.instant > clock_.now.instant + 26h)
      add({.path = path,
           .weight = Weight::hint,
           .what = fmt::format("is dated {}, which is still to come", to_minute(date)),
           .mend = "Look at its `date`."});
  }

  void copies(const fs::path& path, const std::string& text) {
    const std::string name = path.filename().string();
    const bool is_longer_id = begins_like_an_id(name) && name.size() > 25;
    if (!is_conflict_copy(name) && !is_longer_id) {
      twin(path);
      return;
    }
    const fs::path original = path.parent_path() / (name.substr(0, 22) + ".md");
    std::error_code ignored;
    const bool has_original =
        begins_like_an_id(name) && fs::is_regular_file(original, ignored);
    if (!is_conflict_copy(name) && !has_original) return;
    bool is_same = false;
    if (has_original) {
      const auto other = read_if_there(original, entry_limit + 1);
      is_same = other && *other == text;
    }
    add({.path = path,
         .what = is_same
                     ? "is a copy of the entry beside it, byte for byte"
                     : "is a copy that a sync program made; it counts as an entry of "
                       "its own",
         .mend =
             is_same
                 ? "Take it away."
                 : "Bring over what the other file does not have, then take it away.",
         .remedy = is_same ? Remedy::to_trash : Remedy::none});
  }

  /// Two files of one id: a command cannot know which is meant.
  void twin(const fs::path& path) {
    if (!begins_like_an_id(path.filename().string())) return;
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

void remedy(const Finding& finding, const fs::path& journal, Durability durability) {
  switch (finding.remedy) {
  case Remedy::none: return;
  case Remedy::make_private: make_private(fs::canonical(finding.path)); return;
  case Remedy::to_trash: {
    const fs::path inside = finding.path.lexically_relative(journal);
    std::string name = inside.filename().string();
    if (name.starts_with('.')) name.insert(0, "left-over"); // seen by a plain ls
    fs::path to = journal / ".trash" / inside.parent_path() / name;
    for (int number = 2; look_at(to); ++number)
      to.replace_filename(fmt::format("{}.{}", name, number));
    move_file(finding.path, to, durability);
    return;
  }
  }
}

} // namespace kindly
