#include "voice/programs.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace kindly {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::string_view language_word = "{language}";

struct Program {
  VoiceTask task;
  std::string_view name;
  Words usual;        ///< left out where a person names their own words
  Words needed;       ///< without these it does not do the task
  Words to_file = {}; ///< speaks into a file; empty: it cannot
};

const std::array programs = {
    // spd-say in its pipe mode also repeats the text on standard output.
    Program{VoiceTask::speak,
            "spd-say",
            {"--language", language_word},
            {"--pipe-mode", "--wait"}},
    Program{VoiceTask::speak,
            "espeak-ng",
            {"-v", language_word},
            {"--stdin"},
            {"-w", file_word}},
    Program{VoiceTask::speak,
            "espeak",
            {"-v", language_word},
            {"--stdin"},
            {"-w", file_word}},
    Program{VoiceTask::speak,
            "say",
            {},
            {"-f", "-"},
            {"-o", file_word, "--data-format=LEI16@22050"}},

    Program{VoiceTask::record,
            "arecord",
            {"-q", "-t", "wav", "-f", "S16_LE", "-r", "44100", "-c", "1"},
            {file_word}},
    Program{VoiceTask::record,
            "parecord",
            {"--file-format=wav", "--channels=1"},
            {file_word}},
    Program{VoiceTask::record, "rec", {"-q", "-c", "1"}, {file_word}},
    Program{VoiceTask::record,
            "ffmpeg",
            {"-nostdin",
             "-y",
             "-loglevel",
             "error",
             "-f",
             "alsa",
             "-i",
             "default",
             "-ac",
             "1"},
            {file_word}},

    Program{VoiceTask::play, "aplay", {"-q"}, {file_word}},
    Program{VoiceTask::play, "paplay", {}, {file_word}},
    Program{VoiceTask::play, "play", {"-q"}, {file_word}},
    Program{VoiceTask::play,
            "ffplay",
            {"-nodisp", "-autoexit", "-loglevel", "error"},
            {file_word}},
    Program{VoiceTask::play, "afplay", {}, {file_word}},
};

const Program* find_known(VoiceTask task, std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const auto* const found = std::ranges::find_if(programs, [&](const Program& program) {
    return program.task == task && program.name == name;
  });
  return found == programs.end() ? nullptr : found;
}

void add(std::vector<std::string>& words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
}

bool holds(const std::vector<std::string>& words, std::string_view wanted) {
  return std::ranges::find(words, wanted) != words.end();
}

} // namespace

std::optional<VoiceCommand> voice_command(VoiceTask task,
                                          const std::vector<std::string>& own,
                                          const std::string& file,
                                          const std::string& language,
                                          const IsThere& is_there) {
  const bool writes = task == VoiceTask::speak && !file.empty();
  VoiceCommand command;
  const Program* known = nullptr;
  if (!own.empty()) {
    if (!is_there(own.front())) return std::nullopt;
    known = find_known(task, own.front());
    command = {own.front(), {own.begin() + 1, own.end()}};
  } else {
    const auto* const first =
        std::ranges::find_if(programs, [&](const Program& program) {
          return program.task == task && (!writes || !program.to_file.empty()) &&
                 is_there(std::string(program.name));
        });
    if (first == programs.end()) return std::nullopt;
    known = first;
    command.program = known->name;
    add(command.words, known->usual);
  }
  if (known != nullptr)
    for (const std::string_view word : known->needed)
      if (!holds(command.words, word)) command.words.emplace_back(word);
  if (writes && !holds(command.words, file_word)) {
    if (known == nullptr || known->to_file.empty()) return std::nullopt;
    add(command.words, known->to_file);
  }
  if (task != VoiceTask::speak && !holds(command.words, file_word))
    command.words.emplace_back(file_word);
  for (std::string& word : command.words) {
    if (word == file_word) word = file;
    if (word == language_word) word = language;
  }
  return command;
}

std::vector<std::string> voice_programs(VoiceTask task, bool writes_files) {
  std::vector<std::string> names;
  for (const Program& program : programs)
    if (program.task == task && (!writes_files || !program.to_file.empty()))
      names.emplace_back(program.name);
  return names;
}

std::string_view packages_for(VoiceTask task) {
  switch (task) {
  case VoiceTask::speak: return "espeak-ng";
  case VoiceTask::record:
  case VoiceTask::play: return "alsa-utils";
  }
  return {};
}

} // namespace kindly
