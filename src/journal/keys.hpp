#pragma once

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace kindly {

/// The keys of a header that kindly reads; every other is the person's own.
inline constexpr std::array<std::string_view, 16> our_keys = {"kindly",
                                                              "date",
                                                              "created",
                                                              "form",
                                                              "occasion",
                                                              "themes",
                                                              "feelings",
                                                              "address",
                                                              "before",
                                                              "after",
                                                              "minutes",
                                                              "later",
                                                              "age",
                                                              "rewrites",
                                                              "voice",
                                                              "with"};

[[nodiscard]] inline bool same_key(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  return std::ranges::equal(one, other, {}, lower, lower);
}

/// `Before` typed by hand means `before`: the name of the key as kindly writes it.
/// Nothing for a key of the person's own.
[[nodiscard]] inline std::string_view our_key(std::string_view written) {
  const auto* found = std::ranges::find(our_keys, written);
  if (found == our_keys.end())
    found = std::ranges::find_if(
        our_keys, [&](std::string_view ours) { return same_key(ours, written); });
  return found == our_keys.end() ? std::string_view() : *found;
}

} // namespace kindly
