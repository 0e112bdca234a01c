#include "commands/unsaved.hpp"

#include "base/files.hpp"

#include <fmt/core.h>

namespace kindly {

void keep_unsaved(const Environment& environment,
                  const Terminal& terminal,
                  std::string_view text) {
  if (text.empty()) return;
  try {
    const auto state = xdg_folder(environment, "XDG_STATE_HOME", ".local/state");
    if (state) {
      int number = 0;
      const auto name = [&number] { return fmt::format("text-{}.txt", ++number); };
      const auto path =
          create_file(*state / "kindly/unsaved", name, text, Durability::safe);
      terminal.warn(fmt::format("kindly: your text is kept in {}", path.string()));
      return;
    }
  } catch (const Error&) { // a person's eyes are the last place left
  }
  // What cron or a service says goes into a mail or a log; they set no TERM. An editor
  // or a script that a person runs shows what it is told.
  const auto term = environment.find("TERM");
  const bool has_reader = term != environment.end() && !term->second.empty();
  if (!terminal.err_is_terminal && !has_reader) {
    terminal.warn("kindly: your text could not be kept anywhere");
    return;
  }
  terminal.warn("kindly: your text could not be kept on disk; here it is:");
  terminal.warn(text);
}

} // namespace kindly
