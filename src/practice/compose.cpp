#include "practice/compose.hpp"

#include "base/chance.hpp"
#include "base/text.hpp"
#include "practice/check.hpp"
#include "words/letters.hpp"
#include "words/lint.hpp"
#include "words/reading.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

namespace kindly {
namespace {

/// So many scripts are tried before one is taken that `check` has a word against.
constexpr int tries = 12;
/// The first sentence takes up the thought's theme; of ten others about so many do.
constexpr std::size_t of_themes_in_ten = 8;
/// What names the feeling, or is the person's own, is so much likelier.
constexpr double favour = 4;
/// Sentences of one script have less in common than two phrases of the library may.
constexpr double alike_in_a_script = 0.25;
/// So many of a person's own sentences stand in one script at most.
constexpr std::size_t most_of_mine = 2;
/// A longer thought is not quoted, in bytes.
constexpr std::size_t longest_quote = 70;

/// The parts of a script of so many sentences. Encouragement is the first that a short
/// one does without: the three parts of self-compassion and the step stay (Neff; and
/// mindfulness and humanity did more than kindness alone in Dreisoerner 2020).
std::vector<Role> parts(const ScriptRequest& request) {
  using enum Role;
  std::vector<Role> roles = {
      mindfulness, humanity, kindness, encouragement, accountability};
  if (request.sentences <= 4) std::erase(roles, encouragement);
  if (request.sentences >= 6)
    roles.insert(std::ranges::find(roles, request.sixth), request.sixth);
  return roles;
}

/// The parts of a dialogue with so many of the critic's lines: at least one answer to
/// each, and the step at the end.
std::vector<Role> parts_of_dialogue(const ScriptRequest& request, std::size_t lines) {
  std::vector<Role> roles = parts(request);
  for (std::size_t i = 0; roles.size() < lines; ++i)
    roles.insert(roles.end() - 1, middle_roles[i % middle_roles.size()]);
  return roles;
}

std::string opening(std::string_view text) {
  std::string words;
  for (const Word& word : words_of(text)) {
    words += word.folded + ' ';
    if (std::ranges::count(words, ' ') == 2) break;
  }
  return words;
}

/// The thought as it can stand inside of a sentence; empty where it cannot.
std::string quotable(std::string_view thought) {
  std::string_view line = trimmed(thought);
  if (line.find('\n') != std::string_view::npos || line.size() > longest_quote ||
      line.find_first_of("\"{}") != std::string_view::npos ||
      line.find("\u201c") != std::string_view::npos)
    return {};
  while (line.ends_with('.') || line.ends_with(',')) line.remove_suffix(1);
  return printable_line(line);
}

/// A number as a word, where the language has words for small ones.
std::string in_words(int number, const Language& language) {
  const std::vector<std::string>& words = language.words("numbers");
  const auto at = static_cast<std::size_t>(number);
  return at < words.size() ? words[at] : fmt::format("{}", number);
}

/// Everything that phrases are chosen from.
struct Choice {
  const Phrase* phrase;
  bool is_of_theme; ///< rather than for anything
};

/// Picks a script's phrases one after the other.
class Composer {
 public:
  Composer(const Library& library,
           const ScriptRequest& request,
           const Reader& reader,
           std::uint64_t seed)
      : library_(library), request_(request), reader_(reader), chance_(seed) {
    if (request_.age) letters_ = letters_in(request_.language);
  }

  /// A sentence to choose among others, as it stands by itself; another each time.
  /// The person's own sentences come first.
  std::optional<ScriptLine> offer(Role role) {
    std::vector<Choice> own = candidates(role, request_.themes);
    std::erase_if(own,
                  [](const Choice& choice) { return choice.phrase->theme != mine; });
    const Phrase* const phrase =
        own.empty() ? pick(role, request_.themes) : chosen(std::move(own));
    if (phrase == nullptr) return std::nullopt;
    if (phrase->theme == mine) ++of_mine_;
    used_.push_back({phrase, content_of_phrase(*phrase)});
    return ScriptLine{whole(*phrase), role, phrase->tone, phrase->theme, phrase->ships};
  }

  /// One more sentence; nothing where no phrase fits.
  std::optional<ScriptLine> say(Role role, const std::vector<std::string>& themes) {
    const Phrase* const phrase = pick(role, themes);
    if (phrase == nullptr) return std::nullopt;
    used_.push_back({phrase, content_of_phrase(*phrase)});
    if (phrase->theme == mine) ++of_mine_;
    bool speaks = speaks_to(*phrase);
    std::string text = whole(*phrase);
    if (used_.size() == 1 && request_.age) {
      text = salutation() + going_on(text);
      speaks = true;
    } else if (used_.size() == 1 && !speaks) {
      text = capitalised(request_.address) + ", " + going_on(text);
      speaks = true;
    }
    addressed_ = speaks;
    return ScriptLine{
        std::move(text), role, phrase->tone, phrase->theme, phrase->ships};
  }

 private:
  struct Used {
    const Phrase* phrase;
    std::vector<std::string> content;
  };

  [[nodiscard]] std::string salutation() const {
    const std::vector<std::string>& known = reader_.language().words("salutations");
    Phrase phrase;
    phrase.text = known.empty() ? "{address}" : known.front();
    return filled(phrase, request_) + ", ";
  }

  /// What a phrase says; a long dialogue asks often.
  [[nodiscard]] const std::vector<std::string>&
  content_of_phrase(const Phrase& phrase) const {
    const auto [at, is_new] = contents_.try_emplace(&phrase);
    if (is_new) at->second = content_of(phrase.text, reader_);
    return at->second;
  }

  /// Whether a sentence of one's own begins by speaking to somebody: "Sam, …".
  [[nodiscard]] static bool begins_with_name(const Phrase& phrase) {
    constexpr std::size_t longest = 3; // words before the comma: "my dear friend,"
    const std::string_view text = phrase.text;
    return phrase.theme == mine &&
           words_of(text.substr(0, text.find(','))).size() <= longest &&
           text.find(',') != std::string_view::npos;
  }

  [[nodiscard]] static bool speaks_to(const Phrase& phrase) {
    return phrase.has("{address}") || phrase.has("{name}") || begins_with_name(phrase);
  }

  /// A sentence that goes on behind a comma. Where all nouns have a capital letter,
  /// only words that are surely none lose it.
  [[nodiscard]] std::string going_on(const std::string& text) const {
    const Language& language = reader_.language();
    const std::vector<Word> words = words_of(text);
    const bool may_be_noun = language.words("name_marks").empty() &&
                             !language.words("small_words").empty() && !words.empty() &&
                             !language.has("small_words", words.front().folded);
    return may_be_noun ? text : decapitalised(text);
  }

  /// A phrase filled in; a letter's with the age and the thought.
  [[nodiscard]] std::string whole(const Phrase& phrase) const {
    Phrase with = phrase;
    const auto fill = [&](std::string_view placeholder, const std::string& value) {
      if (const std::size_t at = with.text.find(placeholder); at != std::string::npos)
        with.text.replace(at, placeholder.size(), value);
    };
    std::string text = filled(with, request_);
    if (!request_.age) return text;
    with.text = std::move(text); // the person's own words last: they may hold braces
    fill("{age}", in_words(*request_.age, reader_.language()));
    fill("{thought}", quotable(request_.thought));
    return capitalised(with.text);
  }

  const Phrase* pick(Role role, const std::vector<std::string>& themes) {
    // One tone makes it one letter by one person. What was said lately is better than
    // nothing, and so is another tone.
    for (const bool any_tone : {false, true})
      for (const bool any_time : {false, true}) {
        std::vector<Choice> choices;
        for (const Choice& choice : candidates(role, themes))
          if ((any_tone || choice.phrase->tone == request_.tone) &&
              (any_time || !request_.recent.contains(choice.phrase->text)))
            choices.push_back(choice);
        if (!choices.empty()) return chosen(choices);
      }
    return nullptr;
  }

  [[nodiscard]] std::vector<Choice>
  candidates(Role role, const std::vector<std::string>& themes) const {
    std::vector<Choice> found;
    const auto is_wanted = [&](const std::string& id) {
      return std::ranges::find(themes, id) != themes.end();
    };
    for (const LetterPhrase& letter : letters_) {
      const bool is_for_age =
          *request_.age >= letter.youngest && *request_.age <= letter.oldest;
      const bool is_for_theme =
          letter.themes.empty() || std::ranges::any_of(letter.themes, is_wanted);
      const bool quotes = letter.phrase.has("{thought}");
      if (is_for_age && is_for_theme && letter.phrase.role == role &&
          fits(letter.phrase) && !(quotes && quotable(request_.thought).empty()))
        found.push_back({&letter.phrase, quotes || !letter.themes.empty()});
    }
    if (request_.age) return found;
    for (const Pack& pack : library_.packs()) {
      const bool is_mine = pack.id == mine && of_mine_ < most_of_mine;
      if (pack.language != request_.language ||
          !(is_wanted(pack.id) || pack.id == everyday || is_mine))
        continue;
      for (const Phrase& phrase : pack.phrases)
        if (phrase.role == role && fits(phrase) && !(is_mine && speaks_of_me(phrase)))
          found.push_back({&phrase, pack.id != everyday});
    }
    return found;
  }

  /// A sentence in the first person would break a letter that speaks to `you`.
  [[nodiscard]] bool speaks_of_me(const Phrase& phrase) const {
    return std::ranges::any_of(words_of(phrase.text), [&](const Word& word) {
      return reader_.language().has("first_person", word.folded);
    });
  }

  /// A moment that nobody named may be any but planned practice: "a small thing" would
  /// make a setback small.
  [[nodiscard]] bool suits_occasion(const Phrase& phrase) const {
    if (phrase.occasions.empty()) return true;
    if (request_.occasion.empty())
      return std::ranges::any_of(phrase.occasions,
                                 [](const std::string& one) { return one != "calm"; });
    return std::ranges::find(phrase.occasions, request_.occasion) !=
           phrase.occasions.end();
  }

  [[nodiscard]] bool fits(const Phrase& phrase) const {
    if (phrase.has("{feeling}") && request_.feeling.empty()) return false;
    if (speaks_to(phrase) && addressed_) return false; // no address twice in a row
    // "A friend would understand, friend": the word stands there already.
    if (speaks_to(phrase) && !begins_with_name(phrase) &&
        (" " + fold(phrase.text)).find(" " + fold(request_.address)) !=
            std::string::npos)
      return false;
    if (!suits_occasion(phrase)) return false;
    if (used_.empty()) return true;
    const std::vector<std::string>& content = content_of_phrase(phrase);
    return std::ranges::none_of(used_, [&](const Used& used) {
      return used.phrase == &phrase ||
             opening(used.phrase->text) == opening(phrase.text) ||
             likeness(used.content, content) >= alike_in_a_script;
    });
  }

  /// Leaves only those that `is_wanted`, where there are some.
  template <class Wanted>
  static void prefer(std::vector<Choice>& choices, Wanted is_wanted) {
    std::vector<Choice> wanted;
    std::ranges::copy_if(choices, std::back_inserter(wanted), is_wanted);
    if (!wanted.empty()) choices = std::move(wanted);
  }

  /// From the thought's themes mostly, and then by chance, in favour of what names the
  /// feeling, of a person's own sentences, and of what went with relief before.
  const Phrase* chosen(std::vector<Choice> choices) {
    const bool wants_theme = used_.empty() || chance_.below(10) < of_themes_in_ten;
    // A feeling that was named is taken up at once.
    if (used_.empty() && !request_.feeling.empty())
      prefer(choices,
             [](const Choice& choice) { return choice.phrase->has("{feeling}"); });
    if (wants_theme && !request_.occasion.empty())
      prefer(choices,
             [](const Choice& choice) { return !choice.phrase->occasions.empty(); });
    prefer(choices,
           [&](const Choice& choice) { return choice.is_of_theme == wants_theme; });
    std::vector<double> weights; // each added to those before
    double sum = 0;
    for (const Choice& choice : choices) {
      double weight = request_.liking ? request_.liking(*choice.phrase) : 1;
      if (choice.phrase->theme == mine) weight *= favour;
      if (choice.phrase->has("{feeling}")) weight *= favour;
      weights.push_back(sum += weight);
    }
    constexpr std::size_t grains = 1'000'000;
    const double drawn =
        sum * static_cast<double>(chance_.below(grains)) / static_cast<double>(grains);
    const auto at = std::ranges::upper_bound(weights, drawn) - weights.begin();
    return choices[std::min(static_cast<std::size_t>(at), choices.size() - 1)].phrase;
  }

  const Library& library_;
  const ScriptRequest& request_;
  const Reader& reader_;
  Chance chance_;
  std::vector<LetterPhrase> letters_;
  mutable std::map<const Phrase*, std::vector<std::string>> contents_;
  std::vector<Used> used_;
  std::size_t of_mine_ = 0;
  bool addressed_ = false; ///< the sentence before spoke to the person
};

/// Whether a script has all parts and nothing against it; a language that `check` does
/// not read is taken as it is.
class Judge {
 public:
  explicit Judge(const ScriptRequest& request)
      : model_(built_in_model(request.language, Subject::parts)) {
    if (model_)
      checker_.emplace(request.language,
                       std::vector{request.address, request.name},
                       std::move(model_));
  }

  [[nodiscard]] bool accepts(const std::vector<ScriptLine>& lines) const {
    if (!checker_) return true;
    std::string script;
    for (const ScriptLine& line : lines) script += line.text + "\n";
    const Verdict verdict = checker_->check(script);
    std::vector<std::string> missing = verdict.missing();
    std::erase_if(missing, [&](const std::string& part) {
      return std::ranges::any_of(lines, [&](const ScriptLine& line) {
        return !line.ships && name_of(line.role) == part;
      });
    });
    return missing.empty() && verdict.against.empty();
  }

 private:
  std::optional<Model> model_;
  std::optional<Checker> checker_;
};

/// The first of some tries that `check` accepts, else the first.
template <class Try>
auto best_of(const ScriptRequest& request, Try attempt) {
  const Judge judge(request);
  Chance seeds(request.seed);
  auto [first, lines] = attempt(seeds.next());
  for (int i = 1; i < tries && !judge.accepts(lines); ++i) {
    auto [made, said] = attempt(seeds.next());
    if (judge.accepts(said)) return made;
  }
  return first;
}

} // namespace

std::string filled(const Phrase& phrase, const ScriptRequest& request) {
  const std::string& name = request.name.empty() ? request.address : request.name;
  const std::array<std::pair<std::string_view, std::string_view>, 3> values = {
      std::pair<std::string_view, std::string_view>("{address}", request.address),
      {"{name}", name},
      {"{feeling}", request.feeling}};
  std::string text;
  std::string_view rest = phrase.text; // once through: a name may hold braces too
  while (!rest.empty()) {
    const auto placeholder = std::ranges::find_if(
        values, [&](const auto& value) { return rest.starts_with(value.first); });
    const bool is_letter = placeholder == values.end();
    text += is_letter ? rest.substr(0, 1) : placeholder->second;
    rest.remove_prefix(is_letter ? 1 : placeholder->first.size());
  }
  return capitalised(text);
}

std::vector<ScriptLine> compose(const Library& library, const ScriptRequest& request) {
  const Reader reader(request.language);
  return best_of(request, [&](std::uint64_t seed) {
    Composer composer(library, request, reader, seed);
    std::vector<ScriptLine> lines;
    for (const Role role : parts(request))
      if (auto line = composer.say(role, request.themes))
        lines.push_back(*std::move(line));
    return std::pair(lines, lines);
  });
}

std::vector<ScriptLine> suggestions(const Library& library,
                                    const ScriptRequest& request,
                                    std::span<const Role> roles) {
  const Reader reader(request.language);
  Composer composer(library, request, reader, request.seed);
  std::vector<ScriptLine> lines;
  for (const Role role : roles)
    if (auto line = composer.offer(role)) lines.push_back(*std::move(line));
  return lines;
}

std::vector<DialogueTurn> compose_dialogue(const Library& library,
                                           const ScriptRequest& request,
                                           const std::vector<CriticLine>& critic) {
  const Reader reader(request.language);
  return best_of(request, [&](std::uint64_t seed) {
    Composer composer(library, request, reader, seed);
    std::vector<DialogueTurn> turns;
    std::vector<ScriptLine> said;
    const std::vector<Role> roles = parts_of_dialogue(request, critic.size());
    for (std::size_t i = 0; i < critic.size(); ++i) {
      DialogueTurn turn{critic[i].text, {}};
      const std::size_t end = (i + 1) * roles.size() / critic.size();
      for (std::size_t role = i * roles.size() / critic.size(); role < end; ++role)
        if (auto line = composer.say(roles[role], critic[i].themes)) {
          said.push_back(*line);
          turn.friend_says.push_back(*std::move(line));
        }
      turns.push_back(std::move(turn));
    }
    return std::pair(turns, said);
  });
}

} // namespace kindly
