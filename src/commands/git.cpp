// kindly git: git in the journal's folder.

#include "base/process.hpp"
#include "base/signals.hpp"
#include "commands/command.hpp"
#include "commands/commits.hpp"

#include <memory>

namespace kindly {
namespace {

namespace fs = std::filesystem;

/// git's own, which can be any number.
ExitCode code_of(const ProgramEnd& end) {
  if (end.code == 128 + SIGINT) throw Interrupted(SIGINT);
  return static_cast<ExitCode>(end.code);
}

bool is_in_repository(fs::path folder) {
  std::error_code ignored;
  for (folder = fs::absolute(folder); !fs::exists(folder / ".git", ignored);
       folder = folder.parent_path())
    if (folder == folder.parent_path()) return false;
  return true;
}

ExitCode run_git(const World& world, const std::vector<std::string>& words) {
  const fs::path folder = world.journal().folder();
  const fs::path git = world.installed("git");
  if (git.empty())
    throw Error(
        ExitCode::io, "git is not installed", "On Debian: sudo apt install git.");
  const bool begins = !words.empty() && words.front() == "init";
  std::error_code ignored;
  if (begins) make_folders(folder, world.settings.durability);
  if (!fs::is_directory(folder, ignored))
    throw Error(ExitCode::io,
                fmt::format("there is no journal at {} yet", folder.string()),
                "`kindly new` or `kindly git init` begins one.");
  const ProgramEnd end =
      run_program({.program = git,
                   .words = words,
                   .folder = folder,
                   .environment = without_repository(world.environment)});
  if (end.code == 128 && !begins && !is_in_repository(folder))
    world.terminal.note("`kindly git init` makes the journal a repository.");
  return code_of(end);
}

} // namespace

Command git_command() {
  const auto words = std::make_shared<std::vector<std::string>>();
  return {
      .name = "git",
      .group = "Set up",
      .summary = "Run git in the journal",
      .description =
          "Runs git in the journal's folder, with every word behind `git` as it is, "
          "and "
          "ends with git's exit status. Options of kindly's own go before `git`.\n\n"
          "With `git_commit = true` in the config, each run that writes to the journal "
          "ends with one commit of the files it wrote, and of no others. What is "
          "ignored in .gitignore is left alone, and so is the trash. A message names "
          "the command and the entry's id, and no word of it. If git cannot commit, a "
          "line on standard error says why; what was written stays written. Nothing is "
          "ever pushed.\n\n"
          "Such a commit runs no hook and no file monitor, and signs nothing: it must "
          "not wait for anybody. Filters that git is configured to use, for encryption "
          "say, do run. `kindly git` itself is git as you know it, hooks included: "
          "what stands in .git/config of a journal that came from somebody else can "
          "run programs.\n\n"
          "git remembers: what `kindly rm` moves away stays in its history, and a "
          "remote is a copy that others may be able to read.",
      .args = {value("ARGS", "ARGS", *words, "What git is asked to do")},
      .examples = {{"kindly git init --quiet", "The journal becomes a repository."},
                   {"kindly git --version", "Each word is git's, this one too."}},
      .run = [words](const World& world) { return run_git(world, *words); },
      .hands_on = true,
  };
}

} // namespace kindly
