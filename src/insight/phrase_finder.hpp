#pragma once

#include "journal/entry.hpp"
#include "words/library.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kindly {

/// Finds the library's phrases in what a person wrote. Case, accents and punctuation
/// may differ, and what fills a placeholder may be there or not: the entry's address
/// and feelings, and the names given.
class PhraseFinder {
 public:
  /// `library` has to outlive the finder.
  PhraseFinder(const Library& library, std::span<const std::string> names);

  /// The phrases that are sentences of `text`, each once, in its order.
  [[nodiscard]] std::vector<const Phrase*> find(std::string_view text,
                                                const Entry& entry) const;

 private:
  [[nodiscard]] const Phrase* phrase_of(const std::string& sentence,
                                        std::span<const std::string> fillers) const;

  std::unordered_map<std::string, const Phrase*> phrases_; ///< by their letters
  std::vector<std::string> names_;
  std::size_t longest_ = 1; ///< sentences in one phrase
};

} // namespace kindly
