#include "cli/manual.hpp"

#include "base/text.hpp"
#include "cli/declared.hpp"
#include "cli/globals.hpp"
#include "cli/help.hpp"
#include "commands/settings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace kindly {
namespace {

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

constexpr std::string_view about_use =
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
.SH FILES
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
)";

constexpr std::string_view about_surroundings =
    R"(.SH ENVIRONMENT
.TP
.B KINDLY_JOURNAL
The journal to use.
.TP
.B KINDLY_SUPPORT
\fBoff\fR does the same as \fBwords\fR = \fBfalse\fR under \fB[support]\fR.
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
.SH EXIT STATUS
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

constexpr std::string_view globals_named =
    "The options that every command has, such as \\fB\\-\\-journal\\fR, stand in\n"
    ".BR kindly (1).\n";

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

std::string roff_fields(const Command& command) {
  std::string out;
  for (const Field& field : command.fields)
    out += fmt::format(".TP\n{}\n{}", bold(field.path), paragraph(field.about));
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

/// The keys of the config, those of a table behind its name.
std::string config_keys() {
  std::string out =
      paragraph("The config is a TOML file with any of these keys; `kindly config` "
                "shows and changes them, and `voice.speak` is `speak` in the table "
                "`[voice]`");
  for (const Setting& setting : all_settings()) {
    if (setting.help.empty()) continue;
    out += fmt::format(".TP\n{} = {}\n{}",
                       bold(setting.key),
                       bold(setting.example),
                       paragraph(setting.help));
    if (!setting.usual.empty())
      out += paragraph(fmt::format("Left out, it is {}", setting.usual));
  }
  return out + ".PP\nA key that \\fBkindly\\fR does not know is named and changes "
               "nothing.\n";
}

std::string see_also(std::span<const Command> commands) {
  std::string out;
  for (const Command* command : visible(commands))
    out += fmt::format(".BR {} (1),\n", roff(fmt::format("kindly-{}", command->name)));
  return out + ".BR kindly\\-journal (5),\n.BR kindly\\-themes (5)\n";
}

} // namespace

std::string man_page(std::span<const Command> commands) {
  std::string page = first_line("KINDLY");
  page += about_kindly;
  page += section("SH", "COMMANDS", grouped_commands(commands));
  page += section("SH",
                  "GLOBAL OPTIONS",
                  "These may stand before and behind the command.\n" +
                      roff_args(declared_globals(), false));
  page += about_use;
  page += section("SH", "CONFIG", config_keys());
  page += about_surroundings;
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
  page += section("SH", "JSON", roff_fields(command));
  page += section("SH", "EXAMPLES", roff_examples(command));
  return page + ".SH SEE ALSO\n.BR kindly (1),\n.BR kindly\\-journal (5),\n"
                ".BR kindly\\-themes (5)\n";
}

} // namespace kindly
