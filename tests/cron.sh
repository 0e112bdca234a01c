#!/usr/bin/env bash
# A real cron daemon runs what `kindly remind --print cron` prints, within 70 seconds.
#   cron.sh KINDLY            77: skipped
# The daemon runs in a mount namespace of its own, so no crontab of this machine is touched.
set -u
kindly=$(readlink -f "$1")
skip() { echo "skipped: $1" && exit 77; }
command -v cron >/dev/null || [ -x /usr/sbin/cron ] || skip "cron is not installed"
[ "$(id -u)" = 0 ] || skip "only root can run a cron daemon"
unshare -m true 2>/dev/null || skip "no mount namespace can be made here"

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
journal="$place/50% of it's"
day=$(date -d yesterday +%Y-%m-%d)
KINDLY_NOW=${day}T12:00:00+00:00 "$kindly" --journal "$journal" new "It went wrong." -c "I ruin everything." >/dev/null || exit 1
echo 'goal = 0' >"$place/config.toml"

# Each minute instead of each day. The first has an open entry of yesterday, the second nothing.
crontab() { # crontab NAME OPTIONS...
  local name=$1
  shift
  (unset KINDLY_JOURNAL KINDLY_CONFIG && "$kindly" remind --print cron "$@") |
    sed "s|^[0-9]* [0-9]* \(\* \* \*.*\)|* * \1 >'$place/$name.out' 2>'$place/$name.err'; echo \$? >'$place/$name.code'|"
}
crontab open --journal "$journal" >"$place/crontab"
crontab none --journal "$place/nowhere" --config "$place/config.toml" >>"$place/crontab"
grep -q '^\* \* \* \* \* /' "$place/crontab" || { echo "failed: no line for cron" && cat "$place/crontab" && exit 1; }

before=$(find "$journal" | sort | cksum)
# shellcheck disable=SC2016 # the inner shell's own
timeout 80 unshare -m sh -c '
  mount --make-rprivate / 2>/dev/null
  mount -t tmpfs none /var/spool/cron && mount -t tmpfs none /run && mount -t tmpfs none /etc/cron.d || exit 77
  mkdir -m 1730 /var/spool/cron/crontabs
  cp "$1/crontab" /var/spool/cron/crontabs/root && chmod 600 /var/spool/cron/crontabs/root
  cron -f & daemon=$!
  for _ in $(seq 70); do
    [ -s "$1/open.code" ] && [ -s "$1/none.code" ] && break
    sleep 1
  done
  kill $daemon
' sh "$place" || { code=$?; [ $code = 77 ] && skip "nothing can be mounted here"; }

failed=0
check() { if eval "$2"; then echo "passed: $1"; else failed=1 && echo "failed: $1" && head "$place"/*.out "$place"/*.err "$place"/*.code; fi; }
check "cron ran both" '[ -s "$place/open.code" ] && [ -s "$place/none.code" ]'
check "an open entry of yesterday has its one line" 'grep -q "kindly resume [a-z0-9]\{4\}$" "$place/open.out" && [ "$(wc -l <"$place/open.out")" = 1 ]'
check "nothing due says nothing" '[ ! -s "$place/none.out" ]'
check "nothing on stderr, so no mail beside the line" '[ ! -s "$place/open.err" ] && [ ! -s "$place/none.err" ]'
check "both exit with 0" '[ "$(cat "$place/open.code" "$place/none.code" | tr -d "\n")" = 00 ]'
check "no file was made or changed" '[ "$before" = "$(find "$journal" | sort | cksum)" ] && [ ! -e "$place/nowhere" ]'
exit $failed
