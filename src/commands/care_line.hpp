#pragma once

#include <string_view>

namespace kindly {

/// The last line of every help and of every guided session, whatever the day: where
/// people are to be found.
inline constexpr std::string_view care_line =
    "Some days need more than a notebook: `kindly support` shows where people are.";

} // namespace kindly
