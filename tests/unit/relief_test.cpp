// What went with relief before is taken a little more gladly.

#include "insight/relief.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <vector>

using namespace kindly;

namespace {

Phrase phrase(const std::string& text, Role role, Tone tone) {
  Phrase made;
  made.text = text;
  made.role = role;
  made.tone = tone;
  return made;
}

const Phrase good = phrase("It helped.", Role::kindness, Tone::warm);
const Phrase poor = phrase("It did not.", Role::humanity, Tone::plain);
const Phrase unknown = phrase("New.", Role::kindness, Tone::wry);

void add(Relief& relief, const Phrase& one, int change, int times) {
  const std::array<const Phrase*, 1> used = {&one};
  for (int i = 0; i < times; ++i) relief.add(used, change);
}

} // namespace

TEST_CASE("without rated entries every phrase is liked the same", "[relief]") {
  const Relief relief;
  CHECK(relief.liking(good) == Approx(1));
  CHECK_FALSE(relief.better_tone(Tone::plain));
  CHECK_FALSE(relief.best_role(std::array{Role::kindness}));
}

TEST_CASE("what went with more relief is liked more, and nothing is hidden",
          "[relief]") {
  Relief relief;
  add(relief, good, -5, 6);
  add(relief, poor, 1, 6);
  CHECK(relief.liking(good) > relief.liking(poor));
  CHECK(relief.liking(good) <= 2);
  CHECK(relief.liking(poor) >= 0.5);
  CHECK(relief.best_role(std::array{Role::humanity, Role::kindness}) == Role::kindness);
}

TEST_CASE("one entry says little, and a tone needs three", "[relief]") {
  Relief relief;
  add(relief, poor, 0, 10);
  add(relief, good, -1, 1);
  CHECK(relief.liking(good) > 1);
  CHECK(relief.liking(good) < 2);
  CHECK_FALSE(relief.better_tone(Tone::plain));
  add(relief, good, -6, 3);
  CHECK(relief.better_tone(Tone::plain) == Tone::warm);
  CHECK_FALSE(relief.better_tone(Tone::warm));
}

TEST_CASE("a phrase that made it worse is told from one that is not known",
          "[relief]") {
  Relief relief;
  add(relief, good, -3, 5);
  add(relief, poor, 3, 5);
  CHECK(relief.liking(poor) < relief.liking(unknown));
}
