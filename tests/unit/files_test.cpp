#include "base/error.hpp"
#include "base/files.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

// Three calls of the C library are wrapped here, to count them and to play a disk that
// cannot do something. Without a fault they are the kernel's own.

namespace {

struct Disk {
  bool exchanges = true;      ///< renameat2(EXCHANGE); FUSE and NFS have none
  bool links_nameless = true; ///< linkat of an O_TMPFILE
  int sync_fails = 0;         ///< the errno of every fsync, or none
  int syncs = 0;              ///< how many were asked for
  std::function<void()> before_exchange = {}; ///< somebody else is quicker
};
Disk disk;

} // namespace

extern "C" {

int fsync(int file) {
  ++disk.syncs;
  if (disk.sync_fails == 0) return static_cast<int>(syscall(SYS_fsync, file));
  errno = disk.sync_fails;
  return -1;
}

int renameat2(
    int from, const char* old, int to, const char* fresh, unsigned flags) noexcept {
  if ((flags & RENAME_EXCHANGE) != 0 && disk.before_exchange) disk.before_exchange();
  if (!disk.exchanges && flags != 0) {
    errno = EINVAL;
    return -1;
  }
  return static_cast<int>(syscall(SYS_renameat2, from, old, to, fresh, flags));
}

int linkat(int from, const char* old, int to, const char* fresh, int flags) noexcept {
  if (!disk.links_nameless && (flags & AT_SYMLINK_FOLLOW) != 0) {
    errno = EPERM;
    return -1;
  }
  return static_cast<int>(syscall(SYS_linkat, from, old, to, fresh, flags));
}

} // extern "C"

using namespace kindly;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
constexpr std::size_t plenty = 1U << 30;

/// A whole disk again, whatever happens in a test.
struct Faults {
  Faults() { disk = {}; }
  ~Faults() { disk = {}; }
  Faults(const Faults&) = delete;
  Faults& operator=(const Faults&) = delete;
};

class WithUmask {
 public:
  explicit WithUmask(mode_t mask) : before_(umask(mask)) {}
  ~WithUmask() { umask(before_); }
  WithUmask(const WithUmask&) = delete;
  WithUmask& operator=(const WithUmask&) = delete;

 private:
  mode_t before_;
};

/// No file may grow beyond `bytes` here: the disk is full.
class WithFullDisk {
 public:
  explicit WithFullDisk(rlim_t bytes) : handler_(signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~WithFullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    signal(SIGXFSZ, handler_);
  }
  WithFullDisk(const WithFullDisk&) = delete;
  WithFullDisk& operator=(const WithFullDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

mode_t mode_of(const fs::path& path) {
  struct stat facts {};
  REQUIRE(lstat(path.c_str(), &facts) == 0);
  return facts.st_mode & 07777;
}

ino_t inode_of(const fs::path& path) {
  struct stat facts {};
  REQUIRE(lstat(path.c_str(), &facts) == 0);
  return facts.st_ino;
}

/// As an editor without care for others does it: the same inode, its bytes replaced.
void write_over(const fs::path& path, const std::string& bytes) {
  FILE* const file = fopen(path.c_str(), "w");
  REQUIRE(file != nullptr);
  REQUIRE(fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size());
  REQUIRE(fclose(file) == 0);
}

/// As a careful editor does it: a new file in the place of the old one.
void write_beside(const fs::path& path, const std::string& bytes) {
  const fs::path other = path.string() + ".other";
  write_over(other, bytes);
  fs::rename(other, path);
}

/// Every name in a folder, hidden ones too, sorted.
std::vector<std::string> all_names(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

using Names = std::vector<std::string>;

std::function<std::string()> named(const std::string& name) {
  return [name] { return name; };
}

template <class Call>
Error failure_of(Call call) {
  try {
    call();
  } catch (const Error& problem) {
    return problem;
  }
  FAIL("nothing failed");
  throw std::logic_error("not reached");
}

bool says(const Error& problem, const std::string& wanted) {
  return std::string(problem.what()).find(wanted) != std::string::npos;
}

/// Runs `work(number)` in processes of their own; says whether all ended well.
template <class Work>
bool in_processes(int count, Work work) {
  std::vector<pid_t> children;
  for (int number = 0; number < count; ++number) {
    const pid_t child = fork();
    if (child == 0) {
      try {
        work(number);
        _exit(0);
      } catch (const std::exception&) {
        _exit(1);
      }
    }
    children.push_back(child);
  }
  bool all_well = true;
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    all_well = all_well && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
  return all_well;
}

} // namespace

TEST_CASE("new files and folders are private, whatever the umask", "[base]") {
  const Faults faults;
  const mode_t mask = GENERATE(as<mode_t>(), 0000, 0022, 0077, 0177, 0277, 0777);
  disk.links_nameless = GENERATE(true, false);
  CAPTURE(mask, disk.links_nameless);
  const Sandbox sandbox;
  const fs::path deep = sandbox.root() / "a" / "b";
  {
    const WithUmask masked(mask);
    create_file(deep, named("f"), "words", Durability::fast);
  }
  CHECK(mode_of(deep / "f") == 0600);
  CHECK(mode_of(deep) == 0700);
  CHECK(mode_of(sandbox.root() / "a") == 0700);
  CHECK(read_file(deep / "f", plenty) == "words");
}

TEST_CASE("folders that are already there keep their rights", "[base]") {
  const Sandbox sandbox;
  fs::create_directory(sandbox.root() / "mine");
  fs::permissions(sandbox.root() / "mine", fs::perms(0755));
  make_folders(sandbox.root() / "mine" / "new", Durability::safe);
  CHECK(mode_of(sandbox.root() / "mine") == 0755);
  CHECK(mode_of(sandbox.root() / "mine" / "new") == 0700);
}

TEST_CASE("a new file never takes the place of another", "[base]") {
  const Faults faults;
  disk.links_nameless = GENERATE(true, false);
  const Sandbox sandbox;
  write_over(sandbox.root() / "one", "first");
  fs::create_directory(sandbox.root() / "two");
  fs::create_symlink("nowhere", sandbox.root() / "three");
  const std::vector<std::string> names = {"one", "two", "three", "four"};
  std::size_t asked = 0;
  const fs::path made = create_file(
      sandbox.root(), [&] { return names.at(asked++); }, "second", Durability::fast);
  CHECK(made == sandbox.root() / "four");
  CHECK(read_file(made, plenty) == "second");
  CHECK(read_file(sandbox.root() / "one", plenty) == "first");
  CHECK(fs::is_symlink(sandbox.root() / "three"));
  CHECK(all_names(sandbox.root()) == Names{"four", "one", "three", "two"});
}

TEST_CASE("when every name is taken nothing is written and nothing stays", "[base]") {
  const Faults faults;
  disk.links_nameless = GENERATE(true, false);
  const Sandbox sandbox;
  write_over(sandbox.root() / "one", "first");
  const Error failure = failure_of(
      [&] { create_file(sandbox.root(), named("one"), "second", Durability::fast); });
  CHECK(failure.code() == ExitCode::io);
  CHECK(says(failure, sandbox.root().string()));
  CHECK(all_names(sandbox.root()) == Names{"one"});
  CHECK(read_file(sandbox.root() / "one", plenty) == "first");
}

TEST_CASE("a naming that goes wrong leaves no file behind", "[base]") {
  const Faults faults;
  disk.links_nameless = GENERATE(true, false);
  const Sandbox sandbox;
  const auto no_name = []() -> std::string { throw Error(ExitCode::no, "no name"); };
  CHECK_THROWS_AS(create_file(sandbox.root(), no_name, "words", Durability::fast),
                  Error);
  CHECK(all_names(sandbox.root()).empty());
}

TEST_CASE("a full disk is an error, and no half file stays", "[base]") {
  const Faults faults;
  disk.links_nameless = GENERATE(true, false);
  const Sandbox sandbox;
  const std::string words(10000, 'w');
  const Error failure = failure_of([&] {
    const WithFullDisk full(1000);
    create_file(sandbox.root(), named("f"), words, Durability::fast);
  });
  CHECK(failure.code() == ExitCode::io);
  CHECK(says(failure, sandbox.root().string()));
  CHECK(all_names(sandbox.root()).empty());
}

TEST_CASE("an edit on a full disk keeps the old words", "[base]") {
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old");
  const Error failure = failure_of([&] {
    const WithFullDisk full(1000);
    edit_file(
        file,
        [](const std::string& old) { return old + std::string(10000, 'w'); },
        plenty,
        Durability::fast);
  });
  CHECK(failure.code() == ExitCode::io);
  CHECK(read_file(file, plenty) == "old");
  CHECK(all_names(sandbox.root()) == Names{"f"});
}

TEST_CASE("bytes that the disk does not confirm are not called saved", "[base]") {
  const Faults faults;
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old");
  disk.sync_fails = EIO;
  const Error create = failure_of(
      [&] { create_file(sandbox.root(), named("g"), "words", Durability::safe); });
  CHECK(create.code() == ExitCode::io);
  CHECK(disk.syncs == 1); // a failed fsync is never tried again
  const Error edit = failure_of([&] {
    edit_file(
        file, [](const std::string&) { return "new"; }, plenty, Durability::safe);
  });
  CHECK(edit.code() == ExitCode::io);
  CHECK(disk.syncs == 2);
  disk = {};
  CHECK(read_file(file, plenty) == "old");
  CHECK(all_names(sandbox.root()) == Names{"f"});
}

TEST_CASE("safe writes wait for the disk, fast ones do not", "[base]") {
  const Faults faults;
  const auto [durability, least, most] = GENERATE(table<Durability, int, int>(
      {{Durability::safe, 2, 20}, {Durability::fast, 0, 0}}));
  const Sandbox sandbox;
  const auto syncs_of = [](auto work) {
    disk.syncs = 0;
    work();
    return disk.syncs;
  };
  const auto is_right = [least = least, most = most](int syncs) {
    return syncs >= least && syncs <= most;
  };
  const fs::path file = sandbox.root() / "deep" / "f";
  const Durability how = durability;
  CHECK(is_right(
      syncs_of([&] { create_file(file.parent_path(), named("f"), "old", how); })));
  CHECK(is_right(syncs_of([&] {
    edit_file(
        file, [](const std::string&) { return "new"; }, plenty, how);
  })));
  CHECK(is_right(
      syncs_of([&] { move_file(file, sandbox.root() / "other" / "g", how); })));
  CHECK(read_file(sandbox.root() / "other" / "g", plenty) == "new");
  syncs_of([&] { remove_file(sandbox.root() / "other" / "g", how); });
  CHECK((disk.syncs > 0) == (how == Durability::safe));
  CHECK_FALSE(fs::exists(sandbox.root() / "other" / "g"));
}

TEST_CASE("an edit keeps the rights of the file", "[base]") {
  const mode_t mode = GENERATE(as<mode_t>(), 0600, 0640, 0644, 0664, 0755, 0200, 0666);
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old");
  REQUIRE(chmod(file.c_str(), mode) == 0);
  if (access(file.c_str(), R_OK) != 0) return;
  const WithUmask masked(0077);
  edit_file(
      file, [](const std::string&) { return "new"; }, plenty, Durability::fast);
  CHECK(mode_of(file) == mode);
  CHECK(read_file(file, plenty) == "new");
}

TEST_CASE("an edit keeps the owner of the file", "[base]") {
  if (geteuid() != 0) {
    WARN("skipped: only root can give a file away");
    return;
  }
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old");
  REQUIRE(chown(file.c_str(), 1234, 4321) == 0);
  edit_file(
      file, [](const std::string&) { return "new"; }, plenty, Durability::fast);
  struct stat facts {};
  REQUIRE(stat(file.c_str(), &facts) == 0);
  CHECK(facts.st_uid == 1234);
  CHECK(facts.st_gid == 4321);
}

TEST_CASE("an edit keeps extended attributes", "[base]") {
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old");
  if (setxattr(file.c_str(), "user.mine", "some\0value", 10, 0) != 0) {
    WARN("skipped: no extended attributes in " << sandbox.root());
    return;
  }
  REQUIRE(setxattr(file.c_str(), "user.empty", "", 0, 0) == 0);
  edit_file(
      file, [](const std::string&) { return "new"; }, plenty, Durability::fast);
  std::array<char, 64> value{};
  CHECK(getxattr(file.c_str(), "user.mine", value.data(), value.size()) == 10);
  CHECK(std::string(value.data(), 10) == std::string("some\0value", 10));
  CHECK(getxattr(file.c_str(), "user.empty", value.data(), value.size()) == 0);
}

TEST_CASE("an edit through a link changes the file and leaves the link", "[base]") {
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "far" / "f";
  fs::create_directories(file.parent_path());
  write_over(file, "old");
  fs::create_symlink("far/f", sandbox.root() / "near");
  fs::create_symlink("near", sandbox.root() / "nearer");
  edit_file(
      sandbox.root() / "nearer",
      [](const std::string& old) { return old + "+"; },
      plenty,
      Durability::fast);
  CHECK(fs::read_symlink(sandbox.root() / "near") == "far/f");
  CHECK(fs::read_symlink(sandbox.root() / "nearer") == "near");
  CHECK(read_file(file, plenty) == "old+");
  CHECK(all_names(sandbox.root()) == Names{"far", "near", "nearer"});
  CHECK(all_names(file.parent_path()) == Names{"f"});
}

TEST_CASE("another hard link of an edited file keeps the old words", "[base]") {
  const Faults faults;
  disk.exchanges = GENERATE(true, false);
  const Sandbox sandbox;
  write_over(sandbox.root() / "f", "old");
  fs::create_hard_link(sandbox.root() / "f", sandbox.root() / "backup");
  edit_file(
      sandbox.root() / "f",
      [](const std::string&) { return "new"; },
      plenty,
      Durability::fast);
  CHECK(read_file(sandbox.root() / "f", plenty) == "new");
  CHECK(read_file(sandbox.root() / "backup", plenty) == "old");
}

TEST_CASE("an edit that changes nothing writes nothing", "[base]") {
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "same");
  REQUIRE(chmod(file.c_str(), 0444) == 0);
  const ino_t before = inode_of(file);
  const auto time = fs::last_write_time(file);
  edit_file(
      file, [](const std::string& old) { return old; }, plenty, Durability::safe);
  CHECK(inode_of(file) == before);
  CHECK(fs::last_write_time(file) == time);
}

TEST_CASE("an edit that changes its mind leaves the file and nothing else", "[base]") {
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old");
  const auto refuse = [](const std::string&) -> std::string {
    throw Error(ExitCode::unreadable, "f:1: no");
  };
  const Error failure =
      failure_of([&] { edit_file(file, refuse, plenty, Durability::fast); });
  CHECK(failure.code() == ExitCode::unreadable);
  CHECK(read_file(file, plenty) == "old");
  CHECK(all_names(sandbox.root()) == Names{"f"});
}

TEST_CASE("a file that is read-only is not edited", "[base]") {
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old");
  REQUIRE(chmod(file.c_str(), 0444) == 0);
  const Error failure = failure_of([&] {
    edit_file(
        file, [](const std::string&) { return "new"; }, plenty, Durability::fast);
  });
  CHECK(failure.code() == ExitCode::io);
  CHECK(says(failure, file.string()));
  CHECK_FALSE(failure.hint().empty());
  CHECK(read_file(file, plenty) == "old");
  CHECK(all_names(sandbox.root()) == Names{"f"});
}

TEST_CASE("a save that another program makes meanwhile is not lost", "[base]") {
  const Faults faults;
  disk.exchanges = GENERATE(true, false);
  const bool in_place = GENERATE(true, false);
  const std::string other = GENERATE(as<std::string>(),
                                     "theirs\n",
                                     "",
                                     "ol\n",
                                     std::string(100'000, 't'),
                                     std::string(3'000'000, 't'));
  CAPTURE(disk.exchanges, in_place, other.size());
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old\n");
  int asked = 0;
  const auto change = [&](const std::string& old) {
    if (++asked == 1) (in_place ? write_over : write_beside)(file, other);
    return old + "mine\n";
  };
  edit_file(file, change, plenty, Durability::fast);
  CHECK(asked == 2);
  CHECK((read_file(file, plenty) == other + "mine\n"));
  CHECK(all_names(sandbox.root()) == Names{"f"});
}

TEST_CASE("a file that never stops changing is left to the other program", "[base]") {
  const Faults faults;
  disk.exchanges = GENERATE(true, false);
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old");
  int asked = 0;
  const auto change = [&](const std::string& old) {
    write_beside(file, "theirs " + std::to_string(++asked));
    return old + " mine";
  };
  const Error failure =
      failure_of([&] { edit_file(file, change, plenty, Durability::fast); });
  CHECK(failure.code() == ExitCode::io);
  CHECK(says(failure, file.string()));
  CHECK(asked <= 20);
  CHECK(read_file(file, plenty) == "theirs " + std::to_string(asked));
  CHECK(all_names(sandbox.root()) == Names{"f"});
}

TEST_CASE("a file that is taken away meanwhile stays away", "[base]") {
  const Faults faults;
  disk.exchanges = GENERATE(true, false);
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old");
  const auto change = [&](const std::string&) {
    fs::remove(file);
    return "mine";
  };
  const Error failure =
      failure_of([&] { edit_file(file, change, plenty, Durability::fast); });
  CHECK(failure.code() == ExitCode::io);
  CHECK(all_names(sandbox.root()).empty());
}

TEST_CASE("what another program puts in the file's place meanwhile is not lost",
          "[base]") {
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "old");
  const bool pipe = GENERATE(true, false);
  const auto change = [&](const std::string&) {
    fs::remove(file);
    if (pipe)
      mkfifo(file.c_str(), 0600);
    else
      fs::create_directory(file);
    return "mine";
  };
  CHECK_THROWS_AS(edit_file(file, change, plenty, Durability::fast), Error);
  CHECK(fs::status(file).type() ==
        (pipe ? fs::file_type::fifo : fs::file_type::directory));
  CHECK(all_names(sandbox.root()) == Names{"f"});
}

TEST_CASE("two kindlys that edit one file take turns", "[base]") {
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "");
  CHECK(in_processes(4, [&](int number) {
    for (int i = 0; i < 25; ++i)
      edit_file(
          file,
          [&](const std::string& old) {
            return old + static_cast<char>('a' + number) + "\n";
          },
          plenty,
          Durability::fast);
  }));
  const std::string text = read_file(file, plenty);
  for (const char letter : {'a', 'b', 'c', 'd'})
    CHECK(std::ranges::count(text, letter) == 25);
  CHECK(text.size() == 200);
  CHECK(all_names(sandbox.root()) == Names{"f"});
}

TEST_CASE("a hundred files made at once are a hundred files", "[base]") {
  const Sandbox sandbox;
  CHECK(in_processes(10, [&](int number) {
    for (int i = 0; i < 10; ++i) {
      int tried = 0; // all ask for the same names
      create_file(
          sandbox.root() / "new" / "folder",
          [&] { return std::to_string(tried++); },
          "file " + std::to_string(number) + " " + std::to_string(i),
          Durability::fast);
    }
  }));
  std::vector<std::string> texts;
  for (const std::string& name : all_names(sandbox.root() / "new" / "folder"))
    texts.push_back(read_file(sandbox.root() / "new" / "folder" / name, plenty));
  std::ranges::sort(texts);
  CHECK(texts.size() == 100);
  CHECK(std::ranges::adjacent_find(texts) == texts.end());
}

TEST_CASE("only regular files are read, and a pipe keeps nobody waiting", "[base]") {
  const Sandbox sandbox;
  REQUIRE(mkfifo((sandbox.root() / "pipe").c_str(), 0600) == 0);
  fs::create_directory(sandbox.root() / "folder");
  fs::create_symlink("pipe", sandbox.root() / "link");
  for (const fs::path& path : {sandbox.root() / "pipe",
                               sandbox.root() / "folder",
                               sandbox.root() / "link",
                               fs::path("/dev/zero"),
                               fs::path("/dev/null")}) {
    INFO(path);
    const Error failure = failure_of([&] { (void)read_file(path, plenty); });
    CHECK(failure.code() == ExitCode::io);
    CHECK(says(failure, path.string()));
    CHECK_THROWS_AS(read_if_there(path, plenty), Error);
    CHECK_THROWS_AS(
        edit_file(
            path, [](const std::string&) { return "x"; }, plenty, Durability::fast),
        Error);
  }
  CHECK(all_names(sandbox.root()) == Names{"folder", "link", "pipe"});
}

TEST_CASE("a file is read whole up to the limit and not beyond it", "[base]") {
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, std::string(4096, 'x'));
  CHECK(read_file(file, 4096).size() == 4096);
  const Error failure = failure_of([&] { (void)read_file(file, 4095); });
  CHECK(failure.code() == ExitCode::io);
  CHECK(says(failure, file.string()));
  int asked = 0;
  const auto change = [&](const std::string&) {
    ++asked;
    return "x";
  };
  CHECK_THROWS_AS(edit_file(file, change, 4095, Durability::fast), Error);
  CHECK(asked == 0);
  write_over(file, "");
  CHECK(read_file(file, 0).empty());
}

TEST_CASE("files come back byte for byte", "[base]") {
  const Sandbox sandbox;
  std::string bytes;
  for (unsigned i = 0; i < 100'000; ++i) bytes += static_cast<char>(i * i % 251);
  bytes += std::string("\0\r\n\xff no final newline", 22);
  const fs::path file =
      create_file(sandbox.root(), named("f"), bytes, Durability::fast);
  CHECK((read_file(file, plenty) == bytes));
  edit_file(
      file, [](const std::string& old) { return old + old; }, plenty, Durability::fast);
  CHECK((read_file(file, plenty) == bytes + bytes));
}

TEST_CASE("a file that is not there is nothing, or an error that names it", "[base]") {
  const Sandbox sandbox;
  write_over(sandbox.root() / "file", "x");
  fs::create_symlink("nowhere", sandbox.root() / "dangling");
  for (const char* const name : {"none", "no/folder/none", "file/below", "dangling"}) {
    const fs::path path = sandbox.root() / name;
    INFO(path);
    CHECK_FALSE(read_if_there(path, plenty).has_value());
    CHECK(says(failure_of([&] { (void)read_file(path, plenty); }), path.string()));
    const auto edit = [&] {
      edit_file(
          path, [](const std::string&) { return "x"; }, plenty, Durability::fast);
    };
    CHECK(says(failure_of(edit), path.string()));
  }
  CHECK(read_if_there(sandbox.root() / "file", plenty) == "x");
  CHECK(all_names(sandbox.root()) == Names{"dangling", "file"});
}

TEST_CASE("a file that stands where a folder should be is not taken away", "[base]") {
  const Sandbox sandbox;
  write_over(sandbox.root() / "journal", "mine");
  const auto create = [&] {
    create_file(sandbox.root() / "journal", named("f"), "x", Durability::fast);
  };
  const auto create_below = [&] {
    create_file(sandbox.root() / "journal" / "2026", named("f"), "x", Durability::fast);
  };
  CHECK(failure_of(create).code() == ExitCode::io);
  CHECK(says(failure_of(create), (sandbox.root() / "journal").string()));
  CHECK(failure_of(create_below).code() == ExitCode::io);
  CHECK(read_file(sandbox.root() / "journal", plenty) == "mine");
}

TEST_CASE("moving a file never writes over another", "[base]") {
  const Faults faults;
  disk.exchanges = GENERATE(true, false); // the other flag of renameat2 goes with it
  const Sandbox sandbox;
  write_over(sandbox.root() / "one", "1");
  write_over(sandbox.root() / "two", "2");
  const auto onto = [&] {
    move_file(sandbox.root() / "one", sandbox.root() / "two", Durability::fast);
  };
  CHECK(failure_of(onto).code() == ExitCode::io);
  CHECK(read_file(sandbox.root() / "one", plenty) == "1");
  CHECK(read_file(sandbox.root() / "two", plenty) == "2");

  const fs::path far = sandbox.root() / "a" / "b" / "three";
  move_file(sandbox.root() / "one", far, Durability::fast);
  CHECK(read_file(far, plenty) == "1");
  CHECK(mode_of(far.parent_path()) == 0700);
  CHECK(all_names(sandbox.root()) == Names{"a", "two"});
  CHECK_THROWS_AS(move_file(sandbox.root() / "one", far, Durability::fast), Error);
}

TEST_CASE("taking away what is not there is an error", "[base]") {
  const Sandbox sandbox;
  const fs::path file = sandbox.root() / "f";
  write_over(file, "x");
  remove_file(file, Durability::safe);
  CHECK_FALSE(fs::exists(file));
  CHECK(failure_of([&] { remove_file(file, Durability::safe); }).code() ==
        ExitCode::io);
}

TEST_CASE("the names in a folder leave out the hidden and do not follow links",
          "[base]") {
  const Sandbox sandbox;
  const fs::path folder = sandbox.root() / "j";
  CHECK(names_in(folder).empty());
  fs::create_directories(folder / "inside");
  fs::create_directory(folder / ".git");
  write_over(folder / "note.md", "x");
  write_over(folder / ".hidden", "x");
  fs::create_directory_symlink(".", folder / "circle");
  std::vector<Name> names = names_in(folder);
  std::ranges::sort(names, {}, &Name::name);
  REQUIRE(names.size() == 3);
  CHECK(names[0].name == "circle");
  CHECK_FALSE(names[0].is_folder);
  CHECK(names[1].name == "inside");
  CHECK(names[1].is_folder);
  CHECK(names[2].name == "note.md");
  CHECK_FALSE(names[2].is_folder);
  CHECK(names_in(folder / "note.md").empty());
}

TEST_CASE("saves that other programs make one after another during an edit all count",
          "[files]") {
  const Faults faults;
  const Sandbox sandbox;
  const fs::path path = sandbox.root() / "a.md";
  Sandbox::put(path, "first\n");
  int saves = 0;
  disk.before_exchange = [&] { // as an editor does it: beside, and then over
    if (++saves > 3) return;
    Sandbox::put(sandbox.root() / "beside", "save " + std::to_string(saves) + "\n");
    fs::rename(sandbox.root() / "beside", path);
  };
  edit_file(
      path,
      [](const std::string& old) { return old + "mine\n"; },
      plenty,
      Durability::fast);
  CHECK(read_file(path, plenty) == "save 3\nmine\n");
  CHECK(std::distance(fs::directory_iterator(sandbox.root()), {}) == 1);
}

TEST_CASE("where nothing can be exchanged, a save in the moment of the edit comes back",
          "[files]") {
  const Faults faults;
  disk.exchanges = false;
  const Sandbox sandbox;
  const fs::path path = sandbox.root() / "a.md";
  Sandbox::put(path, "first\n");
  int asked = 0;
  const auto change = [&](const std::string& old) {
    if (++asked == 1) write_over(path, "theirs\n");
    return old + "mine\n";
  };
  edit_file(path, change, plenty, Durability::fast);
  CHECK(read_file(path, plenty) == "theirs\nmine\n");
  CHECK(asked == 2);
}
