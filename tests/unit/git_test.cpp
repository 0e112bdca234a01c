// kindly git, and commits of what was written.

#include "base/process.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <sys/stat.h>
#include <unistd.h>

using kindly::ExitCode;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

/// git in the journal, by another way than kindly's.
std::string git(const Sandbox& box, Words words) {
  const auto end = kindly::run_program({.program = "/usr/bin/git",
                                        .words = std::move(words),
                                        .folder = box.journal(),
                                        .environment = box.environment,
                                        .input = "",
                                        .output = kindly::ProcessOutput::taken});
  INFO(end.err);
  REQUIRE(end.code == 0);
  return end.out;
}

/// A sandbox whose journal is a repository, and whose config wants commits.
void begin(Sandbox& box) {
  fs::create_directories(box.journal());
  git(box, {"init", "-q", "-b", "main"});
  git(box, {"config", "user.name", "Sam"});
  git(box, {"config", "user.email", "sam@localhost"});
  Sandbox::put(box.home() / ".config/kindly/config.toml", "git_commit = true\n");
}

std::string subjects(const Sandbox& box) {
  return git(box, {"log", "--reverse", "--format=%s"});
}
std::string changed_by_last(const Sandbox& box) {
  return git(box, {"show", "--format=", "--name-only", "HEAD"});
}

void put_program(const fs::path& path, const std::string& text) {
  Sandbox::put(path, text);
  REQUIRE(::chmod(path.c_str(), 0700) == 0);
}

} // namespace

TEST_CASE("each run that writes is one commit that names no word of the entry",
          "[git]") {
  Sandbox box;
  begin(box);
  REQUIRE(box.run({"new", "Fell.", "-c", "Idiot.", "-k", "It was late."}) ==
          ExitCode::done);
  CHECK(box.err().empty());
  const std::string id = fs::path(box.out_line()).stem().string();
  REQUIRE(box.run({"rate", "7"}) == ExitCode::done);
  REQUIRE(box.run({"rate", "4", "--note", "Slept."}) == ExitCode::done);
  REQUIRE(box.run({"keep", "--line", "1"}) == ExitCode::done);
  REQUIRE(box.run({"themes", "add", "work", "It was one day.", "--role", "kindness"}) ==
          ExitCode::done);
  REQUIRE(box.run({"rm", id}) == ExitCode::done);
  REQUIRE(box.run({"rm", "--restore", id}) == ExitCode::done);
  REQUIRE(box.run({"list"}) == ExitCode::done);
  CHECK(subjects(box) == "kindly: new " + id + "\nkindly: rate " + id +
                             "\nkindly: rate " + id + "\nkindly: keep mine\n" +
                             "kindly: themes add work\nkindly: rm " + id +
                             "\nkindly: rm " + id + "\n");
  CHECK(git(box, {"status", "--porcelain"}).empty());
  CHECK(changed_by_last(box) == "2026/11/" + id + ".md\n");
}

TEST_CASE("a commit holds what was written, and nothing else that lies around",
          "[git]") {
  Sandbox box;
  begin(box);
  box.write("note.md", "mine\n");
  box.write("staged.md", "mine\n");
  box.write(".gitignore", "2025/\n");
  git(box, {"add", "staged.md"});
  REQUIRE(box.run({"new", "Fell."}) == ExitCode::done);
  CHECK_THAT(changed_by_last(box),
             Catch::StartsWith("2026/11/") && !Catch::Contains("note") &&
                 !Catch::Contains("staged"));
  CHECK(git(box, {"status", "--porcelain", "--", "staged.md", "note.md"}) ==
        "A  staged.md\n?? note.md\n");
  REQUIRE(box.run({"new", "Ignored.", "--at", "2025-03-01"}) == ExitCode::done);
  CHECK(box.err().empty());
  CHECK(git(box, {"rev-list", "--count", "HEAD"}) == "1\n");
}

TEST_CASE("what cannot be committed stays written, with one line and exit 0", "[git]") {
  Sandbox box;
  const auto check_said = [&](const std::string& why) {
    CHECK(box.run({"new", "Fell."}) == ExitCode::done);
    CHECK(fs::exists(box.out_line()));
    CHECK(std::ranges::count(box.err(), '\n') == 1);
    CHECK_THAT(box.err(),
               Catch::Contains("saved, and not committed") && Catch::Contains(why) &&
                   !Catch::Contains(".."));
  };
  SECTION("no repository") {
    Sandbox::put(box.home() / ".config/kindly/config.toml", "git_commit = true\n");
    check_said("kindly git init");
  }
  SECTION("nobody who commits") {
    begin(box);
    git(box, {"config", "--unset", "user.email"});
    git(box, {"config", "user.useConfigOnly", "true"});
    box.environment["GIT_CONFIG_NOSYSTEM"] = "1";
    check_said("user.email");
  }
  SECTION("no git") {
    begin(box);
    box.environment["PATH"] = "/nowhere";
    check_said("git is not installed");
  }
  SECTION("another git at work") {
    begin(box);
    box.write(".git/index.lock", "");
    check_said("index.lock");
  }
}

TEST_CASE("saving a word runs nothing that the journal's folder brings", "[git]") {
  Sandbox box;
  begin(box);
  const std::string trap = "#!/bin/sh\ntouch " + (box.root() / "ran").string() + "\n";
  for (const char* const hook : {"pre-commit",
                                 "commit-msg",
                                 "post-commit",
                                 "monitor",
                                 "prepare-commit-msg",
                                 "reference-transaction",
                                 "post-index-change"}) {
    fs::create_directories(box.journal() / ".git/hooks");
    put_program(box.journal() / ".git/hooks" / hook, trap);
  }
  put_program(box.journal() / "git", trap); // where kindly stands is not looked
  git(box, {"config", "core.fsmonitor", ".git/hooks/monitor"});
  git(box, {"config", "commit.gpgSign", "true"});
  git(box, {"config", "gpg.program", (box.journal() / ".git/hooks/monitor").string()});
  fs::remove(box.root() / "ran");
  box.environment["PATH"] = ".:" + box.journal().filename().string() + ":/usr/bin:/bin";
  REQUIRE(box.run({"new", "Fell."}) == ExitCode::done);
  CHECK(box.err().empty());
  CHECK_FALSE(fs::exists(box.root() / "ran"));
  CHECK(git(box, {"-c", "core.fsmonitor=false", "rev-list", "--count", "HEAD"}) ==
        "1\n");
}

TEST_CASE("a hook that calls kindly does not lend it its repository", "[git]") {
  Sandbox box;
  begin(box);
  box.environment["GIT_DIR"] = (box.root() / "other/.git").string();
  REQUIRE(box.run({"new", "Fell."}) == ExitCode::done);
  CHECK(box.err().empty());
  box.environment.erase("GIT_DIR");
  CHECK(git(box, {"rev-list", "--count", "HEAD"}) == "1\n");
  box.environment["GIT_DIR"] = (box.root() / "other/.git").string();
  CHECK(box.run({"git", "rev-parse", "--verify", "--quiet", "HEAD~0"}) ==
        ExitCode::done);
}

TEST_CASE("what doctor moves to the trash is in its commit", "[git]") {
  Sandbox box;
  begin(box);
  REQUIRE(box.run({"new", "Fell."}) == ExitCode::done);
  const fs::path entry = box.out_line();
  const std::string copy =
      entry.stem().string() + ".sync-conflict-20261122-101500-AB.md";
  fs::copy_file(entry, entry.parent_path() / copy);
  git(box, {"add", "-A"});
  git(box, {"commit", "-q", "-m", "synced"});
  box.write("other.txt", "x");
  REQUIRE(box.run({"doctor", "--fix"}) == ExitCode::done);
  CHECK(box.err().empty());
  CHECK_THAT(changed_by_last(box), Catch::EndsWith(copy + "\n"));
  CHECK(git(box, {"status", "--porcelain"}) == "?? .trash/\n?? other.txt\n");
}

TEST_CASE("a journal behind a link is committed where it is", "[git]") {
  Sandbox box;
  begin(box);
  fs::create_directory_symlink(box.journal(), box.root() / "linked");
  REQUIRE(box.run({"--journal", (box.root() / "linked").string(), "new", "Fell."}) ==
          ExitCode::done);
  CHECK(box.err().empty());
  CHECK(git(box, {"rev-list", "--count", "HEAD"}) == "1\n");
}

TEST_CASE("an import of many entries is one commit", "[git]") {
  Sandbox box;
  begin(box);
  Sandbox::put(box.home() / ".config/kindly/config.toml",
               "git_commit = true\ndurability = 'fast'\n");
  std::string text;
  constexpr int count = 600; // more than git is told of at once
  for (int i = 0; i < count; ++i)
    text += fmt::format("[2025-11-23 {:02}:{:02}] Fell.\nx\n\n", i / 60, i % 60);
  Sandbox::put(box.root() / "jrnl.txt", text);
  REQUIRE(box.run({"import", "jrnl", (box.root() / "jrnl.txt").string(), "-q"}) ==
          ExitCode::done);
  CHECK(box.err().empty());
  CHECK(git(box, {"rev-list", "--count", "HEAD"}) == "1\n");
  CHECK(std::ranges::count(changed_by_last(box), '\n') == count);
  CHECK(git(box, {"status", "--porcelain"}).empty());
}

TEST_CASE("without git_commit git is left alone", "[git]") {
  Sandbox box;
  begin(box);
  Sandbox::put(box.home() / ".config/kindly/config.toml", "git_commit = false\n");
  REQUIRE(box.run({"new", "Fell."}) == ExitCode::done);
  CHECK(git(box, {"status", "--porcelain"}) == "?? 2026/\n");
}

TEST_CASE("each word behind git is git's, and so is the exit status", "[git]") {
  Sandbox box;
  begin(box);
  const fs::path program = box.root() / "bin/git";
  const fs::path said = box.root() / "said";
  put_program(program,
              "#!/bin/sh\npwd > " + said.string() + "\nprintf '%s\\n' \"$@\" >> " +
                  said.string() + "\nexit 7\n");
  box.environment["PATH"] = program.parent_path().string();
  const Words words = {
      "-h", "--version", "--json", "--", "-q", "[a, b]", "", "--help", "$(touch x)"};
  Words all = {"-q", "git"};
  all.insert(all.end(), words.begin(), words.end());
  CHECK(static_cast<int>(box.run(all)) == 7);
  std::string expected = fs::canonical(box.journal()).string() + "\n";
  for (const std::string& word : words) expected += word + "\n";
  CHECK(kindly::read_file(said, 10'000) == expected);
}

TEST_CASE("help git is kindly's, and options before git are too", "[git]") {
  Sandbox box;
  CHECK(box.run({"help", "git"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("Run git in the journal."));
  CHECK(box.run({"--help", "git"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("Run git in the journal."));
  CHECK(box.run({"--version", "git"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::StartsWith("kindly "));
  CHECK(box.run({"--jornal", "git"}) == ExitCode::usage);
}

TEST_CASE("git without a journal or a program says what to do", "[git]") {
  Sandbox box;
  CHECK(box.run({"git", "status"}) == ExitCode::io);
  CHECK_THAT(box.err(), Catch::Contains("kindly git init"));
  CHECK_FALSE(fs::exists(box.journal()));
  box.environment["PATH"] = "/nowhere";
  CHECK(box.run({"git", "status"}) == ExitCode::io);
  CHECK_THAT(box.err(), Catch::Contains("apt install git"));
}
