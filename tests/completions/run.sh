#!/usr/bin/env bash
# Drives the committed completions in real shells: run.sh PROGRAM
# A shell that is not there is skipped.
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
completions=$here/../../completions
program=$(realpath "$1")
failed=0

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export HOME=$place/home KINDLY_JOURNAL=$place/journal
export PATH=${program%/*}:$PATH
unset KINDLY_CONFIG XDG_CONFIG_HOME XDG_DATA_HOME XDG_DATA_DIRS XDG_STATE_HOME
mkdir "$HOME"
KINDLY_NOW=2026-11-22T09:00:00Z kindly new "The first." >"$place/first"
KINDLY_NOW=2026-11-23T09:00:00Z kindly new "The second." >"$place/second"
KINDLY_NOW=2025-01-01T09:00:00Z kindly --journal "$place/other" new "Elsewhere." >"$place/other-entry"
touch "$place/a-pack.toml" "$place/not-a-folder"
ids=$(basename -s .md "$(cat "$place/second")" "$(cat "$place/first")" | xargs)
elsewhere=$(basename -s .md "$(cat "$place/other-entry")")

# What a shell offers for a line, a word a line. The cursor stands behind the line.
offers_in_bash() {
  bash --norc --noprofile -c '
    source "$1/kindly.bash"
    read -ra COMP_WORDS <<<"$2"
    [[ $2 == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
    _kindly kindly "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    ((${#COMPREPLY[@]} == 0)) || printf "%s\n" "${COMPREPLY[@]}"
  ' bash "$completions" "$1"
}
offers_in_zsh() { zsh -f "$here/offers.zsh" "$completions" "$1" "$place"; }
offers_in_fish() {
  fish --no-config -c 'source $argv[1]/kindly.fish; complete -C $argv[2]' \
    "$completions" "$1" | cut -f1
}

say() { # say ok|FAILED WHAT
  echo "$1 $shell: $2"
  [ "$1" = ok ] || failed=1
}

# is LINE WORDS: exactly these are offered, in any order. has LINE WORD: this one, too.
is() {
  local got want
  got=$("offers_in_$shell" "$1" 2>&1 | sort | xargs)
  want=$(tr ' ' '\n' <<<"$2" | sort | xargs)
  if [ "$got" = "$want" ]; then say ok "$1"; else say FAILED "$1: wanted '$want', got '$got'"; fi
}
has() {
  local got
  got=$("offers_in_$shell" "$1" 2>&1)
  if grep -qxF -e "$2" <<<"$got"; then say ok "$1"; else
    say FAILED "$1: wanted '$2', got '$(xargs <<<"$got")'"
  fi
}
has_not() {
  if "offers_in_$shell" "$1" 2>&1 | grep -qxF -e "$2"; then
    say FAILED "$1: offers '$2'"
  else
    say ok "$1 is without $2"
  fi
}
# The entries cannot be read: nothing is offered or said, and the shell does not wait.
says_nothing() {
  local begin got took
  for _ in 1 2 3; do # a busy machine may need a second try
    begin=$(date +%s%N)
    got=$(KINDLY_JOURNAL=$1 "offers_in_$shell" "kindly show 2026" 2>&1)
    took=$((($(date +%s%N) - begin) / 1000000))
    [ "$took" -lt "$2" ] && break
  done
  if [ -n "$got" ]; then
    say FAILED "a broken journal: '$got'"
  elif [ "$took" -ge "$2" ]; then
    say FAILED "a broken journal takes $took ms"
  else
    say ok "a broken journal offers nothing"
  fi
}

check_all() {
  is "kindly r" "rate record reframe remind resume rm"
  has "kindly " "help"
  has_not "kindly " "complete"
  has "kindly rate --" "--replace"
  has "kindly rate --" "--journal"
  has_not "kindly rate --" "--critic"
  has "kindly --" "--version"
  is "kindly themes " "list show search detect add check path"
  is "kindly themes show perf" "perfectionism performance"
  is "kindly -q themes --json show perfe" "perfectionism"
  has "kindly guide " "steps"
  is "kindly guide stuck " "blank disbelief fake jargon lazy tears"
  is "kindly guide steps --t" "--try"
  is "kindly list --theme perfo" "performance"
  is "kindly show 2026" "$ids"
  is "kindly show las" "last"
  is "kindly rate 4 2026" "$ids"
  is "kindly rate --note hello 4 2026-11-23" "${ids%% *}"
  is "kindly rate 2026" ""
  is "kindly --journal $place/other show 2025" "$elsewhere"
  is "kindly show --journal $place/other 2025" "$elsewhere"
  is "$program show 2026" "$ids"
  has "kindly stats --by " "week"
  is "kindly stats --format " "text json jsonl csv tsv"
  is "kindly show --format j" "json jsonl"
  is "kindly --color " "auto always never"
  is "kindly new --occasion c" "calm criticism"
  is "kindly help them" "themes"
  is "kindly new " ""
}

for shell in bash zsh fish; do
  if ! command -v "$shell" >/dev/null; then
    echo "skipped: no $shell"
    continue
  fi
  check_all
  limit=1000
  [ "$shell" = zsh ] && limit=3000 # its start reads every completion there is
  says_nothing "$place/not-a-folder" "$limit"
  mkdir -p "$place/locked" && chmod 000 "$place/locked"
  says_nothing "$place/locked/journal" "$limit"
done

shell=bash
is "kindly stats --format = j" "json jsonl" # bash divides --format=j so
is "kindly stats --format =" "text json jsonl csv tsv"
exit "$failed"
