#include "practice/detect.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace kindly {
namespace {

/// People leave apostrophes out: dont, im.
std::string without_apostrophes(std::string word) {
  std::erase(word, '\'');
  return word;
}

/// One word of a cue; `fail*` matches whatever begins so, and `don't` matches dont.
struct CueWord {
  std::string folded;
  std::string bare; ///< without its apostrophes
  bool is_beginning = false;

  [[nodiscard]] bool matches(std::string_view word) const {
    if (is_beginning) return word.starts_with(folded) || word.starts_with(bare);
    return word == folded || word == bare;
  }
};

std::vector<CueWord> words_of_cue(std::string_view cue) {
  std::vector<CueWord> words;
  for (const Word& word : words_of(cue))
    words.push_back({word.folded,
                     without_apostrophes(word.folded),
                     word.end < cue.size() && cue[word.end] == '*'});
  return words;
}

/// A run of words [first, last] of the thought.
struct Run {
  std::ptrdiff_t first = 0;
  std::ptrdiff_t last = 0;
  auto operator<=>(const Run&) const = default; // NOLINT(modernize-use-nullptr)
};

/// A thought in words, and which of them begin a new sentence: no cue reaches across.
struct Thought {
  std::vector<Word> words;
  std::vector<bool> begins;

  explicit Thought(std::string_view text)
      : words(words_of(text)), begins(words.size()) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::size_t end = words[i - 1].end;
      const std::string_view between = text.substr(end, words[i].begin - end);
      begins[i] = between.find_first_of(".!?;") != std::string_view::npos;
    }
  }
};

std::vector<Run> runs_of(const Thought& thought, std::string_view cue) {
  const std::vector<CueWord> wanted = words_of_cue(cue);
  std::vector<Run> runs;
  if (wanted.empty()) return runs;
  const auto matches = [](const CueWord& cue_word, const Word& word) {
    return cue_word.matches(word.folded);
  };
  const auto size = std::ssize(wanted);
  for (std::ptrdiff_t i = 0; i + size <= std::ssize(thought.words); ++i) {
    const auto here = thought.begins.begin() + i;
    if (std::equal(wanted.begin(), wanted.end(), thought.words.begin() + i, matches) &&
        std::find(here + 1, here + size, true) == here + size)
      runs.push_back({i, i + size - 1});
  }
  return runs;
}

/// The cues of a pack that stand in the thought; of two that overlap, the longer.
std::vector<Run> heard(const Pack& pack, const Thought& thought) {
  std::vector<bool> taken(thought.words.size());
  const auto is_free = [&](const Run& run) {
    return std::find(taken.begin() + run.first, taken.begin() + run.last + 1, true) ==
           taken.begin() + run.last + 1;
  };
  const auto take = [&](const Run& run) {
    std::fill(taken.begin() + run.first, taken.begin() + run.last + 1, true);
  };
  for (const std::string& cue : pack.not_cues)
    std::ranges::for_each(runs_of(thought, cue), take);
  std::set<Run> found;
  for (const std::string& cue : pack.cues)
    std::ranges::copy(runs_of(thought, cue), std::inserter(found, found.end()));

  std::vector<Run> longest_first(found.begin(), found.end());
  std::ranges::stable_sort(longest_first, std::greater<>(), [](const Run& run) {
    return run.last - run.first;
  });
  std::vector<Run> kept;
  for (const Run& run : longest_first) {
    if (!is_free(run)) continue;
    take(run);
    kept.push_back(run);
  }
  std::ranges::sort(kept);
  return kept;
}

/// A phrase says more than a word, though not twice as much per word.
double weight(const Run& run) {
  return 1.0 + 0.5 * static_cast<double>(run.last - run.first);
}

} // namespace

std::vector<Detected>
detect(const Library& library, std::string_view thought, std::string_view language) {
  const Thought divided(thought);
  const std::vector<Word>& words = divided.words;

  std::vector<Detected> themes;
  for (const Pack& pack : library.packs()) {
    if (pack.language != language) continue;
    Detected theme{pack.id, pack.axis, 0, {}};
    for (const Run& run : heard(pack, divided)) {
      const std::size_t begin = words[static_cast<std::size_t>(run.first)].begin;
      const std::size_t end = words[static_cast<std::size_t>(run.last)].end;
      theme.score += weight(run);
      theme.evidence.push_back(
          {std::string(thought.substr(begin, end - begin)), begin, end});
    }
    if (!theme.evidence.empty()) themes.push_back(std::move(theme));
  }
  std::ranges::stable_sort(themes, [](const Detected& one, const Detected& other) {
    if (one.score != other.score) return one.score > other.score;
    return one.evidence.front().begin < other.evidence.front().begin;
  });
  return themes;
}

} // namespace kindly
