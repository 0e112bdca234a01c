#include "commands/support_plan.hpp"

#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace kindly {
namespace {

constexpr std::string_view title = "# My plan for heavy hours";

struct Part {
  std::string_view heading;
  std::string_view hint;
};

constexpr std::array<Part, 7> parts = {
    {{"## How I notice that it is building up",
      "<!-- Thoughts, moods, habits that come first: lying awake, not answering. -->"},
     {"## What I can do by myself",
      "<!-- Small things that have taken the edge off before: a walk, a shower, music. "
      "-->"},
     {"## Places and company",
      "<!-- Where others are, without having to talk about it: a library, a cafe. -->"},
     {"## People I can ask",
      "<!-- Names, and how to reach them. Whom could you tell how bad it is? -->"},
     {"## Professionals and lines",
      "<!-- A doctor, a clinic, a line of your country: copy the number from its own "
      "page, with today's date. -->"},
     {"## Making the place safer",
      "<!-- What would be better out of reach, and who could keep it for you. -->"},
     {"## What is worth staying for",
      "<!-- People, animals, plans, next spring; it may be one small thing. -->"}}};

bool is_hint(std::string_view line) {
  return std::ranges::find(parts, line, &Part::hint) != parts.end();
}

bool is_heading(std::string_view line) {
  return line == title || std::ranges::find(parts, line, &Part::heading) != parts.end();
}

} // namespace

std::string plan_template() {
  std::string text = fmt::format("{}\n", title);
  for (const Part& part : parts)
    text += fmt::format("\n{}\n\n{}\n", part.heading, part.hint);
  return text;
}

std::string written_plan(const std::string& edited) {
  std::vector<std::string_view> kept;
  std::size_t part_begins = 0; // of the part at hand, in `kept`
  bool has_words = false;
  bool has_any = false;
  bool was_hint = false; // then a blank line goes with it
  const auto end_part = [&] {
    if (!has_words) kept.resize(part_begins);
  };
  for (const std::string_view line : lines_of(edited)) {
    const std::string_view bare = trimmed(line);
    const bool ends_hint = was_hint && bare.empty();
    was_hint = is_hint(bare);
    if (was_hint || ends_hint) continue;
    if (bare == title) {
      kept.insert(kept.end(), {line, std::string_view()});
      part_begins = kept.size();
      was_hint = true; // its blank line is there already
      continue;
    }
    if (bare.starts_with("#")) {
      end_part();
      part_begins = kept.size();
      has_words = false;
    }
    if (!bare.empty() && !is_heading(bare)) has_words = has_any = true;
    kept.push_back(line);
  }
  end_part();
  while (!kept.empty() && trimmed(kept.back()).empty()) kept.pop_back();
  std::string out;
  for (const std::string_view line : kept) out += fmt::format("{}\n", line);
  return has_any ? out : std::string();
}

} // namespace kindly
