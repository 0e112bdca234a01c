// kindly list: the entries, newest first, filters together, one bad file hides no
// other.

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

std::string critic(const std::string& kind) {
  return "\n## Critical thoughts\n\n> idiot\n" +
         (kind.empty() ? "" : "\n## Kind words\n\n" + kind + "\n");
}

/// Six entries of many kinds; the tail of each id names it.
void fill(Sandbox& box) {
  box.write("2026/11/2026-11-23-090000-aaaa.md",
            entry_text("date: 2026-11-23T09:00:00+01:00\nthemes: [competence, work]\n"
                       "occasion: mistake\nbefore: 8\nafter: 5\n",
                       "Froze in the demo.") +
                critic("I am here."));
  box.write("2026/11/2026-11-22-090000-bbbb.md",
            entry_text("date: 2026-11-22T09:00:00+01:00\nthemes: [work]\n"
                       "occasion: criticism\nbefore: 6\n") +
                critic(""));
  box.write("2026/11/2026-11-16-090000-cccc.md",
            entry_text("date: 2026-11-16T09:00:00+01:00\nform: letter\n"
                       "themes: [parenting]\noccasion: mistake\n"));
  box.write("2026/10/2026-10-31-235900-dddd.md",
            entry_text("date: 2026-10-31T23:59:00+01:00\nthemes: [work, social]\n"
                       "occasion: mistake\n") +
                critic(""));
  box.write("2026/10/2026-10-01-000000-eeee.md",
            entry_text("date: 2026-10-01T00:00:00+01:00\noccasion: calm\nafter: 2\n"));
  box.write("2025/12/2025-12-31-235959-ffff.md",
            entry_text("date: 2025-12-31T23:59:59+01:00\nform: dialogue\n"));
}

/// The tails of the ids a list has, in its order: "abc" for aaaa, bbbb, cccc.
std::string listed(Sandbox& box, Words words) {
  words.insert(words.begin(), {"list", "--json"});
  INFO(box.err());
  REQUIRE(box.run(words) == ExitCode::done);
  std::string tails;
  for (const json& entry : json::parse(box.out()))
    tails += entry.at("id").get<std::string>().back();
  return tails;
}

/// ESC and its kin, C1 controls, bidirectional controls and line separators.
bool has_raw_controls(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = [&](std::size_t ahead) {
      return i + ahead < text.size() ? static_cast<unsigned char>(text[i + ahead]) : 0U;
    };
    if ((byte(0) < 0x20 && byte(0) != '\n') || byte(0) == 0x7f) return true;
    if (byte(0) == 0xc2 && byte(1) < 0xa0) return true;
    const unsigned end = byte(0) == 0xe2 ? byte(1) << 8 | byte(2) : 0U;
    if (end == 0x808e || end == 0x808f || (end >= 0x80a8 && end <= 0x80ae) ||
        (end >= 0x81a6 && end <= 0x81a9))
      return true;
  }
  return false;
}

} // namespace

TEST_CASE("list shows every entry, the newest first", "[list]") {
  Sandbox box;
  fill(box);
  CHECK(listed(box, {}) == "abcdef");
}

TEST_CASE("the newest is the latest instant, whatever its offset and file name",
          "[list]") {
  Sandbox box;
  box.write("2026/11/2026-11-23-110000-aaaa.md",
            entry_text("date: 2026-11-23T11:00:00+14:00\n"));
  box.write("2026/11/2026-11-22-100000-bbbb.md",
            entry_text("date: 2026-11-22T10:00:00-12:00\n"));
  box.write("loose.md", entry_text("date: 2026-11-23T00:00:00Z\n"));
  CHECK(listed(box, {}) == "eba");
  CHECK(listed(box, {"-n", "1"}) == "e");
  CHECK(listed(box, {"-n", "2"}) == "eb");
}

TEST_CASE("list -n is the beginning of the whole list", "[list]") {
  Sandbox box;
  fill(box);
  for (std::size_t most = 0; most <= 7; ++most)
    CHECK(listed(box, {"-n", std::to_string(most)}) ==
          std::string("abcdef").substr(0, most));
  CHECK(listed(box, {"-n", "2", "--theme", "work"}) == "ab");
  CHECK(listed(box, {"-n", "1", "--open", "--until", "2026-11-01"}) == "d");
  for (const char* number : {"-1", "x", "1.5", "", "99999999999999999999999"}) {
    INFO(number);
    CHECK(box.run({"list", "-n", number}) == ExitCode::usage);
  }
}

TEST_CASE("--since and --until take in the days they name", "[list]") {
  Sandbox box;
  fill(box);
  CHECK(listed(box, {"--since", "2026-11-16"}) == "abc");
  CHECK(listed(box, {"--until", "2026-11-16"}) == "cdef");
  CHECK(listed(box, {"--since", "2026-10", "--until", "2026-10"}) == "de");
  CHECK(listed(box, {"--since", "2025", "--until", "2025"}) == "f");
  CHECK(listed(box, {"--since", "2026-W47", "--until", "2026-W47"}) == "bc");
  CHECK(listed(box, {"--since", "today"}) == "a");
  CHECK(listed(box, {"--since", "yesterday", "--until", "yesterday"}) == "b");
  CHECK(listed(box, {"--since", "last monday", "--until", "yesterday"}) == "bc");
  CHECK(listed(box, {"--since", "7 days ago"}) == "abc");
  CHECK(listed(box, {"--since", "2w"}) == "abc");
  CHECK(listed(box, {"--since", "1y"}) == "abcdef");
  CHECK(listed(box, {"--since", "2026-11-23T09:00:00+01:00"}) == "a");
  CHECK(listed(box, {"--since", "2026-11-23T09:00:01+01:00"}).empty());
  CHECK(listed(box, {"--since", "09:00"}) == "a");
  CHECK(listed(box, {"--since", "2026-11-23", "--until", "2026-11-01"}).empty());
}

TEST_CASE("list is plain ASCII where the locale is, but for what entries say",
          "[list]") {
  Sandbox box;
  box.write("2026/11/2026-11-22-100000-bbbb.md",
            entry_text("date: 2026-11-22T10:00:00+01:00\nbefore: 8\n"));
  box.environment["LC_ALL"] = "C";
  box.run({"list"});
  CHECK(box.out().find("8 -> -") != std::string::npos);
  box.environment["LC_ALL"] = "C.UTF-8";
  box.run({"list"});
  CHECK(box.out().find("8 → –") != std::string::npos);
}

TEST_CASE("paths go with no other format", "[list]") {
  Sandbox box;
  CHECK(box.run({"list", "--paths", "--json"}) == ExitCode::usage);
  CHECK(box.run({"list", "-0", "--jsonl"}) == ExitCode::usage);
}

TEST_CASE("filters compose: every one must hold", "[list]") {
  Sandbox box;
  fill(box);
  CHECK(listed(box, {"--theme", "work"}) == "abd");
  CHECK(listed(box, {"--theme", "work", "--occasion", "mistake"}) == "ad");
  CHECK(listed(box, {"--theme", "work", "--occasion", "mistake", "--open"}) == "d");
  CHECK(listed(box, {"--theme", "work", "--open", "--since", "2026-11"}) == "b");
  CHECK(listed(box, {"--form", "letter"}) == "c");
  CHECK(listed(box, {"--form", "script", "--unrated"}) == "bd");
  CHECK(listed(box, {"--unrated"}) == "bcdf");
  CHECK(listed(box, {"--open"}) == "bd");
  CHECK(listed(box, {"--form", "letter", "--theme", "work"}).empty());
}

TEST_CASE("the day of a filter begins when the config says", "[list]") {
  Sandbox box;
  Sandbox::put(box.home() / ".config/kindly/config.toml", "day_starts = \"04:00\"\n");
  box.write("2026/11/2026-11-22-020000-aaaa.md",
            entry_text("date: 2026-11-22T02:00:00+01:00\n"));
  CHECK(listed(box, {"--since", "2026-11-22"}).empty());
  CHECK(listed(box, {"--since", "2026-11-21", "--until", "2026-11-21"}) == "a");
}

TEST_CASE("a WHEN with two readings is refused with both", "[list]") {
  Sandbox box;
  CHECK(box.run({"list", "--since", "03/05/2026"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("2026-03-05") && Catch::Contains("2026-05-03"));
  CHECK(box.run({"list", "--until", "someday"}) == ExitCode::usage);
}

TEST_CASE("a theme that no pack and no entry knows is refused with the nearest",
          "[list]") {
  Sandbox box;
  fill(box);
  CHECK(box.run({"list", "--theme", "competense"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'competence'"));
  CHECK(box.run({"list", "--occasion", "mistaek"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'mistake'"));
  CHECK(box.run({"list", "--form", "leter"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'letter'"));
}

TEST_CASE("a theme of the person's own is listed though no pack knows it", "[list]") {
  Sandbox box;
  fill(box);
  box.write("2026/11/2026-11-20-090000-gggg.md",
            entry_text("date: 2026-11-20T09:00:00+01:00\nthemes: [violin]\n"));
  CHECK(listed(box, {"--theme", "violin"}) == "g");
  CHECK(listed(box, {"--theme", "money"}).empty());
}

TEST_CASE("nothing to list is no failure, and nothing is made by looking", "[list]") {
  Sandbox box;
  CHECK(box.run({"list"}) == ExitCode::done);
  CHECK(box.out().empty());
  CHECK(box.run({"list", "--json"}) == ExitCode::done);
  CHECK(box.out() == "[]\n");
  CHECK(box.run({"list", "--jsonl"}) == ExitCode::done);
  CHECK(box.out().empty());
  CHECK(box.run({"list", "-q"}) == ExitCode::done);
  CHECK(box.err().empty());
  CHECK_FALSE(fs::exists(box.journal()));
  CHECK_FALSE(fs::exists(box.home()));
}

TEST_CASE("the list in JSON has every key of kindly.entry/1, in order", "[list]") {
  Sandbox box;
  fill(box);
  REQUIRE(box.run({"list", "-n", "1", "--json"}) == ExitCode::done);
  const auto entry = nlohmann::ordered_json::parse(box.out()).at(0);
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
                      "rewrites"});
  CHECK(entry.at("schema") == "kindly.entry/1");
  CHECK(entry.at("path") ==
        (box.journal() / "2026/11/2026-11-23-090000-aaaa.md").string());
  CHECK(entry.at("minutes").is_null());
  CHECK(entry.at("feelings").is_array());
}

TEST_CASE("--jsonl is the same list, an object a line", "[list]") {
  Sandbox box;
  fill(box);
  REQUIRE(box.run({"list", "--json"}) == ExitCode::done);
  const json list = json::parse(box.out());
  REQUIRE(box.run({"list", "--jsonl"}) == ExitCode::done);
  json lines = json::array();
  for (std::size_t begin = 0; begin < box.out().size();) {
    const std::size_t end = box.out().find('\n', begin);
    lines.push_back(json::parse(box.out().substr(begin, end - begin)));
    begin = end + 1;
  }
  CHECK(lines == list);
}

TEST_CASE("--paths gives files a line each, -0 gives them for xargs", "[list]") {
  Sandbox box;
  fill(box);
  const std::string first =
      (box.journal() / "2026/11/2026-11-23-090000-aaaa.md").string();
  const std::string second =
      (box.journal() / "2026/11/2026-11-22-090000-bbbb.md").string();
  REQUIRE(box.run({"list", "-n", "2", "--paths"}) == ExitCode::done);
  CHECK(box.out() == first + "\n" + second + "\n");
  for (const Words& words :
       {Words{"list", "-n", "2", "-0"}, Words{"list", "-n2", "--paths", "-0"}}) {
    REQUIRE(box.run(words) == ExitCode::done);
    CHECK(box.out() == first + '\0' + second + '\0');
  }
}

TEST_CASE(
    "a line of the list tells when, which, how heavy, what about and how it began",
    "[list]") {
  Sandbox box;
  fill(box);
  REQUIRE(box.run({"list", "-n", "2"}) == ExitCode::done);
  const std::string first = box.out_line();
  CHECK_THAT(first,
             Catch::Contains("2026-11-23 09:00") && Catch::Contains("aaaa") &&
                 Catch::Contains("8 → 5") && Catch::Contains("competence, work") &&
                 Catch::Contains("Froze in the demo."));
  CHECK_THAT(first, !Catch::Contains("open"));
  CHECK_THAT(box.out().substr(first.size()), Catch::Contains("(open)"));
  CHECK(std::ranges::count(box.out(), '\n') == 2);
}

TEST_CASE("at a terminal no line of the list is wider than the terminal", "[list]") {
  Sandbox box;
  fill(box);
  box.write("2026/11/2026-11-21-090000-gggg.md",
            entry_text("date: 2026-11-21T09:00:00+01:00\n", std::string(300, 'x')));
  box.is_terminal = true;
  for (const std::size_t width : {80U, 100U}) {
    box.width = width;
    REQUIRE(box.run({"list"}) == ExitCode::done);
    std::size_t longest = 0;
    for (std::size_t begin = 0; begin < box.out().size();) {
      const std::size_t end = box.out().find('\n', begin);
      const std::string line = box.out().substr(begin, end - begin);
      const auto points = std::ranges::count_if(line, [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
      });
      longest = std::max(longest, static_cast<std::size_t>(points));
      begin = end + 1;
    }
    CHECK(longest == width);
  }
  box.is_terminal = false;
  REQUIRE(box.run({"list"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains(std::string(300, 'x')));
}

TEST_CASE("one bad entry hides no other: the rest, a line on stderr, exit 4",
          "[list]") {
  for (const std::string bad :
       {"before: eight\n", "date: soon\n", "themes: [a\n", "before: 8\nbefore: 7\n"}) {
    INFO(bad);
    Sandbox box;
    fill(box);
    box.write("2026/11/2026-11-20-090000-gggg.md", "---\nkindly: 1\n" + bad + "---\n");
    CHECK(box.run({"list", "--paths"}) == ExitCode::unreadable);
    CHECK(std::ranges::count(box.out(), '\n') == 6);
    CHECK_THAT(box.out(), !Catch::Contains("gggg"));
    CHECK(std::ranges::count(box.err(), '\n') == 1);
    CHECK_THAT(box.err(), Catch::Contains("2026-11-20-090000-gggg.md:"));
    CHECK(box.run({"list", "--json", "-q"}) == ExitCode::unreadable);
    CHECK(json::parse(box.out()).size() == 6);
    CHECK_THAT(box.err(), Catch::Contains("gggg.md:"));
  }
}

TEST_CASE("every bad entry has its own line, whatever its name holds", "[list]") {
  Sandbox box;
  fill(box);
  box.write("2026/11/a\nkindly: all is well\x1b[31m.md",
            "---\nkindly: 1\ndate: x\n---\n");
  box.write("2026/11/b.md", "---\nkindly: 2\ndate: 2026-11-01\n---\n");
  box.write("2026/11/c.md", "---\nkindly: 1\ndate: 2026-11-01\n");
  CHECK(box.run({"list"}) == ExitCode::unreadable);
  CHECK(std::ranges::count(box.err(), '\n') == 3);
  CHECK_FALSE(has_raw_controls(box.err()));
}

TEST_CASE("a person's other notes are no entries and no problem", "[list]") {
  Sandbox box;
  fill(box);
  box.write("README.md", "# My journal\n");
  box.write("2026/11/plan.md", "---\ntitle: [unclosed\n---\n");
  box.write("notes/deep/x.md", "---\nkind: 1\n---\n");
  box.write("2026/11/2026-11-23-080000-zzzz.txt", entry_text("date: 2026-11-23\n"));
  box.write("2026/11/.2026-11-23-080000-zzzz.md", entry_text("date: 2026-11-23\n"));
  box.write(".trash/2026/11/2026-11-23-080000-zzzz.md",
            entry_text("date: 2026-11-23\n"));
  box.write("empty.md", "");
  box.write("themes/mine.toml", "x");
  box.write("support.md", "Call Alex.\n");
  CHECK(listed(box, {}) == "abcdef");
  CHECK(box.err().empty());
}

TEST_CASE("a link in a circle, a pipe and a folder named like an entry stop no list",
          "[list]") {
  Sandbox box;
  fill(box);
  fs::create_directory_symlink(box.journal(), box.journal() / "2026/11/again");
  fs::create_directories(box.journal() / "2026/11/2026-11-23-080000-zzzz.md");
  fs::create_symlink("nowhere", box.journal() / "2026/11/2026-11-23-080000-yyyy.md");
  REQUIRE(::mkfifo((box.journal() / "2026/11/2026-11-23-080000-xxxx.md").c_str(),
                   0600) == 0);
  CHECK(box.run({"list", "--paths"}) != ExitCode::done);
  CHECK(std::ranges::count(box.out(), '\n') == 6);
}

TEST_CASE("no control byte of an entry reaches a list raw", "[list]") {
  Sandbox box;
  const std::string nasty = "\x1b[31mred \x07 \x7f \xc2\x9b"
                            "31m \xe2\x80\xae rtl \xe2\x81\xa6 iso \xff end";
  box.write("2026/11/2026-11-23-090000-aaaa.md",
            entry_text("date: 2026-11-23\nthemes: [\"x\\e[31m\"]\nfeelings: "
                       "[\"\\u202e\"]\naddress: \"\\x9b\"\n",
                       nasty));
  box.write("2026/11/\x1b]0;title\x07.md", entry_text("date: 2026-11-22\n"));
  for (const Words& words : {Words{"list"},
                             Words{"list", "--json"},
                             Words{"list", "--jsonl"},
                             Words{"search", "end"},
                             Words{"search", "end", "--json"}}) {
    INFO(words.back());
    REQUIRE(box.run(words) == ExitCode::done);
    CHECK_THAT(box.out(), Catch::Contains("aaaa"));
    CHECK_FALSE(has_raw_controls(box.out()));
  }
  box.is_terminal = true;
  REQUIRE(box.run({"list", "--color", "never"}) == ExitCode::done);
  CHECK_FALSE(has_raw_controls(box.out()));
}

TEST_CASE("a path is exact in a pipe and harmless at a terminal", "[list]") {
  Sandbox box;
  const std::string name = "2026/11/2026-11-23-090000-\x1b]0;x\x07\xe2\x80\xae.md";
  box.write(name, entry_text("date: 2026-11-23\n"));
  const std::string path = (box.journal() / name).string();
  for (const Words& words : {Words{"list", "--paths"}, Words{"path"}}) {
    INFO(words[0]);
    box.is_terminal = false;
    REQUIRE(box.run(words) == ExitCode::done);
    CHECK(box.out() == path + "\n");
    box.is_terminal = true;
    REQUIRE(box.run(words) == ExitCode::done);
    CHECK_FALSE(has_raw_controls(box.out()));
    CHECK_THAT(box.out(), Catch::Contains("2026-11-23-090000-"));
  }
  REQUIRE(box.run({"list", "-0"}) == ExitCode::done);
  CHECK(box.out() == path + '\0');
}

TEST_CASE("looking at a journal changes nothing in it", "[list]") {
  Sandbox box;
  fill(box);
  std::vector<std::pair<fs::path, fs::file_time_type>> before;
  for (const auto& found : fs::recursive_directory_iterator(box.journal()))
    before.emplace_back(found.path(), found.last_write_time());
  for (const Words& words : {Words{"list"},
                             Words{"show"},
                             Words{"search", "demo"},
                             Words{"path"},
                             Words{"stats"},
                             Words{"themes"},
                             Words{"cue"},
                             Words{"support"},
                             Words{"themes", "detect", "idiot"},
                             Words{"reframe", "idiot"}}) {
    INFO(words[0]);
    CHECK(box.run(words) == ExitCode::done);
  }
  std::vector<std::pair<fs::path, fs::file_time_type>> after;
  for (const auto& found : fs::recursive_directory_iterator(box.journal()))
    after.emplace_back(found.path(), found.last_write_time());
  CHECK(before == after);
  CHECK_FALSE(fs::exists(box.home()));
}
