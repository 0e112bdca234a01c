#pragma once

#include "base/dates.hpp"
#include "commands/settings.hpp"
#include "journal/journal.hpp"
#include "terminal/terminal.hpp"
#include "words/library.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace kindly {

using Environment = std::map<std::string, std::string>;

/// The shapes a command can give its result.
enum class Format { text, json, jsonl, csv, tsv, md, html };

/// The lowest bits of a seed differ between two runs one behind the other.
constexpr std::uint64_t draw_mask = 0xffff;

/// What the outside lends to one run. main() fills it from the process, a test by hand.
/// Only commands see it; they hand plain values onward.
struct World {
  Terminal& terminal;
  Environment environment;
  Settings settings = {};
  std::filesystem::path config_file = {};   ///< empty: none is looked for
  std::optional<Error> config_problem = {}; ///< of a config that a command can forgive
  std::optional<std::filesystem::path> journal_folder = {}; ///< none: no place is known
  Clock clock;
  std::uint64_t seed = 0;   ///< the only source of chance
  std::string program = {}; ///< this program's absolute path; empty: not known
  Format format = Format::text;
  bool may_ask = true; ///< false under --no-input
  /// What options say instead of the config, by its key.
  std::map<std::string, std::string> given = {};
  /// Told of each file of the journal that was written.
  std::function<void(const std::filesystem::path&)> wrote =
      [](const std::filesystem::path&) {};

  /// The journal. Throws Error{io} when there is no place for one.
  [[nodiscard]] Journal journal() const;

  /// The packs; those with an error are named on stderr.
  [[nodiscard]] Library library() const;
  /// Where packs of one's own are looked for, the last extends most.
  [[nodiscard]] std::vector<std::filesystem::path> theme_folders() const;

  /// A program on the person's PATH, or of a path of its own; empty where there is
  /// none.
  [[nodiscard]] std::filesystem::path installed(const std::string& name) const;

  /// A variable, where it is set and not empty.
  [[nodiscard]] std::optional<std::string> variable(const std::string& name) const;
};

/// $XDG_CONFIG_HOME and its like: absolute, else the default below $HOME.
[[nodiscard]] std::optional<std::filesystem::path>
xdg_folder(const Environment& environment,
           const std::string& variable,
           const std::string& below_home);

} // namespace kindly
