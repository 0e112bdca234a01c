#include "words/lint.hpp"

#include "base/text.hpp"
#include "words/reading.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace kindly {
namespace {

constexpr std::size_t fewest_words = 7;
constexpr std::size_t most_words = 24;
constexpr double highest_grade = 8;
/// One short sentence is a small sample: a long word lifts it by two grades.
constexpr double grade_of_one = 3;

/// Whatever stands in the place of a placeholder while a phrase is read.
std::string without_placeholders(std::string text) {
  for (const std::string_view name : {"{address}", "{name}"})
    for (std::size_t at = text.find(name); at != std::string::npos;
         at = text.find(name))
      text.replace(at, name.size(), "Sam");
  for (std::size_t at = text.find("{feeling}"); at != std::string::npos;
       at = text.find("{feeling}"))
    text.replace(at, 9, "sad");
  return text;
}

std::size_t syllables_of(std::string_view word) {
  std::size_t count = 0;
  bool was_vowel = false;
  for (const char c : word) {
    const bool is_vowel = std::string_view("aeiouy").find(c) != std::string_view::npos;
    count += is_vowel && !was_vowel ? 1 : 0;
    was_vowel = is_vowel;
  }
  const bool is_silent = word.ends_with('e') && !word.ends_with("le") && count > 1;
  const bool is_ending = word.ends_with("ed") && !word.ends_with("ted") &&
                         !word.ends_with("ded") && count > 1;
  return std::max<std::size_t>(1, count - (is_silent || is_ending ? 1 : 0));
}

struct Wording {
  std::string_view list;
  std::string_view what; ///< what is said of the words
};

constexpr std::array<Wording, 6> wordings = {
    Wording{"minimising", "makes the hurt small"},
    Wording{"absolute", "claims without an exception"},
    Wording{"promise", "promises what cannot be known"},
    Wording{"attack", "is the critic's own word"},
    Wording{"duty", "commands; offer instead"},
    Wording{"jargon", "is jargon"}};

class Linter {
 public:
  Linter(const PackReading& reading, const Library& library)
      : reading_(reading), library_(library), reader_(reading.pack.language) {}

  std::vector<PackProblem> problems() {
    for (std::size_t i = 0; i < reading_.pack.phrases.size(); ++i) phrase(i);
    likenesses();
    coverage();
    cues();
    std::ranges::stable_sort(
        found_, [](const PackProblem& one, const PackProblem& other) {
          return std::pair(one.line, one.column) < std::pair(other.line, other.column);
        });
    return std::move(found_);
  }

 private:
  /// A problem at byte `offset` of a text that begins, with its quote, at `place`.
  void wrong(const PackPlace& place,
             std::string_view text,
             std::size_t offset,
             std::string what) {
    const std::size_t letters = letters_of(text.substr(0, offset)).size();
    found_.push_back({place.line, place.column + 1 + letters, std::move(what)});
  }

  void phrase(std::size_t i) {
    const std::string& text = reading_.pack.phrases[i].text;
    const PackPlace& place = reading_.phrase_places[i];
    const std::vector<Token> tokens = reader_.tokens(text, nullptr);
    for (const auto& [list, what] : wordings)
      for (const Run& run : reader_.heard(list, tokens)) {
        const std::size_t begin = tokens[run.first].begin;
        wrong(place,
              text,
              begin,
              fmt::format(
                  "'{}' {}", text.substr(begin, tokens[run.last].end - begin), what));
      }
    // One's own sentences may be as short, as long and as loud as they are.
    const bool is_own = reading_.pack.id == mine;
    if (!is_own && (tokens.size() < fewest_words || tokens.size() > most_words))
      wrong(place,
            text,
            0,
            fmt::format("a phrase has {} to {} words, not {}",
                        fewest_words,
                        most_words,
                        tokens.size()));
    if (!is_own && !text.ends_with('.'))
      wrong(place, text, text.size(), "a phrase ends with a full stop");
    const std::size_t loud = text.find_first_of("!?\"");
    if (!is_own && loud != std::string::npos)
      wrong(
          place, text, loud, "a phrase is said quietly: no '!', '?' or quotation mark");
    vocative(place, text);
    if (reading_.pack.language == "en" && !is_own) {
      const double grade = reading_grade(without_placeholders(text));
      grades_ += grade;
      if (grade > highest_grade + grade_of_one)
        wrong(place,
              text,
              0,
              fmt::format(
                  "reads like school grade {:.0f}; shorter words or sentences help",
                  grade));
    }
  }

  void vocative(const PackPlace& place, const std::string& text) {
    constexpr std::string_view address = "{address}";
    const std::size_t at = text.find(address);
    if (at == std::string::npos) return;
    const bool is_divided_before =
        at == 0 || (at >= 2 && text.substr(at - 2, 2) == ", ");
    const std::size_t end = at + address.size();
    const bool is_divided_after =
        end < text.size() && (text[end] == ',' || text[end] == '.');
    if (!is_divided_before || !is_divided_after)
      wrong(place, text, at, "{address} stands between commas");
    if (text.find(address, end) != std::string::npos)
      wrong(place, text, text.find(address, end), "{address} is said once in a phrase");
  }

  void coverage() {
    const Pack& pack = reading_.pack;
    if (pack.language == "en" && !pack.phrases.empty()) {
      const double grade = grades_ / static_cast<double>(pack.phrases.size());
      if (grade > highest_grade)
        found_.push_back({1, 1, fmt::format("reads like school grade {:.1f}", grade)});
    }
    // A pack that extends another has its parts there.
    const bool extends_another =
        std::ranges::any_of(library_.packs(), [&](const Pack& other) {
          return other.id == pack.id && other.language == pack.language &&
                 other.phrases.size() > pack.phrases.size();
        });
    if (pack.id == mine || extends_another) return;
    for (std::size_t role = 0; role < role_names.size(); ++role) {
      std::set<Tone> tones;
      for (const Phrase& phrase : pack.phrases)
        if (phrase.role == static_cast<Role>(role)) tones.insert(phrase.tone);
      if (tones.size() < 2)
        found_.push_back({1,
                          1,
                          fmt::format("{} has {}; two tones let a script keep one",
                                      role_names[role],
                                      tones.empty() ? "no phrase" : "one tone")});
    }
  }

  void likenesses() {
    struct Known {
      std::vector<std::string> content;
      std::string where;
    };
    std::vector<Known> known;
    for (const Pack& pack : library_.packs())
      if (pack.id != reading_.pack.id && pack.language == reading_.pack.language)
        for (const Phrase& phrase : pack.phrases)
          known.push_back({content_of(phrase.text, reader_),
                           fmt::format("'{}' in {}", phrase.text, pack.id)});
    std::map<std::string, std::size_t> openings;
    for (std::size_t i = 0; i < reading_.pack.phrases.size(); ++i) {
      const std::string& text = reading_.pack.phrases[i].text;
      const PackPlace& place = reading_.phrase_places[i];
      std::vector<std::string> content = content_of(text, reader_);
      for (const Known& other : known)
        if (likeness(content, other.content) >= too_alike) {
          wrong(place, text, 0, fmt::format("says nearly the same as {}", other.where));
          break;
        }
      known.push_back({std::move(content), fmt::format("line {}", place.line)});
      opening(i, openings);
    }
  }

  void opening(std::size_t i, std::map<std::string, std::size_t>& openings) {
    constexpr std::size_t words_alike = 3;
    if (reading_.pack.id == mine) return;
    const std::string& text = reading_.pack.phrases[i].text;
    std::string words;
    const std::vector<Word> all = words_of(text);
    for (std::size_t word = 0; word < std::min(words_alike, all.size()); ++word)
      words += all[word].folded + ' ';
    const auto [other, is_new] =
        openings.try_emplace(words, reading_.phrase_places[i].line);
    if (!is_new)
      wrong(reading_.phrase_places[i],
            text,
            0,
            fmt::format("begins with the same {} words as line {}",
                        words_alike,
                        other->second));
  }

  /// A cue, as what it hears and as what may be heard.
  struct Heard {
    Cue cue;
    std::vector<Token> tokens;

    /// Whether a text that is this cue would sound like the other one.
    [[nodiscard]] bool is_heard_by(const Heard& other) const {
      const std::vector<Run> runs = other.cue.runs_in(tokens);
      return !tokens.empty() &&
             std::ranges::find(runs, Run{0, tokens.size() - 1}) != runs.end();
    }
  };

  [[nodiscard]] Heard heard(const std::string& cue) const {
    return {Cue(cue, reader_.stemmer()), tokens_of(cue, reader_.stemmer())};
  }

  void cues() {
    const Pack& pack = reading_.pack;
    std::vector<Heard> own;
    for (const std::string& cue : pack.cues) own.push_back(heard(cue));
    for (const Pack& other : library_.packs()) {
      if (other.id == pack.id || other.axis != pack.axis ||
          other.language != pack.language)
        continue;
      for (const std::string& cue : other.cues) {
        const Heard there = heard(cue);
        for (std::size_t i = 0; i < own.size(); ++i)
          if (own[i].is_heard_by(there) || there.is_heard_by(own[i]))
            wrong(
                reading_.cue_places[i],
                pack.cues[i],
                0,
                fmt::format("the cue '{}' is heard by {} too{}",
                            pack.cues[i],
                            other.id,
                            cue == pack.cues[i] ? "" : fmt::format(", as '{}'", cue)));
      }
    }
  }

  const PackReading& reading_;
  const Library& library_;
  Reader reader_;
  double grades_ = 0;
  std::vector<PackProblem> found_;
};

} // namespace

double reading_grade(std::string_view text, std::size_t sentences) {
  double words = 0;
  double syllables = 0;
  for (const Word& word : words_of(text)) {
    ++words;
    syllables += static_cast<double>(syllables_of(word.folded));
  }
  if (words == 0) return 0;
  return 0.39 * words / static_cast<double>(sentences) + 11.8 * syllables / words -
         15.59;
}

std::vector<std::string> content_of(std::string_view phrase, const Reader& reader) {
  std::set<std::string> stems;
  const std::vector<Token> tokens = reader.tokens(phrase, nullptr);
  for (const Token& token : tokens)
    if (!reader.language().has("small_words", token.bare)) stems.insert(token.stem);
  if (stems.empty()) // nothing but small words: they are what it says
    for (const Token& token : tokens) stems.insert(token.stem);
  return {stems.begin(), stems.end()};
}

double likeness(const std::vector<std::string>& one,
                const std::vector<std::string>& other) {
  if (one.empty() || other.empty()) return 0;
  std::vector<std::string> both;
  std::ranges::set_intersection(one, other, std::back_inserter(both));
  const auto shared = static_cast<double>(both.size());
  return shared / (static_cast<double>(one.size() + other.size()) - shared);
}

std::vector<PackProblem> lint(const PackReading& reading, const Library& library) {
  return Linter(reading, library).problems();
}

} // namespace kindly
