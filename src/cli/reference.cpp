#include "cli/reference.hpp"

#include "base/text.hpp"
#include "cli/globals.hpp"
#include "cli/help.hpp"
#include "commands/all.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

namespace kindly {
namespace {

// --- what is declared, as a shell meets it -------------------------------------------

/// A word that may be typed, and what it does.
struct Offer {
  std::string word;
  std::string about;
};

/// What may follow the words of `key`: nothing yet, a command, a command and its verb.
struct Place {
  std::string key;
  std::vector<Arg> options; ///< its own, and --format with the shapes it has
  std::vector<Arg> positionals;
  std::vector<Offer> offers; ///< the commands or verbs that its first word may be
};

/// All places, and the options that are the same in each.
struct Grammar {
  std::vector<Place> places;
  std::vector<Arg> everywhere;
};

std::vector<const Command*> visible(std::span<const Command> commands) {
  std::vector<const Command*> shown;
  for (const Command& command : commands)
    if (!command.group.empty()) shown.push_back(&command);
  return shown;
}

/// `kindly help` is no command of its own: the parser knows it.
constexpr std::string_view help_summary = "Say how a command is used";

Offer offer_of(const Command& command) {
  return {std::string(command.name), std::string(command.summary)};
}

Arg format_arg(Arg format, std::span<const Format> shapes) {
  format.choices.clear();
  for (const Format shape : shapes)
    format.choices.push_back(format_names[static_cast<std::size_t>(shape)]);
  return format;
}

Place place_of(std::string key, const Command& command, const Arg& format) {
  Place place{.key = std::move(key), .options = {}, .positionals = {}, .offers = {}};
  for (const Arg& arg : command.args)
    (arg.is_positional() ? place.positionals : place.options).push_back(arg);
  place.options.push_back(format_arg(format, command.formats));
  return place;
}

void add_places(std::vector<Place>& places, const Command& command, const Arg& format) {
  const std::string name(command.name);
  if (command.verbs.empty()) {
    places.push_back(place_of(name, command, format));
    return;
  }
  places.push_back(place_of(name, command.verbs.front(), format));
  places.back().positionals.clear();
  std::ranges::transform(
      command.verbs, std::back_inserter(places.back().offers), offer_of);
  for (const Command& verb : command.verbs)
    places.push_back(place_of(fmt::format("{} {}", name, verb.name), verb, format));
}

/// The declarations keep a reference to the options they fill; nothing is filled here.
std::vector<Arg> declared_globals() {
  static GlobalOptions options;
  return global_args(options);
}

Grammar grammar_of(std::span<const Command> commands) {
  Grammar grammar{{}, declared_globals()};
  const auto found = std::ranges::find(grammar.everywhere, "--format", &Arg::names);
  const Arg format = *found;
  grammar.everywhere.erase(found);

  std::vector<Offer> names;
  for (const Command* command : visible(commands)) names.push_back(offer_of(*command));
  grammar.places.push_back({"", {format}, {}, names});
  grammar.places.back().offers.push_back({"help", std::string(help_summary)});
  for (const Command* command : visible(commands))
    add_places(grammar.places, *command, format);
  grammar.places.push_back({"help", {}, {}, names});
  return grammar;
}

std::string joined(std::span<const std::string> words, std::string_view between) {
  std::string out;
  for (const std::string& word : words)
    out += fmt::format("{}{}", &word == words.data() ? "" : between, word);
  return out;
}

std::vector<std::string> names_of(const Arg& arg) {
  const std::vector<std::string_view> names = split(arg.names, ',');
  return {names.begin(), names.end()};
}

/// The keys of commands with their verbs, which have a blank inside.
std::vector<std::string> verb_keys(const Grammar& grammar) {
  std::vector<std::string> keys;
  for (const Place& place : grammar.places)
    if (place.key.find(' ') != std::string::npos) keys.push_back(place.key);
  return keys;
}

// --- manual pages --------------------------------------------------------------------

/// The pages change with the commands, not with the day they were made.
constexpr std::string_view page_date = "2026-11-23";

enum class As { prose, code };

/// A sign as roff reads it. In code, quotes must stay what can be typed.
std::string roff_sign(char c, As as) {
  switch (c) {
  case '\\': return "\\e";
  case '-': return "\\-";
  case '~': return "\\(ti";
  case '^': return "\\(ha";
  case '`': return "\\(ga";
  case '\'': return as == As::code ? "\\(aq" : "'";
  default: return {c};
  }
}

/// Text as roff reads it: nothing in it is a request, and `code` in prose is bold.
std::string roff(std::string_view text, As as = As::prose) {
  std::string safe;
  As now = as;
  char before = '\n';
  for (const char c : text) {
    const bool would_request = before == '\n' && (c == '.' || c == '\'');
    before = c;
    if (c == '`' && as == As::prose) {
      now = now == As::prose ? As::code : As::prose;
      safe += now == As::code ? "\\fB" : "\\fR";
      continue;
    }
    if (would_request) safe += "\\&";
    safe += roff_sign(c, now);
  }
  return safe;
}

/// One sentence or more on lines of their own, closed by a full stop.
std::string paragraph(std::string_view text) {
  constexpr std::size_t page_width = 78;
  const std::vector<std::string> lines = wrap(text, page_width);
  std::string out = roff(joined(lines, "\n"));
  const bool is_closed = text.ends_with('.') || text.ends_with('!') ||
                         text.ends_with('?') || text.ends_with(':');
  return out + (is_closed ? "\n" : ".\n");
}

std::string bold(std::string_view text) {
  return "\\fB" + roff(text, As::code) + "\\fR";
}
std::string italic(std::string_view text) {
  return "\\fI" + roff(text, As::code) + "\\fR";
}

/// Paragraphs are divided by blank lines; one whose lines are indented stays as it is.
std::string description(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 2, text.size()));
    if (trimmed(part).empty()) continue;
    if (!out.empty()) out += ".PP\n";
    out += part.starts_with(' ') ? ".EX\n" + roff(part, As::code) + "\n.EE\n"
                                 : paragraph(trimmed(part));
  }
  return out;
}

/// usage_of with the typed words bold and the values italic.
std::string roff_usage(const Command& command, std::string_view before) {
  const std::string typed = fmt::format("{}{}", before, command.name);
  std::string out = bold(typed);
  const std::string usage = usage_of(command, before);
  const std::string_view behind = std::string_view(usage).substr(typed.size());
  if (behind.empty()) return out;
  for (std::string_view word : split(behind.substr(1), ' ')) {
    const bool may_lack = word.starts_with('[') && word.ends_with(']');
    if (may_lack) word = word.substr(1, word.size() - 2);
    out +=
        fmt::format(" {}{}{}", may_lack ? "[" : "", italic(word), may_lack ? "]" : "");
  }
  return out;
}

bool names_all(std::string_view help, std::span<const std::string> choices) {
  return std::ranges::all_of(choices, [&](const std::string& choice) {
    return help.find(choice) != std::string_view::npos;
  });
}

std::string roff_arg(const Arg& arg) {
  std::string term;
  if (!arg.is_positional())
    for (const std::string& name : names_of(arg))
      term += (term.empty() ? "" : ", ") + bold(name);
  if (!arg.is_flag()) term += (term.empty() ? "" : " ") + italic(arg.value);
  std::string help(arg.help);
  if (!names_all(help, arg.choices))
    help += fmt::format(": {}", joined(arg.choices, ", "));
  const bool says_so = help.find("often") != std::string::npos;
  if (arg.repeats && !arg.is_positional() && !says_so) help += "; may be given often";
  return fmt::format(".TP\n{}\n{}", term, paragraph(help));
}

std::string roff_args(std::span<const Arg> args, bool positionals) {
  std::string out;
  for (const Arg& arg : args)
    if (arg.is_positional() == positionals) out += roff_arg(arg);
  return out;
}

std::string roff_formats(const Command& command) {
  if (command.formats.size() < 2) return {};
  std::vector<std::string> names;
  for (const Format format : command.formats)
    names.push_back(format_names[static_cast<std::size_t>(format)]);
  return paragraph(fmt::format("The result can have these shapes (`--format`): {}",
                               joined(names, ", ")));
}

std::string roff_examples(const Command& command) {
  std::string out;
  for (const Example& example : command.examples)
    out += fmt::format("{}{}.PP\n.RS 4\n.EX\n{}\n.EE\n.RE\n",
                       out.empty() ? "" : ".PP\n",
                       paragraph(example.about),
                       roff(fmt::format("$ {}", example.line), As::code));
  return out;
}

/// A heading and what it is over; nothing where there is nothing.
std::string
section(std::string_view macro, std::string_view title, std::string_view text) {
  if (text.empty()) return {};
  return fmt::format(".{} {}\n{}", macro, title, text);
}

std::string first_line(std::string_view title) {
  return fmt::format(".\\\" Made by kindly-reference from the commands' declarations.\n"
                     ".TH {} 1 {} kindly \"User Commands\"\n",
                     title,
                     page_date);
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::string synopsis_of(const Command& command) {
  if (command.verbs.empty()) return roff_usage(command, "kindly ") + "\n";
  std::string out;
  const std::string before = fmt::format("kindly {} ", command.name);
  for (const Command& verb : command.verbs)
    out += fmt::format("{}{}\n", out.empty() ? "" : ".br\n", roff_usage(verb, before));
  return out;
}

/// Each verb is a subsection with all there is to say of it.
std::string verbs_of(const Command& command) {
  if (command.verbs.empty()) return {};
  const std::string before = fmt::format("kindly {} ", command.name);
  std::string out =
      paragraph(fmt::format("Without a verb, `kindly {}` means `kindly {} {}`.",
                            command.name,
                            command.name,
                            command.verbs.front().name));
  for (const Command& verb : command.verbs) {
    std::string said = paragraph(verb.summary);
    if (!verb.description.empty()) said += ".PP\n" + description(verb.description);
    said += roff_args(verb.args, true) + roff_args(verb.args, false);
    const std::string formats = roff_formats(verb);
    if (!formats.empty()) said += ".PP\n" + formats;
    if (!verb.examples.empty()) said += ".PP\n" + roff_examples(verb);
    out += section("SS", roff_usage(verb, before), said);
  }
  return out;
}

constexpr std::string_view globals_named =
    "The options that every command has, such as \\fB\\-\\-journal\\fR, stand in\n"
    ".BR kindly (1).\n";

// The sections of kindly(1) that no declaration holds.

constexpr std::string_view about_kindly =
    R"(.SH NAME
kindly \- answer the inner critic as you would answer a friend
.SH SYNOPSIS
\fBkindly\fR [\fIoptions\fR] \fICOMMAND\fR [\fIarguments\fR]
.br
\fBkindly help\fR [\fICOMMAND\fR]
.SH DESCRIPTION
\fBkindly\fR is a notebook for the time after a mistake.
You write down what happened and what the inner critic said,
answer as you would answer a friend in the same place,
and note how heavy it feels before and after.
A script is whole when it names the hurt, remembers that others have stood here
too, says something kind, and finds one small next step.
.PP
Each sitting is a Markdown file that belongs to you; see
.BR kindly\-journal (5).
The phrases that \fBkindly\fR can offer come from theme packs, which you can
extend with your own; see
.BR kindly\-themes (5).
Nothing leaves this computer.
.PP
\fBkindly\fR is no therapy and no help in a crisis: nobody reads what you write,
and nobody is alerted.
\fBkindly support\fR shows where people are.
)";

constexpr std::string_view about_names =
    R"(.SH NAMING AN ENTRY
Where a command takes an \fIENTRY\fR, it can be
.TP
\fBlast\fR, \fBlast\(ti2\fR
The newest entry, the one two before it.
.TP
\fB2026\-11\-23\-151204\-k7mp\fR
An id: the name of the file without its ending.
.TP
\fB2026\-11\-23\fR
The beginning of an id, if only one entry's id begins so.
.TP
\fBk7mp\fR
The four last characters of an id.
.TP
\fB./note.md\fR
A path: whatever has a slash in it or ends in \fB.md\fR.
Seen from where you stand, or else from the journal.
.PP
If nothing matches, or several entries do, the message names the nearest ones and
the exit status is 1.
.SH NAMING A TIME
Where a command takes a \fIWHEN\fR, it can be
.TP
\fBnow\fR, \fBtoday\fR, \fByesterday\fR
.TQ
\fBmonday\fR, \fBlast monday\fR
The latest Monday, today included; the latest one before today.
Three letters are enough.
.TP
\fB14:30\fR
The latest half past two that is not ahead of now.
.TP
\fB3 days ago\fR, \fB5h\fR, \fB2d\fR, \fB2w\fR, \fB6m\fR, \fB1y\fR
Back from now: hours, days, weeks, months, years.
.TP
\fB2026\-11\-23\fR, \fB2026\-11\fR, \fB2026\-W47\fR, \fB2026\fR
A day, a month, a week of ISO 8601, a year.
.TP
\fB2026\-11\-23T15:12:04+01:00\fR
A moment as RFC 3339 has it.
Without an offset it is the time of this computer's clock.
.PP
\fB\-\-since\fR means from its beginning, \fB\-\-until\fR up to its end.
\fB\-\-at\fR takes a moment, or a day, which keeps the time that it is now.
A day begins at \fBday_starts\fR of the config, midnight unless it says otherwise.
What two people would read differently, such as 03/05/2026, is refused, and both
readings are named.
)";

constexpr std::string_view about_places =
    R"(.SH FILES
.TP
.I \(ti/.local/share/kindly/journal/
The journal, unless \fB\-\-journal\fR, \fBKINDLY_JOURNAL\fR or the config's
\fBjournal\fR names another; the first of these counts.
Under \fB$XDG_DATA_HOME\fR where that is set.
.TP
.I \(ti/.config/kindly/config.toml
The config, unless \fB\-\-config\fR or \fBKINDLY_CONFIG\fR names another.
Under \fB$XDG_CONFIG_HOME\fR where that is set.
None is needed.
.TP
.I \(ti/.config/kindly/themes/*.toml
Theme packs of your own; the journal's folder
.I themes/
can hold some too.
.TP
.I \(ti/.local/state/kindly/unsaved/
What you typed, if it could not be saved where it belongs.
Under \fB$XDG_STATE_HOME\fR where that is set.
.SH CONFIG
The config is a TOML file with any of these keys.
.TP
\fBjournal\fR = \fB"\(ti/notes/journal"\fR
Where the journal is.
.TP
\fBname\fR = \fB"Sam"\fR, \fBaddress\fR = \fB"dear one"\fR
Your name, and what you would like to be called in a script.
.TP
\fBtone\fR = \fB"plain"\fR
Which phrases come first: plain, warm, wry or spiritual.
.TP
\fBlanguage\fR = \fB"en"\fR
Which packs serve.
.TP
\fBday_starts\fR = \fB"04:00"\fR, \fBweek_start\fR = \fB"monday"\fR
When your day and your week begin.
.TP
\fBgoal\fR = \fB2\fR
How many times a week you would like to practise.
.TP
\fBeditor\fR = \fB"nano"\fR
The editor to open, before \fBVISUAL\fR and \fBEDITOR\fR are asked.
.TP
\fBcolor\fR = \fB"auto"\fR
The same as \fB\-\-color\fR.
.TP
\fBdurability\fR = \fB"safe"\fR
With \fB"fast"\fR, a save does not wait until the disk has it.
.PP
A key that \fBkindly\fR does not know is named and changes nothing.
.SH ENVIRONMENT
.TP
.B KINDLY_JOURNAL
The journal to use.
.TP
.B KINDLY_CONFIG
The config to use.
.TP
.B KINDLY_NOW
A moment as RFC 3339 has it, which takes the place of the clock, offset included.
Examples and tests give the same result every time with it.
.TP
.B KINDLY_SEED
A whole number, which takes the place of chance.
.TP
.BR XDG_DATA_HOME ", " XDG_CONFIG_HOME ", " XDG_STATE_HOME ", " XDG_DATA_DIRS
Where files are looked for and kept.
A relative path is ignored, as the XDG rules ask.
.TP
.B NO_COLOR
If it is set and not empty, text is not styled.
.TP
.BR VISUAL ", " EDITOR
The editor to open; the first that is set is taken.
)";

constexpr std::string_view about_ending =
    R"(.SH EXIT STATUS
.TP
.B 0
Done; also if there was nothing to list.
.TP
.B 1
The answer is no: nothing matched, or several entries did.
.TP
.B 2
The command line or a value in it was not understood.
.TP
.B 3
A file could not be read or written.
.TP
.B 4
An entry, a pack or the config cannot be understood.
Commands that read many entries show all the others first.
.TP
.B 5
A question needs an answer, and there is no terminal.
.PP
An interrupted command ends with 130.
.SH PRIVACY
The journal's folders and files can be read by your own account only.
They are not encrypted.
These places are outside of what \fBkindly\fR can keep private:
.IP \(bu 2
The shell's history keeps what you type on a command line.
Many shells leave out a line that begins with a blank
(\fBHISTCONTROL=ignorespace\fR in bash, \fBsetopt HIST_IGNORE_SPACE\fR in zsh;
fish does so by itself).
What you type after \fBkindly new \-\fR, or in the editor, is not in the history.
.IP \(bu 2
While a command runs, its arguments can be seen by others on the same computer, with
.BR ps (1)
for example.
.IP \(bu 2
Editors keep swap, undo and backup files, often in a folder of their own.
.IP \(bu 2
Backups and synchronised folders have copies, and keep them after
\fBkindly rm\fR, which moves a file to the journal's
.I .trash/
until you empty it.
)";

std::string grouped_commands(std::span<const Command> commands) {
  std::string out;
  std::string_view group;
  const auto add =
      [&](std::string_view in, const std::string& usage, std::string_view does) {
        if (in != group) out += fmt::format(".SS {}\n", roff(in));
        group = in;
        out += fmt::format(".TP\n{}\n{}", usage, paragraph(does));
      };
  for (const Command* command : visible(commands))
    add(command->group, roff_usage(*command, "kindly "), command->summary);
  add("Help", bold("kindly help") + " [" + italic("COMMAND") + "]", help_summary);
  return out;
}

std::string see_also(std::span<const Command> commands) {
  std::string out;
  for (const Command* command : visible(commands))
    out += fmt::format(".BR {} (1),\n", roff(fmt::format("kindly-{}", command->name)));
  return out + ".BR kindly\\-journal (5),\n.BR kindly\\-themes (5)\n";
}

// --- bash ----------------------------------------------------------------------------

constexpr std::string_view bash_head =
    R"sh(# bash completion for kindly. Made by kindly-reference from the commands'
# declarations: change those, not this file. It needs no other package.

# What may stand as an option's value, or as an argument, by KEY:--option and by
# KEY:NUMBER, where KEY is the command and its verb: entry, theme, file, folder,
# nothing, or = and the words themselves. Fails where nothing is declared.
_kindly_kind() {
  case $1 in
)sh";

constexpr std::string_view bash_tail =
    R"sh(
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
)sh";

/// The word by which the bash functions know what to offer.
std::string bash_kind(const Arg& arg) {
  if (!arg.choices.empty()) return fmt::format("'={}'", joined(arg.choices, " "));
  switch (arg.what) {
  case Completes::entry: return "entry";
  case Completes::theme: return "theme";
  case Completes::file: return "file";
  case Completes::folder: return "folder";
  case Completes::nothing: break;
  }
  return "nothing";
}

std::vector<std::string> words_offered(std::span<const Offer> offers) {
  std::vector<std::string> words;
  for (const Offer& offer : offers) words.push_back(offer.word);
  return words;
}

std::string bash_kinds_of(const Place& place) {
  std::string out;
  for (const Arg& option : place.options) {
    if (option.is_flag()) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : names_of(option))
      patterns.push_back(fmt::format("'{}:{}'", place.key, name));
    out +=
        fmt::format("  {}) kind={} ;;\n", joined(patterns, " | "), bash_kind(option));
  }
  if (!place.offers.empty())
    out += fmt::format("  '{}:1') kind='={}' ;;\n",
                       place.key,
                       joined(words_offered(place.offers), " "));
  std::size_t number = 0;
  for (const Arg& arg : place.positionals) {
    const std::string which = arg.repeats ? "'[1-9]*" : fmt::format("{}'", ++number);
    out += fmt::format("  '{}:{}) kind={} ;;\n", place.key, which, bash_kind(arg));
  }
  return out;
}

std::string bash_kinds(const Grammar& grammar) {
  std::string out;
  for (const Place& place : grammar.places) out += bash_kinds_of(place);
  for (const Arg& option : grammar.everywhere)
    for (const std::string& name : names_of(option))
      if (!option.is_flag())
        out += fmt::format("  *:{}) kind={} ;;\n", name, bash_kind(option));
  return out + "  *) kind=nothing; return 1 ;;\n  esac\n}\n";
}

std::string option_words(std::span<const Arg> options) {
  std::vector<std::string> words;
  for (const Arg& option : options)
    std::ranges::copy(names_of(option), std::back_inserter(words));
  return joined(words, " ");
}

std::string bash_options(const Grammar& grammar) {
  std::string out = "\n# The options that may stand behind a command and its verb.\n"
                    "_kindly_options() {\n  case $1 in\n";
  for (const Place& place : grammar.places)
    out += fmt::format(
        "  '{}') options='{}' ;;\n", place.key, option_words(place.options));
  return out + fmt::format("  *) options='' ;;\n  esac\n  options+=' {}'\n}}\n",
                           option_words(grammar.everywhere));
}

std::string bash_verbs(const Grammar& grammar) {
  const std::vector<std::string> keys = verb_keys(grammar);
  std::string out = "\n# Whether these are a command and one of its verbs.\n"
                    "_kindly_is_verb() {\n  case $1 in\n";
  if (!keys.empty()) out += fmt::format("  '{}') ;;\n", joined(keys, "' | '"));
  return out + "  *) return 1 ;;\n  esac\n}\n";
}

// --- zsh -----------------------------------------------------------------------------

constexpr std::string_view zsh_head =
    R"sh(#compdef kindly
# zsh completion for kindly. Made by kindly-reference from the commands' declarations:
# change those, not this file.

# Entries and themes come from the program itself, a line each: value, tab, what it is.
__kindly_ask() {
  if [[ $1 == entry && $PREFIX == */* ]]; then
    _files
    return
  fi
  local program=${(Q)typed[1]} line
  local -a asked answers
  local -i i
  [[ $program == '~/'* ]] && program=$HOME${program:1}
  whence -p -- $program >/dev/null || program=kindly
  for ((i = 2; i < $#typed; i++)); do
    case $typed[i] in
    --journal | --config)
      line=${(Q)typed[i + 1]}
      [[ $line == '~/'* ]] && line=$HOME${line:1}
      asked+=($typed[i] $line)
      ;;
    --journal=* | --config=*) asked+=(${(Q)typed[i]}) ;;
    esac
  done
  for line in ${(f)"$($program $asked complete $1 "${(Q)PREFIX}" 2>/dev/null </dev/null)"}; do
    answers+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  _describe -V -t $1 $1 answers
}
)sh";

constexpr std::string_view zsh_tail = R"sh(
if [[ $funcstack[1] == _kindly ]]; then
  _kindly "$@"
else
  compdef _kindly kindly
fi
)sh";

/// A text inside of single quotes, with a backslash before each of `signs`.
std::string zsh_text(std::string_view text, std::string_view signs) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || signs.find(c) != std::string_view::npos) out += '\\';
    out += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return out;
}

std::string zsh_action(const Arg& arg) {
  if (!arg.choices.empty()) return fmt::format("({})", joined(arg.choices, " "));
  switch (arg.what) {
  case Completes::entry: return " __kindly_ask entry";
  case Completes::theme: return " __kindly_ask theme";
  case Completes::file: return "_files";
  case Completes::folder: return "_files -/";
  case Completes::nothing: break;
  }
  return " "; // only says what is wanted
}

/// One _arguments specification for each name of an option.
std::string zsh_option(const Arg& option, std::string_view indent) {
  const std::vector<std::string> names = names_of(option);
  const std::string others = names.size() > 1 && !option.repeats
                                 ? fmt::format("({})", joined(names, " "))
                                 : "";
  const std::string value =
      option.is_flag()
          ? ""
          : fmt::format(":{}:{}", zsh_text(option.value, ":"), zsh_action(option));
  std::string out;
  for (const std::string& name : names)
    out += fmt::format("{}'{}{}{}{}[{}]{}'\n",
                       indent,
                       option.repeats ? "*" : "",
                       others,
                       name,
                       option.is_flag()         ? ""
                       : name.starts_with("--") ? "="
                                                : "+",
                       zsh_text(option.help, "[]"),
                       value);
  return out;
}

std::string zsh_positionals(const Place& place, std::string_view indent) {
  std::string out;
  std::size_t number = 0;
  for (const Arg& arg : place.positionals) {
    const std::string where =
        arg.repeats ? "*:" : fmt::format("{}:{}", ++number, arg.is_needed ? "" : ":");
    out += fmt::format(
        "{}'{}{}:{}'\n", indent, where, zsh_text(arg.value, ":"), zsh_action(arg));
  }
  return out;
}

std::string zsh_specs(const Place& place, std::string_view indent) {
  std::string out;
  for (const Arg& option : place.options) out += zsh_option(option, indent);
  return out + zsh_positionals(place, indent);
}

/// Whether one more word leads from a place to another.
bool leads_to(const Place& from, const Place& to) {
  if (from.key.empty()) return !to.key.empty() && to.key.find(' ') == std::string::npos;
  return to.key.starts_with(from.key + " ");
}

std::string zsh_function_name(std::string_view key) {
  return key.empty() ? "_kindly" : fmt::format("__kindly_{}", key);
}

/// A function for a place whose first word is a command or a verb; it goes on to what
/// that word leads to.
std::string zsh_function(const Place& place, const Grammar& grammar) {
  std::string out = fmt::format("\n{}() {{\n", zsh_function_name(place.key));
  out += "  local curcontext=$curcontext state line\n"
         "  local -A opt_args\n"
         "  local -a state_descr specs offers\n";
  if (place.key.empty()) {
    out += "  local -a typed everywhere\n  typed=(\"${words[@]}\")\n  everywhere=(\n";
    for (const Arg& option : grammar.everywhere) out += zsh_option(option, "    ");
    out += "  )\n";
  }
  out += "  offers=(\n";
  for (const Offer& offer : place.offers)
    out += fmt::format("    '{}:{}'\n", offer.word, zsh_text(offer.about, ""));
  out += fmt::format("  )\n  specs=(\n{}  )\n", zsh_specs(place, "    "));
  const std::string_view what =
      place.key.empty() || place.key == "help" ? "command" : "verb";
  out += fmt::format(
      "  _arguments -s -S -C -A '-*' $everywhere $specs \\\n"
      "    '1:{0}:{{_describe -t {0}s {0} offers}}' '*::argument:->argument'\n"
      "  [[ $state == argument ]] || return\n"
      "  case $words[1] in\n",
      what);
  for (const Place& next : grammar.places) {
    if (!leads_to(place, next)) continue;
    const std::string word =
        next.key.substr(place.key.empty() ? 0 : place.key.size() + 1);
    if (!next.offers.empty()) {
      out += fmt::format("  {}) {} ;;\n", word, zsh_function_name(next.key));
      continue;
    }
    out += fmt::format(
        "  {})\n    specs=(\n{}    )\n    _arguments -s -S $everywhere $specs\n"
        "    ;;\n",
        word,
        zsh_specs(next, "      "));
  }
  return out + "  esac\n}\n";
}

// --- fish ----------------------------------------------------------------------------

constexpr std::string_view fish_head =
    R"sh(# fish completion for kindly. Made by kindly-reference from the commands' declarations:
# change those, not this file.

# Whether KEY:--option waits for a value; KEY is the command and its verb.
function __kindly_takes_value
    switch $argv[1]
)sh";

constexpr std::string_view fish_body =
    R"sh(
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
)sh";

std::string fish_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\\' || c == '\'') out += '\\';
    out += c;
  }
  return out + "'";
}

/// What `complete` is told of an argument's values.
std::string fish_values(const Arg& arg) {
  const std::string_view only = arg.is_positional() ? "" : " -x";
  if (!arg.choices.empty())
    return fmt::format("{} -k -a {}", only, fish_text(joined(arg.choices, " ")));
  switch (arg.what) {
  case Completes::entry: return fmt::format("{} -k -a '(__kindly_ask entry)'", only);
  case Completes::theme: return fmt::format("{} -k -a '(__kindly_ask theme)'", only);
  case Completes::folder:
    return fmt::format("{} -a '(__fish_complete_directories)'", only);
  case Completes::file: return arg.is_positional() ? " -F" : " -r -F";
  case Completes::nothing: break;
  }
  return std::string(only);
}

std::string fish_option(const Arg& option, std::string_view condition) {
  std::string out = fmt::format("complete -c kindly{}", condition);
  for (const std::string& name : names_of(option))
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (!option.is_flag()) out += fish_values(option);
  return out + fmt::format(" -d {}\n", fish_text(option.help));
}

/// `at` is what __kindly_at is asked.
std::string fish_condition(std::string_view at) {
  return fmt::format(" -n \"__kindly_at {}\"", at);
}

std::string fish_place(const Place& place) {
  const std::string key = fmt::format("'{}'", place.key);
  std::string out = "\n";
  for (const Offer& offer : place.offers)
    out += fmt::format("complete -c kindly{} -k -a {} -d {}\n",
                       fish_condition(key + " 1 1"),
                       offer.word,
                       fish_text(offer.about));
  for (const Arg& option : place.options)
    out += fish_option(option, fish_condition(key));
  std::size_t number = 0;
  for (const Arg& arg : place.positionals) {
    ++number;
    const std::string values = fish_values(arg);
    if (values.empty()) continue;
    constexpr std::size_t many = 999;
    const std::string at =
        fmt::format("{} {} {}", key, number, arg.repeats ? many : number);
    out += fmt::format("complete -c kindly{}{}\n", fish_condition(at), values);
  }
  return out;
}

std::string fish_takes_value(const Grammar& grammar) {
  std::string out;
  const auto add = [&](std::string_view key, const Arg& option) {
    if (option.is_flag()) return;
    for (const std::string& name : names_of(option))
      out += fmt::format("        case '{}:{}'\n            return 0\n", key, name);
  };
  for (const Place& place : grammar.places)
    for (const Arg& option : place.options) add(place.key, option);
  for (const Arg& option : grammar.everywhere) add("*", option);
  return out + "    end\n    return 1\nend\n";
}

std::string fish_is_verb(const Grammar& grammar) {
  std::string out = "\n# Whether these are a command and one of its verbs.\n"
                    "function __kindly_is_verb\n    contains -- $argv[1]";
  for (const std::string& key : verb_keys(grammar)) out += fmt::format(" '{}'", key);
  return out + "\nend\n";
}

} // namespace

std::vector<Command> declared_commands() {
  std::vector<Command> commands;
  for (const CommandMaker& maker : all_commands) commands.push_back(maker.make());
  return commands;
}

std::string man_page(std::span<const Command> commands) {
  std::string page = first_line("KINDLY");
  page += about_kindly;
  page += section("SH", "COMMANDS", grouped_commands(commands));
  page += section("SH",
                  "GLOBAL OPTIONS",
                  "These may stand before and behind the command.\n" +
                      roff_args(declared_globals(), false));
  page += about_names;
  page += about_places;
  page += about_ending;
  return page + section("SH", "SEE ALSO", see_also(commands));
}

std::string man_page_of(const Command& command) {
  std::string page = first_line(upper(fmt::format("kindly\\-{}", command.name)));
  page += section("SH",
                  "NAME",
                  fmt::format("kindly\\-{} \\- {}\n",
                              command.name,
                              roff(decapitalised(command.summary))));
  page += section("SH", "SYNOPSIS", synopsis_of(command));
  page += section("SH",
                  "DESCRIPTION",
                  command.description.empty() ? paragraph(command.summary)
                                              : description(command.description));
  page += section("SH", "VERBS", verbs_of(command));
  page += section("SH", "ARGUMENTS", roff_args(command.args, true));
  const std::string options = roff_args(command.args, false);
  page +=
      section("SH",
              "OPTIONS",
              options + (options.empty() ? "" : ".PP\n") + std::string(globals_named));
  page += section("SH", "FORMATS", command.verbs.empty() ? roff_formats(command) : "");
  page += section("SH", "EXAMPLES", roff_examples(command));
  return page + ".SH SEE ALSO\n.BR kindly (1),\n.BR kindly\\-journal (5),\n"
                ".BR kindly\\-themes (5)\n";
}

std::string bash_completion(std::span<const Command> commands) {
  const Grammar grammar = grammar_of(commands);
  return std::string(bash_head) + bash_kinds(grammar) + bash_options(grammar) +
         bash_verbs(grammar) + std::string(bash_tail);
}

std::string zsh_completion(std::span<const Command> commands) {
  const Grammar grammar = grammar_of(commands);
  std::string out(zsh_head);
  for (const Place& place : grammar.places)
    if (!place.offers.empty()) out += zsh_function(place, grammar);
  return out + std::string(zsh_tail);
}

std::string fish_completion(std::span<const Command> commands) {
  const Grammar grammar = grammar_of(commands);
  std::string out = std::string(fish_head) + fish_takes_value(grammar) +
                    fish_is_verb(grammar) + std::string(fish_body);
  for (const Arg& option : grammar.everywhere) out += fish_option(option, "");
  for (const Place& place : grammar.places) out += fish_place(place);
  return out;
}

std::string command_table(std::span<const Command> commands) {
  std::string table = "| command | does |\n|---|---|\n";
  const auto row = [&](std::string usage, std::string_view summary) {
    for (std::size_t at = usage.find('|'); at != std::string::npos;
         at = usage.find('|', at + 2))
      usage.insert(at, "\\");
    table += fmt::format("| `{}` | {} |\n", usage, summary);
  };
  for (const Command* command : visible(commands)) {
    std::string usage = usage_of(*command, "kindly ");
    constexpr std::string_view options = " [options]";
    if (const std::size_t at = usage.find(options); at != std::string::npos)
      usage.erase(at, options.size());
    row(std::move(usage), command->summary);
  }
  row("kindly help [COMMAND]", help_summary);
  return table;
}

std::string with_command_table(const std::string& readme, std::string_view table) {
  constexpr std::string_view opening = "<!-- commands -->\n";
  constexpr std::string_view closing = "<!-- /commands -->";
  const std::size_t begin = readme.find(opening);
  if (begin == std::string::npos) return readme;
  const std::size_t inside = begin + opening.size();
  const std::size_t end = readme.find(closing, inside);
  if (end == std::string::npos) return readme;
  return readme.substr(0, inside) + std::string(table) + readme.substr(end);
}

std::vector<ReferenceFile> reference_files(std::span<const Command> commands) {
  std::vector<ReferenceFile> files = {
      {"man/kindly.1", man_page(commands)},
      {"completions/kindly.bash", bash_completion(commands)},
      {"completions/_kindly", zsh_completion(commands)},
      {"completions/kindly.fish", fish_completion(commands)}};
  for (const Command* command : visible(commands))
    files.push_back(
        {fmt::format("man/kindly-{}.1", command->name), man_page_of(*command)});
  return files;
}

} // namespace kindly
