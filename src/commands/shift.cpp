#include "commands/shift.hpp"

#include "practice/session.hpp"

#include <fmt/core.h>

namespace kindly {

void set_after(Page& page, Rating rating, const Moment& now) {
  page.document.set("after", std::to_string(rating.value()));
  const auto minutes = (now.instant - page.entry.date.instant).count() / 60;
  if (!page.entry.after && !page.entry.minutes && minutes >= 0)
    page.document.set("minutes", std::to_string(minutes));
}

std::string shift_of(Rating before, Rating after) {
  return fmt::format("{} → {}", before.value(), after.value());
}

std::optional<std::string> line_for_heavier(Rating before, Rating after) {
  constexpr int heaviest = 10;
  const bool rose = after.value() - before.value() >= clear_rise;
  if (!rose && after.value() != heaviest) return std::nullopt;
  return fmt::format("{} It is fine to stop here: look at five things around you, feel "
                     "your feet on the floor. `kindly support` shows where people are.",
                     rose ? "It is heavier than before; that happens."
                          : "It is as heavy as it gets.");
}

} // namespace kindly
