#pragma once

#include <filesystem>
#include <string>

namespace kindly {

/// Opens a file in an editor and waits until it is closed. `command` is read by sh, as
/// $EDITOR is everywhere, and gets the path as its argument. Throws Error{io} when it
/// cannot be started or ends with an error.
void run_editor(const std::string& command, const std::filesystem::path& file);

} // namespace kindly
