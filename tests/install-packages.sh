#!/usr/bin/env bash
# Installs Debian packages that are missing; what is there already is left alone.
#   install-packages.sh build|test|web
set -euo pipefail
build="g++ cmake ninja-build libcli11-dev libfmt-dev libreadline-dev libstemmer-dev libtomlplusplus-dev libutf8proc-dev
       libyaml-cpp-dev nlohmann-json3-dev"
test="$build catch2 clang-format mandoc zsh fish git jq gnuplot-nox gawk miller strace python3 procps
      librapidcheck-dev python3-yaml python3-jsonschema binutils acl cron systemd espeak-ng sox"
web="$build chromium poppler-utils python3 python3-jsonschema"
command -v npm >/dev/null || web="$web nodejs npm" # one that is not Debian's will do
wanted=$build
[ "${1:-build}" = test ] && wanted=$test
[ "${1:-build}" = web ] && wanted=$web

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
