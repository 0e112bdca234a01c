#include "commands/commits.hpp"

#include "base/process.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <span>

namespace kindly {
namespace {

namespace fs = std::filesystem;

/// git in the journal, which asks nothing, signs nothing, and runs no hook and no
/// monitor: nothing in the journal's folder may be run because a word was saved.
class Git {
 public:
  explicit Git(const World& world)
      : program_(world.installed("git")), folder_(*world.journal_folder),
        environment_(without_repository(world.environment)) {
    environment_["GIT_TERMINAL_PROMPT"] = "0";
    environment_["LC_ALL"] = "C"; // its messages are looked at
  }

  [[nodiscard]] bool is_there() const { return !program_.empty(); }

  /// With a few paths as its last words.
  [[nodiscard]] ProgramEnd run(std::vector<std::string> words,
                               std::span<const std::string> paths) const {
    words.emplace_back("--");
    words.insert(words.end(), paths.begin(), paths.end());
    return start(std::move(words), "");
  }

  /// With any number of paths: an import can have more than one call has room for.
  [[nodiscard]] ProgramEnd run_on_all(std::vector<std::string> words,
                                      const std::vector<std::string>& paths) const {
    words.insert(words.end(), {"--pathspec-from-file=-", "--pathspec-file-nul"});
    std::string input;
    for (const std::string& path : paths) input += path + '\0';
    return start(std::move(words), input);
  }

 private:
  [[nodiscard]] ProgramEnd start(std::vector<std::string> words,
                                 const std::string& input) const {
    std::vector<std::string> all = {"--literal-pathspecs",
                                    "-c",
                                    "core.hooksPath=/dev/null",
                                    "-c",
                                    "core.fsmonitor=false",
                                    "-c",
                                    "commit.gpgSign=false",
                                    "-c",
                                    "gc.auto=0",
                                    "-c",
                                    "maintenance.auto=false"};
    all.insert(all.end(), words.begin(), words.end());
    return run_program({.program = program_,
                        .words = std::move(all),
                        .folder = folder_,
                        .environment = environment_,
                        .input = input,
                        .output = ProcessOutput::taken,
                        .is_apart = true});
  }

  fs::path program_;
  fs::path folder_;
  Environment environment_;
};

/// The first thing git said that tells something.
std::string reason(const ProgramEnd& end) {
  const std::string said = end.err + "\n" + end.out;
  for (const std::string_view line : lines_of(said))
    if (!trimmed(line).empty()) {
      constexpr std::string_view fatal = "fatal: ";
      std::string_view told = trimmed(line);
      if (told.starts_with(fatal)) told.remove_prefix(fatal.size());
      while (told.ends_with('.')) told.remove_suffix(1); // a sentence follows
      return std::string(told);
    }
  return fmt::format("git ended with {}", end.code);
}

std::string hint_for(const std::string& reason) {
  if (reason.find("not a git repository") != std::string::npos)
    return "`kindly git init` makes the journal one.";
  if (reason.find("identity unknown") != std::string::npos)
    return "`kindly git config user.name` and `user.email` say who commits.";
  return "`kindly git status` shows more.";
}

/// Parts of the paths, each of which one call has room for.
std::vector<std::span<const std::string>> parts_of(std::span<const std::string> paths) {
  constexpr std::size_t most = 500;
  std::vector<std::span<const std::string>> parts;
  for (; !paths.empty(); paths = paths.subspan(parts.back().size()))
    parts.push_back(paths.first(std::min(most, paths.size())));
  return parts;
}

/// Those that git keeps or could keep: the others are ignored, or came and went.
std::vector<std::string> wanted_by(const Git& git,
                                   const std::vector<std::string>& paths) {
  std::vector<std::string> wanted;
  for (const auto& part : parts_of(paths)) {
    const ProgramEnd found =
        git.run({"ls-files", "-z", "--cached", "--others", "--exclude-standard"}, part);
    if (found.code != 0) throw Error(ExitCode::io, reason(found));
    for (const std::string_view name : split(found.out, '\0'))
      if (!name.empty()) wanted.emplace_back(name);
  }
  return wanted;
}

void commit_paths(const Git& git,
                  const std::vector<std::string>& paths,
                  const std::string& message) {
  if (!git.is_there()) throw Error(ExitCode::io, "git is not installed");
  const std::vector<std::string> wanted = wanted_by(git, paths);
  if (wanted.empty()) return;
  const auto run = [&](std::vector<std::string> words) {
    const ProgramEnd end = git.run_on_all(std::move(words), wanted);
    if (end.code != 0) throw Error(ExitCode::io, reason(end));
  };
  run({"add", "--all"});
  const bool is_changed = std::ranges::any_of(parts_of(wanted), [&](const auto& part) {
    return git.run({"diff", "--cached", "--quiet"}, part).code != 0;
  });
  if (is_changed) run({"commit", "--quiet", "--no-verify", "--only", "-m", message});
}

/// As git sees it, which knows no link on the way to the journal.
std::string place_for_git(const fs::path& path) {
  std::error_code ignored;
  const fs::path folder =
      fs::weakly_canonical(fs::absolute(path).parent_path(), ignored);
  return (folder / path.filename()).string();
}

} // namespace

Environment without_repository(Environment environment) {
  for (const char* const name : {"GIT_DIR",
                                 "GIT_WORK_TREE",
                                 "GIT_INDEX_FILE",
                                 "GIT_OBJECT_DIRECTORY",
                                 "GIT_COMMON_DIR",
                                 "GIT_NAMESPACE",
                                 "GIT_PREFIX"})
    environment.erase(name);
  return environment;
}

Commits::Commits(World& world, std::string command)
    : world_(world), command_(std::move(command)) {
  if (!world.settings.git_commit || !world.journal_folder) return;
  world.wrote = [this](const fs::path& path) { written_.insert(path); };
}

Commits::~Commits() {
  if (!written_.empty()) commit();
}

void Commits::commit() const {
  std::vector<std::string> paths;
  for (const fs::path& path : written_) paths.push_back(place_for_git(path));
  // An id tells when, and nothing of what was written.
  const auto entry = std::ranges::find(
      written_, ".md", [](const fs::path& path) { return path.extension(); });
  const fs::path& named = entry == written_.end() ? *written_.begin() : *entry;
  const std::string message =
      fmt::format("kindly: {} {}", command_, named.stem().string());
  try {
    commit_paths(Git(world_), paths, message);
  } catch (const Error& problem) {
    world_.terminal.warn(fmt::format("kindly: saved, and not committed: {}. {}",
                                     problem.what(),
                                     hint_for(problem.what())));
  } catch (const std::exception& problem) {
    world_.terminal.warn(
        fmt::format("kindly: saved, and not committed: {}", problem.what()));
  }
}

} // namespace kindly
