#pragma once

#include "base/dates.hpp"
#include "base/error.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Where entries may lie, without a look into any of them.

namespace kindly {

[[nodiscard]] bool is_markdown(std::string_view name);

/// What a journal's folders hold, paths in no order.
struct Places {
  std::vector<std::string> months; ///< folders …/YYYY/MM, which were not read yet
  std::vector<std::string> loose;  ///< Markdown files outside of them
  std::vector<Error> problems;     ///< folders that cannot be read

  /// Adds the Markdown files in and below a folder; `depth` counts the folders above.
  void add_loose(const std::string& folder, int depth);
};

/// Nothing where the journal is not there yet. Throws Error{io} where it is no folder.
[[nodiscard]] Places places_in(const std::filesystem::path& journal);

/// Whether a name shows a time in the month of its folder, …/YYYY/MM.
[[nodiscard]] bool is_at_home(std::string_view name, std::string_view month);

// A name shows wall time without its offset, which lies between -12 and +14 hours.
[[nodiscard]] Instant latest_of(WallTime stamp);
[[nodiscard]] Instant earliest_of(WallTime stamp);

/// What the names at home in a folder …/YYYY/MM can show at the latest; nothing for any
/// other folder.
[[nodiscard]] std::optional<Instant> latest_in_month(std::string_view folder);

/// Folders below the top one, and below those, are looked into so many times.
constexpr int deepest_folder = 8;

/// Whether a year's or a month's folder is a link that leads out of the journal: it is
/// followed. Other links to folders are not, they can lead in circles.
[[nodiscard]] bool is_kept_elsewhere(const std::filesystem::path& folder,
                                     const std::filesystem::path& journal);

/// A file that may be an entry.
struct Candidate {
  std::string path;
  std::optional<WallTime> stamp; ///< what its name shows

  [[nodiscard]] std::string_view stem() const;
};

/// Every Markdown file of a journal: first those outside of the dated folders, then the
/// dated ones, newest name first. Folders are read, and names sorted, only as far as
/// the walk comes.
class NewestFirst {
 public:
  explicit NewestFirst(const std::filesystem::path& root);

  std::optional<Candidate> next();
  [[nodiscard]] const std::vector<Error>& problems() const noexcept {
    return places_.problems;
  }

 private:
  void read_month();

  Places places_;                       ///< still to walk, the next at the back
  std::string month_;                   ///< being walked
  std::string names_text_;              ///< the names of that month
  std::vector<std::string_view> names_; ///< each of them, a heap
};

} // namespace kindly
