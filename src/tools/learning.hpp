#pragma once

#include "practice/care.hpp"
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

/// Lines that do and do not speak of suicide or self-harm: those of `data`/care, and
/// ordinary thoughts, sentences and the phrases of the packs, which have no writer.
[[nodiscard]] std::vector<LabelledCare> care_lessons(const Library& library,
                                                     const std::filesystem::path& data);

/// A model of the notice on words, and how it does with people it has not read.
struct LearntCare {
  ModelText text;
  /// For each line its loudest window's score, by a model that has seen no line of the
  /// same writer.
  std::vector<float> held_out;
};

/// Of a crisis line only the loudest window teaches, for the others may be harmless; of
/// other lines all do. The threshold is one at which lines of writers that were held
/// out seldom set the notice off falsely.
[[nodiscard]] LearntCare learn_care(const CareListener& plain,
                                    std::span<const LabelledCare> lines);

/// Whether a line is an ordinary harsh thought: the notice has to be silent on those
/// above all.
[[nodiscard]] bool is_ordinary(const LabelledCare& line);

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
