#pragma once

#include "base/dates.hpp"
#include "base/files.hpp"
#include "journal/inspect.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace kindly {

/// What a whole journal looks like.
struct Examination {
  std::size_t entries = 0;
  std::vector<Finding> findings; ///< in the order of the paths
};

/// Reads every file of a journal, its trash left out, and writes nothing.
[[nodiscard]] Examination examine(const std::filesystem::path& journal,
                                  const Clock& clock);

/// Does what a finding's remedy says, and tells what it did. Throws Error{io} where
/// that cannot be done. Rights are only taken away; what goes, goes to the journal's
/// trash.
[[nodiscard]] std::string remedy(const Finding& finding,
                                 const std::filesystem::path& journal,
                                 Durability durability);

} // namespace kindly
