#pragma once

#include "base/dates.hpp"
#include "journal/document.hpp"
#include "journal/entry.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace kindly {

/// Which entries are wanted; all conditions must hold.
struct Query {
  std::optional<Moment> since = {}; ///< from here on
  std::optional<Moment> until = {}; ///< before here
  std::optional<std::string> theme = {};
  std::optional<std::string> occasion = {};
  std::optional<std::string> form = {};
  bool open = false;    ///< critical thoughts without an answer
  bool unrated = false; ///< no `after` yet
  std::size_t most = static_cast<std::size_t>(-1);
  /// One more condition, on the text; called only for entries that meet the others.
  std::function<bool(const Entry&, const Document&)> text = {};
};

/// Whether an entry meets every condition but the one on the text.
[[nodiscard]] bool fits(const Query& query, const Entry& entry);

} // namespace kindly
