// kindly config: each setting, its value, and where it comes from.

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "commands/command.hpp"
#include "commands/config_file.hpp"
#include "terminal/layout.hpp"

#include <algorithm>
#include <memory>

namespace kindly {
namespace {

namespace fs = std::filesystem;
using Kind = Setting::Kind;

/// A setting as it holds now.
struct Held {
  const Setting* setting = nullptr;
  std::optional<std::string> value; ///< a list or a table as TOML writes it
  std::string origin;               ///< default, config, environment, option
  std::string from = {};            ///< the variable or the option
  std::size_t line = 0;             ///< of the config
};

/// The config as it can be read: nothing where it is no TOML.
struct ConfigReading {
  std::optional<TomlValue> root;
  std::vector<Error> problems;
};

fs::path home_of(const World& world) {
  return world.variable("HOME").value_or("/");
}

ConfigReading read_config(const World& world) {
  ConfigReading reading;
  const std::string name = world.config_file.string();
  try {
    const auto text =
        name.empty() ? std::nullopt : read_if_there(world.config_file, toml_limit);
    reading.root = parse_toml(text.value_or(""), name);
  } catch (const Error& problem) {
    reading.problems.push_back(problem);
    return reading;
  }
  Settings ignored;
  for (const Setting& setting : all_settings()) {
    const TomlValue* const value = reading.root->find_path(setting.key);
    if (value == nullptr || setting.take(*value, ignored, home_of(world))) continue;
    reading.problems.push_back(Error(
        ExitCode::unreadable,
        fmt::format("{}:{}:{}: '{}' wants {}",
                    name,
                    value->line,
                    value->column,
                    setting.key,
                    setting.wants),
        fmt::format("`kindly config set {} VALUE` gives it another.", setting.key)));
  }
  // A file that was asked for and is not there, or a table that is none.
  if (reading.problems.empty() && world.config_problem)
    reading.problems.push_back(*world.config_problem);
  return reading;
}

std::string text_of(const TomlValue& value) {
  return value.text() != nullptr ? *value.text() : toml_literal(value);
}

/// The order in which they count: option, environment, config, what is usual.
Held held(const World& world, const ConfigReading& config, const Setting& setting) {
  const std::string key(setting.key);
  if (const auto given = world.given.find(key); given != world.given.end())
    return {&setting, given->second, "option", "--" + key};
  const auto variable_among = [&](std::string_view names) -> std::optional<Held> {
    for (const std::string_view name : split(names, ' '))
      if (const auto set = world.variable(std::string(name)))
        return Held{&setting, set, "environment", std::string(name)};
    return std::nullopt;
  };
  if (auto found = variable_among(setting.overruled_by)) return std::move(*found);
  const TomlValue* const value = config.root ? config.root->find_path(key) : nullptr;
  if (value != nullptr) {
    Settings settings;
    const bool is_taken = setting.take(*value, settings, home_of(world));
    const bool is_place = is_taken && settings.journal.has_value();
    return {&setting,
            is_place ? settings.journal->string() : text_of(*value),
            "config",
            {},
            value->line};
  }
  if (auto found = variable_among(setting.or_else_from)) return std::move(*found);
  Held usual{&setting, std::nullopt, "default"};
  if (!setting.usual.empty()) usual.value = setting.usual;
  if (key == "journal" && world.journal_folder)
    usual.value = world.journal_folder->string();
  return usual;
}

std::string origin_of(const Held& one, const fs::path& config) {
  if (one.origin == "config") return fmt::format("{}:{}", config.string(), one.line);
  return one.from.empty() ? one.origin : fmt::format("{} {}", one.origin, one.from);
}

void print_json(const World& world, const std::vector<Held>& all) {
  Json list = Json::array();
  for (const Held& one : all) {
    Json item = Json::object();
    item.set("key", one.setting->key)
        .set("value", json_or_null(one.value))
        .set("origin", one.origin)
        .set("from", one.from.empty() ? Json() : Json(one.from))
        .set("line", one.line > 0 ? Json(one.line) : Json());
    list.add(std::move(item));
  }
  Json json = Json::object();
  json.set("schema", "kindly.config/1")
      .set("path", world.config_file.string())
      .set("settings", std::move(list));
  world.terminal.print_raw(json.pretty() + "\n");
}

/// In columns for people, who know which config it is; divided by tabs for programs.
void print_text(const World& world, const std::vector<Held>& all) {
  const Terminal& terminal = world.terminal;
  std::vector<std::vector<std::string>> rows;
  for (const Held& one : all)
    rows.push_back({std::string(one.setting->key),
                    printable_line(one.value.value_or("-")),
                    printable_line(origin_of(one,
                                             terminal.out_is_terminal
                                                 ? world.config_file.filename()
                                                 : world.config_file))});
  constexpr std::size_t any_width = 10'000;
  const std::string table = columns(rows, any_width);
  const bool fits = std::ranges::none_of(lines_of(table), [&](std::string_view line) {
    return display_width(line) > terminal.width;
  });
  if (terminal.out_is_terminal && fits) {
    terminal.print(table);
    return;
  }
  for (const std::vector<std::string>& row : rows)
    terminal.say("{}", joined(row, terminal.out_is_terminal ? "  " : "\t"));
}

/// Each problem on stderr; the exit code of the first.
ExitCode tell(const World& world, const ConfigReading& config) {
  for (const Error& problem : config.problems) {
    world.terminal.warn(fmt::format("kindly: {}", problem.what()));
    if (!problem.hint().empty()) world.terminal.warn("  " + problem.hint());
  }
  for (const std::string& line : world.settings.remarks)
    world.terminal.warn("kindly: " + line);
  return config.problems.empty() ? ExitCode::done : config.problems.front().code();
}

ExitCode show(const World& world, const std::optional<std::string>& key) {
  const Setting* const only = key ? &setting_named(*key) : nullptr;
  const ConfigReading config = read_config(world);
  std::vector<Held> all;
  for (const Setting& setting : all_settings())
    if (only == nullptr || only == &setting)
      all.push_back(held(world, config, setting));
  if (world.format == Format::json)
    print_json(world, all);
  else if (only != nullptr)
    world.terminal.say("{}", all.front().value.value_or(""));
  else
    print_text(world, all);
  world.terminal.out.flush();
  return tell(world, config);
}

const fs::path& config_file(const World& world) {
  if (!world.config_file.empty()) return world.config_file;
  throw Error(ExitCode::io,
              "there is no place for a config: HOME is not set",
              "Name one with --config FILE or KINDLY_CONFIG.");
}

[[noreturn]] void refuse(const Setting& setting, const std::string& value) {
  throw Error(
      ExitCode::usage,
      fmt::format("'{}' wants {}, and not '{}'",
                  setting.key,
                  setting.wants,
                  printable_line(value)),
      fmt::format("In the config it could be: {} = {}", setting.key, setting.example));
}

/// A value from a command line as TOML writes it. Throws Error{usage} for one that the
/// config could not have.
std::string
literal_of(const Setting& setting, const std::string& value, const fs::path& home) {
  if (setting.kind == Kind::table)
    throw Error(ExitCode::usage,
                fmt::format("'{}' holds more than one value", setting.key),
                "`kindly config path` names the file; an editor changes it.");
  const std::string written = setting.kind == Kind::text ? toml_text(value) : value;
  try {
    const TomlValue root = parse_toml(fmt::format("v = {}\n", written), "value");
    const TomlValue* const read = root.find("v");
    Settings settings;
    if (root.fields().size() == 1 && read != nullptr &&
        setting.take(*read, settings, home))
      return toml_literal(*read);
  } catch (const Error&) { // no TOML at all
    refuse(setting, value);
  }
  refuse(setting, value);
}

ExitCode set(const World& world, const std::string& key, const std::string& value) {
  const Setting& setting = setting_named(key);
  const std::string literal = literal_of(setting, value, home_of(world));
  const fs::path& file = config_file(world);
  set_in_config(file, key, literal, world.settings.durability);
  world.terminal.note("{} = {} in {}", key, literal, file.string());
  if (!setting.overruled_by.empty() &&
      world.variable(std::string(setting.overruled_by)))
    world.terminal.note("{} is set and counts more.", setting.overruled_by);
  return ExitCode::done;
}

ExitCode unset(const World& world, const std::string& key) {
  (void)setting_named(key);
  const fs::path& file = config_file(world);
  if (look_at(file)) unset_in_config(file, key, world.settings.durability);
  return ExitCode::done;
}

std::vector<std::string> keys() {
  std::vector<std::string> all;
  for (const Setting& setting : all_settings()) all.emplace_back(setting.key);
  return all;
}

Command show_verb() {
  const auto key = std::make_shared<std::optional<std::string>>();
  return {.name = "show",
          .summary = "Each setting, or the value of one",
          .description =
              "Beside each value stands where it comes from: the line of the "
              "config, the environment, an option, or what is usual.",
          .args = {value("KEY", "KEY", *key, "Only the value of this setting")
                       .one_of(keys())},
          .formats = {Format::text, Format::json},
          .run = [key](const World& world) { return show(world, *key); },
          .is_forgiving = true};
}

Command set_verb() {
  const auto words = std::make_shared<std::pair<std::string, std::string>>();
  return {
      .name = "set",
      .summary = "Change one setting in the config",
      .description = "No other byte of the config changes, and a value that cannot "
                     "be changes nothing. A list is written as TOML has it.",
      .args =
          {value("KEY", "KEY", words->first, "Which setting").one_of(keys()).needed(),
           value("VALUE", "VALUE", words->second, "Its new value").needed()},
      .run =
          [words](const World& world) {
            return set(world, words->first, words->second);
          },
      .is_forgiving = true};
}

Command unset_verb() {
  const auto key = std::make_shared<std::string>();
  return {.name = "unset",
          .summary = "Take one setting out of the config",
          .args = {value("KEY", "KEY", *key, "Which setting").one_of(keys()).needed()},
          .run = [key](const World& world) { return unset(world, *key); },
          .is_forgiving = true};
}

Command path_verb() {
  return {.name = "path",
          .summary = "Where the config is, or would be",
          .run =
              [](const World& world) {
                world.terminal.say_path(config_file(world).string());
                return ExitCode::done;
              },
          .is_forgiving = true};
}

} // namespace

Command config_command() {
  return {
      .name = "config",
      .group = "Set up",
      .summary = "Show each setting and where it comes from, or change one",
      .description = "No config is needed. It is a TOML file, and kindly(1) lists its "
                     "keys. A config that cannot be read is named with its line, and "
                     "what can be shown is shown all the same.",
      .formats = {Format::text, Format::json},
      .examples = {{"kindly config goal", "One value, on a line of its own."},
                   {"kindly config set tone warm", "Kept for the next time."},
                   {"kindly config set voice.speak '[\"espeak-ng\", \"-s\", \"150\"]'",
                    "A list, as TOML writes it."}},
      .verbs = {show_verb(), set_verb(), unset_verb(), path_verb()},
  };
}

} // namespace kindly
