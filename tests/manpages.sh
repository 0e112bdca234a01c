#!/usr/bin/env bash
# Whether mandoc has anything to say against the manual pages.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v mandoc >/dev/null; then
  echo "skipped: no mandoc"
  exit 0
fi
found=$(mandoc -Tlint -Wwarning man/*.[15] 2>&1) || true
if [ -n "$found" ]; then
  echo "$found"
  exit 1
fi
for page in man/*.[15]; do echo "ok $page"; done
