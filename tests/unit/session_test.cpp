// The guided session: its way through the questions, and what it leaves on disk. What
// needs a real terminal is in tests/session.py.

#include "practice/session.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

using namespace kindly;
using test::Sandbox;

namespace {

std::vector<Step> way(Session session) {
  std::vector<Step> steps;
  for (; session.now(); session.answered()) steps.push_back(*session.now());
  return steps;
}

/// A run in a terminal whose person types these lines.
ExitCode held(Sandbox& box,
              const std::vector<std::string>& args,
              const std::vector<std::string>& lines) {
  box.is_terminal = true;
  std::string input;
  for (const std::string& line : lines) input += line + "\n";
  return box.run(args, input);
}

std::string entry_of(Sandbox& box) {
  box.is_terminal = false;
  REQUIRE(box.run({"path"}) == ExitCode::done);
  return read_file(box.out_line(), 1U << 20);
}

} // namespace

TEST_CASE("the nine questions come in the order of the exercise", "[session]") {
  using enum Step;
  CHECK(
      way(Session({}, {})) ==
      std::vector{
          situation, before, critic, to_friend, kind, humanity, forward, quiet, after});
  CHECK(way(Session({.pace = Pace::quick}, {})) ==
        std::vector{situation, before, critic, humanity, kind, after});
}

TEST_CASE("a session goes on behind the last answer", "[session]") {
  using enum Step;
  CHECK(Session({}, {situation, critic}).now() == to_friend);
  CHECK(Session({}, {situation}).now() == before);
  CHECK(Session({}, {kind, after}).now() == std::nullopt);
  // Nobody is left at the critic's words.
  CHECK(Session({}, {situation, critic, after}).now() == to_friend);
  CHECK(Session({}, {situation, critic, to_friend, humanity}).now() == kind);
  CHECK(Session({.pace = Pace::quick}, {situation, before, critic, humanity}).now() ==
        kind);
}

TEST_CASE("two kind questions skipped lead to the neutral way, and only once",
          "[session]") {
  Session session({}, {Step::situation, Step::before, Step::critic});
  CHECK_FALSE(session.skipped());
  CHECK(session.skipped());
  CHECK(session.is_neutral());
  CHECK_FALSE(session.skipped());
  Session kinder({}, {Step::situation, Step::before, Step::critic});
  CHECK_FALSE(kinder.skipped());
  kinder.answered();
  CHECK_FALSE(kinder.skipped());
  CHECK_FALSE(kinder.is_neutral());
  Session facts({}, {}); // no kind question among them
  CHECK_FALSE(facts.skipped());
  CHECK_FALSE(facts.skipped());
  CHECK_FALSE(facts.skipped());
}

TEST_CASE("whoever has written kind words is not told that they are out of reach",
          "[session]") {
  Session session({}, {Step::situation, Step::before, Step::critic, Step::to_friend});
  REQUIRE(session.now() == Step::kind);
  session.answered();
  CHECK_FALSE(session.skipped());
  CHECK_FALSE(session.skipped());
  CHECK_FALSE(session.is_neutral());
  CHECK(session.now() == Step::quiet);
}

TEST_CASE("the neutral way has a question to ask, or does not begin", "[session]") {
  Session quick({.pace = Pace::quick}, {Step::situation, Step::before, Step::critic});
  CHECK_FALSE(quick.skipped());
  CHECK(quick.now() == Step::kind);
  CHECK(quick.skipped());
  CHECK(quick.now() == Step::kind);
  CHECK_FALSE(quick.skipped());
  CHECK(quick.now() == Step::after);
  Session dialogue({.form = "dialogue"}, {Step::situation, Step::before});
  CHECK_FALSE(dialogue.skipped());
  CHECK_FALSE(dialogue.skipped());
  CHECK(dialogue.now() == Step::quiet);
  CHECK(neutral_question_of(Step::kind, {.form = "dialogue"}) !=
        neutral_question_of(Step::kind, {}));
}

TEST_CASE("a session can go back, but not before its first question", "[session]") {
  Session session({}, {});
  CHECK_FALSE(session.back());
  session.answered();
  CHECK(session.back());
  CHECK(session.now() == Step::situation);
}

TEST_CASE("only the session's own words are no answers", "[session]") {
  CHECK(session_word(":back") == SessionWord::back);
  CHECK(session_word(":object") == SessionWord::object);
  for (const std::string text : {"back", ":", ":)", ": back", ":backs", ""})
    CHECK(session_word(text) == std::nullopt);
}

TEST_CASE("no question asks for kindness in the neutral way", "[session]") {
  for (int i = 0; i <= static_cast<int>(Step::after); ++i) {
    const StepGuide& guide = guide_of(static_cast<Step>(i));
    CHECK(static_cast<int>(guide.step) == i);
    CHECK_FALSE(guide.question.empty());
    CHECK_FALSE(guide.help.empty());
    CHECK(guide.is_kind == !guide.neutral.empty());
    CHECK_FALSE(guide.neutral.find("kind") != std::string_view::npos);
  }
}

TEST_CASE("a held session is an entry, and stdout its path alone", "[session]") {
  Sandbox box;
  REQUIRE(held(box,
               {"new"},
               {"Froze in the demo.",
                "8",
                "I'm such an idiot.",
                "They know it.",
                "",
                "",
                "You gave it five times.",
                "Sam",
                "",
                "It makes sense that you are rattled, Sam.",
                "You may rest tonight.",
                "",
                "Most people have gone blank once.",
                "Thank Priya tomorrow.",
                "Shoulders lower.",
                "5",
                ""}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::EndsWith(".md\n"));
  CHECK(std::ranges::count(box.out(), '\n') == 1);
  CHECK_THAT(box.err(), Catch::Contains("8 → 5") && Catch::Contains("critic: I'm"));
  CHECK_THAT(box.err(), Catch::EndsWith("`kindly support` shows where people are.\n"));
  CHECK(entry_of(box) == "---\nkindly: 1\ndate: 2026-11-23T15:12:04+01:00\n"
                         "form: script\nbefore: 8\nthemes: [competence]\n"
                         "address: Sam\nafter: 5\nminutes: 0\n---\n\n"
                         "## Situation\n\nFroze in the demo.\n\n"
                         "## Critical thoughts\n\n> I'm such an idiot.\n"
                         "> They know it.\n\n"
                         "## To a friend\n\nYou gave it five times.\n\n"
                         "## Kind words\n\nIt makes sense that you are rattled, Sam.\n"
                         "You may rest tonight.\n\n"
                         "## Common humanity\n\nMost people have gone blank once.\n\n"
                         "## Moving forward\n\nThank Priya tomorrow.\n\n"
                         "## Afterwards\n\nShoulders lower.\n");
  // The address is asked once.
  REQUIRE(held(box, {"new", "--quick"}, {"Again.", "4", "Idiot.", "", "", "Others."}) ==
          ExitCode::done);
  CHECK_THAT(box.err(),
             !Catch::Contains("called here") && Catch::Contains("Now to you, Sam"));
}

TEST_CASE("resume goes on with the newest open entry and changes no other byte",
          "[session]") {
  Sandbox box;
  const std::string mine = "---\nkindly: 1 # mine\ndate: 2026-11-23T10:00:00+01:00\n"
                           "address: 'Old Man'   # so\n---\n\n## Situation\n\nFell.\n\n"
                           "## My own\n\nx\n\n## Critical thoughts\n\n> Clumsy.\n";
  box.write("2026/11/2026-11-23-100000-abcd.md", mine);
  box.write("2026/11/2026-11-23-110000-abce.md",
            test::entry_text("date: 2026-11-23T11:00:00+01:00\n"));
  REQUIRE(held(box, {"resume"}, {"Anyone can fall.", "It hurts, Old Man.", ""}) ==
          ExitCode::done);
  CHECK_THAT(box.err(),
             Catch::Contains("critic: Clumsy.") &&
                 Catch::Contains("Now to you, Old Man"));
  CHECK(box.read("2026/11/2026-11-23-100000-abcd.md") ==
        mine + "\n## To a friend\n\nAnyone can fall.\n\n## Kind words\n\n"
               "It hurts, Old Man.\n");
  box.is_terminal = false;
  CHECK(box.run({"resume"}) == ExitCode::needs_person); // the newest is unrated
  CHECK(box.run({"resume", "abcd"}) == ExitCode::needs_person);
}

TEST_CASE("a session without a word keeps nothing", "[session]") {
  Sandbox box;
  REQUIRE(held(box, {"new"}, {"", "", ":stop"}) == ExitCode::done);
  CHECK(box.out().empty());
  CHECK_THAT(box.err(), Catch::EndsWith("`kindly support` shows where people are.\n"));
  CHECK(box.count_files() == 0);
  box.is_terminal = false;
  CHECK(box.run({"new"}) == ExitCode::needs_person);
  box.is_terminal = true;
  CHECK(box.run({"new", "--no-input"}) == ExitCode::needs_person);
}

TEST_CASE("whoever stops at the critic's words is offered the way on, once",
          "[session]") {
  Sandbox box;
  REQUIRE(held(box, {"new"}, {"Fell.", "", "Clumsy.", "", "-", ":stop"}) ==
          ExitCode::done);
  CHECK_THAT(box.err(),
             Catch::Contains("kinder words") && Catch::Contains("kindly resume"));
}

TEST_CASE("a letter is written to the younger self, with questions of its own",
          "[session]") {
  Sandbox box;
  REQUIRE(held(box,
               {"new", "--form", "letter", "--age", "9", "--address", "Sam"},
               {"Dropped the vase. Aunt Ida shouted.",
                "6",
                "I break everything.",
                "",
                "-",
                "You were carrying it because you wanted to help.",
                "It was too heavy for anybody your size.",
                "",
                "Others of nine drop things, too.",
                "I will buy flowers, and a plastic vase.",
                "",
                "3",
                ""}) == ExitCode::done);
  CHECK_THAT(box.err(),
             Catch::Contains("Dear Sam, 9 years old") &&
                 !Catch::Contains("A friend tells you"));
  const std::string entry = entry_of(box);
  CHECK_THAT(entry,
             Catch::Contains("form: letter\nage: 9\n") &&
                 Catch::Contains("You were carrying it"));
}

TEST_CASE("in a dialogue the friend has the last word", "[session]") {
  Sandbox box;
  REQUIRE(held(box,
               {"new", "--form", "dialogue", "--address", "Sam"},
               {"Missed the train.",
                "5",
                "You never plan.",
                "",
                "I planned the way back.",
                "You are late for everything.",
                "Twice this month.",
                "",
                "Look up the next one.",
                "",
                "4",
                ""}) == ExitCode::done);
  CHECK_THAT(box.err(), Catch::Contains("The friend has the last word"));
  CHECK_THAT(entry_of(box),
             Catch::Contains("## Critical thoughts\n\n> You never plan.\n"
                             "> You are late for everything.\n\n"
                             "## Kind words\n\n> You never plan.\n\n"
                             "I planned the way back.\n\n"
                             "> You are late for everything.\n\n"
                             "Twice this month.\n"));
  box.is_terminal = false;
  REQUIRE(box.run({"list", "--open"}) == ExitCode::done);
  CHECK(box.out().empty());
  // Left before the friend has spoken, it waits.
  REQUIRE(held(box,
               {"new", "--form", "dialogue", "--address", "Sam"},
               {"Again.", "", "You never learn.", ":later"}) == ExitCode::done);
  box.is_terminal = false;
  REQUIRE(box.run({"list", "--open"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("Again."));
}

TEST_CASE("somebody beside the person writes a part under their own name",
          "[session]") {
  Sandbox box;
  REQUIRE(held(box,
               {"new", "--with", "Alex", "--address", "Sam"},
               {"Fell.",
                "",
                "Clumsy.",
                "",
                "-",
                "",
                "It hurts.",
                "",
                "",
                "",
                "I saw you get up again.",
                "",
                "",
                ""}) == ExitCode::done);
  CHECK_THAT(box.err(), Catch::Contains("Alex: what would you say"));
  CHECK_THAT(entry_of(box),
             Catch::Contains("## From Alex\n\nI saw you get up again.\n"));
  CHECK_THAT(entry_of(box), Catch::Contains("with: Alex\n"));
  box.is_terminal = false;
  REQUIRE(box.run({"new", "Fell.", "--with", "Kim", "--said", "I saw it."}) ==
          ExitCode::done);
  CHECK_THAT(entry_of(box),
             Catch::Contains("with: Kim\n") &&
                 Catch::Contains("## From Kim\n\nI saw it.\n"));
  CHECK(box.run({"new", "x", "--said", "I saw it."}) == ExitCode::usage);
  CHECK(box.run({"new", "x", "--with", " "}) == ExitCode::usage);
}

TEST_CASE("a calm day and what lies ahead have questions of their own", "[session]") {
  CHECK(question_of(Step::situation, {.occasion = "calm"}) !=
        question_of(Step::situation, {}));
  CHECK(question_of(Step::situation, {.occasion = "performance"}) !=
        question_of(Step::situation, {.occasion = "calm"}));
  CHECK(question_of(Step::situation, {.form = "letter", .occasion = "calm"}) ==
        question_of(Step::situation, {.form = "letter"}));
}

TEST_CASE("an older text is rewritten passage by passage, and stays as it is",
          "[session]") {
  Sandbox box;
  const std::string old =
      "I ruined it.\nAll of it.\n\nThey laughed.\n\n## Later\n\nStill bad.\n";
  Sandbox::put(box.root() / "old.md", old);
  const std::string path = (box.root() / "old.md").string();
  REQUIRE(held(box,
               {"reframe", "--entry", path},
               {"One part went wrong.", "", "It was a long day."}) == ExitCode::done);
  CHECK_THAT(box.err(), Catch::Contains("> They laughed."));
  const std::string entry = entry_of(box);
  CHECK_THAT(entry,
             Catch::Contains("rewrites: \"" + path) &&
                 Catch::Contains("## Kind words\n\n> I ruined it.\n> All of it.\n\n"
                                 "One part went wrong.\n\n> Still bad.\n\n"
                                 "It was a long day.\n"));
  CHECK(read_file(path, 1U << 20) == old);
}

TEST_CASE("a sentence of one's own is offered before those of the library",
          "[session]") {
  Sandbox box;
  REQUIRE(box.run({"keep", "--text", "Slow is allowed.", "--role", "kindness"}) ==
          ExitCode::done);
  REQUIRE(held(box,
               {"new", "--plain", "--quick", "--address", "Sam"},
               {"Fell.", "5", "Clumsy.", "", "-", "", "2", "", "", "4", ""}) ==
          ExitCode::done);
  CHECK_THAT(box.err(), Catch::Contains("2  Slow is allowed. (kindness)"));
  CHECK_THAT(entry_of(box), Catch::Contains("## Kind words\n\nSlow is allowed.\n"));
}

TEST_CASE("whoever is not asked gives what is missing as options", "[session]") {
  Sandbox box;
  REQUIRE(box.run({"new", "Fell.", "-c", "Clumsy.", "--with", "Alex"}) ==
          ExitCode::done);
  CHECK(box.run({"resume", "--no-input"}) == ExitCode::needs_person);
  CHECK_THAT(box.err(), Catch::Contains("--kind TEXT"));
  REQUIRE(box.run({"resume", "--kind", "-", "--forward", "Shoes with a grip."},
                  "It was icy.") == ExitCode::done);
  CHECK_THAT(box.out(), Catch::EndsWith(".md\n"));
  CHECK_THAT(entry_of(box),
             Catch::EndsWith("## Critical thoughts\n\n> Clumsy.\n\n"
                             "## Kind words\n\nIt was icy.\n\n"
                             "## Moving forward\n\nShoes with a grip.\n"));
  REQUIRE(box.run({"resume", "last", "-k", "More."}) == ExitCode::done);
  CHECK_THAT(entry_of(box), Catch::Contains("It was icy.\n\nMore.\n"));
  CHECK(box.run({"resume", "last", "--said", "Me too."}) == ExitCode::usage);
  CHECK(box.run({"resume", "last", "--said", "Me too.", "--with", "Alex"}) ==
        ExitCode::done);
  CHECK_THAT(entry_of(box), Catch::Contains("## From Alex\n\nMe too.\n"));
}

TEST_CASE("a rise is said plainly", "[session]") {
  Sandbox box;
  REQUIRE(box.run({"new", "Fell.", "-b", "4"}) == ExitCode::done);
  box.is_terminal = true;
  REQUIRE(box.run({"rate", "7"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("heavier than before"));
}

TEST_CASE("a rewriting without an older text says where one begins", "[session]") {
  Sandbox box;
  box.is_terminal = true;
  CHECK(box.run({"new", "--form", "rewrite"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("kindly reframe --entry"));
}
