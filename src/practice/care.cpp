#include "practice/care.hpp"

#include "base/text.hpp"
#include "words/cue.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace kindly {
namespace {

constexpr std::string_view clause_list = "speaks_";

/// A clause that the patterns hear says more than a word.
constexpr float weight_of_clause = 2;

constexpr std::size_t piece_size = 4; // bytes of a word, with its edges

/// From so many letters on a word may have one mistake, or two, and is still itself.
/// Shorter words have too many neighbours; theirs are listed.
constexpr std::size_t one_mistake_from = 5;
constexpr std::size_t two_mistakes_from = 8;

/// Letters of three and more are typed for feeling: dieee, killlll. How many of them
/// the word has is anybody's guess: one or two are left.
std::string squeezed(const std::string& word, std::size_t left) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const std::size_t end = std::min(word.find_first_not_of(word[i], i), word.size());
    out.append(end - i > 2 ? left : end - i, word[i]);
    i = end;
  }
  return out;
}

/// Whether one word is the other with two neighbouring letters swapped.
bool is_swapped(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  const auto [first, second] = std::ranges::mismatch(one, other);
  if (std::distance(first, one.end()) < 2) return false;
  return first[0] == second[1] && first[1] == second[0] &&
         std::equal(first + 2, one.end(), second + 2);
}

/// Whether `typed` may be `word` with mistakes: the first letter is seldom wrong.
bool may_mean(std::string_view typed, std::string_view word) {
  if (word.size() < one_mistake_from || typed.front() != word.front()) return false;
  const std::size_t most = word.size() >= two_mistakes_from ? 2 : 1;
  if (typed.size() + most < word.size() || word.size() + most < typed.size())
    return false;
  return edit_distance(typed, word) <= most;
}

/// Lines that an editor wrapped are one: a line that begins small goes on.
std::string unwrapped(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i + 1 < out.size(); ++i)
    if (out[i] == '\n' && out[i + 1] >= 'a' && out[i + 1] <= 'z') out[i] = ' ';
  return out;
}

} // namespace

/// One text as the patterns of a listener meet it.
class CareReading {
 public:
  using Ends = std::vector<std::size_t>;

  CareReading(const CareListener& listener, std::string_view text)
      : listener_(listener), text_(unwrapped(text)),
        tokens_(tokens_of(text_, listener.stemmer_)),
        known_ends_(listener.lists_.size()) {
    std::map<std::string, std::vector<std::size_t>> read; // a page says a word often
    for (const Token& token : tokens_) {
      const auto [found, is_new] = read.try_emplace(token.bare);
      if (is_new) found->second = listener.meanings(token.bare, token.stem);
      meanings_.push_back(found->second);
    }
    for (auto& ends : known_ends_) ends.resize(tokens_.size());
  }

  /// The clauses that count, in the order of the text.
  [[nodiscard]] std::vector<CareHeard> clauses() {
    const std::vector<Run> shields = runs_of("shields");
    const std::vector<Run> nots = runs_of("not");
    const std::vector<Run> frames = runs_of("frames");
    const std::vector<Run> frame_ends = runs_of("frame_ends");
    std::vector<CareHeard> clauses;
    for (const auto& [name, index] : listener_.list_names_) {
      if (!name.starts_with(clause_list)) continue;
      const std::string kind = name.substr(clause_list.size());
      const std::vector<Run> own_frames = runs_of("frames_" + kind);
      for (const Run& run : runs_of(name)) {
        if (overlaps(run, nots) && !overlaps(run, shields)) continue;
        if (is_framed(run, own_frames)) continue;
        if (is_framed(run, frames) && !is_framed(run, frame_ends)) continue;
        clauses.push_back({kind, tokens_[run.first].begin, tokens_[run.last].end});
      }
    }
    std::ranges::stable_sort(clauses, {}, &CareHeard::begin);
    return clauses;
  }

  /// The sentences, each with the first clause in it as one more feature.
  [[nodiscard]] std::vector<CareWindow> windows() {
    const std::vector<CareHeard> heard = clauses();
    std::vector<CareWindow> windows;
    auto clause = heard.begin();
    for (std::size_t first = 0; first < tokens_.size();) {
      std::size_t end = first;
      while (end < tokens_.size() && tokens_[end].sentence == tokens_[first].sentence)
        ++end;
      CareWindow& window = windows.emplace_back(
          CareWindow{features_of(first, end),
                     CareHeard{"learnt", tokens_[first].begin, tokens_[end - 1].end}});
      const auto is_here = [&] {
        return clause != heard.end() && clause->begin < tokens_[end - 1].end;
      };
      if (is_here()) {
        window.words = *clause;
        window.features.push_back({"@heard", weight_of_clause});
        window.features.push_back({"@heard_" + clause->clause, weight_of_clause});
      }
      while (is_here()) ++clause;
      first = end;
    }
    return windows;
  }

 private:
  /// Words, pieces of words, pairs, triples, and pairs around a word, of the tokens
  /// [first, end): the small words between are what tells a wish from an idiom.
  [[nodiscard]] std::vector<Feature> features_of(std::size_t first,
                                                 std::size_t end) const {
    std::vector<Feature> features;
    std::set<std::string> seen;
    const auto add = [&](std::string name, float value) {
      if (seen.insert(name).second) features.push_back({std::move(name), value});
    };
    std::vector<std::string_view> words = {"^"};
    for (std::size_t i = first; i < end; ++i) words.emplace_back(tokens_[i].bare);
    words.emplace_back("$");
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string word(words[i]);
      const std::string edged = "<" + word + ">";
      if (i > 0 && i + 1 < words.size()) {
        add(word, 1);
        for (std::size_t at = 0; at + piece_size <= edged.size(); ++at)
          add("~" + edged.substr(at, piece_size), 0.5F);
      }
      if (i + 1 >= words.size()) continue;
      const std::string pair = word + ' ' + std::string(words[i + 1]);
      add(pair, 1);
      if (i + 2 >= words.size()) continue;
      const std::string third(words[i + 2]);
      add(pair + ' ' + third, 1);
      add(word + " * " + third, 1);
    }
    return features;
  }

  /// Where a list stands, from every word on as far as it reaches.
  [[nodiscard]] std::vector<Run> runs_of(std::string_view name) {
    std::vector<Run> runs;
    const auto index = listener_.list(name);
    if (!index) return runs;
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      const Ends& ends = ends_of(*index, at);
      if (ends.empty()) continue;
      const std::size_t end = std::ranges::max(ends);
      if (end > at) runs.push_back({at, end - 1});
    }
    return runs;
  }

  [[nodiscard]] static bool overlaps(const Run& run, const std::vector<Run>& others) {
    return std::ranges::any_of(others, [&](const Run& other) {
      return run.first <= other.last && other.first <= run.last;
    });
  }

  [[nodiscard]] bool is_framed(const Run& run, const std::vector<Run>& frames) const {
    return std::ranges::any_of(frames, [&](const Run& frame) {
      return tokens_[frame.first].sentence == tokens_[run.first].sentence;
    });
  }

  /// All places where one of a list's patterns ends that begins at a word.
  const Ends& ends_of(std::size_t list, std::size_t at) {
    std::optional<Ends>& known = known_ends_[list][at];
    if (known) return *known;
    std::set<std::size_t> ends;
    for (const CareListener::Pattern& pattern : listener_.lists_[list])
      follow(pattern, 0, at, at, ends);
    return known.emplace(ends.begin(), ends.end());
  }

  /// Follows a pattern from its part `i` on; a clause does not cross sentences.
  void follow(const CareListener::Pattern& pattern,
              std::size_t i,
              std::size_t begin,
              std::size_t at,
              std::set<std::size_t>& ends) {
    if (i == pattern.size()) {
      ends.insert(at);
      return;
    }
    const CareListener::Part& part = pattern[i];
    if (part.is_optional) follow(pattern, i + 1, begin, at, ends);
    using Kind = CareListener::Part::Kind;
    if (part.kind == Kind::gap) {
      for (std::size_t more = part.least; more <= part.most; ++more) {
        if (more > 0 && !is_in_sentence(begin, at + more - 1)) break;
        follow(pattern, i + 1, begin, at + more, ends);
      }
      return;
    }
    if (!is_in_sentence(begin, at)) return;
    if (part.kind == Kind::word) {
      if (std::ranges::find(meanings_[at], part.index) != meanings_[at].end())
        follow(pattern, i + 1, begin, at + 1, ends);
    } else if (part.kind == Kind::no_list) {
      if (ends_of(part.index, at).empty()) follow(pattern, i + 1, begin, at + 1, ends);
    } else {
      const Ends inner = ends_of(part.index, at);
      for (const std::size_t end : inner)
        if (end > at && is_in_sentence(begin, end - 1))
          follow(pattern, i + 1, begin, end, ends);
    }
  }

  [[nodiscard]] bool is_in_sentence(std::size_t begin, std::size_t at) const {
    return at < tokens_.size() && tokens_[at].sentence == tokens_[begin].sentence;
  }

  const CareListener& listener_;
  std::string text_;
  std::vector<Token> tokens_;
  std::vector<std::vector<std::size_t>> meanings_; ///< words that each token may be
  std::vector<std::vector<std::optional<Ends>>> known_ends_; ///< by list and token
};

CareListener::CareListener(const std::string& language)
    : CareListener(language,
                   built_in_model(language, Subject::themes),
                   built_in_model(language, Subject::care)) {}

CareListener::CareListener(const std::string& language,
                           std::optional<Model> known,
                           std::optional<Model> model)
    : stemmer_(language), known_(std::move(known)), model_(std::move(model)) {
  const CareWords care = care_words_of(language);
  for (const auto& [name, patterns] : care.lists)
    list_names_.emplace(name, list_names_.size());
  lists_.resize(list_names_.size());
  for (const auto& [name, patterns] : care.lists)
    for (const std::string& written : patterns) {
      Pattern pattern;
      for (const std::string_view part : split(written, ' '))
        pattern.push_back(part_of(part));
      lists_[list_names_.at(name)].push_back(std::move(pattern));
    }
}

CareListener::Part CareListener::part_of(std::string_view written) {
  Part part;
  if (written == "_") return {.kind = Part::Kind::gap, .least = 1, .most = 1};
  if (written == "_?") return {.kind = Part::Kind::gap, .least = 0, .most = 1};
  if (written == "..") return {.kind = Part::Kind::gap, .least = 0, .most = 3};
  if (written == "...") return {.kind = Part::Kind::gap, .least = 0, .most = 12};
  part.is_optional = written.ends_with('?');
  if (part.is_optional) written.remove_suffix(1);
  if (const std::string_view inner = list_named_in(written); !inner.empty()) {
    part.kind = written.front() == '!' ? Part::Kind::no_list : Part::Kind::list;
    part.index = list_names_.find(inner)->second;
    return part;
  }
  std::string bare = fold(written);
  std::erase(bare, '\'');
  part.index = words_.try_emplace(bare, words_.size()).first->second;
  return part;
}

std::optional<std::size_t> CareListener::list(std::string_view name) const {
  const auto found = list_names_.find(name);
  if (found == list_names_.end()) return std::nullopt;
  return found->second;
}

/// The words of the patterns that a typed word is, or may be meant to be.
std::vector<std::size_t> CareListener::meanings(const std::string& bare,
                                                const std::string& stem) const {
  const std::string less = squeezed(bare, 2);
  for (const std::string& typed : {bare, less, squeezed(bare, 1)})
    if (const auto found = words_.find(typed); found != words_.end())
      return {found->second};
  if (less.size() < 4) return {};
  const bool is_word = known_ && known_->knows_word(stem);
  std::vector<std::size_t> meant;
  for (const auto& [word, index] : words_) // swapped letters seldom make a word
    if (is_swapped(less, word) || (!is_word && may_mean(less, word)))
      meant.push_back(index);
  return meant;
}

std::optional<CareHeard> CareListener::listen(std::string_view text) const {
  if (lists_.empty()) return std::nullopt;
  if (!model_) {
    const std::vector<CareHeard> clauses = CareReading(*this, text).clauses();
    return clauses.empty() ? std::nullopt : std::optional(clauses.front());
  }
  float loudest = model_->threshold()[0];
  std::optional<CareHeard> heard;
  for (const CareWindow& window : windows(text))
    if (const float score = this->score(window.features); score >= loudest) {
      loudest = score;
      heard = window.words;
    }
  return heard;
}

std::vector<CareWindow> CareListener::windows(std::string_view text) const {
  return CareReading(*this, text).windows();
}

float CareListener::score(const std::vector<Feature>& features) const {
  float score = model_->bias()[0];
  for (const Feature& feature : features)
    for (const auto& [label, weight] : model_->weights(feature.name))
      score += weight * feature.value;
  return score;
}

} // namespace kindly
