#pragma once

#include <cstddef>
#include <cstdint>

namespace kindly {

/// A small stream of chance that gives the same numbers for the same seed on any
/// machine (std::uniform_int_distribution does not promise that).
/// The generator is SplitMix64: Steele, Lea and Flood, OOPSLA 2014.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  /// A number in [0, count); `count` is at least 1.
  std::size_t below(std::size_t count) { return next() % count; }

 private:
  std::uint64_t state_;
};

} // namespace kindly
