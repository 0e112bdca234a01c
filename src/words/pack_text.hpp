#pragma once

#include "words/pack.hpp"

#include <string>
#include <string_view>

// A pack as the text that a person may read and change: added to, never rewritten.

namespace kindly {

/// A pack of one's own that begins with what `pack` says of itself, and no phrase yet.
[[nodiscard]] std::string beginning_of_pack(const Pack& pack);

/// `toml` with one more phrase at its end; every byte before it stays. `name` is for
/// messages. Throws Error{unreadable} where the pack is not right as it is,
/// Error{usage} where the phrase would not be.
[[nodiscard]] std::string
with_phrase(const std::string& toml, const Phrase& phrase, const std::string& name);

} // namespace kindly
