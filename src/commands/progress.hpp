#pragma once

#include "terminal/terminal.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace kindly {

/// One calm line on a terminal while a large journal is read, gone when that is done.
/// Nothing in a pipe, when quiet, or before a second has passed.
class Progress {
 public:
  explicit Progress(const Terminal& terminal,
                    std::chrono::milliseconds patience = std::chrono::seconds(1));
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void read_so_far(std::size_t files);

 private:
  using Steady = std::chrono::steady_clock;
  void write(const std::string& text);

  const Terminal& terminal_;
  Steady::time_point next_; ///< when the line is written again
  bool is_shown_ = false;
};

} // namespace kindly
