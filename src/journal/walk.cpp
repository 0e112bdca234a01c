#include "journal/walk.hpp"

#include "base/files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>

namespace kindly {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

bool is_digits(std::string_view name, std::size_t size) {
  return name.size() == size &&
         name.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_markdown_file(const Name& name) {
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

/// The names in a folder; one that cannot be read is a problem and hides no other.
std::vector<Name> names_if_readable(const std::string& folder,
                                    std::vector<Error>& problems) {
  try {
    return names_in(folder);
  } catch (const Error& problem) {
    problems.push_back(problem);
    return {};
  }
}

void add_year(Places& places, const std::string& year, const fs::path& root) {
  for (const Name& name : names_if_readable(year, places.problems)) {
    const std::string path = year + '/' + name.name;
    if (is_digits(name.name, 2) && (name.is_folder || is_kept_elsewhere(path, root)))
      places.months.push_back(path);
    else if (name.is_folder)
      places.add_loose(path, 1);
    else if (is_markdown_file(name))
      places.loose.push_back(path);
  }
}

} // namespace

bool is_markdown(std::string_view name) {
  return name.size() > 3 && name.ends_with(".md");
}

void Places::add_loose(const std::string& folder, int depth) {
  if (depth > deepest_folder) return;
  for (const Name& name : names_if_readable(folder, problems)) {
    if (name.is_folder) add_loose(folder + '/' + name.name, depth + 1);
    if (is_markdown_file(name)) loose.push_back(folder + '/' + name.name);
  }
}

Places places_in(const fs::path& journal) {
  refuse_what_is_no_folder(journal);
  Places places;
  const std::string top = journal.string();
  for (const Name& name : names_if_readable(top, places.problems)) {
    const std::string path = top + '/' + name.name;
    if (is_digits(name.name, 4) && (name.is_folder || is_kept_elsewhere(path, journal)))
      add_year(places, path, journal);
    else if (name.is_folder && name.name != "themes")
      places.add_loose(path, 0);
    else if (is_markdown_file(name))
      places.loose.push_back(path);
  }
  return places;
}

bool is_at_home(std::string_view name, std::string_view month) {
  const std::string_view home = month.substr(month.size() - 7);
  return name.size() > 17 && name.substr(0, 4) == home.substr(0, 4) &&
         name.substr(5, 2) == home.substr(5, 2) && parse_stamp(name);
}

Instant latest_of(WallTime stamp) {
  return Instant(stamp.time_since_epoch()) + 12h;
}
Instant earliest_of(WallTime stamp) {
  return Instant(stamp.time_since_epoch()) - 14h;
}

std::optional<Instant> latest_in_month(std::string_view folder) {
  if (folder.size() < 7) return std::nullopt;
  // The last day is where the next month begins, or where 31 days are over.
  const std::string_view month = folder.substr(folder.size() - 7);
  const auto first = parse_stamp(std::string(month.substr(0, 4)) + '-' +
                                 std::string(month.substr(5)) + "-01-000000");
  if (!first) return std::nullopt;
  return latest_of(*first + std::chrono::days(31));
}

bool is_kept_elsewhere(const fs::path& folder, const fs::path& journal) {
  std::error_code problem;
  if (!fs::is_directory(folder, problem)) return false;
  const fs::path target = fs::canonical(folder, problem);
  const fs::path inside = target.lexically_relative(fs::canonical(journal, problem));
  return !problem && (inside.empty() || *inside.begin() == "..");
}

std::string_view Candidate::stem() const {
  const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  return name.substr(0, name.size() - std::string_view(".md").size());
}

NewestFirst::NewestFirst(const fs::path& root) : places_(places_in(root)) {
  std::ranges::sort(places_.months);
  std::ranges::sort(places_.loose, std::greater<>());
}

std::optional<Candidate> NewestFirst::next() {
  if (!places_.loose.empty()) {
    Candidate found{std::move(places_.loose.back()), std::nullopt};
    places_.loose.pop_back();
    return found;
  }
  while (names_.empty()) {
    if (places_.months.empty()) return std::nullopt;
    month_ = std::move(places_.months.back());
    places_.months.pop_back();
    read_month();
    if (!places_.loose.empty()) return next();
  }
  std::ranges::pop_heap(names_);
  const std::string_view name = names_.back();
  Candidate found{month_ + '/' + std::string(name), parse_stamp(name)};
  names_.pop_back();
  return found;
}

/// A month can hold a thousand names: one text for all costs less than one for each.
void NewestFirst::read_month() {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  names_text_.clear();
  try {
    for_each_name(month_, [&](std::string_view name, bool is_folder) {
      if (is_folder) places_.add_loose(month_ + '/' + std::string(name), 2);
      if (is_folder || !is_markdown(name)) return;
      if (!is_at_home(name, month_)) { // renamed by hand: it says nothing of its date
        places_.loose.push_back(month_ + '/' + std::string(name));
        return;
      }
      places.emplace_back(names_text_.size(), name.size());
      names_text_ += name;
    });
  } catch (const Error& problem) { // the other months are still there
    places_.problems.push_back(problem);
  }
  for (const auto& [begin, size] : places)
    names_.push_back(std::string_view(names_text_).substr(begin, size));
  std::ranges::make_heap(names_);
}

} // namespace kindly
