#include "commands/history.hpp"

#include <array>
#include <deque>
#include <unordered_map>

namespace kindly {
namespace {

/// What was said in so many entries is not said again.
constexpr std::size_t last_few = 5;
/// So many entries teach what helps; more would make every script wait.
constexpr std::size_t entries_that_teach = 200;

} // namespace

PhraseFinder phrase_finder(const World& world, const Library& library) {
  return {library, std::array{world.settings.name, world.settings.spoken_to()}};
}

History history_of(const World& world, const Library& library) {
  History history;
  if (!world.journal_folder) return history;
  const PhraseFinder finder = phrase_finder(world, library);
  std::unordered_map<std::string, std::vector<const Phrase*>> used; // by path
  Query query{.most = entries_that_teach};
  query.text = [&](const Entry& entry, const DocumentView& document) {
    used[entry.path] = finder.find(document.kind_part(), entry);
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
    const std::vector<const Phrase*>& phrases = used[entry.path];
    if (++seen <= last_few)
      for (const Phrase* const phrase : phrases) history.recent.insert(phrase->text);
    if (const auto change = change_of(entry)) history.relief.add(phrases, *change);
  }
  return history;
}

std::vector<Group> phrase_groups(const World& world, const Library& library) {
  const PhraseFinder finder = phrase_finder(world, library);
  std::deque<StatsCount> counts; // by each thread
  const StatsOptions options{.clock = world.clock};
  (void)world.journal().each({}, [&] {
    return Visit{[&finder, &mine = counts.emplace_back(options)](
                     const Entry& entry, const DocumentView& document) {
      mine.add(entry, finder.find(document.kind_part(), entry));
    }};
  });
  StatsCount all(options);
  for (const StatsCount& some : counts) all.add(some);
  return all.result().phrases;
}

} // namespace kindly
