#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace kindly {

/// A command that is to run once a day, and when. Neither cron nor systemd has words
/// for control characters: they throw Error{usage}.
struct Schedule {
  std::vector<std::string> words; ///< the program's absolute path and its arguments
  std::chrono::minutes at{0};     ///< since midnight
};

/// Lines for `crontab -e`.
[[nodiscard]] std::string as_cron(const Schedule& schedule);

/// A script for sh that writes and starts a user's service and its timer.
[[nodiscard]] std::string as_systemd(const Schedule& schedule);

} // namespace kindly
