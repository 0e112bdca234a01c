#!/usr/bin/env bash
# Fails where a source file is not formatted as .clang-format says; --fix formats them.
set -euo pipefail
cd "$(dirname "$0")/.."
how=(--dry-run --Werror)
[ "${1:-}" = --fix ] && how=(-i)
find src tests -name '*.cpp' -print0 -o -name '*.hpp' -print0 | xargs -0 clang-format "${how[@]}"
