// kindly cue: one gentle phrase on one line, for a prompt, a greeting, a sticky note;
// or many, as a sheet of cards.

#include "base/text.hpp"
#include "commands/cards.hpp"
#include "commands/command.hpp"
#include "commands/page_file.hpp"
#include "commands/script.hpp"
#include "practice/compose.hpp"
#include "practice/deck.hpp"

#include <algorithm>
#include <memory>

namespace kindly {
namespace {

struct Options {
  std::optional<std::size_t> number;
  std::vector<std::string> themes;
  std::optional<std::string> tone;
  std::optional<std::size_t> max_length;
  std::optional<std::uint64_t> seed;
  std::optional<std::string> cards;
  std::string paper = "a4";
  bool mine = false;
};

using Phrases = std::vector<const Phrase*>;

/// A phrase as it is said to this person, on one line.
std::string said(const World& world, const Phrase& phrase) {
  ScriptRequest request;
  request.address = world.settings.spoken_to();
  request.name = world.settings.name;
  return printable_line(filled(phrase, request));
}

Phrases fitting(const World& world, const Options& options, const Library& library) {
  const auto tone = options.tone ? tone_named(*options.tone) : std::nullopt;
  const auto fits = [&](const Phrase& phrase) {
    if ((tone && phrase.tone != *tone) || phrase.has("{feeling}")) return false;
    return !options.max_length ||
           display_width(said(world, phrase)) <= *options.max_length;
  };
  Phrases found;
  for (const Pack& pack : library.packs()) {
    const bool is_wanted =
        options.themes.empty() ||
        std::ranges::find(options.themes, pack.id) != options.themes.end();
    if (!is_wanted || !library.speaks(pack)) continue;
    for (const Phrase& phrase : pack.phrases)
      if (fits(phrase)) found.push_back(&phrase);
  }
  return found;
}

/// `phrases`, shuffled, from the one on whose turn it is.
Phrases dealt(const World& world, const Options& options, Phrases phrases) {
  if (phrases.empty()) return phrases;
  Chance same_every_time(1); // so that two runs mean the same card by the same number
  for (std::size_t i = phrases.size(); i > 1; --i)
    std::swap(phrases[i - 1], phrases[same_every_time.below(i)]);
  const std::size_t first =
      options.seed
          ? Chance(*options.seed).below(phrases.size())
          : card_of(phrases.size(), world.clock.now.wall(), world.seed & draw_mask);
  std::ranges::rotate(phrases, phrases.begin() + static_cast<std::ptrdiff_t>(first));
  return phrases;
}

/// The same with the person's own first, each phrase once.
Phrases own_first(const World& world, const Options& options, const Library& library) {
  Options own = options;
  own.themes = {std::string(mine)};
  Phrases phrases = dealt(world, options, fitting(world, own, library));
  if (options.mine) return phrases;
  for (const Phrase* const phrase :
       dealt(world, options, fitting(world, options, library)))
    if (phrase->theme != mine) phrases.push_back(phrase);
  return phrases;
}

/// Says why there is no phrase. Throws where the language is the reason.
void explain_nothing(const World& world,
                     const Options& options,
                     const Library& library) {
  const auto speaks = [&](const Pack& pack) { return library.speaks(pack); };
  if (std::ranges::none_of(library.packs(), speaks))
    refuse_language(world.settings.language);
  if (options.max_length)
    world.terminal.note("No phrase is that short; try a larger --max-length.");
  else
    world.terminal.note("No phrase there has this tone; `kindly themes show {}` shows "
                        "what there is.",
                        options.themes.empty() ? everyday : options.themes.front());
}

void refuse_what_has_no_meaning(const Options& options) {
  if (options.mine && !options.themes.empty())
    throw Error(ExitCode::usage,
                "--mine and --theme cannot both choose",
                "Sentences that `kindly keep` kept have the theme 'mine'.");
}

ExitCode run_cue(const World& world, Options& options) {
  options.themes = divided(options.themes);
  refuse_what_has_no_meaning(options);
  const Library library = world.library();
  const Pack* const own = library.find_spoken(mine);
  if (options.mine && (own == nullptr || own->phrases.empty())) {
    world.terminal.note(
        "There is no sentence of your own yet; `kindly keep` keeps one.");
    return ExitCode::no;
  }
  if (options.mine) options.themes = {std::string(mine)};
  for (const std::string& theme : options.themes) (void)library.theme(theme);
  const Phrases phrases = options.cards
                              ? own_first(world, options, library)
                              : dealt(world, options, fitting(world, options, library));
  const std::size_t number =
      options.number.value_or(options.cards ? cards_on_a_sheet : 1);
  if (phrases.empty() && number > 0) {
    explain_nothing(world, options, library);
    return ExitCode::no;
  }
  std::vector<std::string> lines;
  for (const Phrase* const phrase : phrases)
    if (lines.size() < number) lines.push_back(said(world, *phrase));
  if (options.cards)
    write_page(world,
               *options.cards,
               card_page(lines, options.paper, world.settings.language));
  else
    for (const std::string& line : lines) world.terminal.say("{}", line);
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
      .description =
          "Each run has another phrase. Nothing is remembered between runs: the clock "
          "and the number of the process say which phrase has its turn. Two runs one "
          "behind the other never show the same one, nor do two that are up to three "
          "seconds, a minute, an hour, or one to seven days apart, where 22 phrases or "
          "more fit what was asked for. Of two or three phrases of your own, the next "
          "day at the same time has another.\n"
          "\n"
          "With --cards, the phrases become a sheet of cards to print, cut along the "
          "dashes, and put where you will meet them: your own sentences first. An "
          "earlier sheet of the same name is replaced; no other file is.",
      .args =
          {
              value("-n,--number",
                    "N",
                    o.number,
                    "So many phrases, a line each (default: 1); or so many cards "
                    "(default: 8)"),
              value("-t,--theme", "ID", o.themes, "From this theme; may be given often")
                  .completes(Completes::theme),
              value("--tone", "TONE", o.tone, "How it is said").one_of(tone_names),
              flag("--mine", o.mine, "Only sentences of your own; see kindly keep"),
              value("--max-length", "N", o.max_length, "At most so many columns"),
              value("--seed", "N", o.seed, "The same number gives the same phrase"),
              value("--cards",
                    "FILE",
                    o.cards,
                    "Cards to print, as an HTML page; - for standard output")
                  .completes(Completes::file),
              value("--paper", "SIZE", o.paper, "Paper of the cards (default: a4)")
                  .one_of(paper_names),
          },
      .examples = {{"kindly cue", "One phrase, a new one each time."},
                   {"kindly cue --max-length 80 --tone wry",
                    "A short one with a dry smile."},
                   {"kindly cue --cards cards.html --paper letter",
                    "Eight cards on one sheet, your own sentences first."}},
      .run = [options](const World& world) { return run_cue(world, *options); },
  };
}

} // namespace kindly
