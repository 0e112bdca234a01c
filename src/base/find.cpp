#include "base/find.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace kindly {
namespace {

constexpr std::size_t block = 16;
using Bytes [[gnu::vector_size(block)]] = unsigned char;

Bytes bytes_at(const char* place) {
  Bytes bytes;
  std::memcpy(&bytes, place, block);
  return bytes;
}

bool is_any(Bytes bytes) {
  const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(bytes);
  return (halves[0] | halves[1]) != 0;
}

constexpr unsigned char case_bit = 0x20; // tells A from a, and [ from {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | case_bit) : c;
}

bool begins_with(std::string_view text, std::string_view folded) {
  return text.size() >= folded.size() &&
         std::ranges::equal(text.substr(0, folded.size()), folded, {}, lower);
}

/// Whether `text` holds `folded` with other cases of ASCII letters. Sixteen places at a
/// time are looked at, each by the first and the last letter that would stand there.
bool holds(std::string_view text, std::string_view folded) {
  if (text.size() < folded.size()) return false;
  const std::size_t places = text.size() - folded.size() + 1;
  const auto first = static_cast<unsigned char>(folded.front() | case_bit);
  const auto last = static_cast<unsigned char>(folded.back() | case_bit);
  std::size_t at = 0;
  for (; at + block <= places; at += block) {
    const Bytes begins = (bytes_at(text.data() + at) | case_bit) == first;
    const Bytes ends =
        (bytes_at(text.data() + at + folded.size() - 1) | case_bit) == last;
    if (!is_any(begins & ends)) continue;
    for (std::size_t i = at; i < at + block; ++i)
      if (begins_with(text.substr(i), folded)) return true;
  }
  for (; at < places; ++at)
    if (begins_with(text.substr(at), folded)) return true;
  return false;
}

bool is_ascii(std::string_view text) {
  std::size_t at = 0;
  for (; at + block <= text.size(); at += block)
    if (is_any(bytes_at(text.data() + at) & 0x80)) return false;
  return std::ranges::all_of(text.substr(at), [](unsigned char c) { return c < 0x80; });
}

} // namespace

bool Wanted::may_be_in(std::string_view text) const {
  if (holds(text, folded_)) return true;
  if (is_ascii(text)) return false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (!is_ascii(line) && is_in_line(line)) return true;
    begin = end + 1;
  }
  return false;
}

bool Wanted::is_in_line(std::string_view line) const {
  return fold(line).find(folded_) != std::string::npos;
}

} // namespace kindly
