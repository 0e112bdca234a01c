#pragma once

#include "commands/command.hpp"

#include <span>
#include <string>

// Manual pages in roff, from the declarations; what no declaration holds is prose here.

namespace kindly {

/// kindly(1). Commands without a group are left out.
[[nodiscard]] std::string man_page(std::span<const Command> commands);

/// kindly-NAME(1).
[[nodiscard]] std::string man_page_of(const Command& command);

} // namespace kindly
