// What a harsh thought sounds like, and by which of its bytes.

#include "base/text.hpp"
#include "practice/detect.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace kindly;

namespace {

const Library& library() {
  static const Library loaded = Library::load({});
  return loaded;
}

std::vector<Detected> heard(std::string_view thought) {
  return Detector(library(), "en").detect(thought);
}

std::set<std::string> themes_of(std::string_view thought) {
  std::set<std::string> ids;
  for (const Detected& theme : heard(thought)) ids.insert(theme.id);
  return ids;
}

/// The thought without the bytes that made it sound like a theme.
std::string without(std::string thought, const std::vector<Evidence>& evidence) {
  for (auto part = evidence.rbegin(); part != evidence.rend(); ++part)
    thought.erase(part->begin, part->end - part->begin);
  return thought;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

} // namespace

TEST_CASE("a harsh thought is heard as the theme it is about", "[detect]") {
  const std::vector<std::pair<std::string, std::string>> thoughts = {
      {"I'm such an idiot.", "competence"},
      {"Everyone knows I'm faking it.", "competence"},
      {"I should have checked it twice.", "perfectionism"},
      {"I wasted the whole day on the sofa.", "productivity"},
      {"They all laughed at me.", "approval"},
      {"I look fat in every photo.", "appearance"},
      {"My boss took me off the project and I deserve it.", "work"},
      {"I yelled at my daughter again, what kind of mother does that.", "parenting"},
      {"I failed the exam a second time.", "study"},
      {"I maxed out the credit card again.", "money"}};
  for (const auto& [text, theme] : thoughts) {
    INFO(text);
    CHECK(themes_of(text).contains(theme));
    INFO(upper(text));
    CHECK(themes_of(replaced(text, "'", "\u2019")) == themes_of(text));
    CHECK(themes_of(replaced(text, "'", "")).contains(theme));
  }
}

TEST_CASE("a typing error, drawn out letters or shouting hide no theme", "[detect]") {
  CHECK(themes_of("I'm such an idoit.").contains("competence"));
  CHECK(themes_of("im soooo stupid").contains("competence"));
  CHECK(themes_of("I'M SUCH AN IDIOT").contains("competence"));
}

TEST_CASE("the evidence is the thought's own bytes, in order and never twice",
          "[detect]") {
  for (const std::string text : {"I'm such an idiot, I froze in the demo.",
                                 "\u00fcber alles: I'm such an idiot.",
                                 "They all laughed at me and my boss saw it."}) {
    for (const Detected& theme : heard(text)) {
      INFO(theme.id);
      REQUIRE_FALSE(theme.evidence.empty());
      std::size_t end = 0;
      for (const Evidence& part : theme.evidence) {
        CHECK(part.begin >= end);
        CHECK(part.end > part.begin);
        CHECK(text.substr(part.begin, part.end - part.begin) == part.text);
        end = part.end;
      }
      CHECK(theme.score > 0);
    }
  }
}

TEST_CASE("take the evidence away and the theme is gone", "[detect]") {
  std::size_t seen = 0;
  for (const std::string text :
       {"I'm such an idiot, I froze in the demo and everyone saw.",
        "I should have checked it twice, I'm so stupid, my boss will fire me.",
        "I yelled at my kids again and wasted the day.",
        "You lazy cow, look at you, fat and broke."}) {
    for (const Detected& theme : heard(text)) {
      INFO(text << " " << theme.id);
      CHECK_FALSE(themes_of(without(text, theme.evidence)).contains(theme.id));
      std::string blanked = text;
      for (const Evidence& part : theme.evidence)
        blanked.replace(part.begin, part.end - part.begin, part.end - part.begin, ' ');
      CHECK_FALSE(themes_of(blanked).contains(theme.id));
      ++seen;
    }
  }
  CHECK(seen >= 5);
}

TEST_CASE("a denial and a plain sentence sound like nothing", "[detect]") {
  for (const std::string text : {"I'm not a perfectionist.",
                                 "The cat sleeps.",
                                 "My boss moved the meeting to three.",
                                 "We had soup and went for a walk."}) {
    INFO(text);
    CHECK(themes_of(text).empty());
  }
}

TEST_CASE("at most three themes are heard, the likeliest first", "[detect]") {
  const auto themes =
      heard("I'm such an idiot, I yelled at my kids, my boss hates me, I'm "
            "fat, lazy and broke, and I failed the exam.");
  CHECK(themes.size() <= 3);
  REQUIRE(themes.size() >= 2);
  CHECK(themes[0].score >= themes[1].score);
}

TEST_CASE("a cue of one's own counts by itself, and its `not` silences it",
          "[detect]") {
  const test::Sandbox box;
  box.write("themes/x.toml",
            "[pack]\nid = \"violin\"\ntitle = \"V\"\naxis = \"life\"\n[detect]\n"
            "cues = [\"dropped my bow\", \"squeak*\"]\nnot = [\"squeaky clean\"]\n"
            "[[phrase]]\ntext = \"x\"\nrole = \"kindness\"\ntone = \"plain\"\n");
  const std::vector<std::filesystem::path> folders = {box.journal() / "themes"};
  const Library own = Library::load(folders);
  const Detector detector(own, "en");
  const auto heard_as = [&](std::string_view text) {
    std::set<std::string> ids;
    for (const Detected& theme : detector.detect(text)) ids.insert(theme.id);
    return ids;
  };
  CHECK(heard_as("I dropped my bow.").contains("violin"));
  CHECK(heard_as("I drop my bow").contains("violin")); // the same stem
  CHECK(heard_as("so squeaky").contains("violin"));
  CHECK_FALSE(heard_as("It is squeaky clean.").contains("violin"));
  CHECK_FALSE(heard_as("I dropped the soup.").contains("violin"));
  CHECK_FALSE(heard_as("I dropped my. Bow").contains("violin"));
  const auto themes = detector.detect("I dropped my bow.");
  REQUIRE_FALSE(themes.empty());
  CHECK(themes[0].id == "violin");
  CHECK(themes[0].evidence[0].text.find("bow") != std::string::npos);
}

TEST_CASE("a thought in another language is heard with packs of that language",
          "[detect]") {
  const Library german = Library::load({}, "de");
  const auto themes = Detector(german, "de").detect("Ich bin so ein Idiot.");
  REQUIRE_FALSE(themes.empty());
  CHECK(themes[0].id == "competence");
  CHECK(Detector(german, "de").detect("Morgen gibt es Suppe.").empty());
}

TEST_CASE("a page of harsh thoughts is heard to its end", "[detect]") {
  std::string page;
  for (int i = 0; i < 200; ++i)
    page += "We had soup on day " + std::to_string(i) + ". ";
  page += "I'm such an idiot.";
  const auto themes = heard(page);
  REQUIRE_FALSE(themes.empty());
  for (const Detected& theme : themes)
    CHECK_FALSE(themes_of(without(page, theme.evidence)).contains(theme.id));
}
