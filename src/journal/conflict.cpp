#include "journal/conflict.hpp"

#include "base/text.hpp"

namespace kindly {

std::optional<Conflict> find_conflict(std::string_view text, std::size_t from) {
  if (text.find("<<<<<<< ") == std::string_view::npos) return std::nullopt;
  std::size_t begins = 0;
  bool is_divided = false;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    if (++number < from) continue;
    if (line.starts_with("<<<<<<< ")) {
      begins = number;
      is_divided = false;
    }
    is_divided = is_divided || (begins != 0 && trimmed(line) == "=======");
    if (is_divided && line.starts_with(">>>>>>> ")) return Conflict{begins, number};
  }
  return std::nullopt;
}

} // namespace kindly
