#!/usr/bin/env bash
# Speed, as ratios to the least that the machine asks for, measured in one run.
#   run.sh [KINDLY] [ENTRIES]        default: build/release/kindly, 100000
# The limits, the generator of journals and the stopwatch lie in ../shared/perf beside the
# project; without it this says `skipped`. Each row names its goal: issue 2.
set -euo pipefail
cd "$(dirname "$0")/../.."
kindly=$(readlink -f "${1:-build/release/kindly}")
entries=${2:-100000}
perf=../shared/perf
[ -e $perf/limits.c ] || { echo "skipped: no $perf"; exit 0; }

place=$(mktemp -d "${TMPDIR:-/var/tmp}/kindly-bench.XXXXXX")
trap 'rm -rf "$place"' EXIT
cc -O2 -static -o "$place/limits" $perf/limits.c -lpthread
limits=$place/limits
for size in 1000 "$entries"; do
  python3 $perf/gen_journal.py "$place/$size" --entries "$size" --years $((size > 10000 ? 10 : 1))
done
mkdir "$place/home" "$place/new" "$place/limits-new"
export HOME=$place/home XDG_DATA_DIRS=$place/none
rounds=${ROUNDS:-41}

measure() { # measure WHAT GOAL LABEL=COMMAND...: the ratio of the last to the first, wall time
  local what=$1 goal=$2
  shift 2
  python3 $perf/measure.py -n "$rounds" --json "$@" | python3 -c '
import json, sys
what, goal = sys.argv[1], float(sys.argv[2])
rows = json.load(sys.stdin)
first, last = list(rows.values())[0], list(rows.values())[-1]
bad = [name for name, row in rows.items() if row["exit"] != [0]]
said = "ok" if last["wall_ratio"] <= goal else "OVER"
note = " (exit code: " + ", ".join(bad) + ")" if bad else ""
print("%-44s %6.2f ms  %6.2f ms  %5.2f  %5.2f  %s%s"
      % (what, first["wall_ms"], last["wall_ms"], last["wall_ratio"], goal, said, note))
' "$what" "$goal"
}

printf '%-44s %9s  %9s  %5s  %5s\n' "what" "limit" "kindly" "ratio" "goal"
measure "kindly --version / limits start" 1.6 "limit=$limits start" "kindly=$kindly --version"
python3 tests/session.py "$kindly" --time
fortune=$(command -v fortune || ls /usr/games/fortune 2>/dev/null || true)
if [ -n "$fortune" ]; then
  measure "kindly cue / fortune" 0.55 "limit=$fortune" "kindly=$kindly cue"
else
  echo "kindly cue / fortune: skipped, no fortune"
fi
measure "kindly new / limits new-synced" 2.5 "limit=$limits new-synced $place/limits-new" \
  "kindly=$kindly --journal $place/new new 'It went wrong.' -b 7"
measure "list -n 10 of $entries / limits newest 10" 2 "limit=$limits newest $place/$entries 10" \
  "kindly=$kindly --journal $place/$entries list -n 10"
measure "list -n 10: $entries / 1000 entries" 1.3 "limit=$kindly --journal $place/1000 list -n 10" \
  "kindly=$kindly --journal $place/$entries list -n 10"
measure "rate last --later: $entries / 1000 entries" 1.3 "limit=$kindly --journal $place/1000 rate 5 last --later" \
  "kindly=$kindly --journal $place/$entries rate 5 last --later"
# What a week holds is read, so the smaller journal has as many entries a week.
python3 $perf/gen_journal.py "$place/a-year" --entries "$((entries / 10))" --years 1
measure "remind: $entries in 10 years / a tenth in 1" 1.3 "limit=$kindly --journal $place/a-year remind" \
  "kindly=$kindly --journal $place/$entries remind"
measure "cue: $entries / 1000 entries" 1.3 "limit=$kindly --journal $place/1000 cue" \
  "kindly=$kindly --journal $place/$entries cue"
