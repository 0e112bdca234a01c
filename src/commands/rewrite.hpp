#pragma once

#include "commands/sitting.hpp"
#include "commands/world.hpp"

#include <optional>
#include <string>

namespace kindly {

/// Starts a compassionate rewriting of an older text: a new entry of the form `rewrite`
/// that names the old one, which is never changed. `old` is an ENTRY or the path of a
/// note; `words` are the new words, `-` for standard input. Without them a terminal is
/// asked, passage by passage, or `in_editor`, with the old text in sight. Prints the
/// new entry's path.
ExitCode rewrite(const World& world,
                 const std::string& old,
                 const std::optional<std::string>& words,
                 bool in_editor);

/// Goes on with the rewriting in `path`, as long as it is one with passages left and
/// its old text can be read; else nothing.
std::optional<ExitCode> go_on_rewriting(const World& world,
                                        const SittingWishes& wishes,
                                        const std::filesystem::path& path);

} // namespace kindly
