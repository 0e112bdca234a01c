#pragma once

#include "commands/world.hpp"

#include <functional>
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

  /// Does what saves the texts. Where it fails, keeps what would be lost with it: what
  /// came from standard input, and where no file could be written, every text.
  void save(const std::function<void()>& write);
  /// The texts are on disk: what fails from now on loses none. Or they are no more.
  void are_saved() noexcept { is_saved_ = true; }
  void are_gone_again() noexcept { is_saved_ = false; }

 private:
  void rescue(std::string_view text) const;

  const World& world_;
  bool is_taken_ = false;
  bool is_saved_ = false;
  std::string from_input_;
  std::string all_; ///< every text, a blank line between
};

/// Throws Error{usage} for a text that is blank, not UTF-8, or holds a NUL byte.
void check_text(std::string_view text, std::string_view what);

/// A thought to answer: TEXT, else standard input, which on a terminal is asked for.
[[nodiscard]] std::string
read_thought(const World& world, Typed& typed, const std::optional<std::string>& given);

} // namespace kindly
