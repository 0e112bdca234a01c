#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// The body of an entry: `## Heading` lines and the text below each. Prose is never
// structure: a typed line that would read as a heading or a code fence is written with
// one backslash before it, and read without it again, so that every text comes back
// byte for byte.

namespace kindly {

namespace headings {
inline constexpr std::string_view situation = "Situation";
inline constexpr std::string_view critic = "Critical thoughts";
inline constexpr std::string_view resistance = "Resistance";
inline constexpr std::string_view to_friend = "To a friend";
inline constexpr std::string_view kind = "Kind words";
inline constexpr std::string_view humanity = "Common humanity";
inline constexpr std::string_view forward = "Moving forward";
inline constexpr std::string_view afterwards = "Afterwards";
} // namespace headings

/// A section: its heading, and its text as it was typed. The critic's lines are without
/// their `> `.
struct Section {
  std::string heading;
  std::string text;
};

/// A section's place in the body, heading line included, up to the next one.
struct SectionBytes {
  std::string heading;
  std::size_t begin = 0; ///< of the heading line
  std::size_t text = 0;  ///< behind the heading line
  std::size_t end = 0;
};

/// Where the sections lie. Only lines that begin with `## ` count, outside of closed
/// code fences; text before the first belongs to none.
[[nodiscard]] std::vector<SectionBytes> find_sections(std::string_view body);

/// What stands before the first heading, without the blank lines around it.
[[nodiscard]] std::string_view read_preface(std::string_view body);

/// A section in views of the body: its heading, and its text as the file has it.
struct RawSection {
  std::string_view heading;
  std::string_view text;
  bool is_typed = false; ///< it has no marks of a quote, and no escapes
};

/// Whether that is left out, or is a section with an empty heading.
enum class Preface { is_left_out, is_section };

/// Every section; two of one heading are both there.
[[nodiscard]] std::vector<Section>
read_sections(std::string_view body, Preface preface = Preface::is_left_out);

/// The same without a copy.
[[nodiscard]] std::vector<RawSection> raw_sections(std::string_view body,
                                                   Preface preface);
/// Its text as it was typed, in `room` where the file has other bytes.
[[nodiscard]] std::string_view typed_text(const RawSection& section, std::string& room);

/// Whether a heading belongs to the kind part.
[[nodiscard]] bool is_kind_part(std::string_view heading);

/// `text` with blanks in place of every byte of [begin, end) that ends no line: what is
/// left stays on its line and in its column.
[[nodiscard]] std::string
without_words(std::string text, std::size_t begin, std::size_t end);

/// What a body says at a glance, without taking its texts apart.
struct Glance {
  bool is_open = false;       ///< critical thoughts, and no kind word
  std::string_view beginning; ///< the first line of the situation that says something
};
[[nodiscard]] Glance glance(std::string_view body);

/// A body with these sections, in the order given.
[[nodiscard]] std::string write_sections(const std::vector<Section>& sections);

/// `body` with `text` as the last paragraph of a section, which is added at the end
/// where there is none. No other byte changes. `line_end` ends the lines that are
/// added.
[[nodiscard]] std::string with_paragraph(const std::string& body,
                                         std::string_view heading,
                                         std::string_view text,
                                         std::string_view line_end);

} // namespace kindly
