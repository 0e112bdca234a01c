// The one file that includes CLI11. Its parser is built for the command in hand only:
// twenty commands cost as much time as all the rest of a short run.

#include "cli/parse.hpp"

#include "base/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

void check_choice(const Arg& arg, const std::string& text) {
  if (arg.choices.empty() || std::ranges::find(arg.choices, text) != arg.choices.end())
    return;
  const std::string meant = did_you_mean(text, arg.choices);
  const std::string known = fmt::format("Known: {}.", joined(arg.choices, ", "));
  const std::string name(arg.names.substr(arg.names.rfind(',') + 1));
  throw Error(ExitCode::usage,
              arg.is_positional()
                  ? fmt::format("there is no '{}' to choose", printable_line(text))
                  : fmt::format("{} does not know '{}'", name, printable_line(text)),
              meant.empty() ? known : fmt::format("{} {}", meant, known));
}

// CLI11 cuts a value such as "[I failed, again]" at its comma where an argument may
// take several at once. So every option takes one value and may stand often; words that
// only look like such a list pass through with a mark before them.
constexpr char mark = '\x01';

std::string marked(const std::string& word) {
  const bool looks_like_list = word.starts_with('[') && word.ends_with(']');
  if (looks_like_list || word.starts_with(mark)) return mark + word;
  // A value that is attached and begins with the mark gets one more, to lose again.
  const bool is_long = word.starts_with("--");
  const std::size_t value = is_long ? word.find('=') + 1 : 2;
  const bool is_option = word.starts_with('-') && value > 0 && value < word.size();
  if (!is_option || word[value] != mark) return word;
  return word.substr(0, value) + mark + word.substr(value);
}

std::string unmarked(const std::string& word) {
  return word.starts_with(mark) ? word.substr(1) : word;
}

void declare(CLI::App& app, const Arg& arg, bool& was_given) {
  if (arg.is_flag()) {
    app.add_flag_callback(std::string(arg.names), [&arg] { arg.set({}); });
    return;
  }
  CLI::Option* const option = app.add_option(
      std::string(arg.names), [&arg, &was_given](const CLI::results_t& texts) {
        for (const std::string& word : texts) {
          const std::string text = unmarked(word);
          check_choice(arg, text);
          arg.set(text);
        }
        was_given = true;
        return true;
      });
  if (arg.is_positional() && arg.repeats) {
    option->expected(0, 1 << 20)->allow_extra_args();
  } else {
    option->expected(1)->allow_extra_args(false);
    if (arg.repeats) option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
}

std::vector<std::string> option_names(std::span<const Arg> args) {
  std::vector<std::string> names;
  for (const Arg& arg : args)
    if (!arg.is_positional())
      for (const std::string_view name : split(arg.names, ','))
        names.emplace_back(name);
  return names;
}

constexpr std::string_view behind_dashes =
    "A text that begins with a dash goes behind --.";
constexpr std::string_view before_command = "Options of a command go behind its name.";

[[noreturn]] void refuse_extra(const std::string& word,
                               std::span<const Arg> args,
                               std::string_view otherwise) {
  const std::string shown = printable_line(unmarked(word));
  if (!word.starts_with('-') || word == "-")
    throw Error(ExitCode::usage,
                fmt::format("'{}' is one word too many", shown),
                "A text with blanks goes in quotes.");
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> names = option_names(args);
  std::erase_if(names,
                [](const std::string& known) { return !known.starts_with("--"); });
  std::string hint = did_you_mean(name, names); // one letter is near every other letter
  if (hint.empty()) hint = otherwise;
  throw Error(ExitCode::usage,
              fmt::format("there is no option '{}'", printable_line(name)),
              std::move(hint));
}

} // namespace

CommandLine divide(std::vector<std::string> words, std::span<const Arg> globals) {
  const auto takes_value = [&](const std::string& word) {
    return std::ranges::any_of(globals, [&](const Arg& arg) {
      const auto names = split(arg.names, ',');
      return !arg.is_flag() && std::ranges::find(names, word) != names.end();
    });
  };
  const std::vector<std::string> known = option_names(globals);
  const auto is_known = [&](const std::string& word) {
    return std::ranges::find(known, word.substr(0, word.find('='))) != known.end();
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") break;
    if (words[i].starts_with('-') && words[i].size() > 1) {
      if (!is_known(words[i])) refuse_extra(words[i], globals, before_command);
      if (takes_value(words[i])) ++i;
      continue;
    }
    CommandLine line{words[i], {}, i};
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    line.rest = std::move(words);
    return line;
  }
  const std::size_t count = words.size();
  return {std::nullopt, std::move(words), count};
}

void parse(const std::vector<std::string>& words, std::span<const Arg> args) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  const auto given = std::make_unique<bool[]>(args.size());
  for (std::size_t i = 0; i < args.size(); ++i) declare(app, args[i], given[i]);
  std::vector<std::string> reversed;                 // as CLI11 wants them
  const auto texts = std::ranges::find(words, "--"); // behind it nothing is an option
  std::transform(
      texts, words.end(), std::back_inserter(reversed), [](const std::string& word) {
        return word.starts_with('-') ? word : marked(word);
      });
  std::ranges::reverse(reversed);
  std::transform(std::make_reverse_iterator(texts),
                 words.rend(),
                 std::back_inserter(reversed),
                 marked);
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& problem) {
    const std::string what =
        problem.what(); // such as "--kind: 1 required TEXT missing"
    const std::string name = printable_line(what.substr(0, what.find(':')));
    if (what.find("At Most") != std::string::npos)
      throw Error(ExitCode::usage, fmt::format("{} can be given once", name));
    if (what.find("required") != std::string::npos)
      throw Error(ExitCode::usage, fmt::format("{} wants a value", name));
    throw Error(ExitCode::usage, printable_line(what));
  }
  std::vector<std::string> extra = app.remaining();
  if (const auto divider = std::ranges::find(extra, "--"); divider != extra.end())
    extra.erase(divider); // the mark itself; a second one is a text
  const auto is_option = [](const std::string& word) {
    return word.starts_with('-') && word.size() > 1;
  };
  const auto mistyped = std::ranges::find_if(extra, is_option);
  if (mistyped != extra.end()) refuse_extra(*mistyped, args, behind_dashes);
  if (!extra.empty()) refuse_extra(extra.front(), args, behind_dashes);
  for (std::size_t i = 0; i < args.size(); ++i)
    if (args[i].is_needed && !given[i])
      throw Error(ExitCode::usage,
                  fmt::format("{} is missing: {}",
                              args[i].is_positional() ? args[i].value : args[i].names,
                              args[i].help));
}

} // namespace kindly
