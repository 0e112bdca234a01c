#include "journal/query.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kindly {
namespace {

bool has_theme(const Entry& entry, const std::string& wanted) {
  return std::ranges::any_of(entry.themes, [&](const std::string& theme) {
    return folds_alike(theme, wanted);
  });
}

} // namespace

bool fits(const Query& query, const Entry& entry) {
  if (query.since && entry.date < *query.since) return false;
  if (query.until && entry.date >= *query.until) return false;
  if (query.theme && !has_theme(entry, *query.theme)) return false;
  if (query.occasion && entry.occasion != *query.occasion) return false;
  if (query.form && entry.form != *query.form) return false;
  if (query.open && !entry.open) return false;
  return !query.unrated || !entry.after;
}

} // namespace kindly
