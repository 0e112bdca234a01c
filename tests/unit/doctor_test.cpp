// kindly doctor: what it names, what it leaves in peace, and what --fix may do.

#include "journal/inspect.hpp"
#include "support/sandbox.hpp"
#include "support/wild.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>

using namespace kindly;
using kindly::test::as_entry;
using kindly::test::entry_text;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string good = entry_text("date: 2026-11-22T10:10:10+01:00\n");
const std::string at_home = "2026/11/2026-11-22-101010-mmmm.md";

Inspection look_at_text(const std::string& text, const std::string& name = "note.md") {
  return inspect(text, "2026/11/" + name, Zone::fixed(std::chrono::minutes(60)));
}

/// The one finding about a text, as doctor would say it.
std::string found_in(const std::string& text, const std::string& name = "note.md") {
  const Inspection seen = look_at_text(text, name);
  std::string all;
  for (const Finding& finding : seen.findings)
    all += fmt::format("{}{}:{}: {}\n",
                       finding.weight == Finding::Weight::hint ? "hint " : "",
                       finding.line,
                       finding.column,
                       finding.what);
  return all;
}

json findings(Sandbox& box, const std::vector<std::string>& more = {}) {
  std::vector<std::string> args = {"doctor", "--json"};
  args.insert(args.end(), more.begin(), more.end());
  (void)box.run(args);
  return json::parse(box.out());
}

unsigned mode_of(const fs::path& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 0777U;
}

} // namespace

TEST_CASE("a journal in order is said to be in order, and nothing is written",
          "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  box.write("README.md", "# Mine\n");
  const auto before = fs::last_write_time(box.journal() / at_home);
  CHECK(box.run({"doctor"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("1 entry"));
  CHECK_THAT(box.out(), Catch::Contains("nothing is wrong"));
  CHECK(box.run({"doctor", "--fix"}) == ExitCode::done);
  CHECK(fs::last_write_time(box.journal() / at_home) == before);
  CHECK(box.count_files() == 2);
}

TEST_CASE("without a journal doctor makes none", "[doctor]") {
  Sandbox box;
  CHECK(box.run({"doctor"}) == ExitCode::done);
  CHECK(box.run({"doctor", "--fix"}) == ExitCode::done);
  CHECK_FALSE(fs::exists(box.journal()));
}

TEST_CASE("a bad file is named with line and column, and hides no other", "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  box.write("2026/11/2026-11-21-101010-aaaa.md",
            entry_text("date: 2026-11-21\nbefore: 12\n"));
  box.write("2026/11/2026-11-20-101010-bbbb.md",
            entry_text("date: 2026-11-20\ntitle: a: b\n"));
  CHECK(box.run({"doctor"}) == ExitCode::no);
  CHECK_THAT(box.out(),
             Catch::Contains("2026-11-21-101010-aaaa.md:4: 'before' is not"));
  CHECK_THAT(box.out(), Catch::Contains("2026-11-20-101010-bbbb.md:4:8: 'title' has"));
  CHECK_THAT(box.out(), Catch::Contains("2 entries"));
  const json found = findings(box);
  CHECK(found["schema"] == "kindly.doctor/1");
  CHECK(found["entries"] == 2);
  CHECK(found["problems"] == 2);
  CHECK(found["findings"][0]["line"] == 4);
  CHECK(found["findings"][0]["column"] == 8);
  CHECK(found["findings"][1]["column"].is_null());
}

TEST_CASE("a broken pack is named, every fault of it", "[doctor]") {
  Sandbox box;
  box.write("themes/mine.toml",
            "[pack]\nid = \"Mine\"\ntitle = \"M\"\naxis = \"life\"\n"
            "[[phrase]]\ntext = \"T\"\nrole = \"kindnes\"\ntone = \"plain\"\n");
  box.write("themes/worse.toml", "[pack\n");
  CHECK(box.run({"doctor"}) == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("mine.toml:2:"));
  CHECK_THAT(box.out(), Catch::Contains("mine.toml:7:"));
  CHECK_THAT(box.out(), Catch::Contains("worse.toml:1:"));
}

TEST_CASE("what only looks as if it was meant to be an entry is named", "[doctor]") {
  const std::string id = "2026-11-22-101010-mmmm.md";
  CHECK(found_in("", id) == "0:0: is empty\n");
  CHECK(found_in(std::string(512, '\0'), id) == "0:0: holds nothing but NUL bytes\n");
  CHECK_THAT(found_in("Words\n", id), Catch::StartsWith("1:0: is no entry"));
  CHECK_THAT(found_in("kindly: 1\ntitle: t\n---\nBody\n"),
             Catch::StartsWith("1:0: has the end of a header"));
  CHECK_THAT(found_in("{\n  \"kindly\": 1\n}\n"), Catch::Contains("JSON"));
  CHECK_THAT(found_in("---\rkindly: 1\r---\rBody\r"), Catch::Contains("CR only"));
  CHECK_THAT(found_in("--- yaml\nkindly: 1\n---\n"),
             Catch::Contains("behind the three dashes"));
}

TEST_CASE("notes of the person's own are left in peace", "[doctor]") {
  for (const char* const note : {"",
                                 "Just words.\n",
                                 "---\ntitle: a: b\n---\n",
                                 "---\na: 1\na: 2\n---\n",
                                 "# kindly\n\nSee kindly-journal(5).\n",
                                 "+++\ntitle = 1\n+++\n"}) {
    INFO(note);
    CHECK(found_in(note).empty());
    CHECK_FALSE(look_at_text(note).is_entry);
  }
}

TEST_CASE("what a reader forgives, doctor names as a hint", "[doctor]") {
  const std::string day = "date: 2026-11-22\n";
  CHECK(found_in(entry_text(day + "title: Ticket #42\n")) ==
        "hint 4:15: # begins a comment here, so the rest of the line does not count\n");
  CHECK(found_in(entry_text(day + "after: 3 # tired\n")).empty());
  CHECK_THAT(found_in(entry_text(day + "theme: work\n")),
             Catch::StartsWith("hint 4:1: 'theme' is no key"));
  CHECK_THAT(found_in(entry_text(day + "themes: [a\u200b]\n")),
             Catch::StartsWith("hint 4:11: an invisible"));
  CHECK_THAT(found_in("\n" + good), Catch::StartsWith("hint 1:0: blank lines"));
  CHECK_THAT(found_in(good + "caf\xe9\n"), Catch::StartsWith("hint 9:0: holds bytes"));
}

TEST_CASE("a conflict that git left is named with its lines", "[doctor]") {
  const std::string marked =
      good + "<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> phone\n";
  CHECK(found_in(marked) == "9:1: unresolved git conflict, lines 9-13\n");
  CHECK(found_in(good + "<<<<<<< is how it felt\n").empty());
}

TEST_CASE("hints alone are no failure", "[doctor]") {
  Sandbox box;
  box.write(at_home, good + "caf\xe9\n");
  CHECK(box.run({"doctor"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("hint: "));
}

TEST_CASE("a journal that others can read is named, and --fix closes it", "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  fs::permissions(box.journal(), fs::perms(0755));
  CHECK(box.run({"doctor"}) == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("0755"));
  CHECK_THAT(box.err(), Catch::Contains("--fix"));
  CHECK(mode_of(box.journal()) == 0755);
  CHECK(box.run({"doctor", "--fix"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("Mended: closed"));
  CHECK(mode_of(box.journal()) == 0700);
  CHECK(box.run({"doctor"}) == ExitCode::done);
}

TEST_CASE("in an open journal what others can write to is named too", "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  fs::permissions(box.journal(), fs::perms(0755));
  fs::permissions(box.journal() / "2026", fs::perms(0777));
  fs::permissions(box.journal() / at_home, fs::perms(0666));
  CHECK(findings(box)["problems"] == 3);
  CHECK(findings(box, {"--fix"})["problems"] == 0);
  CHECK(mode_of(box.journal() / at_home) == 0600);
  CHECK(mode_of(box.journal() / "2026") == 0700);
}

TEST_CASE("what a killed edit left behind goes to the trash, and is not lost",
          "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  box.write("2026/11/.kindly-999999999-0.tmp", "words");
  box.write("2026/11/.kindly-" + std::to_string(::getpid()) + "-0.tmp", "at work");
  CHECK(findings(box)["problems"] == 1);
  CHECK(findings(box, {"--fix"})["findings"][0]["fixed"] == true);
  CHECK(box.read(".trash/2026/11/left-over.kindly-999999999-0.tmp") == "words");
  CHECK(box.run({"doctor"}) == ExitCode::done);
  box.write("2026/11/.kindly-999999999-0.tmp", "other words");
  CHECK(box.run({"doctor", "--fix"}) == ExitCode::done);
  CHECK(box.read(".trash/2026/11/left-over.kindly-999999999-0.tmp") == "words");
  CHECK(box.read(".trash/2026/11/left-over.kindly-999999999-0.tmp.2") == "other words");
}

TEST_CASE("a sync program's copy is named; only one without a word more is moved",
          "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  const std::string folder = "2026/11/";
  const std::string same = "2026-11-22-101010-mmmm.sync-conflict-20261122-101500-AB.md";
  const std::string other = "2026-11-22-101010-mmmm (Sam's conflicted copy).md";
  box.write(folder + same, good);
  box.write(folder + other, good + "One word more.\n");
  CHECK(findings(box)["problems"] == 2);
  CHECK(box.run({"doctor", "--fix"}) == ExitCode::no);
  CHECK(box.read(".trash/2026/11/" + same) == good);
  CHECK(box.read(folder + other) == good + "One word more.\n");
  CHECK(box.read(at_home) == good);
}

TEST_CASE("links, pipes and folders that kindly does not read are named", "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  const fs::path month = box.journal() / "2026/11";
  fs::create_symlink("nowhere.md", month / "lost.md");
  fs::create_symlink("circle.md", month / "circle.md");
  fs::create_directory_symlink(month, box.journal() / "2025");
  REQUIRE(::mkfifo((month / "pipe.md").c_str(), 0600) == 0);
  Sandbox::put(box.root() / "elsewhere.md", good);
  fs::create_symlink(box.root() / "elsewhere.md", month / "outside.md");
  CHECK(box.run({"doctor"}) == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("lost.md: is a link that leads nowhere"));
  CHECK_THAT(box.out(), Catch::Contains("circle.md: is a link that leads nowhere"));
  CHECK_THAT(box.out(), Catch::Contains("2025: is a link to a folder"));
  CHECK_THAT(box.out(), Catch::Contains("pipe.md: is no regular file"));
  CHECK_THAT(box.out(),
             Catch::Contains("outside.md: hint: is a link to a file outside"));
  CHECK_THAT(box.out(), Catch::Contains("2 entries"));
}

TEST_CASE("an entry whose name and date are days apart is named", "[doctor]") {
  Sandbox box;
  box.write(at_home, entry_text("date: 2026-11-19T10:10:10+01:00\n"));
  CHECK(box.run({"doctor"}) == ExitCode::no);
  CHECK_THAT(box.out(),
             Catch::Contains("its name says 2026-11-22, its date 2026-11-19"));
  box.write(at_home, entry_text("date: 2026-11-22T20:10:10-04:00\n"));
  CHECK(box.run({"doctor"}) == ExitCode::done); // a traveller's
}

TEST_CASE("two files of one id are named", "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  box.write("old/2026-11-22-101010-mmmm.md", good);
  CHECK(box.run({"doctor"}) == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("has the same id as"));
}

TEST_CASE("a note as large as one likes is no entry and no problem", "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  box.write("long.md", "# Long\n" + std::string(17U << 20, 'x'));
  CHECK(box.run({"doctor"}) == ExitCode::done);
  CHECK(box.run({"list"}) == ExitCode::done);
  box.write("longer.md", good + std::string(17U << 20, 'x'));
  CHECK(box.run({"doctor"}) == ExitCode::no);
  CHECK(box.run({"list"}) == ExitCode::unreadable);
  CHECK_THAT(box.out(), Catch::Contains("mmmm"));
}

TEST_CASE("doctor finds fault with exactly the headers from the wild that have one",
          "[doctor]") {
  const std::map<std::string, std::string> wanted = {
      {"F14", "1:0"},       {"F15", "3:1"},      {"F16", "1:0"},
      {"F17", "hint 1:0"},  {"F18", "1:0"},      {"F19", "5:1"},
      {"F22", "hint 1:0"},  {"F23", "hint 1:0"}, {"F27", "hint 1:0"},
      {"F28", "1:0"},       {"F29", "hint 1:0"}, {"F30", "9:0"},
      {"F31", "hint 9:0"},  {"F32", "hint 1:0"}, {"F33", "4:0"},
      {"K01", "4:0"},       {"K07", "3:0"},      {"K08", "3:4"},
      {"K10", "5:1"},       {"K05", "3:1"},      {"K15", "3:7"},
      {"K16", "3:0"},       {"K20", "2:0"},      {"S01", "3:8"},
      {"S02", "hint 3:15"}, {"S04", "3:8"},      {"S05", "3:7"},
      {"S07", "hint 5:1"},  {"S10", "3:0"},      {"S11", "3:0"},
      {"S18", "3:7"},       {"T08", "hint 4:7"}, {"T09", "4:7"},
      {"D13", "4:0"},       {"D21", "4:0"},      {"D22", "4:0"},
      {"D23", "4:0"},       {"D26", "4:0"},      {"D28", "4:0"}};
  for (const auto& [id, text] : kindly::test::wild_headers()) {
    INFO(id);
    const std::string found = found_in(as_entry(text), "2026-11-22 wild.md");
    const auto place = wanted.find(id);
    if (place == wanted.end())
      CHECK(found.empty());
    else
      CHECK(found.starts_with(place->second + ": "));
  }
}

TEST_CASE("a missing journal and a file in its place are said to be that", "[doctor]") {
  Sandbox box;
  CHECK(box.run({"doctor"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("there is no journal here yet"));
  Sandbox::put(box.journal(), "words");
  CHECK(box.run({"doctor", "--fix"}) == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("is no folder"));
}

TEST_CASE(
    "a broken config is a finding, and the journal is looked through all the same",
    "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  Sandbox::put(box.home() / ".config/kindly/config.toml", "goal = \"two\"\n");
  CHECK(box.run({"doctor"}) == ExitCode::no);
  CHECK_THAT(box.out(),
             Catch::Contains("config.toml:1:8: 'goal' wants a whole number"));
  CHECK_THAT(box.out(), Catch::Contains("1 entry"));
  Sandbox::put(box.home() / ".config/kindly/config.toml", "gaol = 2\n");
  CHECK(box.run({"doctor"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("config.toml:1: hint: unknown key 'gaol'"));
}

TEST_CASE("a copy that is the entry itself stays where it is", "[doctor]") {
  Sandbox box;
  const std::string copy = "2026/11/2026-11-22-101010-mmmm.sync-conflict-1-AB.md";
  box.write(copy, good);
  fs::create_symlink(fs::path(copy).filename(), box.journal() / at_home);
  CHECK(box.run({"doctor", "--fix"}) == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("under a second name; both count"));
  CHECK(box.read(copy) == good);
  CHECK(box.run({"list"}) == ExitCode::done);
}

TEST_CASE("copies are known by the names that programs give them", "[doctor]") {
  Sandbox box;
  box.write(at_home, good);
  for (const char* const name : {"Copy of 2026-11-22-101010-mmmm.md",
                                 "2026-11-22-101010-mmmm 2.md",
                                 "2026-11-22-101010-mmmm (1).md",
                                 "2026-11-22-101010-mmmm-DESKTOP-1.md"})
    box.write(std::string("2026/11/") + name, good + "more\n");
  box.write("2026/11/Talk (conflict with Ann).md", "# A note\n");
  box.write("support.sync-conflict-20261122-1.md", "My plan\n");
  CHECK(findings(box)["problems"] == 4);
  box.write("2026/11/.2026-11-22-101010-mmmm.md.swp", "words");
  box.write("2026/11/2026-11-22-101010-mmmm.md~", "words");
  CHECK(findings(box)["problems"] == 4); // an editor's copies are hints
  CHECK(findings(box)["findings"].size() == 6);
}

TEST_CASE("the folder of packs is looked through too", "[doctor]") {
  Sandbox box;
  box.write("themes/.kindly-999999999-0.tmp", "words");
  box.write("themes/work.sync-conflict-20261122-1.toml", "[pack\n");
  CHECK(findings(box)["problems"] == 3); // left over, a copy, broken
}

TEST_CASE("a day without a time is no wrong date in the afternoon", "[doctor]") {
  Sandbox box;
  box.write("2026/11/2026-11-22-191010-mmmm.md", entry_text("date: 2026-11-22\n"));
  CHECK(box.run({"doctor"}) == ExitCode::done);
}

TEST_CASE("doctor looks as deep as list does", "[doctor]") {
  Sandbox box;
  box.write("a/b/c/d/e/f/g/h/i/deep.md", good);
  box.write("a/b/c/d/e/f/g/h/i/j/deeper.md", good);
  CHECK(box.run({"doctor"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("1 entry"));
  CHECK_THAT(box.out(), Catch::Contains("/i/j: hint: lies too deep"));
  CHECK(box.run({"list", "--paths"}) == ExitCode::done);
  CHECK(box.out() == (box.journal() / "a/b/c/d/e/f/g/h/i/deep.md").string() + "\n");
}

TEST_CASE("advice can be pasted into a shell", "[doctor]") {
  Sandbox box;
  box.environment["KINDLY_JOURNAL"] = (box.root() / "my journal's").string();
  fs::create_directory(box.root() / "my journal's");
  fs::permissions(box.root() / "my journal's", fs::perms(0755));
  CHECK(box.run({"doctor"}) == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("/my journal'\\''s'"));
}

TEST_CASE("a copy whose original is gone is named too", "[doctor]") {
  Sandbox box;
  box.write("2026/11/2026-11-22-101010-mmmm.sync-conflict-20261122-1.md", good);
  box.write("2026/11/a (Ann's conflicted copy 2026-11-01).md", good);
  CHECK(findings(box)["problems"] == 2);
}

TEST_CASE("the questions of an entry that was never finished are a hint", "[doctor]") {
  Sandbox box;
  box.write(at_home, good + "<!-- kindly: What happened? -->\n");
  CHECK(box.run({"doctor"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains(":9:1: hint: a question of"));
}

TEST_CASE("a year that is kept elsewhere is looked through", "[doctor]") {
  Sandbox box;
  Sandbox::put(box.root() / "archive/11/2026-11-22-101010-mmmm.md",
               entry_text("date: 2026-11-22\nbefore: 12\n"));
  fs::create_directory(box.journal());
  fs::permissions(box.journal(), fs::perms(0700));
  fs::create_directory_symlink("../archive", box.journal() / "2026");
  CHECK(box.run({"doctor"}) == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("2026/11/2026-11-22-101010-mmmm.md:4:"));
}

TEST_CASE("an original that cannot be read stops nobody from looking on", "[doctor]") {
  Sandbox box;
  box.write(at_home, good + std::string(17U << 20, 'x'));
  box.write("2026/11/2026-11-22-101010-mmmm 2.md", good);
  box.write("2026/12/2026-12-22-101010-nnnn.md",
            entry_text("date: 2026-12-22\nbefore: 12\n"));
  CHECK(box.run({"doctor", "--fix"}) == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("mmmm.md: is larger than 16 MiB"));
  CHECK_THAT(box.out(), Catch::Contains("mmmm 2.md: looks like a copy"));
  CHECK_THAT(box.out(), Catch::Contains("nnnn.md:4:"));
}
