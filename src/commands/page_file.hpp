#pragma once

#include "commands/world.hpp"

#include <string>
#include <string_view>

namespace kindly {

/// Writes a page or a picture that html_page or svg_file made: to standard output where
/// `where` is "-", else to a private file (0600), whole or not at all. A page that
/// kindly made earlier is replaced; any other file is left alone. Throws Error{io}.
void write_page(const World& world, const std::string& where, std::string_view bytes);

} // namespace kindly
