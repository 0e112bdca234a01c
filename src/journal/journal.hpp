#pragma once

#include "base/chance.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "journal/document.hpp"
#include "journal/query.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// What a journal holds, newest first, and what in it could not be understood.
struct Listing {
  /// A file that cannot be understood, whose name tells when it was written.
  struct Unread {
    WallTime stamp;
    std::filesystem::path path;
  };

  std::vector<Entry> entries;
  std::vector<Error> problems;
  /// The newest first; known where Query::most asks for some of the newest.
  std::vector<Unread> unread = {};
};

/// Whether a name is one that `Journal::create` gives, without its `.md`.
[[nodiscard]] bool is_id(std::string_view name);

/// A folder of entries: YYYY/MM/YYYY-MM-DD-HHMMSS-xxxx.md, and whatever else a person
/// keeps there, which is left alone. Reading makes and writes nothing.
///
/// An entry lies in the month of its date and its name begins with the date's wall
/// time. So the newest are found without looking at the rest: names are walked newest
/// first, and the walk ends once no later name can hold a newer date.
class Journal {
 public:
  /// `wrote` is told of each file that was made, changed, or is gone from its place.
  Journal(std::filesystem::path folder,
          Zone zone,
          Durability durability,
          std::function<void(const std::filesystem::path&)> wrote = {})
      : folder_(std::move(folder)), zone_(zone), durability_(durability),
        wrote_(std::move(wrote)) {}

  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }

  /// The entries a query wants, newest first. A file that cannot be understood becomes
  /// a problem and hides no other.
  [[nodiscard]] Listing list(const Query& query) const;

  /// Visits the entries that a query wants, in any order and by several threads,
  /// without keeping them; `query.most` is not looked at. What could not be understood
  /// is returned, the newest first.
  [[nodiscard]] std::vector<Error> each(const Query& query, const Visits& visits) const;

  /// The entry meant by `last`, `last~2`, an id, a prefix of one, its four last
  /// characters, or a path. Throws Error{no} that lists the candidates where none or
  /// several fit, Error{unreadable} where it cannot be understood.
  [[nodiscard]] Page open(std::string_view which) const;

  /// The file an ENTRY means, which need not be readable as an entry.
  [[nodiscard]] std::filesystem::path find(std::string_view which) const;

  /// Writes a new entry under the date's month and returns its path. Two entries of one
  /// second keep the order they were written in.
  std::filesystem::path
  create(const std::string& text, const Moment& date, Chance& chance) const;

  /// Writes an entry whose id is known, such as one that was exported; nothing where
  /// there is a file of that name. Throws Error{usage} for what is no id.
  std::optional<std::filesystem::path> restore_as(std::string_view id,
                                                  const std::string& text) const;

  /// Changes an entry's file; see edit_file for what is promised.
  void edit(const std::filesystem::path& path,
            const std::function<void(Page&)>& change) const;

  /// Moves an entry and its recordings to the journal's trash; returns where it lies
  /// now.
  std::filesystem::path trash(const std::filesystem::path& path) const;
  /// Brings an entry back from the trash by its id or an unambiguous part of it.
  std::filesystem::path restore(std::string_view which) const;

  /// Ids of all entries' files whose id begins so, newest first, at most `most`.
  [[nodiscard]] std::vector<std::string> ids(std::string_view prefix,
                                             std::size_t most) const;

 private:
  [[nodiscard]] bool is_entry(const std::filesystem::path& path) const;
  [[nodiscard]] std::optional<Page> read(const std::filesystem::path& path) const;
  [[nodiscard]] Listing newest_of(const Query& query) const;
  [[nodiscard]] std::filesystem::path newest(std::string_view which) const;
  void note_write(const std::filesystem::path& path) const;
  void move_recordings(const std::filesystem::path& from,
                       const std::filesystem::path& to) const;
  [[nodiscard]] std::vector<std::filesystem::path>
  matching(std::string_view which) const;

  std::filesystem::path folder_;
  Zone zone_;
  Durability durability_;
  std::function<void(const std::filesystem::path&)> wrote_;
};

} // namespace kindly
