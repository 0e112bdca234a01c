#include "journal/entry.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

namespace kindly {

std::optional<Rating> Rating::read(std::string_view text) {
  if (text == "10") return Rating(10);
  if (text.size() != 1 || text[0] < '1' || text[0] > '9') return std::nullopt;
  return Rating(text[0] - '0');
}

Rating Rating::parse(std::string_view text) {
  if (const auto rating = read(text)) return *rating;
  throw Error(ExitCode::usage,
              fmt::format("'{}' is not a rating", printable_line(text)),
              "Give a whole number from 1 (barely) to 10 (overwhelming).");
}

bool is_newer(const Entry& one, const Entry& other) {
  if (one.date != other.date) return one.date > other.date;
  return one.id != other.id ? one.id > other.id : one.path > other.path;
}

} // namespace kindly
