#pragma once

#include "journal/document.hpp"

#include <string>

namespace kindly {

/// The text of the section of that name, whatever its case. Throws Error{no} that names
/// those there are.
[[nodiscard]] std::string named_section(const Document& document,
                                        const std::string& wanted);

} // namespace kindly
