#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Numbers as people read them, in texts and on pages alike.

namespace kindly {

/// 1 entry, 2 entries.
[[nodiscard]] std::string
counted(std::size_t n, std::string_view one, std::string_view many);

/// +1.5, -2, 0: a difference, with at most one decimal.
[[nodiscard]] std::string signed_number(double value);

/// 27 minutes, 3.5 hours, 2 days.
[[nodiscard]] std::string duration(double hours);

[[nodiscard]] double in_tenths(double value);

/// The middle one, or the mean of the two in the middle; nothing of nothing.
[[nodiscard]] std::optional<double> median(std::vector<double> values);

} // namespace kindly
