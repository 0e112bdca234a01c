#include "commands/progress.hpp"

#include "base/error.hpp"

namespace kindly {
namespace {

constexpr std::chrono::milliseconds between_lines{250};
/// Wider than any line here; blanks work on terminals that know no escapes.
constexpr std::size_t line_width = 40;

} // namespace

Progress::Progress(const Terminal& terminal, std::chrono::milliseconds patience)
    : terminal_(terminal), next_(Steady::now() + patience) {}

Progress::~Progress() {
  if (is_shown_) write('\r' + std::string(line_width, ' ') + '\r');
}

void Progress::read_so_far(std::size_t files) {
  if (!terminal_.err_is_terminal || terminal_.quiet || Steady::now() < next_) return;
  write(fmt::format("\rReading: {} files so far", files));
  is_shown_ = true;
  next_ = Steady::now() + between_lines;
}

void Progress::write(const std::string& text) {
  terminal_.err.write(text);
  try {
    terminal_.err.flush();
  } catch (const Error&) { // a terminal that went away is told no more
    next_ = Steady::time_point::max();
  }
}

} // namespace kindly
