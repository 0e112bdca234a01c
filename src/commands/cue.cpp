// kindly cue: one gentle phrase on one line, for a prompt, a greeting, a sticky note.

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/script.hpp"
#include "practice/compose.hpp"

#include <algorithm>
#include <memory>

namespace kindly {
namespace {

struct Options {
  std::size_t number = 1;
  std::vector<std::string> themes;
  std::optional<std::string> tone;
  std::optional<std::size_t> max_length;
  std::optional<std::uint64_t> seed;
  bool mine = false;
};

ScriptRequest placeholders_of(const World& world) {
  ScriptRequest request;
  request.address = world.settings.spoken_to();
  request.name = world.settings.name;
  return request;
}

std::vector<const Phrase*>
fitting(const World& world, const Options& options, const Library& library) {
  const ScriptRequest request = placeholders_of(world);
  const auto tone = options.tone ? tone_named(*options.tone) : std::nullopt;
  const auto fits = [&](const Phrase& phrase) {
    if ((tone && phrase.tone != *tone) || phrase.has("{feeling}")) return false;
    return !options.max_length ||
           display_width(filled(phrase, request)) <= *options.max_length;
  };
  std::vector<const Phrase*> found;
  for (const Pack& pack : library.packs()) {
    const bool is_wanted =
        options.themes.empty() ||
        std::ranges::find(options.themes, pack.id) != options.themes.end();
    if (!is_wanted || pack.language != world.settings.language) continue;
    for (const Phrase& phrase : pack.phrases)
      if (fits(phrase)) found.push_back(&phrase);
  }
  return found;
}

ExitCode run_cue(const World& world, Options& options) {
  options.themes = divided(options.themes);
  const Library library = world.library();
  if (options.mine && library.find_spoken(mine) == nullptr) {
    world.terminal.note(
        "There is no sentence of your own yet; `kindly keep` keeps one.");
    return ExitCode::no;
  }
  if (options.mine) options.themes = {std::string(mine)};
  for (const std::string& theme : options.themes) (void)library.theme(theme);
  std::vector<const Phrase*> phrases = fitting(world, options, library);
  if (phrases.empty() && options.number > 0) {
    const auto speaks = [&](const Pack& pack) {
      return pack.language == world.settings.language;
    };
    if (std::ranges::none_of(library.packs(), speaks))
      refuse_language(world.settings.language);
    world.terminal.note("No phrase is that short; try a larger --max-length.");
    return ExitCode::no;
  }
  Chance chance(options.seed.value_or(world.seed));
  for (std::size_t i = 0; i < options.number && !phrases.empty(); ++i) {
    const std::size_t pick = chance.below(phrases.size());
    world.terminal.say("{}",
                       printable_line(filled(*phrases[pick], placeholders_of(world))));
    phrases.erase(phrases.begin() + static_cast<std::ptrdiff_t>(pick)); // none twice
  }
  return ExitCode::done;
}

} // namespace

Command cue_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "cue",
      .group = "Answer",
      .summary = "Print one gentle phrase, for a prompt or a sticky note",
      .args =
          {
              value("-n,--number", "N", o.number, "So many phrases, a line each"),
              value("-t,--theme", "ID", o.themes, "From this theme; may be given often")
                  .completes(Completes::theme),
              value("--tone", "TONE", o.tone, "How it is said").one_of(tone_names),
              flag("--mine", o.mine, "One of your own sentences; see kindly keep"),
              value("--max-length", "N", o.max_length, "At most so many columns"),
              value("--seed", "N", o.seed, "The same number gives the same phrase"),
          },
      .examples = {{"kindly cue", "One phrase, a new one each time."},
                   {"kindly cue --max-length 80 --tone wry",
                    "A short one with a dry smile."}},
      .run = [options](const World& world) { return run_cue(world, *options); },
  };
}

} // namespace kindly
