#pragma once

#include "words/library.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kindly {

/// What a script is made for.
struct ScriptRequest {
  std::vector<std::string> themes; ///< ids, the likeliest first; may be empty
  Tone tone = Tone::plain;
  std::string language = "en";
  std::string address;       ///< how the person is spoken to; not empty
  std::string name;          ///< fills {name}; empty: the address does
  std::string feeling;       ///< fills {feeling}; empty: not known
  std::string occasion;      ///< empty: any
  std::size_t sentences = 5; ///< 4 to 6
  std::uint64_t seed = 0;
};

/// One sentence of a script and where it comes from.
struct ScriptLine {
  std::string text;
  Role role = Role::kindness;
  Tone tone = Tone::plain;
  std::string theme;
};

/// A script of 4 to 6 sentences: mindfulness, humanity, kindness, encouragement,
/// accountability. The first speaks to the person by `address`; phrases of the themes
/// come before everyday ones, and one tone is kept as far as the packs have it. The
/// same request and library give the same script.
[[nodiscard]] std::vector<ScriptLine> compose(const Library& library,
                                              const ScriptRequest& request);

/// A phrase with its placeholders filled in and a large first letter.
[[nodiscard]] std::string filled(const Phrase& phrase, const ScriptRequest& request);

} // namespace kindly
