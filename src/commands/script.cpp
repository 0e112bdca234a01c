#include "commands/script.hpp"

#include "base/text.hpp"
#include "commands/history.hpp"

#include <algorithm>
#include <iterator>

namespace kindly {
namespace {

/// A script answers one reason and one place: more themes would pull it apart, and so
/// would one that is hardly heard beside the other. A guess is not spoken to at all: an
/// answer to what was not said hurts more than one that would fit anybody.
std::vector<std::string> main_themes(const std::vector<Detected>& detected) {
  constexpr double loud_enough = 0.3; // of the first
  constexpr double sure_enough = 0.25;
  std::vector<std::string> themes;
  for (const std::string_view axis : {"critic", "life"}) {
    const auto first = std::ranges::find(detected, axis, &Detected::axis);
    if (first != detected.end() &&
        first->score >= std::max(sure_enough, loud_enough * detected.front().score))
      themes.push_back(first->id);
  }
  return themes;
}

/// A feeling that a thought names: a word for one, behind `feel` or its like.
std::string feeling_in(const Reader& reader, std::string_view thought) {
  const std::vector<Token> tokens = reader.tokens(thought, nullptr);
  const std::vector<bool> denied = reader.negated(tokens);
  const auto is_one_of = [&](std::string_view list, const Token& token) {
    const std::vector<std::string>& words = reader.language().words(list);
    return std::ranges::any_of(words, [&](const std::string& word) {
      return fold(word) == token.folded || word == token.bare;
    });
  };
  for (std::size_t i = 1; i < tokens.size(); ++i)
    if (!denied[i] && is_one_of("feelings", tokens[i]) &&
        is_one_of("feeling_leads", tokens[i - 1]))
      return decapitalised(
          thought.substr(tokens[i].begin, tokens[i].end - tokens[i].begin));
  return {};
}

/// The critic's lines; where there is one, its sentences.
std::vector<CriticLine> critic_lines(const Detector& detector,
                                     const std::string& thought,
                                     const std::vector<std::string>& wished) {
  std::vector<CriticLine> lines;
  const auto add = [&](std::string_view text) {
    if (trimmed(text).empty()) return;
    std::vector<std::string> themes =
        wished.empty() ? main_themes(detector.detect(text)) : wished;
    lines.push_back({std::string(trimmed(text)), std::move(themes)});
  };
  for (const std::string_view line : lines_of(thought)) add(line);
  if (lines.size() != 1) return lines;
  const std::string only = lines.front().text;
  lines.clear();
  for (const Sentence& sentence : sentences_of(only, detector.reader().abbreviations()))
    add(sentence.of(only));
  if (lines.empty()) add(only); // no letter and no digit in it
  return lines;
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

namespace {

/// A way of speaking to somebody, without the comma that stands behind it.
std::string as_address(std::string_view typed) {
  std::string address = on_one_line(typed);
  while (!address.empty() &&
         std::string_view(",;:!. ").find(address.back()) != std::string_view::npos)
    address.pop_back();
  return address;
}

/// Everything that an answer to one thought is made from.
class Preparation {
 public:
  Preparation(const World& world,
              const Library& packs,
              const std::string& thought,
              const ScriptWishes& wishes)
      : library(packs), detector(library, world.settings.language),
        wished(divided(wishes.themes)), history(history_of(world, library)) {
    answered.address = as_address(wishes.address.value_or(""));
    if (answered.address.empty()) answered.address = world.settings.spoken_to();
    answered.themes = detector.detect(thought);
    for (const std::string& theme : wished) (void)library.theme(theme);
    answered.answered = wished.empty() ? main_themes(answered.themes) : wished;
    const Tone usual = world.settings.tone.value_or(Tone::plain);
    const std::optional<Tone> better = world.settings.tone || wishes.is_fresh
                                           ? std::nullopt
                                           : history.relief.better_tone(usual);
    request = {.themes = answered.answered,
               .tone = wishes.tone.value_or(better.value_or(usual)),
               .language = world.settings.language,
               .address = answered.address,
               .name = world.settings.name,
               .feeling = wishes.feeling.empty()
                              ? feeling_in(detector.reader(), thought)
                              : wishes.feeling,
               .occasion = wishes.occasion,
               .sentences = wishes.sentences,
               .sixth = Role::kindness,
               .seed = world.seed,
               .thought = thought,
               .age = wishes.age,
               .recent = history.recent,
               .liking = {}};
    if (wishes.is_fresh) return;
    request.liking = [this](const Phrase& phrase) {
      return history.relief.liking(phrase);
    };
    request.sixth = history.relief.best_role(middle_roles).value_or(Role::kindness);
  }
  ~Preparation() = default;
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;

  const Library& library;
  const Detector detector;
  const std::vector<std::string> wished; ///< themes that were named
  const History history;
  AnsweredThought answered;
  ScriptRequest request;
};

} // namespace

AnsweredThought
answer(const World& world, const std::string& thought, const ScriptWishes& wishes) {
  const Library library = world.library();
  Preparation made(world, library, thought, wishes);
  AnsweredThought& answered = made.answered;
  if (wishes.is_dialogue) {
    answered.turns = compose_dialogue(
        library, made.request, critic_lines(made.detector, thought, made.wished));
    for (const DialogueTurn& turn : answered.turns)
      std::ranges::copy(turn.friend_says, std::back_inserter(answered.lines));
  } else {
    answered.lines = compose(library, made.request);
  }
  if (answered.lines.empty()) refuse_language(world.settings.language);
  return std::move(answered);
}

std::vector<ScriptLine> suggest(const World& world,
                                const Library& library,
                                const std::string& thought,
                                const ScriptWishes& wishes,
                                std::span<const Role> roles) {
  const Preparation made(world, library, thought, wishes);
  return suggestions(library, made.request, roles);
}

std::vector<Section> sections_of(const AnsweredThought& answered,
                                 const ScriptWishes& wishes) {
  const auto add =
      [](std::string& text, std::string_view more, std::string_view between) {
        if (!text.empty()) text += between;
        text += more;
      };
  std::string kind;
  std::string humanity;
  std::string forward;
  for (const DialogueTurn& turn : answered.turns) {
    add(kind, "> " + turn.critic, "\n\n");
    std::string says;
    for (const ScriptLine& line : turn.friend_says) add(says, line.text, " ");
    add(kind, says, "\n\n");
  }
  if (answered.turns.empty())
    for (const ScriptLine& line : answered.lines) {
      const bool is_one_text = wishes.age.has_value();
      const bool is_kind =
          is_one_text || line.role == Role::mindfulness || line.role == Role::kindness;
      std::string& part = is_kind                       ? kind
                          : line.role == Role::humanity ? humanity
                                                        : forward;
      add(part, line.text, " ");
    }
  return {{std::string(headings::kind), kind},
          {std::string(headings::humanity), humanity},
          {std::string(headings::forward), forward}};
}

} // namespace kindly
