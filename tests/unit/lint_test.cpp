// What a machine can hold against the wording of a pack.

#include "words/lint.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

using namespace kindly;

namespace {

const Library& library() {
  static const Library loaded = Library::load({});
  return loaded;
}

/// A pack with one phrase, whose text begins in line 7, column 8.
std::vector<PackProblem> of_phrase(const std::string& text) {
  const std::string toml = "[pack]\nid = \"mine\"\ntitle = \"M\"\naxis = \"any\"\n\n"
                           "[[phrase]]\ntext = \"" +
                           text + "\"\nrole = \"kindness\"\ntone = \"plain\"\n";
  const PackReading reading = read_pack(toml, "m.toml");
  REQUIRE(reading.problems.empty());
  return lint(reading, library());
}

void check_told(const std::string& text, std::size_t column, const std::string& what) {
  INFO(text);
  const std::vector<PackProblem> problems = of_phrase(text);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].line == 7);
  CHECK(problems[0].column == column);
  CHECK_THAT(problems[0].what, Catch::Contains(what));
}

} // namespace

TEST_CASE("a plain kind sentence is fine", "[lint]") {
  CHECK(of_phrase("You can put the kettle on before you look at the bike again.")
            .empty());
}

TEST_CASE("words that serve people badly are told where they stand", "[lint]") {
  check_told("You always find your bike again after a long ride.", 13, "exception");
  check_told("The bike ride went wrong, but it could be worse, friend.", 42, "small");
  check_told("The wheel is bent and you'll be fine by the next ride.", 31, "promise");
  check_told("The brakes failed, and you are an idiot on a bike.", 43, "critic");
  check_told("You should oil the chain of your bike this week.", 13, "offer");
  check_told(
      "Oil the chain, and set boundaries for the rest of the ride.", 32, "jargon");
}

TEST_CASE("length, stop, signs, names and hard words are told", "[lint]") {
  check_told("Slow is allowed.", 9, "7 to 24 words");
  check_told("You can put the kettle on before the next ride", 55, "full stop");
  check_told("You can put the kettle on, can you, before the ride?.", 60, "quietly");
  check_told("You can {address} put the kettle on before the ride.", 17, "commas");
  const auto problems =
      of_phrase("Irresponsible organisational communication deteriorates "
                "unconditionally, notwithstanding considerations.");
  REQUIRE(problems.size() == 2); // the phrase, and so the pack
  CHECK_THAT(problems[1].what, Catch::Contains("school grade"));
}

TEST_CASE("a phrase that another pack has nearly so is told", "[lint]") {
  const std::vector<PackProblem> problems = of_phrase(
      "Put a hand on your own shoulder for a moment, because you had a hard knock.");
  REQUIRE(problems.size() == 1);
  CHECK_THAT(problems[0].what, Catch::Contains("nearly the same"));
}

TEST_CASE("a pack that stands by itself needs two tones for every part", "[lint]") {
  const std::string toml =
      "[pack]\nid = \"bike\"\ntitle = \"B\"\naxis = \"life\"\n"
      "[detect]\ncues = [\"flat tyre\", \"bailiff\"]\n"
      "[[phrase]]\ntext = \"You can walk the bike home and look at it "
      "in the light.\"\nrole = \"kindness\"\ntone = \"plain\"\n";
  std::string told;
  for (const PackProblem& problem : lint(read_pack(toml, "b.toml"), library()))
    told += fmt::format("{}:{} {}\n", problem.line, problem.column, problem.what);
  CHECK_THAT(told, Catch::Contains("kindness has one tone"));
  CHECK_THAT(told, Catch::Contains("humanity has no phrase"));
  CHECK_THAT(told, Catch::Contains("the cue 'bailiff' is heard by money too"));
}

TEST_CASE("phrases that begin alike are told with the line of the first", "[lint]") {
  const std::string phrase = "role = \"kindness\"\ntone = \"plain\"\n";
  const std::string toml =
      "[pack]\nid = \"mine\"\ntitle = \"M\"\naxis = \"any\"\n"
      "[[phrase]]\ntext = \"You can walk the bike home tonight, if you like.\"\n" +
      phrase +
      "[[phrase]]\ntext = \"You can walk, sit down or sing, whatever is near.\"\n" +
      phrase;
  const auto problems = lint(read_pack(toml, "m.toml"), library());
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].line == 10);
  CHECK_THAT(problems[0].what, Catch::Contains("same 3 words as line 6"));
}

TEST_CASE("the reading grade grows with long words and long sentences", "[lint]") {
  CHECK(reading_grade("You can sit down for a bit.") < 2);
  CHECK(reading_grade("Considerable organisational difficulties deteriorate.") > 12);
}
