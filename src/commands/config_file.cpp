#include "commands/config_file.hpp"

#include "base/files.hpp"
#include "base/toml.hpp"
#include "base/toml_splice.hpp"

namespace kindly {

void set_in_config(const std::filesystem::path& file,
                   std::string_view key,
                   std::string_view literal,
                   Durability durability) {
  const std::string name = file.string();
  const std::string begun = with_toml_value("", key, literal, name);
  if (create_file_if_free(std::filesystem::absolute(file), begun, durability)) return;
  edit_file(
      file,
      [&](const std::string& toml) {
        return with_toml_value(toml, key, literal, name);
      },
      toml_limit,
      durability);
}

void unset_in_config(const std::filesystem::path& file,
                     std::string_view key,
                     Durability durability) {
  edit_file(
      file,
      [&](const std::string& toml) {
        return without_toml_value(toml, key, file.string());
      },
      toml_limit,
      durability);
}

} // namespace kindly
