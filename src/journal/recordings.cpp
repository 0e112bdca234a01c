#include "journal/recordings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace kindly {
namespace {

constexpr std::string_view ending = ".wav";

/// The number of a recording of this entry; 0 for any other name.
int number_of(std::string_view name, std::string_view id) {
  if (id.empty() || !name.starts_with(id) || !name.ends_with(ending)) return 0;
  if (name.size() < id.size() + ending.size()) return 0;
  const std::string_view between =
      name.substr(id.size(), name.size() - id.size() - ending.size());
  if (between.empty()) return 1;
  int number = 0;
  const char* const end = between.data() + between.size();
  if (between.size() < 2 || between.front() != '-') return 0;
  const auto [stopped, problem] = std::from_chars(between.data() + 1, end, number);
  return problem == std::errc{} && stopped == end && number > 1 ? number : 0;
}

} // namespace

std::string recording_name(std::string_view id, int number) {
  return number == 1 ? fmt::format("{}{}", id, ending)
                     : fmt::format("{}-{}{}", id, number, ending);
}

bool can_be_recording(std::string_view name) {
  return !name.empty() && !name.starts_with('.') && !name.ends_with(".md") &&
         name.find('/') == std::string_view::npos &&
         name.find('\0') == std::string_view::npos;
}

std::vector<std::string> recordings_among(const std::vector<std::string>& names,
                                          std::string_view id) {
  std::vector<std::pair<int, std::string>> numbered;
  for (const std::string& name : names)
    if (const int number = number_of(name, id)) numbered.emplace_back(number, name);
  std::ranges::sort(numbered);
  std::vector<std::string> found;
  for (auto& [number, name] : numbered) found.push_back(std::move(name));
  return found;
}

} // namespace kindly
