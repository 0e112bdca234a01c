#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace kindly {

/// Shows a line as a notification through notify-send, which is the path of that
/// program or empty, and waits until it was handed over. False where there is no
/// desktop, no such program, or it failed. Without
/// DBUS_SESSION_BUS_ADDRESS, as in cron, the user's own bus is looked for.
[[nodiscard]] bool show_on_desktop(const std::string& line,
                                   const std::filesystem::path& notify_send,
                                   std::map<std::string, std::string> environment);

} // namespace kindly
