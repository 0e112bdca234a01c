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
  REQUIRE(box.run({"keep", "--list"}) == ExitCode::done);
  CHECK_THAT(box.out(), !Catch::Contains("Slow")); // it is in the library now
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

TEST_CASE("without a terminal and without a choice, keep needs a person", "[keep]") {
  Sandbox box;
  write_entry_with_kind_words(box);
  CHECK(box.run({"keep"}) == ExitCode::needs_person);
  CHECK(box.run({"keep", "--line", "9"}) == ExitCode::usage);
  CHECK(box.run({"keep", "--line", "0"}) == ExitCode::usage);
  CHECK(box.run({"keep", "--text", " "}) == ExitCode::usage);
  CHECK_FALSE(std::filesystem::exists(box.journal() / "themes"));
}
