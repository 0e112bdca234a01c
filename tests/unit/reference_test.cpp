#include "base/files.hpp"
#include "base/text.hpp"
#include "cli/globals.hpp"
#include "cli/manual.hpp"
#include "cli/reference.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

using namespace kindly;

namespace {

namespace fs = std::filesystem;

const fs::path sources = KINDLY_SOURCE_DIR;

std::string committed(const std::string& path) {
  constexpr std::size_t limit = 1U << 20;
  return read_if_there(sources / path, limit).value_or("(there is no such file)");
}

std::vector<Command> visible_commands() {
  std::vector<Command> commands = declared_commands();
  std::erase_if(commands, [](const Command& command) { return command.group.empty(); });
  return commands;
}

void check_args(std::span<const Arg> args) {
  std::set<std::string_view> seen;
  for (const Arg& arg : args) {
    CAPTURE(arg.names);
    CHECK_FALSE(arg.help.empty());
    CHECK_FALSE(arg.help.ends_with('.'));
    CHECK(arg.set);
    for (const std::string_view name : split(arg.names, ','))
      CHECK(seen.insert(name).second);
  }
}

/// Lines of the page that begin a section or subsection.
bool is_heading(std::string_view line) {
  return line.starts_with(".SH") || line.starts_with(".SS");
}

} // namespace

TEST_CASE("every command says what it does, and how", "[reference]") {
  for (const Command& command : declared_commands()) {
    CAPTURE(command.name);
    CHECK_FALSE(command.summary.empty());
    CHECK_FALSE(command.summary.ends_with('.'));
    CHECK(bool(command.run) != !command.verbs.empty());
    check_args(command.args);
    for (const Command& verb : command.verbs) {
      CAPTURE(verb.name);
      CHECK_FALSE(verb.summary.empty());
      CHECK_FALSE(verb.summary.ends_with('.'));
      CHECK(verb.run);
      check_args(verb.args);
    }
  }
}

TEST_CASE("every visible command has two examples or more", "[reference]") {
  for (const Command& command : visible_commands()) {
    CAPTURE(command.name);
    CHECK(command.examples.size() >= 2);
    for (const Example& example : command.examples) {
      CAPTURE(example.line);
      CHECK(example.line.find(fmt::format("kindly {}", command.name)) !=
            std::string_view::npos);
      CHECK_FALSE(example.about.empty());
    }
  }
}

TEST_CASE("no command has an option that is there for all of them", "[reference]") {
  GlobalOptions options;
  const std::vector<Arg> globals = global_args(options);
  check_args(globals);
  for (const Command& command : declared_commands()) {
    CAPTURE(command.name);
    std::vector<Arg> all = command.args;
    all.insert(all.end(), globals.begin(), globals.end());
    check_args(all);
  }
}

TEST_CASE("manual pages and completions are as the declarations have them",
          "[reference]") {
  for (const ReferenceFile& file : reference_files(declared_commands())) {
    INFO(file.path << " is not as it would be made; run kindly-reference");
    CHECK(committed(file.path) == file.text);
  }
}

TEST_CASE("no manual page is left of a command that is gone", "[reference]") {
  std::set<std::string> made;
  for (const ReferenceFile& file : reference_files(declared_commands()))
    made.insert(file.path);
  for (const Name& page : names_in(sources / "man")) {
    CAPTURE(page.name);
    CHECK((page.name.ends_with(".5") || made.contains("man/" + page.name)));
  }
}

TEST_CASE("the README has the table of commands", "[reference]") {
  const std::string readme = committed("README.md");
  const std::string table = command_table(declared_commands());
  CHECK(readme.find(table) != std::string::npos);
  CHECK(with_command_table(readme, table) == readme);
}

TEST_CASE("every visible command is in the table, no hidden one is", "[reference]") {
  const std::string table = command_table(declared_commands());
  for (const Command& command : declared_commands()) {
    CAPTURE(command.name);
    const bool is_there =
        table.find(fmt::format("| `kindly {}", command.name)) != std::string::npos;
    CHECK(is_there == !command.group.empty());
  }
  CHECK(table.find("kindly help") != std::string::npos);
}

TEST_CASE("a table takes the place of what is between its two lines", "[reference]") {
  const std::string readme = "a\n<!-- commands -->\nold\n<!-- /commands -->\nb\n";
  CHECK(with_command_table(readme, "new\n") ==
        "a\n<!-- commands -->\nnew\n<!-- /commands -->\nb\n");
  CHECK(with_command_table("no such lines\n", "new\n") == "no such lines\n");
}

TEST_CASE("no heading of a manual page is without a text below it", "[reference]") {
  for (const ReferenceFile& file : reference_files(declared_commands())) {
    if (!file.path.starts_with("man/")) continue;
    CAPTURE(file.path);
    std::string_view before;
    for (const std::string_view line : lines_of(file.text)) {
      CAPTURE(before, line);
      // Subsections may follow a section's heading at once; nothing else may.
      const bool is_inside = before.starts_with(".SH") && line.starts_with(".SS");
      CHECK_FALSE((is_heading(before) && is_heading(line) && !is_inside));
      CHECK(line.find("\\fB\\fR") == std::string_view::npos);
      before = line;
    }
    CHECK_FALSE(is_heading(before));
  }
}

TEST_CASE("what roff would take for its own is escaped", "[reference]") {
  const Command command{.name = "odd",
                        .group = "Write",
                        .summary = "Say `-x` and a\\b",
                        .description = ".TH is no request here, nor\n\n'this",
                        .examples = {{"kindly odd --it's", "With a dash."}},
                        .run = [](const World&) { return ExitCode::done; }};
  const std::string page = man_page_of(command);
  CHECK(page.find("say \\fB\\-x\\fR and a\\eb\n") != std::string::npos);
  CHECK(page.find("\n\\&.TH is no request") != std::string::npos);
  CHECK(page.find("\n\\&'this") != std::string::npos);
  CHECK(page.find("kindly odd \\-\\-it\\(aqs\n") != std::string::npos);
}

TEST_CASE("a hidden command is nowhere in the reference", "[reference]") {
  const std::vector<Command> commands = {
      {.name = "seen", .group = "Write", .summary = "Be seen"},
      {.name = "unseen", .group = {}, .summary = "Hide"}};
  for (const ReferenceFile& file : reference_files(commands)) {
    CAPTURE(file.path);
    CHECK(file.text.find("unseen") == std::string::npos);
    CHECK(file.path.find("unseen") == std::string::npos);
  }
}
