#include "journal/header_lines.hpp"

namespace kindly {

std::string_view without_comment(std::string_view text) {
  for (std::size_t i = text.find('#'); i < text.size(); i = text.find('#', i + 1))
    if (i == 0 || is_blank(text[i - 1])) return text.substr(0, i);
  return text;
}

std::size_t line_number(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

} // namespace kindly
