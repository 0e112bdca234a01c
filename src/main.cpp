#include "cli/run.hpp"

#include <sys/ioctl.h>
#include <sys/random.h>
#include <unistd.h>

#include <chrono>

namespace {

kindly::Environment environment() {
  kindly::Environment variables;
  for (char** line = environ; line != nullptr && *line != nullptr; ++line) {
    const std::string_view text(*line);
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos)
      variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

std::size_t width() {
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

std::uint64_t seed() {
  std::uint64_t number = 0;
  if (getrandom(&number, sizeof number, 0) == sizeof number) return number;
  return static_cast<std::uint64_t>(getpid());
}

} // namespace

int main(int argc, char** argv) {
  kindly::Source in(STDIN_FILENO);
  kindly::Sink out(STDOUT_FILENO);
  kindly::Sink err(STDERR_FILENO);
  kindly::Terminal terminal{.in = in,
                            .out = out,
                            .err = err,
                            .in_is_terminal = isatty(STDIN_FILENO) == 1,
                            .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                            .err_is_terminal = isatty(STDERR_FILENO) == 1,
                            .width = width()};
  const auto now =
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return static_cast<int>(kindly::run({argv + (argc > 0 ? 1 : 0), argv + argc},
                                      {.terminal = terminal,
                                       .environment = environment(),
                                       .now = now,
                                       .seed = seed()}));
}
