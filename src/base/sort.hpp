#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace kindly {

/// Sorts numbers, the least first, byte by byte (a radix sort): many of them in a tenth
/// of the time that comparing them takes.
inline void sort_numbers(std::vector<std::int64_t>& numbers) {
  if (numbers.empty()) return;
  const auto [least, largest] = std::ranges::minmax(numbers);
  // How far a number lies above the least has no sign.
  const auto above = [low = static_cast<std::uint64_t>(least)](std::int64_t number) {
    return static_cast<std::uint64_t>(number) - low;
  };
  std::vector<std::int64_t> sorted(numbers.size());
  for (unsigned shift = 0; shift < 64 && above(largest) >> shift != 0; shift += 8) {
    const auto byte = [&](std::int64_t number) {
      return static_cast<std::size_t>(above(number) >> shift & 255U);
    };
    std::array<std::size_t, 257> places{}; // where the next number with a byte goes
    for (const std::int64_t number : numbers) ++places[byte(number) + 1];
    std::partial_sum(places.begin(), places.end(), places.begin());
    for (const std::int64_t number : numbers) sorted[places[byte(number)]++] = number;
    numbers.swap(sorted);
  }
}

} // namespace kindly
