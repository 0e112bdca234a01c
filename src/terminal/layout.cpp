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

std::string right_aligned(std::string_view text, std::size_t width) {
  const std::size_t used = display_width(text);
  return std::string(used < width ? width - used : 0, ' ') + std::string(text);
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

std::string
labelled(std::string_view label, std::string_view lines, std::size_t width) {
  const std::string below(label.size(), ' ');
  std::string_view first = label;
  std::string out;
  for (const std::string_view line : lines_of(lines)) {
    out += indented(line, first, below, width);
    first = below;
  }
  return out;
}

std::span<const std::string_view> sparkline_signs(Signs signs) {
  static constexpr std::array<std::string_view, 8> blocks = {
      "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  static constexpr std::array<std::string_view, 6> heavier = {
      "_", ".", "-", "+", "*", "#"};
  if (signs == Signs::unicode) return blocks;
  return heavier;
}

std::string sparkline(std::span<const double> values, Signs signs) {
  if (values.empty()) return {};
  const std::span<const std::string_view> steps = sparkline_signs(signs);
  const auto [low, high] = std::ranges::minmax(values);
  std::string out;
  for (const double value : values) {
    const double part = high > low ? (value - low) / (high - low) : 0.5;
    const auto top = static_cast<double>(steps.size() - 1);
    out += steps[static_cast<std::size_t>(std::lround(part * top))];
  }
  return out;
}

std::string bar(double value, double largest, std::size_t width, Signs signs) {
  if (value <= 0 || largest <= 0) return {};
  const double part = std::min(value / largest, 1.0) * static_cast<double>(width);
  const auto columns = static_cast<std::size_t>(std::max(std::lround(part), 1L));
  std::string out;
  for (std::size_t i = 0; i < columns; ++i) out += signs == Signs::ascii ? "#" : "█";
  return out;
}

} // namespace kindly
