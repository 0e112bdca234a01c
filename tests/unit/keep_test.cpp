// kindly keep: sentences of the person's own become phrases.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

using namespace kindly;
using test::Sandbox;

namespace {

void write_entry_with_kind_words(Sandbox& box) {
  REQUIRE(box.run({"new",
                   "x",
                   "-c",
                   "Bad.",
                   "-k",
                   "Slow is allowed.\nI have seen you mend worse.",
                   "--friend",
                   "You gave that talk five times."}) == ExitCode::done);
}

} // namespace

TEST_CASE("the sentences of an entry are numbered", "[keep]") {
  Sandbox box;
  write_entry_with_kind_words(box);
  REQUIRE(box.run({"keep", "--list"}) == ExitCode::done);
  CHECK(box.out() == "1\tYou gave that talk five times.\n2\tSlow is allowed.\n"
                     "3\tI have seen you mend worse.\n");
}

TEST_CASE("a sentence is kept by its number or its text, with its role", "[keep]") {
  Sandbox box;
  write_entry_with_kind_words(box);
  REQUIRE(box.run({"keep", "--line", "2", "--role", "kindness"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::StartsWith("kindness") && Catch::Contains("Slow"));
  REQUIRE(box.run({"keep", "--text", "Most people freeze sometimes."}) ==
          ExitCode::done);
  CHECK_THAT(box.out(), Catch::StartsWith("humanity"));
  REQUIRE(box.run({"themes", "show", "mine"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("Slow is allowed. (in 1 entry)"));
  REQUIRE(box.run({"cue", "--mine"}) == ExitCode::done);
  // What is kept keeps its number, and so do the others.
  REQUIRE(box.run({"keep", "--list"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("2\tSlow is allowed.\n3\tI have seen"));
  CHECK(box.run({"keep", "--line", "2"}) == ExitCode::no);
}

TEST_CASE("a sentence that is there is refused, and no byte of the pack changes",
          "[keep]") {
  Sandbox box;
  write_entry_with_kind_words(box);
  const std::string own = "# mine, all mine\n[pack]\nid = \"mine\"   # so\n"
                          "title = \"M\"\naxis = \"any\"\n\n[[phrase]]\n"
                          "text = \"Old.\"\nrole = \"kindness\"\ntone = \"wry\"\n";
  box.write("themes/mine.toml", own);
  REQUIRE(box.run({"keep", "--text", "New one."}) == ExitCode::done);
  const std::string after = box.read("themes/mine.toml");
  CHECK_THAT(after, Catch::StartsWith(own));
  CHECK(box.run({"keep", "--text", "Old."}) == ExitCode::no);
  CHECK_THAT(box.err(), Catch::Contains("already"));
  CHECK(box.read("themes/mine.toml") == after);
}

TEST_CASE("a sentence in another language goes to a pack of that language", "[keep]") {
  Sandbox box;
  REQUIRE(box.run({"keep", "--text", "Slow is allowed."}) == ExitCode::done);
  const std::string english = box.read("themes/mine.toml");
  const auto german = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"--config", (box.root() / "de.toml").string()});
    return box.run(words);
  };
  Sandbox::put(box.root() / "de.toml", "language = \"de\"\n");
  CHECK(german({"cue", "--mine"}) == ExitCode::no);
  REQUIRE(german({"keep", "--text", "Langsam ist erlaubt."}) == ExitCode::done);
  CHECK(box.read("themes/mine.toml") == english);
  CHECK_THAT(box.read("themes/mine-de.toml"), Catch::Contains("language = \"de\""));
  REQUIRE(german({"cue", "--mine"}) == ExitCode::done);
  CHECK(box.out() == "Langsam ist erlaubt.\n");
  REQUIRE(german({"themes", "add", "study", "Lern heute nur ein kleines Stück."}) ==
          ExitCode::done);
  CHECK_THAT(box.read("themes/study.toml"), Catch::Contains("language = \"de\""));
}

TEST_CASE("several sentences are kept together, each once, or none of them", "[keep]") {
  Sandbox box;
  write_entry_with_kind_words(box);
  REQUIRE(box.run({"keep", "--line", "1", "--line", "1", "--line", "3"}) ==
          ExitCode::done);
  const std::string pack = box.read("themes/mine.toml");
  CHECK_THAT(pack, Catch::Contains("five times") && Catch::Contains("mend worse"));
  CHECK(
      box.run(
          {"keep", "--text", "A new one.", "--text", "I have seen you mend worse."}) ==
      ExitCode::no);
  CHECK_THAT(box.err(), Catch::Contains("already: I have seen you mend worse."));
  CHECK(box.read("themes/mine.toml") == pack);
}

TEST_CASE("without a terminal and without a choice, keep needs a person", "[keep]") {
  Sandbox box;
  write_entry_with_kind_words(box);
  CHECK(box.run({"keep"}) == ExitCode::needs_person);
  CHECK(box.run({"keep", "--line", "9"}) == ExitCode::usage);
  CHECK(box.run({"keep", "--line", "0"}) == ExitCode::usage);
  CHECK(box.run({"keep", "--text", " "}) == ExitCode::usage);
  CHECK_FALSE(std::filesystem::exists(box.journal() / "themes"));
}

TEST_CASE("on a terminal the sentences are shown, and their numbers asked", "[keep]") {
  Sandbox box;
  write_entry_with_kind_words(box);
  box.is_terminal = true;
  REQUIRE(box.run({"keep", "--tone", "warm"}, "1, 3\n") == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("  2  Slow is allowed."));
  CHECK_THAT(box.err(), Catch::Contains("Their numbers"));
  const std::string pack = box.read("themes/mine.toml");
  CHECK_THAT(pack,
             Catch::Contains("You gave that talk five times.") &&
                 Catch::Contains("I have seen you mend worse.") &&
                 Catch::Contains("tone = \"warm\"") && !Catch::Contains("Slow"));
}

TEST_CASE("no number or a wrong one keeps nothing", "[keep]") {
  Sandbox box;
  write_entry_with_kind_words(box);
  box.is_terminal = true;
  CHECK(box.run({"keep"}, "\n") == ExitCode::done);
  CHECK_THAT(box.err(), Catch::Contains("Nothing was kept."));
  CHECK(box.run({"keep"}, "1 9\n") == ExitCode::usage);
  CHECK(box.run({"keep"}, "all\n") == ExitCode::usage);
  CHECK(box.run({"keep", "--line", "1", "--line", "9"}) == ExitCode::usage);
  CHECK(box.run({"keep", "--no-input"}) == ExitCode::needs_person);
  CHECK_FALSE(std::filesystem::exists(box.journal() / "themes"));
}

TEST_CASE("an entry without words of one's own has no sentence to keep", "[keep]") {
  Sandbox box;
  REQUIRE(box.run({"new", "x", "-c", "Bad."}) == ExitCode::done);
  CHECK(box.run({"keep", "--list"}) == ExitCode::no);
  CHECK(box.out().empty()); // neither the situation nor the critic is one
}

TEST_CASE("a sentence from a pipe is kept, on one line", "[keep]") {
  Sandbox box;
  REQUIRE(box.run({"keep", "--text", "-"}, "Slow\nis allowed.\n") == ExitCode::done);
  CHECK_THAT(box.read("themes/mine.toml"), Catch::Contains("\"Slow is allowed.\""));
}
