// kindly guide: short texts, two that look into the journal, and a case to try.

#include "base/sentences.hpp"
#include "support/declared.hpp"
#include "support/sandbox.hpp"
#include "words/guide.hpp"
#include "words/lint.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <set>

using kindly::ExitCode;
using kindly::GuideBlock;
using kindly::test::check_understood;
using kindly::test::commands_in;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;

/// Every text but the worked example, which is an entry.
std::vector<std::string> text_names() {
  std::vector<std::string> names;
  for (const auto& file : fs::directory_iterator(KINDLY_SOURCE_DIR "/src/words/guide"))
    if (file.path().stem() != "example") names.push_back(file.path().stem().string());
  std::ranges::sort(names);
  REQUIRE(names.size() > 15);
  return names;
}

/// The ways to ask for each topic.
std::vector<std::vector<std::string>> topics(Sandbox& box) {
  std::vector<std::vector<std::string>> found;
  for (const std::vector<std::string>& list :
       {std::vector<std::string>{"guide"}, {"guide", "stuck"}}) {
    REQUIRE(box.run(list) == ExitCode::done);
    const std::string out = box.out();
    for (const std::string_view line : kindly::lines_of(out)) {
      const std::size_t end = line.find("  ", 2);
      std::vector<std::string> words =
          kindly::test::shell_words(std::string(line.substr(2, end - 2)));
      REQUIRE(words.front() == "kindly");
      words.erase(words.begin());
      found.push_back(std::move(words));
    }
  }
  return found;
}

/// The prose of a block, without commands.
std::string prose_of(const GuideBlock& block) {
  std::string prose;
  const auto parts = kindly::split(block.text, '`');
  for (std::size_t i = 0; i < parts.size(); i += 2) prose += parts[i];
  return block.kind == GuideBlock::Kind::command ? std::string() : prose;
}

/// An entry so many days before the sandbox's today, rated.
void add(Sandbox& box,
         const std::string& when,
         const std::string& before = "8",
         const std::string& after = "5",
         const std::string& theme = "work") {
  const std::string id = "2026-01-01-000000-a" + std::to_string(100 + box.seed++);
  box.write("2026/01/" + id + ".md",
            "---\nkindly: 1\ndate: " + when + "T10:00:00+01:00\nthemes: [" + theme +
                "]\nbefore: " + before + "\nafter: " + after +
                "\n---\n\n## Situation\n\nIt went wrong.\n\n## Critical thoughts\n\n> "
                "Oh.\n\n## Kind words\n\nThat was hard.\n");
}

std::string shown(Sandbox& box, std::vector<std::string> words) {
  words.insert(words.begin(), "guide");
  CHECK(box.run(words) == ExitCode::done);
  return box.out();
}

} // namespace

TEST_CASE("guide lists its topics, and each of them can be read", "[guide]") {
  Sandbox box;
  CHECK_THAT(shown(box, {}),
             Catch::Contains("kindly guide steps ") &&
                 Catch::Contains("kindly guide plan "));
  const std::vector<std::string> wanted = {"steps",
                                           "when",
                                           "why",
                                           "expect",
                                           "tips",
                                           "variations",
                                           "stuck",
                                           "faq",
                                           "privacy",
                                           "plan"};
  const auto found = topics(box);
  CHECK(found.size() == wanted.size() + 6);
  for (std::size_t i = 0; i < wanted.size(); ++i) CHECK(found[i][1] == wanted[i]);
  for (const auto& topic : found) {
    INFO(topic.back());
    CHECK(box.run(topic) == ExitCode::done);
    CHECK(box.out().size() > 100);
    CHECK(box.err().empty());
  }
  CHECK_FALSE(fs::exists(box.journal()));
}

TEST_CASE("each page of the guide is under a screen, and wraps", "[guide]") {
  Sandbox box;
  for (int day = 1; day < 10; ++day)
    add(box, "2026-11-0" + std::to_string(day), "8", "5", day % 2 ? "work" : "money");
  for (const auto& topic : topics(box)) {
    INFO(topic.back());
    box.width = 80;
    box.is_terminal = true;
    REQUIRE(box.run(topic) == ExitCode::done);
    const std::string wide = box.out();
    CHECK(kindly::lines_of(wide).size() <= 23);
    for (const std::string_view line : kindly::lines_of(wide))
      CHECK(kindly::display_width(line) <= 80);
    CHECK(kindly::trimmed(kindly::lines_of(wide).back()).starts_with("kindly "));
    box.width = 40;
    REQUIRE(box.run(topic) == ExitCode::done);
    const std::string narrow = box.out();
    for (const std::string_view line : kindly::lines_of(narrow))
      if (line.find("kindly ") == std::string_view::npos) {
        INFO(line);
        CHECK(kindly::display_width(line) <= 40);
      }
  }
}

TEST_CASE("no page of the guide asks for more than school grade 8", "[guide]") {
  const kindly::Reader reader("en");
  for (const std::string& name : text_names()) {
    std::string all;
    std::size_t sentences = 0;
    for (const GuideBlock& block : kindly::guide_blocks(kindly::guide_text(name))) {
      const std::string prose = prose_of(block);
      const std::size_t in_block =
          kindly::sentences_of(prose, reader.abbreviations()).size();
      sentences += in_block;
      if (in_block > 0) all += prose + "\n";
    }
    INFO(name);
    REQUIRE(sentences > 0);
    CHECK(kindly::reading_grade(all, sentences) <= 8);
  }
}

TEST_CASE("each text of the guide ends with a command, and all of them are understood",
          "[guide]") {
  for (const std::string& name : text_names()) {
    INFO(name);
    const std::vector<GuideBlock> blocks =
        kindly::guide_blocks(kindly::guide_text(name));
    REQUIRE_FALSE(blocks.empty());
    if (name != "plan") CHECK(blocks.back().kind == GuideBlock::Kind::command);
    for (const GuideBlock& block : blocks) {
      if (block.kind == GuideBlock::Kind::command) check_understood(block.text);
      for (const std::string& line : commands_in(block.text)) check_understood(line);
    }
  }
}

TEST_CASE("a command that does not exist is not understood", "[guide]") {
  for (const std::string line : {"kindly gide",
                                 "kindly guide stuck fakes",
                                 "kindly rate --befor 3",
                                 "kindly cue -n x"})
    CHECK_THROWS_AS(kindly::test::parse_declared(line), kindly::Error);
}

TEST_CASE("no page of the guide claims, promises or talks of brains", "[guide]") {
  for (const std::string& name : text_names()) {
    std::string prose;
    for (const GuideBlock& block : kindly::guide_blocks(kindly::guide_text(name)))
      prose += prose_of(block) + "\n";
    for (const kindly::Word& word : kindly::words_of(prose))
      for (const std::string bad :
           {"always",   "never",      "everyone",        "everybody", "brain",
            "brains",   "neural",     "neuroplasticity", "rewire",    "rewires",
            "diagnose", "treat",      "treats",          "treatment", "cure",
            "cures",    "clinically", "proven",          "recalled",  "guaranteed",
            "must",     "empower"}) {
        INFO(name << ": " << word.folded);
        CHECK(word.folded != bad);
      }
  }
}

TEST_CASE("the guide is in words of its own", "[guide]") {
  // Seven words in a row that a source has, too, were taken from it.
  constexpr std::size_t run = 7;
  const auto runs_of = [](const std::string& text) {
    std::set<std::string> runs;
    const auto words = kindly::words_of(text);
    for (std::size_t i = 0; i + run <= words.size(); ++i) {
      std::string joined;
      for (std::size_t j = i; j < i + run; ++j) joined += words[j].folded + " ";
      runs.insert(joined);
    }
    return runs;
  };
  const fs::path shared = fs::path(KINDLY_SOURCE_DIR) / "../shared";
  std::size_t sources = 0;
  for (const std::string source :
       {"exercise/self-compassionate-scripting.txt", "EVIDENCE.md"}) {
    std::ifstream stream(shared / source);
    const std::string text((std::istreambuf_iterator<char>(stream)), {});
    if (text.empty()) continue;
    ++sources;
    const std::set<std::string> theirs = runs_of(text);
    for (const std::string& name : text_names())
      for (const std::string& ours : runs_of(std::string(kindly::guide_text(name)))) {
        INFO(name << ": " << ours);
        CHECK_FALSE(theirs.contains(ours));
      }
  }
  if (sources == 0) WARN("skipped: ../shared is not there");
}

TEST_CASE("why names its sources, and what was not found", "[guide]") {
  Sandbox box;
  const std::string why = kindly::on_one_line(shown(box, {"why"}));
  for (const std::string source : {"Odou and Brinker 2014",
                                   "Shapira and Mongrain 2010",
                                   "Ferrari and others 2019",
                                   "Kross and others 2014",
                                   "Breines and Chen 2012",
                                   "Wong and Mak 2016",
                                   "Dreisoerner and others 2020"})
    CHECK_THAT(why, Catch::Contains(source));
  CHECK_THAT(why,
             Catch::Contains("on average, and not for each person") &&
                 Catch::Contains("people felt worse on the days they wrote"));
}

TEST_CASE("a mistyped topic of the guide is refused with the nearest", "[guide]") {
  Sandbox box;
  CHECK(box.run({"guide", "tipps"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'tips'"));
  CHECK(box.run({"guide", "stuck", "feke"}) == ExitCode::usage);
  CHECK_THAT(box.err(),
             Catch::Contains("Did you mean 'fake'?") &&
                 Catch::Contains("fake, disbelief, tears, lazy, jargon, blank") &&
                 !Catch::Contains("WHAT"));
  CHECK(box.run({"guide", "wyh"}) == ExitCode::usage);
  CHECK_THAT(box.err(),
             Catch::Contains("Did you mean 'why'?") && Catch::Contains("steps, when"));
  CHECK(box.run({"guide", "why", "fake"}) == ExitCode::usage);
  CHECK(box.run({"guide", "why", "--try"}) == ExitCode::usage);
  CHECK(box.out().empty());
}

TEST_CASE("guide stuck lists what people get stuck with", "[guide]") {
  Sandbox box;
  const std::string list = shown(box, {"stuck"});
  CHECK(kindly::lines_of(list).size() == 6);
  for (const std::string what :
       {"fake", "disbelief", "tears", "lazy", "jargon", "blank"}) {
    CHECK_THAT(list, Catch::Contains("kindly guide stuck " + what));
    CHECK(shown(box, {"stuck", what}) != list);
  }
  CHECK_THAT(shown(box, {"stuck", "tears"}), Catch::Contains("kindly support"));
  CHECK_THAT(shown(box, {"stuck", "lazy"}), Catch::Contains("make up for it"));
}

TEST_CASE("the guide is there whatever the config and the journal say", "[guide]") {
  Sandbox box;
  Sandbox::put(box.home() / ".config/kindly/config.toml", "tone = \"plain");
  CHECK_THAT(shown(box, {"stuck", "blank"}), Catch::Contains("kindly reframe"));
  CHECK(box.err().empty());
  CHECK_THAT(shown(box, {"expect"}), Catch::StartsWith("The first few times."));
  CHECK_THAT(box.err(), Catch::Contains("config.toml"));
  CHECK_THAT(shown(box, {"plan"}), Catch::Contains("no hurry"));
  fs::remove_all(box.home());
  for (const std::string journal : {"/dev/null", "/dev/null/x", "/proc/nowhere"}) {
    INFO(journal);
    box.environment["KINDLY_JOURNAL"] = journal;
    CHECK_THAT(shown(box, {"expect"}), Catch::StartsWith("The first few times."));
    CHECK_THAT(shown(box, {"plan"}), Catch::Contains("no hurry"));
  }
  box.environment.clear();
  CHECK_THAT(shown(box, {"expect"}), Catch::StartsWith("The first few times."));
}

TEST_CASE("expect fits the person's first entry", "[guide]") {
  const std::vector<std::pair<std::string, std::string>> stages = {
      {"2026-11-20", "The first few times."},
      {"2026-11-10", "Weeks two to four."},
      {"2026-10-01", "The first two months or so."},
      {"2026-07-10", "Three to six months."},
      {"2025-11-23", "Half a year and more."},
      {"2027-01-01", "The first few times."}}; // a clock that was wrong
  for (const auto& [first, text] : stages) {
    INFO(first);
    Sandbox box;
    for (int i = 0; i < 3; ++i) add(box, first);
    CHECK_THAT(shown(box, {"expect"}), Catch::StartsWith(text));
    CHECK(box.count_files() == 3);
  }
  Sandbox box;
  CHECK_THAT(shown(box, {"expect"}), Catch::StartsWith("The first few times."));
  add(box, "2025-01-01"); // two entries are few, however old
  add(box, "2025-01-02");
  CHECK_THAT(shown(box, {"expect"}), Catch::StartsWith("The first few times."));
}

TEST_CASE("expect says what the person's own ratings say, and nothing against them",
          "[guide]") {
  Sandbox box;
  for (int i = 0; i < 4; ++i) add(box, "2026-08-01", "5", "8");
  CHECK_THAT(shown(box, {"expect"}),
             Catch::StartsWith("Three to six months.") && !Catch::Contains("heavier"));
  add(box, "2026-08-01", "5", "5");
  CHECK_THAT(kindly::on_one_line(shown(box, {"expect"})),
             Catch::StartsWith("Your own ratings do not say that") &&
                 Catch::Contains("0 lighter after writing, 1 the same, 4 heavier") &&
                 Catch::Contains("kindly support") &&
                 !Catch::Contains("Three to six months"));
  for (int i = 0; i < 9; ++i) add(box, "2026-08-02", "8", "3");
  CHECK_THAT(kindly::on_one_line(shown(box, {"expect"})),
             Catch::StartsWith("Three to six months.") &&
                 Catch::Contains("9 lighter after writing, 1 the same, 4 heavier"));
}

TEST_CASE("expect and plan go on where some files cannot be read", "[guide]") {
  Sandbox box;
  for (int i = 0; i < 3; ++i) add(box, "2026-07-10");
  box.write("2026/07/2026-07-01-100000-zzzz.md", "---\nkindly: 1\ndate: [\n---\n");
  CHECK_THAT(shown(box, {"expect"}), Catch::StartsWith("Three to six months."));
  CHECK_THAT(box.err(),
             Catch::Contains("one file") && Catch::Contains("kindly doctor"));
  CHECK_THAT(shown(box, {"plan"}), Catch::Contains("work: in 3 of 3 entries"));
}

TEST_CASE("the worked example has all parts of a script", "[guide]") {
  Sandbox box;
  Sandbox::put(box.root() / "example.md", std::string(kindly::guide_text("example")));
  CHECK(box.run({"check", (box.root() / "example.md").string()}) == ExitCode::done);
  INFO(box.out());
  CHECK_THAT(box.out(), !Catch::Contains("against"));
}

TEST_CASE("guide steps --try prints the worked example where nobody can be asked",
          "[guide]") {
  Sandbox box;
  CHECK_THAT(shown(box, {"steps", "--try"}),
             Catch::Contains("A friend tells you exactly this.") &&
                 Catch::Contains("> I can't even get a date right.") &&
                 Catch::Contains("\n> 7\n") && Catch::Contains("\n> 4\n") &&
                 Catch::Contains("kindly new"));
  box.is_terminal = true;
  CHECK(box.run({"guide", "steps", "--try", "--no-input"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("> 7\n"));
  CHECK_FALSE(fs::exists(box.journal()));
}

TEST_CASE("guide steps --try takes own answers or theirs, and keeps nothing",
          "[guide]") {
  Sandbox box;
  box.is_terminal = true;
  CHECK(box.run({"guide", "steps", "--try"},
                "\nlots\n9\nMine, first.\nMine, second.\n\n:help\n\n:back\nFriendly.\n"
                "One kind line.\n\n\n\n\n3\n") == ExitCode::done);
  CHECK(box.out().empty());
  const std::string& said = box.err();
  CHECK_THAT(said,
             Catch::Contains("theirs: On Friday") &&
                 Catch::Contains("A whole number from 1 to 10") &&
                 Catch::Contains("  critic: Mine, first.\n          Mine, second.\n"));
  CHECK_THAT(said,
             Catch::Contains("\n  One kind line.\n  Most people who write to many") &&
                 Catch::Contains("9 → 3") &&
                 Catch::Contains("Nothing of this was kept"));
  CHECK_FALSE(fs::exists(box.journal()));
  CHECK_FALSE(fs::exists(box.home()));
}

TEST_CASE("guide steps --try says plainly that it got heavier, too", "[guide]") {
  Sandbox box;
  box.is_terminal = true;
  CHECK(box.run({"guide", "steps", "--try"}, "\n3\n\n\n\n\n\n\n9\n") == ExitCode::done);
  CHECK_THAT(box.err(),
             Catch::Contains("3 → 9") && Catch::Contains("fine to stop here"));
}

TEST_CASE("guide steps --try ends at :stop and at the end of input", "[guide]") {
  for (const std::string input : {"\n:stop\n", ":later\n", "\n\n", ""}) {
    Sandbox box;
    box.is_terminal = true;
    CHECK(box.run({"guide", "steps", "--try"}, input) == ExitCode::done);
    CHECK_THAT(box.err(),
               Catch::Contains("Nothing of this was kept") &&
                   Catch::Contains("kindly support") &&
                   !Catch::Contains("what stands there now"));
  }
}

TEST_CASE("plan begins gently with an empty journal", "[guide]") {
  Sandbox box;
  const std::string plan = shown(box, {"plan"});
  CHECK_THAT(plan,
             Catch::Contains("kindly new --occasion calm") &&
                 Catch::Contains("kindly remind --print cron") &&
                 Catch::Contains("kindly support --edit") &&
                 !Catch::Contains("kindly keep") && !Catch::Contains("kindly share"));
  CHECK_FALSE(fs::exists(box.journal()));
}

TEST_CASE("plan names the themes that come back, and where a line helped", "[guide]") {
  Sandbox box;
  add(box, "2026-11-01", "8", "7", "work");
  add(box, "2026-11-02", "8", "2", "work"); // a102
  add(box, "2026-11-03", "8", "8", "work");
  add(box, "2026-11-04", "6", "5", "money");
  const std::string plan = shown(box, {"plan"});
  CHECK_THAT(plan,
             Catch::Contains("work: in 3 of 4 entries") &&
                 Catch::Contains("kindly keep 2026-01-01-000000-a102\n") &&
                 !Catch::Contains("money"));
  CHECK(box.count_files() == 4);
}

TEST_CASE("plan ticks what is there", "[guide]") {
  Sandbox box;
  add(box, "2026-11-01");
  const std::string before = shown(box, {"plan"});
  CHECK_THAT(before,
             Catch::Contains("[ ] Three lines of your own; none so far") &&
                 Catch::Contains("[ ] Somebody who knows") &&
                 Catch::Contains("[ ] Your own voice") &&
                 Catch::Contains("[ ] A page for the worst days") &&
                 Catch::Contains("No theme has come back"));
  std::string mine = "[pack]\nid = \"mine\"\ntitle = \"Mine\"\naxis = \"any\"\n";
  for (const std::string line : {"Slow is fine.", "You did this once.", "Ask Priya."})
    mine += "[[phrase]]\ntext = \"" + line +
            "\"\nrole = \"encouragement\"\ntone = \"plain\"\n";
  box.write("themes/mine.toml", mine);
  box.write("support.md", "# My page\n");
  box.write("2026/11/2026-11-02-100000-voic.md",
            "---\nkindly: 1\ndate: 2026-11-02T10:00:00+01:00\nvoice: voic.wav\n---\n\n"
            "## Situation\n\nIt went wrong.\n\n## From Alex\n\nI know that one.\n");
  CHECK_THAT(shown(box, {"plan"}),
             Catch::Contains("[x] Lines of your own, 3 of them") &&
                 Catch::Contains("[x] Somebody who knows") &&
                 Catch::Contains("[x] Your own voice") &&
                 Catch::Contains("[x] A page for the worst days") &&
                 Catch::Contains("kindly cue --mine --cards cards.html") &&
                 !Catch::Contains("[ ]"));
}

TEST_CASE("every command that plan names is understood", "[guide]") {
  for (const bool has_entries : {false, true}) {
    Sandbox box;
    if (has_entries)
      for (int i = 0; i < 3; ++i) add(box, "2026-11-01");
    const std::string plan = shown(box, {"plan"});
    std::size_t seen = 0;
    for (const std::string_view line : kindly::lines_of(plan))
      if (kindly::trimmed(line).starts_with("kindly ")) {
        check_understood(std::string(kindly::trimmed(line)));
        ++seen;
      }
    CHECK(seen >= 4);
  }
}
