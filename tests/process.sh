#!/usr/bin/env bash
# What only a real process can show: streams, signals, rights, parallel runs, bare worlds.
#   process.sh KINDLY
# Prints a line for each promise and `N passed, N failed, N skipped` at the end.
set -u
kindly=$(readlink -f "$1")
place=$(mktemp -d)
trap 'chmod -R u+rwX "$place"; rm -rf "$place"' EXIT
export HOME=$place/home KINDLY_JOURNAL=$place/journal XDG_DATA_DIRS=$place/none LC_ALL=C
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME KINDLY_CONFIG KINDLY_NOW KINDLY_SEED VISUAL EDITOR
mkdir -p "$HOME"
cd "$place" || exit 1
passed=0 failed=0 skipped=0

ok() { # ok NAME COMMAND...: the command must succeed
  local name=$1
  shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "failed: $name"; fi
}
skip() { skipped=$((skipped + 1)) && echo "skipped: $1"; }
exits() { # exits CODE COMMAND...
  local want=$1 got=0
  shift
  "$@" >out 2>err || got=$?
  [ "$got" = "$want" ] || { echo "  exit $got, not $want: $*"; return 1; }
}

full() { "$kindly" "$@" >/dev/full 2>err; [ $? = 3 ] && grep -q 'No space left' err; }
ok "a full standard output is an error" full list --help
ok "a full standard output is an error for a result, too" full cue

broken_pipe() { "$kindly" themes show everyday 2>err | head -n 1 >/dev/null; [ ! -s err ]; }
ok "a reader that goes away is no reason to complain" broken_pipe
unread() { # the text is saved, and nobody wants to know where
  { sleep 0.3; echo "It was unread."; } | "$kindly" new - 2>err | true
  [ ! -s err ] && "$kindly" search "was unread" >out && [ -s out ] && [ ! -e "$HOME/.local/state/kindly/unsaved" ]
}
ok "nor for a text from a pipe, which is saved all the same" unread

bare() { env -i "$kindly" cue >out 2>err && [ -s out ] && [ ! -s err ]; }
ok "a phrase comes out of a world without any variable" bare
homeless() { env -i "$kindly" list >out 2>err; [ $? = 3 ] && grep -q HOME err; }
ok "without HOME it says that there is no place for the journal" homeless
ok "support works without any variable" exits 0 env -i "$kindly" support
mkdir -p "$HOME/.config/kindly" && echo 'name = ' >"$HOME/.config/kindly/config.toml"
ok "support works with a broken config" exits 0 "$kindly" support
ok "other commands name a broken config" exits 4 "$kindly" list
rm -r "$HOME/.config"

modes() {
  rm -rf "$KINDLY_JOURNAL"
  (umask 000 && "$kindly" new "One." >out)
  [ "$(stat -c %a "$(cat out)")" = 600 ] && [ "$(stat -c %a "$KINDLY_JOURNAL/2"* "$KINDLY_JOURNAL" | sort -u)" = 700 ]
}
ok "files are 0600 and folders 0700 whatever the umask" modes

parallel() {
  rm -rf "$KINDLY_JOURNAL"
  for i in $(seq 100); do "$kindly" new "Entry number $i." >/dev/null & done
  wait
  [ "$(find "$KINDLY_JOURNAL" -name '*.md' | wc -l)" = 100 ] && [ "$(find "$KINDLY_JOURNAL" -type f | wc -l)" = 100 ] &&
    [ "$(cat "$KINDLY_JOURNAL"/*/*/*.md | grep -c '^Entry number')" = 100 ]
}
ok "a hundred new entries at once are a hundred files, and nothing else" parallel

rates() {
  rm -rf "$KINDLY_JOURNAL"
  "$kindly" new "Once." -b 8 >/dev/null
  for i in $(seq 40); do "$kindly" rate 5 last --later >/dev/null 2>>errors & done
  wait
  [ "$(grep -c distress "$("$kindly" path)")" = 40 ] && [ "$(find "$KINDLY_JOURNAL" -type f | wc -l)" = 1 ]
}
ok "forty check-ins at once are all there" rates

bytes() { # any bytes that are text come back as they were
  head -c 65000 "$kindly" | base64 -w 0 >big
  printf '\x1b[31m\x07 "quoted" \xe2\x80\xae rtl \xf0\x9f\x8c\xb1\r\n\n## h\n---\n```\n' >>big
  "$kindly" new - <big >/dev/null && "$kindly" show --json | python3 -c '
import json, sys
sys.exit(json.load(sys.stdin)["sections"]["Situation"].encode() != open("big", "rb").read())'
}
ok "64 KiB with control bytes, quotes and headings come back byte for byte" bytes
clean() { ! "$kindly" show | LC_ALL=C grep -q "$(printf '[\x1b\x07\r]')"; }
ok "control bytes of an entry are shown as escapes in a pipe" clean
raw() { "$kindly" show --raw | cmp -s - "$("$kindly" path)"; }
ok "show --raw gives the exact bytes" raw

latin() { printf 'caf\xe9' | "$kindly" new - >out 2>err; [ $? = 2 ] && grep -q UTF-8 err; }
before=$(find "$KINDLY_JOURNAL" -type f | wc -l)
ok "text that is not UTF-8 is refused" latin
ok "and nothing is written for it" [ "$before" = "$(find "$KINDLY_JOURNAL" -type f | wc -l)" ]
ok "and the text is kept outside of the journal" cmp -s "$HOME/.local/state/kindly/unsaved/text-1.txt" <(printf 'caf\xe9')
mistyped() { printf 'A line from a pipe.' | "$kindly" new - --befor 3 >out 2>err; [ $? = 2 ] && grep -q unsaved err; }
ok "a mistyped option does not cost the text in the pipe" mistyped

noedit() { "$kindly" new </dev/null >out 2>err; [ $? = 5 ]; }
ok "new without a word and without a terminal asks nothing and exits with 5" noedit
ok "--no-input opens no editor" exits 5 env EDITOR=true "$kindly" --no-input edit
waiting() { sleep 5 | timeout 2 "$kindly" new >out 2>err; [ "${PIPESTATUS[1]}" = 5 ]; }
ok "new does not wait for a pipe that it was not asked to read" waiting

drafted() {
  printf '#!/bin/sh\nsed -i "s/^> *$/> You fool./; /Critical/,/^$/ { /^$/a > You fool.\n}" "$1"\n' >ed && chmod +x ed
  path=$(EDITOR=$place/ed "$kindly" new -e "It broke.") && grep -q '^It broke' "$path" && grep -q '^> You fool' "$path" &&
    ! grep -q 'kindly: [A-Z]' "$path"
}
ok "an entry from the editor has the answers and none of the questions" drafted
emptied() {
  count=$(find "$KINDLY_JOURNAL" -type f | wc -l)
  EDITOR=true "$kindly" new -e </dev/null >out 2>err && [ ! -s out ] && [ "$count" = "$(find "$KINDLY_JOURNAL" -type f | wc -l)" ]
}
ok "an editor that was closed without a word leaves nothing" emptied
argv() { # the editor's command line and environment hold no word of the entry
  printf '#!/bin/sh\n{ cat /proc/$$/cmdline; env; } > %s/seen\n' "$place" >spy && chmod +x spy
  EDITOR=$place/spy "$kindly" new -e "heliotrope" >/dev/null && ! grep -q heliotrope seen
}
ok "no word of an entry stands in the command line of the editor" argv

if [ "$(id -u)" = 0 ]; then
  skip "a read-only journal can be read (root can write anywhere)"
else
  readonly_journal() { chmod -R a-w "$KINDLY_JOURNAL" && "$kindly" list >out && "$kindly" stats >out && exits 3 "$kindly" new "No."; }
  ok "a read-only journal can be read and refuses a new entry" readonly_journal
  chmod -R u+w "$KINDLY_JOURNAL"
fi

if command -v strace >/dev/null && strace -o trace true 2>/dev/null; then
  quiet() {
    for words in "list" "stats --json" "show" "path" "search demo" "themes" "themes detect fool" "reframe fool" "cue" "support" "doctor" "complete entry"; do
      # shellcheck disable=SC2086 # a list of words
      strace -f -e trace=%file,%network -o trace "$kindly" $words >/dev/null 2>&1
      if grep -E 'O_WRONLY|O_RDWR|O_CREAT|mkdir|rename|unlink|chmod|socket\(|connect\(' trace | grep -v '/dev/'; then
        echo "  by: $words" && return 1
      fi
    done
  }
  ok "commands that read write nothing, make nothing and open no socket" quiet
  ok "and not without HOME either" env -u HOME -u KINDLY_JOURNAL bash -c "$(declare -f quiet); kindly='$kindly'; quiet"
else
  skip "commands that read write nothing (no strace)"
fi
imports() { # what the program takes from the C library: its imports, or what a static one holds
  nm -D --undefined-only "$kindly" 2>/dev/null | grep . || nm "$kindly" 2>/dev/null
}
if imports | grep -qwE 'fsync|__fsync'; then # else there is nothing to read
  sockets() { ! imports | grep -wE '(__)?(socket|connect|bind|listen|accept4?|send(to|msg|mmsg)?|recv(from|msg|mmsg)?|getaddrinfo|gethostbyname_r)(@.*)?'; }
  ok "the program has no socket call to make" sockets
else
  skip "the program has no socket call to make (no symbols, or no nm)"
fi

halfway() { # SIGNAL: words that came through a pipe before somebody stopped kindly
  rm -rf "$HOME/.local/state"
  { printf 'half a thought'; sleep 5; } | "$kindly" new - >out 2>err &
  local pid=$!
  sleep 0.4
  kill -s "$1" "$pid"
  wait "$pid" 2>/dev/null
  [ $? = $((128 + $(kill -l "$1"))) ] && [ "$(cat "$HOME/.local/state/kindly/unsaved/text-1.txt")" = "half a thought" ]
}
for signal in TERM HUP; do
  ok "half a text is kept when SIG$signal ends the wait for the rest" halfway "$signal"
done

typing() { # a line that was not ended when Ctrl-C, or Ctrl-Z and fg, came
  rm -rf "$HOME/.local/state"
  python3 - "$kindly" <<'TYPIST'
import os, pty, signal, sys, time
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[1], [sys.argv[1], "new", "-"])
time.sleep(0.4)
os.write(terminal, b"One line.\nhal")
time.sleep(0.2)
os.write(terminal, b"\x1a")  # Ctrl-Z; in a session of its own nobody stops, and nothing is lost
time.sleep(0.2)
os.write(terminal, b"f a line")
time.sleep(0.2)
os.write(terminal, b"\x03")
_, status = os.waitpid(child, 0)
sys.exit(0 if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT else 1)
TYPIST
  [ $? = 0 ] && [ "$(cat "$HOME/.local/state/kindly/unsaved/text-1.txt")" = "$(printf 'One line.\nhalf a line')" ]
}
ok "a line that Ctrl-C cut off is kept with all the others" typing

stopped() { # kindly is asked to end while the editor is open, and nothing was written
  count=$(find "$KINDLY_JOURNAL" -type f | wc -l)
  cat >ed <<'EDITOR'
#!/bin/sh
above=$PPID
[ "$(cat /proc/$above/comm)" = kindly ] || above=$(cut -d ' ' -f 4 /proc/$above/stat)
kill -TERM "$above"
EDITOR
  chmod +x ed
  EDITOR=$place/ed "$kindly" new -e >out 2>err
  [ $? = 143 ] && [ "$count" = "$(find "$KINDLY_JOURNAL" -type f | wc -l)" ]
}
ok "an entry of nothing but questions does not stay, whoever ends kindly" stopped 2>/dev/null

locked() { # somebody keeps the folder's lock: kindly waits a little, then the swap decides
  local folder
  folder=$(dirname "$("$kindly" path)")
  flock "$folder" sleep 8 &
  local holder=$!
  sleep 0.2
  timeout -k 1 6 "$kindly" rate 3 last --later >out 2>err
  local got=$?
  kill "$holder" 2>/dev/null
  wait "$holder" 2>/dev/null
  return $got
}
ok "a lock that somebody keeps stops nobody for long" locked

foreign() { # a file of somebody else in a folder that everybody may write
  local journal=$place/shared
  mkdir -p "$journal/2026/11" && cp "$("$kindly" path)" "$journal/2026/11/" && chmod -R a+rwX "$journal"
  chmod 644 "$journal"/2026/11/*.md && cp "$kindly" "$place/kindly-for-all" && chmod 755 "$place" "$place/kindly-for-all"
  (cd / && setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent \
    "$place/kindly-for-all" --journal "$journal" rate 3 last --later) >out 2>err
  [ $? = 3 ] && [ "$(stat -c %u "$journal"/2026/11/*.md)" = 0 ]
}
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
  ok "a file that one may not write stays as it is, and its owner's" foreign
else
  skip "a file that one may not write stays as it is (only root can try)"
fi

keep_going() { # Ctrl-C reaches everybody in the foreground; here, kindly alone
  cat >ed <<'EDITOR'
#!/bin/sh
above=$PPID
[ "$(cat /proc/$above/comm)" = kindly ] || above=$(cut -d ' ' -f 4 /proc/$above/stat)
kill -INT "$above"
sed -i "s/^It/That/" "$1"
EDITOR
  chmod +x ed
  path=$(EDITOR=$place/ed "$kindly" new -e "It broke.") && grep -q '^That broke' "$path"
}
ok "Ctrl-C in an editor is the editor's" keep_going

toolarge() { # a gigabyte of holes, a pipe, a device, a folder, links in a circle: named at once, all others listed
  local journal=$place/odd
  mkdir -p "$journal/2026/11/dir.md" && cp "$("$kindly" path)" "$journal/2026/11/"
  printf -- '---\nkindly: 1\n---\n' >"$journal/2026/11/huge.md" && truncate -s 1G "$journal/2026/11/huge.md"
  mkfifo "$journal/2026/11/pipe.md"
  ln -s /dev/zero "$journal/2026/11/zero.md"
  ln -s circle.md "$journal/2026/11/circle.md"
  ln -s .. "$journal/2026/11/up"
  local most=400000 # KiB; a program with sanitizers cannot even begin with that
  (ulimit -v $most && "$kindly" --version >/dev/null 2>&1) || most=unlimited
  (ulimit -v $most && timeout 5 "$kindly" --journal "$journal" list >out 2>err)
  [ $? = 4 ] && [ "$(wc -l <out)" = 1 ] && [ "$(wc -l <err)" = 4 ]
}
ok "a gigabyte, a pipe, a device and a circle hide no entry and cost no time" toolarge

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
