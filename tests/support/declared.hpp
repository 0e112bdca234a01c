#pragma once

#include "base/text.hpp"
#include "cli/globals.hpp"
#include "cli/parse.hpp"
#include "commands/all.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

// Whether a command line that stands in a text is one that kindly understands.

namespace kindly::test {

/// The words of a simple shell line, up to a pipe or a redirection.
inline std::vector<std::string> shell_words(const std::string& line) {
  std::vector<std::string> words(1);
  char quote = 0;
  bool is_word = false;
  for (const char c : line) {
    if (quote != 0 ? c == quote : c == '"' || c == '\'') {
      quote = quote != 0 ? char{0} : c;
      is_word = true;
    } else if (quote == 0 && (c == '|' || c == '>' || c == '&' || c == ';')) {
      break;
    } else if (quote == 0 && c == ' ') {
      if (is_word) words.emplace_back();
      is_word = false;
    } else {
      words.back() += c;
      is_word = true;
    }
  }
  if (!is_word) words.pop_back();
  return words;
}

/// Parses `kindly …` against the declarations, and runs nothing. Throws Error.
inline void parse_declared(const std::string& line) {
  std::vector<std::string> words = shell_words(line);
  REQUIRE(!words.empty());
  REQUIRE(words.front() == "kindly");
  words.erase(words.begin());
  GlobalOptions options;
  const std::vector<Arg> globals = global_args(options);
  CommandLine divided = divide(words, globals);
  if (!divided.name || divided.name == "help") {
    parse(divided.rest, globals);
    return;
  }
  const auto maker =
      std::ranges::find(all_commands, *divided.name, &CommandMaker::name);
  if (maker == std::end(all_commands))
    throw Error(ExitCode::usage, "no command " + *divided.name);
  Command command = maker->make();
  if (!command.verbs.empty()) {
    divided = divide(divided.rest, globals);
    const std::string verb = divided.name.value_or(std::string(command.verbs[0].name));
    const auto found = std::ranges::find(command.verbs, verb, &Command::name);
    if (found == command.verbs.end()) throw Error(ExitCode::usage, "no verb " + verb);
    command = Command(*found);
  }
  std::vector<Arg> all = command.args;
  std::ranges::copy(globals, std::back_inserter(all));
  parse(divided.rest, all);
}

/// The texts between backticks that begin with `kindly`.
inline std::vector<std::string> commands_in(std::string_view text) {
  std::vector<std::string> lines;
  const std::vector<std::string_view> parts = split(text, '`');
  for (std::size_t i = 1; i < parts.size(); i += 2)
    if (parts[i] == "kindly" || parts[i].starts_with("kindly "))
      lines.emplace_back(parts[i]);
  return lines;
}

/// Checks that a line would be understood.
inline void check_understood(const std::string& line) {
  INFO(line);
  CHECK_NOTHROW(parse_declared(line));
}

} // namespace kindly::test
