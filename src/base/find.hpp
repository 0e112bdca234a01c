#pragma once

#include <string>
#include <string_view>

namespace kindly {

/// A folded text that many others are searched for.
class Wanted {
 public:
  /// `folded` is what fold() gives, and not empty.
  explicit Wanted(std::string folded) : folded_(std::move(folded)) {}

  /// Whether a line of `text`, folded, may hold it: false is sure, and takes a fraction
  /// of the time that folding all of the text does.
  [[nodiscard]] bool may_be_in(std::string_view text) const;

  /// Whether a line holds it.
  [[nodiscard]] bool is_in_line(std::string_view line) const;

 private:
  std::string folded_;
};

} // namespace kindly
