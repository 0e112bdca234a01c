#pragma once

#include "base/dates.hpp"
#include "journal/document_view.hpp"
#include "journal/entry.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kindly {

/// How much of an entry is wanted: for numbers, no id, path, address and words; or only
/// whether it can be understood.
enum class Parts { all, numbers, none };

constexpr auto no_limit = static_cast<std::size_t>(-1);

/// Which entries are wanted; all conditions must hold. The functions may be called by
/// several threads at once.
struct Query {
  std::optional<Moment> since = {}; ///< from here on
  std::optional<Moment> until = {}; ///< before here
  std::optional<std::string> theme = {};
  std::optional<std::string> occasion = {};
  std::optional<std::string> form = {};
  bool open = false;    ///< critical thoughts without an answer
  bool unrated = false; ///< no `after` yet
  std::size_t most = no_limit;
  Parts parts = Parts::all; ///< more may be there
  /// A quick look at a file's bytes: whether `text` could be met.
  std::function<bool(std::string_view)> bytes = {};
  /// One more condition, on the text; called only for entries that meet the others.
  std::function<bool(const Entry&, const DocumentView&)> text = {};
  /// Told now and then how many files were read, by one thread at a time.
  std::function<void(std::size_t)> progress = {};
};

/// What one thread does with what it finds.
struct Visit {
  /// It may move out of the entry, which is used again; the view lives as long as the
  /// call.
  std::function<void(Entry&, const DocumentView&)> entry;
  /// Called when all entries of a piece of the journal were visited: of a month's
  /// folder, the newest first, or before those of some files outside of them. Pieces
  /// are numbered from 0, and given to threads in that order. No name in a later piece
  /// shows a time of `rest_is_before` or newer.
  std::function<void(std::size_t piece, Instant rest_is_before)> piece_end = {};
};

/// Makes the visit of one more thread; asked by one of them at a time, so that each can
/// have a place of its own to put things.
using Visits = std::function<Visit()>;

/// Whether an entry meets every condition but the one on the text.
[[nodiscard]] bool fits(const Query& query, const Entry& entry);

} // namespace kindly
