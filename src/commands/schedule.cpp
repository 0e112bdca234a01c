#include "commands/schedule.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

namespace kindly {
namespace {

void refuse_controls(const Schedule& schedule) {
  for (const std::string& word : schedule.words)
    if (printable_line(word) != word)
      throw Error(ExitCode::usage,
                  fmt::format("'{}' cannot stand in a schedule", printable_line(word)),
                  "Take a path without control characters.");
}

/// A word as sh reads it, its percent signs kept from cron, which would end the line
/// there.
std::string cron_word(const std::string& word) {
  std::string out;
  for (const char c : shell_word(word)) {
    if (c == '%') out += '\\';
    out += c;
  }
  return out;
}

/// A word as systemd reads it: quotes, specifiers and variables are not meant.
std::string systemd_word(const std::string& word) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyz"
                                     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-,:=+";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string out;
  for (const char c : word) {
    if (c == '%' || c == '$') out += c;
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return '"' + out + '"';
}

std::string line_of(const Schedule& schedule, std::string (*as)(const std::string&)) {
  std::string line;
  for (const std::string& word : schedule.words)
    line += (line.empty() ? "" : " ") + as(word);
  return line;
}

} // namespace

std::string as_cron(const Schedule& schedule) {
  refuse_controls(schedule);
  const std::chrono::hh_mm_ss time(schedule.at);
  return fmt::format(
      "# kindly: at most one line a day; cron mails it. Install: crontab -e\n"
      "{} {} * * * {}\n",
      time.minutes().count(),
      time.hours().count(),
      line_of(schedule, cron_word));
}

std::string as_systemd(const Schedule& schedule) {
  refuse_controls(schedule);
  const std::chrono::hh_mm_ss time(schedule.at);
  return fmt::format(R"(# kindly: at most one line a day, on the desktop.
# Install: run these lines, or send them to sh.
# Remove: systemctl --user disable --now kindly-remind.timer
units=${{XDG_CONFIG_HOME:-$HOME/.config}}/systemd/user
mkdir -p "$units"
cat > "$units/kindly-remind.service" <<'END'
[Unit]
Description=A gentle reminder from kindly
Documentation=man:kindly-remind(1)

[Service]
Type=oneshot
ExecStart={}
END
cat > "$units/kindly-remind.timer" <<'END'
[Unit]
Description=A gentle reminder from kindly, at most once a day
Documentation=man:kindly-remind(1)

[Timer]
OnCalendar=*-*-* {:02}:{:02}:00
Persistent=true

[Install]
WantedBy=timers.target
END
systemctl --user daemon-reload
systemctl --user enable --now kindly-remind.timer
)",
                     line_of(schedule, systemd_word),
                     time.hours().count(),
                     time.minutes().count());
}

} // namespace kindly
