#pragma once

#include "commands/command.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kindly {

/// The options every command has, before or after its name.
struct GlobalOptions {
  std::optional<std::string> journal;
  std::optional<std::string> config;
  std::optional<std::string> color;
  std::optional<std::string> format;
  bool no_input = false;
  bool quiet = false;
  bool help = false;
  bool version = false;
};

/// Their declarations; the values go to `options`, which must outlive them.
[[nodiscard]] std::vector<Arg> global_args(GlobalOptions& options);

inline const std::array<std::string, 7> format_names = {
    "text", "json", "jsonl", "csv", "tsv", "md", "html"};

} // namespace kindly
