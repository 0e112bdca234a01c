#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// An older text read again: each of its passages, and the kind words to it.

namespace kindly {

/// A rewriting as it stands under `## Kind words`: the passages that were answered, as
/// quotes, with the answer below each. So it can be gone on with.
class Rewriting {
 public:
  /// Passages are paragraphs; a heading alone is none. `so_far` is what was written
  /// already; what of it belongs to no passage stays where it is.
  Rewriting(std::string_view old_text, std::string_view so_far);

  [[nodiscard]] std::size_t size() const noexcept { return passages_.size(); }
  /// The old words, each line behind `> `.
  [[nodiscard]] const std::string& quoted(std::size_t i) const {
    return passages_.at(i).quoted;
  }
  /// Empty where there is none yet.
  [[nodiscard]] const std::string& answer(std::size_t i) const {
    return passages_.at(i).answer;
  }
  void set_answer(std::size_t i, std::string answer) {
    passages_.at(i).answer = std::move(answer);
  }
  /// Whether some passage has no answer.
  [[nodiscard]] bool has_gaps() const;
  [[nodiscard]] std::string text() const;

 private:
  struct Passage {
    std::string quoted;
    std::string answer;
  };
  std::string preface_;
  std::vector<Passage> passages_;
};

} // namespace kindly
