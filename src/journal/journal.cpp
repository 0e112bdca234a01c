#include "journal/journal.hpp"

#include "base/text.hpp"
#include "journal/recordings.hpp"
#include "journal/sweep.hpp"
#include "journal/walk.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <iterator>

namespace kindly {
namespace {

namespace fs = std::filesystem;

/// Keeps the newest `most` of the entries it is given.
class Newest {
 public:
  explicit Newest(std::size_t most) : most_(most) {}

  void add(Entry entry) {
    entries_.push_back(std::move(entry));
    std::ranges::push_heap(entries_, is_newer);
    if (entries_.size() <= most_) return;
    std::ranges::pop_heap(entries_, is_newer);
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
    std::ranges::sort(entries_, is_newer);
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

bool is_path(std::string_view which) {
  return which.find('/') != std::string_view::npos || which.ends_with(".md");
}

} // namespace

std::optional<Page> Journal::read(const fs::path& path) const {
  auto document = document_in(path.string());
  if (!document) return std::nullopt;
  Entry entry = document->entry(path.stem().string(), zone_);
  return Page{std::move(entry), std::move(*document)};
}

std::vector<Error> Journal::each(const Query& query, const Visits& visits) const {
  std::vector<Error> problems;
  Places places = places_in(folder_);
  for (UnreadFile& file : sweep(places, query, zone_, visits))
    problems.push_back(std::move(file.problem));
  std::ranges::move(places.problems, std::back_inserter(problems));
  return problems;
}

Listing Journal::list(const Query& query) const {
  if (query.most != no_limit) return newest_of(query);
  Listing listing;
  std::deque<std::vector<Entry>> found; // by each thread
  listing.problems = each(query, [&] {
    return Visit{[&mine = found.emplace_back()](Entry& entry, const DocumentView&) {
      mine.push_back(std::move(entry));
    }};
  });
  for (std::vector<Entry>& some : found)
    std::ranges::move(some, std::back_inserter(listing.entries));
  std::ranges::sort(listing.entries, is_newer);
  return listing;
}

/// A few of the newest, found without looking at the rest.
Listing Journal::newest_of(const Query& query) const {
  NewestFirst walk(folder_);
  Newest newest(query.most);
  Listing listing;
  std::size_t files = 0;
  while (const auto candidate = walk.next()) {
    if (query.progress && ++files % 64 == 0) query.progress(files);
    if (candidate->stamp) {
      const Instant latest = latest_of(*candidate->stamp);
      if (newest.is_full_of_later_than(latest)) break;
      if (query.since && latest < query.since->instant) break;
      if (query.until && earliest_of(*candidate->stamp) > query.until->instant)
        continue;
    }
    try {
      const Instant oldest = newest.oldest_that_counts();
      if (auto page = wanted_page(candidate->path, query, zone_, oldest))
        newest.add(std::move(page->entry));
    } catch (const Error& problem) { // one bad file hides no other
      if (candidate->stamp)
        listing.unread.push_back({*candidate->stamp, candidate->path});
      listing.problems.push_back(problem);
    }
  }
  std::ranges::copy(walk.problems(), std::back_inserter(listing.problems));
  listing.entries = newest.sorted();
  return listing;
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

bool is_id(std::string_view name) {
  return name.size() == 22 && parse_stamp(name) && name[17] == '-' &&
         number_of_tail(name.substr(18));
}

std::optional<fs::path> Journal::restore_as(std::string_view id,
                                            const std::string& text) const {
  if (!is_id(id))
    throw Error(ExitCode::usage, fmt::format("'{}' is no id", printable_line(id)));
  const fs::path path =
      folder_ / id.substr(0, 4) / id.substr(5, 2) / (std::string(id) + ".md");
  if (!create_file_if_free(path, text, durability_)) return std::nullopt;
  note_write(path);
  return path;
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
