# fish completion for kindly. Made by kindly-reference from the commands' declarations:
# change those, not this file.

# Whether KEY:--option waits for a value; KEY is the command and its verb.
function __kindly_takes_value
    switch $argv[1]
        case ':--format'
            return 0
        case 'new:-b'
            return 0
        case 'new:--before'
            return 0
        case 'new:-a'
            return 0
        case 'new:--after'
            return 0
        case 'new:-c'
            return 0
        case 'new:--critic'
            return 0
        case 'new:--resistance'
            return 0
        case 'new:--friend'
            return 0
        case 'new:-k'
            return 0
        case 'new:--kind'
            return 0
        case 'new:--humanity'
            return 0
        case 'new:--forward'
            return 0
        case 'new:--said'
            return 0
        case 'new:--afterwards'
            return 0
        case 'new:--with'
            return 0
        case 'new:-t'
            return 0
        case 'new:--theme'
            return 0
        case 'new:-f'
            return 0
        case 'new:--feeling'
            return 0
        case 'new:--occasion'
            return 0
        case 'new:--form'
            return 0
        case 'new:--age'
            return 0
        case 'new:--address'
            return 0
        case 'new:--at'
            return 0
        case 'new:--format'
            return 0
        case 'resume:-c'
            return 0
        case 'resume:--critic'
            return 0
        case 'resume:--resistance'
            return 0
        case 'resume:--friend'
            return 0
        case 'resume:-k'
            return 0
        case 'resume:--kind'
            return 0
        case 'resume:--humanity'
            return 0
        case 'resume:--forward'
            return 0
        case 'resume:--said'
            return 0
        case 'resume:--afterwards'
            return 0
        case 'resume:--with'
            return 0
        case 'resume:--format'
            return 0
        case 'rate:--note'
            return 0
        case 'rate:--format'
            return 0
        case 'edit:--format'
            return 0
        case 'rm:--restore'
            return 0
        case 'rm:--format'
            return 0
        case 'reframe:-t'
            return 0
        case 'reframe:--theme'
            return 0
        case 'reframe:--tone'
            return 0
        case 'reframe:--address'
            return 0
        case 'reframe:--feeling'
            return 0
        case 'reframe:--occasion'
            return 0
        case 'reframe:--sentences'
            return 0
        case 'reframe:--seed'
            return 0
        case 'reframe:--age'
            return 0
        case 'reframe:--entry'
            return 0
        case 'reframe:--format'
            return 0
        case 'check:--format'
            return 0
        case 'keep:--line'
            return 0
        case 'keep:--text'
            return 0
        case 'keep:--role'
            return 0
        case 'keep:--tone'
            return 0
        case 'keep:--format'
            return 0
        case 'cue:-n'
            return 0
        case 'cue:--number'
            return 0
        case 'cue:-t'
            return 0
        case 'cue:--theme'
            return 0
        case 'cue:--tone'
            return 0
        case 'cue:--max-length'
            return 0
        case 'cue:--seed'
            return 0
        case 'cue:--cards'
            return 0
        case 'cue:--paper'
            return 0
        case 'cue:--format'
            return 0
        case 'remind:--days'
            return 0
        case 'remind:--quiet-hours'
            return 0
        case 'remind:--print'
            return 0
        case 'remind:--at'
            return 0
        case 'remind:--format'
            return 0
        case 'themes:--format'
            return 0
        case 'themes list:--format'
            return 0
        case 'themes show:--format'
            return 0
        case 'themes search:--format'
            return 0
        case 'themes detect:--format'
            return 0
        case 'themes add:--role'
            return 0
        case 'themes add:--tone'
            return 0
        case 'themes add:--occasion'
            return 0
        case 'themes add:--format'
            return 0
        case 'themes check:--format'
            return 0
        case 'themes path:--format'
            return 0
        case 'list:-n'
            return 0
        case 'list:--number'
            return 0
        case 'list:--since'
            return 0
        case 'list:--until'
            return 0
        case 'list:--theme'
            return 0
        case 'list:--occasion'
            return 0
        case 'list:--form'
            return 0
        case 'list:--format'
            return 0
        case 'show:--section'
            return 0
        case 'show:--format'
            return 0
        case 'search:--since'
            return 0
        case 'search:--until'
            return 0
        case 'search:--theme'
            return 0
        case 'search:--occasion'
            return 0
        case 'search:--form'
            return 0
        case 'search:--format'
            return 0
        case 'path:--format'
            return 0
        case 'stats:--since'
            return 0
        case 'stats:--until'
            return 0
        case 'stats:--theme'
            return 0
        case 'stats:--occasion'
            return 0
        case 'stats:--form'
            return 0
        case 'stats:--by'
            return 0
        case 'stats:--html'
            return 0
        case 'stats:--svg'
            return 0
        case 'stats:--format'
            return 0
        case 'speak:--section'
            return 0
        case 'speak:--to'
            return 0
        case 'speak:--format'
            return 0
        case 'record:--seconds'
            return 0
        case 'record:--format'
            return 0
        case 'play:--format'
            return 0
        case 'share:--with'
            return 0
        case 'share:--mask'
            return 0
        case 'share:--to'
            return 0
        case 'share:-o'
            return 0
        case 'share:--output'
            return 0
        case 'share:--receive'
            return 0
        case 'share:--from'
            return 0
        case 'share:--format'
            return 0
        case 'export:--since'
            return 0
        case 'export:--until'
            return 0
        case 'export:--theme'
            return 0
        case 'export:--occasion'
            return 0
        case 'export:--form'
            return 0
        case 'export:-o'
            return 0
        case 'export:--output'
            return 0
        case 'export:--format'
            return 0
        case 'import:--format'
            return 0
        case 'config:--format'
            return 0
        case 'config show:--format'
            return 0
        case 'config set:--format'
            return 0
        case 'config unset:--format'
            return 0
        case 'config path:--format'
            return 0
        case 'git:--format'
            return 0
        case 'guide:--format'
            return 0
        case 'guide topics:--format'
            return 0
        case 'guide steps:--format'
            return 0
        case 'guide when:--format'
            return 0
        case 'guide why:--format'
            return 0
        case 'guide expect:--format'
            return 0
        case 'guide tips:--format'
            return 0
        case 'guide variations:--format'
            return 0
        case 'guide stuck:--format'
            return 0
        case 'guide faq:--format'
            return 0
        case 'guide privacy:--format'
            return 0
        case 'guide plan:--format'
            return 0
        case 'doctor:--format'
            return 0
        case 'support:--format'
            return 0
        case '*:--journal'
            return 0
        case '*:--config'
            return 0
        case '*:--color'
            return 0
    end
    return 1
end

# Whether these are a command and one of its verbs.
function __kindly_is_verb
    contains -- $argv[1] 'themes list' 'themes show' 'themes search' 'themes detect' 'themes add' 'themes check' 'themes path' 'config show' 'config set' 'config unset' 'config path' 'guide topics' 'guide steps' 'guide when' 'guide why' 'guide expect' 'guide tips' 'guide variations' 'guide stuck' 'guide faq' 'guide privacy' 'guide plan'
end

# The command and its verb, and the number of the argument under the cursor.
function __kindly_place
    set -l key ''
    set -l place 1
    set -l waits no
    set -l ended no
    for word in (commandline -opc)[2..]
        if test $waits = yes
            set waits no
        else if test $ended = no; and test "$word" = --
            set ended yes
        else if test $ended = no; and string match -qr -- '^-.' $word
            __kindly_takes_value "$key:$word"; and set waits yes
        else if test -z "$key"
            set key $word
        else if test $place = 1; and __kindly_is_verb "$key $word"
            set key "$key $word"
        else
            set place (math $place + 1)
        end
    end
    printf '%s\n' "$key" $place
end

# Whether the cursor stands behind KEY, at an argument from FIRST to LAST.
function __kindly_at --argument-names key first last
    set -l place (__kindly_place)
    test "$place[1]" = "$key"; or return 1
    test -n "$first"; or return 0
    test $place[2] -ge $first -a $place[2] -le $last
end

# Without the ~ of one's own home.
function __kindly_path --argument-names path
    if string match -q -- '~/*' $path
        printf '%s\n' $HOME(string sub -s 2 -- $path)
    else
        printf '%s\n' $path
    end
end

# Entries and themes come from the program itself, a line each: value, tab, what it is.
function __kindly_ask --argument-names what
    set -l prefix (commandline -ct)
    if test $what = entry; and string match -q -- '*/*' $prefix
        __fish_complete_path $prefix
        return
    end
    set -l typed (commandline -opc)
    set -l program (__kindly_path $typed[1])
    command -q $program; or set program kindly
    command -q $program; or return
    set -l asked
    set -l option ''
    for word in $typed[2..]
        if test -n "$option"
            set -a asked $option (__kindly_path $word)
            set option ''
        else if contains -- "$word" --journal --config
            set option $word
        else if string match -qr -- '^--(journal|config)=' $word
            set -a asked $word
        end
    end
    command $program $asked complete $what "$prefix" 2>/dev/null </dev/null
end

complete -c kindly -f
complete -c kindly -l journal -x -a '(__fish_complete_directories)' -d 'The journal to use'
complete -c kindly -l config -r -F -d 'The config to use'
complete -c kindly -l color -x -k -a 'auto always never' -d 'Style the text: auto, always or never'
complete -c kindly -l json -d 'The same as --format json'
complete -c kindly -l jsonl -d 'The same as --format jsonl'
complete -c kindly -l no-input -d 'Ask nothing and open no editor'
complete -c kindly -s q -l quiet -d 'Leave out notes beside the result'
complete -c kindly -s h -l help -d 'Show help'
complete -c kindly -l version -d 'Show the version'

complete -c kindly -n "__kindly_at '' 1 1" -k -a new -d 'Write down what happened and what the critic said'
complete -c kindly -n "__kindly_at '' 1 1" -k -a resume -d 'Go on with an entry that waits for kinder words'
complete -c kindly -n "__kindly_at '' 1 1" -k -a rate -d 'Note how heavy a moment feels, before, after or later'
complete -c kindly -n "__kindly_at '' 1 1" -k -a edit -d 'Open an entry in your editor'
complete -c kindly -n "__kindly_at '' 1 1" -k -a rm -d 'Move an entry to the trash, or bring it back'
complete -c kindly -n "__kindly_at '' 1 1" -k -a reframe -d 'Answer a harsh thought with a script of four to six sentences'
complete -c kindly -n "__kindly_at '' 1 1" -k -a check -d 'See which parts a script has, and what works against it'
complete -c kindly -n "__kindly_at '' 1 1" -k -a keep -d 'Keep a sentence of your own that helped, to meet it again'
complete -c kindly -n "__kindly_at '' 1 1" -k -a cue -d 'Print one gentle phrase, for a prompt or a sticky note'
complete -c kindly -n "__kindly_at '' 1 1" -k -a remind -d 'Say in one line what is due, or nothing'
complete -c kindly -n "__kindly_at '' 1 1" -k -a themes -d 'The phrase library: list, show, search, detect, add, check, path'
complete -c kindly -n "__kindly_at '' 1 1" -k -a list -d 'List entries, newest first'
complete -c kindly -n "__kindly_at '' 1 1" -k -a show -d 'Show an entry, or one section of it'
complete -c kindly -n "__kindly_at '' 1 1" -k -a search -d 'Find entries by words'
complete -c kindly -n "__kindly_at '' 1 1" -k -a path -d 'Print where an entry lies'
complete -c kindly -n "__kindly_at '' 1 1" -k -a stats -d 'See what changed between the ratings'
complete -c kindly -n "__kindly_at '' 1 1" -k -a speak -d 'Read the kind part of an entry aloud'
complete -c kindly -n "__kindly_at '' 1 1" -k -a record -d 'Record kind words in your own voice, beside an entry'
complete -c kindly -n "__kindly_at '' 1 1" -k -a play -d 'Play the newest recording of an entry'
complete -c kindly -n "__kindly_at '' 1 1" -k -a share -d 'Make a copy of an entry that is fit to be shown'
complete -c kindly -n "__kindly_at '' 1 1" -k -a export -d 'Give entries to other programs, or to paper'
complete -c kindly -n "__kindly_at '' 1 1" -k -a import -d 'Take entries in from another program'
complete -c kindly -n "__kindly_at '' 1 1" -k -a config -d 'Show each setting and where it comes from, or change one'
complete -c kindly -n "__kindly_at '' 1 1" -k -a git -d 'Run git in the journal'
complete -c kindly -n "__kindly_at '' 1 1" -k -a guide -d 'What to do, why, what to expect, and what helps where it sticks'
complete -c kindly -n "__kindly_at '' 1 1" -k -a doctor -d 'Look through the journal and the packs for what is wrong'
complete -c kindly -n "__kindly_at '' 1 1" -k -a support -d 'Show where people are, and your own plan if you have written one'
complete -c kindly -n "__kindly_at '' 1 1" -k -a help -d 'Say how a command is used'
complete -c kindly -n "__kindly_at ''" -l format -x -k -a 'text json jsonl csv tsv md html' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'new'" -s b -l before -x -d 'How heavy it was: 1 (barely) to 10 (overwhelming)'
complete -c kindly -n "__kindly_at 'new'" -s a -l after -x -d 'How heavy it is after writing'
complete -c kindly -n "__kindly_at 'new'" -s c -l critic -x -d 'The critic\'s exact words; may be given often'
complete -c kindly -n "__kindly_at 'new'" -l resistance -x -d 'What in you objects to kindness'
complete -c kindly -n "__kindly_at 'new'" -l friend -x -d 'What you would say to a friend in this place'
complete -c kindly -n "__kindly_at 'new'" -s k -l kind -x -d 'Kind words to yourself'
complete -c kindly -n "__kindly_at 'new'" -l humanity -x -d 'Who else has been here'
complete -c kindly -n "__kindly_at 'new'" -l forward -x -d 'What can be learnt, and one small next step'
complete -c kindly -n "__kindly_at 'new'" -l said -x -d 'What the somebody of --with says to you'
complete -c kindly -n "__kindly_at 'new'" -l afterwards -x -d 'What is different now'
complete -c kindly -n "__kindly_at 'new'" -l with -x -d 'Somebody beside you writes a part, too'
complete -c kindly -n "__kindly_at 'new'" -s t -l theme -x -k -a '(__kindly_ask theme)' -d 'A theme; may be given often'
complete -c kindly -n "__kindly_at 'new'" -s f -l feeling -x -d 'A feeling, any word; may be given often'
complete -c kindly -n "__kindly_at 'new'" -l occasion -x -k -a 'mistake criticism social setback performance anxious therapy calm' -d 'What kind of moment'
complete -c kindly -n "__kindly_at 'new'" -l form -x -k -a 'script letter dialogue rewrite' -d 'What kind of writing'
complete -c kindly -n "__kindly_at 'new'" -l age -x -d 'How old the self is that a letter is written to'
complete -c kindly -n "__kindly_at 'new'" -l address -x -d 'How you want to be spoken to'
complete -c kindly -n "__kindly_at 'new'" -l at -x -d 'When it happened, if not now'
complete -c kindly -n "__kindly_at 'new'" -l quick -d 'Ask six questions instead of nine'
complete -c kindly -n "__kindly_at 'new'" -l plain -d 'Ask without redrawing, for screen readers'
complete -c kindly -n "__kindly_at 'new'" -s e -l edit -d 'Open the entry in an editor before it is kept'
complete -c kindly -n "__kindly_at 'new'" -s r -l reframe -d 'Fill the empty kind part with a composed script'
complete -c kindly -n "__kindly_at 'new'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'resume'" -s c -l critic -x -d 'The critic\'s exact words; may be given often'
complete -c kindly -n "__kindly_at 'resume'" -l resistance -x -d 'What in you objects to kindness'
complete -c kindly -n "__kindly_at 'resume'" -l friend -x -d 'What you would say to a friend in this place'
complete -c kindly -n "__kindly_at 'resume'" -s k -l kind -x -d 'Kind words to yourself'
complete -c kindly -n "__kindly_at 'resume'" -l humanity -x -d 'Who else has been here'
complete -c kindly -n "__kindly_at 'resume'" -l forward -x -d 'What can be learnt, and one small next step'
complete -c kindly -n "__kindly_at 'resume'" -l said -x -d 'What the somebody of --with says to you'
complete -c kindly -n "__kindly_at 'resume'" -l afterwards -x -d 'What is different now'
complete -c kindly -n "__kindly_at 'resume'" -l with -x -d 'Who says what --said holds'
complete -c kindly -n "__kindly_at 'resume'" -l quick -d 'Ask six questions instead of nine'
complete -c kindly -n "__kindly_at 'resume'" -l plain -d 'Ask without redrawing, for screen readers'
complete -c kindly -n "__kindly_at 'resume'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'resume' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'rate'" -l before -d 'How it was before writing'
complete -c kindly -n "__kindly_at 'rate'" -l after -d 'How it was after writing'
complete -c kindly -n "__kindly_at 'rate'" -l later -d 'How it is now: adds a check-in'
complete -c kindly -n "__kindly_at 'rate'" -l note -x -d 'A paragraph for Afterwards'
complete -c kindly -n "__kindly_at 'rate'" -l replace -d 'Put the new value in the place of the old one'
complete -c kindly -n "__kindly_at 'rate'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'rate' 2 2" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'edit'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'edit' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'rm'" -l restore -x -d 'Bring this entry back from the trash'
complete -c kindly -n "__kindly_at 'rm'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'rm' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'reframe'" -s t -l theme -x -k -a '(__kindly_ask theme)' -d 'A theme instead of those detected; may be given often'
complete -c kindly -n "__kindly_at 'reframe'" -l tone -x -k -a 'plain warm wry spiritual' -d 'How it is said'
complete -c kindly -n "__kindly_at 'reframe'" -l address -x -d 'How you want to be spoken to'
complete -c kindly -n "__kindly_at 'reframe'" -l feeling -x -d 'A feeling to name'
complete -c kindly -n "__kindly_at 'reframe'" -l occasion -x -k -a 'mistake criticism social setback performance anxious therapy calm' -d 'What kind of moment'
complete -c kindly -n "__kindly_at 'reframe'" -l sentences -x -d 'How many sentences: 4, 5 or 6'
complete -c kindly -n "__kindly_at 'reframe'" -l seed -x -d 'The same number gives the same script, with the same journal'
complete -c kindly -n "__kindly_at 'reframe'" -l letter -d 'A letter to a younger self'
complete -c kindly -n "__kindly_at 'reframe'" -l age -x -d 'How old that self is; 9 if left out'
complete -c kindly -n "__kindly_at 'reframe'" -l dialogue -d 'The friend answers each of the critic\'s lines'
complete -c kindly -n "__kindly_at 'reframe'" -l fresh -d 'As if no earlier entry had been rated'
complete -c kindly -n "__kindly_at 'reframe'" -s e -l edit -d 'With --entry, write in an editor'
complete -c kindly -n "__kindly_at 'reframe'" -l save -d 'Keep the thought and the script as an entry'
complete -c kindly -n "__kindly_at 'reframe'" -l entry -x -k -a '(__kindly_ask entry)' -d 'Rewrite an older entry or a note instead; TEXT is the new words'
complete -c kindly -n "__kindly_at 'reframe'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'check'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'check' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'keep'" -l line -x -d 'The sentence of this number; may be given often'
complete -c kindly -n "__kindly_at 'keep'" -l text -x -d 'A sentence itself; - for standard input'
complete -c kindly -n "__kindly_at 'keep'" -l list -d 'Only number the sentences'
complete -c kindly -n "__kindly_at 'keep'" -l role -x -k -a 'mindfulness humanity kindness encouragement accountability' -d 'What it does in a script'
complete -c kindly -n "__kindly_at 'keep'" -l tone -x -k -a 'plain warm wry spiritual' -d 'How it sounds'
complete -c kindly -n "__kindly_at 'keep'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'keep' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'cue'" -s n -l number -x -d 'So many phrases, a line each (default: 1); or so many cards (default: 8)'
complete -c kindly -n "__kindly_at 'cue'" -s t -l theme -x -k -a '(__kindly_ask theme)' -d 'From this theme; may be given often'
complete -c kindly -n "__kindly_at 'cue'" -l tone -x -k -a 'plain warm wry spiritual' -d 'How it is said'
complete -c kindly -n "__kindly_at 'cue'" -l mine -d 'Only sentences of your own; see kindly keep'
complete -c kindly -n "__kindly_at 'cue'" -l max-length -x -d 'At most so many columns'
complete -c kindly -n "__kindly_at 'cue'" -l seed -x -d 'The same number gives the same phrase'
complete -c kindly -n "__kindly_at 'cue'" -l cards -r -F -d 'Cards to print, as an HTML page; - for standard output'
complete -c kindly -n "__kindly_at 'cue'" -l paper -x -k -a 'a4 letter' -d 'Paper of the cards (default: a4)'
complete -c kindly -n "__kindly_at 'cue'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'remind'" -l days -x -d 'Days on which practice may be due, such as mon,wed,sat'
complete -c kindly -n "__kindly_at 'remind'" -l quiet-hours -x -d 'Say nothing in these hours, such as 22-8'
complete -c kindly -n "__kindly_at 'remind'" -l notify -d 'On the desktop, with notify-send; printed where there is none'
complete -c kindly -n "__kindly_at 'remind'" -l mine -d 'Let --notify show sentences you kept'
complete -c kindly -n "__kindly_at 'remind'" -l print -x -k -a 'cron systemd' -d 'What to install for a daily run'
complete -c kindly -n "__kindly_at 'remind'" -l at -x -d 'When --print lets it run (default: 18:00)'
complete -c kindly -n "__kindly_at 'remind'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'themes' 1 1" -k -a list -d 'The themes, on which axis, with how many phrases'
complete -c kindly -n "__kindly_at 'themes' 1 1" -k -a show -d 'The phrases of a theme'
complete -c kindly -n "__kindly_at 'themes' 1 1" -k -a search -d 'Phrases that have these words'
complete -c kindly -n "__kindly_at 'themes' 1 1" -k -a detect -d 'Which themes a thought sounds like, and by which words'
complete -c kindly -n "__kindly_at 'themes' 1 1" -k -a add -d 'Add a phrase of your own; it travels with the journal'
complete -c kindly -n "__kindly_at 'themes' 1 1" -k -a check -d 'Whether a pack is right, with line and column of what is not'
complete -c kindly -n "__kindly_at 'themes' 1 1" -k -a path -d 'The folders where packs of your own are looked for'
complete -c kindly -n "__kindly_at 'themes'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'themes list'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'themes show'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'themes show' 1 1" -k -a '(__kindly_ask theme)'

complete -c kindly -n "__kindly_at 'themes search'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'themes detect'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'themes add'" -l role -x -k -a 'mindfulness humanity kindness encouragement accountability' -d 'What it does in a script; guessed if left out'
complete -c kindly -n "__kindly_at 'themes add'" -l tone -x -k -a 'plain warm wry spiritual' -d 'How it sounds; plain if left out'
complete -c kindly -n "__kindly_at 'themes add'" -l occasion -x -k -a 'mistake criticism social setback performance anxious therapy calm' -d 'Only for such moments'
complete -c kindly -n "__kindly_at 'themes add'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'themes add' 1 1" -k -a '(__kindly_ask theme)'

complete -c kindly -n "__kindly_at 'themes check'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'themes check' 1 999" -F

complete -c kindly -n "__kindly_at 'themes path'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'list'" -s n -l number -x -d 'At most so many'
complete -c kindly -n "__kindly_at 'list'" -l since -x -d 'From this day or moment on'
complete -c kindly -n "__kindly_at 'list'" -l until -x -d 'Up to the end of this day or moment'
complete -c kindly -n "__kindly_at 'list'" -l theme -x -k -a '(__kindly_ask theme)' -d 'With this theme'
complete -c kindly -n "__kindly_at 'list'" -l occasion -x -k -a 'mistake criticism social setback performance anxious therapy calm' -d 'With this occasion'
complete -c kindly -n "__kindly_at 'list'" -l form -x -k -a 'script letter dialogue rewrite' -d 'Of this form'
complete -c kindly -n "__kindly_at 'list'" -l open -d 'Critical thoughts that have no kind words yet'
complete -c kindly -n "__kindly_at 'list'" -l unrated -d 'Without an `after` rating'
complete -c kindly -n "__kindly_at 'list'" -l paths -d 'Only the files, a line each'
complete -c kindly -n "__kindly_at 'list'" -s 0 -l null -d 'Only the files, each ended by a NUL byte, for xargs -0'
complete -c kindly -n "__kindly_at 'list'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'show'" -l section -x -d 'Only this section, such as "Kind words"'
complete -c kindly -n "__kindly_at 'show'" -l raw -d 'The exact bytes'
complete -c kindly -n "__kindly_at 'show'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'show' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'search'" -l since -x -d 'From this day or moment on'
complete -c kindly -n "__kindly_at 'search'" -l until -x -d 'Up to the end of this day or moment'
complete -c kindly -n "__kindly_at 'search'" -l theme -x -k -a '(__kindly_ask theme)' -d 'With this theme'
complete -c kindly -n "__kindly_at 'search'" -l occasion -x -k -a 'mistake criticism social setback performance anxious therapy calm' -d 'With this occasion'
complete -c kindly -n "__kindly_at 'search'" -l form -x -k -a 'script letter dialogue rewrite' -d 'Of this form'
complete -c kindly -n "__kindly_at 'search'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'path'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'path' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'stats'" -l since -x -d 'From this day or moment on'
complete -c kindly -n "__kindly_at 'stats'" -l until -x -d 'Up to the end of this day or moment'
complete -c kindly -n "__kindly_at 'stats'" -l theme -x -k -a '(__kindly_ask theme)' -d 'With this theme'
complete -c kindly -n "__kindly_at 'stats'" -l occasion -x -k -a 'mistake criticism social setback performance anxious therapy calm' -d 'With this occasion'
complete -c kindly -n "__kindly_at 'stats'" -l form -x -k -a 'script letter dialogue rewrite' -d 'Of this form'
complete -c kindly -n "__kindly_at 'stats'" -l by -x -k -a 'theme feeling occasion form tone phrase role mine pair week month' -d 'Count by this instead'
complete -c kindly -n "__kindly_at 'stats'" -l html -r -F -d 'Write a page with plots, over an earlier one; - is standard output'
complete -c kindly -n "__kindly_at 'stats'" -l svg -x -k -a 'change themes feelings calendar recovery' -d 'Write one plot: to FILE, or standard output'
complete -c kindly -n "__kindly_at 'stats'" -l with-words -d 'Words of your own on the page too'
complete -c kindly -n "__kindly_at 'stats'" -l format -x -k -a 'text json jsonl csv tsv' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'stats' 1 1" -F

complete -c kindly -n "__kindly_at 'speak'" -l section -x -d 'This section instead of the kind part'
complete -c kindly -n "__kindly_at 'speak'" -l to -r -F -d 'Write the speech to this WAV file'
complete -c kindly -n "__kindly_at 'speak'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'speak' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'record'" -l seconds -x -d 'End after so many seconds'
complete -c kindly -n "__kindly_at 'record'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'record' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'play'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'play' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'share'" -l with -x -d 'This section too, such as Situation; may be given often'
complete -c kindly -n "__kindly_at 'share'" -l mask -x -d 'Hide this name; may be given often'
complete -c kindly -n "__kindly_at 'share'" -l to -x -k -a 'text md html' -d 'text, md or html'
complete -c kindly -n "__kindly_at 'share'" -s o -l output -r -F -d 'To this file; - for standard output'
complete -c kindly -n "__kindly_at 'share'" -l overwrite -d 'Replace the file if it is there'
complete -c kindly -n "__kindly_at 'share'" -l ask -d 'A letter to a friend with room to answer'
complete -c kindly -n "__kindly_at 'share'" -l receive -r -F -d 'Add the answer in this file or in -'
complete -c kindly -n "__kindly_at 'share'" -l from -x -d 'Whose answer it is'
complete -c kindly -n "__kindly_at 'share'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'share' 1 1" -k -a '(__kindly_ask entry)'

complete -c kindly -n "__kindly_at 'export'" -l since -x -d 'From this day or moment on'
complete -c kindly -n "__kindly_at 'export'" -l until -x -d 'Up to the end of this day or moment'
complete -c kindly -n "__kindly_at 'export'" -l theme -x -k -a '(__kindly_ask theme)' -d 'With this theme'
complete -c kindly -n "__kindly_at 'export'" -l occasion -x -k -a 'mistake criticism social setback performance anxious therapy calm' -d 'With this occasion'
complete -c kindly -n "__kindly_at 'export'" -l form -x -k -a 'script letter dialogue rewrite' -d 'Of this form'
complete -c kindly -n "__kindly_at 'export'" -s o -l output -r -F -d 'To this file instead'
complete -c kindly -n "__kindly_at 'export'" -l overwrite -d 'Replace the file if it is there'
complete -c kindly -n "__kindly_at 'export'" -l format -x -k -a 'jsonl json csv md html' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'import'" -l dry-run -d 'Only say what would come; write nothing'
complete -c kindly -n "__kindly_at 'import'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'import' 1 1" -k -a 'jrnl freecbt daylio dayone markdown kindly'
complete -c kindly -n "__kindly_at 'import' 2 2" -F

complete -c kindly -n "__kindly_at 'config' 1 1" -k -a show -d 'Each setting, or the value of one'
complete -c kindly -n "__kindly_at 'config' 1 1" -k -a set -d 'Change one setting in the config'
complete -c kindly -n "__kindly_at 'config' 1 1" -k -a unset -d 'Take one setting out of the config'
complete -c kindly -n "__kindly_at 'config' 1 1" -k -a path -d 'Where the config is, or would be'
complete -c kindly -n "__kindly_at 'config'" -l format -x -k -a 'text json' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'config show'" -l format -x -k -a 'text json' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'config show' 1 1" -k -a 'journal name address tone language day_starts week_start goal editor pager color git_commit durability voice.speak voice.record voice.play support.words support.people support.lines'

complete -c kindly -n "__kindly_at 'config set'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'config set' 1 1" -k -a 'journal name address tone language day_starts week_start goal editor pager color git_commit durability voice.speak voice.record voice.play support.words support.people support.lines'

complete -c kindly -n "__kindly_at 'config unset'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'config unset' 1 1" -k -a 'journal name address tone language day_starts week_start goal editor pager color git_commit durability voice.speak voice.record voice.play support.words support.people support.lines'

complete -c kindly -n "__kindly_at 'config path'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'git'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a topics -d 'The topics, a line each'
complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a steps -d 'The exercise in nine steps'
complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a when -d 'For which moments it is'
complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a why -d 'What studies found, and what they did not'
complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a expect -d 'What may come, and when; fits your first entry'
complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a tips -d 'Small things that help'
complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a variations -d 'Letters, voices, recordings, and with others'
complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a stuck -d 'What helps where it sticks'
complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a faq -d 'Five questions that people ask'
complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a privacy -d 'What lies where, and who can read it'
complete -c kindly -n "__kindly_at 'guide' 1 1" -k -a plan -d 'A set of your own for bad days, step by step'
complete -c kindly -n "__kindly_at 'guide'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide topics'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide steps'" -l try -d 'Walk through a made-up case; keeps nothing'
complete -c kindly -n "__kindly_at 'guide steps'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide when'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide why'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide expect'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide tips'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide variations'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide stuck'" -l format -x -k -a 'text' -d 'The shape of the result'
complete -c kindly -n "__kindly_at 'guide stuck' 1 1" -k -a 'fake disbelief tears lazy jargon blank'

complete -c kindly -n "__kindly_at 'guide faq'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide privacy'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'guide plan'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'doctor'" -l fix -d 'Mend what can be mended without losing a word'
complete -c kindly -n "__kindly_at 'doctor'" -l format -x -k -a 'text json jsonl' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'support'" -s e -l edit -d 'Write or change your own plan in an editor'
complete -c kindly -n "__kindly_at 'support'" -l format -x -k -a 'text' -d 'The shape of the result'

complete -c kindly -n "__kindly_at 'help' 1 1" -k -a new -d 'Write down what happened and what the critic said'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a resume -d 'Go on with an entry that waits for kinder words'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a rate -d 'Note how heavy a moment feels, before, after or later'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a edit -d 'Open an entry in your editor'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a rm -d 'Move an entry to the trash, or bring it back'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a reframe -d 'Answer a harsh thought with a script of four to six sentences'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a check -d 'See which parts a script has, and what works against it'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a keep -d 'Keep a sentence of your own that helped, to meet it again'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a cue -d 'Print one gentle phrase, for a prompt or a sticky note'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a remind -d 'Say in one line what is due, or nothing'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a themes -d 'The phrase library: list, show, search, detect, add, check, path'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a list -d 'List entries, newest first'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a show -d 'Show an entry, or one section of it'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a search -d 'Find entries by words'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a path -d 'Print where an entry lies'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a stats -d 'See what changed between the ratings'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a speak -d 'Read the kind part of an entry aloud'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a record -d 'Record kind words in your own voice, beside an entry'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a play -d 'Play the newest recording of an entry'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a share -d 'Make a copy of an entry that is fit to be shown'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a export -d 'Give entries to other programs, or to paper'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a import -d 'Take entries in from another program'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a config -d 'Show each setting and where it comes from, or change one'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a git -d 'Run git in the journal'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a guide -d 'What to do, why, what to expect, and what helps where it sticks'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a doctor -d 'Look through the journal and the packs for what is wrong'
complete -c kindly -n "__kindly_at 'help' 1 1" -k -a support -d 'Show where people are, and your own plan if you have written one'
