#!/usr/bin/env bash
# cmake --install into a scratch prefix: everything arrives where it belongs, and runs.
#   install.sh BUILD_FOLDER
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
DESTDIR=$place cmake --install "$1" --prefix /usr >/dev/null
for file in bin/kindly share/man/man1/kindly.1 share/man/man1/kindly-new.1 share/man/man5/kindly-journal.5 \
  share/man/man5/kindly-themes.5 share/bash-completion/completions/kindly share/fish/vendor_completions.d/kindly.fish \
  share/zsh/vendor-completions/_kindly share/doc/kindly/README.md share/doc/kindly/examples/first-minute.md; do
  [ -s "$place/usr/$file" ] || { echo "failed: $file was not installed"; exit 1; }
done
env -i HOME="$place" "$place/usr/bin/kindly" --version
cmake --install "$1" --prefix "$place/local" >/dev/null
[ -s "$place/local/share/zsh/site-functions/_kindly" ] || { echo "failed: zsh's file outside of /usr"; exit 1; }
echo "2 passed, 0 failed"
