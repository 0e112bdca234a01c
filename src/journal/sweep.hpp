#pragma once

#include "journal/document.hpp"
#include "journal/query.hpp"
#include "journal/walk.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kindly {

/// What could not be understood, and the file it stands in.
struct UnreadFile {
  std::string path;
  Error problem;
};

/// Reads every file of a journal once, month by month, and visits the entries that a
/// query wants, in any order. Where they are many, several threads read. `query.most`
/// is not looked at. Returns the files that cannot be understood,
/// the newest first; folders that cannot be read are added to `places.problems`.
[[nodiscard]] std::vector<UnreadFile>
sweep(Places& places, const Query& query, const Zone& zone, const Visits& visits);

/// The entry in a file, if there is one that the query wants and that is not from
/// before `oldest`. Throws Error{unreadable} where it cannot be understood.
[[nodiscard]] std::optional<Page> wanted_page(const std::string& path,
                                              const Query& query,
                                              const Zone& zone,
                                              Instant oldest = Instant::min());

/// The entry's document in a file; nothing where there is none. A note of the person's
/// own may be as large as it likes.
[[nodiscard]] std::optional<Document> document_in(const std::string& path);

} // namespace kindly
