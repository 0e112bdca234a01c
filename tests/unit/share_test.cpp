// kindly share: what a copy shows, what it hides, and what comes back.

#include "base/text.hpp"
#include "share/copy.hpp"
#include "share/letter.hpp"
#include "share/redact.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>

using namespace kindly;
using test::Sandbox;

namespace {

std::string masked(const std::vector<std::string>& names, std::string_view text) {
  return Mask(names).over(text);
}

const std::string whole = R"(---
kindly: 1
date: 2026-11-23T15:12:04+01:00
form: dialogue
address: Sam
before: 8
private: yes
---

## Situation

Froze in the demo at Initech.

## Critical thoughts

> I'm such an idiot.

## Kind words

> I'm such an idiot.

You had a hard minute, Sam, and Priya helped.

Critic: You will do it
again and again.

Friend: Maybe, and then you know how.

I'm such an idiot!

## From Alex

Come over for tea.
)";

} // namespace

TEST_CASE("a copy has the kind part and nothing else", "[share]") {
  Sandbox box;
  box.write("2026/11/2026-11-23-151204-kx4p.md", whole);
  REQUIRE(box.run({"share", "last"}) == ExitCode::done);
  CHECK(box.out() == "You had a hard minute, Sam, and Priya helped.\n\n"
                     "Friend: Maybe, and then you know how.\n");
  CHECK_THAT(box.err(), Catch::Contains("4 lines of the critic"));
  CHECK(box.run({"share", "last", "--to", "html"}) == ExitCode::done);
  for (const char* hidden :
       {"idiot", "again", "Initech", "Alex", "2026", "kx4p", "private"})
    CHECK_THAT(box.out(), !Catch::Contains(hidden));
}

TEST_CASE("a section comes along when it is named, and only then", "[share]") {
  Sandbox box;
  box.write("2026/11/2026-11-23-151204-kx4p.md", whole);
  REQUIRE(box.run({"share", "last", "--with", "situation", "--with", "from"}) ==
          ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::StartsWith("Situation\n\nFroze in the demo") &&
                 Catch::Contains("From Alex\n\nCome over") &&
                 !Catch::Contains("idiot"));
  REQUIRE(box.run({"share", "last", "--with", "Critical"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("> I'm such an idiot."));
  CHECK(box.run({"share", "last", "--with", "Diary"}) == ExitCode::no);
  CHECK(box.out().empty());
  CHECK_THAT(box.err(), Catch::Contains("Situation. Critical thoughts. Kind words."));
}

TEST_CASE("an entry without kind words has nothing to show", "[share]") {
  Sandbox box;
  REQUIRE(box.run({"new", "x", "-c", "Bad."}) == ExitCode::done);
  CHECK(box.run({"share", "last"}) == ExitCode::no);
  CHECK(box.out().empty());
  CHECK(box.run({"share"}) == ExitCode::usage);
}

TEST_CASE("a name is hidden in any case, with its endings and without accents",
          "[share]") {
  CHECK(
      masked({"Priya"}, "Priya, PRIYA's, priya’s, Priyas and Priya-like; @priya84.") ==
      "[name], [name]'s, [name]'s, [name]s and [name]-like; @[name].");
  CHECK(masked({"Zoë"}, "Zoe Zoe\xcc\x88 ZOË Zoo") == "[name] [name] [name] Zoo");
  CHECK(masked({"Zoe"}, "Zoë's") == "[name]'s");
  CHECK(masked({"Sam"}, "Same samples, Sam.") == "Same samples, [name].");
  CHECK(masked({"O'Brien"}, "O’Brien’s pub") == "[name]'s pub");
  CHECK(masked({"Anne"}, "d'Anne, l’Anne") == "[name], [name]");
  CHECK(masked({"Priya"}, "Pri\xc2\xadya and Pri\xe2\x80\x8bya") ==
        "[name] and [name]");
}

TEST_CASE("several names can be told apart, and parts of a name are hidden alone",
          "[share]") {
  CHECK(masked({"Priya Sharma", "Ben"}, "Priya\nSharma met Ben. Sharma’s Priya.") ==
        "[name 1] met [name 2]. [name 1]'s [name 1].");
  CHECK(masked({"Anne-Marie"}, "Anne‑Marie, Anne Marie, Marie") ==
        "[name], [name], [name]");
  CHECK(masked({"Ludwig van Beethoven"}, "a van, Ludwig") == "a van, [name]");
  CHECK(masked({"田中"}, "田中さんが言った") == "[name]さんが言った");
  CHECK_THROWS_AS(masked({"--"}, "x"), Error);
}

TEST_CASE("what a person typed stays a sentence in Markdown", "[share]") {
  CHECK(markdown_text("# one\n  - two\n3. three\n====\n> four\n    five") ==
        "\\# one\n\\- two\n3\\. three\n\\====\n\\> four\nfive\n");
  CHECK(markdown_text("a *b* _c_ `d` [e](f) ![g](h) <i> &lt; \\ ~~j~~") ==
        "a \\*b\\* \\_c\\_ \\`d\\` [e\\](f) \\![g\\](h) \\<i> \\&lt; \\\\ "
        "\\~\\~j\\~\\~\n");
  CHECK(markdown_text("[foo]: https://x\n[[wiki]]\n[name]") ==
        "[foo\\]: https://x\n\\[[wiki]]\n[name]\n");
  CHECK(markdown_text("50 % & 3 - 2 = 1.") == "50 % & 3 - 2 = 1.\n");
}

TEST_CASE("a page shows markup and runs none", "[share]") {
  const std::string page =
      as_html({{"Kind words", "<script>alert(1)</script>\n&amp; \"x\" \x1b[31m"},
               {"From <b>Eve</b>", "</p><img src=x onerror=y>"}},
              "Kind words");
  CHECK_THAT(page,
             !Catch::Contains("<script") && !Catch::Contains("<img") &&
                 !Catch::Contains("<b>") && !Catch::Contains("\x1b"));
  CHECK_THAT(page,
             Catch::Contains("&lt;script&gt;") && Catch::Contains("&amp;amp;") &&
                 Catch::Contains("<h2>From &lt;b&gt;Eve"));
}

TEST_CASE("a copy in a file is private, and replaces nothing unless told to",
          "[share]") {
  Sandbox box;
  box.write("2026/11/2026-11-23-151204-kx4p.md", whole);
  const auto file = box.root() / "copy.md";
  REQUIRE(box.run({"share", "last", "--to", "md", "-o", file.string()}) ==
          ExitCode::done);
  CHECK(box.out().empty());
  CHECK(look_at(file)->mode == 0600);
  const std::string first = read_file(file, 1U << 20);
  CHECK(box.run({"share", "last", "--mask", "Sam", "-o", file.string()}) ==
        ExitCode::io);
  CHECK(read_file(file, 1U << 20) == first);
  REQUIRE(
      box.run({"share", "last", "--mask", "Sam", "-o", file.string(), "--overwrite"}) ==
      ExitCode::done);
  CHECK_THAT(read_file(file, 1U << 20), Catch::Contains("[name]"));
  CHECK(look_into(box.root()).size() == 2); // the journal, and the copy: nothing else
  REQUIRE(box.run({"share", "last", "-o", "-"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("hard minute"));
}

// --- a letter and its answer ---------------------------------------------------------

namespace {

const std::vector<Section> entry_sections = {
    {"Situation", "Froze in the demo; Priya had to take over. It was Tuesday."},
    {"Kind words", "You are not alone."}};

std::string letter_text() {
  return as_text(letter_with(entry_sections));
}

/// As a mail program quotes it, lines broken anew.
std::string quoted(const std::string& text) {
  std::string out;
  for (const std::string_view line : lines_of(text))
    for (const std::string& piece : wrap(line.empty() ? " " : line, 40))
      out += "> " + piece + "\n";
  return out;
}

const std::string answer = "You looked calm to me.\n\nYou are not alone.";

} // namespace

TEST_CASE("an answer is found below the letter, above it, and between its lines",
          "[share]") {
  CHECK(answer_in(answer, entry_sections).text == answer);
  const Answer below = answer_in(letter_text() + answer + "\n", entry_sections);
  CHECK(below.text == answer);
  CHECK(below.letter_lines > 4);
  CHECK(answer_in(answer + "\n\n" + quoted(letter_text()), entry_sections).text ==
        answer);
  CHECK(answer_in(quoted(letter_text()) + "\n" + answer, entry_sections).text ==
        answer);
  const std::string between = "> Froze in the demo; Priya had to\n"
                              "We all saw the cable fail.\n"
                              "> take over. It was Tuesday.\n"
                              "It was fine.";
  CHECK(answer_in(between, entry_sections).text ==
        "We all saw the cable fail.\n\nIt was fine.");
}

TEST_CASE("of what a mail program adds, only what is certain is left out", "[share]") {
  const std::string mail = "From: Alex <alex@example.org>\r\n"
                           "To: Sam <sam@example.org>\r\n"
                           "Subject: Re: a letter\r\n\r\n"
                           "You looked calm to me.\r\n\r\n"
                           "On Mon, 23 Nov 2026 at 15:12, Sam <sam@example.org>\r\n"
                           "wrote:\r\n" +
                           quoted(letter_text()) +
                           "\r\n-- \r\nAlex\r\n0 example street\r\n";
  const Answer found = answer_in(mail, entry_sections);
  CHECK(found.text == "You looked calm to me.");
  CHECK(found.left_out.size() == 8);
  const std::string plain =
      "Remember 3 things:\n> a poem of mine\n> it goes on\n--\nAlex";
  CHECK(answer_in(plain, entry_sections).text == plain);
  CHECK(answer_in("To: you\nI mean it.", entry_sections).text == "To: you\nI mean it.");
}

TEST_CASE("a saved mail in an encoding is refused", "[share]") {
  const std::string headers = "From: Alex <a@example.org>\nSubject: Re: a letter\n";
  const std::string encoded = "Content-Transfer-Encoding: quoted-printable\n\nYou=2E\n";
  CHECK_THROWS_WITH(answer_in(headers + encoded, entry_sections),
                    Catch::Contains("encoding"));
  CHECK(answer_in(encoded, entry_sections).text + "\n" == encoded);
}

TEST_CASE("a turn of the critic goes on until a blank line or another's turn",
          "[share]") {
  const auto document =
      Document::read("---\nkindly: 1\ndate: 2026-11-23T15:12:04Z\n---\n"
                     "\n## Kind words\n\n**Inner critic:** Look:\n"
                     "again: useless.\nAlex: It was one demo.\n"
                     "the critic: No.\n\nYou know: it was.\n",
                     "x");
  const Shown shown = shown_of(*document, {});
  REQUIRE(shown.sections.size() == 1);
  CHECK(shown.sections[0].text == "Alex: It was one demo.\n\nYou know: it was.");
  CHECK(shown.critic_lines == 3);
}

TEST_CASE("what the critic said inside of a sentence is a gap in the copy", "[share]") {
  const auto document = Document::read(
      "---\nkindly: 1\ndate: 2026-11-23T15:12:04Z\n---\n"
      "\n## Critical thoughts\n\n"
      "> Fool. I\u2019m a total fraud, and they know!\n> So slow.\n"
      "\n## Kind words\n\n"
      "You heard \"i'm a total\nfraud and they know\" all day, Zo\u00e9.\n"
      "I'm a total fraud at knots, and so slow at it.\n",
      "x");
  const Shown shown = shown_of(*document, {});
  REQUIRE(shown.sections.size() == 1);
  CHECK(shown.sections[0].text == "You heard \"[…]\" all day, Zo\u00e9.\n"
                                  "I'm a total fraud at knots, and so slow at it.");
  CHECK(shown.critic_lines == 1);
  const std::vector<std::string> with = {"critical"};
  CHECK_THAT(as_text(shown_of(*document, with).sections),
             Catch::Contains("\"i'm a total\nfraud"));

  const auto letter = as_text(letter_with(shown.sections));
  const Answer answer =
      answer_in("You tie fine knots.\n\n" + quoted(letter), document->sections());
  CHECK(answer.text == "You tie fine knots.");
}

TEST_CASE("an answer to a letter with hidden names loses the letter's lines too",
          "[share]") {
  const std::vector<std::string> names = {"Priya"};
  const std::string letter = as_text(Mask(names).over(letter_with(entry_sections)));
  REQUIRE_THAT(letter, Catch::Contains("[name] had to take over"));
  CHECK(answer_in(answer + "\n" + quoted(letter), entry_sections).text == answer);
}

TEST_CASE("a letter shows what happened only when it is named", "[share]") {
  Sandbox box;
  box.write("2026/11/2026-11-23-151204-kx4p.md", whole);
  REQUIRE(box.run({"share", "last", "--ask"}) == ExitCode::done);
  CHECK_THAT(box.out(),
             !Catch::Contains("Initech") && !Catch::Contains("2026") &&
                 Catch::Contains("below this line"));
  REQUIRE(box.run({"share", "last", "--ask", "--with", "Situation"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("Initech"));
}

TEST_CASE("a friend's answer is added once, as a section with their name", "[share]") {
  Sandbox box;
  const std::string name = "2026/11/2026-11-23-151204-kx4p.md";
  box.write(name, whole);
  REQUIRE(box.run({"share", "--receive", "-", "--from", "Kim"},
                  "## You did well.\n\nKim\n") == ExitCode::done);
  const std::string once = box.read(name);
  CHECK(once == whole + "\n## From Kim\n\n\\## You did well.\n\nKim\n");
  REQUIRE(box.run({"share", "--receive", "-", "--from", "Kim"},
                  "## You did well.\n\nKim\n") == ExitCode::done);
  CHECK(box.read(name) == once);
  CHECK_THAT(box.err(), Catch::Contains("already"));
  REQUIRE(box.run({"share", "--receive", "-", "--from", "Alex"}, "And cake.\n") ==
          ExitCode::done);
  CHECK_THAT(box.read(name), Catch::Contains("Come over for tea.\n\nAnd cake.\n"));
}

TEST_CASE("what is no answer changes nothing", "[share]") {
  Sandbox box;
  const std::string name = "2026/11/2026-11-23-151204-kx4p.md";
  box.write(name, whole);
  REQUIRE(box.run({"share", "last", "--ask"}) == ExitCode::done);
  CHECK(box.run({"share", "--receive", "-", "--from", "Kim"}, box.out()) ==
        ExitCode::no);
  CHECK(box.run({"share", "--receive", "-", "--from", "Kim"}, "\xff") ==
        ExitCode::usage);
  CHECK(box.run({"share", "--receive", "-", "--from", "##"}, "x") == ExitCode::usage);
  CHECK(box.run({"share", "--receive", "-"}, "x") == ExitCode::usage);
  CHECK(box.run({"share", "last", "--from", "Kim"}) == ExitCode::usage);
  CHECK(box.run({"share", "--receive", "-", "--from", "Kim", "--ask"}, "x") ==
        ExitCode::usage);
  CHECK(box.run({"share", "--receive", "none.txt", "--from", "Kim"}) == ExitCode::io);
  CHECK(box.read(name) == whole);
}
