#include "base/process.hpp"

#include "base/error.hpp"
#include "base/signals.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace kindly {
namespace {

namespace fs = std::filesystem;

/// A file in memory: a program can read from it, or fill it, however slow either side
/// is, and no word of it touches the disk.
int memory_file(std::string_view bytes) {
  const int file = ::memfd_create("kindly", MFD_CLOEXEC);
  while (file >= 0 && !bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (file < 0 || !bytes.empty() || ::lseek(file, 0, SEEK_SET) != 0)
    throw Error(ExitCode::io,
                fmt::format("no memory for another program: {}", std::strerror(errno)));
  return file;
}

std::string taken_from(int file) {
  std::string text;
  if (file < 0 || ::lseek(file, 0, SEEK_SET) != 0) return text;
  std::array<char, 4096> piece{};
  for (;;) {
    const ssize_t got = ::read(file, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(got));
  }
}

/// Words as exec wants them; they point into `words`.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// What the child needs; all of it is made before the fork.
struct Prepared {
  const char* program;
  const char* folder; ///< null: here
  char* const* words;
  char* const* variables;
  int in, out, err; ///< -1: kindly's own
  int report;
  bool is_apart;
  bool ends_with_kindly;
  pid_t parent;
};

/// Between fork and exec nothing may be called that could wait for another thread's
/// lock.
[[noreturn]] void become(const Prepared& child) {
  for (const int number : {SIGINT, SIGQUIT, SIGPIPE}) {
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    ::sigaction(number, &usual, nullptr);
  }
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (child.is_apart) ::setsid();
  if (child.ends_with_kindly) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != child.parent) ::_exit(127); // it was killed in between
  }
  ::umask(077);
  const bool is_ready = (child.folder == nullptr || ::chdir(child.folder) == 0) &&
                        (child.in < 0 || ::dup2(child.in, STDIN_FILENO) >= 0) &&
                        (child.out < 0 || ::dup2(child.out, STDOUT_FILENO) >= 0) &&
                        (child.err < 0 || ::dup2(child.err, STDERR_FILENO) >= 0);
  if (is_ready) ::execve(child.program, child.words, child.variables);
  const int why = errno;
  (void)!::write(child.report, &why, sizeof why);
  ::_exit(127);
}

bool can_be_run(const fs::path& file) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

} // namespace

RunningProgram::RunningProgram(const ProgramCall& call) {
  std::vector<std::string> words = {call.program.string()};
  words.insert(words.end(), call.words.begin(), call.words.end());
  std::vector<std::string> variables;
  for (const auto& [name, value] :
       call.environment.value_or(std::map<std::string, std::string>()))
    variables.push_back(fmt::format("{}={}", name, value));
  const std::vector<char*> word_pointers = pointers_to(words);
  const std::vector<char*> variable_pointers = pointers_to(variables);
  const std::string folder = call.folder.string();
  const int in = call.input ? memory_file(*call.input) : -1;
  if (call.output == ProcessOutput::taken) {
    out_ = memory_file({});
    err_ = memory_file({});
  }
  std::array<int, 2> report{};
  if (::pipe2(report.data(), O_CLOEXEC) != 0)
    throw Error(ExitCode::io, fmt::format("no pipe: {}", std::strerror(errno)));
  const Prepared child{.program = words.front().c_str(),
                       .folder = folder.empty() ? nullptr : folder.c_str(),
                       .words = word_pointers.data(),
                       .variables =
                           call.environment ? variable_pointers.data() : environ,
                       .in = in,
                       .out = out_,
                       .err = err_,
                       .report = report[1],
                       .is_apart = call.is_apart,
                       .ends_with_kindly = call.ends_with_kindly,
                       .parent = ::getpid()};
  process_ = ::fork();
  if (process_ == 0) become(child);
  int why = process_ < 0 ? errno : 0;
  ::close(report[1]);
  while (process_ > 0 && ::read(report[0], &why, sizeof why) < 0 && errno == EINTR) {
  }
  ::close(report[0]);
  if (in >= 0) ::close(in);
  if (why == 0) return;
  if (process_ > 0) wait();
  throw Error(ExitCode::io,
              fmt::format("cannot start {}: {}", words.front(), std::strerror(why)));
}

RunningProgram::~RunningProgram() {
  if (!code_ && process_ > 0) {
    signal(SIGKILL);
    wait();
  }
  for (const int file : {out_, err_})
    if (file >= 0) ::close(file);
}

void RunningProgram::note_end(int status) {
  code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool RunningProgram::has_ended() {
  int status = 0;
  if (!code_ && ::waitpid(process_, &status, WNOHANG) == process_) note_end(status);
  return code_.has_value();
}

bool RunningProgram::ends_within(std::chrono::milliseconds longest) {
  constexpr int step = 10;
  const auto end = std::chrono::steady_clock::now() + longest;
  while (!has_ended() && std::chrono::steady_clock::now() < end)
    ::poll(nullptr, 0, step);
  return has_ended();
}

void RunningProgram::signal(int number) const {
  if (!code_) ::kill(process_, number);
}

ProgramEnd RunningProgram::wait() {
  int status = 0;
  while (!code_) {
    const pid_t ended = ::waitpid(process_, &status, 0);
    if (ended == process_) note_end(status);
    if (ended < 0 && errno != EINTR) code_ = 127; // somebody else waited for it
  }
  return {*code_, taken_from(out_), taken_from(err_)};
}

ProgramEnd run_program(const ProgramCall& call) {
  std::optional<KeysForAnother> keys;
  if (!call.is_apart) keys.emplace();
  return RunningProgram(call).wait();
}

fs::path find_program(const std::string& name, std::string_view path) {
  if (name.find('/') != std::string::npos)
    return can_be_run(name) ? fs::path(name) : "";
  for (const std::string_view folder : split(path, ':'))
    if (folder.starts_with('/') && can_be_run(fs::path(folder) / name))
      return fs::path(folder) / name;
  return {};
}

} // namespace kindly
