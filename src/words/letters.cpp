// The table that the build makes has a line for each sentence: language, youngest,
// oldest, role, tone, themes, text, with tabs between.

#include "words/letters.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace kindly {
namespace {

class LetterReader {
 public:
  explicit LetterReader(const std::string& name) : name_(name) {}

  LetterPhrase read(const TomlValue& item) const {
    LetterPhrase letter;
    letter.phrase.text = text(item, "text");
    const auto role = role_named(text(item, "role"));
    const auto tone = tone_named(text(item, "tone"));
    if (!role) refuse(item, "unknown role");
    if (!tone) refuse(item, "unknown tone");
    letter.phrase.role = *role;
    letter.phrase.tone = *tone;
    const TomlValue* const ages = item.find("ages");
    if (ages == nullptr || ages->items().size() != 2)
      refuse(item, "'ages' has no two numbers");
    letter.youngest = number(ages->items()[0]);
    letter.oldest = number(ages->items()[1]);
    if (letter.youngest < youngest_self || letter.oldest > oldest_self ||
        letter.youngest > letter.oldest)
      refuse(*ages,
             fmt::format("ages lie between {} and {}", youngest_self, oldest_self));
    if (const TomlValue* const themes = item.find("themes"))
      for (const TomlValue& theme : themes->items()) {
        if (theme.text() == nullptr || !is_theme_id(*theme.text()))
          refuse(theme, "is no theme's id");
        letter.themes.push_back(*theme.text());
      }
    return letter;
  }

 private:
  [[noreturn]] void refuse(const TomlValue& at, std::string_view what) const {
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}:{}: {}", name_, at.line, at.column, what));
  }
  [[nodiscard]] std::string text(const TomlValue& item, std::string_view key) const {
    const TomlValue* const value = item.find(key);
    if (value == nullptr || value->text() == nullptr || trimmed(*value->text()).empty())
      refuse(item, fmt::format("'{}' is missing", key));
    return *value->text();
  }
  [[nodiscard]] int number(const TomlValue& value) const {
    const auto* const found = std::get_if<std::int64_t>(&value.value);
    if (found == nullptr) refuse(value, "is no whole number");
    return static_cast<int>(std::clamp<std::int64_t>(*found, -1, 1000));
  }

  const std::string& name_;
};

int number_of(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

} // namespace

std::vector<LetterPhrase> read_letters(std::string_view toml, const std::string& name) {
  std::vector<LetterPhrase> letters;
  const TomlValue root = parse_toml(toml, name);
  if (const TomlValue* const phrases = root.find("phrase"))
    for (const TomlValue& item : phrases->items())
      letters.push_back(LetterReader(name).read(item));
  return letters;
}

std::string to_table(std::string_view language, const LetterPhrase& letter) {
  std::string themes;
  for (const std::string& theme : letter.themes)
    themes += (themes.empty() ? "" : ",") + theme;
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
                     language,
                     letter.youngest,
                     letter.oldest,
                     static_cast<int>(letter.phrase.role),
                     static_cast<int>(letter.phrase.tone),
                     themes,
                     letter.phrase.text);
}

std::vector<LetterPhrase> letters_in(std::string_view language) {
  std::vector<LetterPhrase> letters;
  for (const std::string_view line : lines_of(letter_table)) {
    const std::vector<std::string_view> fields = split(line, '\t');
    if (fields[0] != language) continue;
    LetterPhrase letter;
    letter.youngest = number_of(fields[1]);
    letter.oldest = number_of(fields[2]);
    letter.phrase.role = static_cast<Role>(number_of(fields[3]));
    letter.phrase.tone = static_cast<Tone>(number_of(fields[4]));
    if (!fields[5].empty())
      for (const std::string_view theme : split(fields[5], ','))
        letter.themes.emplace_back(theme);
    letter.phrase.text = fields[6];
    letter.phrase.ships = true;
    letters.push_back(std::move(letter));
  }
  return letters;
}

} // namespace kindly
