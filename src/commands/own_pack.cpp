#include "commands/own_pack.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "practice/check.hpp"
#include "words/pack_text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {

namespace {

/// A pack of a second language has a file of its own.
std::filesystem::path file_of(const std::filesystem::path& folder, const Pack& theme) {
  auto path = folder / (theme.id + ".toml");
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored) &&
      read_pack(read_file(path, toml_limit), path.string()).pack.language !=
          theme.language)
    path = folder / fmt::format("{}-{}.toml", theme.id, theme.language);
  return path;
}

} // namespace

Pack pack_to_extend(const World& world, const Library& library, const std::string& id) {
  if (const Pack* const pack = library.find_spoken(id)) return *pack;
  Pack pack;
  if (id == mine) {
    pack.id = mine;
    pack.title = "My own words";
    pack.axis = "any";
    pack.description = "Sentences of your own that helped.";
  } else {
    const Pack& other = library.theme(id);
    pack.id = other.id;
    pack.title = other.title;
    pack.axis = other.axis;
    pack.description = other.description;
  }
  pack.language = world.settings.language;
  return pack;
}

std::filesystem::path add_to_own_pack(const World& world,
                                      const Pack& theme,
                                      std::span<const Phrase> phrases) {
  for (const Phrase& phrase : phrases) {
    const auto is_same = [&](const Phrase& other) {
      return fold(other.text) == fold(phrase.text);
    };
    if (std::ranges::any_of(theme.phrases, is_same))
      throw Error(ExitCode::no,
                  fmt::format("'{}' has that phrase already: {}",
                              theme.id,
                              printable_line(phrase.text)),
                  fmt::format("{}`kindly themes show {}` shows them all.",
                              phrases.size() > 1 ? "Nothing was added. " : "",
                              theme.id));
  }
  const auto path = file_of(world.journal().folder() / "themes", theme);
  const Durability durability = world.settings.durability;
  const auto with_phrases = [&](std::string toml) {
    for (const Phrase& phrase : phrases)
      toml = with_phrase(toml, phrase, path.string());
    return toml;
  };
  const std::string begun = with_phrases(beginning_of_pack(theme));
  if (create_file_if_free(path, begun, durability)) {
    world.wrote(path);
    return path;
  }
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
  world.wrote(path);
  return path;
}

Role guessed_role(const World& world, const std::string& sentence) {
  const std::string& language = world.settings.language;
  const Checker checker(language, {}, built_in_model(language, Subject::parts));
  return role_named(checker.likeliest_part(sentence)).value_or(Role::kindness);
}

} // namespace kindly
