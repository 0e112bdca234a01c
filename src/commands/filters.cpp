#include "commands/filters.hpp"

#include "base/text.hpp"
#include "commands/progress.hpp"

#include <atomic>

namespace kindly {

std::vector<Arg> filter_args(Filters& filters) {
  return {
      value("--since", "WHEN", filters.since, "From this day or moment on"),
      value("--until", "WHEN", filters.until, "Up to the end of this day or moment"),
      value("--theme", "ID", filters.theme, "With this theme")
          .completes(Completes::theme),
      value("--occasion", "ID", filters.occasion, "With this occasion")
          .one_of(known_occasions),
      value("--form", "FORM", filters.form, "Of this form").one_of(known_forms),
  };
}

Query query_of(const Filters& filters, const Clock& clock) {
  Query query;
  if (filters.since) query.since = parse_when(*filters.since, clock).begin;
  if (filters.until) query.until = parse_when(*filters.until, clock).end;
  query.theme = filters.theme;
  query.occasion = filters.occasion;
  query.form = filters.form;
  return query;
}

Listing read(const World& world, const Journal& journal, Query query) {
  Progress progress(world.terminal);
  query.progress = [&](std::size_t files) { progress.read_so_far(files); };
  return journal.list(query);
}

std::vector<Error> read_each(const World& world,
                             const Journal& journal,
                             Query query,
                             const Visits& visits) {
  Progress progress(world.terminal);
  query.progress = [&](std::size_t files) { progress.read_so_far(files); };
  return journal.each(query, visits);
}

void check_theme(const World& world, const Filters& filters, const Journal& journal) {
  if (!filters.theme) return;
  const Library library = Library::load(world.theme_folders(), world.settings.language);
  if (library.find(*filters.theme) != nullptr) return;
  // A theme whose pack is gone still stands in entries; only an unknown one is a slip.
  std::atomic<bool> is_used = false;
  const Query query{.theme = filters.theme, .parts = Parts::numbers};
  (void)journal.each(query, [&] {
    return Visit{[&](const Entry&, const DocumentView&) { is_used = true; }};
  });
  if (!is_used) (void)library.theme(*filters.theme);
}

ExitCode report(const World& world, const std::vector<Error>& problems) {
  for (const Error& problem : problems)
    world.terminal.warn("kindly: " + printable_line(problem.what()));
  return problems.empty() ? ExitCode::done : ExitCode::unreadable;
}

} // namespace kindly
