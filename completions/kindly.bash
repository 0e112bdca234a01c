# bash completion for kindly. Made by kindly-reference from the commands'
# declarations: change those, not this file. It needs no other package.

# What may stand as an option's value, or as an argument, by KEY:--option and by
# KEY:NUMBER, where KEY is the command and its verb: entry, theme, file, folder,
# nothing, or = and the words themselves. Fails where nothing is declared.
_kindly_kind() {
  case $1 in
  ':--format') kind='=text json jsonl csv tsv md html' ;;
  ':1') kind='=new resume rate edit rm reframe check keep cue remind themes list show search path stats speak record play share export import config git guide doctor support help' ;;
  'new:-b' | 'new:--before') kind=nothing ;;
  'new:-a' | 'new:--after') kind=nothing ;;
  'new:-c' | 'new:--critic') kind=nothing ;;
  'new:--resistance') kind=nothing ;;
  'new:--friend') kind=nothing ;;
  'new:-k' | 'new:--kind') kind=nothing ;;
  'new:--humanity') kind=nothing ;;
  'new:--forward') kind=nothing ;;
  'new:--said') kind=nothing ;;
  'new:--afterwards') kind=nothing ;;
  'new:--with') kind=nothing ;;
  'new:-t' | 'new:--theme') kind=theme ;;
  'new:-f' | 'new:--feeling') kind=nothing ;;
  'new:--occasion') kind='=mistake criticism social setback performance anxious therapy calm' ;;
  'new:--form') kind='=script letter dialogue rewrite' ;;
  'new:--age') kind=nothing ;;
  'new:--address') kind=nothing ;;
  'new:--at') kind=nothing ;;
  'new:--format') kind='=text' ;;
  'new:1') kind=nothing ;;
  'resume:-c' | 'resume:--critic') kind=nothing ;;
  'resume:--resistance') kind=nothing ;;
  'resume:--friend') kind=nothing ;;
  'resume:-k' | 'resume:--kind') kind=nothing ;;
  'resume:--humanity') kind=nothing ;;
  'resume:--forward') kind=nothing ;;
  'resume:--said') kind=nothing ;;
  'resume:--afterwards') kind=nothing ;;
  'resume:--with') kind=nothing ;;
  'resume:--format') kind='=text' ;;
  'resume:1') kind=entry ;;
  'rate:--note') kind=nothing ;;
  'rate:--format') kind='=text' ;;
  'rate:1') kind=nothing ;;
  'rate:2') kind=entry ;;
  'edit:--format') kind='=text' ;;
  'edit:1') kind=entry ;;
  'rm:--restore') kind=nothing ;;
  'rm:--format') kind='=text' ;;
  'rm:1') kind=entry ;;
  'reframe:-t' | 'reframe:--theme') kind=theme ;;
  'reframe:--tone') kind='=plain warm wry spiritual' ;;
  'reframe:--address') kind=nothing ;;
  'reframe:--feeling') kind=nothing ;;
  'reframe:--occasion') kind='=mistake criticism social setback performance anxious therapy calm' ;;
  'reframe:--sentences') kind=nothing ;;
  'reframe:--seed') kind=nothing ;;
  'reframe:--age') kind=nothing ;;
  'reframe:--entry') kind=entry ;;
  'reframe:--format') kind='=text json jsonl' ;;
  'reframe:1') kind=nothing ;;
  'check:--format') kind='=text json jsonl' ;;
  'check:1') kind=entry ;;
  'keep:--line') kind=nothing ;;
  'keep:--text') kind=nothing ;;
  'keep:--role') kind='=mindfulness humanity kindness encouragement accountability' ;;
  'keep:--tone') kind='=plain warm wry spiritual' ;;
  'keep:--format') kind='=text' ;;
  'keep:1') kind=entry ;;
  'cue:-n' | 'cue:--number') kind=nothing ;;
  'cue:-t' | 'cue:--theme') kind=theme ;;
  'cue:--tone') kind='=plain warm wry spiritual' ;;
  'cue:--max-length') kind=nothing ;;
  'cue:--seed') kind=nothing ;;
  'cue:--cards') kind=file ;;
  'cue:--paper') kind='=a4 letter' ;;
  'cue:--format') kind='=text' ;;
  'remind:--days') kind=nothing ;;
  'remind:--quiet-hours') kind=nothing ;;
  'remind:--print') kind='=cron systemd' ;;
  'remind:--at') kind=nothing ;;
  'remind:--format') kind='=text' ;;
  'themes:--format') kind='=text json jsonl' ;;
  'themes:1') kind='=list show search detect add check path' ;;
  'themes list:--format') kind='=text json jsonl' ;;
  'themes show:--format') kind='=text json jsonl' ;;
  'themes show:1') kind=theme ;;
  'themes search:--format') kind='=text json jsonl' ;;
  'themes search:'[1-9]*) kind=nothing ;;
  'themes detect:--format') kind='=text json jsonl' ;;
  'themes detect:1') kind=nothing ;;
  'themes add:--role') kind='=mindfulness humanity kindness encouragement accountability' ;;
  'themes add:--tone') kind='=plain warm wry spiritual' ;;
  'themes add:--occasion') kind='=mistake criticism social setback performance anxious therapy calm' ;;
  'themes add:--format') kind='=text' ;;
  'themes add:1') kind=theme ;;
  'themes add:2') kind=nothing ;;
  'themes check:--format') kind='=text' ;;
  'themes check:'[1-9]*) kind=file ;;
  'themes path:--format') kind='=text' ;;
  'list:-n' | 'list:--number') kind=nothing ;;
  'list:--since') kind=nothing ;;
  'list:--until') kind=nothing ;;
  'list:--theme') kind=theme ;;
  'list:--occasion') kind='=mistake criticism social setback performance anxious therapy calm' ;;
  'list:--form') kind='=script letter dialogue rewrite' ;;
  'list:--format') kind='=text json jsonl' ;;
  'show:--section') kind=nothing ;;
  'show:--format') kind='=text json jsonl' ;;
  'show:1') kind=entry ;;
  'search:--since') kind=nothing ;;
  'search:--until') kind=nothing ;;
  'search:--theme') kind=theme ;;
  'search:--occasion') kind='=mistake criticism social setback performance anxious therapy calm' ;;
  'search:--form') kind='=script letter dialogue rewrite' ;;
  'search:--format') kind='=text json jsonl' ;;
  'search:'[1-9]*) kind=nothing ;;
  'path:--format') kind='=text' ;;
  'path:1') kind=entry ;;
  'stats:--since') kind=nothing ;;
  'stats:--until') kind=nothing ;;
  'stats:--theme') kind=theme ;;
  'stats:--occasion') kind='=mistake criticism social setback performance anxious therapy calm' ;;
  'stats:--form') kind='=script letter dialogue rewrite' ;;
  'stats:--by') kind='=theme feeling occasion form tone phrase role mine pair week month' ;;
  'stats:--html') kind=file ;;
  'stats:--svg') kind='=change themes feelings calendar recovery' ;;
  'stats:--format') kind='=text json jsonl csv tsv' ;;
  'stats:1') kind=file ;;
  'speak:--section') kind=nothing ;;
  'speak:--to') kind=file ;;
  'speak:--format') kind='=text' ;;
  'speak:1') kind=entry ;;
  'record:--seconds') kind=nothing ;;
  'record:--format') kind='=text' ;;
  'record:1') kind=entry ;;
  'play:--format') kind='=text' ;;
  'play:1') kind=entry ;;
  'share:--with') kind=nothing ;;
  'share:--mask') kind=nothing ;;
  'share:--to') kind='=text md html' ;;
  'share:-o' | 'share:--output') kind=file ;;
  'share:--receive') kind=file ;;
  'share:--from') kind=nothing ;;
  'share:--format') kind='=text' ;;
  'share:1') kind=entry ;;
  'export:--since') kind=nothing ;;
  'export:--until') kind=nothing ;;
  'export:--theme') kind=theme ;;
  'export:--occasion') kind='=mistake criticism social setback performance anxious therapy calm' ;;
  'export:--form') kind='=script letter dialogue rewrite' ;;
  'export:-o' | 'export:--output') kind=file ;;
  'export:--format') kind='=jsonl json csv md html' ;;
  'import:--format') kind='=text' ;;
  'import:1') kind='=jrnl freecbt daylio dayone markdown kindly' ;;
  'import:2') kind=file ;;
  'config:--format') kind='=text json' ;;
  'config:1') kind='=show set unset path' ;;
  'config show:--format') kind='=text json' ;;
  'config show:1') kind='=journal name address tone language day_starts week_start goal editor pager color git_commit durability voice.speak voice.record voice.play support.words support.people support.lines' ;;
  'config set:--format') kind='=text' ;;
  'config set:1') kind='=journal name address tone language day_starts week_start goal editor pager color git_commit durability voice.speak voice.record voice.play support.words support.people support.lines' ;;
  'config set:2') kind=nothing ;;
  'config unset:--format') kind='=text' ;;
  'config unset:1') kind='=journal name address tone language day_starts week_start goal editor pager color git_commit durability voice.speak voice.record voice.play support.words support.people support.lines' ;;
  'config path:--format') kind='=text' ;;
  'git:--format') kind='=text' ;;
  'git:'[1-9]*) kind=nothing ;;
  'guide:--format') kind='=text' ;;
  'guide:1') kind='=topics steps when why expect tips variations stuck faq privacy plan' ;;
  'guide topics:--format') kind='=text' ;;
  'guide steps:--format') kind='=text' ;;
  'guide when:--format') kind='=text' ;;
  'guide why:--format') kind='=text' ;;
  'guide expect:--format') kind='=text' ;;
  'guide tips:--format') kind='=text' ;;
  'guide variations:--format') kind='=text' ;;
  'guide stuck:--format') kind='=text' ;;
  'guide stuck:1') kind='=fake disbelief tears lazy jargon blank' ;;
  'guide faq:--format') kind='=text' ;;
  'guide privacy:--format') kind='=text' ;;
  'guide plan:--format') kind='=text' ;;
  'doctor:--format') kind='=text json jsonl' ;;
  'support:--format') kind='=text' ;;
  'help:1') kind='=new resume rate edit rm reframe check keep cue remind themes list show search path stats speak record play share export import config git guide doctor support' ;;
  *:--journal) kind=folder ;;
  *:--config) kind=file ;;
  *:--color) kind='=auto always never' ;;
  *) kind=nothing; return 1 ;;
  esac
}

# The options that may stand behind a command and its verb.
_kindly_options() {
  case $1 in
  '') options='--format' ;;
  'new') options='-b --before -a --after -c --critic --resistance --friend -k --kind --humanity --forward --said --afterwards --with -t --theme -f --feeling --occasion --form --age --address --at --quick --plain -e --edit -r --reframe --format' ;;
  'resume') options='-c --critic --resistance --friend -k --kind --humanity --forward --said --afterwards --with --quick --plain --format' ;;
  'rate') options='--before --after --later --note --replace --format' ;;
  'edit') options='--format' ;;
  'rm') options='--restore --format' ;;
  'reframe') options='-t --theme --tone --address --feeling --occasion --sentences --seed --letter --age --dialogue --fresh -e --edit --save --entry --format' ;;
  'check') options='--format' ;;
  'keep') options='--line --text --list --role --tone --format' ;;
  'cue') options='-n --number -t --theme --tone --mine --max-length --seed --cards --paper --format' ;;
  'remind') options='--days --quiet-hours --notify --mine --print --at --format' ;;
  'themes') options='--format' ;;
  'themes list') options='--format' ;;
  'themes show') options='--format' ;;
  'themes search') options='--format' ;;
  'themes detect') options='--format' ;;
  'themes add') options='--role --tone --occasion --format' ;;
  'themes check') options='--format' ;;
  'themes path') options='--format' ;;
  'list') options='-n --number --since --until --theme --occasion --form --open --unrated --paths -0 --null --format' ;;
  'show') options='--section --raw --format' ;;
  'search') options='--since --until --theme --occasion --form --format' ;;
  'path') options='--format' ;;
  'stats') options='--since --until --theme --occasion --form --by --html --svg --with-words --format' ;;
  'speak') options='--section --to --format' ;;
  'record') options='--seconds --format' ;;
  'play') options='--format' ;;
  'share') options='--with --mask --to -o --output --overwrite --ask --receive --from --format' ;;
  'export') options='--since --until --theme --occasion --form -o --output --overwrite --format' ;;
  'import') options='--dry-run --format' ;;
  'config') options='--format' ;;
  'config show') options='--format' ;;
  'config set') options='--format' ;;
  'config unset') options='--format' ;;
  'config path') options='--format' ;;
  'git') options='--format' ;;
  'guide') options='--format' ;;
  'guide topics') options='--format' ;;
  'guide steps') options='--try --format' ;;
  'guide when') options='--format' ;;
  'guide why') options='--format' ;;
  'guide expect') options='--format' ;;
  'guide tips') options='--format' ;;
  'guide variations') options='--format' ;;
  'guide stuck') options='--format' ;;
  'guide faq') options='--format' ;;
  'guide privacy') options='--format' ;;
  'guide plan') options='--format' ;;
  'doctor') options='--fix --format' ;;
  'support') options='-e --edit --format' ;;
  'help') options='' ;;
  *) options='' ;;
  esac
  options+=' --journal --config --color --json --jsonl --no-input -q --quiet -h --help --version'
}

# Whether these are a command and one of its verbs.
_kindly_is_verb() {
  case $1 in
  'themes list' | 'themes show' | 'themes search' | 'themes detect' | 'themes add' | 'themes check' | 'themes path' | 'config show' | 'config set' | 'config unset' | 'config path' | 'guide topics' | 'guide steps' | 'guide when' | 'guide why' | 'guide expect' | 'guide tips' | 'guide variations' | 'guide stuck' | 'guide faq' | 'guide privacy' | 'guide plan') ;;
  *) return 1 ;;
  esac
}

# Reads one word before the cursor. `option` is the one that waits for its value.
_kindly_read() {
  if [[ -n $option ]]; then
    [[ $1 == '=' ]] && return # bash divides --format=json in three
    _kindly_path "$1"
    [[ $option == --journal || $option == --config ]] && asked+=("$option" "$path")
    option=''
  elif [[ -n $ended || $1 != -?* ]]; then
    if [[ -z $key ]]; then
      key=$1
    elif ((place == 1)) && _kindly_is_verb "$key $1"; then
      key="$key $1"
    else
      ((++place))
    fi
  elif [[ $1 == -- ]]; then
    ended=yes
  elif _kindly_kind "$key:$1"; then
    option=$1
  fi
}

# A path as it was typed, without its quotes and the ~ of one's own home.
_kindly_path() {
  path=${1//[\\\"\']/}
  [[ $path == '~/'* ]] && path=$HOME${path:1}
  return 0
}

# Readline knows best how to complete a path; where it cannot be asked, plain names.
_kindly_files() {
  local value
  compopt -o "$1" 2>/dev/null && return
  while IFS= read -r value; do
    COMPREPLY+=("$value")
  done < <(compgen "$2" -- "$word")
}

# Entries and themes come from the program itself, a line each: value, tab, what it is.
_kindly_ask() {
  local path value
  _kindly_path "${COMP_WORDS[0]}"
  [[ -n $(type -P -- "$path") ]] || path=kindly
  while IFS=$'\t' read -r value _; do
    [[ $value == "$word"* ]] && COMPREPLY+=("$value")
  done < <("$path" ${asked[@]+"${asked[@]}"} complete "$1" "$word" 2>/dev/null </dev/null)
  compopt -o nosort 2>/dev/null # the newest entry first
}

_kindly_offer() {
  local value
  case $kind in
  =*)
    for value in ${kind#=}; do
      [[ $value == "$word"* ]] && COMPREPLY+=("$value")
    done
    ;;
  entry) if [[ $word == */* ]]; then _kindly_files default -f; else _kindly_ask entry; fi ;;
  theme) _kindly_ask theme ;;
  file) _kindly_files default -f ;;
  folder) _kindly_files dirnames -d ;;
  esac
}

_kindly() {
  local IFS=$' \t\n' word=${COMP_WORDS[COMP_CWORD]}
  local key='' option='' ended='' kind='' options='' path='' place=1 i
  local -a asked=()
  COMPREPLY=()
  word=${word#[\"\']} # readline puts an opened quote back
  for ((i = 1; i < COMP_CWORD; i++)); do
    _kindly_read "${COMP_WORDS[i]}"
  done
  if [[ -n $option ]]; then
    [[ $word == '=' ]] && word=''
    _kindly_kind "$key:$option"
  elif [[ -z $ended && $word == -* ]]; then
    _kindly_options "$key"
    kind="=$options"
  else
    _kindly_kind "$key:$place"
  fi
  _kindly_offer
  return 0
}

complete -F _kindly kindly
