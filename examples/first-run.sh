#!/usr/bin/env bash
# From a fresh Debian 12 to a kinder script: installs what is needed, builds, and runs the
# main job on a made-up journal in a temporary folder. Your own journal is not touched.
set -euo pipefail
cd "$(dirname "$0")/.."

tests/install-packages.sh build
cmake --preset release -DKINDLY_TESTS=OFF >/dev/null
cmake --build --preset release --target kindly

PATH=$PWD/build/release:$PATH
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export HOME=$place KINDLY_JOURNAL=$place/journal

run() {
  printf '\n$ %s\n' "$*"
  "$@"
}

# Some weeks that are past, so that there are numbers to see.
while IFS='|' read -r ago before after theme feeling what; do
  moment=$(date -d "$ago days ago" +%Y-%m-%dT18)
  zone=$(date +%:z)
  KINDLY_NOW=$moment:00:00$zone kindly new "$what" -b "$before" -t "$theme" -f "$feeling" -r -q >/dev/null
  KINDLY_NOW=$moment:12:00$zone kindly rate "$after"
done <<'ENTRIES'
25|7|4|approval|embarrassed|Said the wrong name in front of the whole table.
19|8|5|competence|ashamed|The build was broken for a day because of my change.
14|6|6|productivity|guilty|Put the form off for the third week.
9|9|5|perfectionism|anxious|Found the typo on the printed poster.
4|7|3|relationships|sad|Forgot to ring back, again.
ENTRIES

run kindly new "Froze in the demo. Priya had to take over." -c "I'm such an idiot." \
  -c "Everyone at work knows I'm faking it." --before 8 --feeling ashamed --address Sam -r
run kindly show
run kindly themes detect "Everyone at work knows I'm faking it."
run kindly reframe "Everyone at work knows I'm faking it." --address Sam --tone warm
run kindly rate 5
run kindly list -n 3
run kindly stats

printf '\nThe program is %s; `cmake --install build/release` puts it in place.\n' "$PWD/build/release/kindly"
