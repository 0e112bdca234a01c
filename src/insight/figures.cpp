#include "insight/figures.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace kindly {

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

double in_tenths(double value) {
  return std::round(value * 10) / 10;
}

std::string signed_number(double value) {
  const double rounded = in_tenths(value);
  return rounded == 0 ? "0" : fmt::format("{:+g}", rounded);
}

std::string duration(double hours) {
  const auto shown = [](double value, std::string_view unit) {
    const double rounded = in_tenths(value);
    return fmt::format("{:g} {}{}", rounded, unit, rounded == 1 ? "" : "s");
  };
  if (hours < 1) return shown(std::round(hours * 60), "minute");
  return hours < 48 ? shown(hours, "hour") : shown(hours / 24, "day");
}

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, half);
  if (values.size() % 2 == 1) return *half;
  return (*std::max_element(values.begin(), half) + *half) / 2;
}

} // namespace kindly
