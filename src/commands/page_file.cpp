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
  if (where.empty())
    throw Error(ExitCode::usage, "a page needs a name", "- is standard output.");
  const std::filesystem::path given(where);
  const std::filesystem::path path = given.has_parent_path() ? given : "." / given;
  std::error_code problem;
  if (!std::filesystem::is_directory(path.parent_path(), problem))
    throw Error(ExitCode::io,
                fmt::format("there is no folder {}",
                            printable_line(path.parent_path().string())),
                "Make it first, or take a name in one that is there.");
  const auto there = std::filesystem::status(path, problem).type();
  if (there != std::filesystem::file_type::not_found &&
      there != std::filesystem::file_type::regular)
    throw Error(ExitCode::io,
                fmt::format("{} is no plain file", printable_line(where)),
                "Take another name; - is standard output.");
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
  world.terminal.note("Written to {}.", where);
}

} // namespace kindly
