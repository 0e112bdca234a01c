#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The one layer between kindly and the disk: raw file descriptors, every call checked,
// because a stream hides a full disk. Every failure is an Error{io} that names the
// file.

namespace kindly {

/// Whether a write waits until the disk has it (fsync of file and folder).
enum class Durability { safe, fast };

class FileTooLarge : public Error {
 public:
  using Error::Error;
};

/// The bytes of a regular file of at most `limit` bytes, else FileTooLarge. Links are
/// followed; a folder, pipe or device is refused.
[[nodiscard]] std::string read_file(const std::filesystem::path& path,
                                    std::size_t limit);

/// The first bytes of a regular file, at most `most`.
[[nodiscard]] std::string read_beginning(const std::filesystem::path& path,
                                         std::size_t most);

/// The same as read_file, or nothing where there is no such file.
[[nodiscard]] std::optional<std::string>
read_if_there(const std::filesystem::path& path, std::size_t limit);

/// Makes a folder and those above it, each private (0700) and kept through a crash.
void make_folders(const std::filesystem::path& folder, Durability durability);

/// Writes a new private (0600) file that is whole before it has its name. `name` is
/// asked for a name as often as the one it gave is taken; an empty name gives up.
/// Returns the path, empty then.
std::filesystem::path create_file(const std::filesystem::path& folder,
                                  const std::function<std::string()>& name,
                                  std::string_view bytes,
                                  Durability durability);

/// The same where only one name will do; false where it is taken.
[[nodiscard]] bool create_file_if_free(const std::filesystem::path& path,
                                       std::string_view bytes,
                                       Durability durability);

enum class Overwrite { no, yes };

/// A private (0600) file that is written piece by piece. It has its name once it is
/// kept; until then, and where it never is, there is nothing. Polite signals wait
/// meanwhile. Throws Error{io} where the name is taken, unless it may be overwritten.
class NewFile {
 public:
  NewFile(std::filesystem::path path, Overwrite overwrite, Durability durability);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  void write(std::string_view bytes);
  void keep();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Gives a file the bytes that `change` makes of its old ones; equal bytes write
/// nothing. All or nothing. A save that another program makes meanwhile is not lost:
/// `change` is then asked again with that program's bytes. Mode, owner, extended
/// attributes and links to the file are kept; another hard link of it keeps the old
/// bytes.
void edit_file(const std::filesystem::path& path,
               const std::function<std::string(const std::string&)>& change,
               std::size_t limit,
               Durability durability);

/// Waits until the disk has what another program, such as an editor, wrote.
void sync_file(const std::filesystem::path& path, Durability durability);

/// Moves a file to a name that is free, making the folders on the way.
void move_file(const std::filesystem::path& from,
               const std::filesystem::path& to,
               Durability durability);

/// Takes a file away for good.
void remove_file(const std::filesystem::path& path, Durability durability);

/// One name in a folder. A link to a folder is no folder: links can make circles.
struct Name {
  std::string name;
  bool is_folder = false;
};

/// What lies in a folder, as it is and not as a link shows it.
struct Found {
  enum class Kind { file, folder, link, other };
  std::string name;
  Kind kind = Kind::other;
  unsigned mode = 0;  ///< the rights, such as 0600
  unsigned owner = 0; ///< the user's number
};

/// One thing by its path; nothing where there is none.
[[nodiscard]] std::optional<Found> look_at(const std::filesystem::path& path);

/// Everything in a folder, hidden names too, sorted by name.
[[nodiscard]] std::vector<Found> look_into(const std::filesystem::path& folder);

/// Takes all rights from everybody but the owner.
void make_private(const std::filesystem::path& path);

/// The names in a folder, unsorted, without those that begin with a dot; none where
/// there is no such folder.
[[nodiscard]] std::vector<Name> names_in(const std::filesystem::path& folder);

/// A folder whose files are read by their names in it, which takes half the time of
/// reading them by their paths.
class Folder {
 public:
  /// Throws Error{io} where it cannot be opened; one that is not there is empty.
  explicit Folder(std::filesystem::path path);

  /// Every name but those that begin with a dot, unsorted; it lives as long as its
  /// call.
  void
  for_each(const std::function<void(const char* name, Found::Kind kind)>& visit) const;

  /// The bytes of a regular file (which for_each said that it is), in `room`. Nothing
  /// where they may be more, or cannot be read: read_file then knows why.
  [[nodiscard]] std::optional<std::string_view> read(const char* name,
                                                     std::span<char> room) const;

 private:
  std::filesystem::path path_;
  std::shared_ptr<void> stream_;
};

/// The same, name by name, for folders that hold many; a name lives as long as its
/// call.
void for_each_name(
    const std::filesystem::path& folder,
    const std::function<void(std::string_view name, bool is_folder)>& visit);

} // namespace kindly
