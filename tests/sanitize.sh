#!/usr/bin/env bash
# All tests under the address and undefined-behaviour sanitizers.
set -euo pipefail
cd "$(dirname "$0")/.."
tests/install-packages.sh test
cmake --preset sanitize >/dev/null
cmake --build --preset sanitize
ctest --preset sanitize
