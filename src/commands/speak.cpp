// kindly speak: reads the kind part of an entry aloud.

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/named_file.hpp"
#include "commands/named_section.hpp"
#include "commands/sound.hpp"

#include <memory>

namespace kindly {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string entry = "last";
  std::optional<std::string> section;
  std::optional<std::string> to;
};

std::string text_to_speak(const World& world, const Options& options) {
  if (options.entry == "-") return world.terminal.in.read_all(entry_limit);
  const fs::path path = named_file(world, options.entry);
  const auto document = Document::read(read_file(path, entry_limit), path.string());
  if (!document)
    throw Error(ExitCode::unreadable,
                fmt::format("{}:1: not an entry of kindly", path.string()),
                "`kindly speak - < FILE` reads any text aloud.");
  return options.section ? named_section(*document, *options.section)
                         : document->kind_part();
}

/// As a voice should have it: each line from its own beginning, so that none is a
/// command of spd-say ("!-!"), and no control characters.
std::string speakable(const std::string& text) {
  std::string out;
  for (const std::string_view line : lines_of(trimmed(text))) {
    std::string_view words = trimmed(line);
    while (words.starts_with('!') || words.starts_with('>'))
      words = trimmed(words.substr(1));
    for (const char c : words)
      if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
    out += '\n';
  }
  return out;
}

ExitCode run_speak(const World& world, const Options& options) {
  if (options.to && options.to->empty())
    throw Error(ExitCode::usage, "--to is empty", "Is the variable behind it set?");
  const std::string text = speakable(text_to_speak(world, options));
  if (trimmed(text).empty() && options.entry == "-")
    throw Error(ExitCode::no, "there is nothing to read aloud on standard input");
  if (trimmed(text).empty())
    throw Error(ExitCode::no,
                "there are no kind words in it to read aloud yet",
                "`kindly resume` goes on with an entry; --section names another part.");
  std::error_code ignored;
  if (options.to && fs::exists(*options.to, ignored))
    throw Error(ExitCode::io,
                fmt::format("{} is there already", *options.to),
                "Name another file, or take that one away first.");
  ProgramCall call = sound_call(world, VoiceTask::speak, options.to.value_or(""));
  call.input = text;
  call.output = ProcessOutput::taken; // spd-say repeats the text there
  check_sound(call, run_program(call), "speak");
  if (!options.to) return ExitCode::done;
  if (!has_sound(*options.to))
    throw Error(ExitCode::io,
                fmt::format("{} wrote no sound to {}",
                            call.program.filename().string(),
                            *options.to));
  world.terminal.say_path(*options.to);
  return ExitCode::done;
}

} // namespace

Command speak_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "speak",
      .group = "Voice",
      .summary = "Read the kind part of an entry aloud",
      .description =
          "Speaks with spd-say, espeak-ng, espeak or say, whichever is found first, or "
          "with `voice.speak` of the config. The text goes to its standard input, and "
          "stays on this computer unless that program sends it away.\n\n"
          "With --to, the speech becomes a WAV file instead.",
      .args = {value("ENTRY",
                     "ENTRY",
                     o.entry,
                     "Which entry; the last if left out; - for standard input")
                   .completes(Completes::entry),
               value("--section",
                     "NAME",
                     o.section,
                     "This section instead of the kind part"),
               value("--to", "FILE", o.to, "Write the speech to this WAV file")
                   .completes(Completes::file)},
      .examples = {{"kindly speak --to ~/kind-words.wav",
                    "The last entry's kind words, to hear on the way."},
                   {"kindly cue | kindly speak - --to ~/cue.wav",
                    "Any text, from a pipe."}},
      .run = [options](const World& world) { return run_speak(world, *options); },
  };
}

} // namespace kindly
