#pragma once

#include "commands/world.hpp"

#include <filesystem>
#include <string>

namespace kindly {

/// The file that an ENTRY means, or the path of any file. A file that was named by its
/// path needs no journal around it.
[[nodiscard]] inline std::filesystem::path named_file(const World& world,
                                                      const std::string& which) {
  std::error_code ignored;
  const bool is_file = which.find('/') != std::string::npos &&
                       std::filesystem::is_regular_file(which, ignored);
  return is_file ? Journal(".", world.clock.zone, Durability::safe).find(which)
                 : world.journal().find(which);
}

} // namespace kindly
