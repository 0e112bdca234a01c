#include "terminal/desktop.hpp"

#include "base/error.hpp"
#include "base/process.hpp"

#include <fmt/core.h>

#include <unistd.h>

#include <string_view>
#include <utility>

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

} // namespace

bool show_on_desktop(const std::string& line,
                     const std::filesystem::path& notify_send,
                     std::map<std::string, std::string> environment) {
  const std::string bus = bus_of(environment);
  if (bus.empty() || notify_send.empty()) return false;
  environment["DBUS_SESSION_BUS_ADDRESS"] = bus;
  try {
    const ProgramEnd end = run_program(
        {.program = notify_send,
         .words = {"--app-name=kindly", "--", "kindly", without_markup(line)},
         .environment = std::move(environment),
         .input = "",
         .output = ProcessOutput::taken});
    return end.code == 0;
  } catch (const Error&) { // then the line is said in another way
    return false;
  }
}

} // namespace kindly
