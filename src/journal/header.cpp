#include "journal/header.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/header_lines.hpp"
#include "journal/plain_yaml.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

bool is_fence(std::string_view line, std::string_view fence) {
  if (!line.starts_with(fence)) return false;
  return std::ranges::all_of(line.substr(fence.size()), is_blank);
}

} // namespace

std::optional<HeaderBytes> find_header(std::string_view text, const std::string& name) {
  std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  while (begin < text.size() && begin < header_limit && // an editor's blank lines
         without_blanks(HeaderLine::at(text, begin).in(text)).empty())
    begin = HeaderLine::at(text, begin).next;
  const HeaderLine first = HeaderLine::at(text, begin);
  if (!is_fence(first.in(text), "---") || first.next == first.end) return std::nullopt;
  for (std::size_t at = first.next; at < text.size();) {
    if (at - first.next > header_limit) break;
    const HeaderLine line = HeaderLine::at(text, at);
    const std::string_view all = line.in(text);
    if (is_fence(all, "---") || is_fence(all, "...")) {
      if (line.begin - first.next > header_limit) break;
      return HeaderBytes{first.next, line.begin, line.next};
    }
    at = line.next;
  }
  if (text.size() - first.next > header_limit)
    throw Error(ExitCode::unreadable,
                fmt::format("{}:1: the header does not end within {} KiB",
                            name,
                            header_limit / 1024),
                "A header begins and ends with a line of three dashes.");
  throw Error(ExitCode::unreadable,
              fmt::format("{}:1: the header begins with --- and does not end", name),
              "Add a line of three dashes where it should end.");
}

YamlValue
read_header(std::string_view text, const HeaderBytes& where, const std::string& name) {
  const std::string_view yaml = text.substr(where.begin, where.end - where.begin);
  const std::size_t first_line = line_number(text, where.begin);
  if (auto plain = scan_plain_yaml(yaml, first_line)) return std::move(*plain);

  YamlValue root = parse_yaml(yaml, name, first_line);
  if (root.kind == YamlValue::Kind::null) root.kind = YamlValue::Kind::map;
  if (root.kind != YamlValue::Kind::map)
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}: the header is not made of `key: value` lines",
                            name,
                            first_line),
                "A blank belongs behind every colon.");
  for (auto pair = root.pairs.begin(); pair != root.pairs.end(); ++pair) {
    const auto twin =
        std::find_if(std::next(pair), root.pairs.end(), [&](const auto& other) {
          return other.first == pair->first;
        });
    if (twin != root.pairs.end())
      throw Error(ExitCode::unreadable,
                  fmt::format("{}:{}: '{}' stands on line {} too",
                              name,
                              twin->second.line,
                              printable_line(pair->first),
                              pair->second.line),
                  "Keep the one that is right.");
  }
  return root;
}

} // namespace kindly
