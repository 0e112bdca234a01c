#pragma once

#include "journal/sections.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// A letter that asks a friend for their words, and what comes back: their answer below
// the letter, above it, or between its quoted lines.

namespace kindly {

/// The letter around the sections that the friend is to see.
[[nodiscard]] std::vector<Section> letter_with(std::vector<Section> sections);

/// What a friend wrote, found in what they sent.
struct Answer {
  std::string text;
  std::size_t letter_lines = 0;      ///< lines that were kindly's letter
  std::vector<std::string> left_out; ///< other lines: mail headers, a signature
};

/// A line is left out only where it is certain that the friend did not write it: it
/// repeats the letter or the entry and is quoted or stands in the letter's place, is a
/// mail header, the line above a quotation that says who wrote, or lies below the line
/// `-- ` of a signature. `sections` are those of the entry. Throws Error{unreadable}
/// for a saved mail whose text is encoded.
[[nodiscard]] Answer answer_in(std::string_view reply,
                               const std::vector<Section>& sections);

} // namespace kindly
