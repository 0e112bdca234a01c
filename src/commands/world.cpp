#include "commands/world.hpp"

#include "base/process.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace kindly {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> set_in(const Environment& environment,
                                  const std::string& name) {
  const auto found = environment.find(name);
  if (found == environment.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

} // namespace

std::optional<fs::path> xdg_folder(const Environment& environment,
                                   const std::string& variable,
                                   const std::string& below_home) {
  const auto given = set_in(environment, variable);
  if (given && given->starts_with('/')) return *given; // relative ones are ignored
  const auto home = set_in(environment, "HOME");
  if (!home) return std::nullopt;
  return fs::path(*home) / below_home;
}

fs::path World::installed(const std::string& name) const {
  return find_program(name, variable("PATH").value_or("/usr/local/bin:/usr/bin:/bin"));
}

std::optional<std::string> World::variable(const std::string& name) const {
  return set_in(environment, name);
}

Journal World::journal() const {
  if (journal_folder) return {*journal_folder, clock.zone, settings.durability, wrote};
  throw Error(ExitCode::io,
              "there is no place for the journal: HOME is not set",
              "Name one with --journal DIR or KINDLY_JOURNAL.");
}

std::vector<fs::path> World::theme_folders() const {
  const std::string shared =
      variable("XDG_DATA_DIRS").value_or("/usr/local/share:/usr/share");
  std::vector<fs::path> folders;
  for (const std::string_view folder : split(shared, ':'))
    if (folder.starts_with('/')) folders.push_back(fs::path(folder) / "kindly/themes");
  std::ranges::reverse(folders); // the first of XDG_DATA_DIRS matters most
  if (const auto config = xdg_folder(environment, "XDG_CONFIG_HOME", ".config"))
    folders.push_back(*config / "kindly/themes");
  if (journal_folder) folders.push_back(*journal_folder / "themes");
  return folders;
}

Library World::library() const {
  Library loaded = Library::load(theme_folders(), settings.language);
  for (const Error& problem : loaded.problems()) {
    terminal.warn(fmt::format("kindly: {}", problem.what()));
    if (!problem.hint().empty()) terminal.warn("  " + problem.hint());
  }
  return loaded;
}

} // namespace kindly
