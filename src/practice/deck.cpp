// The deck is dealt to eleven hands, and each second it is one hand's turn. Eleven is
// the smallest prime for which a sum of the clock's figures gives neighbours in
// seconds, minutes, hours and days different hands, whatever is carried over.

#include "practice/deck.hpp"

#include <algorithm>

namespace kindly {

std::size_t card_of(std::size_t size, WallTime moment, std::uint64_t draw) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss time(moment - day);
  const auto turn = static_cast<std::size_t>(
      day.time_since_epoch().count() + 2 * time.hours().count() +
      time.minutes().count() + time.seconds().count());
  // Two cards or more to a hand, for runs in one second; of a tiny deck one each.
  const std::size_t hands = size < 4 ? size : std::min<std::size_t>(size / 2, 11);
  const std::size_t hand = turn % hands;
  const std::size_t cards_in_hand = (size - hand + hands - 1) / hands;
  return hand + hands * static_cast<std::size_t>(draw % cards_in_hand);
}

} // namespace kindly
