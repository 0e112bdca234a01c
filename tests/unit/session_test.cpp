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
      way(Session(Pace::full, {})) ==
      std::vector{
          situation, before, critic, to_friend, kind, humanity, forward, quiet, after});
  CHECK(way(Session(Pace::quick, {})) ==
        std::vector{situation, before, critic, humanity, kind, after});
}

TEST_CASE("a session goes on behind the last answer", "[session]") {
  using enum Step;
  CHECK(Session(Pace::full, {situation, critic}).now() == to_friend);
  CHECK(Session(Pace::full, {situation}).now() == before);
  CHECK(Session(Pace::full, {after}).now() == std::nullopt);
  CHECK(Session(Pace::quick, {situation, before, critic, humanity}).now() == kind);
}

TEST_CASE("two kind questions skipped lead to the neutral way, and only once",
          "[session]") {
  Session session(Pace::full, {Step::situation, Step::before, Step::critic});
  CHECK_FALSE(session.skipped());
  CHECK(session.skipped());
  CHECK(session.is_neutral());
  CHECK_FALSE(session.skipped());
  Session kinder(Pace::full, {Step::situation, Step::before, Step::critic});
  CHECK_FALSE(kinder.skipped());
  kinder.answered();
  CHECK_FALSE(kinder.skipped());
  CHECK_FALSE(kinder.is_neutral());
  Session facts(Pace::full, {}); // no kind question among them
  CHECK_FALSE(facts.skipped());
  CHECK_FALSE(facts.skipped());
  CHECK_FALSE(facts.skipped());
}

TEST_CASE("a session can go back, but not before its first question", "[session]") {
  Session session(Pace::full, {});
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
  CHECK(box.run({"resume"}) == ExitCode::no); // nothing is open any more
  CHECK(box.run({"resume", "abcd"}) == ExitCode::needs_person);
}

TEST_CASE("a session without a word keeps nothing", "[session]") {
  Sandbox box;
  REQUIRE(held(box, {"new"}, {"", "", ":stop"}) == ExitCode::done);
  CHECK(box.out().empty());
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
