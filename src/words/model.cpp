// The table of a model: its labels, biases and thresholds on three lines, then a line a
// feature: the feature, then label:weight pairs with weights in thousandths.

#include "words/model.hpp"

#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace kindly {
namespace {

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

float thousandths(std::string_view text) {
  return static_cast<float>(number(text)) / 1000;
}

int in_thousandths(float value) {
  return static_cast<int>(std::lround(value * 1000));
}

std::vector<float> numbers(std::string_view line) {
  std::vector<float> values;
  for (const std::string_view text : split(line, ' '))
    values.push_back(thousandths(text));
  return values;
}

std::string line_of(const std::vector<float>& values) {
  std::string line;
  for (const float value : values)
    line += fmt::format("{}{}", line.empty() ? "" : " ", in_thousandths(value));
  return line + "\n";
}

} // namespace

Model::Model(std::string_view table) {
  const std::vector<std::string_view> lines = lines_of(table);
  for (const std::string_view label : split(lines[0], ' ')) labels_.emplace_back(label);
  bias_ = numbers(lines[1]);
  threshold_ = numbers(lines[2]);
  rows_.reserve(lines.size() - 3);
  for (std::size_t i = 3; i < lines.size(); ++i) {
    const std::size_t tab = lines[i].find('\t');
    rows_.push_back({lines[i].substr(0, tab), lines[i].substr(tab + 1)});
  }
}

std::optional<std::size_t> Model::label(std::string_view name) const {
  const auto found = std::ranges::find(labels_, name);
  if (found == labels_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - labels_.begin());
}

const Model::Row* Model::find(std::string_view feature) const {
  const auto found = std::ranges::lower_bound(rows_, feature, {}, &Row::feature);
  return found != rows_.end() && found->feature == feature ? &*found : nullptr;
}

Model::Weights Model::weights(std::string_view feature) const {
  Weights weights;
  const Row* const row = find(feature);
  if (row == nullptr) return weights;
  for (const std::string_view pair : split(row->weights, ' ')) {
    const std::size_t colon = pair.find(':');
    weights.emplace_back(static_cast<std::size_t>(number(pair.substr(0, colon))),
                         thousandths(pair.substr(colon + 1)));
  }
  return weights;
}

bool Model::knows_word(std::string_view stem) const {
  return find(stem) != nullptr;
}

std::optional<std::string> Model::nearest_word(std::string_view stem) const {
  constexpr std::size_t shortest_guess =
      4; // letters; shorter words have many neighbours
  if (stem.size() < shortest_guess) return std::nullopt;
  std::optional<std::string> found;
  for (const Row& row : rows_) {
    // Only words: what else is a feature holds a blank or begins with a sign.
    const std::string_view word = row.feature;
    if (word.size() + 1 < stem.size() || word.size() > stem.size() + 1) continue;
    if (word[0] != stem[0] && word[1] != stem[0] && word[0] != stem[1]) continue;
    if (word.find(' ') != std::string_view::npos || edit_distance(word, stem) > 1)
      continue;
    if (found) return std::nullopt;
    found = word;
  }
  return found;
}

std::string ModelText::table() const {
  std::string text;
  for (const std::string& label : labels) text += (text.empty() ? "" : " ") + label;
  text += "\n" + line_of(bias) + line_of(threshold);
  for (const auto& [feature, weights] : features) {
    std::string pairs;
    for (const auto& [label, weight] : weights)
      if (in_thousandths(weight) != 0)
        pairs += fmt::format(
            "{}{}:{}", pairs.empty() ? "" : " ", label, in_thousandths(weight));
    if (!pairs.empty()) text += fmt::format("{}\t{}\n", feature, pairs);
  }
  return text;
}

std::optional<Model> built_in_model(std::string_view language, Subject subject) {
  for (const ModelBlock& block : model_blocks())
    if (block.language == language && block.subject == subject)
      return Model(block.table);
  return std::nullopt;
}

} // namespace kindly
