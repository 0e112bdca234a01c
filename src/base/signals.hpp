#pragma once

#include "base/error.hpp"

#include <csignal>

// Polite signals (Ctrl-C, a closed terminal, a shutdown) may stop kindly while it waits
// for a person, and never in the middle of a save.

namespace kindly {

/// A polite signal, Ctrl-Z among them, came while kindly was waiting for words.
class Interrupted : public Error {
 public:
  explicit Interrupted(int signal)
      : Error(ExitCode::interrupted, "interrupted"), signal_(signal) {}
  [[nodiscard]] int signal() const noexcept { return signal_; }

 private:
  int signal_;
};

/// As long as it lives, polite signals wait; then they do what they always did.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

 private:
  sigset_t before_{};
};

/// Waits until a descriptor has something to read, or its end. Throws Interrupted when
/// a polite signal comes first, even where one is held.
void wait_for_input(int descriptor);
/// The same for at most `milliseconds`; whether something came.
bool wait_for_input(int descriptor, int milliseconds);

/// As long as it lives, the keys are for another program in the foreground, an editor:
/// Ctrl-C and Ctrl-\\ do nothing here, and Ctrl-Z stops kindly along with it, even
/// where these signals are held.
class KeysForAnother {
 public:
  KeysForAnother();
  ~KeysForAnother();
  KeysForAnother(const KeysForAnother&) = delete;
  KeysForAnother& operator=(const KeysForAnother&) = delete;

 private:
  struct sigaction interrupt_ {};
  struct sigaction quit_ {};
  sigset_t before_{};
};

/// Whether a signal came that is held back.
[[nodiscard]] bool is_waiting(int signal);

/// Lets a signal do what it would have done: end the process, so that a shell or a
/// script knows why it ended, or stop it for a while.
void obey(int signal);

} // namespace kindly
