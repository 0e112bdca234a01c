#include "cli/run.hpp"

#include <sys/ioctl.h>
#include <sys/random.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

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

/// Chance, but for the lowest bits: of two runs one behind the other, each has a number
/// of its own.
std::uint64_t seed() {
  const auto process = static_cast<std::uint64_t>(getpid());
  std::uint64_t number = 0;
  if (getrandom(&number, sizeof number, 0) != sizeof number) number = process << 32U;
  return (number & ~kindly::draw_mask) | (process & kindly::draw_mask);
}

std::string program() {
  std::error_code ignored; // it has the name that a shell finds it by, then
  return std::filesystem::read_symlink("/proc/self/exe", ignored).string();
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
                                       .seed = seed(),
                                       .program = program()}));
}
