#pragma once

#include "insight/stats.hpp"
#include "words/guide.hpp"

#include <span>
#include <vector>

namespace kindly {

/// What a person has ready for days when writing is out of reach.
struct OwnSet {
  std::vector<Entry> entries = {}; ///< newest first
  std::size_t sentences = 0;       ///< of their own, kept as phrases
  bool has_answer = false;         ///< somebody else wrote a part of an entry
  bool has_recording = false;
  bool has_support_plan = false;
};

/// What is ready, what could come next, and the command for each.
[[nodiscard]] std::vector<GuideBlock> checklist_of(const OwnSet& own,
                                                   const StatsOptions& options);

} // namespace kindly
