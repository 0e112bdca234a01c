// kindly cue: one gentle phrase on one line.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using kindly::ExitCode;
using kindly::test::Sandbox;

namespace {

std::vector<std::string> cues(Sandbox& box, std::vector<std::string> words) {
  words.insert(words.begin(), "cue");
  REQUIRE(box.run(words) == ExitCode::done);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < box.out().size();) {
    const std::size_t end = box.out().find('\n', begin);
    lines.push_back(box.out().substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

} // namespace

TEST_CASE("cue prints one phrase on one line and makes nothing", "[cue]") {
  Sandbox box;
  for (int run = 0; run < 50; ++run) {
    const auto lines = cues(box, {});
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].size() > 20);
    CHECK_THAT(lines[0], !Catch::Contains("{") && !Catch::Contains("}"));
    CHECK(box.err().empty());
  }
  CHECK_FALSE(std::filesystem::exists(box.journal()));
}

TEST_CASE("cue varies from run to run and repeats itself for a seed", "[cue]") {
  Sandbox box;
  std::set<std::string> seen;
  for (int run = 0; run < 10; ++run) seen.insert(cues(box, {})[0]);
  CHECK(seen.size() > 5);
  CHECK(cues(box, {"--seed", "9"}) == cues(box, {"--seed", "9"}));
  CHECK(cues(box, {"--seed", "9", "-n", "3"})[0] == cues(box, {"--seed", "9"})[0]);
}

TEST_CASE("cue -n gives so many lines and none twice", "[cue]") {
  Sandbox box;
  const auto lines = cues(box, {"-n", "40", "-t", "everyday"});
  CHECK(lines.size() == 40);
  CHECK(std::set<std::string>(lines.begin(), lines.end()).size() == 40);
  CHECK(cues(box, {"-n", "0"}).empty());
  CHECK(cues(box, {"-n", "100000", "-t", "money"}).size() < 100);
  for (const std::string number : {"-1", "x", "1.5", ""})
    CHECK(box.run({"cue", "--number=" + number}) == ExitCode::usage);
}

TEST_CASE("cue takes the themes and the tone that were asked for", "[cue]") {
  Sandbox box;
  const auto money = cues(box, {"-n", "1000", "-t", "money"});
  const auto both = cues(box, {"-n", "1000", "-t", "money", "-t", "study"});
  const auto warm = cues(box, {"-n", "1000", "-t", "money", "--tone", "warm"});
  const std::set<std::string> all(both.begin(), both.end());
  CHECK(both.size() > money.size());
  CHECK(warm.size() < money.size());
  CHECK_FALSE(warm.empty());
  for (const std::string& line : money) CHECK(all.contains(line));
}

TEST_CASE("no cue is longer than --max-length columns", "[cue]") {
  Sandbox box;
  for (const std::string most : {"60", "70", "80"}) {
    const auto lines = cues(box, {"-n", "1000", "--max-length", most});
    CHECK_FALSE(lines.empty());
    for (const std::string& line : lines) CHECK(line.size() <= std::stoul(most));
  }
  CHECK(box.run({"cue", "--max-length", "3"}) == ExitCode::no);
  CHECK(box.out().empty());
}

TEST_CASE("where no pack speaks the language, cue does not blame the length", "[cue]") {
  Sandbox box;
  Sandbox::put(box.home() / ".config/kindly/config.toml", "language = \"fr\"\n");
  CHECK(box.run({"cue"}) == ExitCode::no);
  CHECK(box.out().empty());
  CHECK_THAT(box.err(), Catch::Contains("'fr'") && !Catch::Contains("short"));
}

TEST_CASE("a mistyped theme or tone of a cue is refused with the nearest", "[cue]") {
  Sandbox box;
  CHECK(box.run({"cue", "-t", "mony"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'money'"));
  CHECK(box.run({"cue", "--tone", "warn"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'warm'"));
  CHECK(box.out().empty());
}

TEST_CASE("several themes of a cue may be given with commas, as everywhere", "[cue]") {
  Sandbox box;
  const auto commas = cues(box, {"-n", "1000", "-t", "money,study", "--seed", "1"});
  CHECK(commas ==
        cues(box, {"-n", "1000", "-t", "money", "-t", "study", "--seed", "1"}));
}

TEST_CASE("a cue speaks to the person of the config, on one line whatever it says",
          "[cue]") {
  Sandbox box;
  const auto config = box.home() / ".config/kindly/config.toml";
  Sandbox::put(config, "address = \"dear one\"\n");
  const auto lines = cues(box, {"-n", "1000"});
  CHECK(std::ranges::any_of(lines, [](const std::string& line) {
    return line.find("dear one") != std::string::npos;
  }));
  CHECK(std::ranges::none_of(lines, [](const std::string& line) {
    return line.starts_with("dear one"); // a sentence begins with a capital
  }));
  Sandbox::put(config, "address = \"Sam\\nX\\u001b[31m\"\n");
  CHECK(cues(box, {"-n", "1000"}).size() == lines.size());
  CHECK_THAT(box.out(), !Catch::Contains("\x1b"));
}

TEST_CASE("one's own phrases in the journal are among the cues", "[cue]") {
  Sandbox box;
  box.write("themes/mine.toml",
            "[pack]\nid = \"mine\"\ntitle = \"Mine\"\naxis = \"any\"\n"
            "[[phrase]]\ntext = \"You have done this before, {address}.\"\n"
            "role = \"encouragement\"\ntone = \"plain\"\n");
  CHECK(cues(box, {"-t", "mine"}) ==
        std::vector<std::string>{"You have done this before, friend."});
}

TEST_CASE("a bad pack is named on stderr and the others still serve", "[cue]") {
  Sandbox box;
  box.write("themes/bad.toml",
            "[pack]\nid = \"bad\"\ntitle = \"Bad\"\naxis = \"lief\"\n"
            "[[phrase]]\ntext = \"x y\"\nrole = \"kindness\"\ntone = \"plain\"\n");
  box.write("themes/worse.toml", "[pack\n");
  REQUIRE(cues(box, {}).size() == 1);
  CHECK_THAT(box.err(),
             Catch::Contains("bad.toml:4:") && Catch::Contains("'life'") &&
                 Catch::Contains("worse.toml:1:"));
}

TEST_CASE("no two runs one behind the other show the same cue", "[cue]") {
  Sandbox box;
  std::string before;
  for (int run = 0; run < 300; ++run) { // each a new process, in one second
    const std::string line = cues(box, {})[0];
    CHECK(line != before);
    before = line;
  }
  for (int second = 10; second < 60; ++second) {
    box.environment["KINDLY_NOW"] =
        "2026-11-23T15:12:" + std::to_string(second) + "+01:00";
    const std::string line = cues(box, {})[0];
    CHECK(line != before);
    before = line;
  }
}

TEST_CASE("two kept sentences take turns from day to day", "[cue]") {
  Sandbox box;
  REQUIRE(
      box.run({"keep", "--text", "Slow is allowed.", "--text", "Rest is work too."}) ==
      ExitCode::done);
  std::string before;
  for (int day = 10; day < 30; ++day) {
    box.environment["KINDLY_NOW"] =
        "2026-11-" + std::to_string(day) + "T07:00:00+01:00";
    const std::string line = cues(box, {"--mine"})[0];
    CHECK(line != before);
    before = line;
  }
}

TEST_CASE("cue --mine takes kept sentences and nothing else", "[cue]") {
  Sandbox box;
  CHECK(box.run({"cue", "--mine"}) == ExitCode::no);
  CHECK(box.out().empty());
  CHECK_THAT(box.err(), Catch::Contains("kindly keep"));
  CHECK(box.count_files() == 0);
  REQUIRE(box.run({"keep", "--text", "Slow is allowed."}) == ExitCode::done);
  CHECK(cues(box, {"--mine", "-n", "9"}) ==
        std::vector<std::string>{"Slow is allowed."});
  CHECK(box.run({"cue", "--mine", "--max-length", "5"}) == ExitCode::no);
  CHECK_THAT(box.err(), Catch::Contains("--max-length"));
  CHECK(box.run({"cue", "--mine", "--tone", "wry"}) == ExitCode::no);
  CHECK_THAT(box.err(), Catch::Contains("tone") && Catch::Contains("themes show mine"));
  CHECK(box.run({"cue", "--mine", "-t", "work"}) == ExitCode::usage);
}

TEST_CASE("--max-length counts columns, not bytes", "[cue]") {
  Sandbox box;
  REQUIRE(box.run({"keep", "--text", "\u4f11\u3093\u3067\u3044\u3044\u3088\u3002"}) ==
          ExitCode::done); // seven letters, 21 bytes, 14 columns
  CHECK(cues(box, {"--mine", "--max-length", "14"}).size() == 1);
  CHECK(box.run({"cue", "--mine", "--max-length", "13"}) == ExitCode::no);
}

TEST_CASE("cards have one's own sentences first, then others, eight to a sheet",
          "[cue]") {
  Sandbox box;
  REQUIRE(box.run({"keep", "--text", "Slow <is> allowed & \"fine\"."}) ==
          ExitCode::done);
  const auto file = box.root() / "cards.html";
  const auto cards = [&](std::vector<std::string> args) {
    args.insert(args.begin(), {"cue", "--cards", file.string()});
    REQUIRE(box.run(args) == ExitCode::done);
    CHECK(box.out().empty());
    const std::string page = kindly::read_file(file, 1U << 20);
    std::vector<std::string> texts;
    for (std::size_t at = page.find("class=\"card\"><p"); at != std::string::npos;
         at = page.find("class=\"card\"><p", at + 1)) {
      const std::size_t begin = page.find('>', page.find("<p", at)) + 1;
      texts.push_back(page.substr(begin, page.find("</p>", begin) - begin));
    }
    return std::pair{texts, page};
  };
  const auto [texts, page] = cards({});
  REQUIRE(texts.size() == 8);
  CHECK(texts[0] == "Slow &lt;is&gt; allowed &amp; &quot;fine&quot;.");
  CHECK(std::set<std::string>(texts.begin(), texts.end()).size() == 8);
  CHECK_THAT(page,
             Catch::Contains("@page{size:A4") && !Catch::Contains("<script") &&
                 !Catch::Contains("http://") && !Catch::Contains("https://"));
  CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::mask) ==
        std::filesystem::perms(0600));
  CHECK(cards({"--mine", "--paper", "letter"}).first.size() == 1);
  CHECK_THAT(kindly::read_file(file, 1U << 20), Catch::Contains("@page{size:letter"));
  const auto money = cues(box, {"-t", "money", "-n", "1000"});
  const auto [of_money, ignored] = cards({"-t", "money", "-n", "500"});
  CHECK(of_money.size() == money.size() + 1);
}

TEST_CASE("cards never take the place of a file that is no sheet of cards", "[cue]") {
  Sandbox box;
  const auto file = box.root() / "mine.html";
  Sandbox::put(file, "My own page.\n");
  CHECK(box.run({"cue", "--cards", file.string()}) == ExitCode::io);
  CHECK(kindly::read_file(file, 100) == "My own page.\n");
  CHECK(box.run({"cue", "--cards", "-"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::StartsWith("<!DOCTYPE html>"));
}
