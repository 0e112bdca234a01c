#include "insight/estimates.hpp"

#include <algorithm>
#include <numeric>

namespace kindly {
std::size_t interval_rank(std::size_t n, double beyond_end) {
  const std::size_t half = n / 2;
  // How often a coin falls k times out of n, up to the middle, which counts 1: relative
  // weights neither overflow nor vanish where they matter.
  std::vector<double> weights(half + 1);
  weights[half] = 1;
  for (std::size_t k = half; k > 0; --k)
    weights[k - 1] =
        weights[k] * static_cast<double>(k) / static_cast<double>(n - k + 1);
  const double lower = std::accumulate(weights.begin(), weights.end(), 0.0);
  const double all = 2 * lower - (n % 2 == 0 ? 1 : 0);
  std::size_t rank = 0;
  double tail = weights[0];
  while (tail <= beyond_end * all) tail += weights[++rank];
  return rank;
}

std::optional<Interval> median_interval(std::vector<double> values) {
  const std::size_t rank = interval_rank(values.size());
  if (rank == 0) return std::nullopt;
  std::ranges::sort(values);
  return Interval{values[rank - 1], values[values.size() - rank]};
}

std::optional<double> half_come(std::vector<Wait> waits, std::size_t least) {
  std::ranges::sort(waits, [](const Wait& one, const Wait& other) {
    return one.hours != other.hours ? one.hours < other.hours : one.came && !other.came;
  });
  constexpr double rounding = 1e-9;
  double waiting = 1;    // the part that has not come
  std::size_t first = 0; // of those whose hours are the same
  for (std::size_t i = 0; i < waits.size(); ++i) {
    if (waits[i].hours != waits[first].hours) first = i;
    if (!waits[i].came) continue;
    if (waits.size() - first < least) return std::nullopt;
    const auto left = static_cast<double>(waits.size() - i);
    waiting *= (left - 1) / left;
    if (waiting <= 0.5 + rounding) return waits[i].hours;
  }
  return std::nullopt;
}

} // namespace kindly
