#pragma once

#include "commands/command.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kindly {

/// The options that say which entries are meant, the same wherever entries are many.
struct Filters {
  std::optional<std::string> since;
  std::optional<std::string> until;
  std::optional<std::string> theme;
  std::optional<std::string> occasion;
  std::optional<std::string> form;
};

/// Their declarations; the values go to `filters`, which must outlive them.
[[nodiscard]] std::vector<Arg> filter_args(Filters& filters);

/// Throws Error{usage} for a WHEN that is none.
[[nodiscard]] Query query_of(const Filters& filters, const Clock& clock);

/// What the journal has for a query; a terminal shows that it takes a while.
[[nodiscard]] Listing read(const World& world, const Journal& journal, Query query);

/// The same entry by entry, in any order; see Journal::each.
[[nodiscard]] std::vector<Error> read_each(const World& world,
                                           const Journal& journal,
                                           Query query,
                                           const Visits& visits);

/// Refuses a theme that neither a pack nor an entry knows. Throws Error{usage} that
/// names the nearest; meant to be asked when nothing was found.
void check_theme(const World& world, const Filters& filters, const Journal& journal);

/// Names what could not be read on stderr. The exit code: unreadable if there was any.
ExitCode report(const World& world, const std::vector<Error>& problems);

} // namespace kindly
