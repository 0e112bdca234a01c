#!/usr/bin/env bash
# Fails, kills, races, starves kindly and feeds it nonsense; says per line what was promised
# and how often it was tried, and at the end what was lost. Exit 1 on any finding.
#   run.sh short|long KINDLY [KINDLY_DYNAMIC]
# short: a sample that guards data, a minute on two cores. long: everything.
# JOBS=N runs at once (default: the number of cores); KEEP=DIR keeps the reports.
set -u
usage() { sed -n '4s/^# */usage: /p' "$0" >&2; exit 2; }
if [ $# -lt 2 ] || [ ! -x "$2" ]; then usage; fi
how=$1 dynamic=${3:-$2}
[ "$how" = short ] || [ "$how" = long ] || usage
here=$(cd "$(dirname "$0")" && pwd)
jobs=${JOBS:-$(nproc)}
place=$(mktemp -d)
trap 'chmod -R u+rwX "$place"; rm -rf "$place"' EXIT
reports=${KEEP:-$place/reports}
mkdir -p "$reports" && rm -f "$reports"/*.json
export PYTHONDONTWRITEBYTECODE=1
unset KINDLY_JOURNAL KINDLY_CONFIG KINDLY_NOW KINDLY_SEED VISUAL EDITOR LD_PRELOAD

# A copy, because the build may go on and because git keeps no modes.
kindly=$place/kindly
cp "$2" "$kindly" && cp "$dynamic" "$place/kindly-dynamic" && dynamic=$place/kindly-dynamic || exit 2
cp -r "$here/seed" "$place/seed"
chmod -R u=rwX,go= "$place/seed"

editor=$place/editor
# shellcheck disable=SC2016 # the editor's own $1
printf '#!/bin/sh\nsed -i s/idiot/fool/ "$1"\n' >"$editor" && chmod +x "$editor"
careful=$place/careful # an editor that waits until its own file is on the disk
cat >"$careful" <<'EOF' && chmod +x "$careful"
#!/bin/sh
umask 077 && sed s/idiot/fool/ "$1" >"$1.new" && sync "$1.new" && mv "$1.new" "$1"
EOF

lengthy=$place/lengthy # a text that memory can be short for
{ cat "$here/typed.txt" && head -c 60000 /dev/zero | tr '\0' x; } >"$lengthy"

copied=$place/copied # a journal with something to mend: a copy that a sync program made
cp -a "$place/seed" "$copied" && cp -a "$copied/2026/11/2026-11-22-101010-mmmm.md" \
  "$copied/2026/11/2026-11-22-101010-mmmm.sync-conflict-20261123-101010-ABCDEFG.md"

full=2026/11/2026-11-22-101010-mmmm.md # has before and after
typed=(--seed "$place/seed" --stdin "$here/typed.txt" --precious PRECIOUS-9137)
seeded=(--seed "$place/seed")
count=0 found=0

check() { # check PROMISE TOOL ARGUMENTS...: one run of a tool, one line
  local promise=$1 tool=$2 out status=0
  shift 2
  count=$((count + 1))
  local report
  report=$(printf '%s/%02d-%s.json' "$reports" "$count" "$tool")
  out=$(python3 "$here/$tool.py" --quiet --jobs "$jobs" --json "$report" "$@" 2>&1) || status=$?
  if [ "$status" = 77 ]; then
    echo "skipped: $promise: ${out#skipped: }"
    rm -f "$report"
    return
  fi
  if [ ! -s "$report" ] || { [ "$status" != 0 ] && [ "$status" != 1 ]; }; then
    echo "broken: $promise: ${out:0:400}"
    found=1
    return
  fi
  python3 "$here/report.py" line "$report" "$promise" || found=1
}

# ------------------------------------------------------------------------------- shared lines
phrase=("$kindly" themes add own "You showed up, {address}." --role kindness)

power() { # every moment of a power cut, over commands that write
  check "a power cut during new loses no saved entry" powerloss --durable "${typed[@]}" -- "$kindly" new -
  check "a power cut during rate (before) leaves old or new" powerloss --durable "${seeded[@]}" -- "$kindly" rate 3 bbbb
  check "a power cut during rate (after) leaves old or new" powerloss --durable "${seeded[@]}" -- "$kindly" rate 3 aaaa
  check "a power cut during rate (later) leaves old or new" powerloss --durable "${seeded[@]}" -- "$kindly" rate 3 cccc
}

kept() { # preserve, as whoever we are
  check "an edit changes only its own bytes, and no mode, owner, link, attribute" preserve "${seeded[@]}" \
    --target "$full" --want '^after: .?3' -- "$kindly" rate 3 "$full" --after --replace
}

kept_by_nobody() { # and as nobody, where rights mean something
  local promise="the same without being root"
  if [ "$(id -u)" != 0 ] || ! command -v setpriv >/dev/null || [ ! -x /usr/bin/python3 ]; then
    echo "skipped: $promise: not root, or no setpriv or no /usr/bin/python3"
    return
  fi
  local theirs=$place/nobody report=$reports/99-preserve.json
  mkdir "$theirs" && cp -r "$here"/*.py "$place/seed" "$kindly" "$theirs/" && mkdir "$theirs/tmp"
  chown -R 65534:65534 "$theirs" && chmod 711 "$place"
  (cd "$theirs" && TMPDIR=$theirs/tmp setpriv --reuid=65534 --regid=65534 --clear-groups /usr/bin/python3 preserve.py \
    --quiet --seed seed --json report.json --target "$full" --want '^after: .?3' \
    -- "$theirs/kindly" rate 3 "$full" --after --replace) >/dev/null 2>&1
  cp "$theirs/report.json" "$report" 2>/dev/null || { echo "broken: $promise"; found=1; return; }
  python3 "$here/report.py" line "$report" "$promise" || found=1
}

at_once() { # at_once WRITERS ROUNDS
  check "$1 x $2 new entries at once are all there, once" parallel --add --writers "$1" --rounds "$2" -- "$kindly" new -
  check "100 new at once are 100 files" parallel --add --writers 100 --rounds 1 -- "$kindly" new -
  check "40 check-ins at once on one entry are all there" parallel --same --writers 40 "${seeded[@]}" --target "$full" \
    --counted 'distress: 5' -- "$kindly" rate 5 mmmm --later
  check "two writers of one file undo nothing, readers see no half file" parallel --edit "${seeded[@]}" --rounds "$2" \
    --target "$full" --job '{v} mmmm --before --replace' --want '^before: {v}$' \
    --job '{v} mmmm --after --replace' --want '^after: {v}$' -- "$kindly" rate
}

hostile() { # hostile PROMISE OPTIONS...
  local promise=$1
  shift
  [ -d "$place/cases" ] || python3 "$here/hostile_gen.py" "$place/cases" >/dev/null
  check "$promise" hostile_run "$place/cases" --max-diff 60 "@$here/hostile.args" --read doctor --write "doctor --fix" "$@" -- "$kindly"
}

# ------------------------------------------------------------------------------------- short
short() {
  local writes=openat,write,fsync,linkat,renameat2,unlink,fchmod,flock,close
  check "new: any call that writes may fail or be killed; the text is somewhere" inject "${typed[@]}" --only "$writes" -- "$kindly" new -
  check "new: and its text is on the terminal where no disk takes it" inject --err-tty "${typed[@]}" --only openat,fsync --signals '' -- "$kindly" new -
  check "rate: any call that writes may fail or be killed; old or new" inject "${seeded[@]}" --only "$writes" -- "$kindly" rate 3 aaaa
  power
  check "rate: another program's save in the middle is not lost" race "${seeded[@]}" --target "$full" --ways replace,symlink \
    --want '^after: 3$' -- "$kindly" rate 3 mmmm --after --replace
  kept
  check "a full or read-only disk is said, and loses no text" fullfs "${typed[@]}" --sizes 0,1,4 -- "$kindly" new -
  at_once 8 10
  hostile "hostile files on a pipe: calm, no control byte, nothing touched" --only '^(control|term|yaml|toml-[aidnw]|link|name|special|rating|file-[eagu])'
}

# -------------------------------------------------------------------------------------- long
long() {
  inject_all
  power
  check "a power cut during rm leaves the entry in one place" powerloss --durable "${seeded[@]}" -- "$kindly" rm cccc
  check "a power cut during the very first new" powerloss --durable --stdin "$here/typed.txt" -- "$kindly" new -
  check "a power cut during edit leaves the editor's save" powerloss --durable "${seeded[@]}" \
    --temp '\.new$' --env "EDITOR=$careful" -- "$kindly" edit cccc
  check "a power cut during themes add leaves old or new" powerloss --durable "${seeded[@]}" -- "${phrase[@]}"
  starve
  check "new: reads and writes in little pieces" shortio "${typed[@]}" -- "$dynamic" new -
  check "rate: reads and writes in little pieces" shortio "${seeded[@]}" -- "$dynamic" rate 3 cccc
  check "rm: reads and writes in little pieces" shortio "${seeded[@]}" -- "$dynamic" rm cccc
  at_once 16 200
  check "rate (replaced): another party at each call" race "${seeded[@]}" --target "$full" --want '^after: 3$' -- "$kindly" rate 3 mmmm --after --replace
  check "rate (later): another party at each call" race "${seeded[@]}" --target 2026/11/2026-11-22-121212-cccc.md \
    --want 'distress: 5' -- "$kindly" rate 5 cccc --later
  kept
  kept_by_nobody
  check "strange clocks and zones: no entry refused, overwritten or lost" clock -- "$dynamic" new -
  check "new: no network, no copy, no program" leaks "${typed[@]}" -- "$kindly" new -
  check "rate: no network, no copy, no program" leaks "${seeded[@]}" --precious Priya -- "$kindly" rate 3 cccc
  check "edit: no word in the editor's arguments" leaks "${seeded[@]}" --precious Priya --max-programs 3 --env "EDITOR=$editor" -- "$kindly" edit cccc
  check "new: killed at random moments" killloop --rounds 500 "${typed[@]}" -- "$kindly" new -
  check "rate: killed at random moments" killloop --rounds 500 "${seeded[@]}" -- "$kindly" rate 3 cccc
  check "new: killed at random in one growing journal" killloop --rounds 500 --grow 'hello {n} END' --stdin "$here/typed.txt" -- "$kindly" new -
  hostile "hostile files on a pipe: calm, no control byte, nothing touched"
  hostile "hostile files on a terminal: calm, no control byte, nothing touched" --pty --sgr
}

inject_all() { # every call x every error, once and for good; three signals at each
  check "new: any call may fail or be killed; old or new, and the text is somewhere" inject "${typed[@]}" -- "$kindly" new -
  check "new: and its text is on the terminal where no disk takes it" inject --err-tty "${typed[@]}" -- "$kindly" new -
  check "new: the same for the very first entry" inject --stdin "$here/typed.txt" --precious PRECIOUS-9137 -- "$kindly" new -
  check "rate (before): old or new" inject "${seeded[@]}" -- "$kindly" rate 3 bbbb
  check "rate (after): old or new" inject "${seeded[@]}" -- "$kindly" rate 3 aaaa
  check "rate (later): old or new" inject "${seeded[@]}" -- "$kindly" rate 3 cccc
  check "rate (later, a note from a pipe): old or new, and the note is somewhere" inject "${typed[@]}" -- "$kindly" rate 3 cccc --note -
  check "rm: the entry is in one place" inject --once "${seeded[@]}" -- "$kindly" rm cccc
  check "themes add: old or new" inject --once "${seeded[@]}" -- "${phrase[@]}"
  check "themes add, a new theme: all or nothing" inject --once -- "$kindly" themes add work "${phrase[@]:4}"
  check "doctor --fix: old or new" inject --once --on-stdout --seed "$copied" -- "$kindly" doctor --fix
  check "a power cut during doctor --fix leaves old or new" powerloss --durable --seed "$copied" -- "$kindly" doctor --fix
  check "edit: old or new" inject --no-follow "${seeded[@]}" --env "EDITOR=$editor" -- "$kindly" edit cccc
}

starve() {
  check "new: a full, used-up or read-only disk" fullfs "${typed[@]}" -- "$kindly" new -
  check "new: home on the same disk" fullfs --all-full "${typed[@]}" -- "$kindly" new -
  check "new: home on the same disk, and a terminal" fullfs --all-full --err-tty "${typed[@]}" -- "$kindly" new -
  check "new: less and less memory" nomemory "${seeded[@]}" --stdin "$lengthy" --precious PRECIOUS-9137 -- "$kindly" new -
  check "rate: less and less memory" nomemory "${seeded[@]}" -- "$kindly" rate 3 cccc
  check "rate: a full, used-up or read-only disk" fullfs "${seeded[@]}" -- "$kindly" rate 3 cccc
  check "rate: home on the same disk" fullfs --all-full "${seeded[@]}" -- "$kindly" rate 3 cccc
  check "rm: home on the same disk" fullfs --all-full "${seeded[@]}" -- "$kindly" rm cccc
  check "themes add: home on the same disk" fullfs --all-full "${seeded[@]}" -- "${phrase[@]}"
}

case $how in
short) short ;;
long) long ;;
esac
echo
python3 "$here/report.py" total "$reports" || found=1
exit $found
