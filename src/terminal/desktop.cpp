#include "terminal/desktop.hpp"

#include <fmt/core.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <vector>

namespace kindly {
namespace {

/// A body may have markup, so what would begin one is written as what it is.
std::string without_markup(std::string_view line) {
  std::string out;
  for (const char c : line) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else
      out += c;
  }
  return out;
}

bool is_set(const std::map<std::string, std::string>& environment,
            const std::string& name) {
  const auto found = environment.find(name);
  return found != environment.end() && !found->second.empty();
}

/// Where the user's bus is, if there is one.
std::string bus_of(const std::map<std::string, std::string>& environment) {
  if (is_set(environment, "DBUS_SESSION_BUS_ADDRESS"))
    return environment.at("DBUS_SESSION_BUS_ADDRESS");
  const std::string folder = is_set(environment, "XDG_RUNTIME_DIR")
                                 ? environment.at("XDG_RUNTIME_DIR")
                                 : fmt::format("/run/user/{}", ::getuid());
  std::error_code ignored;
  const bool is_there = std::filesystem::is_socket(folder + "/bus", ignored);
  return is_there ? fmt::format("unix:path={}/bus", folder) : std::string();
}

/// Runs a program without any stream; whether it ended well.
bool run_silently(std::vector<std::string> words,
                  const std::map<std::string, std::string>& environment) {
  std::vector<std::string> variables;
  for (const auto& [name, value] : environment)
    variables.push_back(fmt::format("{}={}", name, value));
  const auto pointers = [](std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (std::string& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
  };
  posix_spawn_file_actions_t streams;
  ::posix_spawn_file_actions_init(&streams);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    ::posix_spawn_file_actions_addopen(&streams, stream, "/dev/null", O_RDWR, 0);
  pid_t child = 0;
  const int problem = ::posix_spawnp(&child,
                                     words.front().c_str(),
                                     &streams,
                                     nullptr,
                                     pointers(words).data(),
                                     pointers(variables).data());
  ::posix_spawn_file_actions_destroy(&streams);
  if (problem != 0) return false;
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

bool show_on_desktop(const std::string& line,
                     std::map<std::string, std::string> environment) {
  const std::string bus = bus_of(environment);
  if (bus.empty()) return false;
  environment["DBUS_SESSION_BUS_ADDRESS"] = bus;
  return run_silently(
      {"notify-send", "--app-name=kindly", "--", "kindly", without_markup(line)},
      environment);
}

} // namespace kindly
