#include "insight/relief.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace kindly {
namespace {

/// So many entries of the usual change stand against what is known of one phrase.
constexpr double doubt = 4;
/// A tone is changed for a difference of so many steps of the rating, from so many
/// entries.
constexpr double clear_difference = 0.5;
constexpr std::size_t enough_entries = 3;

template <class Key, class Sums>
auto sum_of(const Sums& sums, const Key& key) {
  const auto found = sums.find(key);
  return found == sums.end() ? typename Sums::mapped_type{} : found->second;
}

} // namespace

void Relief::add(std::span<const Phrase* const> phrases, int change) {
  if (phrases.empty()) return;
  const auto count = [&](Sum& sum) {
    ++sum.n;
    sum.change += change;
  };
  count(all_);
  std::set<Tone> tones;
  std::set<Role> roles;
  for (const Phrase* const phrase : phrases) {
    count(phrases_[phrase->text]);
    tones.insert(phrase->tone);
    roles.insert(phrase->role);
  }
  for (const Tone tone : tones) count(tones_[tone]);
  for (const Role role : roles) count(roles_[role]);
}

/// Steps of the rating between what is known and the usual; less than 0 is more relief.
double Relief::difference(const Sum& sum) const {
  if (all_.n == 0) return 0;
  const double usual = all_.change / static_cast<double>(all_.n);
  return (sum.change - usual * static_cast<double>(sum.n)) /
         (static_cast<double>(sum.n) + doubt);
}

double Relief::liking(const Phrase& phrase) const {
  const double steps = difference(sum_of(phrases_, phrase.text)) +
                       0.5 * difference(sum_of(tones_, phrase.tone)) +
                       0.5 * difference(sum_of(roles_, phrase.role));
  return std::clamp(std::exp(-steps), 0.5, 2.0);
}

std::optional<Tone> Relief::better_tone(Tone usual) const {
  std::optional<Tone> best;
  double least = difference(sum_of(tones_, usual)) - clear_difference;
  for (const auto& [tone, sum] : tones_) {
    if (tone == usual || sum.n < enough_entries || difference(sum) > least) continue;
    best = tone;
    least = difference(sum);
  }
  return best;
}

std::optional<Role> Relief::best_role(std::span<const Role> among) const {
  if (all_.n == 0) return std::nullopt;
  return *std::ranges::min_element(
      among, {}, [&](Role role) { return difference(sum_of(roles_, role)); });
}

} // namespace kindly
