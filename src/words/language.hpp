#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// What kindly knows about a language beside its packs: lists of words, from
/// words/languages/*.toml. A language that no file is about has empty lists.
struct Language {
  std::string id;
  std::map<std::string, std::vector<std::string>, std::less<>> lists;

  /// The words of a list; none where the language has no such list.
  [[nodiscard]] const std::vector<std::string>& words(std::string_view list) const;
  /// Whether a list has this word.
  [[nodiscard]] bool has(std::string_view list, std::string_view word) const;
};

/// The names a list may have.
extern const std::vector<std::string> language_lists;

/// Reads a language's file. Throws Error{unreadable} that names the line of what is
/// wrong; `name` is for messages.
[[nodiscard]] Language read_language(std::string_view toml, const std::string& name);

/// A language as the build put it into the program; empty lists where it has none.
[[nodiscard]] Language language_of(std::string_view id);

/// The languages as the build turned them into a table; see tools/pack_table.cpp.
extern const std::string_view language_table;

/// A language as lines of the table.
[[nodiscard]] std::string to_table(const Language& language);

} // namespace kindly
