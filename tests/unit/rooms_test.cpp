// Which room may know which, and which file may include which library. A new line in
// one of these tables is a design decision.

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

namespace fs = std::filesystem;

namespace {

const std::map<std::string, std::set<std::string>> may_know = {
    {"base", {}},
    {"terminal", {"base"}},
    {"journal", {"base"}},
    {"words", {"base"}},
    {"practice", {"base", "journal", "words"}},
    {"insight", {"base", "journal", "words"}},
    {"share", {"base", "journal"}},
    {"voice", {"base"}},
    {"commands",
     {"base", "journal", "words", "practice", "insight", "share", "voice", "terminal"}},
    {"cli", {"base", "terminal", "commands"}},
    {"tools", {"base", "words", "practice", "commands", "cli"}},
};

const std::map<std::string, std::string> lives_only_in = {
    {"CLI/", "cli/parse.cpp"},
    {"fmt/format-inl.h", "base/format.cpp"},
    {"libstemmer.h", "base/stem.cpp"},
    {"nlohmann/", "base/json.cpp"},
    {"readline/", "terminal/ask.cpp"},
    {"toml++/", "base/toml.cpp"},
    {"utf8proc.h", "base/text.cpp"},
    {"yaml-cpp/", "journal/yaml.cpp"},
};

/// What a line includes, without quotes or brackets; empty where it includes nothing.
std::string included(const std::string& line) {
  const std::string directive = "#include ";
  if (!line.starts_with(directive) || line.size() < directive.size() + 2) return {};
  const std::size_t end = line.find_first_of("\">", directive.size() + 1);
  return line.substr(directive.size() + 1, end - directive.size() - 1);
}

template <class Check>
void for_each_include(Check check) {
  const fs::path src = KINDLY_SOURCE_DIR "/src";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(src)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".cpp" && extension != ".hpp") continue;
    const std::string file = fs::relative(entry.path(), src).generic_string();
    std::ifstream stream(entry.path());
    for (std::string line; std::getline(stream, line);)
      if (const std::string target = included(line); !target.empty())
        check(file, target);
  }
}

} // namespace

TEST_CASE("every include stays within the rooms its room may know", "[rooms]") {
  std::size_t seen = 0;
  for_each_include([&](const std::string& file, const std::string& target) {
    const std::string room = file.substr(0, file.find('/'));
    const std::string other = target.substr(0, target.find('/'));
    if (room == file || !may_know.contains(other) || other == room) return;
    INFO(file << " includes " << target);
    REQUIRE(may_know.contains(room));
    CHECK(may_know.at(room).contains(other));
    ++seen;
  });
  CHECK(seen > 50);
}

TEST_CASE("each library is included by one file only", "[rooms]") {
  std::set<std::string> used;
  for_each_include([&](const std::string& file, const std::string& target) {
    for (const auto& [library, home] : lives_only_in) {
      if (!target.starts_with(library)) continue;
      INFO(file << " includes " << target);
      CHECK(file == home);
      used.insert(library);
    }
  });
  CHECK(used.size() == lives_only_in.size());
}

TEST_CASE("every source file is on the map in src/README.md, once", "[rooms]") {
  std::ifstream stream(KINDLY_SOURCE_DIR "/src/README.md");
  const std::string map((std::istreambuf_iterator<char>(stream)), {});
  REQUIRE_FALSE(map.empty());
  std::map<std::string, std::set<fs::path>> rooms; // by a file's name without its end
  const fs::path src = KINDLY_SOURCE_DIR "/src";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(src)) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp")
      continue;
    rooms[entry.path().stem().string()].insert(entry.path().parent_path());
  }
  for (const auto& [name, homes] : rooms) {
    const std::string row = "\n| `" + name + "` |";
    std::size_t rows = 0;
    for (std::size_t at = map.find(row); at != std::string::npos;
         at = map.find(row, at + 1))
      ++rows;
    INFO(name);
    CHECK(rows == homes.size());
  }
}

TEST_CASE("no two headers give one name to two types", "[rooms]") {
  std::map<std::string, std::string> homes;
  const fs::path src = KINDLY_SOURCE_DIR "/src";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(src)) {
    if (entry.path().extension() != ".hpp") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      std::istringstream words(line);
      std::string kind;
      std::string name;
      words >> kind >> name;
      if (kind == "enum" && name == "class") words >> name;
      const bool begins = (line.starts_with("struct ") || line.starts_with("class ") ||
                           line.starts_with("enum class ")) &&
                          line.ends_with('{');
      if (!begins) continue;
      const std::string here = fs::relative(entry.path(), src).generic_string();
      const auto [home, is_new] = homes.emplace(name, here);
      INFO(name << " in " << here << " and in " << home->second);
      CHECK(is_new);
    }
  }
  CHECK(homes.size() > 50);
}
