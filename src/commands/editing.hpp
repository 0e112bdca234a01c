#pragma once

#include "commands/typed.hpp"
#include "commands/world.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// The editor's command: the config's, $VISUAL, $EDITOR, else what the machine has for
/// a person at a terminal. Throws Error{needs_person} without editor or terminal.
[[nodiscard]] std::string editor_of(const World& world);

/// Writes an entry with the questions in it as comments, opens it, and takes the
/// comments and empty sections out again. The draft is the entry: it lies in the
/// journal the whole time. Nothing is kept when nothing was written; then there is no
/// path. `typed` is told when its texts are safe.
///
/// `in_sight` is a text that stands above the questions, as comments too, and is gone
/// afterwards.
std::optional<std::filesystem::path>
write_in_editor(const World& world,
                const Entry& entry,
                const std::vector<Section>& sections,
                Typed& typed,
                std::string_view in_sight = {});

} // namespace kindly
