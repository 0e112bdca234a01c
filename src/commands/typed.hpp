#pragma once

#include "commands/world.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kindly {

/// No text is longer.
constexpr std::size_t text_limit = std::size_t{4} * 1024 * 1024;

/// Reads what was typed: the text itself, or standard input for `-`, which can be taken
/// once in a run. Every byte stays as it is.
class Typed {
 public:
  explicit Typed(const World& world) : world_(world) {}

  /// `what` names the text in messages. Throws Error{usage} for a text that is empty,
  /// not UTF-8, or holds a NUL byte.
  std::string read(std::string_view given, std::string_view what);

  /// What came from standard input so far, for when it cannot be kept.
  [[nodiscard]] const std::string& from_input() const noexcept { return from_input_; }

 private:
  const World& world_;
  bool is_taken_ = false;
  std::string from_input_;
};

/// Throws Error{usage} for a text that is blank, not UTF-8, or holds a NUL byte.
void check_text(std::string_view text, std::string_view what);

/// A thought to answer: TEXT, else standard input, which on a terminal is asked for.
[[nodiscard]] std::string read_thought(const World& world,
                                       const std::optional<std::string>& given);

} // namespace kindly
