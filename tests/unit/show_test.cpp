// kindly show: an entry as it is, or filtered for the eye.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sys/stat.h>

#include <algorithm>

using kindly::ExitCode;
using kindly::test::entry_text;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::vector<std::string>;

const std::string file = "2026/11/2026-11-23-100000-abcd.md";
const std::string morning = "date: 2026-11-23T10:00:00+01:00\n";
const std::string whole =
    entry_text(morning + "before: 8\n", "Froze in the demo.") +
    "\n## Critical thoughts\n\n> idiot\n> \n> twice\n\n## Kind words\n\nI am here.\n";

} // namespace

TEST_CASE("show prints the last entry as its file has it", "[show]") {
  Sandbox box;
  box.write("2026/11/2026-11-22-100000-bcde.md", entry_text("date: 2026-11-22\n"));
  box.write(file, whole);
  REQUIRE(box.run({"show"}) == ExitCode::done);
  CHECK(box.out() == whole);
  REQUIRE(box.run({"show", "last"}) == ExitCode::done);
  CHECK(box.out() == whole);
  REQUIRE(box.run({"show", "last~1"}) == ExitCode::done);
  CHECK(box.out() == entry_text("date: 2026-11-22\n"));
}

TEST_CASE("an entry is named by id, unique prefix, tail or path", "[show]") {
  Sandbox box;
  box.write("2026/11/2026-11-22-100000-bcde.md", entry_text("date: 2026-11-22\n"));
  box.write(file, whole);
  for (const std::string& entry : {std::string("2026-11-23-100000-abcd"),
                                   std::string("2026-11-23"),
                                   std::string("abcd"),
                                   (box.journal() / file).string(),
                                   file}) {
    INFO(entry);
    REQUIRE(box.run({"show", entry}) == ExitCode::done);
    CHECK(box.out() == whole);
  }
}

TEST_CASE("nothing or several matching lists the candidates and exits with 1",
          "[show]") {
  Sandbox box;
  CHECK(box.run({"show"}) == ExitCode::no);
  box.write("2026/11/2026-11-22-100000-bcde.md", entry_text("date: 2026-11-22\n"));
  box.write(file, whole);
  CHECK(box.run({"show", "2026-11-2"}) == ExitCode::no);
  CHECK_THAT(box.err(),
             Catch::Contains("2026-11-22-100000-bcde") &&
                 Catch::Contains("2026-11-23-100000-abcd"));
  CHECK(box.run({"show", "2025"}) == ExitCode::no);
  CHECK_THAT(box.err(), Catch::Contains("2026-11-23-100000-abcd"));
  for (const char* entry :
       {"last~2", "last~x", "last~", "last~-1", "", "../x", "2026/11/none.md"}) {
    INFO(entry);
    CHECK(box.run({"show", entry}) == ExitCode::no);
  }
  CHECK(box.out().empty());
}

TEST_CASE("a person's own note makes no entry's id ambiguous", "[show]") {
  Sandbox box;
  box.write(file, whole);
  box.write("2026-plan.md", "# What I want from 2026\n");
  box.write("2026/11/2026-11-23-shopping.md", "- milk\n");
  for (const char* entry : {"2026", "2026-11-23", "2026-11"}) {
    INFO(entry);
    CHECK(box.run({"show", entry}) == ExitCode::done);
    CHECK(box.out() == whole);
  }
}

TEST_CASE("any note of a person's own can be shown by its path", "[show]") {
  Sandbox box;
  Sandbox::put(box.root() / "notes/old.md", "# Old\n\nno header, no newline");
  REQUIRE(box.run({"show", (box.root() / "notes/old.md").string()}) == ExitCode::done);
  CHECK(box.out() == "# Old\n\nno header, no newline\n");
  CHECK_FALSE(fs::exists(box.journal()));
}

TEST_CASE("without a home and a journal, show looks at no file it was not given",
          "[show]") {
  Sandbox box;
  box.environment.erase("HOME");
  box.environment.erase("KINDLY_JOURNAL");
  Sandbox::put(box.root() / "old.md", "text\n");
  CHECK(box.run({"show", (box.root() / "old.md").string()}) == ExitCode::done);
  // Neither of these may walk the disk from its root.
  CHECK(box.run({"show"}) == ExitCode::io);
  CHECK_THAT(box.err(), Catch::Contains("HOME"));
  CHECK(box.run({"show", "2026"}) == ExitCode::io);
}

TEST_CASE("show --section prints one section, whatever the case of its name",
          "[show]") {
  Sandbox box;
  box.write(file, whole);
  REQUIRE(box.run({"show", "--section", "kind WORDS"}) == ExitCode::done);
  CHECK(box.out() == "I am here.\n");
  REQUIRE(box.run({"show", "last", "--section", "Critical thoughts"}) ==
          ExitCode::done);
  CHECK(box.out() == "idiot\n\ntwice\n");
  CHECK(box.run({"show", "--section", "Moving forward"}) == ExitCode::no);
  CHECK_THAT(box.err(), Catch::Contains("Situation") && Catch::Contains("Kind words"));
  CHECK(box.out().empty());
}

TEST_CASE("show --json has the entry's keys and its sections by heading", "[show]") {
  Sandbox box;
  box.write(file, whole);
  REQUIRE(box.run({"show", "--json"}) == ExitCode::done);
  const auto entry = nlohmann::ordered_json::parse(box.out());
  Words keys;
  for (const auto& [key, value] : entry.items()) keys.push_back(key);
  CHECK(keys == Words{"schema",
                      "id",
                      "path",
                      "date",
                      "form",
                      "occasion",
                      "themes",
                      "feelings",
                      "address",
                      "before",
                      "after",
                      "minutes",
                      "later",
                      "open",
                      "rewrites",
                      "sections"});
  CHECK(
      entry.at("sections").dump() ==
      R"({"Situation":"Froze in the demo.","Critical thoughts":"idiot\n\ntwice","Kind words":"I am here."})");
  CHECK(entry.at("open") == false);
  REQUIRE(box.run({"show", "--jsonl"}) == ExitCode::done);
  CHECK(std::ranges::count(box.out(), '\n') == 1);
  CHECK(nlohmann::ordered_json::parse(box.out()) == entry);
}

TEST_CASE("check-ins and links are in the JSON", "[show]") {
  Sandbox box;
  box.write(file,
            entry_text(morning + "form: rewrite\nrewrites: 2020-01-01-000000-abcd\n"
                                 "later:\n  - {at: 2026-11-24T09:00:00+01:00, "
                                 "distress: 3}\n  - {at: 2026-11-25T09:00:00Z, "
                                 "distress: 1}\n"));
  REQUIRE(box.run({"show", "--json"}) == ExitCode::done);
  const json entry = json::parse(box.out());
  CHECK(
      entry.at("later").dump() ==
      R"([{"at":"2026-11-24T09:00:00+01:00","distress":3},{"at":"2026-11-25T09:00:00+00:00","distress":1}])");
  CHECK(entry.at("rewrites") == "2020-01-01-000000-abcd");
}

TEST_CASE("an entry is open while its critic has no kind part, and not longer",
          "[show]") {
  const std::string harsh = entry_text(morning) + "\n## Critical thoughts\n\n> idiot\n";
  const auto is_open = [](const std::string& text) {
    Sandbox box;
    box.write(file, text);
    REQUIRE(box.run({"show", "--json"}) == ExitCode::done);
    return json::parse(box.out()).at("open").get<bool>();
  };
  CHECK(is_open(harsh));
  CHECK(is_open(harsh + "\n## Kind words\n\n \n\n## To a friend\n\nAll of us.\n"));
  CHECK(is_open(harsh + "\n## Afterwards\n\nTired.\n"));
  CHECK_FALSE(is_open(harsh + "\n## Kind words\n\nI am here.\n"));
  CHECK_FALSE(is_open(harsh + "\n## Common humanity\n\nOthers too.\n"));
  CHECK_FALSE(is_open(harsh + "\n## Moving forward\n\nA note.\n"));
  CHECK_FALSE(is_open(entry_text(morning)));
  CHECK_FALSE(is_open(entry_text(morning) + "\n## Critical thoughts\n\n>\n"));
}

TEST_CASE("control bytes are shown as escapes, on a terminal and in a pipe alike",
          "[show]") {
  Sandbox box;
  box.write(file,
            entry_text(morning,
                       "\x1b[2J \x9b raw \xc2\x9b"
                       "1m \x07 \x7f "
                       "\xe2\x80\xae rtl \xe2\x80\xa8 \xd8\x9c \xff \r\tok"));
  for (const bool is_terminal : {false, true}) {
    box.is_terminal = is_terminal;
    for (const Words& words :
         {Words{"show"}, Words{"show", "--section", "situation"}}) {
      REQUIRE(box.run(words) == ExitCode::done);
      CHECK_THAT(box.out(),
                 Catch::Contains("\\x1b[2J \\x9b raw \\x9b1m \\x07 \\x7f \\u202e rtl "
                                 "\\u2028 \\u061c \\xff \\x0d\tok"));
    }
  }
}

TEST_CASE("control bytes are escapes in JSON too, and mean the same bytes", "[show]") {
  Sandbox box;
  const std::string nasty =
      "\x1b[2J \xc2\x9b \x7f \xe2\x80\xae \xe2\x80\xa8 \xe2\x81\xa9 \xd8\x9c";
  box.write(file, entry_text(morning, nasty));
  REQUIRE(box.run({"show", "--json"}) == ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::Contains("\\u001b[2J \\u009b \\u007f \\u202e \\u2028 "
                             "\\u2069 \\u061c"));
  CHECK(json::parse(box.out()).at("sections").at("Situation") == nasty);
}

TEST_CASE("JSON is valid even where an entry is not UTF-8", "[show]") {
  Sandbox box;
  box.write(file, entry_text(morning, "caf\xe9 \xed\xa0\x80 \xf0\x9f"));
  REQUIRE(box.run({"show", "--json"}) == ExitCode::done);
  CHECK_THAT(json::parse(box.out()).at("sections").at("Situation").get<std::string>(),
             Catch::StartsWith("caf\xef\xbf\xbd"));
}

TEST_CASE("show --raw gives the exact bytes of a file or a section", "[show]") {
  Sandbox box;
  const std::string bytes = entry_text(morning, "\x1b[31m \xff no newline");
  const std::string cut = bytes.substr(0, bytes.size() - 1);
  box.write(file, cut);
  REQUIRE(box.run({"show", "--raw"}) == ExitCode::done);
  CHECK(box.out() == cut);
  REQUIRE(box.run({"show", "--raw", "--section", "Situation"}) == ExitCode::done);
  CHECK(box.out() == "\x1b[31m \xff no newline");
}

TEST_CASE("only regular files are shown: no folder, no pipe, no device", "[show]") {
  Sandbox box;
  box.write(file, whole);
  REQUIRE(::mkfifo((box.root() / "pipe.md").c_str(), 0600) == 0);
  for (const std::string& path : {box.journal().string(),
                                  (box.root() / "pipe.md").string(),
                                  std::string("/dev/zero")}) {
    INFO(path);
    CHECK(box.run({"show", path}) != ExitCode::done);
    CHECK_FALSE(box.err().empty());
    CHECK(box.out().empty());
  }
}

TEST_CASE(
    "a broken entry is shown as it stands, and refused where it must be understood",
    "[show]") {
  Sandbox box;
  const std::string broken = entry_text(morning + "before: eight\n");
  box.write(file, broken);
  REQUIRE(box.run({"show", "2026-11-23"}) == ExitCode::done);
  CHECK(box.out() == broken);
  CHECK(box.run({"show", "2026-11-23", "--json"}) == ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains(file + ":4"));
  CHECK(box.out().empty());
}

TEST_CASE("an unknown key, an unknown form and an own section are kept and shown",
          "[show]") {
  Sandbox box;
  box.write(file,
            entry_text(morning + "form: haiku\nmood: {x: 1}\n") +
                "\n## My own\n\nwords\n\n## My own\n\nagain\n\n##\n\nnameless\n");
  REQUIRE(box.run({"show", "--json"}) == ExitCode::done);
  const json entry = json::parse(box.out());
  CHECK(entry.at("form") == "haiku");
  CHECK(entry.at("sections").at("My own") == "words\n\nagain");
}

TEST_CASE("path prints where an entry lies, and nothing else", "[path]") {
  Sandbox box;
  box.write(file, whole);
  REQUIRE(box.run({"path"}) == ExitCode::done);
  CHECK(box.out() == (box.journal() / file).string() + "\n");
  REQUIRE(box.run({"path", "abcd"}) == ExitCode::done);
  CHECK(box.out() == (box.journal() / file).string() + "\n");
  CHECK(box.run({"path", "nope"}) == ExitCode::no);
  CHECK(box.out().empty());
}
