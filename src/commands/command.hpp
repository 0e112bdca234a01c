#pragma once

#include "base/error.hpp"
#include "commands/world.hpp"

#include <charconv>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace kindly {

/// What a shell may offer while an argument is being typed.
enum class Completes { nothing, entry, theme, file, folder };

/// One argument, declared once: the parser, help, man pages and completions are made
/// from this.
struct Arg {
  std::string_view names; ///< "-q,--quiet"; no dash for a positional
  std::string_view value; ///< what help calls its value; empty for a flag
  std::string_view help;
  std::function<void(const std::string&)> set;
  Completes what = Completes::nothing;
  std::vector<std::string> choices = {}; ///< the only values there are
  bool repeats = false;
  bool is_needed = false;

  [[nodiscard]] bool is_flag() const { return value.empty(); }
  [[nodiscard]] bool is_positional() const { return !names.starts_with('-'); }

  Arg completes(Completes kind) && {
    what = kind;
    return std::move(*this);
  }
  /// Refuses other values, and names the nearest.
  Arg one_of(std::span<const std::string> known) && {
    choices.assign(known.begin(), known.end());
    return std::move(*this);
  }
  Arg needed() && {
    is_needed = true;
    return std::move(*this);
  }
};

struct Example {
  std::string_view line; ///< runs as it stands, from an empty shell; a test runs it
  std::string_view about;
};

/// One value of the JSON that a command gives, as its man page tells of it.
struct Field {
  std::string_view path; ///< distress.change.mean, themes[].id
  std::string_view about;
};

/// A subcommand, whole: its name, help, arguments, examples, and what it does.
struct Command {
  std::string_view name;
  std::string_view group = {}; ///< heading in `kindly --help`; empty: not listed
  std::string_view summary;    ///< one line without a full stop
  std::string_view description = {};
  std::vector<Arg> args = {};
  std::vector<Format> formats = {Format::text};
  std::vector<Example> examples = {};
  std::vector<Field> fields = {}; ///< of --json; only the man page has them
  std::function<ExitCode(const World&)> run = {};
  std::vector<Command> verbs = {}; ///< `themes list`; the first is the default
  bool is_forgiving = false;       ///< runs without a config that can be read
  bool hands_on = false;           ///< each word behind its name is another program's
};

/// A value read from the command line: domain types read themselves with a static
/// `parse` that throws Error{usage}.
template <class T>
T read_value(const std::string& text) {
  if constexpr (std::is_same_v<T, std::string>) {
    return text;
  } else if constexpr (std::is_integral_v<T>) {
    T value{};
    const char* const end = text.data() + text.size();
    const auto [stopped, problem] = std::from_chars(text.data(), end, value);
    if (problem != std::errc{} || stopped != end)
      throw Error(ExitCode::usage,
                  fmt::format("'{}' is not a whole number in range", text));
    return value;
  } else {
    return T::parse(text);
  }
}

inline Arg flag(std::string_view names, bool& target, std::string_view help) {
  return {names, {}, help, [&target](const std::string&) { target = true; }};
}

template <class T>
Arg value(std::string_view names,
          std::string_view shown,
          T& target,
          std::string_view help) {
  return {names, shown, help, [&target](const std::string& text) {
            target = read_value<T>(text);
          }};
}

template <class T>
Arg value(std::string_view names,
          std::string_view shown,
          std::optional<T>& target,
          std::string_view help) {
  return {names, shown, help, [&target](const std::string& text) {
            target = read_value<T>(text);
          }};
}

template <class T>
Arg value(std::string_view names,
          std::string_view shown,
          std::vector<T>& target,
          std::string_view help) {
  Arg made{names, shown, help, [&target](const std::string& text) {
             target.push_back(read_value<T>(text));
           }};
  made.repeats = true;
  return made;
}

} // namespace kindly
