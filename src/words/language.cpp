// The table that the build makes has a line for each word: language, list, word.

#include "words/language.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {

const std::vector<std::string> language_lists = {
    "abbreviations",        // a stop behind them ends no sentence,
    "end_abbreviations",    // or only before a capital letter,
    "number_abbreviations", // or ends none before a number
    "name_marks",           // `capital`: inside of a sentence only names have one
    "openers",              // begin a sentence before a comma, and are no name
    "greetings",            // stand before a name: dear Sam
    "gentle",               // terms a person is spoken to with
    "negations",            // take away what stands behind them
    "reports",              // tell what another voice says
    "report_ends",          // as far as this
    "not_negations",        // and these do not
    "negation_ends",        // as far as this
    "minimising",           // makes the hurt small
    "not_minimising",       // and this does not
    "absolute",             // claims without an exception
    "not_absolute",         // and this does not
    "promise",              // says what cannot be known
    "not_promise",          // and this does not
    "attack",               // the critic's own words
    "not_attack",           // and this is none
    "duty",                 // commands, where a phrase should offer
    "small_words",          // carry no meaning of their own
    "first_person",         // I, and what belongs to me
    "feeling_leads",        // stand before such a word where it is one
    "numbers",              // zero, one, two …
    "salutations",          // begin a letter
    "feelings",             // words for how a person feels
    "feeling_names",        // and names of feelings: shame, relief
    "jargon"                // words of a consulting room
};

const std::vector<std::string>& Language::words(std::string_view list) const {
  static const std::vector<std::string> none;
  const auto found = lists.find(list);
  return found == lists.end() ? none : found->second;
}

bool Language::has(std::string_view list, std::string_view word) const {
  const std::vector<std::string>& known = words(list);
  return std::ranges::find(known, word) != known.end();
}

Language read_language(std::string_view toml, const std::string& name) {
  const auto refuse = [&](const TomlValue& at, const std::string& what) {
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}:{}: {}", name, at.line, at.column, what));
  };
  Language language;
  const TomlValue root = parse_toml(toml, name);
  for (const auto& [key, value] : root.fields()) {
    if (key == "id") {
      if (value.text() == nullptr) refuse(value, "'id' is not a text");
      language.id = *value.text();
      continue;
    }
    if (std::ranges::find(language_lists, key) == language_lists.end())
      refuse(
          value,
          fmt::format("unknown list '{}'. {}", key, did_you_mean(key, language_lists)));
    std::vector<std::string>& words = language.lists[key];
    for (const TomlValue& item : value.items()) {
      if (item.text() == nullptr || words_of(*item.text()).empty())
        refuse(item, fmt::format("'{}' holds something that has no word", key));
      words.push_back(*item.text());
    }
  }
  return language;
}

std::string to_table(const Language& language) {
  std::string out;
  for (const auto& [list, words] : language.lists)
    for (const std::string& word : words)
      out += fmt::format("{}\t{}\t{}\n", language.id, list, word);
  return out;
}

Language language_of(std::string_view id) {
  Language language{std::string(id), {}};
  for (const std::string_view line : lines_of(language_table)) {
    const std::vector<std::string_view> fields = split(line, '\t');
    if (fields[0] == id) language.lists[std::string(fields[1])].emplace_back(fields[2]);
  }
  return language;
}

} // namespace kindly
