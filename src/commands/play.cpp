// kindly play: the newest recording of an entry.

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/named_file.hpp"
#include "commands/sound.hpp"
#include "journal/recordings.hpp"

#include <memory>

namespace kindly {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string entry = "last";
};

/// The newest that the entry names, else the newest that lies beside it: one that was
/// cut short by a power cut has no line.
fs::path newest_recording(const Journal& journal, const fs::path& entry) {
  const fs::path folder = fs::absolute(entry).parent_path();
  std::vector<std::string> names = journal.open(entry.string()).entry.recordings;
  std::erase_if(names, [](const std::string& name) { return !can_be_recording(name); });
  if (names.empty()) {
    std::vector<std::string> beside;
    for (const Name& name : names_in(folder)) beside.push_back(name.name);
    names = recordings_among(beside, entry.stem().string());
  }
  if (names.empty())
    throw Error(ExitCode::no,
                "this entry has no recording",
                fmt::format("kindly record {} makes one.", entry.stem().string()));
  const fs::path file = folder / names.back();
  const auto found = look_at(file);
  if (found && found->kind == Found::Kind::file) return file;
  if (found) // a link could lead anywhere
    throw Error(ExitCode::no,
                fmt::format("{} is not a regular file", printable_line(file.string())),
                "kindly plays plain files only.");
  throw Error(ExitCode::no,
              fmt::format("{} names a recording that is not there: {}",
                          entry.string(),
                          printable_line(names.back())),
              "Its line in the header begins with `voice`.");
}

ExitCode run_play(const World& world, const Options& options) {
  const fs::path entry = named_file(world, options.entry);
  const Journal journal(entry.parent_path(), world.clock.zone, Durability::safe);
  const ProgramCall call =
      sound_call(world, VoiceTask::play, newest_recording(journal, entry));
  check_sound(call, run_program(call), "play");
  return ExitCode::done;
}

} // namespace

Command play_command() {
  const auto options = std::make_shared<Options>();
  return {
      .name = "play",
      .group = "Voice",
      .summary = "Play the newest recording of an entry",
      .description = "Plays with aplay, paplay, play, ffplay or afplay, whichever is "
                     "found first, or with `voice.play` of the config.",
      .args =
          {value("ENTRY", "ENTRY", options->entry, "Which entry; the last if left out")
               .completes(Completes::entry)},
      .examples = {{"kindly play", "What was recorded for the last entry."},
                   {"kindly play last~1", "For the one before it."}},
      .run = [options](const World& world) { return run_play(world, *options); },
  };
}

} // namespace kindly
