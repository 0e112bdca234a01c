#!/usr/bin/env bash
# Checks `stats --json` against its schema with ajv, and looks at kindly's pages as a
# browser has them: valid HTML, nothing that axe-core finds,
# nothing wider than the screen, nothing fetched, two sheets of paper at most. The
# pictures and PDFs stay in FOLDER for somebody's eyes. Needs the npm registry.
#   web.sh [KINDLY [FOLDER]]
set -euo pipefail
cd "$(dirname "$0")/.."
tests/install-packages.sh web

kindly=$(realpath "${1:-build/ci/kindly}")
folder=${2:-build/web}
mkdir -p "$folder/pages" "$folder/pictures"
cp tests/web/* "$folder"
npm install --prefix "$folder" --no-package-lock --no-audit --no-fund --silent

passed=0
failed=0
count() { # what was run, and whether it went well
  if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $1"; fi
}

mkdir -p "$folder/json"
tests/schema.py "$kindly" "$folder/json" && ok=0 || ok=1
count "JSON by python3-jsonschema" $ok
node "$folder/schema.mjs" examples/stats.schema.json "$folder"/json/*.json && ok=0 || ok=1
count "JSON by ajv" $ok

tests/pages.py "$kindly" "$folder/pages"
"$folder/node_modules/.bin/html-validate" "$folder"/pages/*.html && ok=0 || ok=1
count "valid HTML" $ok
node "$folder/look.mjs" "$(command -v chromium)" "$folder/pictures" "$folder"/pages/*.html && ok=0 || ok=1
count "in a browser" $ok
for file in "$folder"/pictures/*.pdf; do
  sheets=$(pdfinfo "$file" | awk '/^Pages:/ { print $2 }')
  [ "$sheets" -le 2 ] && ok=0 || ok=1
  count "$file has $sheets pages" $ok
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
