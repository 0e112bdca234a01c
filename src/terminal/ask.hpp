#pragma once

#include "base/signals.hpp"
#include "terminal/terminal.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

// Questions to a person. What is asked goes to `err`, so that a result may go into a
// pipe.

namespace kindly {

/// How answers are typed.
enum class Typing {
  edited, ///< readline: arrows, pasted paragraphs, Tab; nothing goes to a history
  plain,  ///< a line at a time as the terminal has it: no redraw, fit to be read aloud
};

/// What this terminal allows: edited, unless it is dumb or the person wants it plain.
[[nodiscard]] Typing
typing_of(const Terminal& terminal, std::string_view terminal_type, bool wants_plain);

/// An answer that was begun when a signal came is thrown along with it.
class InterruptedAnswer : public Interrupted {
 public:
  InterruptedAnswer(int signal, std::string begun)
      : Interrupted(signal), begun_(std::move(begun)) {}
  [[nodiscard]] const std::string& begun() const noexcept { return begun_; }

 private:
  std::string begun_;
};

/// How one answer is asked for.
struct Ask {
  std::string prompt = "> ";
  std::string begun;                  ///< stands there already and may be changed
  std::function<std::string()> offer; ///< what Tab shows; none: Tab does nothing
};

/// One answer, which may be several lines where it was pasted; nothing where there is
/// no more input (Ctrl-D). Throws InterruptedAnswer, with the terminal as it was
/// before.
[[nodiscard]] std::optional<std::string>
ask(const Terminal& terminal, Typing typing, const Ask& asked);

/// Lets time pass until it is over or a key is pressed; `show` is called with the part
/// that has passed, from 0 to 1. What was typed to end it: nothing, where that was
/// Enter, a blank or an arrow, else the beginning of an answer. Throws Interrupted.
std::string wait_quietly(const Terminal& terminal,
                         int seconds,
                         const std::function<void(double)>& show);

} // namespace kindly
