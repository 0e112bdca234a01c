#pragma once

#include "commands/world.hpp"

#include <filesystem>
#include <span>

namespace kindly {

/// The pack of a theme that phrases of the config's language extend: the one there is,
/// or one without a phrase yet; so of `mine`, too. Throws Error{usage} for no theme.
[[nodiscard]] Pack
pack_to_extend(const World& world, const Library& library, const std::string& id);

/// Adds phrases, all or none, to the journal's own pack of a theme, which is begun
/// where there is none, and returns its file. Throws Error{no} where the theme has one
/// of them already.
std::filesystem::path
add_to_own_pack(const World& world, const Pack& theme, std::span<const Phrase> phrases);

/// What a sentence does in a script, as `check` reads it; kindness where it cannot
/// tell.
[[nodiscard]] Role guessed_role(const World& world, const std::string& sentence);

} // namespace kindly
