#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

// Sixteen bytes of a text looked at as one: what is read most, every byte of every
// entry, is compared in as many steps fewer.

namespace kindly {

constexpr std::size_t block_size = 16;
using Block [[gnu::vector_size(block_size)]] = unsigned char;

/// The bytes from `place` on, all of which must be there.
[[nodiscard]] inline Block block_at(const char* place) {
  Block bytes;
  std::memcpy(&bytes, place, block_size);
  return bytes;
}

/// The highest bit of each byte, the first byte's lowest. Comparisons mark with it.
[[nodiscard]] inline std::uint32_t bits_of(Block marks) {
#ifdef __SSE2__
  using Signed [[gnu::vector_size(block_size)]] = char;
  return static_cast<std::uint32_t>(
      __builtin_ia32_pmovmskb128(std::bit_cast<Signed>(marks)));
#else
  std::uint32_t bits = 0;
  for (unsigned i = 0; i < block_size; ++i) bits |= (marks[i] >> 7U) << i;
  return bits;
#endif
}

[[nodiscard]] inline bool has_mark(Block marks) {
  return bits_of(marks) != 0;
}

/// Where the first marked byte is; `block_size` where there is none.
[[nodiscard]] inline std::size_t first_mark(Block marks) {
  constexpr std::uint32_t end = 1U << block_size;
  return static_cast<std::size_t>(std::countr_zero(bits_of(marks) | end));
}

} // namespace kindly
