#include "terminal/terminal.hpp"

#include "base/error.hpp"
#include "base/signals.hpp"
#include "base/text.hpp"

#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace kindly {
namespace {

/// Ctrl-C throws away the line that is being typed, unless the terminal is told not to.
class PatientTerminal {
 public:
  explicit PatientTerminal(int descriptor)
      : descriptor_(descriptor), is_one_(::tcgetattr(descriptor, &before_) == 0) {
    termios patient = before_;
    patient.c_lflag |= NOFLSH;
    if (is_one_) ::tcsetattr(descriptor_, TCSANOW, &patient);
  }
  ~PatientTerminal() {
    if (is_one_) ::tcsetattr(descriptor_, TCSANOW, &before_);
  }
  PatientTerminal(const PatientTerminal&) = delete;
  PatientTerminal& operator=(const PatientTerminal&) = delete;

  /// What was typed since the last Enter.
  [[nodiscard]] std::string half_line() const {
    if (!is_one_) return {};
    termios at_once = before_;
    at_once.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    at_once.c_cc[VMIN] = 0;
    at_once.c_cc[VTIME] = 0;
    ::tcsetattr(descriptor_, TCSANOW, &at_once);
    std::string line;
    char part[4096];
    for (;;) {
      const ssize_t got = ::read(descriptor_, part, sizeof part);
      if (got <= 0) return line;
      line.append(part, static_cast<std::size_t>(got));
    }
  }

 private:
  int descriptor_;
  termios before_{};
  bool is_one_;
};

/// Waits for input; a signal leaves the line that is being typed in `rest`.
void wait_patiently(const PatientTerminal& terminal,
                    int descriptor,
                    std::string& rest) {
  try {
    wait_for_input(descriptor);
  } catch (const Interrupted&) {
    rest += terminal.half_line();
    throw;
  }
}

} // namespace

std::string Source::read_all(std::size_t limit) {
  const auto check = [&] {
    if (rest_.size() > limit)
      throw Error(ExitCode::usage,
                  fmt::format("the text is longer than {} KiB", limit / 1024),
                  "Keep it in a file of its own and write down what matters most.");
  };
  if (descriptor_ < 0) {
    check();
    return std::exchange(rest_, {});
  }
  std::optional<PatientTerminal> terminal(descriptor_);
  char part[65536];
  for (;;) {
    try {
      wait_patiently(*terminal, descriptor_, rest_);
    } catch (const Interrupted& interrupted) {
      if (interrupted.signal() != SIGTSTP) throw;
      terminal.reset(); // Ctrl-Z: the terminal is the shell's for a while
      obey(SIGTSTP);
      terminal.emplace(descriptor_);
      continue;
    }
    const ssize_t got = ::read(descriptor_, part, sizeof part);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw Error(ExitCode::io,
                  fmt::format("cannot read standard input: {}", std::strerror(errno)));
    if (got == 0) return std::exchange(rest_, {});
    rest_.append(part, static_cast<std::size_t>(got));
    check();
  }
}

std::optional<std::string> Source::read_line() {
  std::size_t end = rest_.find('\n');
  std::optional<PatientTerminal> terminal;
  if (end == std::string::npos && descriptor_ >= 0) terminal.emplace(descriptor_);
  while (end == std::string::npos && descriptor_ >= 0) {
    wait_patiently(*terminal, descriptor_, rest_);
    char part[4096];
    const ssize_t got = ::read(descriptor_, part, sizeof part);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw Error(
          ExitCode::io,
          fmt::format("standard input cannot be read: {}", std::strerror(errno)));
    if (got == 0) break;
    rest_.append(part, static_cast<std::size_t>(got));
    end = rest_.find('\n');
  }
  if (rest_.empty()) return std::nullopt;
  std::string line = rest_.substr(0, end);
  rest_.erase(0, end == std::string::npos ? end : end + 1);
  return line;
}

bool Source::has_more() const {
  if (descriptor_ < 0) return false;
  return rest_.find('\n') != std::string::npos || wait_for_input(descriptor_, 0);
}

void Sink::write(std::string_view bytes) {
  text_ += bytes;
  constexpr std::size_t enough = 1U << 16;
  if (descriptor_ >= 0 && text_.size() > enough) flush();
}

void Sink::flush() {
  if (descriptor_ < 0) return;
  std::string_view rest = text_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const int why = errno;
      text_.clear();
      throw Error(
          ExitCode::io,
          fmt::format("cannot write to standard output: {}", std::strerror(why)));
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  text_.clear();
}

void Terminal::print(std::string_view text, Style style) const {
  const bool styled = colour && style != Style::plain;
  if (styled) out.write(style == Style::strong ? "\x1b[1m" : "\x1b[2m");
  out.write(printable(text));
  if (styled) out.write("\x1b[0m");
}

void Terminal::say_path(const std::string& path) const {
  print_raw(out_is_terminal ? printable_line(path) : path);
  print_raw("\n");
}

void Terminal::warn(std::string_view line) const {
  err.write(printable(line));
  err.write("\n");
  try {
    err.flush();
  } catch (const Error&) { // there is nowhere left to say so
    return;
  }
}

} // namespace kindly
