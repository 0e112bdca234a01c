#!/usr/bin/env bash
# Fuzzes with libFuzzer, and fails where something was found.
#   run.sh [MINUTES [TARGET...]]
# MINUTES are of CPU time for each target, 30 if none are given; without TARGET, all of them.
# Inputs that were worth keeping stay in build/fuzz/corpus, what was found in
# build/fuzz/findings, and what libFuzzer said in build/fuzz/log.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v clang++ >/dev/null || { echo "clang++ is not installed (packages clang and libclang-rt-14-dev)" >&2; exit 1; }

minutes=${1:-30}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(header document sections pack config dates when filter)
longest_slice=600 # seconds; then the fuzzer begins again, with other chances
most_crashes=100  # of one target: so many are mostly the same one again

build=$PWD/build/fuzz
export TMPDIR=$build/tmp
mkdir -p "$TMPDIR" "$build/log"
export UBSAN_OPTIONS=print_stacktrace=1

nice -n 19 cmake --preset fuzz >/dev/null
nice -n 19 cmake --build --preset fuzz

options_of() {
  local length=512 words=""
  case $1 in
  header | document | sections | pack) length=8192 ;;
  esac
  case $1 in
  header | document) words=yaml ;;
  sections) words=sections ;;
  pack | config) words=toml ;;
  dates | when) words="time" ;;
  filter) words=filter ;;
  esac
  echo "-max_len=$length -timeout=10 -rss_limit_mb=2048 -dict=tests/fuzz/$words.dict"
}

# One target, slice after slice until its CPU time is used up. Says one line.
fuzz() {
  local name=$1 corpus=$build/corpus/$1 findings=$build/findings/$1 log=$build/log/$1
  local wanted found=() used=0 runs=0 coverage=0 crashes=0 left slice options
  wanted=$(awk -v m="$minutes" 'BEGIN { print m * 60 }')
  mkdir -p "$corpus" "$findings"
  local program=$build/tests/fuzz/kindly-fuzz-$name seed failing=()
  for seed in "tests/fuzz/corpus/$name/"*; do # one that fails would stop every slice
    if nice -n 19 "$program" -timeout=10 -artifact_prefix="$TMPDIR/" "$seed" >/dev/null 2>&1; then
      cp "$seed" "$corpus/"
    else
      failing+=("$seed")
    fi
  done
  : >"$log" && : >"$log.new" && : >"$log.time"
  read -ra options <<<"$(options_of "$name")"
  TIMEFORMAT='%U %S'
  while left=$(awk -v w="$wanted" -v u="$used" 'BEGIN { print int(w - u + 0.99) }') &&
    [ "$left" -gt 0 ] && [ "$crashes" -lt "$most_crashes" ]; do
    slice=$((left < longest_slice ? left : longest_slice))
    { time nice -n 19 "$program" "${options[@]}" \
      -max_total_time="$slice" -print_final_stats=1 -artifact_prefix="$findings/" \
      "$corpus" >"$log.slice" 2>&1 || crashes=$((crashes + 1)); } 2>"$log.time"
    cat "$log.slice" >>"$log"
    used=$(awk -v u="$used" '{ print u + $1 + $2 }' "$log.time")
    runs=$((runs + $(sed -n 's/^stat::number_of_executed_units: *//p' "$log.slice" | grep . || echo 0)))
    coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log.slice" | tail -n 1)
    # A fuzzer that stops before it starts would be asked for ever.
    grep -q '^stat::' "$log.slice" || { echo "$name could not run; see $log" && return; }
  done
  mapfile -t found < <(find "$findings" -type f -newer "$log.new")
  found+=("${failing[@]}")
  printf '%-9s %10d executions  %6.2f CPU minutes  coverage %5d  findings %d\n' \
    "$name" "$runs" "$(awk -v u="$used" 'BEGIN { print u / 60 }')" "${coverage:-0}" "${#found[@]}"
  [ ${#found[@]} -eq 0 ] || printf '  %s\n' "${found[@]:0:20}"
}

for name in "${targets[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
  fuzz "$name" >"$build/log/$name.result" &
done
wait

is_good=yes
for name in "${targets[@]}"; do
  cat "$build/log/$name.result"
  grep -q 'findings 0$' "$build/log/$name.result" || is_good=no
done
[ $is_good = yes ]
