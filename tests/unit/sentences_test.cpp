// Where sentences end, as people write them.

#include "base/sentences.hpp"

#include <catch2/catch.hpp>

using namespace kindly;

namespace {

using Texts = std::vector<std::string>;

Texts divided(const std::string& text) {
  static const Abbreviations abbreviations = {
      {"dr", "mr", "e.g"}, {"p.m", "etc"}, {"no"}};
  Texts texts;
  for (const Sentence& sentence : sentences_of(text, abbreviations))
    texts.emplace_back(sentence.of(text));
  return texts;
}

} // namespace

TEST_CASE("a stop ends a sentence, and the last one needs none", "[sentences]") {
  CHECK(divided("It hurt. You tried.") == Texts{"It hurt.", "You tried."});
  CHECK(divided("It hurt. You tried") == Texts{"It hurt.", "You tried"});
  CHECK(divided("Why? Because! So what") == Texts{"Why?", "Because!", "So what"});
  CHECK(divided("").empty());
  CHECK(divided(" \n\t ... ").empty());
}

TEST_CASE("abbreviations, numbers and addresses end none", "[sentences]") {
  CHECK(divided("Dr. Who came at 3.5 p.m. today.").size() == 1);
  CHECK(divided("It was 5 p.m. You were tired.").size() == 2);
  CHECK(divided("Bring e.g. Tea and bread.").size() == 1);
  CHECK(divided("See example.org for more.").size() == 1);
  CHECK(divided("No. 5 is alive. She said no. Then she left.").size() == 3);
  CHECK(divided("J. K. Smith wrote it.").size() == 1);
}

TEST_CASE("trailing off ends a sentence only before a new one", "[sentences]") {
  CHECK(divided("Well... you tried.").size() == 1);
  CHECK(divided("Well... You tried.").size() == 2);
  CHECK(divided("and… I know it").size() == 1);
}

TEST_CASE("a quotation ends with its sentence, not before it", "[sentences]") {
  CHECK(divided("\"You idiot!\" it says. It is wrong.").size() == 2);
  CHECK(divided("It says \"You fool.\" I answer.").size() == 2);
  CHECK(divided("“Stop.” You can stop.").size() == 2);
}

TEST_CASE("a text without capitals is divided too", "[sentences]") {
  CHECK(divided("i messed up. it happens. i am ok").size() == 3);
}

TEST_CASE("lines end sentences, unless an editor wrapped them", "[sentences]") {
  CHECK(divided("Dear Sam,\nyou tried").size() == 2);
  CHECK(divided("- sore pride\n- call Priya\n- sleep").size() == 3);
  CHECK(divided("1. Breathe out.\n2. Call Priya.").size() == 2);
  CHECK(divided("One\n\nTwo").size() == 2);
  CHECK(divided("You stood in front of the whole room and the words were\n"
                "gone, and that is a hard thing to stand through.")
            .size() == 1);
}

TEST_CASE("other scripts and signs have their own stops", "[sentences]") {
  CHECK(divided("大丈夫。休んで。").size() == 2);
  CHECK(divided("ठीक है। आराम करो।").size() == 2);
  CHECK(divided("You tried. \xf0\x9f\x92\x9b That counts. \xf0\x9f\x92\x9b").size() ==
        2);
}

TEST_CASE("a sentence is given by its bytes, without the blanks around it",
          "[sentences]") {
  const std::string text = "  Über  all. \n\n\t大丈夫。 - no\n";
  const std::vector<Sentence> found = sentences_of(text, {});
  REQUIRE(found.size() == 3);
  CHECK(found[0].begin == 2);
  CHECK(found[0].end == 13); // Ü is two bytes
  CHECK(found[1].begin == 17);
  CHECK(found[1].end == 29); // each of the four signs is three
  CHECK(found[2].of(text) == "- no");
  CHECK(found[2].end == text.size() - 1);
}

TEST_CASE("what stands in no sentence belongs to the one before it, and none overlap",
          "[sentences]") {
  for (const std::string text : {"It hurt. \xf0\x9f\x92\x9b You tried. :)",
                                 "Dr. No! (Really?) \"Yes.\" 3.5 … Well",
                                 "1. One\n2. Two\n\n> Three\r\n* * *\r\nFour"}) {
    INFO(text);
    std::size_t last = 0;
    for (const Sentence& sentence : sentences_of(text, {})) {
      REQUIRE(sentence.begin >= last);
      REQUIRE(sentence.end > sentence.begin);
      REQUIRE(sentence.end <= text.size());
      const std::string_view of = sentence.of(text);
      CHECK(std::string_view(" \t\r\n").find(of.front()) == std::string_view::npos);
      CHECK(std::string_view(" \t\r\n").find(of.back()) == std::string_view::npos);
      last = sentence.end;
    }
    CHECK(last > 0);
  }
}

TEST_CASE("broken bytes are no end, and nothing is read beyond the text",
          "[sentences]") {
  CHECK(divided("a\xff. B").size() == 2);
  CHECK(divided(".\xe2").empty());
  for (const std::string text : {".", "\"", "1.", "- ", "\n.", "A.", "...A"})
    for (const std::string& sentence : divided(text)) CHECK_FALSE(sentence.empty());
}
