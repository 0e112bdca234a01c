#!/usr/bin/env bash
# Installs what is needed and passes every test: builds with warnings as errors, runs all
# tests, and checks that format and generated documents are in step.
set -euo pipefail
cd "$(dirname "$0")/.."

tests/install-packages.sh test
tests/format.sh
cmake --preset ci >/dev/null
cmake --build --preset ci
ctest --preset ci
