#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Other programs. Each is started with a list of words and never through a shell: what
// a person typed cannot become a command. What they make is private (umask 077).

namespace kindly {

/// Where a program's words go.
enum class ProcessOutput {
  shown, ///< where kindly's own go
  taken, ///< to `ProgramEnd`
};

struct ProgramCall {
  std::filesystem::path program;
  std::vector<std::string> words = {}; ///< its arguments, as they are
  std::filesystem::path folder = {};   ///< where it runs; empty: here
  /// All of its environment; none: kindly's own.
  std::optional<std::map<std::string, std::string>> environment = {};
  std::optional<std::string> input = {}; ///< its standard input; none: kindly's own
  ProcessOutput output = ProcessOutput::shown;
  /// It has no terminal: no key ends it, and it can ask nothing there.
  bool is_apart = false;
  bool ends_with_kindly = false; ///< SIGTERM, should kindly be killed
};

struct ProgramEnd {
  int code = 0;         ///< as a shell has it: 128 and more for a signal
  std::string out, err; ///< where they were taken
};

/// A program that runs. It ends with its object.
class RunningProgram {
 public:
  /// Throws Error{io} where it cannot be started.
  explicit RunningProgram(const ProgramCall& call);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  /// Whether it has ended by itself.
  [[nodiscard]] bool has_ended();
  /// Whether it ends within that time.
  [[nodiscard]] bool ends_within(std::chrono::milliseconds longest);
  void signal(int number) const;
  ProgramEnd wait();

 private:
  void note_end(int status);

  pid_t process_ = -1;
  int out_ = -1, err_ = -1; ///< files in memory
  std::optional<int> code_;
};

/// Runs a program to its end. Unless it is apart, the keys are its own meanwhile.
ProgramEnd run_program(const ProgramCall& call);

/// A program by its name in the folders of a PATH, or by a path of its own; empty where
/// there is none. Folders that are not absolute are left out: what lies where a person
/// stands is not run.
[[nodiscard]] std::filesystem::path find_program(const std::string& name,
                                                 std::string_view path);

} // namespace kindly
