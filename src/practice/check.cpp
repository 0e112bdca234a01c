#include "practice/check.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace kindly {
namespace {

/// For each token whether it stands in quotation marks: somebody else's words.
std::vector<bool> quoted(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<bool> marks(tokens.size());
  std::size_t next = 0;
  bool is_open = false;
  std::size_t opened = 0;
  const auto close = [&](std::size_t end) {
    for (std::size_t i = 0; i < tokens.size(); ++i)
      if (tokens[i].begin >= opened && tokens[i].end <= end) marks[i] = true;
    is_open = false;
  };
  for (const Letter& letter : letters_of(text)) {
    while (next < tokens.size() && tokens[next].end <= letter.begin) ++next;
    const bool is_inside_word =
        next < tokens.size() && tokens[next].begin < letter.begin;
    if (is_inside_word) continue; // an apostrophe
    static constexpr std::u32string_view opens = U"\u201c\u201e\u00ab\u2018";
    static constexpr std::u32string_view closes = U"\u201d\u00bb\u2019";
    const bool is_straight = letter.code == U'"' || letter.code == U'\'';
    if (is_open &&
        (is_straight || closes.find(letter.code) != std::u32string_view::npos ||
         letter.code == U'\u201c')) {
      close(letter.begin);
    } else if (!is_open &&
               (is_straight || opens.find(letter.code) != std::u32string_view::npos)) {
      is_open = true;
      opened = letter.end;
    }
  }
  return marks;
}

bool starts_large(std::string_view text) {
  const std::vector<Letter> letters = letters_of(text.substr(0, 4));
  return !letters.empty() && letters[0].kind == Letter::Kind::upper;
}

/// What a place in the script is called among the features, in the order of Place.
/// A sentence alone has none.
constexpr std::array<std::string_view, 5> place_features = {
    "", "@first", "@early", "@late", "@last"};

/// Whether a comma, a stop or a dash stands between two words.
bool divides(std::string_view text, const Token& one, const Token& next) {
  const std::string_view gap = text.substr(one.end, next.begin - one.end);
  return gap.find_first_of(",;.!?()\n") != std::string_view::npos ||
         gap.find(" - ") != std::string_view::npos ||
         gap.find("\u2014") != std::string_view::npos ||
         gap.find("\u2013") != std::string_view::npos ||
         gap.find("\u2026") != std::string_view::npos;
}

void place(Against& against, std::string_view script) {
  for (const Letter& letter : letters_of(script.substr(0, against.begin))) {
    ++against.column;
    if (letter.code != U'\n') continue;
    ++against.line;
    against.column = 1;
  }
}

} // namespace

/// A sentence in tokens, and which are quoted or denied.
struct Checker::Reading {
  std::vector<Token> tokens;
  std::vector<bool> quoted;
  std::vector<bool> denied;
};

std::string_view what_helps(std::string_view part_or_kind) {
  static const std::map<std::string_view, std::string_view> advice = {
      {"address",
       "Speak to yourself by name, or by a term you would take from a friend."},
      {"mindfulness", "Say what hurts and why: \"It makes sense that …, because …\"."},
      {"humanity", "Say who else has been in a place like this."},
      {"kindness", "Add what a good friend would say, or do for you."},
      {"encouragement", "If you like, say what is still there after this."},
      {"accountability", "Name your part in a plain line, or one small next step."},
      {"attack", "this is the critic's voice; what would you say to a friend here?"},
      {"minimising", "this makes the hurt small; it may be as large as it is."},
      {"absolute",
       "one exception makes this untrue; \"often\" or \"this time\" holds."},
      {"promise", "nobody can know this; \"may\" or \"I hope\" is easier to believe."},
  };
  return advice.at(part_or_kind);
}

const FoundPart* Verdict::part(std::string_view name) const {
  const auto at = std::ranges::find(found, name, &FoundPart::part);
  return at == found.end() ? nullptr : &*at;
}

std::vector<std::string> Verdict::missing() const {
  std::vector<std::string> names;
  for (const std::string& name : script_parts)
    if (name != "encouragement" && part(name) == nullptr) names.push_back(name);
  return names;
}

Checker::Checker(const std::string& language, std::vector<std::string> names)
    : Checker(language, std::move(names), built_in_model(language, Subject::parts)) {
  if (!model_)
    throw Error(ExitCode::usage,
                fmt::format("kindly cannot read scripts in the language '{}'",
                            printable_line(language)),
                "`language` in the config names it.");
}

Checker::Checker(const std::string& language,
                 std::vector<std::string> names,
                 std::optional<Model> model)
    : reader_(language), names_(std::move(names)), model_(std::move(model)) {
  for (std::string& name : names_) name = fold(trimmed(name));
  std::erase(names_, "");
}

std::vector<Sentence> Checker::sentences(std::string_view script) const {
  return sentences_of(script, reader_.abbreviations());
}

Checker::Reading Checker::read(std::string_view sentence) const {
  Reading reading;
  reading.tokens = reader_.tokens(sentence, model_ ? &*model_ : nullptr);
  reading.quoted = quoted(sentence, reading.tokens);
  // "My critic says I'm lazy": what follows is the critic's, up to a `but`.
  for (const Run& run : reader_.heard("reports", reading.tokens))
    for (std::size_t i = run.last + 1;
         i < reading.tokens.size() &&
         !reader_.language().has("report_ends", reading.tokens[i].folded);
         ++i)
      reading.quoted[i] = true;
  reading.denied = reader_.negated(reading.tokens);
  return reading;
}

Place place_of(std::size_t i, std::size_t n) {
  if (n < 3) return Place::alone;
  if (i == 0) return Place::first;
  if (i + 1 == n) return Place::last;
  return 2 * i < n ? Place::early : Place::late;
}

bool is_place(std::string_view feature) {
  return !feature.empty() &&
         std::ranges::find(place_features, feature) != place_features.end();
}

std::vector<Feature> Checker::features(std::string_view sentence, Place place) const {
  const Reading reading = read(sentence);
  std::vector<Feature> features = reader_.features(reading.tokens);
  for (Feature& feature : features)
    if (reading.quoted[feature.first] && reading.quoted[feature.last])
      feature.name = "\"" + feature.name;
  for (const std::string& list : against_kinds)
    for (const Run& run : reader_.heard(list, reading.tokens)) {
      const bool is_said = !reading.quoted[run.first] && !reading.denied[run.first];
      features.push_back({(is_said ? "=" : "!=") + list, 1, run.first, run.last});
      break;
    }
  if (vocative(sentence) != Vocative::none) features.push_back({"=address", 1, 0, 0});
  if (place != Place::alone)
    features.push_back(
        {std::string(place_features.at(static_cast<std::size_t>(place))), 1, 0, 0});
  return features;
}

std::vector<double> Checker::scores(std::string_view sentence, Place place) const {
  std::vector<double> scores(model_->bias().begin(), model_->bias().end());
  for (const Feature& feature : features(sentence, place))
    for (const auto& [label, weight] : model_->weights(feature.name))
      scores[label] += weight * feature.value;
  return scores;
}

std::vector<double>
Checker::scores_of_script(std::span<const std::vector<double>> sentences) const {
  const std::size_t kindness = model_->label("kindness").value();
  const std::size_t attack = model_->label("attack").value();
  std::vector<double> all;
  for (std::size_t label = 0; label < model_->labels().size(); ++label) {
    const bool is_part =
        std::ranges::find(script_parts, model_->labels()[label]) != script_parts.end();
    double score = is_part ? 0 : -std::numeric_limits<double>::infinity();
    for (const std::vector<double>& sentence : sentences) {
      if (label == kindness && sentence[attack] > sentence[label]) continue;
      score = is_part ? score + std::log1p(std::exp(sentence[label]))
                      : std::max(score, sentence[label]);
    }
    all.push_back(score);
  }
  return all;
}

std::string Checker::likeliest_part(std::string_view sentence) const {
  if (!model_) return {};
  const std::vector<double> by_label = scores(sentence, Place::alone);
  std::string likeliest;
  double most = 0;
  for (const std::string& part : script_parts) {
    const auto label = model_->label(part);
    if (!label || part == "address") continue;
    if (!likeliest.empty() && by_label[*label] <= most) continue;
    likeliest = part;
    most = by_label[*label];
  }
  return likeliest;
}

/// What a word does in speaking to somebody, the surest last.
enum class Checker::Speaks { not_at_all, with_another, by_guess, gently, by_name };

std::vector<Checker::Speaks> Checker::speaks(std::string_view sentence,
                                             const std::vector<Token>& tokens) const {
  const Language& language = reader_.language();
  std::vector<Speaks> words(tokens.size(), Speaks::not_at_all);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (looks_like_name(sentence, tokens, i))
      words[i] = Speaks::by_guess;
    else if (language.has("greetings", tokens[i].folded))
      words[i] = Speaks::with_another;
  const auto mark = [&](const std::vector<Run>& runs, Speaks how) {
    for (const Run& run : runs)
      for (std::size_t i = run.first; i <= run.last; ++i) words[i] = how;
  };
  mark(runs_of(language.words("gentle"), tokens, reader_.stemmer()), Speaks::gently);
  for (const std::string& name : names_)
    mark(Cue(name, reader_.stemmer()).runs_in(tokens), Speaks::by_name);
  return words;
}

/// A vocative is a piece between commas or stops that holds a name or a gentle term,
/// and beside it only words such as `dear`.
Checker::Vocative Checker::vocative(std::string_view sentence) const {
  constexpr std::size_t longest = 4; // words
  const std::vector<Token> tokens = reader_.tokens(sentence, nullptr);
  const std::vector<bool> is_quoted = quoted(sentence, tokens);
  const std::vector<Speaks> words = speaks(sentence, tokens);
  Vocative found = Vocative::none;
  std::size_t guesses = 0;
  std::size_t pieces = 0;
  for (std::size_t first = 0, end = 0; first < tokens.size(); first = end) {
    end = first + 1;
    while (end < tokens.size() && !divides(sentence, tokens[end - 1], tokens[end]))
      ++end;
    ++pieces;
    const std::span piece(words.begin() + static_cast<std::ptrdiff_t>(first),
                          end - first);
    const auto [least, most] = std::ranges::minmax(piece);
    if (piece.size() > longest || is_quoted[first] || least == Speaks::not_at_all ||
        most == Speaks::with_another)
      continue;
    if (most == Speaks::by_name) return Vocative::known;
    found = Vocative::likely;
    guesses += most == Speaks::by_guess ? 1 : 0;
  }
  return guesses > 1 && guesses == pieces ? Vocative::none : found; // Berlin, Rome.
}

/// Inside of a sentence a capital letter is enough; at its beginning the word has to be
/// none that begins sentences.
bool Checker::looks_like_name(std::string_view sentence,
                              const std::vector<Token>& tokens,
                              std::size_t i) const {
  const Token& token = tokens[i];
  if (token.folded.size() < 2 || token.folded.find('\'') != std::string::npos ||
      reader_.language().has("openers", token.folded))
    return false;
  if (!starts_large(sentence.substr(token.begin, token.end - token.begin)))
    return false;
  if (i > 0 && tokens[i - 1].sentence == token.sentence) return true;
  const Language& language = reader_.language();
  for (const std::string_view list : {"small_words", "first_person", "feelings"})
    if (language.has(list, token.folded)) return false;
  return true;
}

/// Whether a part is likelier in a sentence than what works against the script.
bool Checker::outweighed(std::size_t against, const std::vector<double>& scores) const {
  return std::ranges::any_of(script_parts, [&](const std::string& part) {
    const auto label = model_->label(part);
    return label && part != "address" && scores[*label] > scores[against];
  });
}

void Checker::add_against(Verdict& verdict,
                          std::string_view script,
                          const Sentence& sentence,
                          const std::vector<double>& scores) const {
  const Reading reading = read(sentence.of(script));
  for (const std::string& kind : against_kinds) {
    const bool is_learnt = model_ && model_->label(kind);
    const std::size_t label = is_learnt ? model_->label(kind).value() : 0;
    if (is_learnt && scores[label] <= model_->threshold()[label]) continue;
    std::vector<Run> runs = reader_.heard(kind, reading.tokens);
    const bool is_on_list = !runs.empty();
    std::erase_if(runs, [&](const Run& run) {
      return reading.quoted[run.first] || reading.denied[run.first];
    });
    std::vector<Against> found;
    for (const Run& run : runs)
      found.push_back({.kind = kind,
                       .text = {},
                       .begin = sentence.begin + reading.tokens[run.first].begin,
                       .end = sentence.begin + reading.tokens[run.last].end});
    // No word of the list: the sentence as a whole, unless it does more good than harm.
    if (!is_on_list && is_learnt && !outweighed(label, scores))
      found.push_back(
          {.kind = kind, .text = {}, .begin = sentence.begin, .end = sentence.end});
    for (Against& against : found) {
      against.text = script.substr(against.begin, against.end - against.begin);
      place(against, script);
      verdict.against.push_back(std::move(against));
    }
  }
}

Verdict Checker::check(std::string_view script) const {
  Verdict verdict;
  const std::vector<Sentence> all = sentences(script);
  verdict.sentences = all.size();
  std::vector<std::vector<double>> by_sentence;
  by_sentence.reserve(all.size());
  std::optional<std::string> spoken_to;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string_view text = all[i].of(script);
    if (!spoken_to && vocative(text) != Vocative::none) spoken_to = text;
    by_sentence.push_back(model_ ? scores(text, place_of(i, all.size()))
                                 : std::vector<double>());
    add_against(verdict, script, all[i], by_sentence.back());
  }
  const std::vector<double> of_script =
      model_ ? scores_of_script(by_sentence) : std::vector<double>();
  for (const std::string& part : script_parts) {
    const auto label = model_ ? model_->label(part) : std::nullopt;
    if (part == "address" && spoken_to) {
      verdict.found.push_back({part, *spoken_to});
    } else if (label && !all.empty() &&
               of_script[*label] > model_->threshold()[*label]) {
      const auto best = std::ranges::max_element(
          by_sentence, {}, [&](const auto& scores) { return scores[*label]; });
      const auto which = static_cast<std::size_t>(best - by_sentence.begin());
      verdict.found.push_back({part, std::string(all[which].of(script))});
    }
  }
  std::ranges::stable_sort(verdict.against, {}, &Against::begin);
  return verdict;
}

} // namespace kindly
