#include "commands/typed.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "commands/unsaved.hpp"

#include <fmt/core.h>

namespace kindly {

void check_text(std::string_view text, std::string_view what) {
  if (trimmed(text).empty())
    throw Error(ExitCode::usage,
                fmt::format("{} is empty", what),
                "Give a text, or - for standard input.");
  if (text.find('\0') != std::string_view::npos)
    throw Error(ExitCode::usage,
                fmt::format("{} holds a NUL byte, which no text does", what));
  if (!is_utf8(text))
    throw Error(ExitCode::usage,
                fmt::format("{} is not UTF-8", what),
                "Convert it first, for example with iconv -f latin1 -t utf-8.");
}

std::string Typed::read(std::string_view given, std::string_view what) {
  std::string text(given);
  if (given == "-") {
    if (is_taken_)
      throw Error(ExitCode::usage,
                  "standard input can be read once",
                  "Only one text can be '-'.");
    is_taken_ = true;
    text = world_.terminal.in.read_all(text_limit);
    from_input_ = text;
  }
  all_ += (all_.empty() ? "" : "\n\n") + text;
  check_text(text, what);
  return text;
}

void Typed::save(const std::function<void()>& write) {
  try {
    write();
  } catch (const Error& problem) {
    rescue(problem.code() == ExitCode::io ? all_ : from_input_);
    throw;
  } catch (const std::exception&) { // no memory left, or a disk that answers nothing
    rescue(all_);
    throw;
  }
}

void Typed::rescue(std::string_view text) const {
  if (!is_saved_) keep_unsaved(world_.environment, world_.terminal, text);
}

std::string read_thought(const World& world,
                         Typed& typed,
                         const std::optional<std::string>& given) {
  if (!given && world.terminal.in_is_terminal) {
    if (!world.may_ask)
      throw Error(ExitCode::needs_person,
                  "there is no thought to answer",
                  "Give TEXT, or - and a text on standard input.");
    world.terminal.note(
        "Write the harsh thought as it sounds; Ctrl-D on an empty line ends it.");
  }
  return typed.read(given.value_or("-"), "the thought");
}

} // namespace kindly
