#include "cli/help.hpp"

#include "base/text.hpp"
#include "commands/care_line.hpp"
#include "terminal/layout.hpp"

#include <fmt/core.h>

namespace kindly {
namespace {

std::string term(const Arg& arg) {
  std::string names;
  for (const std::string_view name : split(arg.names, ','))
    names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
  if (arg.is_positional()) return std::string(arg.value);
  if (!arg.names.starts_with("--"))
    return arg.is_flag() ? names : fmt::format("{} {}", names, arg.value);
  return fmt::format("    {}{}{}", names, arg.is_flag() ? "" : " ", arg.value);
}

std::string line_of(const std::string& left, std::string_view help, std::size_t width) {
  constexpr std::size_t narrow = 60;
  if (width < narrow) // the help below its term
    return "  " + left + "\n" + indented(help, "      ", "      ", width);
  constexpr std::size_t column = 26;
  const std::string indent(column, ' ');
  std::string out = "  " + left;
  out = display_width(out) < column ? padded(out, column) : out + "  ";
  const std::string wrapped = indented(help, indent, indent, width);
  return out + wrapped.substr(wrapped.find_first_not_of(' '));
}

std::string choices_of(const Arg& arg) {
  std::string out(arg.help);
  if (arg.choices.empty() || arg.names == "--color") return out;
  out += ":";
  for (const std::string& choice : arg.choices)
    out += fmt::format("{}{}", choice == arg.choices.front() ? " " : ", ", choice);
  return out;
}

std::string
lines_of_args(std::span<const Arg> args, bool positionals, std::size_t width) {
  std::string out;
  for (const Arg& arg : args)
    if (arg.is_positional() == positionals)
      out += line_of(term(arg), choices_of(arg), width);
  return out;
}

std::string titled(std::string_view title, const std::string& lines) {
  return lines.empty() ? lines : fmt::format("\n{}\n{}", title, lines);
}

std::string verbs_of(const Command& command, std::size_t width) {
  std::string out;
  for (const Command& verb : command.verbs)
    out += line_of(usage_of(verb, "").substr(0), verb.summary, width);
  return out;
}

std::string examples_of(const Command& command, std::size_t width) {
  std::string out;
  for (const Example& example : command.examples)
    out += fmt::format(
        "  {}\n{}", example.line, indented(example.about, "      ", "      ", width));
  return out;
}

} // namespace

std::string usage_of(const Command& command, std::string_view before) {
  std::string out = fmt::format("{}{}", before, command.name);
  if (!command.verbs.empty()) return out + " [VERB]";
  bool has_options = false;
  for (const Arg& arg : command.args) has_options = has_options || !arg.is_positional();
  if (has_options) out += " [options]";
  for (const Arg& arg : command.args) {
    if (!arg.is_positional()) continue;
    const std::string shown = fmt::format("{}{}", arg.value, arg.repeats ? "…" : "");
    out += arg.is_needed ? " " + shown : " [" + shown + "]";
  }
  return out;
}

std::string welcome() {
  return "kindly: answer the inner critic as you would answer a friend.\n"
         "\n"
         "After something went wrong, write it down in one line:\n"
         "\n"
         "  kindly new \"Froze in the demo.\" --critic \"I'm such an idiot.\" --before "
         "8\n"
         "\n"
         "Let it answer, rate how heavy it is now, and look back later:\n"
         "\n"
         "  kindly reframe \"I'm such an idiot.\"\n"
         "  kindly rate 5\n"
         "  kindly stats\n"
         "\n"
         "Everything stays in plain files on this computer. More: kindly --help\n";
}

std::string overview(std::span<const Command> commands,
                     std::span<const Arg> globals,
                     std::size_t width) {
  std::string out = "kindly: answer the inner critic as you would answer a friend.\n"
                    "\nUsage: kindly [options] COMMAND …\n";
  std::string_view group;
  for (const Command& command : commands) {
    if (command.group.empty()) continue;
    if (command.group != group) out += fmt::format("\n{}\n", command.group);
    group = command.group;
    out += line_of(std::string(command.name), command.summary, width);
  }
  out += titled("Everywhere", lines_of_args(globals, false, width));
  out += "\n`kindly help COMMAND` says more, with examples; so does man kindly.\n";
  return out + indented(care_line, "", "", width);
}

std::string
help_of(const Command& command, std::span<const Arg> globals, std::size_t width) {
  std::string out =
      fmt::format("{}.\n\nUsage: {}\n", command.summary, usage_of(command, "kindly "));
  if (!command.description.empty())
    out += "\n" + indented(command.description, "", "", width);
  out += titled("Verbs", verbs_of(command, width));
  out += titled("Arguments", lines_of_args(command.args, true, width));
  out += titled("Options", lines_of_args(command.args, false, width));
  for (const Command& verb : command.verbs)
    out += titled(fmt::format("kindly {} {}", command.name, verb.name),
                  lines_of_args(verb.args, false, width));
  out += titled("Everywhere", lines_of_args(globals, false, width));
  out += titled("Examples", examples_of(command, width));
  return out + "\n" + indented(care_line, "", "", width);
}

} // namespace kindly
