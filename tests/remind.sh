#!/usr/bin/env bash
# What `kindly remind` hands to other programs: the desktop and systemd. cron.sh has cron.
#   remind.sh KINDLY
set -u
kindly=$(readlink -f "$1")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export HOME=$place/home XDG_DATA_DIRS=$place/none KINDLY_NOW=2026-11-23T18:00:00+01:00
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS KINDLY_JOURNAL KINDLY_CONFIG
mkdir -p "$HOME" "$place/bin" "$place/run"
cd "$place" || exit 1
passed=0 failed=0 skipped=0
ok() { # ok NAME COMMAND...: the command must succeed
  local name=$1
  shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "failed: $name"; fi
}
skip() { skipped=$((skipped + 1)) && echo "skipped: $1"; }

# --- the desktop: a notify-send that notes what it was given --------------------------
cat >bin/notify-send <<END
#!/bin/sh
printf '%s\n' "\$@" >"$place/shown"
echo "\$DBUS_SESSION_BUS_ADDRESS" >"$place/bus"
[ ! -e "$place/broken" ]
END
chmod +x bin/notify-send
remind() { # in cron's world, and with the variables that are named
  rm -f shown bus
  env -i HOME="$HOME" KINDLY_NOW="$KINDLY_NOW" "$@" >out 2>err
}
with_session() {
  remind PATH="$place/bin:/usr/bin" DBUS_SESSION_BUS_ADDRESS=unix:path=/there "$kindly" remind --notify --days mon &&
    [ ! -s out ] && [ ! -s err ] && [ "$(head -n 3 shown)" = "$(printf -- '--app-name=kindly\n--\nkindly')" ] &&
    [ "$(wc -l <shown)" = 4 ] && grep -q unix:path=/there bus
}
ok "a reminder goes to notify-send as arguments, and nowhere else" with_session
python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$place/run/bus"
from_cron() {
  remind PATH="$place/bin:/usr/bin" XDG_RUNTIME_DIR="$place/run" "$kindly" remind --notify --days mon &&
    [ ! -s out ] && grep -qx "unix:path=$place/run/bus" bus
}
ok "where cron knows no session, the user's own bus is found" from_cron
no_desktop() {
  remind PATH="$place/bin:/usr/bin" XDG_RUNTIME_DIR="$place" "$kindly" remind --notify --days mon &&
    [ ! -e shown ] && [ "$(wc -l <out)" = 1 ] && [ ! -s err ]
}
ok "without a desktop the line is printed" no_desktop
no_program() {
  remind PATH="$place/none" DBUS_SESSION_BUS_ADDRESS=x "$kindly" remind --notify --days mon && [ "$(wc -l <out)" = 1 ] && [ ! -s err ]
}
ok "without notify-send the line is printed" no_program
broken() {
  touch broken
  remind PATH="$place/bin:/usr/bin" DBUS_SESSION_BUS_ADDRESS=x "$kindly" remind --notify --days mon && [ "$(wc -l <out)" = 1 ] && [ ! -s err ]
  local code=$?
  rm broken
  return $code
}
ok "a notify-send that fails loses nothing" broken
markup() {
  "$kindly" keep --text 'Slow <b>is</b> allowed & "$(touch pwned)" fine.' >/dev/null
  for day in 01 02 03 04 05 06 07 08 09 10; do
    remind PATH="$place/bin:/usr/bin" DBUS_SESSION_BUS_ADDRESS=x KINDLY_NOW=2026-12-${day}T18:00:00+01:00 \
      "$kindly" remind --notify --mine --days mon,tue,wed,thu,fri,sat,sun || return 1
    grep -q allowed shown && break
  done
  grep -q 'Slow &lt;b>is&lt;/b> allowed &amp; "$(touch pwned)" fine.' shown && [ ! -e pwned ]
}
ok "a kept sentence is shown as it is, whatever is in it" markup
silent() { remind PATH="$place/bin:/usr/bin" DBUS_SESSION_BUS_ADDRESS=x "$kindly" remind --notify --days tue && [ ! -e shown ] && [ ! -s out ]; }
ok "nothing due shows nothing" silent

# --- systemd ---------------------------------------------------------------------------
# sh runs what is printed; systemctl notes what it was asked.
printf '#!/bin/sh\necho "$@" >>"%s/asked"\n' "$place" >bin/systemctl
chmod +x bin/systemctl
units=$HOME/.config/systemd/user
installs() {
  "$kindly" remind --print systemd --at 19:30 --journal "$place/50% \$off \"it's\"" >out && [ ! -e "$units" ] &&
    PATH="$place/bin:$PATH" sh -e out && [ -s "$units/kindly-remind.service" ] && [ -s "$units/kindly-remind.timer" ] &&
    [ "$(cat asked)" = "$(printf '%s\n' '--user daemon-reload' '--user enable --now kindly-remind.timer')" ] &&
    grep -qx 'Persistent=true' "$units/kindly-remind.timer"
}
ok "printing for systemd installs nothing, and what is printed does" installs
if command -v systemd-analyze >/dev/null; then
  verify() { # the manual page is not installed here
    XDG_RUNTIME_DIR=$place/run systemd-analyze verify --user --man=no "$@" >out 2>&1 && ! grep -q kindly-remind out || { cat out && return 1; }
  }
  ok "systemd-analyze verify has nothing against the units" verify "$units/kindly-remind.service" "$units/kindly-remind.timer"
  sed 's|^ExecStart=.*|ExecStart=nowhere/kindly|' "$units/kindly-remind.service" >bad.service
  refuses() { ! verify "$place/bad.service" >/dev/null; }
  ok "and would have something against a wrong one" refuses
  calendar() { systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$units/kindly-remind.timer")" 2>&1 | grep -q '19:30:00'; }
  ok "systemd-analyze calendar reads the time that was asked for" calendar
else
  skip "systemd-analyze is not installed"
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
