#pragma once

#include "commands/world.hpp"
#include "insight/phrase_finder.hpp"
#include "insight/relief.hpp"
#include "insight/stats.hpp"

#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace kindly {

/// Which phrases of the library each entry uses, noted while the journal is read.
class PhraseUse {
 public:
  PhraseUse(const World& world, Library library);

  // Both may be called by several threads at once.
  void note(const Entry& entry, const Document& document);
  [[nodiscard]] std::vector<const Phrase*> of(const Entry& entry) const;

 private:
  Library library_;
  PhraseFinder finder_;
  mutable std::mutex mutex_; ///< of what follows
  std::unordered_map<std::string, std::vector<const Phrase*>> used_;
};

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
