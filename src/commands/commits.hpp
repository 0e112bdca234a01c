#pragma once

#include "commands/world.hpp"

#include <filesystem>
#include <set>
#include <string>

namespace kindly {

/// What a hook that calls kindly has set means its own repository, not the journal's:
/// an environment without it.
[[nodiscard]] Environment without_repository(Environment environment);

/// With `git_commit`, what one run wrote becomes one commit when the run ends, however
/// it ends. Nothing here undoes a write or changes the exit code: what git will not do
/// is a line on stderr.
class Commits {
 public:
  /// `world` is told where to note what it writes, and outlives this.
  Commits(World& world, std::string command);
  ~Commits();
  Commits(const Commits&) = delete;
  Commits& operator=(const Commits&) = delete;

 private:
  void commit() const;

  const World& world_;
  std::string command_;
  std::set<std::filesystem::path> written_;
};

} // namespace kindly
