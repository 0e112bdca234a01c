// Build tool: writes what is made from the commands' declarations.
//   kindly-reference DIR
// writes DIR/man/*.1 and DIR/completions/*, and the table of commands in DIR/README.md.
// A file that says the same already is not touched.

#include "cli/reference.hpp"

#include "base/error.hpp"
#include "base/files.hpp"

#include <fmt/core.h>

#include <filesystem>
#include <string>

namespace {

namespace fs = std::filesystem;

constexpr std::size_t limit = 1U << 20;

/// Everybody may read what belongs to the sources; kindly's own files are private.
void make_public(const fs::path& path) {
  constexpr auto may_read =
      fs::perms::group_read | fs::perms::others_read | fs::perms::owner_read;
  fs::permissions(path, may_read | fs::perms::owner_write);
}

void write(const fs::path& path, const std::string& text) {
  using kindly::Durability;
  if (kindly::read_if_there(path, limit) == text) return;
  if (fs::exists(path)) {
    kindly::edit_file(
        path, [&](const auto&) { return text; }, limit, Durability::fast);
  } else {
    fs::create_directories(path.parent_path());
    const auto name = [&] { return path.filename().string(); };
    kindly::create_file(path.parent_path(), name, text, Durability::fast);
    make_public(path);
  }
  fmt::print("{}\n", path.string());
}

} // namespace

int main(int argc, char** argv) try {
  if (argc != 2) {
    fmt::print(stderr, "usage: kindly-reference DIR\n");
    return 2;
  }
  const fs::path root = argv[1];
  const auto commands = kindly::declared_commands();
  for (const kindly::ReferenceFile& file : kindly::reference_files(commands))
    write(root / file.path, file.text);
  const fs::path readme = root / "README.md";
  if (const auto text = kindly::read_if_there(readme, limit))
    write(readme, kindly::with_command_table(*text, kindly::command_table(commands)));
  return 0;
} catch (const kindly::Error& problem) {
  fmt::print(stderr, "{}\n", problem.what());
  return 1;
} catch (const std::filesystem::filesystem_error& problem) {
  fmt::print(stderr, "{}\n", problem.what());
  return 1;
}
