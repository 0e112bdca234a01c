#pragma once

#include "base/stem.hpp"
#include "words/care_words.hpp"
#include "words/model.hpp"
#include "words/reading.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// Words that speak of the writer's own death, harm or being better gone: bytes
/// [begin, end) of a text, and the list of words/care that heard them; `learnt` where
/// no list did.
struct CareHeard {
  std::string clause;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What is weighed at once: a sentence.
struct CareWindow {
  std::vector<Feature> features;
  CareHeard words; ///< the clause that a list hears in it, otherwise all of it
};

/// Hears whether a text speaks of suicide, self-harm or being better gone, of the
/// writer's own and of today.
///
/// Words are looked for in the order and the company that make a clause: who (I, or
/// the critic's you), wish or plan, what. A clause that is denied, an idiom, work, long
/// past or somebody else's is taken away again. Where a language has a model, learnt
/// from labelled lines, it weighs what the patterns heard along with the words of each
/// sentence, and decides; elsewhere the patterns do. It is no detector of danger:
/// people say the heaviest things in words that nobody listed. EVIDENCE "Care" is why
/// it errs on the silent side: false alarms have closed better services than this.
class CareListener {
 public:
  /// With the patterns and the model built in for a language; deaf where there are no
  /// patterns.
  explicit CareListener(const std::string& language);
  /// Uses `model`; what `known` knows is no typing error. Either may be null.
  CareListener(const std::string& language,
               std::optional<Model> known,
               std::optional<Model> model);

  /// The first such clause; with a model, the loudest.
  [[nodiscard]] std::optional<CareHeard> listen(std::string_view text) const;

  /// What the model learns from and weighs.
  [[nodiscard]] std::vector<CareWindow> windows(std::string_view text) const;

  /// How much speaks for such words in the features of a window, in log odds. Needs a
  /// model.
  [[nodiscard]] float score(const std::vector<Feature>& features) const;

 private:
  friend class CareReading;

  struct Part {
    enum class Kind { word, list, no_list, gap };
    Kind kind = Kind::word;
    std::size_t index = 0; ///< of a word or a list
    std::size_t least = 0; ///< words in a gap
    std::size_t most = 0;
    bool is_optional = false;
  };
  using Pattern = std::vector<Part>;

  [[nodiscard]] Part part_of(std::string_view written);
  [[nodiscard]] std::optional<std::size_t> list(std::string_view name) const;
  [[nodiscard]] std::vector<std::size_t> meanings(const std::string& bare,
                                                  const std::string& stem) const;

  Stemmer stemmer_;
  std::optional<Model> known_; ///< words that are no typing errors
  std::optional<Model> model_;
  std::map<std::string, std::size_t, std::less<>> list_names_;
  std::map<std::string, std::size_t, std::less<>> words_;
  std::vector<std::vector<Pattern>> lists_;
};

} // namespace kindly
