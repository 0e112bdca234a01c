#pragma once

#include "words/pack.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// One sentence of a letter to a younger self. Beside the placeholders of every phrase
/// it may have `{age}`, and `{thought}` for the critic's words.
struct LetterPhrase {
  Phrase phrase;
  int youngest = 0; ///< whom it can be written to, in years
  int oldest = 0;
  std::vector<std::string> themes; ///< empty: any
};

/// The ages a letter can be written to, in years.
inline constexpr int youngest_self = 3;
inline constexpr int oldest_self = 99;

/// Reads a file of words/letters. Throws Error{unreadable} that names the line of what
/// is wrong; `name` is for messages.
[[nodiscard]] std::vector<LetterPhrase> read_letters(std::string_view toml,
                                                     const std::string& name);

/// What is built in for a language; nothing where it has no letters.
[[nodiscard]] std::vector<LetterPhrase> letters_in(std::string_view language);

/// The letters as the build turned them into a table; see tools/pack_table.cpp.
extern const std::string_view letter_table;

/// A sentence as a line of the table.
[[nodiscard]] std::string to_table(std::string_view language,
                                   const LetterPhrase& letter);

} // namespace kindly
