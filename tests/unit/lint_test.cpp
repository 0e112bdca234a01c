// What a machine can hold against the wording of a pack.

#include "words/lint.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

using namespace kindly;

namespace {

const std::string kind = "role = \"kindness\"\ntone = \"plain\"\n";
const std::string bike = "You can walk the bike home and look at it in the light.";
const std::string fahrrad =
    "Du kannst das Rad heute Abend in Ruhe nach Hause schieben.";

/// A head of five lines.
std::string head(const std::string& id,
                 const std::string& axis = "life",
                 const std::string& language = "en") {
  return fmt::format(
      "[pack]\nid = \"{}\"\ntitle = \"P\"\naxis = \"{}\"\nlanguage = \"{}\"\n",
      id,
      axis,
      language);
}

/// A phrase of four lines; its text begins, behind the quote, in column 9.
std::string phrase(const std::string& text, const std::string& rest = kind) {
  return "[[phrase]]\ntext = \"" + text + "\"\n" + rest;
}

/// The problems as `LINE:COLUMN: what`, a line each.
std::string told(const std::string& toml, const std::string& language = "en") {
  const PackReading reading = read_pack(toml, "p.toml");
  REQUIRE(reading.problems.empty());
  std::string lines;
  for (const auto& [line, column, what] : lint(reading, Library::load({}, language)))
    lines += fmt::format("{}:{}: {}\n", line, column, what);
  return lines;
}

/// What is told of a phrase in line 7, of a pack that extends another.
std::string of_phrase(const std::string& text) {
  return told(head("everyday", "any") + phrase(text));
}

/// What is told of two phrases, in the lines 7 and 11.
std::string of_two(const std::string& one, const std::string& other) {
  return told(head("everyday", "any") + phrase(one) + phrase(other));
}

/// A plain sentence of `count` words, at least four.
std::string sentence_of(std::size_t count) {
  std::string text = "You can sit by";
  for (std::size_t i = 4; i < count; ++i) text += " us";
  return text + ".";
}

} // namespace

TEST_CASE("a plain kind sentence is fine", "[lint]") {
  CHECK(of_phrase(bike) == "");
  CHECK(told(head("mine", "any", "de") + phrase(fahrrad), "de") == "");
}

TEST_CASE("words that serve people badly are told where they stand", "[lint]") {
  CHECK(of_phrase("The bike ride went wrong, but it could be worse, friend.") ==
        "7:42: 'could be worse' makes the hurt small\n");
  CHECK(of_phrase("You always find your bike again after a long ride.") ==
        "7:13: 'always' claims without an exception\n");
  CHECK(of_phrase("The wheel is bent and you'll be fine by the next ride.") ==
        "7:31: 'you'll be fine' promises what cannot be known\n");
  CHECK(of_phrase("The brakes failed, and you are an idiot on a bike.") ==
        "7:43: 'idiot' is the critic's own word\n");
  CHECK(of_phrase("You should oil the chain of your bike this week.") ==
        "7:13: 'should' commands; offer instead\n");
  CHECK(of_phrase("Oil the chain, and set boundaries for the rest of the ride.") ==
        "7:32: 'boundaries' is jargon\n");
}

TEST_CASE("a word is told at its column in letters, and every one of them", "[lint]") {
  CHECK(of_phrase("Grün is the bike, and you always ride it home.") ==
        "7:35: 'always' claims without an exception\n");
  CHECK(of_phrase("You should know that you always find the bike again.") ==
        "7:13: 'should' commands; offer instead\n"
        "7:34: 'always' claims without an exception\n");
}

TEST_CASE("words that only look like those are left alone", "[lint]") {
  CHECK(of_phrase("You almost always find your bike again after a long ride.") == "");
  CHECK(of_phrase("You felt stupid by the bike, and now you can sit down.") == "");
}

TEST_CASE("a phrase of fewer than seven or more than 24 words is told", "[lint]") {
  for (const std::size_t count : {7U, 24U}) CHECK(of_phrase(sentence_of(count)) == "");
  for (const std::size_t count : {6U, 25U})
    CHECK(of_phrase(sentence_of(count)) ==
          fmt::format("7:9: a phrase has 7 to 24 words, not {}\n", count));
}

TEST_CASE("a phrase ends with a full stop and is said quietly", "[lint]") {
  CHECK(of_phrase("You can put the kettle on before the next ride") ==
        "7:55: a phrase ends with a full stop\n");
  const std::string quietly =
      "a phrase is said quietly: no '!', '?' or quotation mark\n";
  CHECK(of_phrase("You can put the kettle on! Then you ride home.") ==
        "7:34: " + quietly);
  CHECK(of_phrase("You can put the kettle on, can you, before the ride?.") ==
        "7:60: " + quietly);
  CHECK(of_phrase("You can put the \\\"kettle\\\" on before the ride.") ==
        "7:25: " + quietly);
}

TEST_CASE("a person is addressed between commas, and once", "[lint]") {
  CHECK(of_phrase("{address}, you can put the kettle on before the ride.") == "");
  CHECK(of_phrase("You can put the kettle on, {address}, before the ride.") == "");
  CHECK(of_phrase("You can put the kettle on before the ride, {address}.") == "");
  CHECK(of_phrase("You can {address}, put the kettle on before the ride.") ==
        "7:17: {address} stands between commas\n");
  CHECK(of_phrase("You can put the kettle on, {address} before the ride.") ==
        "7:36: {address} stands between commas\n");
  CHECK(of_phrase("{address}, you can put the kettle on before the ride, {address}.") ==
        "7:63: {address} is said once in a phrase\n");
}

TEST_CASE("a phrase, and a pack, that is hard to read is told with its grade",
          "[lint]") {
  const std::string hard = "Irresponsible organisational communication deteriorates "
                           "unconditionally, notwithstanding considerations.";
  CHECK(of_phrase(hard) ==
        "1:1: reads like school grade 47.8\n"
        "7:9: reads like school grade 48; shorter words or sentences help\n");
  // One hard phrase among plain ones is told by itself.
  std::string toml = head("everyday", "any") + phrase(hard);
  for (const std::string text : {"The wheel is bent and the chain is rusty today.",
                                 "Rain made the street slick under both tyres.",
                                 "Your knee hurts, so give it some ice now.",
                                 "Oil for the chain costs less than a new one.",
                                 "The next hill can wait until the sun is out.",
                                 "Small rides count while a knee gets well."})
    toml += phrase(text);
  CHECK(told(toml) ==
        "7:9: reads like school grade 48; shorter words or sentences help\n");
}

TEST_CASE("the reading grade grows with long words and long sentences", "[lint]") {
  CHECK(reading_grade("You can sit down for a bit.") < 2);
  CHECK(reading_grade("Considerable organisational difficulties deteriorate.") > 12);
  CHECK(reading_grade(sentence_of(24)) > reading_grade(sentence_of(7)));
}

TEST_CASE("a phrase that another pack has nearly so is told with that one", "[lint]") {
  CHECK(told(head("work", "life") +
             phrase("Put a hand on your own shoulder for a moment, because you had a "
                    "hard knock.")) ==
        "7:9: says nearly the same as 'Put a hand on your own shoulder for a moment, "
        "{address}, because you have had a hard knock.' in everyday\n");
}

TEST_CASE("a phrase that its own pack has nearly so is told with the line", "[lint]") {
  CHECK(of_two("The wheel is bent and the chain is rusty today.",
               "Today the chain is rusty and a wheel is bent.") ==
        "11:9: says nearly the same as line 7\n");
}

TEST_CASE("phrases of nothing but small words are alike where they are the same",
          "[lint]") {
  CHECK_THAT(
      of_two("You can be here as you are now.", "You are here now as you can be."),
      Catch::Contains("says nearly the same as line 7"));
}

TEST_CASE("likeness is the share of the stems that two phrases have in common",
          "[lint]") {
  CHECK(likeness({"a", "b"}, {"a", "b"}) == 1);
  CHECK(likeness({"a", "b", "c"}, {"b", "c", "d"}) == 0.5);
  CHECK(likeness({"a"}, {"b"}) == 0);
  CHECK(likeness({}, {}) == 0);
}

TEST_CASE("phrases that begin with the same three words are told", "[lint]") {
  CHECK(of_two("You can walk the bike home tonight, if you like.",
               "You can walk, sit down or sing, whatever is near.") ==
        "11:9: begins with the same 3 words as line 7\n");
  CHECK(of_two("You can walk the bike home tonight, if you like.",
               "You can sit down or sing, whatever is near.") == "");
}

TEST_CASE("a person's own sentences may be as short and as loud as they are",
          "[lint]") {
  CHECK(told(head("mine", "any") + phrase("Slow is allowed!") +
             phrase("Slow is fine")) == "");
  CHECK(told(head("mine", "any") + phrase("You idiot.")) ==
        "7:13: 'idiot' is the critic's own word\n");
}

TEST_CASE("a pack that stands by itself needs two tones for every part", "[lint]") {
  CHECK(told(head("bike") + phrase(bike)) ==
        "1:1: mindfulness has no phrase; two tones let a script keep one\n"
        "1:1: humanity has no phrase; two tones let a script keep one\n"
        "1:1: kindness has one tone; two tones let a script keep one\n"
        "1:1: encouragement has no phrase; two tones let a script keep one\n"
        "1:1: accountability has no phrase; two tones let a script keep one\n");
  const std::vector<std::string> texts = {
      "The wheel is bent and the chain is rusty today.",
      "Rain made the street slick under both tyres.",
      "Many riders drop a bike on wet stones.",
      "Other people walk their bikes home in winter.",
      "You can put the kettle on before you look again.",
      "Your knee hurts, so give it some ice now.",
      "The next hill can wait until the sun is out.",
      "Small rides count while a knee gets well.",
      "Oil for the chain costs less than a new one.",
      "A note by the door may help you check the brakes."};
  std::string whole = head("bike");
  for (std::size_t i = 0; i < texts.size(); ++i)
    whole += phrase(texts[i],
                    fmt::format("role = \"{}\"\ntone = \"{}\"\n",
                                role_names[i / 2],
                                tone_names[i % 2]));
  CHECK(told(whole) == "");
}

TEST_CASE("a person's own pack, and one that extends another, need not cover the parts",
          "[lint]") {
  for (const std::string id : {"mine", "work", "everyday"}) {
    INFO(id);
    CHECK(told(head(id) + phrase(bike)) == "");
  }
  CHECK(told(head("mine", "any", "de") + phrase(fahrrad), "de") == "");
  CHECK(told(head("work", "life", "de") + phrase(fahrrad), "de") == "");
}

TEST_CASE("a cue that another pack of the axis hears is told where it stands",
          "[lint]") {
  const auto of_cues = [](const std::string& id,
                          const std::string& axis,
                          const std::string& cues) {
    return told(head(id, axis) + "[detect]\ncues = [" + cues + "]\n" + phrase(bike));
  };
  CHECK(of_cues("mine", "life", R"("flat tyre", "bailiff")") ==
        "7:23: the cue 'bailiff' is heard by money too, as 'bailiff*'\n");
  // A star hears any ending, on either side.
  CHECK(of_cues("mine", "life", R"("evicted")") ==
        "7:10: the cue 'evicted' is heard by money too, as 'evict*'\n");
  CHECK_THAT(of_cues("mine", "life", R"("bailif*")"),
             Catch::Contains(
                 "7:10: the cue 'bailif*' is heard by money too, as 'bailiff*'\n"));
  // Another ending, or no apostrophe, is the same cue.
  CHECK(of_cues("mine", "life", R"("landlords")") ==
        "7:10: the cue 'landlords' is heard by money too, as 'landlord'\n");
  // Another axis, the pack itself, another language: nobody shares it.
  CHECK(of_cues("mine", "critic", R"("bailiff")") == "");
  CHECK(of_cues("money", "life", R"("bailiff")") == "");
  CHECK(told(head("mine", "life", "de") + "[detect]\ncues = [\"bailiff\"]\n" +
             phrase(fahrrad)) == "");
}

TEST_CASE("problems are told in the order of the file", "[lint]") {
  CHECK(told(head("everyday", "life") + "[detect]\ncues = [\"bailiff\"]\n" +
             phrase("You should walk the bike home and look at it today.") +
             phrase("Slow is allowed.")) ==
        "7:10: the cue 'bailiff' is heard by money too, as 'bailiff*'\n"
        "9:13: 'should' commands; offer instead\n"
        "13:9: a phrase has 7 to 24 words, not 3\n");
}
