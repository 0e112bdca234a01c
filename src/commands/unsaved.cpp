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
  } catch (const Error&) { // the terminal is the last place left
  }
  if (!terminal.err_is_terminal) {
    terminal.warn("kindly: your text could not be kept anywhere");
    return;
  }
  terminal.warn("kindly: your text could not be kept on disk; here it is:");
  terminal.warn(text);
}

} // namespace kindly
