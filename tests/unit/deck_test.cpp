#include "practice/deck.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <vector>

using namespace kindly;
using namespace std::chrono_literals;

namespace {

WallTime at(int day, std::chrono::seconds of_day = {}) {
  using std::chrono::local_days;
  return WallTime(local_days(std::chrono::year(2026) / 11 / 20)) +
         std::chrono::days(day) + of_day;
}

} // namespace

TEST_CASE("no card is turned over twice at the distances people run things at",
          "[deck]") {
  const std::chrono::seconds distances[] = {
      1s, 2s, 3s,  1min, 5min, 10min, 15min,   30min,   1h,      2h,      3h,      4h,
      6h, 8h, 12h, 24h,  48h,  72h,   4 * 24h, 5 * 24h, 6 * 24h, 7 * 24h, 14 * 24h};
  for (const std::size_t size : {22U, 23U, 40U, 671U})
    for (auto moment = at(0); moment < at(2); moment += 1s)
      for (const auto distance : distances)
        if (card_of(size, moment, 0) % 11 == card_of(size, moment + distance, 0) % 11)
          FAIL(size << " cards, " << distance.count() << " seconds apart");
}

TEST_CASE("in one second the next draws turn over other cards", "[deck]") {
  for (const std::size_t size : {22U, 100U, 671U}) {
    std::set<std::size_t> seen;
    const std::size_t in_hand = size / 11;
    for (std::uint64_t draw = 1990; draw < 1990 + in_hand; ++draw)
      seen.insert(card_of(size, at(0, 9h), draw));
    CHECK(seen.size() == in_hand);
  }
}

TEST_CASE("in one second a small deck has another card for the next draw", "[deck]") {
  for (std::size_t size = 4; size <= 22; ++size)
    for (std::uint64_t draw = 0; draw < 6; ++draw)
      CHECK(card_of(size, at(0, 9h), draw) != card_of(size, at(0, 9h), draw + 1));
}

TEST_CASE("a small deck gives another card on the next day", "[deck]") {
  for (std::size_t size = 2; size <= 30; ++size)
    for (int day = 0; day < 400; ++day)
      CHECK(card_of(size, at(day, 7h), 5) != card_of(size, at(day + 1, 7h), 5));
}

TEST_CASE("every card is turned over, and about as often", "[deck]") {
  for (const std::size_t size : {1U, 2U, 5U, 11U, 25U, 50U}) {
    std::vector<int> count(size);
    constexpr int rounds = 200;
    for (std::size_t i = 0; i < size * rounds; ++i)
      ++count.at(card_of(size, at(0) + std::chrono::seconds(i * 7919), i * 31));
    for (const int seen : count) {
      CHECK(seen > rounds / 3);
      CHECK(seen < rounds * 3);
    }
  }
}

TEST_CASE("a moment before 1970 has a card too", "[deck]") {
  for (int back = 1; back < 100; ++back)
    CHECK(card_of(7, WallTime(std::chrono::seconds(-back * 100'000)), 3) < 7);
}
