#include "terminal/editor.hpp"

#include "base/error.hpp"
#include "base/signals.hpp"

#include <fmt/core.h>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace kindly {

void run_editor(const std::string& command, const std::filesystem::path& file) {
  const std::string script = command + " \"$1\"";
  const std::string path = file.string();
  const char* const words[] = {"sh", "-c", script.c_str(), "sh", path.c_str(), nullptr};
  // The keys are the editor's, and it begins without a signal held back.
  const KeysForAnother keys;
  posix_spawnattr_t plain;
  ::posix_spawnattr_init(&plain);
  sigset_t set;
  sigemptyset(&set);
  ::posix_spawnattr_setsigmask(&plain, &set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGQUIT);
  ::posix_spawnattr_setsigdefault(&plain, &set);
  ::posix_spawnattr_setflags(&plain, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t child = 0;
  const int problem = ::posix_spawn(
      &child, "/bin/sh", nullptr, &plain, const_cast<char* const*>(words), environ);
  ::posix_spawnattr_destroy(&plain);
  if (problem != 0)
    throw Error(ExitCode::io,
                fmt::format("cannot start sh: {}", std::strerror(problem)));
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  throw Error(ExitCode::io,
              fmt::format("the editor '{}' ended with an error", command),
              "Set another with `editor` in the config, $VISUAL or $EDITOR.");
}

} // namespace kindly
