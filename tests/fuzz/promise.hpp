#pragma once

#include "base/error.hpp"
#include "base/text.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the fuzz targets share. A target is one function that is called with any bytes
// at all; it ends the program where kindly does not do as it promises, and the fuzzer
// keeps the bytes.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace kindly {

inline void promise(bool is_kept, const char* what) {
  if (is_kept) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

/// What `make` gives, or nothing where it refuses as it may. Only kindly's own Error is
/// a refusal: a person would read anything else as a crash.
template <class Make>
auto unless_refused(Make make) -> std::optional<decltype(make())> {
  try {
    return make();
  } catch (const Error&) {
    return std::nullopt;
  }
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// The first part of an input, up to a `|`; `rest` keeps what is behind it. A seed can
/// be written and read with any editor so.
inline std::string take_part(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('|'), rest.size());
  std::string part(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

/// What a command lets in as a text: see check_text.
inline bool is_typed_text(std::string_view text) {
  return !trimmed(text).empty() && is_utf8(text) &&
         text.find('\0') == std::string_view::npos;
}

/// Whether `fresh` is `old` with one piece put in.
inline bool is_insertion(std::string_view old, std::string_view fresh) {
  if (fresh.size() < old.size()) return false;
  std::size_t same = 0;
  while (same < old.size() && old[same] == fresh[same]) ++same;
  return fresh.ends_with(old.substr(same));
}

} // namespace kindly
