#pragma once

#include "base/dates.hpp"
#include "base/error.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// Something that doctor found.
struct Finding {
  /// A problem keeps kindly from doing what it promises; a hint is worth a look.
  enum class Weight { problem, hint };
  /// What `doctor --fix` may do: only what loses nothing and can be undone.
  enum class Remedy { none, make_private, to_trash };

  std::filesystem::path path;
  std::size_t line = 0;   ///< from 1; 0: the file or folder as a whole
  std::size_t column = 0; ///< in bytes, from 1; 0: the line as a whole
  Weight weight = Weight::problem;
  std::string what;
  std::string mend = {}; ///< what a person can do
  Remedy remedy = Remedy::none;
  std::filesystem::path original = {}; ///< of a copy that is to go
};

/// What one Markdown file of a journal is, and what is wrong in it.
struct Inspection {
  bool is_entry = false; ///< kindly lists it
  std::optional<Moment> date = {};
  std::vector<Finding> findings = {};
};

/// What a reader said when it refused a file: its message begins with file, line and,
/// where known, column.
[[nodiscard]] Finding finding_of(const Error& refusal,
                                 const std::filesystem::path& path);

/// Looks at the bytes of a Markdown file in a journal. A note of the person's own is
/// left in peace, unless it looks as if it was meant to be an entry.
[[nodiscard]] Inspection
inspect(const std::string& text, const std::filesystem::path& path, const Zone& zone);

/// The first part of a file's name that looks as kindly names entries, such as
/// 2026-11-23-151204-kx4p; empty where there is none.
[[nodiscard]] std::string_view id_in(std::string_view name);

} // namespace kindly
