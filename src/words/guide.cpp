// In the table a line `# NAME` stands before each text, which has no such line itself.

#include "words/guide.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

constexpr std::string_view title_mark = "# ";
constexpr std::string_view command_indent = "    ";

/// What stands before an item's text, `- ` or `3. `; empty where the line begins none.
std::string_view mark_of(std::string_view line) {
  if (line.starts_with("- ")) return line.substr(0, 2);
  const std::size_t digits = line.find_first_not_of("0123456789");
  const bool is_numbered =
      digits != std::string_view::npos && digits > 0 && line.substr(digits, 2) == ". ";
  return is_numbered ? line.substr(0, digits + 2) : std::string_view();
}

GuideBlock begun_with(std::string_view line, std::string_view mark) {
  using Kind = GuideBlock::Kind;
  if (line.starts_with(command_indent))
    return {Kind::command, {}, std::string(trimmed(line)), false};
  const std::string text(line.substr(mark.size()));
  return {mark.empty() ? Kind::paragraph : Kind::item, std::string(mark), text, false};
}

} // namespace

std::string_view guide_text(std::string_view name) {
  const std::string title = fmt::format("{}{}\n", title_mark, name);
  std::size_t begin = guide_table.find(title);
  if (begin == std::string_view::npos) return {};
  begin += title.size();
  const std::size_t end = guide_table.find(fmt::format("\n{}", title_mark), begin);
  return guide_table.substr(begin,
                            end == std::string_view::npos ? end : end + 1 - begin);
}

std::vector<GuideBlock> guide_blocks(std::string_view markdown) {
  std::vector<GuideBlock> blocks;
  bool goes_on = false; // the block before takes one more line
  for (const std::string_view line : lines_of(markdown)) {
    if (trimmed(line).empty()) {
      goes_on = false;
      continue;
    }
    const std::string_view mark = mark_of(line);
    const bool is_command = line.starts_with(command_indent);
    if (goes_on && mark.empty() && !is_command) {
      blocks.back().text += fmt::format(" {}", trimmed(line));
      continue;
    }
    blocks.push_back(begun_with(line, mark));
    blocks.back().follows = goes_on;
    goes_on = true;
  }
  return blocks;
}

std::string to_guide_table(std::string_view name,
                           std::string_view markdown,
                           const std::string& file) {
  const auto divides = [](std::string_view line) {
    return line.starts_with(title_mark);
  };
  if (std::ranges::any_of(lines_of(markdown), divides))
    throw Error(ExitCode::unreadable,
                fmt::format("{}: a guide text has no title of its own", file));
  return fmt::format("{}{}\n{}", title_mark, name, markdown);
}

} // namespace kindly
