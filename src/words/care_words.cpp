// The table that the build makes has a line for each pattern: language, list, pattern,
// with tabs between.

#include "words/care_words.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

#include <fmt/core.h>

#include <functional>

namespace kindly {
namespace {

/// Calls `visit` for every list that a list stands for, itself included. Patterns are
/// few, and lists stand for lists two or three deep.
void for_each_list_in(const CareWords& words,
                      std::string_view list,
                      std::size_t depth,
                      const std::function<void(std::string_view, std::size_t)>& visit) {
  visit(list, depth);
  constexpr std::size_t deepest = 8;
  const auto found = words.lists.find(list);
  if (found == words.lists.end() || depth > deepest) return;
  for (const std::string& pattern : found->second)
    for (const std::string_view part : split(pattern, ' '))
      if (const std::string_view inner = list_named_in(part); !inner.empty())
        for_each_list_in(words, inner, depth + 1, visit);
}

} // namespace

std::string_view list_named_in(std::string_view part) {
  const std::size_t begin = part.find('<');
  const std::size_t end = part.find('>');
  if (begin == std::string_view::npos || end == std::string_view::npos) return {};
  return part.substr(begin + 1, end - begin - 1);
}

CareWords read_care_words(std::string_view toml, const std::string& name) {
  const auto refuse = [&](const TomlValue& at, const std::string& what) {
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}:{}: {}", name, at.line, at.column, what));
  };
  CareWords words;
  const TomlValue root = parse_toml(toml, name);
  for (const auto& [key, value] : root.fields()) {
    if (key == "id") {
      if (value.text() == nullptr) refuse(value, "'id' is not a text");
      words.language = *value.text();
      continue;
    }
    std::vector<std::string>& list = words.lists[key];
    for (const TomlValue& item : value.items()) {
      if (item.text() == nullptr || trimmed(*item.text()).empty())
        refuse(item, fmt::format("'{}' holds something that is no text", key));
      list.push_back(on_one_line(*item.text()));
    }
  }
  return words;
}

void check_care_words(const CareWords& words) {
  const auto refuse = [&](std::string_view list, const std::string& what) {
    throw Error(ExitCode::unreadable,
                fmt::format("words/care of '{}': '{}' {}", words.language, list, what));
  };
  for (const auto& [list, patterns] : words.lists)
    for_each_list_in(
        words, list, 0, [&, &name = list](std::string_view inner, std::size_t depth) {
          if (depth > 0 && inner == name) refuse(name, "stands for itself");
          if (words.lists.find(inner) == words.lists.end())
            refuse(name, fmt::format("names a list '{}' that is not there", inner));
        });
}

std::string to_table(const CareWords& words) {
  std::string out;
  for (const auto& [list, patterns] : words.lists)
    for (const std::string& pattern : patterns)
      out += fmt::format("{}\t{}\t{}\n", words.language, list, pattern);
  return out;
}

CareWords care_words_of(std::string_view language) {
  CareWords words{std::string(language), {}};
  for (const std::string_view line : lines_of(care_table)) {
    const std::vector<std::string_view> fields = split(line, '\t');
    if (fields[0] == language)
      words.lists[std::string(fields[1])].emplace_back(fields[2]);
  }
  return words;
}

} // namespace kindly
