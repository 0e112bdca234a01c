#pragma once

#include "base/process.hpp"
#include "commands/world.hpp"
#include "voice/programs.hpp"

#include <filesystem>
#include <string>

namespace kindly {

/// How the program for a task is started: that of the config, or the first the machine
/// has. `file` is what is recorded or played, or where speech is written; empty to hear
/// it. Throws Error{io} that says what to install.
[[nodiscard]] ProgramCall
sound_call(const World& world, VoiceTask task, const std::filesystem::path& file);

/// Throws Error{io} for a program that did not do its task, or Interrupted for one that
/// Ctrl-C ended.
void check_sound(const ProgramCall& call, const ProgramEnd& end, std::string_view task);

/// Whether a file has sound in it, and not only the header of a WAV file.
[[nodiscard]] bool has_sound(const std::filesystem::path& file);

} // namespace kindly
