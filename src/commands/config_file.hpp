#pragma once

#include "base/files.hpp"

#include <filesystem>
#include <string_view>

namespace kindly {

/// Sets a key of the config file, which is made where it is missing, to a value as TOML
/// writes it; no other byte changes. Throws Error{io}, or Error{unreadable} where the
/// file cannot be changed safely.
void set_in_config(const std::filesystem::path& file,
                   std::string_view key,
                   std::string_view literal,
                   Durability durability);

/// Takes a key out of the config file, if it is there.
void unset_in_config(const std::filesystem::path& file,
                     std::string_view key,
                     Durability durability);

} // namespace kindly
