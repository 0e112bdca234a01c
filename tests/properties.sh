#!/usr/bin/env bash
# The properties of tests/unit/property_test.cpp on new cases: a million edits of headers, and
# a hundredth as many of what takes a file each.
#   properties.sh [EDITS]
set -euo pipefail
cd "$(dirname "$0")/.."
edits=${1:-1000000}
tests/install-packages.sh test
cmake --preset ci >/dev/null
cmake --build --preset ci --target kindly-tests
for test in "a value that was set*" "a check-in that was added*"; do
  RC_PARAMS="max_success=$edits" build/ci/tests/kindly-tests "$test"
done
RC_PARAMS="max_success=$((edits / 100))" build/ci/tests/kindly-tests "[property]"
