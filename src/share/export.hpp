#pragma once

#include "base/json.hpp"
#include "journal/document_view.hpp"
#include "journal/entry.hpp"

#include <string>
#include <utility>

// One entry at a time, as other programs read it, so that a journal of any size can
// leave piece by piece.

namespace kindly {

/// The keys of a header that are the person's own, with their values: what is in the
/// file and not in `kindly.entry/1`.
[[nodiscard]] Json own_keys(const DocumentView& document);

/// The names of the columns, and one record an entry, both with their line end. Lists
/// are divided by "; "; sections of the person's own stand together in `other`.
[[nodiscard]] std::string csv_columns();
[[nodiscard]] std::string csv_record(const Entry& entry, const DocumentView& document);

/// One chapter: the date as a heading, the header as a list, the body as it is.
[[nodiscard]] std::string markdown_chapter(const Entry& entry,
                                           const DocumentView& document);

/// The same as elements of a page.
[[nodiscard]] std::string html_chapter(const Entry& entry,
                                       const DocumentView& document);

/// What of a page stands before its chapters, and behind.
[[nodiscard]] std::pair<std::string, std::string> html_around_chapters();

} // namespace kindly
