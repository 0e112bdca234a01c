// The way of every run: divide the words, make the command in hand, parse, build the
// world, run. The one place where an Error is caught.

#include "cli/run.hpp"

#include "base/signals.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "cli/globals.hpp"
#include "cli/help.hpp"
#include "cli/parse.hpp"
#include "commands/all.hpp"
#include "commands/commits.hpp"
#include "commands/unsaved.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace kindly {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const CommandMaker& maker : all_commands) names.emplace_back(maker.name);
  names.emplace_back("help");
  return names;
}

Command made(const std::string& name) {
  const auto found = std::ranges::find(all_commands, name, &CommandMaker::name);
  if (found != std::end(all_commands)) return found->make();
  const std::string meant = did_you_mean(name, command_names());
  throw Error(ExitCode::usage,
              fmt::format("there is no command '{}'", printable_line(name)),
              meant.empty() ? "`kindly --help` lists them." : meant);
}

Clock clock_of(const Process& process) {
  const auto set = process.environment.find("KINDLY_NOW");
  if (set == process.environment.end() || set->second.empty())
    return {.now = Zone::system().at(process.now)};
  const auto moment = parse_rfc3339(set->second);
  if (!moment)
    throw Error(ExitCode::usage,
                fmt::format("KINDLY_NOW is '{}'", printable_line(set->second)),
                "It wants RFC 3339, such as 2026-11-23T15:12:04+01:00.");
  return {.now = *moment, .zone = Zone::fixed(moment->offset)};
}

std::uint64_t seed_of(const Process& process) {
  const auto set = process.environment.find("KINDLY_SEED");
  std::uint64_t seed = process.seed;
  if (set != process.environment.end())
    std::from_chars(set->second.data(), set->second.data() + set->second.size(), seed);
  return seed;
}

struct ConfigFile {
  fs::path path;
  bool is_asked_for = false; ///< it must be there then; the usual one need not
};

ConfigFile config_of(const World& world, const GlobalOptions& options) {
  const auto asked = options.config ? options.config : world.variable("KINDLY_CONFIG");
  if (asked) return {*asked, true};
  const auto folder = xdg_folder(world.environment, "XDG_CONFIG_HOME", ".config");
  return {folder ? *folder / "kindly/config.toml" : fs::path(), false};
}

Settings settings_of(const World& world, const ConfigFile& file) {
  if (file.path.empty()) return {};
  const auto text = file.is_asked_for ? read_file(file.path, toml_limit)
                                      : read_if_there(file.path, toml_limit);
  const fs::path home = world.variable("HOME").value_or("/");
  return text ? read_settings(*text, file.path.string(), home) : Settings();
}

std::optional<fs::path> journal_of(const World& world, const GlobalOptions& options) {
  if (options.journal && options.journal->empty())
    throw Error(
        ExitCode::usage, "--journal is empty", "Is the variable behind it set?");
  if (options.journal) return *options.journal;
  if (const auto set = world.variable("KINDLY_JOURNAL")) return *set;
  if (world.settings.journal) return world.settings.journal;
  const auto data = xdg_folder(world.environment, "XDG_DATA_HOME", ".local/share");
  return data ? std::optional(*data / "kindly/journal") : std::nullopt;
}

Format format_of(const Command& command, const GlobalOptions& options) {
  if (!options.format) return Format::text;
  const auto index =
      std::ranges::find(format_names, *options.format) - format_names.begin();
  const auto wanted = static_cast<Format>(index);
  if (std::ranges::find(command.formats, wanted) != command.formats.end())
    return wanted;
  std::string known;
  for (const Format format : command.formats)
    known += fmt::format("{}{}",
                         known.empty() ? "" : ", ",
                         format_names[static_cast<std::size_t>(format)]);
  throw Error(
      ExitCode::usage,
      fmt::format("`kindly {}` has no format '{}'", command.name, *options.format),
      fmt::format("It has: {}.", known));
}

bool wants_colour(const World& world, const GlobalOptions& options) {
  const std::string wanted = options.color.value_or(world.settings.color);
  if (wanted == "always") return true;
  const bool can = world.terminal.out_is_terminal && world.variable("TERM") != "dumb";
  return can && wanted == "auto" && !world.variable("NO_COLOR");
}

/// Whether the locale is one of UTF-8; cron and bare worlds have none.
bool has_unicode(const World& world) {
  for (const char* const name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const auto locale = world.variable(name)) {
      const std::string folded = fold(*locale);
      return folded.find("utf-8") != std::string::npos ||
             folded.find("utf8") != std::string::npos;
    }
  return false;
}

/// The columns of a terminal, or what COLUMNS says where the result goes elsewhere.
std::size_t width_of(const World& world) {
  const Terminal& terminal = world.terminal;
  const auto said = world.variable("COLUMNS");
  if (terminal.out_is_terminal || !said) return terminal.width;
  std::size_t columns = 0;
  const char* const end = said->data() + said->size();
  const auto [stopped, problem] = std::from_chars(said->data(), end, columns);
  const bool is_number = problem == std::errc{} && stopped == end;
  return is_number && columns > 0 ? columns : terminal.width;
}

World world_of(const Command& command,
               const GlobalOptions& options,
               const Process& process) {
  World world{.terminal = process.terminal,
              .environment = process.environment,
              .clock = {.now = Zone::system().at(process.now)},
              .seed = seed_of(process),
              .program = process.program};
  try {
    world.clock = clock_of(process);
  } catch (const Error&) { // help in need and completion do with any clock
    if (!command.is_forgiving) throw;
  }
  try {
    const ConfigFile file = config_of(world, options);
    world.config_file = file.path;
    world.settings = settings_of(world, file);
  } catch (const Error& problem) { // and without a config
    if (!command.is_forgiving) throw;
    world.config_problem = problem;
  }
  if (options.journal) world.given["journal"] = *options.journal;
  if (options.color) world.given["color"] = *options.color;
  world.journal_folder = journal_of(world, options);
  world.clock.day_starts = world.settings.day_starts;
  world.clock.week_start = world.settings.week_start;
  world.format = format_of(command, options);
  world.may_ask = !options.no_input;
  world.terminal.quiet = options.quiet;
  world.terminal.colour = wants_colour(world, options);
  world.terminal.unicode = has_unicode(world);
  world.terminal.width = width_of(world);
  if (!command.is_forgiving)
    for (const std::string& line : world.settings.remarks)
      world.terminal.warn("kindly: " + line);
  return world;
}

/// The verb in hand takes the place of its command. Without one it is the default verb,
/// and so it is before a word that is no verb and that the default verb knows.
Command chosen_verb(Command command,
                    std::vector<std::string>& words,
                    std::span<const Arg> globals) {
  CommandLine line = divide(words, globals);
  if (!line.name) return std::move(command.verbs.front());
  std::vector<std::string> names;
  for (Command& verb : command.verbs) {
    names.emplace_back(verb.name);
    if (verb.name != *line.name) continue;
    words = std::move(line.rest);
    return std::move(verb);
  }
  for (const Arg& arg : command.verbs.front().args) {
    if (std::ranges::find(arg.choices, *line.name) != arg.choices.end())
      return std::move(command.verbs.front());
    if (arg.is_positional()) std::ranges::copy(arg.choices, std::back_inserter(names));
  }
  const std::string meant = did_you_mean(*line.name, names);
  const std::string known = fmt::format("Known: {}.", joined(names, ", "));
  throw Error(
      ExitCode::usage,
      fmt::format("`kindly {}` has no '{}'", command.name, printable_line(*line.name)),
      meant.empty() ? known : fmt::format("{} {}", meant, known));
}

bool has_flag(const std::vector<std::string>& words, std::string_view flag) {
  const auto end = std::ranges::find(words, "--");
  return std::find(words.begin(), end, flag) != end;
}

bool asks_for_help(const std::vector<std::string>& words) {
  return has_flag(words, "--help") || has_flag(words, "-h");
}

void show_overview(const Terminal& terminal, std::span<const Arg> globals) {
  std::vector<Command> commands;
  for (const CommandMaker& maker : all_commands) commands.push_back(maker.make());
  terminal.print(overview(commands, globals, terminal.text_width()));
}

ExitCode without_command(const Process& process,
                         const std::vector<std::string>& words,
                         std::span<const Arg> globals) {
  const Terminal& terminal = process.terminal;
  if (asks_for_help(words)) {
    show_overview(terminal, globals);
    return ExitCode::done;
  }
  parse(words, globals);
  terminal.print(welcome());
  return ExitCode::done;
}

/// Takes the words behind the name out of the line, where the command hands them on to
/// another program.
std::vector<std::string> words_for_another(CommandLine& line) {
  if (!line.name) return {};
  const auto known = std::ranges::find(all_commands, *line.name, &CommandMaker::name);
  if (known == std::end(all_commands) || !known->make().hands_on) return {};
  const auto behind = line.rest.begin() + static_cast<std::ptrdiff_t>(line.before);
  std::vector<std::string> words(behind, line.rest.end());
  line.rest.erase(behind, line.rest.end());
  return words;
}

ExitCode dispatch(const std::vector<std::string>& args, const Process& process) {
  GlobalOptions options;
  const std::vector<Arg> globals = global_args(options);
  CommandLine line = divide(args, globals);
  const std::vector<std::string> handed_on = words_for_another(line);
  const Terminal& terminal = process.terminal;
  if (has_flag(line.rest, "--version")) {
    terminal.say("kindly {}", KINDLY_VERSION);
    return ExitCode::done;
  }
  if (line.name == "help") {
    line = divide(line.rest, globals);
    if (line.name == "help") line.name = std::nullopt;
    line.rest.emplace_back("--help");
  }
  if (!line.name) return without_command(process, line.rest, globals);

  Command command = made(*line.name);
  if (asks_for_help(line.rest)) {
    terminal.print(help_of(command, globals, terminal.text_width()));
    return ExitCode::done;
  }
  std::string name = *line.name;
  if (!command.verbs.empty()) {
    command = chosen_verb(std::move(command), line.rest, globals);
    name += fmt::format(" {}", command.name);
  }

  std::vector<Arg> all = std::move(command.args);
  std::ranges::copy(globals, std::back_inserter(all));
  parse(line.rest, all);
  std::ranges::for_each(handed_on, all.front().set);
  World world = world_of(command, options, process);
  const Commits commits(world, std::move(name));
  return command.run(world);
}

/// Whether the words ask for a text from standard input to be written down. Such a text
/// exists nowhere else from the moment it is read.
bool bring_text(const std::vector<std::string>& args) {
  const auto names_input = [](const std::string& word) {
    return word == "-" || word.ends_with("=-") ||
           (word.size() == 3 && word.starts_with('-') && word.ends_with('-') &&
            word != "---");
  };
  const auto writes = [](const std::string& word) {
    return word == "new" || word == "rate" || word == "add" || word == "keep" ||
           word == "--save" || word == "--entry" || word.starts_with("--receive");
  };
  return std::ranges::any_of(args, writes) && std::ranges::any_of(args, names_input);
}

/// A text that came through a pipe is gone when the command could not begin, or was
/// stopped half-way: all that comes is kept.
void keep_what_came(const Process& process) {
  constexpr std::size_t limit = 16U << 20;
  Source& in = process.terminal.in;
  std::string text;
  try {
    text = in.read_all(limit);
  } catch (const Error&) { // longer than anybody types, or stopped: what came counts
    text = in.left();
  }
  keep_unsaved(process.environment, process.terminal, text);
}

ExitCode attempt(const std::vector<std::string>& args, const Process& process) try {
  const ExitCode code = dispatch(args, process);
  process.terminal.out.flush();
  return code;
} catch (const Interrupted& interrupted) {
  const Terminal& terminal = process.terminal;
  if (terminal.in_is_terminal) terminal.warn(""); // below the ^C
  if (bring_text(args)) keep_unsaved(process.environment, terminal, terminal.in.left());
  obey(interrupted.signal());
  return interrupted.code();
} catch (const Error& error) {
  const Terminal& terminal = process.terminal;
  try {
    terminal.out.flush();
    if (!terminal.in_is_terminal && bring_text(args)) keep_what_came(process);
  } catch (const Error& another) { // both count, the first is told last
    terminal.warn(fmt::format("kindly: {}", another.what()));
  }
  if (is_waiting(SIGPIPE)) obey(SIGPIPE); // the reader went away, which is no error
  terminal.warn(fmt::format("kindly: {}", error.what()));
  if (!error.hint().empty()) terminal.warn("  " + error.hint());
  return error.code();
} catch (const std::bad_alloc&) {
  process.terminal.warn("kindly: there is not enough memory");
  return ExitCode::io;
} catch (const fs::filesystem_error& error) {
  process.terminal.warn(
      fmt::format("kindly: {}: {}", error.path1().string(), error.code().message()));
  return ExitCode::io;
}

} // namespace

ExitCode run(const std::vector<std::string>& args, const Process& process) {
  std::optional<HeldSignals> held; // a polite signal waits until the text is safe
  if (bring_text(args)) held.emplace();
  return attempt(args, process);
}

} // namespace kindly
