#include "commands/sound.hpp"

#include "base/signals.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

namespace kindly {
namespace {

namespace fs = std::filesystem;

/// What people and the config call a task.
std::string_view name_of(VoiceTask task) {
  switch (task) {
  case VoiceTask::speak: return "speak";
  case VoiceTask::record: return "record";
  case VoiceTask::play: return "play";
  }
  return {};
}

const std::vector<std::string>& own_words(const VoiceSettings& voice, VoiceTask task) {
  switch (task) {
  case VoiceTask::speak: return voice.speak;
  case VoiceTask::record: return voice.record;
  case VoiceTask::play: break;
  }
  return voice.play;
}

/// The first line that says something.
std::string first_said(const ProgramEnd& end) {
  for (const std::string_view line : lines_of(end.err))
    if (!trimmed(line).empty()) return ": " + printable_line(trimmed(line));
  return {};
}

} // namespace

ProgramCall sound_call(const World& world, VoiceTask task, const fs::path& file) {
  const std::vector<std::string>& own = own_words(world.settings.voice, task);
  const std::string_view does = name_of(task);
  const bool writes = task == VoiceTask::speak && !file.empty();
  const auto is_there = [&](const std::string& name) {
    return !world.installed(name).empty();
  };
  // A path from the root is never taken for an option.
  const std::string path = file.empty() ? std::string() : fs::absolute(file).string();
  const auto command =
      voice_command(task, own, path, world.settings.language, is_there);
  if (command)
    return {.program = world.installed(command->program),
            .words = command->words,
            .environment = world.environment,
            .ends_with_kindly = true};
  if (!own.empty() && !is_there(own.front()))
    throw Error(
        ExitCode::io,
        fmt::format("there is no program '{}', which voice.{} of the config names",
                    printable_line(own.front()),
                    does),
        fmt::format("`kindly config unset voice.{}` takes what the machine has.",
                    does));
  if (!own.empty())
    throw Error(ExitCode::usage,
                fmt::format("kindly does not know how '{}' writes a file",
                            printable_line(own.front())),
                "Put {file} where its name belongs in voice.speak of the config.");
  throw Error(ExitCode::io,
              fmt::format("no program here can {}{}: {} are looked for",
                          does,
                          writes ? " into a file" : "",
                          joined(voice_programs(task, writes), ", ")),
              fmt::format("On Debian: sudo apt install {}. Another program is named by "
                          "voice.{} of the config.",
                          packages_for(task),
                          does));
}

void check_sound(const ProgramCall& call,
                 const ProgramEnd& end,
                 std::string_view task) {
  if (end.code == 0) return;
  if (end.code == 128 + SIGINT) throw Interrupted(SIGINT);
  throw Error(
      ExitCode::io,
      fmt::format(
          "{} could not {}{}", call.program.filename().string(), task, first_said(end)),
      fmt::format("voice.{} of the config can name another program.", task));
}

bool has_sound(const fs::path& file) {
  constexpr std::uintmax_t header = 44; // of a WAV file without any
  std::error_code problem;
  const std::uintmax_t size = fs::file_size(file, problem);
  return !problem && size > header;
}

} // namespace kindly
