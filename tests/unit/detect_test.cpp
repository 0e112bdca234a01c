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
    CHECK(themes_of(upper(text)).contains(theme));
    CHECK(themes_of(replaced(text, "'", "\u2019")) == themes_of(text));
    CHECK(themes_of(replaced(text, "'", "")).contains(theme));
  }
}

TEST_CASE("a typing error, drawn out letters or shouting hide no theme", "[detect]") {
  const std::vector<std::pair<std::string, std::string>> thoughts = {
      {"I'm such an idoit.", "competence"},
      {"They all laguhed at me.", "approval"},
      {"I failed the exma a second time.", "study"},
      {"I yeled at my daughter again, what kind of mother does that.", "parenting"},
      {"I maxed out the credti card again.", "money"},
      {"I wasetd the whole day on the sofa.", "productivity"},
      {"im soooo stupid", "competence"},
      {"I'M SUCH AN IDIOT", "competence"}};
  for (const auto& [text, theme] : thoughts) {
    INFO(text);
    CHECK(themes_of(text).contains(theme));
  }
}

TEST_CASE("the evidence is the thought's own bytes, in order and never twice",
          "[detect]") {
  for (const std::string text : {"I'm such an idiot, I froze in the demo.",
                                 "\u00fcber alles: I'm such an idiot.",
                                 "They all laughed at me and my boss saw it."}) {
    INFO(text);
    const auto themes = heard(text);
    CHECK_FALSE(themes.empty());
    for (const Detected& theme : themes) {
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
                                 "I am not stupid.",
                                 "The exam is on Monday.",
                                 "My daughter has a new school bag.",
                                 "The cat sleeps.",
                                 "My boss moved the meeting to three.",
                                 "We had soup and went for a walk."}) {
    INFO(text);
    CHECK(themes_of(text).empty());
  }
  CHECK_FALSE(themes_of("I am stupid.").empty()); // it is the denial that silences
}

TEST_CASE("at most three learnt themes are heard, the likeliest first", "[detect]") {
  for (const std::string text :
       {"I'm such an idiot, I yelled at my kids, my boss hates me, I'm fat, lazy and "
        "broke, and I failed the exam.",
        "My boss, my wife and my kids all saw that I'm broke, fat and stupid.",
        "I'm a stupid mother, a lazy student and a broke wife."}) {
    INFO(text);
    const auto themes = heard(text);
    REQUIRE(themes.size() == 3);
    CHECK(themes[0].score >= themes[1].score);
    CHECK(themes[1].score >= themes[2].score);
  }
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
  /// The evidence for the violin; nothing where it is not heard.
  const auto violin = [&](std::string_view text) {
    std::vector<std::string> words;
    for (const Detected& theme : detector.detect(text))
      if (theme.id == "violin")
        for (const Evidence& part : theme.evidence) words.push_back(part.text);
    return words;
  };
  using Words = std::vector<std::string>;
  CHECK(violin("I dropped my bow.") == Words{"dropped my bow"});
  CHECK(violin("I drop my bow") == Words{"drop my bow"}); // the same stem
  CHECK(violin("so squeaky") == Words{"squeaky"});
  CHECK(violin("It is squeaky clean.").empty());
  CHECK(violin("I dropped the soup.").empty());
  CHECK(violin("I dropped my. Bow").empty());
  // What `not` takes silences no other cue.
  CHECK(violin("It is squeaky clean and it squeaks.") == Words{"squeaks"});
  // It stands before what was learnt, and takes the place of none of it.
  const auto themes = detector.detect("My hands shook, and then I dropped my bow.");
  REQUIRE(themes.size() == 4);
  CHECK(themes[0].id == "violin");
}

TEST_CASE("a thought in another language is heard with packs of that language",
          "[detect]") {
  const Library german = Library::load({}, "de");
  const Detector detector(german, "de");
  const std::vector<std::pair<std::string, std::string>> thoughts = {
      {"Ich bin so ein Idiot.", "competence"},
      {"ICH BIN SO EIN IDIOT.", "competence"},
      {"Ich hätte es noch einmal prüfen müssen.", "perfectionism"},
      {"Ich hab den ganzen Tag vertrödelt.", "productivity"},
      {"Alle haben über mich gelacht.", "approval"}};
  for (const auto& [text, theme] : thoughts) {
    INFO(text);
    const auto themes = detector.detect(text);
    REQUIRE_FALSE(themes.empty());
    CHECK(themes[0].id == theme);
    for (const Evidence& part : themes[0].evidence)
      CHECK(text.substr(part.begin, part.end - part.begin) == part.text);
    for (const Detected& left : detector.detect(without(text, themes[0].evidence)))
      CHECK(left.id != theme);
  }
  for (const std::string text :
       {"Morgen gibt es Suppe.", "Der Bus kam um halb neun.", "I'm such an idiot."}) {
    INFO(text);
    CHECK(detector.detect(text).empty());
  }
}

TEST_CASE("a page of text is heard to its end", "[detect]") {
  std::string soup;
  for (int i = 0; i < 200; ++i)
    soup += "We had soup on day " + std::to_string(i) + ". ";
  CHECK(themes_of(soup).empty());
  const std::string page =
      soup + "I'm such an idiot. " + soup + "I failed the exam a second time.";
  const auto themes = heard(page);
  CHECK(themes_of(page) == std::set<std::string>{"competence", "study"});
  for (const Detected& theme : themes)
    CHECK_FALSE(themes_of(without(page, theme.evidence)).contains(theme.id));
}

TEST_CASE("a letter alone sounds like nothing", "[detect]") {
  for (const char* const text : {"c", "I", "x y", "b."}) {
    INFO(text);
    CHECK(themes_of(text).empty());
  }
}
