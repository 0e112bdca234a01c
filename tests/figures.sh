#!/usr/bin/env bash
# Whether the README's figures are what kindly-evaluate measures.
#   figures.sh EVALUATE            compares
#   figures.sh EVALUATE --update   writes them into the README
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
readme=$root/README.md
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
awk '/<!-- figures -->/ { exit } { print }' "$readme" >"$fresh"
{
  echo "<!-- figures -->"
  "$1" "$root/tests/data" --table
  echo "<!-- /figures -->"
  awk 'found { print } /<!-- \/figures -->/ { found = 1 }' "$readme"
} >>"$fresh"
if [ "${2:-}" = --update ]; then
  cat "$fresh" >"$readme"
elif ! diff "$readme" "$fresh"; then
  echo "The README's figures are not those of kindly-evaluate; tests/figures.sh EVALUATE --update writes them." >&2
  exit 1
fi
