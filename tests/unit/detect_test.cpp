// What a harsh thought sounds like, and by which of its bytes.

#include "base/text.hpp"
#include "practice/detect.hpp"

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
  return detect(library(), thought, "en");
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

struct Thought {
  std::string_view text;
  std::string_view theme; ///< one that it surely sounds like
};

constexpr Thought thoughts[] = {
    {"I'm such an idiot, I forgot the one line that mattered.", "competence"},
    {"Everyone knows by now that I'm faking it.", "competence"},
    {"I can't do anything right, not even this.", "competence"},
    {"Any minute now they'll find me out.", "competence"},
    {"I have no idea what I'm doing here.", "competence"},
    {"I failed again, as I did last time.", "competence"},
    {"I suck at this and I always did.", "competence"},
    {"How could I screw up something so easy?", "competence"},
    {"I don't belong here with all these clever people.", "competence"},
    {"It was not good enough, nothing I make is.", "perfectionism"},
    {"I should have checked it twice before I sent it.", "perfectionism"},
    {"One typo and the page is ruined.", "perfectionism"},
    {"It's so sloppy that I want to hide it.", "perfectionism"},
    {"I should have known better at my age.", "perfectionism"},
    {"There's no excuse for a flaw like that.", "perfectionism"},
    {"It could have been better if I had cared.", "perfectionism"},
    {"Mediocre, as usual, and it shows.", "perfectionism"},
    {"What will they think of me now?", "approval"},
    {"They must think I made it up.", "approval"},
    {"She's mad at me, I can tell by her voice.", "approval"},
    {"I let them down when they counted on me.", "approval"},
    {"They laughed at me behind my back.", "approval"},
    {"I couldn't say no, again.", "approval"},
    {"I'm a burden to all of them.", "approval"},
    {"I looked like a fool in front of everyone.", "approval"},
    {"I look so old in that photo.", "appearance"},
    {"My face is a mess and my skin is worse.", "appearance"},
    {"I'm ugly and there's no way around it.", "appearance"},
    {"I can't stand the mirror today.", "appearance"},
    {"I've let myself go.", "appearance"},
    {"I put it off again until midnight.", "productivity"},
    {"Lazy, that's what I am.", "productivity"},
    {"I wasted another day and got nothing done.", "productivity"},
    {"I can't focus for ten minutes.", "productivity"},
    {"Three hours of scrolling in bed.", "productivity"},
    {"My boss saw it and said nothing.", "work"},
    {"I missed the deadline and my team paid for it.", "work"},
    {"They're going to fire me after that meeting.", "work"},
    {"I broke prod on a Friday.", "work"},
    {"The client asked and I froze.", "work"},
    {"Why did I talk so much at the party?", "social"},
    {"It was so awkward that I left early.", "social"},
    {"I said the wrong thing and the table went quiet.", "social"},
    {"I wasn't invited and I know why.", "social"},
    {"I never have anything to say.", "social"},
    {"I shouted at my kids again.", "parenting"},
    {"I'm a bad mother and they'll remember it.", "parenting"},
    {"My daughter cried at bedtime because of me.", "parenting"},
    {"What kind of father forgets the school run?", "parenting"},
    {"My partner deserves somebody better.", "relationships"},
    {"We had a fight and I hurt her.", "relationships"},
    {"I push people away, that's why I'll end up alone.", "relationships"},
    {"I forgot our anniversary.", "relationships"},
    {"I skipped the gym for the third week.", "health"},
    {"I ate too much again last night.", "health"},
    {"I forgot my pills twice this week.", "health"},
    {"I can't sleep and it's my own fault.", "health"},
    {"I'll never pass this exam.", "study"},
    {"My thesis is a joke.", "study"},
    {"I blanked on the homework in class.", "study"},
    {"Professor Lind must regret that she took me on.", "study"},
    {"I can't afford the rent because of me.", "money"},
    {"More debt, and I knew it when I clicked.", "money"},
    {"I spent too much on shoes I don't need.", "money"},
    {"My voice shook through the whole speech.", "performance"},
    {"I forgot my lines on stage.", "performance"},
    {"Wrong note in the recital, and they all heard.", "performance"},
    {"The interview was a disaster, I went blank.", "performance"},
};

} // namespace

TEST_CASE("a harsh thought is heard as the theme it is about", "[detect]") {
  static_assert(std::size(thoughts) >= 60);
  for (const Thought& thought : thoughts) {
    INFO(thought.text);
    CHECK(themes_of(thought.text).contains(std::string(thought.theme)));
  }
}

TEST_CASE("the evidence is the thought's own bytes, in order and never twice",
          "[detect]") {
  for (const Thought& thought : thoughts)
    for (const Detected& theme : heard(thought.text)) {
      INFO(thought.text << " " << theme.id);
      REQUIRE_FALSE(theme.evidence.empty());
      CHECK(theme.score > 0);
      std::size_t last = 0;
      for (const Evidence& evidence : theme.evidence) {
        CHECK(evidence.begin >= last);
        CHECK(evidence.begin < evidence.end);
        CHECK(evidence.text ==
              thought.text.substr(evidence.begin, evidence.end - evidence.begin));
        last = evidence.end;
      }
    }
}

TEST_CASE("take the evidence away and the theme is gone", "[detect]") {
  for (const Thought& thought : thoughts)
    for (const Detected& theme : heard(thought.text)) {
      const std::string rest = without(std::string(thought.text), theme.evidence);
      INFO(thought.text << " -> " << rest);
      CHECK_FALSE(themes_of(rest).contains(theme.id));
    }
}

TEST_CASE("every piece of evidence counts: with one less the theme weighs less",
          "[detect]") {
  for (const Thought& thought : thoughts)
    for (const Detected& theme : heard(thought.text)) {
      const std::string rest =
          without(std::string(thought.text), {theme.evidence.front()});
      INFO(thought.text << " -> " << rest);
      double score = 0;
      for (const Detected& other : heard(rest))
        if (other.id == theme.id) score = other.score;
      CHECK(score < theme.score);
    }
}

TEST_CASE("capitals, curly and missing apostrophes hide no theme", "[detect]") {
  for (const Thought& thought : thoughts) {
    const std::string text(thought.text);
    const std::set<std::string> themes = themes_of(text);
    INFO(text);
    CHECK(themes_of(upper(text)) == themes);
    CHECK(themes_of(replaced(text, "'", "’")) == themes);
    CHECK(themes_of(replaced(text, "'", "‘")) == themes);
    CHECK(themes_of(replaced(text, "'", "ʼ")) == themes);
    for (const std::string& id : themes) {
      INFO(id);
      CHECK(themes_of(replaced(text, "'", "")).contains(id));
    }
  }
}

TEST_CASE("line ends, blanks and signs between words hide no theme", "[detect]") {
  for (const Thought& thought : thoughts) {
    const std::string text(thought.text);
    INFO(text);
    CHECK(themes_of(replaced(text, " ", "\n")) == themes_of(text));
    CHECK(themes_of(replaced(text, " ", " \t  ")) == themes_of(text));
    CHECK(themes_of("> \"" + text + "\" …") == themes_of(text));
    CHECK(themes_of("👩🏽‍💻 „Ä“ " + text) == themes_of(text));
  }
}

TEST_CASE("the bytes are right behind letters of many bytes", "[detect]") {
  const std::string text = "Zoë’s père — I’m such an IDIOT.";
  const auto themes = heard(text);
  const auto found = std::ranges::find(themes, "competence", &Detected::id);
  REQUIRE(found != themes.end());
  CHECK(found->evidence.at(0).begin == text.find("IDIOT"));
  CHECK(found->evidence.at(0).end == text.find("IDIOT") + 5);
}

TEST_CASE("every cue that ships is heard, and explains itself", "[detect]") {
  for (const Pack& pack : library().packs())
    for (const std::string& cue : pack.cues) {
      const std::string thought = "Hm: " + replaced(cue, "*", "") + ", yes.";
      INFO(pack.id << ": " << thought);
      const auto themes = heard(thought);
      const auto found = std::ranges::find(themes, pack.id, &Detected::id);
      const bool is_heard = found != themes.end();
      CHECK(is_heard);
      if (is_heard)
        CHECK_FALSE(themes_of(without(thought, found->evidence)).contains(pack.id));
    }
}

TEST_CASE("what a pack says is meant otherwise is not heard", "[detect]") {
  for (const Pack& pack : library().packs())
    for (const std::string& otherwise : pack.not_cues) {
      const std::string thought = "Hm: " + replaced(otherwise, "*", "") + ", yes.";
      INFO(pack.id << ": " << thought);
      CHECK_FALSE(themes_of(thought).contains(pack.id));
    }
}

TEST_CASE("a denial or another meaning is not heard as the theme", "[detect]") {
  for (const Thought& thought : {Thought{"I'm not a perfectionist.", "perfectionism"},
                                 Thought{"That's good enough for me.", "perfectionism"},
                                 Thought{"NOBODY’S PERFECT.", "perfectionism"},
                                 Thought{"I did nothing wrong.", "productivity"},
                                 Thought{"My laptop froze.", "performance"},
                                 Thought{"I was on the third party's list.", "social"},
                                 Thought{"We pay down our tech debt first.", "money"},
                                 Thought{"I'm sick of waiting.", "health"},
                                 Thought{"I don't care what they think.", "approval"},
                                 Thought{"I'm not an idiot.", "competence"}}) {
    INFO(thought.text);
    CHECK_FALSE(themes_of(thought.text).contains(std::string(thought.theme)));
  }
}

TEST_CASE("a denial takes away what it touches and nothing else", "[detect]") {
  const std::string text = "Good enough for me? No: not good enough.";
  const auto themes = heard(text);
  REQUIRE(themes.size() == 1);
  CHECK(themes[0].id == "perfectionism");
  REQUIRE(themes[0].evidence.size() == 1);
  CHECK(themes[0].evidence[0].begin == text.find("not good enough"));
}

TEST_CASE("a neutral sentence sounds like nothing", "[detect]") {
  for (const std::string_view text :
       {"",
        " ",
        "…",
        "The cat sleeps on the sill.",
        "It rained all morning.",
        "I watered the plants.",
        "The train left from platform two.",
        "Blue goes well with grey.",
        "We'll see about the weather.",
        "He'll be late, so I'll cook.",
        "She'd like some tea.",
        "I'll be there at noon.",
        "It is late, so I'll stop here.",
        "Are we there yet? We're close.",
        "The kettle is on.",
        "I read two chapters on the train.",
        "My bike has a new bell.",
        "Lunch is at one.",
        "There is bread in the cupboard.",
        "The moon was up early.",
        "I called the plumber.",
        "We walked along the river.",
        "The soup needs salt.",
        "An example follows on the next page.",
        "Our father lives near the current.",
        "Three democrats sat in the classroom of history.",
        "The path goes past the mill.",
        "It's Tuesday.",
        "The window was open.",
        "Someone rang, twice."}) {
    INFO(text);
    CHECK(themes_of(text).empty());
  }
}

TEST_CASE("a star takes a word's endings, not another word", "[detect]") {
  for (const Thought& thought :
       {Thought{"The typography of the poster is lovely.", "perfectionism"},
        Thought{"We danced to a bossa nova.", "work"},
        Thought{"Baldwin Street is steep.", "appearance"},
        Thought{"English has many loanwords.", "money"}}) {
    INFO(thought.text);
    CHECK_FALSE(themes_of(thought.text).contains(std::string(thought.theme)));
  }
}

TEST_CASE("a contraction is no other word: I'll is not ill, and its own word is found",
          "[detect]") {
  CHECK(themes_of("I was late so I'll skip it.").empty());
  CHECK(themes_of("I was late so I’ll skip it.").empty());
  CHECK(themes_of("I am so ill.").contains("health"));
}

TEST_CASE("more and longer cues come first", "[detect]") {
  const auto themes = heard("My boss saw that I'm an idiot, stupid and incompetent.");
  REQUIRE(themes.size() == 2);
  CHECK(themes[0].id == "competence");
  CHECK(themes[0].evidence.size() == 3);
  CHECK(themes[1].id == "work");
  for (const Thought& thought : thoughts) {
    const auto all = heard(thought.text);
    CHECK(std::ranges::is_sorted(all, std::ranges::greater(), &Detected::score));
  }
}

TEST_CASE("a thought in another language is heard with packs of that language",
          "[detect]") {
  for (const Thought& thought : thoughts)
    CHECK(detect(library(), thought.text, "de").empty());
}

TEST_CASE("a page of harsh thoughts is heard to its end", "[detect]") {
  std::string page;
  while (page.size() < 64U * 1024) page += "The cat sleeps on the sill. ";
  const std::size_t at = page.size();
  page += "idiot";
  const auto themes = heard(page);
  REQUIRE(themes.size() == 1);
  CHECK(themes[0].evidence.at(0).begin == at);
}

TEST_CASE("a cue does not reach from one sentence into the next", "[detect]") {
  CHECK(themes_of("I am so bad at this.") == themes_of("I'm so bad at this."));
  CHECK_FALSE(themes_of("I am so bad at this.").empty());
  CHECK(themes_of("It rained so bad. At noon it stopped.").empty());
}
