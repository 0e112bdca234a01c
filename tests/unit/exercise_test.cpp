// tests/exercise.md: every item of the exercise, its command and its test.

#include "support/declared.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>

namespace {

namespace fs = std::filesystem;

const fs::path tests = KINDLY_SOURCE_DIR "/tests";

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// One item of the exercise.
struct Row {
  std::string item;
  std::vector<std::string> commands;
  std::vector<std::string> tests; ///< FILE: NAME
};

std::vector<std::string> between_backticks(std::string_view cell) {
  std::vector<std::string> found;
  const auto parts = kindly::split(cell, '`');
  for (std::size_t i = 1; i < parts.size(); i += 2) found.emplace_back(parts[i]);
  return found;
}

/// The rows of each section.
std::map<std::string, std::vector<Row>> read_table() {
  std::map<std::string, std::vector<Row>> sections;
  std::string section;
  const std::string text = text_of(tests / "exercise.md");
  for (const std::string_view line : kindly::lines_of(text)) {
    if (line.starts_with("## ")) section = line.substr(3);
    if (!line.starts_with("| ") || line.starts_with("| item ")) continue;
    const auto cells = kindly::split(line, '|');
    INFO(line);
    REQUIRE(cells.size() == 6);
    for (std::size_t i = 1; i < 5; ++i)
      REQUIRE_FALSE(kindly::trimmed(cells[i]).empty());
    sections[section].push_back({std::string(kindly::trimmed(cells[1])),
                                 between_backticks(cells[3]),
                                 between_backticks(cells[4])});
  }
  return sections;
}

/// Whether `FILE: NAME` is a test: a case of a unit test, or a function of a script.
bool is_test(const std::string& named) {
  const std::size_t divider = named.find(": ");
  if (divider == std::string::npos) return false;
  const std::string text = text_of(tests / named.substr(0, divider));
  const std::string name = named.substr(divider + 2);
  return text.find("TEST_CASE(\"" + name + "\"") != std::string::npos ||
         text.find("\ndef " + name + "(") != std::string::npos;
}

/// How many items each section of the exercise has: bullets, numbers, questions, or
/// paragraphs.
std::map<std::string, std::size_t> items_of(const std::string& exercise) {
  const std::map<std::string, std::string> titles = {
      {"What to do", "Steps"},
      {"When to use", "When to use"},
      {"Why it works", "Why it works"},
      {"Benefits", "Benefits"},
      {"Tips", "Tips"},
      {"What to expect", "What to expect"},
      {"Variations", "Variations"},
      {"Troubleshooting", "Troubleshooting"},
      {"Frequently asked questions", "Questions"}};
  std::map<std::string, std::size_t> counts;
  std::string section;
  for (const std::string_view line : kindly::lines_of(exercise)) {
    const std::string_view text = kindly::trimmed(line);
    const auto title = titles.find(std::string(text));
    if (title != titles.end()) {
      section = title->second;
      continue;
    }
    if (text.empty() || section.empty()) continue;
    if (section == "Questions" && !text.ends_with('?')) continue;
    ++counts[section];
  }
  return counts;
}

} // namespace

TEST_CASE("every item of the exercise has a command that kindly understands",
          "[exercise]") {
  std::size_t seen = 0;
  for (const auto& [section, rows] : read_table())
    for (const Row& row : rows) {
      INFO(section << ": " << row.item);
      CHECK_FALSE(row.commands.empty());
      for (const std::string& command : row.commands) {
        kindly::test::check_understood(command);
        ++seen;
      }
    }
  CHECK(seen > 60);
}

TEST_CASE("every item of the exercise has a test that exists", "[exercise]") {
  for (const auto& [section, rows] : read_table())
    for (const Row& row : rows) {
      INFO(section << ": " << row.item);
      CHECK_FALSE(row.tests.empty());
      for (const std::string& named : row.tests) {
        INFO(named);
        CHECK(is_test(named));
      }
    }
  CHECK_FALSE(is_test("unit/exercise_test.cpp: no such case"));
  CHECK_FALSE(is_test("unit/nowhere_test.cpp: every item of the exercise"));
}

TEST_CASE("no item of the exercise is left out", "[exercise]") {
  const std::map<std::string, std::vector<Row>> table = read_table();
  CHECK(table.size() == 9);
  for (const auto& [section, rows] : table)
    for (std::size_t i = 0; i < rows.size(); ++i)
      CHECK(rows[i].item.starts_with(std::to_string(i + 1) + " "));
  const std::string exercise =
      text_of(fs::path(KINDLY_SOURCE_DIR) /
              "../shared/exercise/self-compassionate-scripting.txt");
  if (exercise.empty()) {
    WARN("skipped: ../shared is not there");
    return;
  }
  for (const auto& [section, count] : items_of(exercise)) {
    INFO(section);
    REQUIRE(table.contains(section));
    CHECK(table.at(section).size() == count);
  }
}
