#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kindly {

/// What labelled lines taught: for each feature of a text, how much it speaks for or
/// against each label. A score is the bias plus the sum of the weights of the features
/// that are there; so each can be told which words made it.
class Model {
 public:
  /// A weight and the label it is for.
  using Weights = std::vector<std::pair<std::size_t, float>>;

  /// Reads a block of the table; `table` has to outlive the model.
  explicit Model(std::string_view table);

  [[nodiscard]] const std::vector<std::string>& labels() const noexcept {
    return labels_;
  }
  [[nodiscard]] std::optional<std::size_t> label(std::string_view name) const;
  [[nodiscard]] const std::vector<float>& bias() const noexcept { return bias_; }
  /// From this score on a label counts as heard.
  [[nodiscard]] const std::vector<float>& threshold() const noexcept {
    return threshold_;
  }

  /// The weights of a feature; none where the lines had no such feature.
  [[nodiscard]] Weights weights(std::string_view feature) const;

  /// A word's stem as the lines had it, for one that has a typing error; nothing where
  /// none is near, or several are.
  [[nodiscard]] std::optional<std::string> nearest_word(std::string_view stem) const;
  [[nodiscard]] bool knows_word(std::string_view stem) const;

 private:
  struct Row {
    std::string_view feature;
    std::string_view weights;
  };
  [[nodiscard]] const Row* find(std::string_view feature) const;

  std::vector<std::string> labels_;
  std::vector<float> bias_;
  std::vector<float> threshold_;
  std::vector<Row> rows_; ///< sorted by feature
};

/// A model in the making, and as the lines of a table.
struct ModelText {
  std::vector<std::string> labels;
  std::vector<float> bias;
  std::vector<float> threshold;
  std::vector<std::pair<std::string, Model::Weights>> features; ///< sorted

  [[nodiscard]] std::string table() const;
};

/// What a model that is built in is for.
enum class Subject { themes, parts, care };

/// The model of a language, learnt while the program was built; nothing where the
/// language has none.
[[nodiscard]] std::optional<Model> built_in_model(std::string_view language,
                                                  Subject subject);

/// A built-in model's block of the table; see tools/learn.cpp.
struct ModelBlock {
  std::string_view language;
  Subject subject = Subject::themes;
  std::string_view table;
};

/// Every model that is built in.
[[nodiscard]] std::vector<ModelBlock> model_blocks();

} // namespace kindly
