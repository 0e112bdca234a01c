// kindly search: entries that hold all the words, and the lines that hold one.

#include "base/find.hpp"
#include "base/text.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using kindly::ExitCode;
using kindly::test::entry_text;
using kindly::test::Sandbox;

namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

const std::string one = "2026-11-23-090000-aaaa";
const std::string two = "2026-11-22-090000-bbbb";

void fill(Sandbox& box) {
  box.write(
      "2026/11/" + one + ".md",
      entry_text("date: 2026-11-23T09:00:00+01:00\nthemes: [work]\noccasion: mistake\n",
                 "Froze in the demo.\nPriya took over.") +
          "\n## Critical thoughts\n\n> Everyone knows I’m faking it.\n\n"
          "## Kind words\n\nPriya was kind about the demo.\n");
  box.write("2026/11/" + two + ".md",
            entry_text("date: 2026-11-22T09:00:00+01:00\nthemes: [social]\n"
                       "occasion: criticism\naddress: Priyanka\n",
                       "Forgot Zoë’s birthday at the Café."));
}

std::string found(Sandbox& box, Words words) {
  words.insert(words.begin(), {"search", "--json"});
  const ExitCode code = box.run(words);
  const json list = json::parse(box.out());
  CHECK(code == (list.empty() ? ExitCode::no : ExitCode::done));
  std::string tails;
  for (const json& entry : list) tails += entry.at("id").get<std::string>().back();
  return tails;
}

} // namespace

TEST_CASE("search shows every line that holds a word behind its entry's id",
          "[search]") {
  Sandbox box;
  fill(box);
  REQUIRE(box.run({"search", "priya"}) == ExitCode::done);
  CHECK(box.out() ==
        one + "  Priya took over.\n" + one + "  Priya was kind about the demo.\n");
  CHECK(box.err().empty());
}

TEST_CASE("a terminal shows a long line around the word that was found", "[search]") {
  Sandbox box;
  const std::string line = "I had been awake since four, and then, half asleep, I "
                           "called the Café in the wrong town about the table.";
  box.write("2026/11/" + one + ".md",
            entry_text("date: 2026-11-23T09:00:00+01:00\n", line));
  REQUIRE(box.run({"search", "cafe"}) == ExitCode::done);
  CHECK(box.out() == one + "  " + line + "\n"); // a program gets all of it
  box.is_terminal = true;
  REQUIRE(box.run({"search", "cafe"}) == ExitCode::done);
  CHECK(box.out() ==
        one +
            "  …I called the \x1b[1mCafé\x1b[0m in the wrong town about the table.\n");
  REQUIRE(box.run({"search", "awake"}) == ExitCode::done);
  CHECK(
      box.out() ==
      one +
          "  I had been \x1b[1mawake\x1b[0m since four, and then, half asleep, I c…\n");
  box.width = 40;
  REQUIRE(box.run({"search", "cafe"}) == ExitCode::done);
  CHECK(box.out() == one + "  …the \x1b[1mCafé\x1b[0m in th…\n");
  box.width = 200;
  REQUIRE(box.run({"search", "wrong"}) == ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::Contains("I had been") && Catch::EndsWith("the table.\n"));
}

TEST_CASE("a word is found at its place, accents and all", "[search]") {
  const auto shown = [](const std::string& line, const std::string& word) {
    std::string text;
    for (const kindly::FoundPlace& place :
         kindly::Wanted(kindly::fold(word)).places_in_line(line))
      text += line.substr(place.begin, place.end - place.begin) + "|";
    return text;
  };
  CHECK(shown("Zoë and ZOE\u0308, zo", "zoe") == "Zoë|ZOE\u0308|");
  CHECK(shown("die Straße", "ss") == "ß|");
  CHECK(shown("aaaa", "aa") == "aa|aa|");
  CHECK(shown("none", "x").empty());
}

TEST_CASE("all words must be in the entry, not in one line", "[search]") {
  Sandbox box;
  fill(box);
  CHECK(found(box, {"froze", "faking"}) == "a");
  CHECK(found(box, {"froze", "birthday"}).empty());
  CHECK(found(box, {"r"}) == "ab");
}

TEST_CASE("case, accents and curly apostrophes do not matter to a search", "[search]") {
  Sandbox box;
  fill(box);
  for (const std::string word :
       {"cafe", "CAFÉ", "cafe\xcc\x81", "zoe's", "ZOË’S", "oë"}) {
    INFO(word);
    CHECK(found(box, {word}) == "b");
  }
  CHECK(found(box, {"i'm faking"}) == "a");
}

TEST_CASE("quotes keep a phrase together", "[search]") {
  Sandbox box;
  fill(box);
  CHECK(found(box, {"the demo"}) == "a");
  CHECK(found(box, {"demo the"}).empty());
}

TEST_CASE("brackets, dashes and other signs are searched for as they stand",
          "[search]") {
  Sandbox box;
  fill(box);
  for (const std::string text :
       {"[a, b]", "[]", "-x", "--", ".*", "(x", "\\", "%s", "$HOME", "+1"}) {
    INFO(text);
    Sandbox other;
    other.write("2026/11/" + one + ".md",
                entry_text("date: 2026-11-23\n", "it says " + text + " here"));
    CHECK(found(other, {"--", text}) == "a");
    CHECK(found(box, {"--", text}).empty());
  }
}

TEST_CASE("a search finds words, not keys of the header", "[search]") {
  Sandbox box;
  fill(box);
  CHECK(found(box, {"occasion"}).empty());
  CHECK(found(box, {"priyanka"}).empty());
}

TEST_CASE("nothing found is exit 1 and an empty result", "[search]") {
  Sandbox box;
  fill(box);
  CHECK(box.run({"search", "nowhere"}) == ExitCode::no);
  CHECK(box.out().empty());
  CHECK(box.run({"search", "nowhere", "-q"}) == ExitCode::no);
  CHECK(box.err().empty());
  CHECK(box.run({"search", "nowhere", "--json"}) == ExitCode::no);
  CHECK(box.out() == "[]\n");
}

TEST_CASE("a search without a word is refused", "[search]") {
  Sandbox box;
  fill(box);
  CHECK(box.run({"search"}) == ExitCode::usage);
  CHECK(box.run({"search", ""}) == ExitCode::usage);
  CHECK(box.run({"search", " ", "\t"}) == ExitCode::usage);
}

TEST_CASE("search and its filters compose", "[search]") {
  Sandbox box;
  fill(box);
  CHECK(found(box, {"the", "--theme", "work"}) == "a");
  CHECK(found(box, {"the", "--until", "yesterday"}) == "b");
  CHECK(found(box, {"the", "--occasion", "criticism", "--form", "script"}) == "b");
  CHECK(found(box, {"demo", "--theme", "social"}).empty());
  CHECK(box.run({"search", "demo", "--theme", "socail"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'social'"));
}

TEST_CASE("search in JSON has the entry and the lines that were found", "[search]") {
  Sandbox box;
  fill(box);
  REQUIRE(box.run({"search", "demo", "--jsonl"}) == ExitCode::done);
  CHECK(std::ranges::count(box.out(), '\n') == 1);
  const json entry = json::parse(box.out());
  CHECK(entry.at("schema") == "kindly.entry/1");
  CHECK(entry.at("lines") ==
        json({"Froze in the demo.", "Priya was kind about the demo."}));
}

TEST_CASE("a bad file hides no hit: the rest, a line on stderr, exit 4", "[search]") {
  Sandbox box;
  fill(box);
  box.write("2026/11/2026-11-20-090000-gggg.md",
            "---\nkindly: 1\ndate: soon\n---\ndemo\n");
  CHECK(box.run({"search", "demo"}) == ExitCode::unreadable);
  CHECK(std::ranges::count(box.out(), '\n') == 2);
  CHECK(std::ranges::count(box.err(), '\n') == 1);
  CHECK_THAT(box.err(), Catch::Contains("gggg.md:3"));
}

TEST_CASE("words before the first heading are found and shown", "[search]") {
  Sandbox box;
  box.write(
      "2026/11/2026-11-22-101010-mmmm.md",
      "---\nkindly: 1\ndate: 2026-11-22\n---\n\nI froze.\n\n## Kind words\n\nOk.\n");
  CHECK(box.run({"search", "froze"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("I froze."));
  CHECK(box.run({"show", "--json"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("\"\": \"I froze.\""));
  CHECK(box.run({"show", "--section", "kind words"}) == ExitCode::done);
  CHECK(box.out() == "Ok.\n");
}
