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
