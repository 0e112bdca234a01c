#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace kindly {

/// What the shell is told. Scripts branch on these; kindly(1) lists them.
enum class ExitCode {
  done = 0,          ///< done; also "there was nothing to list"
  no = 1,            ///< the answer is no: nothing matched, several matched
  usage = 2,         ///< the command line or a value in it was not understood
  io = 3,            ///< a file could not be read or written
  unreadable = 4,    ///< an entry, pack or config cannot be understood
  needs_person = 5,  ///< a question needs an answer and no terminal is there
  interrupted = 130, ///< Ctrl-C, or another polite signal
};

/// A reason to stop. Thrown where it is found, caught once, in cli/run.cpp, which
/// prints `what` and, on a line of its own, the hint: the next thing to try.
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const std::string& what, std::string hint = {})
      : std::runtime_error(what), code_(code), hint_(std::move(hint)) {}

  [[nodiscard]] ExitCode code() const noexcept { return code_; }
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

 private:
  ExitCode code_;
  std::string hint_;
};

} // namespace kindly
