#include "journal/header.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/header_lines.hpp"
#include "journal/keys.hpp"
#include "journal/plain_yaml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

namespace kindly {
namespace {

bool is_fence(std::string_view line, std::string_view fence) {
  if (!line.starts_with(fence)) return false;
  return std::ranges::all_of(line.substr(fence.size()), is_blank);
}

/// What git leaves when two versions of a header could not be merged.
void refuse_conflict(std::string_view yaml,
                     const std::string& name,
                     std::size_t first_line) {
  std::size_t begins = 0;
  std::size_t number = first_line;
  for (std::size_t at = 0; at < yaml.size(); ++number) {
    const HeaderLine line = HeaderLine::at(yaml, at);
    at = line.next;
    if (line.in(yaml).starts_with("<<<<<<< ")) begins = number;
    if (begins == 0 || !line.in(yaml).starts_with(">>>>>>> ")) continue;
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}: unresolved git conflict, lines {}-{}",
                            name,
                            begins,
                            begins,
                            number),
                "Keep the lines that are right and take out the three marker lines.");
  }
}

/// yaml-cpp takes a line of prose for a key without a value; other readers refuse it.
void find_lines_without_colon(std::string_view yaml,
                              std::size_t first_line,
                              HeaderReading& reading) {
  std::size_t number = first_line;
  auto pair = reading.root.pairs.begin();
  for (std::size_t at = 0; at < yaml.size(); ++number) {
    const HeaderLine line = HeaderLine::at(yaml, at);
    at = line.next;
    while (pair != reading.root.pairs.end() && pair->second.line < number) ++pair;
    if (pair == reading.root.pairs.end()) return;
    const bool is_prose = pair->second.line == number &&
                          pair->second.kind == YamlValue::Kind::null &&
                          line.in(yaml).find(':') == std::string_view::npos;
    if (is_prose && !line.in(yaml).starts_with('?'))
      reading.faults.push_back(
          {number, 1, "this line is no `key: value`", "Mend it or take it out."});
  }
}

/// Names kindly's own keys as it writes them. Throws Error{unreadable} for a key that
/// stands there twice: nobody can know which is meant.
void settle_keys(YamlValue& root, const std::string& name) {
  std::map<std::string_view, std::size_t> lines;
  for (YamlPair& pair : root.pairs) {
    if (const std::string_view ours = our_key(pair.first); !ours.empty())
      pair.first = ours;
    const auto [twin, is_new] = lines.emplace(pair.first, pair.second.line);
    if (!is_new)
      throw Error(ExitCode::unreadable,
                  fmt::format("{}:{}: '{}' stands on line {} too",
                              name,
                              pair.second.line,
                              printable_line(pair.first),
                              twin->second),
                  "Keep the one that is right.");
  }
}

bool has_odd_case(const YamlValue& root) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return std::ranges::any_of(root.pairs, [&](const YamlPair& pair) {
    return std::ranges::any_of(pair.first, is_capital);
  });
}

/// What YAML makes of it, else what can be read without.
HeaderReading
read_slowly(std::string_view yaml, const std::string& name, std::size_t first_line) {
  refuse_conflict(yaml, name, first_line);
  std::optional<Error> refusal;
  try {
    HeaderReading reading{parse_yaml(yaml, name, first_line), {}};
    YamlValue& root = reading.root;
    if (root.kind == YamlValue::Kind::null) root.kind = YamlValue::Kind::map;
    if (root.kind == YamlValue::Kind::map) {
      find_lines_without_colon(yaml, first_line, reading);
      return reading;
    }
  } catch (const NoYaml& problem) { // read key by key, it may say more
    refusal = problem;
  }
  if (auto loose = read_loosely(yaml, name, first_line)) return std::move(*loose);
  if (refusal) throw Error(*refusal);
  throw Error(ExitCode::unreadable,
              fmt::format("{}:{}: the header is not made of `key: value` lines",
                          name,
                          first_line),
              "A blank belongs behind every colon.");
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

std::optional<HeaderBytes> find_toml_header(std::string_view text) {
  const std::size_t begin =
      text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  const HeaderLine first = HeaderLine::at(text, begin);
  if (!is_fence(first.in(text), "+++")) return std::nullopt;
  for (std::size_t at = first.next; at < text.size() && at < header_limit;) {
    const HeaderLine line = HeaderLine::at(text, at);
    if (is_fence(line.in(text), "+++"))
      return HeaderBytes{first.next, line.begin, line.next};
    at = line.next;
  }
  return std::nullopt;
}

HeaderReading
read_header(std::string_view text, const HeaderBytes& where, const std::string& name) {
  const std::string_view yaml = text.substr(where.begin, where.end - where.begin);
  const std::size_t first_line = line_number(text, where.begin);
  // The plain scanner has seen to twins of the same case itself.
  auto plain = scan_plain_yaml(yaml, first_line);
  if (plain && !has_odd_case(*plain)) return {std::move(*plain), {}};
  HeaderReading reading = plain ? HeaderReading{std::move(*plain), {}}
                                : read_slowly(yaml, name, first_line);
  settle_keys(reading.root, name);
  return reading;
}

} // namespace kindly
