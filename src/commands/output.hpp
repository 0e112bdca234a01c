#pragma once

#include "base/files.hpp"
#include "commands/world.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kindly {

/// Where a result goes that may go to a file: standard output, or a new private file
/// that is whole before it has its name.
class Output {
 public:
  /// Standard output where `file` is none or `-`. Throws Error{io} where the file is
  /// there and may not be overwritten.
  Output(const World& world,
         const std::optional<std::string>& file,
         Overwrite overwrite)
      : terminal_(world.terminal) {
    if (file && *file != "-")
      file_.emplace(*file, overwrite, world.settings.durability);
    if (file_) name_ = *file;
  }

  void write(std::string_view bytes) {
    if (file_)
      file_->write(bytes);
    else
      terminal_.print_raw(bytes);
  }
  /// Everything was written.
  void keep() {
    if (!file_) return;
    file_->keep();
    terminal_.note("Written to {}, which only you can read until you give it away.",
                   name_);
  }

 private:
  const Terminal& terminal_;
  std::optional<NewFile> file_;
  std::string name_;
};

} // namespace kindly
