#include "insight/estimates.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace kindly;

namespace {

using Waits = std::vector<Wait>;

/// How likely at most `k` heads in `n` throws are, from whole numbers.
double at_most(std::size_t k, std::size_t n) {
  double ways = 1;
  double sum = 0;
  for (std::size_t i = 0; i <= k; ++i) {
    sum += ways;
    ways = ways * static_cast<double>(n - i) / static_cast<double>(i + 1);
  }
  return sum / std::pow(2.0, static_cast<double>(n));
}

} // namespace

TEST_CASE("fewer than six values cannot say with 95 % where their median lies") {
  for (std::size_t n = 0; n < 6; ++n) CHECK(interval_rank(n) == 0);
  CHECK(interval_rank(6) == 1);
}

TEST_CASE("the interval's ranks are those of the tables of the sign test") {
  // The ranks that tables of nonparametric statistics print for 95 %.
  CHECK(interval_rank(8) == 1);
  CHECK(interval_rank(9) == 2);
  CHECK(interval_rank(12) == 3);
  CHECK(interval_rank(20) == 6);
  CHECK(interval_rank(25) == 8);
  CHECK(interval_rank(30) == 10);
  CHECK(interval_rank(50) == 18);
}

TEST_CASE("the interval is the narrowest that leaves out at most one in twenty") {
  for (std::size_t n = 1; n <= 300; ++n) {
    const std::size_t rank = interval_rank(n);
    INFO(n);
    if (rank > 0) CHECK(at_most(rank - 1, n) <= 0.025);
    CHECK(at_most(rank, n) > 0.025);
  }
}

TEST_CASE("the interval of very many values is close to the normal one") {
  const double n = 100000;
  const double expected = n / 2 - 1.959964 * std::sqrt(n) / 2;
  CHECK(std::abs(static_cast<double>(interval_rank(100000)) - expected) < 1.5);
}

TEST_CASE("half had come at the middle one where all had come") {
  CHECK(half_come(Waits{{1, true}, {2, true}, {3, true}}, 1) == 2);
  CHECK(half_come(Waits{{1, true}, {2, true}, {3, true}, {4, true}}, 1) == 2);
}

TEST_CASE("those that were looked at for a short time count for that time") {
  // After the look at 2 hours three are left: 4/5 · 2/3 wait at 3, half of that at 4.
  CHECK(half_come(Waits{{1, true}, {2, false}, {3, true}, {4, true}, {9, false}}, 1) ==
        4);
}

TEST_CASE("where fewer than half had come nobody knows when half will have") {
  CHECK_FALSE(half_come(Waits{{1, true}, {2, false}, {3, false}}, 1));
  CHECK_FALSE(half_come({}, 1));
}

TEST_CASE("the last few that are waited for tell nothing of all") {
  const Waits waits = {{1, true}, {2, true}, {3, true}, {4, true}};
  CHECK(half_come(waits, 3) == 2);
  CHECK_FALSE(half_come(waits, 4));
  const Waits at_once = {{1, true}, {1, true}, {1, true}, {1, false}};
  CHECK(half_come(at_once, 4) == 1);
}
