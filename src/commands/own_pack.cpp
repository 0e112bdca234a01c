#include "commands/own_pack.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "practice/check.hpp"
#include "words/pack_text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {

Pack pack_of_mine(const std::string& language) {
  Pack pack;
  pack.id = mine;
  pack.title = "My own words";
  pack.axis = "any";
  pack.description = "Sentences of your own that helped.";
  pack.language = language;
  return pack;
}

std::filesystem::path add_to_own_pack(const World& world,
                                      const Pack& theme,
                                      std::span<const Phrase> phrases) {
  for (const Phrase& phrase : phrases)
    if (std::ranges::find(theme.phrases, phrase.text, &Phrase::text) !=
        theme.phrases.end())
      throw Error(ExitCode::no,
                  fmt::format("'{}' has that phrase already: {}",
                              theme.id,
                              printable_line(phrase.text)),
                  fmt::format("`kindly themes show {}` shows them all.", theme.id));
  const auto path = world.journal().folder() / "themes" / (theme.id + ".toml");
  const Durability durability = world.settings.durability;
  const auto with_phrases = [&](std::string toml) {
    for (const Phrase& phrase : phrases)
      toml = with_phrase(toml, phrase, path.string());
    return toml;
  };
  const std::string begun = with_phrases(beginning_of_pack(theme));
  if (create_file_if_free(path, begun, durability)) return path;
  edit_file(
      path,
      [&](const std::string& toml) {
        if (trimmed(toml).empty()) return begun;
        const PackReading there = read_pack(toml, path.string());
        if (!there.pack.id.empty() && there.pack.id != theme.id)
          throw Error(ExitCode::unreadable,
                      fmt::format("{}:1: is not a pack of the theme '{}'",
                                  path.string(),
                                  theme.id),
                      "Its `id` says what it is; give the file that name.");
        return with_phrases(toml);
      },
      toml_limit,
      durability);
  return path;
}

Role guessed_role(const World& world, const std::string& sentence) {
  const std::string& language = world.settings.language;
  const Checker checker(language, {}, built_in_model(language, Subject::parts));
  return role_named(checker.likeliest_part(sentence)).value_or(Role::kindness);
}

} // namespace kindly
