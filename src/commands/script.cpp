#include "commands/script.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kindly {
namespace {

/// A script answers one reason and one place: more themes would pull it apart.
std::vector<std::string> main_themes(const std::vector<Detected>& detected) {
  std::vector<std::string> themes;
  for (const std::string_view axis : {"critic", "life"}) {
    const auto first = std::ranges::find(detected, axis, &Detected::axis);
    if (first != detected.end()) themes.push_back(first->id);
  }
  return themes;
}

} // namespace

void refuse_language(const std::string& language) {
  throw Error(
      ExitCode::no,
      fmt::format("no pack has phrases in the language '{}'", printable_line(language)),
      "`language` in the config names it; `kindly themes` lists the packs.");
}

std::vector<std::string> divided(const std::vector<std::string>& given) {
  std::vector<std::string> words;
  for (const std::string& list : given)
    for (const std::string_view word : split(list, ','))
      if (const std::string_view bare = trimmed(word); !bare.empty())
        words.emplace_back(bare);
  return words;
}

AnsweredThought
answer(const World& world, const std::string& thought, const ScriptWishes& wishes) {
  const Library library = world.library();
  const std::string& language = world.settings.language;
  AnsweredThought answered;
  answered.address = wishes.address.value_or(world.settings.spoken_to());
  answered.themes = detect(library, thought, language);
  std::vector<std::string> themes = divided(wishes.themes);
  for (const std::string& theme : themes) (void)library.theme(theme);
  if (themes.empty()) themes = main_themes(answered.themes);
  answered.lines = compose(library,
                           {.themes = themes,
                            .tone = wishes.tone.value_or(world.settings.tone),
                            .language = language,
                            .address = answered.address,
                            .name = world.settings.name,
                            .feeling = wishes.feeling,
                            .occasion = wishes.occasion,
                            .sentences = wishes.sentences,
                            .seed = world.seed});
  if (answered.lines.empty()) refuse_language(language);
  return answered;
}

} // namespace kindly
