#pragma once

#include <map>
#include <string>

namespace kindly {

/// Shows a line as a notification through notify-send, and waits until it was handed
/// over. False where there is no desktop, no such program, or it failed. Without
/// DBUS_SESSION_BUS_ADDRESS, as in cron, the user's own bus is looked for.
[[nodiscard]] bool show_on_desktop(const std::string& line,
                                   std::map<std::string, std::string> environment);

} // namespace kindly
