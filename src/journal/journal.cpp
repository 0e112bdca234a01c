#include "journal/journal.hpp"

#include "base/text.hpp"
#include "journal/recordings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace kindly {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

bool is_digits(std::string_view name, std::size_t size) {
  return name.size() == size &&
         name.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_markdown(std::string_view name) {
  return name.size() > 3 && name.ends_with(".md");
}

bool is_markdown(const Name& name) {
  return !name.is_folder && is_markdown(name.name);
}

/// Nothing at all is an empty journal; a file, or a link that leads nowhere, is a slip.
void refuse_what_is_no_folder(const fs::path& journal) {
  std::error_code problem;
  const fs::file_type type = fs::status(journal, problem).type();
  if (type == fs::file_type::directory || type == fs::file_type::none) return;
  if (type == fs::file_type::not_found && !fs::is_symlink(journal, problem)) return;
  throw Error(
      ExitCode::io,
      fmt::format("{} is no folder, so it cannot be a journal", journal.string()),
      "Name another with --journal, KINDLY_JOURNAL or the config.");
}

/// A file that may be an entry.
struct Candidate {
  std::string path;
  std::optional<WallTime> stamp; ///< what its name shows

  [[nodiscard]] std::string_view stem() const {
    const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
    return name.substr(0, name.size() - std::string_view(".md").size());
  }
};

/// Every Markdown file of a journal: first those outside of the dated folders, then the
/// dated ones, newest name first. Folders are read, and names sorted, only as far as
/// the walk comes.
class NewestFirst {
 public:
  explicit NewestFirst(const fs::path& root) : root_(root) {
    refuse_what_is_no_folder(root);
    const std::string top = root.string();
    for (const Name& name : names(top)) {
      const std::string path = top + '/' + name.name;
      if (is_digits(name.name, 4) && (name.is_folder || is_kept_elsewhere(path, root)))
        add_year(path);
      else if (name.is_folder && name.name != "themes")
        add_loose(path, 0);
      else if (is_markdown(name))
        loose_.push_back(path);
    }
    std::ranges::sort(months_);
    std::ranges::sort(loose_, std::greater<>());
  }

  std::optional<Candidate> next() {
    if (!loose_.empty()) {
      Candidate found{std::move(loose_.back()), std::nullopt};
      loose_.pop_back();
      return found;
    }
    while (names_.empty()) {
      if (months_.empty()) return std::nullopt;
      month_ = std::move(months_.back());
      months_.pop_back();
      read_month();
      if (!loose_.empty()) return next();
    }
    std::ranges::pop_heap(names_);
    const std::string_view name = names_.back();
    Candidate found{month_ + '/' + std::string(name), parse_stamp(name)};
    names_.pop_back();
    return found;
  }

  std::vector<Error> problems;

 private:
  std::vector<Name> names(const std::string& folder) {
    try {
      return names_in(folder);
    } catch (const Error& problem) { // the other folders are still there
      problems.push_back(problem);
      return {};
    }
  }
  void add_year(const std::string& year) {
    for (const Name& name : names(year)) {
      const std::string path = year + '/' + name.name;
      if (is_digits(name.name, 2) && (name.is_folder || is_kept_elsewhere(path, root_)))
        months_.push_back(path);
      else if (name.is_folder)
        add_loose(path, 1);
      else if (is_markdown(name))
        loose_.push_back(path);
    }
  }
  void add_loose(const std::string& folder, int depth) {
    if (depth > deepest_folder) return;
    for (const Name& name : names(folder)) {
      if (name.is_folder) add_loose(folder + '/' + name.name, depth + 1);
      if (is_markdown(name)) loose_.push_back(folder + '/' + name.name);
    }
  }
  /// Whether a name shows a time in the month of its folder, …/YYYY/MM.
  [[nodiscard]] bool is_at_home(std::string_view name) const {
    const std::string_view home = std::string_view(month_).substr(month_.size() - 7);
    return name.size() > 17 && name.substr(0, 4) == home.substr(0, 4) &&
           name.substr(5, 2) == home.substr(5, 2) && parse_stamp(name);
  }

  /// A month can hold a thousand names: one text for all costs less than one for each.
  void read_month() {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    names_text_.clear();
    try {
      for_each_name(month_, [&](std::string_view name, bool is_folder) {
        if (is_folder) add_loose(month_ + '/' + std::string(name), 2);
        if (is_folder || !is_markdown(name)) return;
        if (!is_at_home(name)) { // renamed by hand: its name says nothing of its date
          loose_.push_back(month_ + '/' + std::string(name));
          return;
        }
        places.emplace_back(names_text_.size(), name.size());
        names_text_ += name;
      });
    } catch (const Error& problem) { // the other months are still there
      problems.push_back(problem);
    }
    for (const auto& [begin, size] : places)
      names_.push_back(std::string_view(names_text_).substr(begin, size));
    std::ranges::make_heap(names_);
  }

  const fs::path& root_;
  std::vector<std::string> loose_;      ///< the newest name at the back
  std::vector<std::string> months_;     ///< still to read, the newest at the back
  std::string month_;                   ///< being walked
  std::string names_text_;              ///< the names of that month
  std::vector<std::string_view> names_; ///< each of them, a heap
};

// A name shows wall time without its offset, which lies between -12 and +14 hours.
Instant latest_of(WallTime stamp) {
  return Instant(stamp.time_since_epoch()) + 12h;
}
Instant earliest_of(WallTime stamp) {
  return Instant(stamp.time_since_epoch()) - 14h;
}

bool newer(const Entry& one, const Entry& other) {
  if (one.date != other.date) return one.date > other.date;
  return one.id > other.id;
}

/// Keeps the newest `most` of the entries it is given.
class Newest {
 public:
  explicit Newest(std::size_t most) : most_(most) {}

  void add(Entry entry) {
    if (most_ == static_cast<std::size_t>(-1)) {
      entries_.push_back(std::move(entry));
      return;
    }
    entries_.push_back(std::move(entry));
    std::ranges::push_heap(entries_, newer);
    if (entries_.size() <= most_) return;
    std::ranges::pop_heap(entries_, newer);
    entries_.pop_back();
  }
  /// Whether nothing from before `instant` could still find a place.
  [[nodiscard]] bool is_full_of_later_than(Instant instant) const {
    return entries_.size() == most_ &&
           (most_ == 0 || entries_.front().date.instant > instant);
  }
  /// An entry from before this finds no place.
  [[nodiscard]] Instant oldest_that_counts() const {
    const bool is_full = entries_.size() == most_ && most_ > 0;
    return is_full ? entries_.front().date.instant : Instant::min();
  }
  [[nodiscard]] std::vector<Entry> sorted() {
    std::ranges::sort(entries_, newer);
    return std::move(entries_);
  }

 private:
  std::size_t most_;
  std::vector<Entry> entries_; ///< a heap, the oldest in front
};

// The four last characters of an id, numbered in the order in which they sort: digits
// before letters; the first is a letter.
constexpr std::string_view sorted_letters = "23456789abcdefghjkmnpqrstuvwxyz";
constexpr std::size_t digit_count = 8;
constexpr std::size_t tail_count = (31 - digit_count) * 31 * 31 * 31;

std::string tail_of(std::size_t number) {
  std::string tail(4, ' ');
  for (std::size_t i = 3; i > 0; --i) {
    tail[i] = sorted_letters[number % sorted_letters.size()];
    number /= sorted_letters.size();
  }
  tail[0] = sorted_letters[digit_count + number];
  return tail;
}

std::optional<std::size_t> number_of_tail(std::string_view tail) {
  if (tail.size() != 4) return std::nullopt;
  std::size_t number = 0;
  for (const char c : tail) {
    const std::size_t digit = sorted_letters.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    number = number * sorted_letters.size() + digit;
  }
  const std::size_t letters_before =
      digit_count * 31 * 31 * 31; // tails that begin with a digit
  if (number < letters_before) return std::nullopt;
  return number - letters_before;
}

/// The tail that is taken last among the entries of one second.
std::optional<std::size_t> last_tail(const fs::path& folder, const std::string& stamp) {
  std::optional<std::size_t> last;
  for (const Name& name : names_in(folder)) {
    if (!name.name.starts_with(stamp) || name.name.size() < stamp.size() + 5) continue;
    const auto number =
        number_of_tail(std::string_view(name.name).substr(stamp.size() + 1, 4));
    if (number && (!last || *number > *last)) last = number;
  }
  return last;
}

/// Ids, or paths where one id stands twice.
std::string listed(const std::vector<fs::path>& paths) {
  std::string ids;
  constexpr std::size_t most = 8;
  const bool is_twice = paths.size() > 1 && paths[0].stem() == paths[1].stem();
  for (std::size_t i = 0; i < std::min(most, paths.size()); ++i)
    ids += fmt::format("{}{}",
                       i == 0 ? "" : ", ",
                       is_twice ? paths[i].string() : paths[i].stem().string());
  return ids + (paths.size() > most ? ", …" : "");
}

[[noreturn]] void throw_no_entry(const fs::path& path) {
  throw Error(ExitCode::unreadable,
              fmt::format("{}:1: not an entry of kindly", path.string()),
              "An entry's header has the line `kindly: 1`.");
}

/// The entry in a file; nothing where there is none. A note of the person's own may be
/// as large as it likes.
std::optional<Document> document_in(const std::string& path) {
  std::string text;
  try {
    text = read_file(path, entry_limit);
  } catch (const FileTooLarge&) {
    if (!Document::means_to_be_entry(read_beginning(path, header_limit)))
      return std::nullopt;
    throw;
  }
  return Document::read(std::move(text), path);
}

bool is_path(std::string_view which) {
  return which.find('/') != std::string_view::npos || which.ends_with(".md");
}

} // namespace

bool is_kept_elsewhere(const fs::path& folder, const fs::path& journal) {
  std::error_code problem;
  if (!fs::is_directory(folder, problem)) return false;
  const fs::path target = fs::canonical(folder, problem);
  const fs::path inside = target.lexically_relative(fs::canonical(journal, problem));
  return !problem && (inside.empty() || *inside.begin() == "..");
}

std::optional<Page> Journal::read(const fs::path& path) const {
  auto document = document_in(path.string());
  if (!document) return std::nullopt;
  Entry entry = document->entry(path.stem().string(), zone_);
  return Page{std::move(entry), std::move(*document)};
}

Listing Journal::list(const Query& query) const {
  NewestFirst walk(folder_);
  Newest newest(query.most);
  Listing listing;
  while (const auto candidate = walk.next()) {
    if (candidate->stamp) {
      const Instant latest = latest_of(*candidate->stamp);
      if (newest.is_full_of_later_than(latest)) break;
      if (query.since && latest < query.since->instant) break;
      if (query.until && earliest_of(*candidate->stamp) > query.until->instant)
        continue;
    }
    try {
      if (auto entry = wanted(candidate->path, query, newest.oldest_that_counts()))
        newest.add(std::move(*entry));
    } catch (const Error& problem) { // one bad file hides no other
      if (candidate->stamp)
        listing.unread.push_back({*candidate->stamp, candidate->path});
      listing.problems.push_back(problem);
    }
  }
  std::ranges::move(walk.problems, std::back_inserter(listing.problems));
  listing.entries = newest.sorted();
  return listing;
}

std::optional<Entry>
Journal::wanted(const std::string& path, const Query& query, Instant oldest) const {
  const auto document = document_in(path);
  if (!document) return std::nullopt;
  const std::string stem = fs::path(path).stem().string();
  if (document->date(stem, zone_).instant < oldest) return std::nullopt;
  Entry entry = document->entry(stem, zone_);
  const bool is_wanted =
      fits(query, entry) && (!query.text || query.text(entry, *document));
  return is_wanted ? std::optional(std::move(entry)) : std::nullopt;
}

fs::path Journal::newest(std::string_view which) const {
  std::size_t back = 0;
  if (which != "last") {
    const std::string_view digits = which.substr(std::string_view("last~").size());
    const char* const end = digits.data() + digits.size();
    const auto [stopped, problem] = std::from_chars(digits.data(), end, back);
    if (problem != std::errc{} || stopped != end || back > 1'000'000)
      throw Error(ExitCode::no,
                  fmt::format("no entry matches '{}'", printable_line(which)),
                  "last~2 means the third newest.");
  }
  const Listing listing = list({.most = back + 1});
  // One that cannot be read is still the one that is meant, not the one before it.
  std::vector<Listing::Unread> newest_first = listing.unread;
  for (const Entry& entry : listing.entries)
    newest_first.push_back({entry.date.wall(), entry.path});
  std::ranges::stable_sort(newest_first, std::greater<>(), &Listing::Unread::stamp);
  if (newest_first.size() > back) return newest_first[back].path;
  if (!listing.entries.empty())
    throw Error(ExitCode::no,
                fmt::format("no entry matches '{}'", which),
                fmt::format("The journal has {}.",
                            listing.entries.size() == 1
                                ? std::string("one entry")
                                : fmt::format("{} entries", listing.entries.size())));
  if (!listing.problems.empty()) throw Error(listing.problems.front());
  throw Error(ExitCode::no,
              fmt::format("there is no entry yet in {}", folder_.string()),
              "`kindly new` writes the first.");
}

bool Journal::is_entry(const fs::path& path) const {
  try {
    return document_in(path.string()).has_value();
  } catch (const Error&) { // one that cannot be understood is still meant
    return true;
  }
}

std::vector<fs::path> Journal::matching(std::string_view which) const {
  NewestFirst walk(folder_);
  std::vector<fs::path> found;
  std::vector<fs::path> exact;
  while (const auto candidate = walk.next()) {
    const std::string_view stem = candidate->stem();
    const bool is_tail = which.size() == 4 && stem.size() == 22 && parse_stamp(stem) &&
                         stem.ends_with(which);
    if (!stem.starts_with(which) && !is_tail) continue;
    if (!is_entry(candidate->path)) continue;
    (stem == which ? exact : found).emplace_back(candidate->path);
  }
  return exact.empty() ? found : exact;
}

fs::path Journal::find(std::string_view which) const {
  if (which == "last" || which.starts_with("last~")) return newest(which);
  const std::string shown = printable_line(which);
  if (is_path(which)) {
    std::error_code ignored;
    for (const fs::path& path : {fs::path(which), folder_ / which})
      if (fs::exists(path, ignored) && !fs::is_directory(path, ignored)) return path;
    throw Error(ExitCode::no,
                fmt::format("there is no file {}", shown),
                "`kindly list --paths` shows where the entries lie.");
  }
  const std::vector<fs::path> found =
      which.empty() ? std::vector<fs::path>() : matching(which);
  if (found.size() == 1) return found.front();
  if (found.size() > 1)
    throw Error(
        ExitCode::no,
        fmt::format("{} entries match '{}': {}", found.size(), shown, listed(found)),
        found[0].stem() == found[1].stem() ? "Name one of them by its path."
                                           : "Give a little more of the id.");
  std::vector<fs::path> recent;
  for (const Entry& entry : list({.most = 3}).entries) recent.push_back(entry.path);
  throw Error(ExitCode::no,
              fmt::format("no entry matches '{}'", shown),
              recent.empty() ? "There is no entry yet; `kindly new` writes the first."
                             : fmt::format("The newest: {}.", listed(recent)));
}

Page Journal::open(std::string_view which) const {
  const fs::path path = find(which);
  if (auto page = read(path)) return std::move(*page);
  throw_no_entry(path);
}

fs::path
Journal::create(const std::string& text, const Moment& date, Chance& chance) const {
  const std::string stamp = to_stamp(date);
  const fs::path folder = folder_ / stamp.substr(0, 4) / stamp.substr(5, 2);
  std::size_t begin = 0;
  std::size_t room = tail_count / 2; // the rest is for those behind it in this second
  if (const auto last = last_tail(folder, stamp)) {
    begin = *last + 1 < tail_count ? *last + 1 : 0;
    room = std::min(tail_count - begin, tail_count / 1024);
  }
  const auto name = [&] {
    return fmt::format("{}-{}.md", stamp, tail_of(begin + chance.below(room)));
  };
  auto path = create_file(folder, name, text, durability_);
  note_write(path);
  return path;
}

void Journal::note_write(const fs::path& path) const {
  const fs::path inside = path.lexically_relative(folder_);
  const bool is_trash = !inside.empty() && *inside.begin() == ".trash";
  if (wrote_ && !is_trash) wrote_(path);
}

void Journal::edit(const fs::path& path,
                   const std::function<void(Page&)>& change) const {
  const auto changed = [&](const std::string& old) {
    auto document = Document::read(old, path.string());
    if (!document) throw_no_entry(path);
    Entry entry = document->entry(path.stem().string(), zone_);
    Page page{std::move(entry), std::move(*document)};
    change(page);
    return page.document.text();
  };
  edit_file(path, changed, entry_limit, durability_);
  note_write(path);
}

/// Those that lie beside an entry, to where the entry is now.
void Journal::move_recordings(const fs::path& from, const fs::path& to) const {
  std::vector<std::string> names;
  for (const Name& name : names_in(from.parent_path())) names.push_back(name.name);
  for (const std::string& name : recordings_among(names, from.stem().string())) {
    move_file(from.parent_path() / name, to.parent_path() / name, durability_);
    note_write(from.parent_path() / name);
    note_write(to.parent_path() / name);
  }
}

fs::path Journal::trash(const fs::path& path) const {
  if (!is_entry(path)) throw_no_entry(path);
  // The name itself goes, not what a link under it leads to.
  fs::path inside = fs::absolute(path).lexically_normal().lexically_relative(
      fs::absolute(folder_).lexically_normal());
  if (inside.empty() || *inside.begin() == "..")
    inside = (fs::weakly_canonical(path.parent_path()) / path.filename())
                 .lexically_relative(fs::weakly_canonical(folder_));
  if (inside.empty() || *inside.begin() == "..")
    throw Error(ExitCode::no,
                fmt::format("{} does not lie in the journal", path.string()),
                "kindly removes only what is its own.");
  if (!look_at(path))
    throw Error(ExitCode::no, fmt::format("there is no file {}", path.string()));
  const fs::path to = folder_ / ".trash" / inside;
  if (look_at(to))
    throw Error(ExitCode::io,
                fmt::format("{} is in the trash already", path.stem().string()),
                fmt::format("Look at {} first.", to.string()));
  move_file(path, to, durability_);
  note_write(path);
  move_recordings(path, to);
  return to;
}

fs::path Journal::restore(std::string_view which) const {
  if (which.empty()) throw Error(ExitCode::usage, "there is no id to bring back");
  const fs::path trash = folder_ / ".trash";
  NewestFirst walk(trash);
  std::vector<fs::path> found;
  while (const auto candidate = walk.next()) {
    const std::string_view stem = candidate->stem();
    if (stem == which) {
      found = {candidate->path};
      break;
    }
    if (stem.starts_with(which) || (which.size() == 4 && stem.ends_with(which)))
      found.emplace_back(candidate->path);
  }
  if (found.size() != 1)
    throw Error(ExitCode::no,
                found.empty() ? fmt::format("nothing in the trash matches '{}'",
                                            printable_line(which))
                              : fmt::format("{} in the trash match '{}': {}",
                                            found.size(),
                                            printable_line(which),
                                            listed(found)),
                fmt::format("It lies in {}.", trash.string()));
  const fs::path to = folder_ / found.front().lexically_relative(trash);
  move_file(found.front(), to, durability_);
  note_write(to);
  move_recordings(found.front(), to);
  return to;
}

std::vector<std::string> Journal::ids(std::string_view prefix, std::size_t most) const {
  NewestFirst walk(folder_);
  std::vector<std::string> ids;
  while (ids.size() < most) {
    const auto candidate = walk.next();
    if (!candidate) break;
    if (candidate->stamp && candidate->stem().starts_with(prefix))
      ids.emplace_back(candidate->stem());
  }
  return ids;
}

} // namespace kindly
