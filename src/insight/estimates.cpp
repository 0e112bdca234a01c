#include "insight/estimates.hpp"

#include <numeric>
#include <vector>

namespace kindly {

std::size_t interval_rank(std::size_t n, double beyond_end) {
  // How often a coin falls k times out of n, from the middle down, which counts 1:
  // relative weights do not overflow, and what is left out is too little to matter.
  constexpr double least = 1e-25;
  std::vector<double> weights = {1};
  std::size_t k = n / 2;
  for (; k > 0 && weights.back() > least; --k)
    weights.push_back(weights.back() * static_cast<double>(k) /
                      static_cast<double>(n - k + 1));
  const double lower = std::accumulate(weights.rbegin(), weights.rend(), 0.0);
  const double all = 2 * lower - (n % 2 == 0 ? 1 : 0);
  std::size_t rank = k; // of the last weight
  auto weight = weights.rbegin();
  double tail = *weight;
  for (; tail <= beyond_end * all; ++rank) tail += *++weight;
  return rank;
}

std::optional<double> half_come(std::span<const Wait> waits, std::size_t least) {
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
