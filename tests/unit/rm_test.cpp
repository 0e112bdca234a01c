// kindly rm: an entry goes to the trash whole, comes back whole, and nothing else goes.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

using kindly::ExitCode;
using kindly::test::entry_text;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;

const std::string id = "2026-11-23-100000-abcd";
const std::string file = "2026/11/" + id + ".md";
const std::string text =
    entry_text("date: 2026-11-23T10:00:00+01:00\n", "\x1b raw \xff");

} // namespace

TEST_CASE("rm moves an entry to the trash, byte for byte, and says how to undo it",
          "[rm]") {
  Sandbox box;
  box.write(file, text);
  REQUIRE(box.run({"rm", "last"}) == ExitCode::done);
  CHECK(box.out().empty());
  CHECK_THAT(box.err(), Catch::Contains("kindly rm --restore " + id));
  CHECK_FALSE(fs::exists(box.journal() / file));
  CHECK(box.read(".trash/" + file) == text);
  CHECK(box.count_files() == 1);
  CHECK(box.run({"show", id}) == ExitCode::no);
}

TEST_CASE("rm --restore brings an entry back where it was, byte for byte", "[rm]") {
  for (const std::string& which : {id, std::string("2026"), std::string("abcd")}) {
    INFO(which);
    Sandbox box;
    box.write(file, text);
    REQUIRE(box.run({"rm", id, "-q"}) == ExitCode::done);
    CHECK(box.err().empty());
    REQUIRE(box.run({"rm", "--restore", which}) == ExitCode::done);
    CHECK(box.out() == (box.journal() / file).string() + "\n");
    CHECK(box.read(file) == text);
    CHECK(box.count_files() == 1);
  }
}

TEST_CASE("rm wants to be told which entry", "[rm]") {
  Sandbox box;
  box.write(file, text);
  CHECK(box.run({"rm"}) == ExitCode::usage);
  CHECK(box.run({"rm", id, "--restore", id}) == ExitCode::usage);
  CHECK(box.run({"rm", "2025"}) == ExitCode::no);
  CHECK(box.run({"rm", ""}) != ExitCode::done);
  CHECK(box.read(file) == text);
}

TEST_CASE("rm takes one entry, never one of several that match", "[rm]") {
  Sandbox box;
  box.write(file, text);
  box.write("2026/11/2026-11-22-100000-bcde.md", text);
  CHECK(box.run({"rm", "2026"}) == ExitCode::no);
  CHECK_THAT(box.err(), Catch::Contains("abcd") && Catch::Contains("bcde"));
  CHECK(box.count_files() == 2);
}

TEST_CASE("rm takes no folder, so no month can vanish by a slip", "[rm]") {
  Sandbox box;
  box.write(file, text);
  for (const std::string& folder : {std::string("2026/11"),
                                    std::string("2026/"),
                                    std::string("./"),
                                    std::string("2026/11/"),
                                    box.journal().string(),
                                    (box.journal() / "2026").string()}) {
    INFO(folder);
    CHECK(box.run({"rm", folder}) != ExitCode::done);
    CHECK(box.read(file) == text);
  }
}

TEST_CASE("rm leaves a person's other notes alone, by name and by path", "[rm]") {
  Sandbox box;
  box.write(file, text);
  box.write("note.md", "# Mine\n");
  box.write("support.md", "Call Alex.\n");
  box.write("themes/mine.toml", "x = 1\n");
  for (const std::string& which : {std::string("note"),
                                   std::string("note.md"),
                                   std::string("support"),
                                   std::string("support.md"),
                                   std::string("themes/mine.toml"),
                                   (box.journal() / "note.md").string()}) {
    INFO(which);
    CHECK(box.run({"rm", which}) != ExitCode::done);
    CHECK(box.count_files() == 4);
    CHECK_FALSE(fs::exists(box.journal() / ".trash"));
  }
}

TEST_CASE("rm takes nothing that lies outside of the journal", "[rm]") {
  Sandbox box;
  box.write(file, text);
  Sandbox::put(box.root() / "elsewhere.md", text);
  for (const std::string& path : {(box.root() / "elsewhere.md").string(),
                                  std::string("../elsewhere.md"),
                                  (box.journal() / "../elsewhere.md").string()}) {
    INFO(path);
    CHECK(box.run({"rm", path}) != ExitCode::done);
    CHECK(fs::exists(box.root() / "elsewhere.md"));
  }
}

TEST_CASE("an entry that cannot be understood can still be thrown away", "[rm]") {
  Sandbox box;
  const std::string broken = "---\nkindly: 1\ndate: soon\n---\n";
  box.write(file, broken);
  REQUIRE(box.run({"rm", id}) == ExitCode::done);
  CHECK(box.read(".trash/" + file) == broken);
}

TEST_CASE("rm last never takes an older entry because the newest cannot be read",
          "[rm]") {
  Sandbox box;
  box.write(file, text);
  box.write("2026/11/2026-11-23-110000-bcde.md", "---\nkindly: 1\ndate: soon\n---\n");
  (void)box.run({"rm", "last"});
  CHECK(fs::exists(box.journal() / file));
}

TEST_CASE("restoring overwrites nothing", "[rm]") {
  Sandbox box;
  box.write(file, text);
  REQUIRE(box.run({"rm", id}) == ExitCode::done);
  box.write(file, "another\n");
  CHECK(box.run({"rm", "--restore", id}) == ExitCode::io);
  CHECK(box.read(file) == "another\n");
  CHECK(box.read(".trash/" + file) == text);
}

TEST_CASE("what is in the trash is not thrown over by a second entry of its name",
          "[rm]") {
  Sandbox box;
  box.write(file, text);
  REQUIRE(box.run({"rm", id}) == ExitCode::done);
  box.write(file, entry_text("date: 2026-11-23\n", "another"));
  CHECK(box.run({"rm", id}) == ExitCode::io);
  CHECK(box.read(".trash/" + file) == text);
  CHECK(box.count_files() == 2);
}

TEST_CASE("restore wants an id that one entry in the trash has", "[rm]") {
  Sandbox box;
  box.write(file, text);
  box.write("2026/11/2026-11-22-100000-bcde.md", text);
  CHECK(box.run({"rm", "--restore", id}) == ExitCode::no);
  REQUIRE(box.run({"rm", "abcd"}) == ExitCode::done);
  for (const std::string which : {"", " ", "nope", "../x"}) {
    INFO(which);
    CHECK(box.run({"rm", "--restore", which}) != ExitCode::done);
    CHECK(fs::exists(box.journal() / ".trash" / file));
  }
  CHECK(box.run({"rm", "--restore", ""}) == ExitCode::usage);
  REQUIRE(box.run({"rm", "bcde"}) == ExitCode::done);
  CHECK(box.run({"rm", "--restore", "2026"}) == ExitCode::no);
  CHECK_THAT(box.err(), Catch::Contains("abcd") && Catch::Contains("bcde"));
}
