#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Which programs can speak, record and play, and how each is called: data, and the
// choice among them. Words, never a line for a shell.

namespace kindly {

enum class VoiceTask { speak, record, play };

/// Stands for a file among the words of a command.
inline constexpr std::string_view file_word = "{file}";

/// A program to start: its name or path, and its arguments.
struct VoiceCommand {
  std::string program;
  std::vector<std::string> words;
};

/// Whether a program of that name can be started.
using IsThere = std::function<bool(const std::string& name)>;

/// The command for a task: the person's own words if there are any, else the first
/// program that is there. A program that is known gets what it needs to do its task:
/// to read standard input, for example. Nothing where no program is there.
///
/// `file` is what is recorded or played; for `speak` it is where the sound is written
/// instead of being heard, empty to hear it. `language` is that of the text.
[[nodiscard]] std::optional<VoiceCommand>
voice_command(VoiceTask task,
              const std::vector<std::string>& own,
              const std::string& file,
              const std::string& language,
              const IsThere& is_there);

/// The programs that are looked for, in their order. `writes_files`: only those that
/// can speak into a file.
[[nodiscard]] std::vector<std::string> voice_programs(VoiceTask task,
                                                      bool writes_files = false);

/// Debian's package for a task, or two.
[[nodiscard]] std::string_view packages_for(VoiceTask task);

} // namespace kindly
