#include "commands/page_file.hpp"

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/html.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

namespace kindly {
namespace {

constexpr std::size_t page_limit = std::size_t{64} * 1024 * 1024;

bool is_page_of_kindly(std::string_view bytes) {
  constexpr std::size_t beginning = 200;
  return bytes.substr(0, beginning).find(made_by_kindly) != std::string_view::npos;
}

} // namespace

void write_page(const World& world, const std::string& where, std::string_view bytes) {
  if (where == "-") {
    world.terminal.print_raw(bytes);
    return;
  }
  const std::filesystem::path path = std::filesystem::absolute(where);
  if (!create_file_if_free(path, bytes, world.settings.durability))
    edit_file(
        path,
        [&](const std::string& old) {
          if (!old.empty() && !is_page_of_kindly(old))
            throw Error(
                ExitCode::io,
                fmt::format("{} is no page that kindly made, so it stays as it is",
                            printable_line(where)),
                "Take another name, or move that file away.");
          return std::string(bytes);
        },
        page_limit,
        world.settings.durability);
  world.terminal.note("Written to {}. It is private to you until you share it.", where);
}

} // namespace kindly
