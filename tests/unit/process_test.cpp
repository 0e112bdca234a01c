// Other programs: words arrive as they are, and nothing is run by a shell.

#include "base/error.hpp"
#include "base/process.hpp"

#include <catch2/catch.hpp>

#include <csignal>

using namespace kindly;

namespace {

ProgramEnd sh(const std::string& script, const std::string& input = {}) {
  return run_program({.program = "/bin/sh",
                      .words = {"-c", script},
                      .environment = {{{"PATH", "/usr/bin:/bin"}}},
                      .input = input,
                      .output = ProcessOutput::taken});
}

} // namespace

TEST_CASE("a program gets its words as they are", "[process]") {
  const ProgramEnd end =
      run_program({.program = "/usr/bin/printf",
                   .words = {"%s|", "$(touch x)", "a b", "", "-x", "'\";&|\n"},
                   .output = ProcessOutput::taken});
  CHECK(end.code == 0);
  CHECK(end.out == "$(touch x)|a b||-x|'\";&|\n|");
}

TEST_CASE("a text larger than any pipe goes in and comes out", "[process]") {
  const std::string text(3U << 20, 'x');
  CHECK(sh("cat", text).out == text);
  CHECK(sh("head -c 5", text).out == "xxxxx");
  CHECK(sh("exit 0", text).code == 0);
  CHECK(sh("cat").out.empty());
}

TEST_CASE("how a program ended is told as a shell tells it", "[process]") {
  CHECK(sh("exit 3").code == 3);
  CHECK(sh("kill -TERM $$").code == 128 + SIGTERM);
  CHECK(sh("echo out; echo err >&2").out == "out\n");
  CHECK(sh("echo out; echo err >&2").err == "err\n");
}

TEST_CASE("what a program makes is private, and it has the environment it was given",
          "[process]") {
  CHECK(sh("umask").out == "0077\n");
  CHECK(sh("echo ${HOME-none}").out == "none\n");
  const ProgramEnd end = run_program(
      {.program = "/bin/pwd", .folder = "/usr/bin", .output = ProcessOutput::taken});
  CHECK(end.out == "/usr/bin\n");
}

TEST_CASE("a program that is not there, or cannot run, is a named error", "[process]") {
  for (const char* const program : {"/no/such/program", "/etc/passwd", "/usr/bin"})
    CHECK_THROWS_WITH(run_program({.program = program}), Catch::Contains(program));
  CHECK_THROWS_AS(run_program({.program = "/bin/true", .folder = "/no/such"}), Error);
}

TEST_CASE("a program that runs can be asked and ended", "[process]") {
  using namespace std::chrono_literals;
  RunningProgram program({.program = "/bin/sleep", .words = {"60"}, .is_apart = true});
  CHECK_FALSE(program.has_ended());
  CHECK_FALSE(program.ends_within(30ms));
  program.signal(SIGINT);
  CHECK(program.ends_within(10s));
  CHECK(program.wait().code == 128 + SIGINT);
}

TEST_CASE("a program apart has no terminal to ask on", "[process]") {
  const ProgramEnd end = run_program({.program = "/bin/sh",
                                      .words = {"-c", "echo x > /dev/tty"},
                                      .input = "",
                                      .output = ProcessOutput::taken,
                                      .is_apart = true});
  CHECK(end.code != 0);
}

TEST_CASE("programs are found in absolute folders only", "[process]") {
  CHECK(find_program("sh", "/nowhere:/bin") == "/bin/sh");
  CHECK(find_program("sh", "bin:.::") == "");
  CHECK(find_program("no-such-program", "/usr/bin:/bin") == "");
  CHECK(find_program("passwd", "/etc") == "");
  CHECK(find_program("/bin/sh", "") == "/bin/sh");
  CHECK(find_program("/etc/passwd", "/bin") == "");
}
