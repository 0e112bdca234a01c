#pragma once

#include "words/pack.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace kindly {

/// What went with relief for this person: the phrases, tones and roles of rated entries
/// and how much the rating fell. Two or three entries say little, so what they say is
/// drawn towards what all entries say (an average with `doubt` more entries of the
/// usual change).
class Relief {
 public:
  /// Takes one entry: the library's phrases in it, and after less before.
  void add(std::span<const Phrase* const> phrases, int change);

  /// How gladly a phrase is taken: 1 where nothing is known, from 0.5 (the rating fell
  /// less than usual) to 2 (it fell more).
  [[nodiscard]] double liking(const Phrase& phrase) const;

  /// The tone that went with clearly larger relief than `usual`, if there is one.
  [[nodiscard]] std::optional<Tone> better_tone(Tone usual) const;

  /// The one of `among` that went with the largest relief; nothing before any entry was
  /// rated.
  [[nodiscard]] std::optional<Role> best_role(std::span<const Role> among) const;

 private:
  struct Sum {
    std::size_t n = 0;
    double change = 0;
  };
  [[nodiscard]] double difference(const Sum& sum) const;

  Sum all_;
  std::map<std::string, Sum> phrases_; ///< by their texts
  std::map<Tone, Sum> tones_;
  std::map<Role, Sum> roles_;
};

} // namespace kindly
