#include "terminal/layout.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kindly {

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

std::string columns(const std::vector<std::vector<std::string>>& rows,
                    std::size_t width) {
  std::vector<std::size_t> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string out;
  for (const std::vector<std::string>& row : rows) {
    std::size_t used = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool is_last = i + 1 == row.size();
      if (is_last) {
        out += cut_to_width(row[i], width > used + 8 ? width - used : 8);
      } else {
        out += padded(row[i], widths[i]) + "  ";
        used += widths[i] + 2;
      }
    }
    while (out.ends_with(' ')) out.pop_back();
    out += '\n';
  }
  return out;
}

std::string indented(std::string_view text,
                     std::string_view first,
                     std::string_view indent,
                     std::size_t width) {
  const std::size_t taken = std::max(display_width(first), display_width(indent));
  std::string out;
  for (const std::string& line : wrap(text, width > taken + 20 ? width - taken : 20)) {
    if (!line.empty()) (out += out.empty() ? first : indent) += line;
    out += '\n';
  }
  return out;
}

std::string sparkline(std::span<const double> values) {
  constexpr std::array<std::string_view, 8> signs = {
      "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (values.empty()) return {};
  const auto [low, high] = std::ranges::minmax(values);
  std::string out;
  for (const double value : values) {
    const double part = high > low ? (value - low) / (high - low) : 0.5;
    out += signs[static_cast<std::size_t>(std::lround(part * 7))];
  }
  return out;
}

} // namespace kindly
