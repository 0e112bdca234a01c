// How a file is written, and why it is done this way, is in DESIGN's "write protocol":
// new files get their name when they are whole; an edit swaps old and new in one step
// and looks at what came out, so that nobody's save is lost in between.

#include "base/files.hpp"

#include "base/error.hpp"
#include "base/signals.hpp"

#include <fmt/core.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>
#include <utility>

namespace kindly {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view doing, const fs::path& path, int why) {
  std::string hint;
  if (why == ENOSPC || why == EDQUOT)
    hint = "Make some room on the disk and try again.";
  if (why == EACCES || why == EPERM) hint = "Look at its owner and rights with ls -ld.";
  if (why == EROFS) hint = "The disk is read-only.";
  throw Error(ExitCode::io,
              fmt::format("cannot {} {}: {}", doing, path.string(), std::strerror(why)),
              std::move(hint));
}

/// Calls again while a signal only interrupted.
template <class Call>
auto retried(Call call) {
  for (;;) {
    const auto result = call();
    if (result != -1 || errno != EINTR) return result;
  }
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

  /// A failing close can be the first word of a failed write.
  void close_checked(const fs::path& path) {
    const int number = std::exchange(number_, -1);
    if (::close(number) != 0 && errno != EINTR) fail("write", path, errno);
  }

 private:
  int number_;
};

Descriptor open_at(const fs::path& path, int flags, mode_t mode = 0) {
  return Descriptor(retried(
      [&] { return ::open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY, mode); }));
}

Descriptor open_folder(const fs::path& folder) {
  Descriptor opened = open_at(folder, O_RDONLY | O_DIRECTORY);
  if (!opened.is_open()) fail("open", folder, errno);
  return opened;
}

void sync(const Descriptor& file, const fs::path& path, Durability durability) {
  if (durability == Durability::fast) return;
  // A failed fsync is not tried again: the kernel may have dropped the bytes already.
  if (::fsync(file.number()) == 0) return;
  if (errno != EINVAL && errno != ENOTSUP) fail("write", path, errno);
}

void sync_folder(const fs::path& folder, Durability durability) {
  if (durability == Durability::fast) return;
  sync(open_folder(folder), folder, durability);
}

void write_all(const Descriptor& file, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written =
        retried([&] { return ::write(file.number(), bytes.data(), bytes.size()); });
    if (written < 0) fail("write", path, errno);
    if (written == 0) fail("write", path, ENOSPC);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string size_text(std::size_t bytes) {
  constexpr std::size_t mebibyte = std::size_t{1024} * 1024;
  return bytes >= mebibyte ? fmt::format("{} MiB", bytes / mebibyte)
                           : fmt::format("{} KiB", bytes / 1024);
}

[[noreturn]] void fail_irregular(const fs::path& path) {
  throw Error(ExitCode::io,
              fmt::format("{} is not a regular file", path.string()),
              "kindly reads plain files only.");
}

struct stat facts_of(const Descriptor& file, const fs::path& path) {
  struct stat facts {};
  if (::fstat(file.number(), &facts) != 0) fail("read", path, errno);
  if (!S_ISREG(facts.st_mode)) fail_irregular(path);
  return facts;
}

std::string read_all(const Descriptor& file, const fs::path& path, std::size_t limit) {
  const struct stat facts = facts_of(file, path);
  const auto too_large = [&] {
    throw FileTooLarge(
        ExitCode::io,
        fmt::format("{} is larger than {}", path.string(), size_text(limit)),
        "kindly leaves it alone.");
  };
  if (static_cast<std::size_t>(facts.st_size) > limit) too_large();
  std::string bytes(static_cast<std::size_t>(facts.st_size) + 1, '\0');
  std::size_t used = 0;
  for (;;) {
    if (used == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t got = retried([&] {
      return ::read(file.number(), bytes.data() + used, bytes.size() - used);
    });
    if (got < 0) fail("read", path, errno);
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > limit) too_large();
    if (used == static_cast<std::size_t>(facts.st_size)) break;
  }
  bytes.resize(used);
  return bytes;
}

Found::Kind kind_of(const struct stat& facts) {
  if (S_ISREG(facts.st_mode)) return Found::Kind::file;
  if (S_ISDIR(facts.st_mode)) return Found::Kind::folder;
  return S_ISLNK(facts.st_mode) ? Found::Kind::link : Found::Kind::other;
}

enum class Links { followed, refused };

Descriptor open_to_read(const fs::path& path, Links links = Links::followed) {
  // Even opening a device can do something to it.
  struct stat facts {};
  const bool follows = links == Links::followed;
  const int asked =
      follows ? ::stat(path.c_str(), &facts) : ::lstat(path.c_str(), &facts);
  if (asked == 0 && !S_ISREG(facts.st_mode)) fail_irregular(path);
  // A pipe without a writer, put there meanwhile, must not hang.
  return open_at(path, O_RDONLY | O_NONBLOCK | (follows ? 0 : O_NOFOLLOW));
}

/// A name that only a running edit has.
fs::path temporary_beside(const fs::path& path, int attempt) {
  return path.parent_path() / fmt::format(".kindly-{}-{}.tmp", ::getpid(), attempt);
}

/// A file under a temporary name, gone again unless it was let go.
class Temporary {
 public:
  explicit Temporary(fs::path path) : path_(std::move(path)) {}
  ~Temporary() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  Temporary(Temporary&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  Temporary& operator=(Temporary&&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }
  void let_go() { path_.clear(); }

 private:
  fs::path path_;
};

/// An odd umask may have taken even the owner's rights.
void give_owner_alone(const Descriptor& file, const fs::path& path) {
  const mode_t rights = facts_of(file, path).st_mode & 0777;
  if (rights == 0600 || ::fchmod(file.number(), 0600) == 0) return;
  // A disk that knows no rights (FAT, some network shares) is no reason to refuse.
  if ((rights & 0600) != 0600) fail("write", path, errno);
}

/// A new private file under a name that goes with it, unless it is let go.
struct FreshFile {
  Temporary name;
  Descriptor file;

  static FreshFile beside(const fs::path& path) {
    for (int attempt = 0;; ++attempt) {
      const fs::path temporary = temporary_beside(path, attempt);
      Descriptor file = open_at(temporary, O_WRONLY | O_CREAT | O_EXCL, 0600);
      if (!file.is_open() && errno == EEXIST && attempt < 100) continue;
      if (!file.is_open()) fail("write", temporary, errno);
      FreshFile fresh{Temporary(temporary), std::move(file)};
      give_owner_alone(fresh.file, temporary);
      return fresh;
    }
  }
  void fill(std::string_view bytes, Durability durability) {
    write_all(file, bytes, name.path());
    sync(file, name.path(), durability);
    file.close_checked(name.path());
  }
};

enum class Linked { yes, taken, not_supported };

Linked link_as(const Descriptor& nameless, const fs::path& path) {
  const std::string self = fmt::format("/proc/self/fd/{}", nameless.number());
  if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0)
    return Linked::yes;
  if (errno == EEXIST) return Linked::taken;
  if (errno == ENOSPC || errno == EDQUOT || errno == EIO) fail("write", path, errno);
  return Linked::not_supported;
}

/// O_TMPFILE: a file without a name, which a crash cannot leave behind.
std::optional<fs::path> create_nameless(const fs::path& folder,
                                        const std::function<std::string()>& name,
                                        std::string_view bytes,
                                        Durability durability) {
  Descriptor file = open_at(folder, O_WRONLY | O_TMPFILE, 0600);
  if (!file.is_open()) return std::nullopt;
  give_owner_alone(file, folder);
  write_all(file, bytes, folder);
  sync(file, folder, durability);
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const std::string wanted = name();
    if (wanted.empty()) return fs::path();
    fs::path path = folder / wanted;
    switch (link_as(file, path)) {
    case Linked::yes: file.close_checked(path); return path;
    case Linked::taken: continue;
    case Linked::not_supported: return std::nullopt;
    }
  }
  fail("find a free name in", folder, EEXIST);
}

fs::path create_named(const fs::path& folder,
                      const std::function<std::string()>& name,
                      std::string_view bytes,
                      Durability durability) {
  FreshFile fresh = FreshFile::beside(folder / "x");
  const fs::path made = fresh.name.path();
  fresh.fill(bytes, durability);
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const std::string wanted = name();
    if (wanted.empty()) return {};
    fs::path path = folder / wanted;
    if (::link(made.c_str(), path.c_str()) == 0) return path;
    if (errno == EEXIST) continue;
    if (::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) ==
        0) {
      fresh.name.let_go();
      return path;
    }
    if (errno != EEXIST) fail("write", path, errno);
  }
  fail("find a free name in", folder, EEXIST);
}

/// Extended attributes hold the ACL too. What a file system does not keep is no reason
/// to lose the edit.
void copy_attributes(const Descriptor& from, const Descriptor& to) {
  const ssize_t size = ::flistxattr(from.number(), nullptr, 0);
  if (size <= 0) return;
  std::string names(static_cast<std::size_t>(size), '\0');
  if (::flistxattr(from.number(), names.data(), names.size()) != size) return;
  for (const char* name = names.c_str(); name < names.data() + names.size();
       name += std::strlen(name) + 1) {
    const ssize_t length = ::fgetxattr(from.number(), name, nullptr, 0);
    if (length < 0) continue;
    std::string value(static_cast<std::size_t>(length), '\0');
    if (::fgetxattr(from.number(), name, value.data(), value.size()) == length)
      ::fsetxattr(to.number(), name, value.data(), value.size(), 0);
  }
}

/// Owner before mode: a change of owner clears set-user bits.
void copy_facts(const Descriptor& from,
                const struct stat& facts,
                const Descriptor& to) {
  if (::fchown(to.number(), facts.st_uid, facts.st_gid) != 0)
    (void)::fchown(to.number(), static_cast<uid_t>(-1), facts.st_gid);
  copy_attributes(from, to);
  (void)::fchmod(to.number(), facts.st_mode & 07777);
}

/// The bytes of a file; nothing where it is a link, no file any more, unreadable, or
/// larger than anything of kindly's.
std::optional<std::string> bytes_of(const fs::path& path) {
  constexpr std::size_t most = std::size_t{64} * 1024 * 1024;
  try {
    const Descriptor file = open_to_read(path, Links::refused);
    if (!file.is_open()) return std::nullopt;
    return read_all(file, path, most);
  } catch (const Error&) { // in any doubt it is not what was expected
    return std::nullopt;
  }
}

bool holds(const fs::path& path, const std::string& bytes) {
  return bytes_of(path) == bytes;
}

enum class Swap { done, changed_meanwhile };

/// What another program saved lies under a name of kindly's: it stays there, named.
[[noreturn]] void fail_to_put_back(Temporary& its_save, const fs::path& path, int why) {
  const std::string kept = its_save.path().string();
  its_save.let_go();
  throw Error(ExitCode::io,
              fmt::format("cannot put back {}: {}", path.string(), std::strerror(why)),
              fmt::format("What another program saved meanwhile is in {}.", kept));
}

/// Where nothing can be exchanged (FUSE, NFS): a second name keeps the old file while
/// the new one takes its place, and brings it back if it was written to meanwhile. The
/// window that stays, a file that another program puts there between look and rename,
/// is small, not nil.
Swap rename_in(Temporary& fresh, const fs::path& path, const std::string& old) {
  fs::path kept_name = fresh.path();
  kept_name += ".old";
  Temporary kept(kept_name);
  const bool is_kept = ::link(path.c_str(), kept_name.c_str()) == 0;
  if (!holds(path, old)) return Swap::changed_meanwhile;
  if (::rename(fresh.path().c_str(), path.c_str()) != 0) fail("write", path, errno);
  fresh.let_go();
  if (!is_kept || holds(kept_name, old)) return Swap::done;
  if (::rename(kept_name.c_str(), path.c_str()) != 0)
    fail_to_put_back(kept, path, errno);
  kept.let_go();
  return Swap::changed_meanwhile;
}

/// Puts `fresh`, which holds `wanted`, in the place of `path` if that still holds
/// `old`.
Swap swap_in(Temporary& fresh,
             const fs::path& path,
             const std::string& old,
             const std::string& wanted) {
  const auto exchange = [&] {
    return ::renameat2(
        AT_FDCWD, fresh.path().c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE);
  };
  if (exchange() != 0) {
    if (errno == ENOENT) return Swap::changed_meanwhile;
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
      fail("write", path, errno);
    return rename_in(fresh, path, old);
  }
  if (holds(fresh.path(), old)) return Swap::done; // goes with the temporary name
  // What came out is newer and belongs back in its place; and it may have been saved
  // over once more before it was back.
  std::optional<std::string> in_place = wanted;
  constexpr int most_rounds = 20;
  for (int round = 0; round < most_rounds; ++round) {
    std::optional<std::string> newer = bytes_of(fresh.path());
    if (exchange() != 0) fail_to_put_back(fresh, path, errno);
    if (bytes_of(fresh.path()) == in_place) return Swap::changed_meanwhile;
    in_place = std::move(newer);
  }
  fail_to_put_back(fresh, path, EBUSY);
}

/// Two kindlys take turns. Where a folder cannot be locked, or somebody keeps the lock
/// for long, the swap alone decides: nobody waits for ever.
void take_turns(const Descriptor& folder) {
  constexpr int most_waits = 300; // of ten milliseconds
  for (int wait = 0; wait < most_waits; ++wait) {
    if (::flock(folder.number(), LOCK_EX | LOCK_NB) == 0) return;
    if (errno != EWOULDBLOCK && errno != EINTR) return;
    const timespec moment{.tv_sec = 0, .tv_nsec = 10'000'000};
    ::nanosleep(&moment, nullptr);
  }
}

Swap edit_once(const fs::path& path,
               const std::function<std::string(const std::string&)>& change,
               std::size_t limit,
               Durability durability) {
  std::error_code ignored;
  if (fs::is_symlink(path, ignored)) return Swap::changed_meanwhile; // it was none
  const Descriptor file = open_to_read(path, Links::refused);
  if (!file.is_open()) fail("read", path, errno);
  const std::string old = read_all(file, path, limit);
  const std::string wanted = change(old);
  if (wanted == old) return Swap::done;
  const struct stat facts = facts_of(file, path);
  // Root may write anything; a file that nobody may write is meant to stay as it is.
  if ((facts.st_mode & 0222) == 0) fail("write", path, EACCES);
  if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0)
    fail("write", path, errno);

  const HeldSignals held;
  FreshFile fresh = FreshFile::beside(path);
  copy_facts(file, facts, fresh.file);
  if (facts_of(fresh.file, path).st_uid != facts.st_uid)
    throw Error(ExitCode::io,
                fmt::format("{} belongs to another user, and would not any more",
                            path.string()),
                "Only its owner can change it with kindly.");
  fresh.fill(wanted, durability);
  return swap_in(fresh.name, path, old, wanted);
}

} // namespace

std::string read_file(const fs::path& path, std::size_t limit) {
  const Descriptor file = open_to_read(path);
  if (!file.is_open()) fail("read", path, errno);
  return read_all(file, path, limit);
}

std::string read_beginning(const fs::path& path, std::size_t most) {
  const Descriptor file = open_to_read(path);
  if (!file.is_open()) fail("read", path, errno);
  (void)facts_of(file, path);
  std::string bytes(most, '\0');
  std::size_t used = 0;
  while (used < most) {
    const ssize_t got = retried(
        [&] { return ::read(file.number(), bytes.data() + used, most - used); });
    if (got < 0) fail("read", path, errno);
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
  }
  bytes.resize(used);
  return bytes;
}

std::optional<std::string> read_if_there(const fs::path& path, std::size_t limit) {
  const Descriptor file = open_to_read(path);
  if (!file.is_open() && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (!file.is_open()) fail("read", path, errno);
  return read_all(file, path, limit);
}

void make_folders(const fs::path& folder, Durability durability) {
  if (folder.empty() || ::access(folder.c_str(), F_OK) == 0) return;
  const fs::path above = folder.parent_path();
  if (above != folder) make_folders(above, durability);
  if (::mkdir(folder.c_str(), 0700) == 0)
    (void)::chmod(folder.c_str(), 0700); // an odd umask may have taken more
  else if (errno != EEXIST)
    fail("make", folder, errno);
  sync_folder(above.empty() ? fs::path(".") : above, durability);
}

fs::path create_file(const fs::path& folder,
                     const std::function<std::string()>& name,
                     std::string_view bytes,
                     Durability durability) {
  const HeldSignals held;
  make_folders(folder, durability);
  std::optional<fs::path> path = create_nameless(folder, name, bytes, durability);
  if (!path) path = create_named(folder, name, bytes, durability);
  sync_folder(folder, durability);
  return *path;
}

struct NewFile::Parts {
  HeldSignals held; ///< a stopped program would leave half a file
  fs::path path;
  Overwrite overwrite;
  Durability durability;
  FreshFile fresh;

  Parts(fs::path to, Overwrite overwrites, Durability lasts)
      : path(std::move(to)), overwrite(overwrites), durability(lasts),
        fresh(FreshFile::beside(path)) {}

  [[noreturn]] void fail_taken() const {
    throw Error(ExitCode::io,
                fmt::format("{} is there already and stays as it is", path.string()),
                "Take another name, or replace it with --overwrite.");
  }
};

NewFile::NewFile(fs::path path, Overwrite overwrite, Durability durability) {
  path = fs::absolute(path);
  std::error_code ignored;
  if (!fs::is_directory(path.parent_path(), ignored)) fail("write", path, ENOENT);
  parts_ = std::make_unique<Parts>(path, overwrite, durability);
  if (overwrite == Overwrite::no && look_at(path)) parts_->fail_taken();
}

NewFile::~NewFile() = default;

void NewFile::write(std::string_view bytes) {
  write_all(parts_->fresh.file, bytes, parts_->path);
}

void NewFile::keep() {
  Parts& parts = *parts_;
  parts.fresh.fill({}, parts.durability);
  const unsigned flags = parts.overwrite == Overwrite::no ? RENAME_NOREPLACE : 0;
  const fs::path& made = parts.fresh.name.path();
  int renamed =
      ::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, parts.path.c_str(), flags);
  if (renamed != 0 && errno == EINVAL) // a file system that knows no flags
    renamed = ::link(made.c_str(), parts.path.c_str());
  else if (renamed == 0)
    parts.fresh.name.let_go();
  if (renamed != 0 && errno == EEXIST) parts.fail_taken();
  if (renamed != 0) fail("write", parts.path, errno);
  sync_folder(parts.path.parent_path(), parts.durability);
}

bool create_file_if_free(const fs::path& path,
                         std::string_view bytes,
                         Durability durability) {
  std::string name = path.filename().string();
  const auto once = [&] { return std::exchange(name, {}); };
  return !create_file(path.parent_path(), once, bytes, durability).empty();
}

void edit_file(const fs::path& path,
               const std::function<std::string(const std::string&)>& change,
               std::size_t limit,
               Durability durability) {
  constexpr int most_attempts = 20;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    std::error_code problem;
    const fs::path target = fs::canonical(path, problem);
    if (problem) fail("read", path, problem.value());
    const Descriptor folder = open_folder(target.parent_path());
    take_turns(folder);
    if (edit_once(target, change, limit, durability) == Swap::changed_meanwhile)
      continue;
    sync(folder, target.parent_path(), durability);
    return;
  }
  throw Error(ExitCode::io,
              fmt::format("{} keeps changing; nothing was written", path.string()),
              "Another program is writing it. Try again when it is done.");
}

void sync_file(const fs::path& path, Durability durability) {
  if (durability == Durability::fast) return;
  std::error_code problem;
  const fs::path target = fs::canonical(path, problem);
  if (problem) fail("read", path, problem.value());
  const Descriptor file = open_to_read(target);
  if (!file.is_open()) fail("read", path, errno);
  sync(file, target, durability);
  sync_folder(target.parent_path(), durability);
}

void move_file(const fs::path& from, const fs::path& to, Durability durability) {
  const HeldSignals held;
  make_folders(to.parent_path(), durability);
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) !=
      0) {
    if (errno != EINVAL && errno != ENOSYS) fail("move", from, errno);
    if (::link(from.c_str(), to.c_str()) != 0) fail("move", from, errno);
    if (::unlink(from.c_str()) != 0) fail("move", from, errno);
  }
  sync_folder(to.parent_path(), durability);
  sync_folder(from.parent_path(), durability);
}

void remove_file(const fs::path& path, Durability durability) {
  const HeldSignals held;
  if (::unlink(path.c_str()) != 0) fail("remove", path, errno);
  sync_folder(path.parent_path(), durability);
}

std::optional<Found> look_at(const fs::path& path) {
  struct stat facts {};
  if (::lstat(path.c_str(), &facts) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    fail("read", path, errno);
  }
  return Found{.name = path.filename().string(),
               .kind = kind_of(facts),
               .mode = facts.st_mode & 07777U,
               .owner = facts.st_uid};
}

std::vector<Found> look_into(const fs::path& folder) {
  std::vector<Found> all;
  std::error_code problem;
  fs::directory_iterator next(folder, problem);
  while (!problem && next != fs::directory_iterator()) {
    if (auto found = look_at(next->path())) all.push_back(std::move(*found));
    next.increment(problem);
  }
  if (problem) fail("read", folder, problem.value());
  std::ranges::sort(all, {}, &Found::name);
  return all;
}

void make_private(const fs::path& path) {
  struct stat facts {};
  if (::lstat(path.c_str(), &facts) != 0) fail("read", path, errno);
  if (S_ISLNK(facts.st_mode) || ::chmod(path.c_str(), facts.st_mode & 0700U) != 0)
    fail("change the rights of", path, errno);
}

std::vector<Name> names_in(const fs::path& folder) {
  std::vector<Name> names;
  for_each_name(folder, [&](std::string_view name, bool is_folder) {
    names.push_back({std::string(name), is_folder});
  });
  return names;
}

namespace {

Found::Kind kind_of(const dirent& entry, int folder) {
  switch (entry.d_type) {
  case DT_REG: return Found::Kind::file;
  case DT_DIR: return Found::Kind::folder;
  case DT_LNK: return Found::Kind::link;
  case DT_UNKNOWN: break; // some disks do not say
  default: return Found::Kind::other;
  }
  struct stat facts {};
  const int asked = ::fstatat(folder, entry.d_name, &facts, AT_SYMLINK_NOFOLLOW);
  return asked == 0 ? kind_of(facts) : Found::Kind::other;
}

} // namespace

Folder::Folder(fs::path path) : path_(std::move(path)) {
  if (DIR* const stream = ::opendir(path_.c_str()))
    stream_.reset(stream, [](DIR* open) { ::closedir(open); });
  else if (errno != ENOENT && errno != ENOTDIR)
    fail("read", path_, errno);
}

void Folder::for_each(
    const std::function<void(const char* name, Found::Kind kind)>& visit) const {
  DIR* const stream = static_cast<DIR*>(stream_.get());
  while (stream != nullptr) {
    errno = 0;
    const dirent* const found = ::readdir(stream);
    if (found == nullptr) {
      if (errno != 0) fail("read", path_, errno);
      return;
    }
    if (found->d_name[0] != '.') visit(found->d_name, kind_of(*found, ::dirfd(stream)));
  }
}

std::optional<std::string_view> Folder::read(const char* name,
                                             std::span<char> room) const {
  const int folder = ::dirfd(static_cast<DIR*>(stream_.get()));
  // What became a link or a pipe meanwhile is not followed and does not hang.
  const Descriptor file(retried([&] {
    return ::openat(
        folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  }));
  if (!file.is_open()) return std::nullopt;
  std::size_t used = 0;
  while (used < room.size()) {
    const ssize_t got = retried(
        [&] { return ::read(file.number(), room.data() + used, room.size() - used); });
    if (got < 0) return std::nullopt;
    used += static_cast<std::size_t>(got);
    // A page is read whole or not at all: less than one is all there is.
    constexpr std::size_t page = 4096;
    if (got == 0 || used < page) return std::string_view(room.data(), used);
  }
  return std::nullopt;
}

void for_each_name(
    const fs::path& folder,
    const std::function<void(std::string_view name, bool is_folder)>& visit) {
  Folder(folder).for_each([&](const char* name, Found::Kind kind) {
    visit(name, kind == Found::Kind::folder);
  });
}

} // namespace kindly
