// Which programs speak, record and play, how they are called, and what recordings are
// called. tests/voice.py runs real ones.

#include "journal/recordings.hpp"
#include "support/sandbox.hpp"
#include "voice/programs.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kindly;
using kindly::test::entry_text;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

std::string line_of(VoiceTask task,
                    const Words& own,
                    const std::string& file,
                    const Words& installed) {
  const auto is_there = [&](const std::string& name) {
    return std::ranges::find(installed, name) != installed.end();
  };
  const auto command = voice_command(task, own, file, "de", is_there);
  if (!command) return "(none)";
  std::string line = command->program;
  for (const std::string& word : command->words) line += " " + word;
  return line;
}

const std::string file = "2026/11/2026-11-23-100000-abcd.md";
const std::string written = entry_text("date: 2026-11-23T10:00:00+01:00\n") +
                            "\n## Kind words\n\nIt was late.\n";

/// A config whose programs are small shell scripts; {file} is their $1.
void configure(const Sandbox& box, const std::string& task, const std::string& script) {
  Sandbox::put(box.home() / ".config/kindly/config.toml",
               "[voice]\n" + task + " = ['/bin/sh', '-c', '''" + script +
                   "''', 'sh', '{file}']\n");
}

} // namespace

TEST_CASE("the first program that is there is taken, with what it needs", "[voice]") {
  CHECK(line_of(VoiceTask::speak, {}, "", {"espeak-ng", "spd-say"}) ==
        "spd-say --language de --pipe-mode --wait");
  CHECK(line_of(VoiceTask::speak, {}, "", {"espeak-ng", "say"}) ==
        "espeak-ng -v de --stdin");
  CHECK(line_of(VoiceTask::speak, {}, "/x.wav", {"spd-say", "espeak-ng"}) ==
        "espeak-ng -v de --stdin -w /x.wav");
  CHECK(line_of(VoiceTask::record, {}, "/x.wav", {"rec", "ffmpeg"}) ==
        "rec -q -c 1 /x.wav");
  CHECK(line_of(VoiceTask::play, {}, "/x.wav", {"ffplay"}) ==
        "ffplay -nodisp -autoexit -loglevel error /x.wav");
  for (const VoiceTask task : {VoiceTask::speak, VoiceTask::record, VoiceTask::play})
    CHECK(line_of(task, {}, "/x.wav", {"vi"}) == "(none)");
  CHECK(line_of(VoiceTask::speak, {}, "/x.wav", {"spd-say"}) == "(none)");
}

TEST_CASE("a person's own words stay, and a program that is known gets what is missing",
          "[voice]") {
  const auto speak = [](const Words& own, const std::string& to) {
    return line_of(VoiceTask::speak, own, to, {own.front()});
  };
  CHECK(speak({"espeak-ng", "-s", "150"}, "") == "espeak-ng -s 150 --stdin");
  CHECK(speak({"/opt/espeak-ng", "--stdin"}, "") == "/opt/espeak-ng --stdin");
  CHECK(speak({"espeak-ng"}, "/x.wav") == "espeak-ng --stdin -w /x.wav");
  CHECK(speak({"piper", "--out", "{file}"}, "/x.wav") == "piper --out /x.wav");
  CHECK(speak({"piper"}, "/x.wav") == "(none)");
  CHECK(speak({"piper"}, "") == "piper");
  CHECK(line_of(VoiceTask::record, {"my", "-x"}, "/x.wav", {"my"}) == "my -x /x.wav");
  CHECK(line_of(VoiceTask::record, {"my", "{file}", "-x"}, "/x.wav", {"my"}) ==
        "my /x.wav -x");
  CHECK(line_of(VoiceTask::play, {"my"}, "/x.wav", {"aplay"}) == "(none)");
}

TEST_CASE("recordings are named after their entry and counted", "[voice]") {
  CHECK(recording_name("a-b", 1) == "a-b.wav");
  CHECK(recording_name("a-b", 2) == "a-b-2.wav");
  CHECK(recordings_among({"a-b-10.wav",
                          "a-b.md",
                          "a-b.wav",
                          "a-b-2.wav",
                          "a-b-x.wav",
                          "a-b-.wav",
                          "a-b-1.wav",
                          "a-bc.wav",
                          "a-b-3.wav.md"},
                         "a-b") == Words{"a-b.wav", "a-b-2.wav", "a-b-10.wav"});
  for (const char* const name : {"", ".", "..", "../x.wav", "/etc/passwd", "x.md"})
    CHECK_FALSE(can_be_recording(name));
  CHECK(can_be_recording("memo.m4a"));
}

TEST_CASE("a recording is private, beside the entry, and named by one added line",
          "[voice]") {
  Sandbox box;
  box.write(file, written);
  configure(box,
            "record",
            "ls -l \"$1\" > " + (box.root() / "seen").string() +
                "; head -c 1000 /dev/zero > \"$1\"");
  REQUIRE(box.run({"record", "--seconds", "9"}) == ExitCode::done);
  const fs::path sound = box.journal() / "2026/11/2026-11-23-100000-abcd.wav";
  CHECK(box.out() == sound.string() + "\n");
  CHECK_THAT(box.err(), Catch::Contains("It was late."));
  CHECK(look_at(sound)->mode == 0600);
  CHECK_THAT(read_file(box.root() / "seen", 1000), Catch::StartsWith("-rw------- "));
  std::string expected = written;
  expected.insert(expected.find("---\n\n"),
                  "voice: [\"2026-11-23-100000-abcd.wav\"]\n");
  CHECK(box.read(file) == expected);
  REQUIRE(box.run({"record", "-q", "--seconds", "9"}) == ExitCode::done);
  CHECK(box.err().empty());
  CHECK_THAT(box.read(file),
             Catch::Contains("voice: [\"2026-11-23-100000-abcd.wav\", "
                             "\"2026-11-23-100000-abcd-2.wav\"]\n"));
  REQUIRE(box.run({"rm", "last"}) == ExitCode::done);
  CHECK_FALSE(fs::exists(sound));
  REQUIRE(box.run({"rm", "--restore", "abcd"}) == ExitCode::done);
  CHECK(fs::exists(sound));
  CHECK(box.count_files() == 3);
}

TEST_CASE("a recorder that records nothing leaves nothing", "[voice]") {
  for (const std::string script :
       {"exit 0", "echo no microphone >&2; exit 1", "head -c 44 /dev/zero > \"$1\""}) {
    INFO(script);
    Sandbox box;
    box.write(file, written);
    configure(box, "record", script);
    CHECK(box.run({"record", "--seconds", "9"}) == ExitCode::io);
    CHECK(box.count_files() == 1);
    CHECK(box.read(file) == written);
    if (script.starts_with("echo"))
      CHECK_THAT(box.err(), Catch::Contains("no microphone"));
  }
}

TEST_CASE("a recording is kept where the entry cannot be changed", "[voice]") {
  Sandbox box;
  const std::string odd =
      "---\nkindly: 1\ndate: 2026-11-23T10:00:00+01:00\nvoice: mine.m4a\n---\n\nx\n";
  box.write(file, odd);
  configure(box, "record", "head -c 1000 /dev/zero > \"$1\"");
  CHECK(box.run({"record", "--seconds", "9"}) == ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains("The recording is kept: "));
  CHECK(box.read(file) == odd);
  CHECK(box.count_files() == 2);
}

TEST_CASE("play takes the newest recording, and no path that an entry names",
          "[voice]") {
  Sandbox box;
  configure(box, "play", "printf %s \"$1\" > " + (box.root() / "played").string());
  const auto played = [&](const std::string& line) {
    fs::remove(box.root() / "played");
    Sandbox::put(box.journal() / file,
                 entry_text("date: 2026-11-23T10:00:00+01:00\n" + line));
    const ExitCode code = box.run({"play"});
    const auto name = read_if_there(box.root() / "played", 1000);
    return code == ExitCode::done ? fs::path(*name).filename().string()
           : code == ExitCode::no ? "(none)"
                                  : "(error)";
  };
  CHECK(played("") == "(none)");
  box.write("2026/11/memo.m4a", "x");
  box.write("2026/11/2026-11-23-100000-abcd.wav", "x");
  CHECK(played("") == "2026-11-23-100000-abcd.wav");
  CHECK(played("voice: memo.m4a\n") == "memo.m4a");
  CHECK(played("voice: [memo.m4a, 2026-11-23-100000-abcd.wav]\n") ==
        "2026-11-23-100000-abcd.wav");
  CHECK(played("voice: gone.wav\n") == "(none)");
  box.write("secret", "x");
  CHECK(played("voice: ../../secret\n") == "2026-11-23-100000-abcd.wav");
  CHECK(played("voice: /etc/passwd\n") == "2026-11-23-100000-abcd.wav");
  fs::create_symlink(box.journal() / "secret", box.journal() / "2026/11/link.wav");
  fs::create_directory(box.journal() / "2026/11/folder.wav");
  CHECK(played("voice: link.wav\n") == "(none)");
  CHECK(played("voice: folder.wav\n") == "(none)");
}

TEST_CASE("speak hands over the kind part, or the section that is named", "[voice]") {
  Sandbox box;
  box.write(file, written);
  const std::string heard = (box.root() / "heard").string();
  configure(box, "speak", "cat > " + heard);
  REQUIRE(box.run({"speak"}) == ExitCode::done);
  CHECK(box.out().empty());
  CHECK(read_file(heard, 1000) == "It was late.\n");
  REQUIRE(box.run({"speak", "--section", "situation"}) == ExitCode::done);
  CHECK_THAT(read_file(heard, 1000), Catch::Contains("It went wrong."));
  REQUIRE(box.run({"speak", "-"}, "!-! SET\n\x1b[2Jhi\n") == ExitCode::done);
  CHECK(read_file(heard, 1000) == "-! SET\n[2Jhi\n");
  CHECK(box.run({"speak", "-"}, " \n") == ExitCode::no);
  CHECK(box.read(file) == written);
}

TEST_CASE("speak says what is missing, and starts nothing then", "[voice]") {
  Sandbox box;
  box.write(file, written);
  configure(box, "speak", "touch " + (box.root() / "started").string());
  CHECK(box.run({"speak", "--to", ""}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("--to is empty"));
  CHECK(box.run({"speak", "-"}, " \n") == ExitCode::no);
  CHECK_THAT(box.err(), Catch::Contains("standard input"));
  CHECK_FALSE(fs::exists(box.root() / "started"));
}

TEST_CASE("without a program each task says what to install", "[voice]") {
  Sandbox box;
  box.environment["PATH"] = "/nowhere";
  box.write(file, written);
  box.write("2026/11/2026-11-23-100000-abcd.wav", "x");
  for (const Words& words : {Words{"speak"}, {"record", "--seconds", "1"}, {"play"}}) {
    CHECK(box.run(words) == ExitCode::io);
    CHECK_THAT(box.err(), Catch::Contains("apt install"));
  }
  CHECK(box.count_files() == 2);
}
