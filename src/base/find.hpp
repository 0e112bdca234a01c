#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// Bytes [begin, end) of a text.
struct FoundPlace {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A folded text that many others are searched for.
class Wanted {
 public:
  /// `folded` is what fold() gives, and not empty.
  explicit Wanted(std::string folded);

  /// Whether a line of `text`, folded, may hold it: false is sure, and takes a fraction
  /// of the time that folding all of the text does.
  [[nodiscard]] bool may_be_in(std::string_view text) const;

  /// Whether a line holds it.
  [[nodiscard]] bool is_in_line(std::string_view line) const;

  /// Where a line holds it, as far as its letters fold one by one.
  [[nodiscard]] std::vector<FoundPlace> places_in_line(std::string_view line) const;

 private:
  [[nodiscard]] bool is_written_in(std::string_view text) const;

  std::string folded_;
  std::size_t rare_ = 0;  ///< where its rarest byte stands
  std::size_t other_ = 0; ///< and another rare one
};

} // namespace kindly
