#include "base/signals.hpp"

#include <poll.h>

#include <array>
#include <cerrno>

namespace kindly {
namespace {

volatile sig_atomic_t came = 0; // the signal that ended a wait

constexpr std::array polite = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGPIPE};
constexpr std::array ends_a_wait = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

sigset_t set_of(auto signals) {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : signals) sigaddset(&set, number);
  return set;
}

/// As long as it lives, the signals that end a wait are noted instead of obeyed.
class NotedSignals {
 public:
  NotedSignals() {
    came = 0;
    struct sigaction noted {};
    noted.sa_handler = [](int number) { came = number; };
    for (std::size_t i = 0; i < ends_a_wait.size(); ++i) {
      ::sigaction(ends_a_wait[i], nullptr, &before_[i]);
      if (before_[i].sa_handler != SIG_IGN) // nohup asked for that
        ::sigaction(ends_a_wait[i], &noted, nullptr);
    }
  }
  ~NotedSignals() {
    for (std::size_t i = 0; i < ends_a_wait.size(); ++i)
      ::sigaction(ends_a_wait[i], &before_[i], nullptr);
  }
  NotedSignals(const NotedSignals&) = delete;
  NotedSignals& operator=(const NotedSignals&) = delete;

 private:
  std::array<struct sigaction, ends_a_wait.size()> before_{};
};

} // namespace

HeldSignals::HeldSignals() {
  const sigset_t held = set_of(polite);
  ::sigprocmask(SIG_BLOCK, &held, &before_);
}

HeldSignals::~HeldSignals() {
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);
}

void wait_for_input(int descriptor) {
  constexpr int a_minute = 60'000;
  while (!wait_for_input(descriptor, a_minute)) {
  }
}

bool wait_for_input(int descriptor, int milliseconds) {
  const HeldSignals held; // a signal before the wait must not slip through
  const NotedSignals noted;
  sigset_t none;
  ::sigprocmask(SIG_BLOCK, nullptr, &none);
  for (const int number : polite) sigdelset(&none, number);
  pollfd waited{.fd = descriptor, .events = POLLIN, .revents = 0};
  const timespec longest{milliseconds / 1000, milliseconds % 1000 * 1'000'000L};
  for (;;) {
    const int ready = ::ppoll(&waited, 1, &longest, &none);
    if (ready >= 0 || errno != EINTR) return ready != 0;
    if (came != 0) throw Interrupted(came);
  }
}

KeysForAnother::KeysForAnother() {
  struct sigaction ignored {};
  ignored.sa_handler = SIG_IGN;
  ::sigaction(SIGINT, &ignored, &interrupt_);
  ::sigaction(SIGQUIT, &ignored, &quit_);
  // A signal that is held is not ignored, it waits.
  const sigset_t keys = set_of(std::array{SIGINT, SIGQUIT, SIGTSTP});
  ::sigprocmask(SIG_UNBLOCK, &keys, &before_);
}

KeysForAnother::~KeysForAnother() {
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);
  ::sigaction(SIGINT, &interrupt_, nullptr);
  ::sigaction(SIGQUIT, &quit_, nullptr);
}

bool is_waiting(int signal) {
  sigset_t waiting;
  return ::sigpending(&waiting) == 0 && sigismember(&waiting, signal) == 1;
}

void obey(int signal) {
  struct sigaction usual {};
  usual.sa_handler = SIG_DFL;
  struct sigaction before {};
  ::sigaction(signal, &usual, &before);
  const sigset_t mine = set_of(std::array{signal});
  sigset_t held;
  ::sigprocmask(SIG_UNBLOCK, &mine, &held);
  ::raise(signal);
  ::sigprocmask(SIG_SETMASK, &held, nullptr); // it only stopped, and goes on
  ::sigaction(signal, &before, nullptr);
}

} // namespace kindly
