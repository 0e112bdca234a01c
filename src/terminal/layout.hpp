#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// Rows as columns, two blanks between; the last column takes what is left of `width`
/// and is cut there. Width is counted as a terminal shows it.
[[nodiscard]] std::string columns(const std::vector<std::vector<std::string>>& rows,
                                  std::size_t width);

/// `text` wrapped to `width`, every line indented; the first by `first` instead.
[[nodiscard]] std::string indented(std::string_view text,
                                   std::string_view first,
                                   std::string_view indent,
                                   std::size_t width);

/// `text` and blanks up to `width` columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

/// One sign for each value, higher for larger ones, from the smallest to the largest.
[[nodiscard]] std::string sparkline(std::span<const double> values);

} // namespace kindly
