#!/usr/bin/env bash
# clang-tidy over every source file; .clang-tidy says what counts.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang-tidy >/dev/null || { echo "clang-tidy is not installed (package clang-tidy)" >&2; exit 1; }
cmake --preset debug >/dev/null
cmake --build --preset debug --target kindly-pack-table
find src -name '*.cpp' ! -name format.cpp -print0 |
  xargs -0 -n 1 -P "$(nproc)" clang-tidy --quiet -p build/debug 2>/dev/null
