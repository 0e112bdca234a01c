#include "cli/completions.hpp"

#include "base/text.hpp"
#include "cli/declared.hpp"
#include "cli/globals.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

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

/// The keys of commands with their verbs, which have a blank inside.
std::vector<std::string> verb_keys(const Grammar& grammar) {
  std::vector<std::string> keys;
  for (const Place& place : grammar.places)
    if (place.key.find(' ') != std::string::npos) keys.push_back(place.key);
  return keys;
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

} // namespace kindly
