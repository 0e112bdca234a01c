#include "terminal/ask.hpp"

#include "base/signals.hpp"
#include "base/text.hpp"

#include <poll.h>
#include <readline/readline.h>
#include <termios.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace kindly {
namespace {

/// What readline's callbacks, which know no owner, have for the question at hand.
struct Asking {
  const Ask* asked = nullptr;
  std::string answer;
  bool has_answer = false;
  bool is_over = false;
};
Asking asking; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void take_line(char* line) {
  asking.has_answer = line != nullptr;
  asking.is_over = true;
  if (line != nullptr) asking.answer = line;
  std::free(line); // NOLINT(cppcoreguidelines-no-malloc): readline allocates so
  ::rl_callback_handler_remove();
}

int show_offer(int, int) {
  if (!asking.asked->offer) return 0;
  const std::string text = "\n" + asking.asked->offer();
  std::fwrite(text.data(), 1, text.size(), ::rl_outstream);
  ::rl_on_new_line();
  ::rl_redisplay();
  return 0;
}

int begin_with_text() {
  ::rl_insert_text(asking.asked->begun.c_str());
  return 0;
}

/// Without a UTF-8 locale (LANG=C, a bare ssh) readline takes the first letter of a
/// line, where it is no ASCII, for a command key, and it is lost.
void read_utf8() {
  if (MB_CUR_MAX > 1) return;
  std::setlocale(LC_CTYPE, "C.UTF-8"); // NOLINT(concurrency-mt-unsafe)
  ::rl_variable_bind("input-meta", "on");
  ::rl_variable_bind("output-meta", "on");
  ::rl_variable_bind("convert-meta", "off");
}

/// As long as it lives, readline has the terminal.
class Prompt {
 public:
  explicit Prompt(const Ask& asked) {
    static std::FILE* const out = ::fdopen(::dup(STDERR_FILENO), "w");
    asking = {&asked, {}, false, false};
    ::rl_readline_name = "kindly";
    ::rl_outstream = out;
    ::rl_catch_signals = 0; // they end the wait, see wait_for_input
    ::rl_startup_hook = begin_with_text;
    ::rl_inhibit_completion = 1;
    ::rl_callback_handler_install(asked.prompt.c_str(), take_line);
    read_utf8(); // readline has just set the locale of the environment
    ::rl_variable_bind("enable-bracketed-paste", "on");
    ::rl_bind_key('\t', show_offer);
  }
  ~Prompt() {
    if (!asking.is_over) ::rl_callback_handler_remove();
    std::fflush(::rl_outstream);
  }
  Prompt(const Prompt&) = delete;
  Prompt& operator=(const Prompt&) = delete;
};

/// The window is closed. The signal that says so may come later than the news here.
bool is_hung_up() {
  pollfd terminal{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return ::poll(&terminal, 1, 0) > 0 && (terminal.revents & POLLHUP) != 0;
}

std::optional<std::string> ask_edited(const Ask& asked) {
  const Prompt prompt(asked);
  while (!asking.is_over) {
    std::fflush(::rl_outstream);
    try {
      wait_for_input(STDIN_FILENO);
    } catch (const Interrupted& interrupted) {
      if (interrupted.signal() != SIGTSTP)
        throw InterruptedAnswer(interrupted.signal(), ::rl_line_buffer);
      ::rl_deprep_terminal(); // Ctrl-Z: the terminal is the shell's for a while
      obey(SIGTSTP);
      ::rl_prep_terminal(1);
      ::rl_forced_update_display();
      continue;
    }
    if (is_hung_up()) throw InterruptedAnswer(SIGHUP, ::rl_line_buffer);
    ::rl_callback_read_char();
  }
  if (!asking.has_answer) return std::nullopt;
  return std::move(asking.answer);
}

/// As long as it lives, a key is read as it is pressed, and not shown.
class KeysAtOnce {
 public:
  KeysAtOnce() : is_one_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    termios at_once = before_;
    at_once.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    if (is_one_) ::tcsetattr(STDIN_FILENO, TCSANOW, &at_once);
  }
  ~KeysAtOnce() {
    if (!is_one_) return;
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
  }
  /// What came, if it is no mere key.
  [[nodiscard]] static std::string typed() {
    char keys[4096];
    const ssize_t got = ::read(STDIN_FILENO, keys, sizeof keys);
    const std::string text(keys, got > 0 ? static_cast<std::size_t>(got) : 0);
    const bool is_text = text.find_first_not_of(" \r\n\t") != std::string::npos &&
                         text.find('\x1b') == std::string::npos;
    return is_text ? std::string(trimmed(text)) : std::string();
  }

  KeysAtOnce(const KeysAtOnce&) = delete;
  KeysAtOnce& operator=(const KeysAtOnce&) = delete;

 private:
  termios before_{};
  bool is_one_;
};

} // namespace

Typing
typing_of(const Terminal& terminal, std::string_view terminal_type, bool wants_plain) {
  const bool can_edit =
      terminal.in.is_descriptor() && !terminal_type.empty() && terminal_type != "dumb";
  return can_edit && !wants_plain ? Typing::edited : Typing::plain;
}

std::optional<std::string>
ask(const Terminal& terminal, Typing typing, const Ask& asked) {
  terminal.err.flush();
  if (typing == Typing::edited) return ask_edited(asked);
  for (;;) {
    terminal.err.write(asked.prompt + printable(asked.begun));
    terminal.err.flush();
    try {
      const auto line = terminal.in.read_line();
      if (!line && asked.begun.empty()) return std::nullopt;
      return asked.begun + line.value_or("");
    } catch (const Interrupted& interrupted) {
      if (interrupted.signal() != SIGTSTP)
        throw InterruptedAnswer(interrupted.signal(), asked.begun + terminal.in.left());
      obey(SIGTSTP);
    }
  }
}

std::string wait_quietly(const Terminal& terminal,
                         int seconds,
                         const std::function<void(double)>& show) {
  if (!terminal.in.is_descriptor()) return {};
  constexpr int step = 500; // milliseconds
  std::optional<KeysAtOnce> keys(std::in_place);
  for (int passed = 0; passed < seconds * 1000; passed += step) {
    show(static_cast<double>(passed) / (seconds * 1000));
    try {
      if (wait_for_input(STDIN_FILENO, step)) return keys->typed();
    } catch (const Interrupted& interrupted) {
      if (interrupted.signal() != SIGTSTP) throw;
      keys.reset();
      obey(SIGTSTP);
      keys.emplace();
    }
  }
  show(1);
  return {};
}

} // namespace kindly
