#pragma once

#include "commands/world.hpp"
#include "insight/phrase_finder.hpp"
#include "insight/relief.hpp"
#include "insight/stats.hpp"

#include <set>
#include <string>
#include <vector>

namespace kindly {

/// Knows the library's phrases with the names that this person goes by. `library` has
/// to outlive it.
[[nodiscard]] PhraseFinder phrase_finder(const World& world, const Library& library);

/// What earlier entries say to whoever makes a new script.
struct History {
  std::set<std::string> recent; ///< texts of the phrases in the last few entries
  Relief relief;
};

/// Reads the newest entries. A journal that is not there, or cannot be read, has said
/// nothing.
[[nodiscard]] History history_of(const World& world, const Library& library);

/// The phrases that all entries use, the most used first.
[[nodiscard]] std::vector<Group> phrase_groups(const World& world,
                                               const Library& library);

} // namespace kindly
