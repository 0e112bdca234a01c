#!/usr/bin/env bash
# Speed, as ratios to the least that the machine asks for, measured in one run.
#   run.sh [KINDLY] [ENTRIES…]       default: build/release/kindly, 1000 10000 100000
# The limits, the generator of journals and the stopwatch lie in ../shared/perf beside the
# project; without it this says `skipped`. A row compares two commands that ran in turn, so
# it says something on a busy machine too; `noise` is how far the first one's median lies
# above its best. ROUNDS and LONG_ROUNDS say how often each runs.
set -euo pipefail
cd "$(dirname "$0")/../.."
kindly=$(readlink -f "${1:-build/release/kindly}")
shift || true
sizes=${*:-1000 10000 100000}
perf=../shared/perf
[ -e $perf/limits.c ] || { echo "skipped: no $perf"; exit 0; }

place=$(mktemp -d "${TMPDIR:-/var/tmp}/kindly-bench.XXXXXX")
trap 'rm -rf "$place"' EXIT
cc -O2 -static -o "$place/limits" $perf/limits.c -lpthread
limits=$place/limits
for size in $sizes; do
  python3 $perf/gen_journal.py "$place/$size" --entries "$size" --years $((size > 10000 ? 10 : 1))
  largest=$size smallest=${smallest:-$size}
done
mkdir "$place/home" "$place/new" "$place/limits-new"
export HOME=$place/home XDG_DATA_DIRS=$place/none
rounds=${ROUNDS:-41}
long_rounds=${LONG_ROUNDS:-9}
threads=$(nproc)
[ "$threads" -le 8 ] || threads=8

row() { printf '%-50s %9s  %9s  %6s  %6s  %5s  %s\n' "$@"; }

# measure AGAINST ROUNDS FIRST=COMMAND NAME@GOAL=COMMAND...: a row for each but the first, its
# ratio to that; without a goal (@-) only the figures.
measure() {
  local against=$1 times=$2
  shift 2
  python3 $perf/measure.py -n "$times" --json "$@" | python3 -c '
import json, sys
rows = json.load(sys.stdin)
first = next(iter(rows.values()))
noise = first["wall_ms"] / first["wall_min_ms"] - 1
for label, found in list(rows.items())[1:]:
    name, goal = label.rsplit("@", 1)
    ratio = found["wall_ratio"]
    said = "" if goal == "-" else "met" if ratio <= float(goal) else "OVER"
    odd = "" if found["exit"] == [0] else " (exit %s)" % found["exit"]
    print("%-50s %9.2f  %9.2f  %6.2f  %6.2f  %5s  %s%s, noise %.0f %%"
          % (name + " / " + sys.argv[1], first["wall_ms"], found["wall_ms"], ratio, found["cpu_ratio"], goal, said, odd, 100 * noise))
' "$against"
}
has() { command -v "$1" >/dev/null; }
missing() { row "$1" "" "" "" "" "" "not installed"; }

row "what / against what" "against" "this, ms" "ratio" "cpu" "goal" ""
measure "limits start" "$rounds" "limit=$limits start" "kindly --version@1.6=$kindly --version"
python3 tests/session.py "$kindly" --time
fortune=$(command -v fortune || ls /usr/games/fortune 2>/dev/null || true)
if [ -n "$fortune" ]; then measure fortune "$rounds" "limit=$fortune" "kindly cue@0.55=$kindly cue"; else missing fortune; fi
measure "limits new-synced" "$rounds" "limit=$limits new-synced $place/limits-new" \
  "kindly new@2.5=$kindly --journal $place/new new 'It went wrong.' -b 7"
measure "limits newest 10" "$rounds" "limit=$limits newest $place/$largest 10" \
  "list -n 10 of $largest@2=$kindly --journal $place/$largest list -n 10"
for command in "list -n 10" "rate 5 last --later" "new 'It went wrong.'" cue; do
  measure "of $smallest" "$rounds" "limit=$kindly --journal $place/$smallest $command" \
    "${command%% \'*} of $largest@1.3=$kindly --journal $place/$largest $command"
done
# What a week holds is read, so the smaller journal has as many entries a week.
python3 $perf/gen_journal.py "$place/a-year" --entries "$((largest / 10))" --years 1
measure "of a tenth in 1 year" "$rounds" "limit=$kindly --journal $place/a-year remind" \
  "remind of $largest in 10 years@1.3=$kindly --journal $place/$largest remind"

for size in $sizes; do
  goal() { if [ "$size" -ge 100000 ]; then echo "$1"; else echo -; fi; }
  journal="$kindly --journal $place/$size"
  commands=("stats, $size@$(goal 1.35)=$journal stats" "search heliotrope, $size@$(goal 1.45)=$journal search heliotrope")
  measure "limits read, $threads threads" "$long_rounds" "limit=$limits read $place/$size $threads" "${commands[@]}" \
    "export --format jsonl, $size@$(goal 1.8)=$journal export --format jsonl"
  if has rg; then
    measure "rg -j1" "$long_rounds" "limit=rg -j1 -l heliotrope $place/$size" \
      "stats, $size@$(goal 0.75)=$journal stats" "search heliotrope, $size@$(goal 0.75)=$journal search heliotrope" \
      "grep -rl heliotrope, $size@-=grep -rl heliotrope $place/$size"
  else
    missing rg
  fi
done

python3 -c '
import os, sys
for words in (["stats"], ["search", "heliotrope"], ["list"]):
    child = os.posix_spawn(sys.argv[1], [sys.argv[1], "--journal", sys.argv[2], *words], os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    used = os.wait4(child, 0)[2].ru_maxrss / 1024
    goal = "-" if words == ["list"] else "64"
    said = "" if goal == "-" else "met" if used < 64 else "OVER"
    print("%-50s %9s  %9.1f  %6s  %6s  %5s  %s" % ("peak memory of %s, MiB" % " ".join(words), "", used, "", "", goal, said))
' "$kindly" "$place/$largest"

# What others take for as many records of their own.
size=10000
python3 tests/bench/neighbours.py "$place/others" $size
[ -d "$place/$size" ] || python3 $perf/gen_journal.py "$place/$size" --entries $size --years 1
beside() { # beside PROGRAM ARGUMENT...
  if has "$1"; then
    measure "kindly stats, $size" 3 "limit=$kindly --journal $place/$size stats" "$1 $2@-=$*"
  else
    missing "$1"
  fi
}
export TIMEWARRIORDB=$place/others/timew TASKRC=$place/others/taskrc TASKDATA=$place/others/task LEDGER_FILE=$place/others/book.journal
beside hledger stats -f "$LEDGER_FILE"
beside ledger stats --init-file /dev/null -f "$LEDGER_FILE"
beside timew summary :all
beside task stats
