// kindly record: kind words in the person's own voice, beside the entry.

#include "base/signals.hpp"
#include "commands/command.hpp"
#include "commands/sound.hpp"
#include "journal/recordings.hpp"
#include "terminal/layout.hpp"

#include <unistd.h>

#include <chrono>
#include <memory>

namespace kindly {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr int most_seconds = 3600;

struct Options {
  std::string entry = "last";
  std::optional<int> seconds;
};

struct Recording {
  fs::path file;
  ProgramCall call;
};

/// A name beside the entry that was free, and is taken by an empty private file now.
Recording begin(const World& world, const fs::path& entry) {
  const fs::path folder = fs::absolute(entry).parent_path();
  for (int number = 1;; ++number) {
    const fs::path file = folder / recording_name(entry.stem().string(), number);
    if (look_at(file)) continue;
    Recording one{file, sound_call(world, VoiceTask::record, file)};
    one.call.input = "";
    one.call.output = ProcessOutput::taken;
    one.call.is_apart = true; // Ctrl-C is for kindly, which passes it on once
    if (create_file_if_free(one.file, "", Durability::fast)) return one;
  }
}

void show_words(const World& world, const Document& document) {
  const Terminal& terminal = world.terminal;
  const std::string words = document.kind_part();
  if (words.empty()) {
    terminal.note("There are no kind words in this entry yet. Say what comes.");
    return;
  }
  std::string shown = indented(words, "  ", "  ", terminal.text_width());
  shown.erase(shown.find_last_not_of('\n') + 1);
  terminal.note("{}\n", shown);
}

/// Until Enter, the time is over, a signal came, or the recorder ended by itself.
/// Returns the signal.
std::optional<int> wait_for_end(const World& world,
                                RunningProgram& recorder,
                                SteadyTime latest,
                                bool has_person) {
  constexpr int step = 50; // milliseconds
  Source& in = world.terminal.in;
  try {
    while (!recorder.has_ended() && std::chrono::steady_clock::now() < latest) {
      const bool has_keys = has_person && in.is_descriptor();
      const bool is_typed = wait_for_input(has_keys ? STDIN_FILENO : -1, step);
      if (!has_person || (has_keys && !is_typed)) continue;
      (void)in.read_line();
      return std::nullopt;
    }
  } catch (const Interrupted& interrupted) { // what was recorded counts
    return interrupted.signal();
  } catch (const Error&) { // the terminal went away
    return std::nullopt;
  }
  return std::nullopt;
}

/// Lets the recorder finish its file.
ProgramEnd finish(RunningProgram& recorder) {
  recorder.signal(SIGINT);
  if (!recorder.ends_within(5s)) recorder.signal(SIGTERM);
  if (!recorder.ends_within(2s)) recorder.signal(SIGKILL);
  return recorder.wait();
}

void name_in_entry(const Journal& journal,
                   const fs::path& entry,
                   const fs::path& file) {
  try {
    journal.edit(entry, [&](Page& page) {
      page.document.add_recording(file.filename().string());
    });
  } catch (const Error& problem) {
    throw Error(problem.code(),
                problem.what(),
                fmt::format("The recording is kept: {}", file.string()));
  }
}

ExitCode run_record(const World& world, const Options& options) {
  const Terminal& terminal = world.terminal;
  const bool has_person = world.may_ask && terminal.in_is_terminal;
  if (options.seconds && (*options.seconds < 1 || *options.seconds > most_seconds))
    throw Error(ExitCode::usage, "--seconds wants a whole number from 1 to 3600");
  if (!has_person && !options.seconds)
    throw Error(ExitCode::needs_person,
                "a recording ends with Enter, and there is no terminal",
                "--seconds N ends it by itself.");
  const Journal journal = world.journal();
  const fs::path entry = journal.find(options.entry);
  const Page page = journal.open(entry.string());
  const HeldSignals held; // from here on there is something to keep
  const Recording recording = begin(world, entry);
  std::optional<RunningProgram> recorder;
  try {
    recorder.emplace(recording.call);
  } catch (const Error&) {
    remove_file(recording.file, Durability::fast);
    throw;
  }
  show_words(world, page.document);
  terminal.note("Recording{}{}.",
                options.seconds ? fmt::format(" for {} s", *options.seconds) : "",
                !has_person       ? ""
                : options.seconds ? "; Enter ends it sooner"
                                  : "; Enter ends it");
  const auto latest = std::chrono::steady_clock::now() +
                      std::chrono::seconds(options.seconds.value_or(most_seconds));
  const std::optional<int> signal = wait_for_end(world, *recorder, latest, has_person);
  const ProgramEnd end = finish(*recorder);
  if (!has_sound(recording.file)) {
    remove_file(recording.file, Durability::fast);
    if (signal) throw Interrupted(*signal);
    check_sound(recording.call, end, "record");
    throw Error(
        ExitCode::io,
        fmt::format("{} recorded nothing", recording.call.program.filename().string()),
        "voice.record of the config can name another program.");
  }
  make_private(recording.file);
  sync_file(recording.file, world.settings.durability);
  world.wrote(recording.file);
  name_in_entry(journal, entry, recording.file);
  terminal.say_path(recording.file.string());
  terminal.out.flush();
  if (signal) throw Interrupted(*signal);
  return ExitCode::done;
}

} // namespace

Command record_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "record",
      .group = "Voice",
      .summary = "Record kind words in your own voice, beside an entry",
      .description =
          "Shows the kind part to read from, records until Enter, and prints the path "
          "of the recording: a private WAV file beside the entry, which gains one line "
          "that names it. Ctrl-C ends the recording too; it is kept, and the exit "
          "status is 130. An hour is the most.\n\n"
          "Records with arecord, parecord, rec or ffmpeg, whichever is found first, or "
          "with `voice.record` of the config, which has to end and finish its file "
          "when it gets SIGINT.",
      .args = {value("ENTRY", "ENTRY", o.entry, "Which entry; the last if left out")
                   .completes(Completes::entry),
               value("--seconds", "N", o.seconds, "End after so many seconds")},
      .examples = {{"kindly record", "The last entry's kind words, until Enter."},
                   {"kindly record last~1 --seconds 20",
                    "For the one before it, and no longer than that."}},
      .run = [options](const World& world) { return run_record(world, *options); },
  };
}

} // namespace kindly
