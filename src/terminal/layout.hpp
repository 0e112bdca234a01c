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

/// Each of `lines` wrapped by itself to `width`: the first behind `label`, which is
/// ASCII, all others below it.
[[nodiscard]] std::string
labelled(std::string_view label, std::string_view lines, std::size_t width);

/// `text` and blanks up to `width` columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

/// The same with the blanks before it, as numbers stand.
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t width);

/// The signs that pictures are drawn with.
enum class Signs { ascii, unicode };

/// One sign for each value, higher for larger ones, from the smallest to the largest.
[[nodiscard]] std::string sparkline(std::span<const double> values,
                                    Signs signs = Signs::unicode);

/// The signs of a sparkline, the lowest first.
[[nodiscard]] std::span<const std::string_view> sparkline_signs(Signs signs);

/// A bar of at most `width` columns, as long as `value` is of `largest`; at least one
/// column for anything above zero.
[[nodiscard]] std::string
bar(double value, double largest, std::size_t width, Signs signs);

} // namespace kindly
