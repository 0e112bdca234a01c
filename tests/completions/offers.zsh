# offers.zsh COMPLETIONS LINE PLACE: what zsh offers behind LINE, a word a line, asked of
# an interactive zsh by the TAB key. PLACE is a folder for what is in between.
zmodload zsh/zpty
zmodload zsh/zselect
heard_offers=$3/zsh-offers
rm -f $heard_offers $heard_offers.done
export heard_offers completions=$1 place=$3

zpty -b shell zsh -f -i
zpty -w shell 'PROMPT= RPROMPT= fpath=($completions $fpath)
autoload -U compinit && compinit -u -d $place/zcompdump
zstyle ":completion:*" insert-tab false
unsetopt beep
compadd() {
  if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
    local -a hits
    builtin compadd -O hits "$@"
    (( $#hits )) && print -rl -- $hits >>$heard_offers
  fi
  builtin compadd "$@"
}
note-end() { : >$heard_offers.done }
comppostfuncs=(note-end)
bindkey "^I" complete-word
: >$heard_offers.ready'
for ((i = 0; i < 500; i++)); do
  [[ -e $heard_offers.ready ]] && break
  zselect -t 1
done
rm -f $heard_offers.ready
zpty -w -n shell "$2"$'\t'
for ((i = 0; i < 500; i++)); do
  [[ -e $heard_offers.done ]] && break
  zselect -t 1
done
while zpty -r -t shell heard; do said+=$heard; done
zpty -d shell
[[ -e $heard_offers.done ]] || print -u2 "the TAB key was not answered"
# Whatever is said to a person who only pressed TAB is wrong.
[[ $said == *(kindly:|not found|no such)* ]] && print -u2 -r -- $said
[[ -e $heard_offers ]] && sort -u $heard_offers
exit 0
