#include "journal/header.hpp"

#include "base/dates.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/header_lines.hpp"
#include "journal/keys.hpp"
#include "journal/plain_yaml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

namespace kindly {
namespace {

/// yaml-cpp takes a whole line, `words` or `before:8`, for a key without a value; other
/// readers refuse it.
bool has_line_for_key(std::string_view yaml,
                      std::size_t first_line,
                      const YamlValue& root) {
  std::size_t number = first_line;
  auto pair = root.pairs.begin();
  for (std::size_t at = 0; at < yaml.size(); ++number) {
    const HeaderLine line = HeaderLine::at(yaml, at);
    at = line.next;
    while (pair != root.pairs.end() && pair->second.line < number) ++pair;
    if (pair == root.pairs.end()) return false;
    if (pair->second.line == number && pair->second.kind == YamlValue::Kind::null &&
        !pair->first.empty() && without_blanks(line.in(yaml)) == pair->first)
      return true;
  }
  return false;
}

/// Whether a key has a capital letter: it may be one of kindly's own.
bool has_odd_case(const YamlValue& header) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return std::ranges::any_of(header.pairs, [&](const YamlPair& pair) {
    return std::ranges::any_of(pair.first, is_capital);
  });
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

/// What YAML makes of it, else what can be read without.
HeaderReading
read_slowly(std::string_view yaml, const std::string& name, std::size_t first_line) {
  std::optional<NoYaml> refusal;
  try {
    HeaderReading reading{parse_yaml(yaml, name, first_line), {}};
    YamlValue& root = reading.root;
    if (root.kind == YamlValue::Kind::null) root.kind = YamlValue::Kind::map;
    if (root.kind == YamlValue::Kind::map && !has_line_for_key(yaml, first_line, root))
      return reading;
  } catch (const NoYaml& problem) { // read key by key, it may say more
    refusal = problem;
  }
  if (auto loose = read_loosely(yaml, name, first_line)) {
    if (loose->faults.empty() && refusal) // each key is right, and the whole is not
      loose->faults.push_back(refusal->fault());
    return std::move(*loose);
  }
  if (refusal) throw NoYaml(*refusal);
  throw Error(ExitCode::unreadable,
              fmt::format("{}:{}: the header is not made of `key: value` lines",
                          name,
                          first_line),
              "A blank belongs behind every colon.");
}

} // namespace

std::optional<std::size_t> begin_of_header(std::string_view text) {
  constexpr std::string_view usual = "---\n";
  if (text.starts_with(usual)) return usual.size();
  std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  while (begin < text.size() && begin < header_limit && // an editor's blank lines
         without_blanks(HeaderLine::at(text, begin).in(text)).empty())
    begin = HeaderLine::at(text, begin).next;
  const HeaderLine first = HeaderLine::at(text, begin);
  if (!is_fence(first.in(text), "---") || first.next == first.end) return std::nullopt;
  return first.next;
}

std::optional<HeaderBytes> find_header(std::string_view text, const std::string& name) {
  const auto begin = begin_of_header(text);
  if (!begin) return std::nullopt;
  for (std::size_t at = *begin; at < text.size();) {
    if (at - *begin > header_limit) break;
    if (text[at] != '-' && text[at] != '.') { // as most lines are
      at = std::min(text.find('\n', at), text.size() - 1) + 1;
      continue;
    }
    const HeaderLine line = HeaderLine::at(text, at);
    const std::string_view all = line.in(text);
    if (is_fence(all, "---") || is_fence(all, "...")) {
      if (line.begin - *begin > header_limit) break;
      return HeaderBytes{*begin, line.begin, line.next};
    }
    at = line.next;
  }
  if (text.size() - *begin > header_limit)
    throw Error(ExitCode::unreadable,
                fmt::format("{}:1: the header does not end within {} KiB",
                            name,
                            header_limit / 1024),
                "A header begins and ends with a line of three dashes.");
  throw Error(ExitCode::unreadable,
              fmt::format("{}:1: the header begins with --- and does not end", name),
              "Add a line of three dashes where it should end.");
}

std::string how_to_open(const std::string& name) {
  const std::string stem = std::filesystem::path(name).stem().string();
  const bool is_id = stem.size() == 22 && parse_stamp(stem).has_value();
  return fmt::format("`kindly edit {}` opens it.", shell_word(is_id ? stem : name));
}

bool has_mark(std::string_view text) {
  const auto skip = [](std::string_view& rest, std::string_view these) {
    rest.remove_prefix(std::min(rest.find_first_not_of(these), rest.size()));
  };
  text = text.substr(0, header_limit);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view rest = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    skip(rest, " \t{\"'");
    constexpr std::string_view mark = "kindly";
    if (!same_key(rest.substr(0, mark.size()), mark)) continue;
    rest.remove_prefix(mark.size());
    skip(rest, " \t\"'");
    if (rest.empty() || (rest.front() != ':' && rest.front() != '=')) continue;
    rest.remove_prefix(1);
    skip(rest, " \t\"'");
    if (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') return true;
  }
  return false;
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
