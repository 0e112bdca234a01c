#pragma once

#include "base/dates.hpp"
#include "base/error.hpp"
#include "commands/world.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kindly {

/// What main() takes from the process around it.
struct Process {
  Terminal& terminal;
  Environment environment;
  Instant now;            ///< KINDLY_NOW in the environment replaces it
  std::uint64_t seed = 0; ///< KINDLY_SEED replaces it
  std::string program;    ///< its absolute path; empty: not known
};

/// kindly, whole: everything but the process around it. `args` is without argv[0].
ExitCode run(const std::vector<std::string>& args, const Process& process);

} // namespace kindly
