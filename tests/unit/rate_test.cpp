// kindly rate: which number it sets, and that no other byte changes.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

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

Words lines_of(const std::string& text) {
  Words lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

/// What `git diff` would say: lines that are new, lines that are gone.
struct Diff {
  Words added;
  Words removed;
  bool operator==(const Diff&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Diff& diff) {
  for (const std::string& line : diff.removed) out << '-' << line;
  for (const std::string& line : diff.added) out << '+' << line;
  return out;
}

/// Both texts without the lines they begin and end with in common.
Diff diff(const std::string& before, const std::string& after) {
  Words old = lines_of(before);
  Words fresh = lines_of(after);
  while (!old.empty() && !fresh.empty() && old.back() == fresh.back()) {
    old.pop_back();
    fresh.pop_back();
  }
  const auto [here, there] =
      std::mismatch(old.begin(), old.end(), fresh.begin(), fresh.end());
  return {{there, fresh.end()}, {here, old.end()}};
}

/// Rates the entry `before` and tells what changed in its file.
Diff rated(Sandbox& box, const std::string& before, Words words) {
  box.write(file, before);
  words.insert(words.begin(), "rate");
  const ExitCode code = box.run(words);
  INFO(box.err());
  REQUIRE(code == ExitCode::done);
  return diff(before, box.read(file));
}

Diff rated(const std::string& before, const Words& words) {
  Sandbox box;
  return rated(box, before, words);
}

/// Runs, and the file is the same afterwards, byte for byte.
void check_refused(const std::string& before, Words words, ExitCode code) {
  Sandbox box;
  box.write(file, before);
  words.insert(words.begin(), "rate");
  CHECK(box.run(words) == code);
  CHECK(box.out().empty());
  CHECK_FALSE(box.err().empty());
  CHECK(box.read(file) == before);
  CHECK(box.count_files() == 1);
}

json shown(Sandbox& box) {
  REQUIRE(box.run({"show", "last", "--json"}) == ExitCode::done);
  return json::parse(box.out());
}

} // namespace

TEST_CASE("the first rating of an entry is its before, one line more", "[rate]") {
  CHECK(rated(entry_text(morning), {"8"}) == Diff{{"before: 8\n"}, {}});
}

TEST_CASE("the second rating is its after, and brings the minutes along", "[rate]") {
  CHECK(rated(entry_text(morning + "before: 8\n"), {"5"}) ==
        Diff{{"after: 5\n", "minutes: 312\n"}, {}});
}

TEST_CASE("minutes that are there stay as they are", "[rate]") {
  CHECK(rated(entry_text(morning + "before: 8\nminutes: 9\n"), {"5"}) ==
        Diff{{"after: 5\n"}, {}});
  CHECK(rated(entry_text(morning + "minutes: 9\nbefore: 8\n"), {"5", "--after"}) ==
        Diff{{"after: 5\n"}, {}});
}

TEST_CASE("a third rating is the first check-in, two lines more", "[rate]") {
  CHECK(rated(entry_text(morning + "before: 8\nafter: 5\n"), {"3"}) ==
        Diff{{"later:\n", "  - {at: 2026-11-23T15:12:04+01:00, distress: 3}\n"}, {}});
}

TEST_CASE("every check-in behind the first is one line more", "[rate]") {
  const std::string first = "  - {at: 2026-11-23T12:00:00+01:00, distress: 4}\n";
  CHECK(rated(entry_text(morning + "before: 8\nafter: 5\nlater:\n" + first), {"10"}) ==
        Diff{{"  - {at: 2026-11-23T15:12:04+01:00, distress: 10}\n"}, {}});
  CHECK(rated(entry_text(morning + "later:\n" + first + "before: 8\nafter: 5\n"),
              {"2"}) ==
        Diff{{"  - {at: 2026-11-23T15:12:04+01:00, distress: 2}\n"}, {}});
}

TEST_CASE("check-ins stand in the style their list has", "[rate]") {
  const std::string head = morning + "before: 8\nafter: 5\n";
  CHECK(rated(entry_text(head +
                         "later:\n- at: 2026-11-23T12:00:00+01:00\n  distress: 4\n"),
              {"3"}) == Diff{{"- {at: 2026-11-23T15:12:04+01:00, distress: 3}\n"}, {}});
  CHECK(rated(entry_text(head + "later: []  # none yet\n"), {"3"}) ==
        Diff{{"later: [{at: 2026-11-23T15:12:04+01:00, distress: 3}]  # none yet\n"},
             {"later: []  # none yet\n"}});
}

TEST_CASE("twelve hours on, a rating is a check-in though there is no after",
          "[rate]") {
  const std::string check_in = "  - {at: 2026-11-23T15:12:04+01:00, distress: 4}\n";
  const auto at = [](const std::string& time) {
    return entry_text("date: 2026-11-23T" + time + "+01:00\nbefore: 8\n");
  };
  CHECK(rated(at("03:12:04"), {"4"}) == Diff{{"later:\n", check_in}, {}});
  CHECK(rated(at("03:12:05"), {"4"}) ==
        Diff{{"after: 4\n", "minutes: 719\n"}, {}}); // a second before
}

TEST_CASE("twelve hours on, an entry without any rating still gets its before",
          "[rate]") {
  CHECK(rated(entry_text("date: 2026-11-20T10:00:00+01:00\n"), {"4"}) ==
        Diff{{"before: 4\n"}, {}});
}

TEST_CASE("the half day is counted in instants, whatever the offsets", "[rate]") {
  // 15:12:04+01:00 is 14:12:04Z; twelve hours before it were 10:12:04+08:00.
  CHECK(rated(entry_text("date: 2026-11-23T10:12:04+08:00\nbefore: 8\n"), {"4"})
            .added[0] == "later:\n");
  CHECK(rated(entry_text("date: 2026-11-23T10:12:05+08:00\nbefore: 8\n"), {"4"})
            .added[0] == "after: 4\n");
}

TEST_CASE("--before, --after and --later say which rating is meant", "[rate]") {
  CHECK(rated(entry_text(morning), {"4", "--after"}) ==
        Diff{{"after: 4\n", "minutes: 312\n"}, {}});
  CHECK(rated(entry_text(morning), {"4", "--later"}).added[0] == "later:\n");
  CHECK(rated(entry_text(morning + "after: 3\n"), {"4", "--before"}) ==
        Diff{{"before: 4\n"}, {}});
  CHECK(rated(entry_text("date: 2026-11-20T10:00:00+01:00\nbefore: 8\n"),
              {"4", "--after"}) == Diff{{"after: 4\n", "minutes: 4632\n"}, {}});
}

TEST_CASE("two of --before, --after and --later are refused", "[rate]") {
  check_refused(entry_text(morning), {"4", "--before", "--after"}, ExitCode::usage);
  check_refused(entry_text(morning), {"4", "--after", "--later"}, ExitCode::usage);
}

TEST_CASE("a rating that was given is replaced only with --replace", "[rate]") {
  const std::string both = entry_text(morning + "before: 8\nafter: 5\nminutes: 9\n");
  check_refused(both, {"4", "--before"}, ExitCode::usage);
  check_refused(both, {"4", "--after"}, ExitCode::usage);
  CHECK(rated(both, {"4", "--before", "--replace"}) ==
        Diff{{"before: 4\n"}, {"before: 8\n"}});
  CHECK(rated(both, {"4", "--after", "--replace"}) ==
        Diff{{"after: 4\n"}, {"after: 5\n"}});
}

TEST_CASE("--replace alone means the rating that was given last", "[rate]") {
  CHECK(rated(entry_text(morning + "before: 8\nafter: 5\nminutes: 9\n"),
              {"4", "--replace"}) == Diff{{"after: 4\n"}, {"after: 5\n"}});
  CHECK(rated(entry_text(morning + "before: 8\n"), {"4", "--replace"}) ==
        Diff{{"before: 4\n"}, {"before: 8\n"}});
}

TEST_CASE("a check-in is added, never replaced", "[rate]") {
  check_refused(entry_text(morning + "before: 8\nafter: 5\n"),
                {"4", "--later", "--replace"},
                ExitCode::usage);
}

TEST_CASE("an earlier rating is never shown before the later one is given", "[rate]") {
  const std::string text = entry_text(morning + "before: 9\nafter: 7\nminutes: 86\n");
  for (const bool is_terminal : {false, true})
    for (const Words& words : {Words{"rate", "4", "--before"},
                               Words{"rate", "4", "--after"},
                               Words{"rate", "0"},
                               Words{"rate", "--help"},
                               Words{"rate"}}) {
      Sandbox box;
      box.is_terminal = is_terminal;
      box.write(file, text);
      box.run(words);
      CHECK_THAT(box.err(), !Catch::Contains("9") && !Catch::Contains("7"));
      CHECK_THAT(box.out(), !Catch::Contains("9") && !Catch::Contains("7"));
    }
}

TEST_CASE("what is no whole number from 1 to 10 is refused and the file untouched",
          "[rate]") {
  for (const std::string rating : {"0",
                                   "11",
                                   "010",
                                   "08",
                                   "0x5",
                                   "7.5",
                                   "",
                                   " ",
                                   " 7",
                                   "7 ",
                                   "+7",
                                   "7,5",
                                   "-1",
                                   "٧",
                                   "７",
                                   "1e1",
                                   "ten",
                                   "99999999999999999999"}) {
    INFO(rating);
    check_refused(entry_text(morning), {"--", rating}, ExitCode::usage);
    check_refused(entry_text(morning), {"--before", "--", rating}, ExitCode::usage);
  }
  check_refused(entry_text(morning), {"-1"}, ExitCode::usage);
  check_refused(entry_text(morning), {}, ExitCode::usage);
}

TEST_CASE("rating is quiet in a pipe and says the shift at a terminal", "[rate]") {
  Sandbox box;
  const std::string text = entry_text(morning + "before: 8\n");
  box.write(file, text);
  REQUIRE(box.run({"rate", "5"}) == ExitCode::done);
  CHECK(box.out().empty());
  CHECK(box.err().empty());
  box.is_terminal = true;
  box.write(file, text);
  REQUIRE(box.run({"rate", "5"}) == ExitCode::done);
  CHECK(box.out() == "8 → 5\n");
}

TEST_CASE("a rise of two, or an after of ten, is said plainly with the way to support",
          "[rate]") {
  Sandbox box;
  box.is_terminal = true;
  box.write(file, entry_text(morning + "before: 5\n"));
  REQUIRE(box.run({"rate", "7"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("5 → 7") && Catch::Contains("kindly support"));
  box.write(file, entry_text(morning + "before: 10\n"));
  REQUIRE(box.run({"rate", "10"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("kindly support"));
  CHECK_THAT(box.out(), !Catch::Contains("heavier")); // ten to ten is no rise
  box.write(file, entry_text(morning + "before: 5\n"));
  REQUIRE(box.run({"rate", "6"}) == ExitCode::done);
  CHECK_THAT(box.out(), !Catch::Contains("kindly support"));
}

TEST_CASE("a lighter check-in is not told that it got heavier", "[rate]") {
  Sandbox box;
  box.is_terminal = true;
  box.write(file, entry_text(morning + "before: 5\nafter: 8\n"));
  REQUIRE(box.run({"rate", "2", "--later"}) == ExitCode::done);
  CHECK_THAT(box.out(), !Catch::Contains("heavier"));
}

TEST_CASE("comments, quotes, blanks and unknown keys around a rating survive",
          "[rate]") {
  const std::string head = "# mine\ndate:   2026-11-23T10:00:00+01:00   # morning\n"
                           "mood: {x: [1, 2]}\n\n\"before\":  '8'   # heavy\n"
                           "tags:\n- a\n  # between\nnotes: |\n  after: 3\n  ---x\n"
                           "null: ~\n# the end\n";
  CHECK(rated(entry_text(head), {"4", "--before", "--replace"}) ==
        Diff{{"\"before\":  '4'   # heavy\n"}, {"\"before\":  '8'   # heavy\n"}});
  CHECK(rated(entry_text(head), {"5"}) == Diff{{"after: 5\n", "minutes: 312\n"}, {}});
}

TEST_CASE("a key without a value takes the rating on its own line", "[rate]") {
  CHECK(rated(entry_text(morning + "before:\nafter: ~  # not yet\n"), {"8"}) ==
        Diff{{"before: 8\n"}, {"before:\n"}});
  CHECK(rated(entry_text(morning + "before: 8\nafter: ~  # not yet\nminutes: 4\n"),
              {"5"}) == Diff{{"after: 5  # not yet\n"}, {"after: ~  # not yet\n"}});
}

TEST_CASE("a rating that somebody wrote as 08 in a file is eight, and can be replaced",
          "[rate]") {
  const std::string text = entry_text(morning + "before: 08 # eight\n");
  check_refused(text, {"5", "--before"}, ExitCode::usage);
  CHECK(rated(text, {"5", "--before", "--replace"}) ==
        Diff{{"before: 5 # eight\n"}, {"before: 08 # eight\n"}});
}

TEST_CASE("a file keeps its carriage returns, byte order mark and missing last newline",
          "[rate]") {
  const auto with_crlf = [](const std::string& text) {
    std::string out;
    for (const char c : text)
      out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
  };
  std::string text = "\xef\xbb\xbf" + with_crlf(entry_text(morning + "before: 8\n"));
  CHECK(rated(text, {"5"}) == Diff{{"after: 5\r\n", "minutes: 312\r\n"}, {}});
  CHECK(
      rated(text, {"5", "--later"}) ==
      Diff{{"later:\r\n", "  - {at: 2026-11-23T15:12:04+01:00, distress: 5}\r\n"}, {}});
  text.resize(text.size() - 2);
  CHECK(rated(text, {"5", "--before", "--replace"}) ==
        Diff{{"before: 5\r\n"}, {"before: 8\r\n"}});
  CHECK(rated("---\nkindly: 1\n" + morning + "---", {"5"}) ==
        Diff{{"before: 5\n"}, {}});
  CHECK(rated("--- \nkindly: 1\n" + morning + "...\nbody", {"5"}) ==
        Diff{{"before: 5\n"}, {}});
}

TEST_CASE("a body that looks like a header is not touched", "[rate]") {
  const std::string text =
      entry_text(morning, "before: 3\n---\nkindly: 1\nbefore: 4\n---\nafter: 9");
  CHECK(rated(text, {"8"}) == Diff{{"before: 8\n"}, {}});
}

TEST_CASE("a header that cannot be changed with certainty is refused with its line",
          "[rate]") {
  for (const std::string& head : {morning + "before: 8\nbefore: 7\n",
                                  morning + "before: eight\n",
                                  morning + "before: [8]\n",
                                  morning + "\"bef\\x6fre\": 8\n",
                                  morning + "later: never\nbefore: 8\nafter: 5\n",
                                  morning + "{ before: 8 }\n",
                                  std::string("date: soon\n")}) {
    INFO(head);
    Sandbox box;
    const std::string text = entry_text(head);
    box.write(file, text);
    CHECK(box.run({"rate", "5", file, "--before", "--replace"}) ==
          ExitCode::unreadable);
    CHECK_THAT(box.err(), Catch::Contains("-abcd.md:"));
    CHECK(box.read(file) == text);
  }
}

TEST_CASE("a note becomes the last paragraph of Afterwards", "[rate]") {
  Sandbox box;
  const std::string before = entry_text(morning + "before: 8\n");
  box.write(file, before);
  REQUIRE(box.run({"rate",
                   "8",
                   "--before",
                   "--replace",
                   "--note",
                   "She laughed.\nSo did I."}) == ExitCode::done);
  CHECK(box.read(file) == before + "\n## Afterwards\n\nShe laughed.\nSo did I.\n");
  box.write(file, before + "\n## Afterwards\n\nQuieter.\n\n## My own\n\nx\n");
  REQUIRE(box.run({"rate", "3", "--note", "She laughed."}) == ExitCode::done);
  json sections = shown(box).at("sections");
  CHECK(sections.at("Afterwards") == "Quieter.\n\nShe laughed.");
  CHECK(sections.at("My own") == "x");
  REQUIRE(box.run({"rate", "3", "--note", "-"}, "## not a heading\n") ==
          ExitCode::done);
  sections = shown(box).at("sections");
  CHECK_THAT(sections.at("Afterwards").get<std::string>(),
             Catch::StartsWith("Quieter.\n\nShe laughed.\n\n## not a heading"));
  CHECK(sections.size() == 3);
}

TEST_CASE("a note hides no section, even where a stray code fence stood before it",
          "[rate]") {
  for (const std::string note :
       {"```\ncode\n```", "```", "~~~\n## x\n~~~", "## Kind words"}) {
    INFO(note);
    Sandbox box;
    box.write(file,
              entry_text(morning + "before: 8\n", "stray:\n```\nand\n~~~\nno end") +
                  "\n## Critical thoughts\n\n> idiot\n\n## Kind words\n\nI am here.\n");
    const json before = shown(box).at("sections");
    REQUIRE(box.run({"rate", "5", "--note", note}) == ExitCode::done);
    json after = shown(box).at("sections");
    CHECK(after.value("Afterwards", "") == note);
    after.erase("Afterwards");
    CHECK(after == before);
  }
}

TEST_CASE("a note that is empty or not UTF-8 is refused and the rating with it",
          "[rate]") {
  check_refused(entry_text(morning), {"5", "--note", ""}, ExitCode::usage);
  check_refused(entry_text(morning), {"5", "--note", " \n"}, ExitCode::usage);
  check_refused(entry_text(morning), {"5", "--note", "caf\xe9"}, ExitCode::usage);
}

TEST_CASE("a note from a pipe is kept when the rating cannot be", "[rate]") {
  for (const Words& words : {Words{"rate", "11", "--note", "-"},
                             Words{"rate", "5", "nope", "--note=-"},
                             Words{"-q", "rate", "5", "--note", "-", "--bogus"}}) {
    Sandbox box;
    CHECK(box.run(words, "typed in tears") != ExitCode::done);
    CHECK(
        kindly::read_if_there(box.home() / ".local/state/kindly/unsaved/text-1.txt", 99)
            .value_or("(lost)") == "typed in tears");
  }
}

TEST_CASE("rate takes any entry by id, prefix, tail, path or last~N", "[rate]") {
  Sandbox box;
  box.write("2026/11/2026-11-22-100000-bcde.md",
            entry_text("date: 2026-11-22T10:00:00+01:00\n"));
  box.write(file, entry_text(morning));
  int rating = 1;
  for (const std::string& entry :
       {std::string("last~1"),
        std::string("2026-11-22"),
        std::string("bcde"),
        std::string("2026-11-22-100000-bcde"),
        (box.journal() / "2026/11/2026-11-22-100000-bcde.md").string()}) {
    INFO(entry);
    CHECK(box.run({"rate", std::to_string(++rating), entry, "--before", "--replace"}) ==
          ExitCode::done);
    CHECK_THAT(box.read("2026/11/2026-11-22-100000-bcde.md"),
               Catch::Contains("\nbefore: " + std::to_string(rating) + "\n"));
  }
  CHECK(box.read(file) == entry_text(morning));
}

TEST_CASE("an entry that cannot be told is no entry to rate", "[rate]") {
  Sandbox box;
  CHECK(box.run({"rate", "5"}) == ExitCode::no);
  CHECK_FALSE(fs::exists(box.journal()));
  box.write("2026/11/2026-11-22-100000-bcde.md", entry_text("date: 2026-11-22\n"));
  box.write(file, entry_text(morning));
  CHECK(box.run({"rate", "5", "2026"}) == ExitCode::no);
  CHECK_THAT(box.err(),
             Catch::Contains("2026-11-22-100000-bcde") &&
                 Catch::Contains("2026-11-23-100000-abcd"));
  CHECK(box.run({"rate", "5", "last~2"}) == ExitCode::no);
  CHECK(box.run({"rate", "5", "nope"}) == ExitCode::no);
}

TEST_CASE("a rating never goes to an older entry because the newest cannot be read",
          "[rate]") {
  Sandbox box;
  box.write(file, entry_text(morning));
  box.write("2026/11/2026-11-23-110000-bcde.md", "---\nkindly: 1\ndate: soon\n---\n");
  for (const Words& words : {Words{"rate", "5"}, Words{"rate", "5", "last"}}) {
    CHECK(box.run(words) == ExitCode::unreadable);
    CHECK_THAT(box.err(), Catch::Contains("2026-11-23-110000-bcde.md:3"));
    CHECK(box.read(file) == entry_text(morning));
  }
  CHECK(box.run({"rate", "5", "abcd"}) == ExitCode::done);
}

TEST_CASE("a person's own note is never rated", "[rate]") {
  Sandbox box;
  box.write("note.md", "---\ntitle: mine\n---\n\ntext\n");
  CHECK(box.run({"rate", "5", (box.journal() / "note.md").string()}) ==
        ExitCode::unreadable);
  CHECK(box.run({"rate", "5"}) == ExitCode::no);
  CHECK(box.read("note.md") == "---\ntitle: mine\n---\n\ntext\n");
}

TEST_CASE("rating keeps a file's mode and follows a link to it", "[rate]") {
  Sandbox box;
  Sandbox::put(box.root() / "elsewhere.md", entry_text(morning));
  fs::permissions(box.root() / "elsewhere.md",
                  fs::perms::owner_read | fs::perms::owner_write |
                      fs::perms::group_read);
  fs::create_directories(box.journal() / "2026/11");
  fs::create_symlink(box.root() / "elsewhere.md", box.journal() / file);
  REQUIRE(box.run({"rate", "5"}) == ExitCode::done);
  CHECK(fs::is_symlink(box.journal() / file));
  CHECK_THAT(box.read(file), Catch::Contains("before: 5"));
  CHECK(fs::status(box.root() / "elsewhere.md").permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read));
}

TEST_CASE("a read-only entry is an error and stays as it is", "[rate]") {
  Sandbox box;
  box.write(file, entry_text(morning));
  fs::permissions(box.journal() / file, fs::perms::owner_read);
  CHECK(box.run({"rate", "5"}) == ExitCode::io);
  CHECK_THAT(box.err(), Catch::Contains(file));
  CHECK(box.read(file) == entry_text(morning));
  CHECK(box.count_files() == 1);
}
