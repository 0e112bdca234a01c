#include "base/sort.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <random>

using namespace kindly;

namespace {

using Numbers = std::vector<std::int64_t>;

Numbers sorted(Numbers numbers) {
  sort_numbers(numbers);
  return numbers;
}

} // namespace

TEST_CASE("few numbers are sorted, the least first") {
  CHECK(sorted({}).empty());
  CHECK(sorted({7}) == Numbers{7});
  CHECK(sorted({3, -1, 3, 0, -256, 256}) == Numbers{-256, -1, 0, 3, 3, 256});
  CHECK(sorted({5, 5, 5}) == Numbers{5, 5, 5});
}

TEST_CASE("the least and the largest numbers that there are are sorted, too") {
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  constexpr auto largest = std::numeric_limits<std::int64_t>::max();
  CHECK(sorted({largest, 0, least, -1, largest}) ==
        Numbers{least, -1, 0, largest, largest});
}

TEST_CASE("numbers of every size come in the order that comparing gives them") {
  std::mt19937_64 chance(20261125); // the same numbers in every run
  for (unsigned bits = 1; bits < 64; ++bits) {
    Numbers numbers;
    for (int i = 0; i < 300; ++i)
      numbers.push_back(static_cast<std::int64_t>(chance() >> (64 - bits)) -
                        (std::int64_t{1} << (bits - 1)));
    Numbers compared = numbers;
    std::ranges::sort(compared);
    INFO(bits);
    REQUIRE(sorted(numbers) == compared);
  }
}
