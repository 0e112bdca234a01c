#!/usr/bin/env bash
# Installs Debian packages that are missing; what is there already is left alone.
#   install-packages.sh build|test
set -euo pipefail
build="g++ cmake ninja-build libcli11-dev libfmt-dev libreadline-dev libstemmer-dev libtomlplusplus-dev libutf8proc-dev
       libyaml-cpp-dev nlohmann-json3-dev"
test="$build catch2 clang-format mandoc zsh fish git jq gnuplot-nox gawk strace python3 procps
      librapidcheck-dev python3-yaml binutils acl espeak-ng sox"
wanted=$build
[ "${1:-build}" = test ] && wanted=$test

missing=""
for package in $wanted; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "These packages are missing, and only root can install them:$missing" >&2; exit 1; }
  as_root=sudo
fi
echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
