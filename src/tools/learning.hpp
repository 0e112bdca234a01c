#pragma once

#include "tools/labelled.hpp"
#include "words/library.hpp"
#include "words/model.hpp"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// How the models of words/model are learnt from labelled lines.

namespace kindly {

/// One text to learn from: its features, and for each label how much it holds (0 to 1).
struct Lesson {
  std::map<std::string, float> features;
  std::vector<float> labels;
  float weight = 1; ///< beside the other lessons
};

/// Whether labels divide a text's weight between them (softmax: one thought, some
/// themes) or each is a question of its own (logistic).
enum class Labels { shared, separate };

/// Whether a feature may have a weight for a label.
using MayTeach = std::function<bool(std::string_view feature, std::string_view label)>;

/// Weights that fit the lessons, learnt by AdaGrad (Duchi et al. 2011) with weight
/// decay: the same lessons give the same model on every machine of one kind.
[[nodiscard]] ModelText learn(std::span<const Lesson> lessons,
                              std::vector<std::string> labels,
                              Labels kind,
                              const MayTeach& may_teach);

/// A model of a language's themes with a threshold at which most neutral thoughts that
/// were held out are silent.
[[nodiscard]] ModelText learn_themes(const Library& library,
                                     const std::string& language,
                                     std::span<const LabelledThought> thoughts);

/// What a model of scripts learns from beside scripts.
struct Sentences {
  std::vector<LabelledSentence> labelled;
  std::vector<LabelledThought> neutral; ///< of these only what is no harsh thought
};

/// A model of a script's parts and of what works against it, learnt from sentences and
/// from the phrases of the packs, with the thresholds that agree best with people on
/// scripts that were held out.
[[nodiscard]] ModelText learn_parts(const Library& library,
                                    const std::string& language,
                                    std::span<const LabelledScript> scripts,
                                    const Sentences& sentences);

/// The items without every `folds`th from `fold` on, and those alone: what is learnt
/// from the first is measured on the second.
template <class T>
std::pair<std::vector<T>, std::vector<T>>
divided(std::span<const T> items, std::size_t fold, std::size_t folds) {
  std::pair<std::vector<T>, std::vector<T>> parts;
  for (std::size_t i = 0; i < items.size(); ++i)
    (i % folds == fold ? parts.second : parts.first).push_back(items[i]);
  return parts;
}

inline constexpr std::size_t folds = 5;

} // namespace kindly
