#include "terminal/editor.hpp"

#include "base/error.hpp"
#include "base/process.hpp"

#include <fmt/core.h>

namespace kindly {

void run_editor(const std::string& command, const std::filesystem::path& file) {
  const ProgramEnd end =
      run_program({.program = "/bin/sh",
                   .words = {"-c", command + " \"$1\"", "sh", file.string()}});
  if (end.code == 0) return;
  throw Error(ExitCode::io,
              fmt::format("the editor '{}' ended with an error", command),
              "Set another with `editor` in the config, $VISUAL or $EDITOR.");
}

} // namespace kindly
