#include "practice/rewriting.hpp"

#include <catch2/catch.hpp>

using namespace kindly;

namespace {
const std::string old_text = "# March\n\nI ruined it.\nAll of it.\n\n\nThey laughed.\n";
}

TEST_CASE("paragraphs are the passages, and a heading alone is none", "[practice]") {
  const Rewriting rewriting(old_text, "");
  REQUIRE(rewriting.size() == 2);
  CHECK(rewriting.quoted(0) == "> I ruined it.\n> All of it.\n");
  CHECK(rewriting.has_gaps());
  CHECK(rewriting.text().empty());
  CHECK(Rewriting("", "").size() == 0);
}

TEST_CASE("a rewriting is gone on with from what it wrote", "[practice]") {
  Rewriting rewriting(old_text, "");
  rewriting.set_answer(1, "Two of them.");
  const std::string half = "> They laughed.\n\nTwo of them.";
  CHECK(rewriting.text() == half);
  Rewriting again(old_text, half);
  CHECK(again.answer(0).empty());
  CHECK(again.answer(1) == "Two of them.");
  again.set_answer(0, "One part of it.");
  CHECK(again.text() == "> I ruined it.\n> All of it.\n\nOne part of it.\n\n" + half);
  CHECK_FALSE(again.has_gaps());
}

TEST_CASE("words that belong to no passage stay", "[practice]") {
  const std::string so_far =
      "Before all.\n\n> I ruined it.\n> All of it.\n\nOne part.\n\n> A quote.\n\nMore.";
  CHECK(Rewriting(old_text, so_far).text() == so_far);
}
