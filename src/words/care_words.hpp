#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// What a language has for the notice on words (practice/care): lists of patterns, from
/// words/care/*.toml. A pattern is words with blanks between; `<name>` stands for
/// another list, `!<name>` for one word that does not begin with it, `?` behind a part
/// makes it optional, `_` is any word, `..` at most three words, `...` at most twelve.
struct CareWords {
  std::string language;
  std::map<std::string, std::vector<std::string>, std::less<>> lists;
};

/// Reads such a file; a language may have several. Throws Error{unreadable} that names
/// the line of what is wrong; `name` is for messages.
[[nodiscard]] CareWords read_care_words(std::string_view toml, const std::string& name);

/// Throws Error{unreadable} where a list is not there, or stands for itself.
void check_care_words(const CareWords& words);

/// What is built in for a language; no lists where nothing is. No pack and no config
/// adds to it.
[[nodiscard]] CareWords care_words_of(std::string_view language);

/// All of it as the build turned it into a table; see tools/pack_table.cpp.
extern const std::string_view care_table;

/// The lists of a language as lines of the table.
[[nodiscard]] std::string to_table(const CareWords& words);

/// The name of the list in `<name>`, `!<name>` or `<name>?`; empty for other parts.
[[nodiscard]] std::string_view list_named_in(std::string_view part);

} // namespace kindly
