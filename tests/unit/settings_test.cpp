// The config: what it sets, what it refuses, and that a slip is named, never fatal.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using kindly::ExitCode;
using kindly::test::entry_text;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

void configure(const Sandbox& box, const std::string& toml) {
  Sandbox::put(box.home() / ".config/kindly/config.toml", toml);
}

} // namespace

TEST_CASE("an unknown key is named with its line and the nearest, and nothing stops",
          "[settings]") {
  Sandbox box;
  configure(box, "name = \"Sam\"\nadress = \"love\"\n");
  REQUIRE(box.run({"reframe", "idiot", "--seed", "1"}) == ExitCode::done);
  CHECK(std::ranges::count(box.err(), '\n') == 1);
  CHECK_THAT(box.err(),
             Catch::Contains("config.toml:2") && Catch::Contains("'adress'") &&
                 Catch::Contains("'address'"));
  CHECK_THAT(box.out(), Catch::Contains("Sam"));
}

TEST_CASE("every unknown key has its line, and tables are named too", "[settings]") {
  Sandbox box;
  configure(box, "gaol = 3\n\n[sound]\nx = 1\n");
  REQUIRE(box.run({"list", "-q"}) == ExitCode::done);
  CHECK_THAT(box.err(),
             Catch::Contains("config.toml:1") && Catch::Contains("'goal'") &&
                 Catch::Contains("config.toml:3") && Catch::Contains("'sound'"));
}

TEST_CASE("every key of the contract is known", "[settings]") {
  Sandbox box;
  configure(box,
            "journal = \"" + box.journal().string() +
                "\"\nname = \"Sam\"\naddress = \"love\"\ntone = \"warm\"\n"
                "language = \"en\"\nday_starts = \"04:00\"\nweek_start = \"sunday\"\n"
                "goal = 3\neditor = \"true\"\npager = \"less\"\ncolor = \"auto\"\n"
                "git_commit = false\ndurability = \"fast\"\n[voice]\n[support]\n");
  CHECK(box.run({"list", "-q"}) == ExitCode::done);
  CHECK(box.err().empty());
}

TEST_CASE("a key of a table is named with its table", "[settings]") {
  Sandbox box;
  configure(box, "[voice]\nspeek = [\"x\"]\n");
  CHECK(box.run({"list", "-q"}) == ExitCode::done);
  CHECK_THAT(box.err(),
             Catch::Contains("config.toml:2") && Catch::Contains("'voice.speek'") &&
                 Catch::Contains("'voice.speak'"));
}

TEST_CASE("a value that cannot be is exit 4 with line and column, and what it wants",
          "[settings]") {
  for (const std::string line : {"tone = \"plian\"",
                                 "tone = 3",
                                 "name = 3",
                                 "name = [\"Sam\"]",
                                 "address = true",
                                 "journal = \"relative/path\"",
                                 "journal = 5",
                                 "language = 1",
                                 "goal = \"2\"",
                                 "goal = -1",
                                 "goal = 2.5",
                                 "goal = 1000000",
                                 "day_starts = \"25:00\"",
                                 "day_starts = \"four\"",
                                 "day_starts = 4",
                                 "week_start = \"sonday\"",
                                 "week_start = 1",
                                 "color = \"purple\"",
                                 "color = 1",
                                 "durability = \"slow\"",
                                 "editor = 1",
                                 "editor = []",
                                 "git_commit = 1",
                                 "voice = 3",
                                 "voice.speak = \"espeak-ng\"",
                                 "voice.record = [1]",
                                 "voice.play = [\"\"]"}) {
    INFO(line);
    Sandbox box;
    configure(box, "# mine\n\n" + line + "\n");
    CHECK(box.run({"list"}) == ExitCode::unreadable);
    CHECK(box.out().empty());
    CHECK_THAT(box.err(), Catch::Contains("config.toml:3:"));
    CHECK_THAT(box.err(), Catch::Contains(line.substr(0, line.find(' '))));
    CHECK(box.run({"new", "x"}) == ExitCode::unreadable);
    CHECK_FALSE(fs::exists(box.journal()));
  }
}

TEST_CASE("a config that is no TOML is exit 4 with its line", "[settings]") {
  for (const std::string broken : {"\n\nname = Sam\n",
                                   "\n\nname = \"Sam\n",
                                   "\n\n[voice\n",
                                   "\n\nname = \"a\"\nname = \"b\"\n",
                                   "\n\nx = \"\xff\"\n"}) {
    INFO(broken);
    Sandbox box;
    configure(box, broken);
    CHECK(box.run({"list"}) == ExitCode::unreadable);
    CHECK_THAT(box.err(),
               Catch::Contains("config.toml:3:") || Catch::Contains("config.toml:4:"));
  }
}

TEST_CASE("a config as deep as a well or as long as a book is a named error",
          "[settings]") {
  Sandbox box;
  for (const std::string& toml : {"x = " + std::string(50'000, '[') + "\n",
                                  std::string(60'000, '.') + " = 1\n",
                                  "a" + std::string(30'000, '.') + "b = 1\n",
                                  "x = {" + std::string(20'000, '{') + "\n",
                                  std::string(65U * 1024, '#')}) {
    INFO(toml.substr(0, 10));
    configure(box, toml);
    const ExitCode code = box.run({"list"});
    CHECK((code == ExitCode::unreadable || code == ExitCode::io));
    CHECK_THAT(box.err(), Catch::Contains("config.toml"));
    CHECK(box.err().size() < 1000);
  }
}

TEST_CASE("a config without a word in it sets nothing", "[settings]") {
  Sandbox box;
  for (const std::string toml :
       {"", "\n", "# only words\n", "\xef\xbb\xbf# mark\n", "name = \"Sam\"\r\n"}) {
    configure(box, toml);
    CHECK(box.run({"list", "-q"}) == ExitCode::done);
    CHECK(box.err().empty());
  }
}

TEST_CASE("the tone of the config is the tone of scripts and nothing else changes it",
          "[settings]") {
  Sandbox box;
  configure(box, "tone = \"wry\"\n");
  REQUIRE(box.run({"reframe", "x", "--json"}) == ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::Contains("\"tone\": \"wry\"") &&
                 !Catch::Contains("\"tone\": \"plain\""));
}

TEST_CASE("the day and the week begin when the config says", "[settings]") {
  Sandbox box;
  box.environment["KINDLY_NOW"] = "2026-11-23T02:00:00+01:00"; // a Monday, at night
  box.write("2026/11/2026-11-22-230000-abcd.md",
            entry_text("date: 2026-11-22T23:00:00+01:00\n"));
  REQUIRE(box.run({"list", "--since", "today", "--paths"}) == ExitCode::done);
  CHECK(box.out().empty());
  configure(box, "day_starts = \"03:00\"\n");
  REQUIRE(box.run({"list", "--since", "today", "--paths"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("abcd"));
}

TEST_CASE("a name with blanks around it is trimmed, a blank one is none",
          "[settings]") {
  Sandbox box;
  configure(box, "name = \"  Sam \"\n");
  REQUIRE(box.run({"reframe", "x", "--json"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("\"address\": \"Sam\""));
  configure(box, "name = \"  \"\naddress = \"\"\n");
  REQUIRE(box.run({"reframe", "x", "--json"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("\"address\": \"friend\""));
}

TEST_CASE("nothing in the journal's folder is configuration", "[settings]") {
  Sandbox box;
  for (const std::string name : {"config.toml",
                                 ".kindly.toml",
                                 "kindly/config.toml",
                                 ".config/kindly/config.toml"})
    box.write(name, "tone = \"broken\nname = 3\n");
  CHECK(box.run({"list", "-q"}) == ExitCode::done);
  CHECK(box.err().empty());
}

TEST_CASE("a config's escape sequences are never shown raw", "[settings]") {
  Sandbox box;
  configure(box, "\"na\\u001b[2Jme\" = 1\nx\x1by = 2\n");
  box.run({"list"});
  CHECK_THAT(box.err(), !Catch::Contains("\x1b"));
  configure(box, "\"na\\u001b[2Jme\\u202e\" = 1\n");
  CHECK(box.run({"list"}) == ExitCode::done);
  CHECK_THAT(box.err(), !Catch::Contains("\x1b") && !Catch::Contains("\xe2\x80\xae"));
}
