#pragma once

#include "words/library.hpp"
#include "words/pack.hpp"
#include "words/reading.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// What a machine can hold against the wording of a pack that is right as TOML: parts
/// without a phrase, too few tones, phrases that another pack has nearly so, words that
/// make small, claim, promise, command or attack, jargon, sentences that are too long
/// or too hard, a name without its commas, cues that another pack of the axis has. By
/// line and column. `library` is what the pack stands beside; its own phrases in there
/// are not held against it.
[[nodiscard]] std::vector<PackProblem> lint(const PackReading& reading,
                                            const Library& library);

/// The school grade an English text asks for: Flesch and Kincaid (1975), from words per
/// sentence and syllables per word.
[[nodiscard]] double reading_grade(std::string_view text, std::size_t sentences = 1);

/// How much two phrases say the same: the share of their word stems, without the small
/// words of the language, that both have; from 0 to 1.
[[nodiscard]] double likeness(const std::vector<std::string>& one,
                              const std::vector<std::string>& other);

/// The stems of a phrase that carry its meaning, sorted, each once; of nothing but
/// small words all of them.
[[nodiscard]] std::vector<std::string> content_of(std::string_view phrase,
                                                  const Reader& reader);

/// From this likeness on two phrases say the same.
inline constexpr double too_alike = 0.6;

} // namespace kindly
