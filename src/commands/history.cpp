#include "commands/history.hpp"

#include <array>

namespace kindly {
namespace {

/// What was said in so many entries is not said again.
constexpr std::size_t last_few = 5;
/// So many entries teach what helps; more would make every script wait.
constexpr std::size_t entries_that_teach = 200;

} // namespace

PhraseUse::PhraseUse(const World& world, Library library)
    : library_(std::move(library)),
      finder_(library_, std::array{world.settings.name, world.settings.spoken_to()}) {}

void PhraseUse::note(const Entry& entry, const Document& document) {
  std::vector<const Phrase*> found = finder_.find(document.kind_part(), entry);
  const std::lock_guard lock(mutex_);
  used_[entry.path.string()] = std::move(found);
}

std::vector<const Phrase*> PhraseUse::of(const Entry& entry) const {
  const std::lock_guard lock(mutex_);
  const auto found = used_.find(entry.path.string());
  return found == used_.end() ? std::vector<const Phrase*>() : found->second;
}

History history_of(const World& world, const Library& library) {
  History history;
  if (!world.journal_folder) return history;
  PhraseUse use(world, library);
  Query query{.most = entries_that_teach};
  query.text = [&](const Entry& entry, const Document& document) {
    use.note(entry, document);
    return true;
  };
  Listing listing;
  try {
    listing = world.journal().list(query);
  } catch (const Error&) { // the script does not depend on it
    return history;
  }
  std::size_t seen = 0;
  for (const Entry& entry : listing.entries) {
    const std::vector<const Phrase*> phrases = use.of(entry);
    if (++seen <= last_few)
      for (const Phrase* const phrase : phrases) history.recent.insert(phrase->text);
    if (const auto change = change_of(entry)) history.relief.add(phrases, *change);
  }
  return history;
}

std::vector<Group> phrase_groups(const World& world, const Library& library) {
  PhraseUse use(world, library);
  Query query;
  query.text = [&](const Entry& entry, const Document& document) {
    use.note(entry, document);
    return true;
  };
  const Listing listing = world.journal().list(query);
  StatsOptions asked{.clock = world.clock};
  asked.phrases_of = [&](const Entry& entry) { return use.of(entry); };
  return stats_of(listing.entries, asked).phrases;
}

} // namespace kindly
