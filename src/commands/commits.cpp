#include "commands/commits.hpp"

#include "base/process.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

namespace fs = std::filesystem;

/// What a hook that calls kindly has set means its own repository, not the journal's.
Environment without_repository(Environment environment) {
  for (const char* const name : {"GIT_DIR",
                                 "GIT_WORK_TREE",
                                 "GIT_INDEX_FILE",
                                 "GIT_OBJECT_DIRECTORY",
                                 "GIT_COMMON_DIR",
                                 "GIT_NAMESPACE",
                                 "GIT_PREFIX"})
    environment.erase(name);
  environment["GIT_TERMINAL_PROMPT"] = "0";
  environment["LC_ALL"] = "C"; // its messages are looked at
  return environment;
}

/// git in the journal, which asks nothing, signs nothing, and runs no hook and no
/// monitor: nothing in the journal's folder may be run because a word was saved.
class Git {
 public:
  explicit Git(const World& world)
      : program_(world.installed("git")), folder_(*world.journal_folder),
        environment_(without_repository(world.environment)) {}

  [[nodiscard]] bool is_there() const { return !program_.empty(); }

  [[nodiscard]] ProgramEnd run(std::vector<std::string> words,
                               const std::vector<std::string>& paths) const {
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
    all.emplace_back("--");
    all.insert(all.end(), paths.begin(), paths.end());
    return run_program({.program = program_,
                        .words = std::move(all),
                        .folder = folder_,
                        .environment = environment_,
                        .input = "",
                        .output = Output::taken,
                        .is_apart = true});
  }

 private:
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
      const std::string_view told = trimmed(line);
      return std::string(told.substr(told.starts_with(fatal) ? fatal.size() : 0));
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

/// Those that git keeps or could keep: the others are ignored, or came and went.
std::vector<std::string> wanted_by(const Git& git,
                                   const std::vector<std::string>& paths) {
  const ProgramEnd found =
      git.run({"ls-files", "-z", "--cached", "--others", "--exclude-standard"}, paths);
  if (found.code != 0) throw Error(ExitCode::io, reason(found));
  std::vector<std::string> wanted;
  for (const std::string_view name : split(found.out, '\0'))
    if (!name.empty()) wanted.emplace_back(name);
  return wanted;
}

void commit_paths(const Git& git,
                  const std::vector<std::string>& paths,
                  const std::string& message) {
  if (!git.is_there()) throw Error(ExitCode::io, "git is not installed");
  const std::vector<std::string> wanted = wanted_by(git, paths);
  if (wanted.empty()) return;
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"add", "--all"},
        {"diff", "--cached", "--quiet"},
        {"commit", "--quiet", "--no-verify", "--only", "-m", message}}) {
    const ProgramEnd end = git.run(words, wanted);
    if (words.front() == "diff") {
      if (end.code == 0) return; // nothing changed
    } else if (end.code != 0) {
      throw Error(ExitCode::io, reason(end));
    }
  }
}

} // namespace

Commits::Commits(World& world, std::string command)
    : world_(world), command_(std::move(command)) {
  if (!world.settings.git_commit || !world.journal_folder) return;
  world.wrote = [this](const fs::path& path) {
    if (std::ranges::find(written_, path) == written_.end()) written_.push_back(path);
  };
}

Commits::~Commits() {
  if (!written_.empty()) commit();
}

void Commits::commit() const {
  std::vector<std::string> paths;
  for (const fs::path& path : written_) paths.push_back(fs::absolute(path).string());
  // An id tells when, and nothing of what was written.
  const auto entry = std::ranges::find(
      written_, ".md", [](const fs::path& path) { return path.extension(); });
  const fs::path& named = entry == written_.end() ? written_.front() : *entry;
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
