// Phrase packs: how one is read and checked, and what every one that ships must hold.

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "words/library.hpp"
#include "words/lint.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

using namespace kindly;

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

const std::string good =
    "[pack]\nid = \"violin\"\ntitle = \"Violin\"\naxis = \"life\"\n"
    "description = \"When the bow slips.\"\nlanguage = \"en\"\nversion = 1\n"
    "[detect]\ncues = [\"my bow\"]\nnot = [\"my bow tie\"]\n"
    "[[phrase]]\ntext = \"The string was cold, {address}.\"\n"
    "role = \"mindfulness\"\ntone = \"plain\"\noccasions = [\"mistake\"]\n";

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// What is wrong in the good pack once `from` stands as `to`.
std::vector<PackProblem> problems(const std::string& from, const std::string& to) {
  return read_pack(with(good, from, to), "violin.toml").problems;
}

/// The English packs.
const std::vector<Pack>& shipped() {
  static const std::vector<Pack> packs = [] {
    std::vector<Pack> all = from_table(pack_table);
    std::erase_if(all, [](const Pack& pack) { return pack.language != "en"; });
    return all;
  }();
  return packs;
}

} // namespace

TEST_CASE("a pack is read as it was written", "[pack]") {
  const PackReading reading = read_pack(good, "violin.toml");
  CHECK(reading.problems.empty());
  const Pack& pack = reading.pack;
  CHECK(pack.id == "violin");
  CHECK(pack.title == "Violin");
  CHECK(pack.axis == "life");
  CHECK(pack.description == "When the bow slips.");
  CHECK(pack.language == "en");
  CHECK(pack.cues == Words{"my bow"});
  CHECK(pack.not_cues == Words{"my bow tie"});
  REQUIRE(pack.phrases.size() == 1);
  CHECK(pack.phrases[0].text == "The string was cold, {address}.");
  CHECK(pack.phrases[0].role == Role::mindfulness);
  CHECK(pack.phrases[0].tone == Tone::plain);
  CHECK(pack.phrases[0].occasions == Words{"mistake"});
  CHECK(pack.phrases[0].theme == "violin");
}

TEST_CASE("a pack without cues or occasions is a pack", "[pack]") {
  CHECK(
      problems("[detect]\ncues = [\"my bow\"]\nnot = [\"my bow tie\"]\n", "").empty());
  CHECK(problems("occasions = [\"mistake\"]\n", "").empty());
  CHECK(problems("description = \"When the bow slips.\"\n", "").empty());
}

TEST_CASE("what is wrong in a pack is told with line and column", "[pack]") {
  struct Case {
    std::string from, to;
    std::size_t line, column;
    std::string says;
  };
  for (const Case& wrong : std::vector<Case>{
           {"\"violin\"", "\"Violin\"", 2, 6, "Violin"},
           {"\"violin\"", "\"../violin\"", 2, 6, "id"},
           {"\"violin\"", "\"9violin\"", 2, 6, "id"},
           {"\"violin\"", "\"" + std::string(65, 'a') + "\"", 2, 6, "id"},
           {"\"violin\"", "7", 2, 6, "id"},
           {"\"life\"", "\"lief\"", 4, 8, "'life'"},
           {"\"mindfulness\"", "\"mindfullness\"", 13, 8, "'mindfulness'"},
           {"\"plain\"", "\"plian\"", 14, 8, "'plain'"},
           {"title = \"Violin\"", "title = \" \"", 3, 9, "title"},
           {"{address}", "{adress}", 11, 1, "{address}"},
           {"{address}", "{address", 11, 1, "{address}"},
           {"{address}", "}", 11, 1, "{address}"},
           {"tone =", "tune =", 14, 8, "'tone'"},
           {"\"my bow\"", "\"...\"", 9, 9, "cues"},
           {"\"my bow tie\"", "5", 10, 8, "not"},
           {"The string was", "The\\u001b[31m string was", 12, 8, "control"},
           {"When the bow", "When\\u202e the bow", 5, 15, "control"}}) {
    INFO(wrong.to);
    const auto found = problems(wrong.from, wrong.to);
    const auto named = std::ranges::find_if(found, [&](const PackProblem& problem) {
      return problem.what.find(wrong.says) != std::string::npos;
    });
    REQUIRE(named != found.end());
    CHECK(named->line == wrong.line);
    CHECK(named->column == wrong.column);
  }
}

TEST_CASE("a value of the wrong kind is a problem, not an empty list", "[pack]") {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"[\"my bow\"]", "\"my bow\""},
           {"[\"my bow tie\"]", "3"},
           {"[\"mistake\"]", "\"mistake\""},
           {"version = 1", "version = \"one\""},
           {"language = \"en\"", "language = 3"},
           {"description = \"When the bow slips.\"", "description = [\"x\"]"}}) {
    INFO(to);
    CHECK_FALSE(problems(from, to).empty());
  }
  for (const std::string toml :
       {"pack = 3\n",
        "detect = 3\n[pack]\nid = \"x\"\ntitle = \"X\"\naxis = \"life\"\n[[phrase]]\n"
        "text = \"x\"\nrole = \"kindness\"\ntone = \"plain\"\n",
        "phrase = 3\n[pack]\nid = \"x\"\ntitle = \"X\"\naxis = \"life\"\n",
        "phrase = [3]\n[pack]\nid = \"x\"\ntitle = \"X\"\naxis = \"life\"\n"}) {
    INFO(toml);
    CHECK_FALSE(read_pack(toml, "x.toml").problems.empty());
  }
}

TEST_CASE(
    "an occasion that does not exist is a problem: its phrase would never be said",
    "[pack]") {
  const auto found = problems("[\"mistake\"]", "[\"mistaek\"]");
  REQUIRE(found.size() == 1);
  CHECK(found[0].line == 15);
  CHECK_THAT(found[0].what, Catch::Contains("'mistake'"));
}

TEST_CASE("a pack without a phrase, or with one twice, has a problem", "[pack]") {
  CHECK_FALSE(read_pack(good.substr(0, good.find("[[phrase]]")), "x").problems.empty());
  const std::string again = good.substr(good.find("[[phrase]]"));
  const auto twice = read_pack(good + again, "x").problems;
  REQUIRE(twice.size() == 1);
  CHECK(twice[0].line == 16);
  CHECK_FALSE(
      read_pack(good + with(again, "The string was cold", "THE STRING WAS COLD"), "x")
          .problems.empty());
}

TEST_CASE("a phrase longer than two lines of a terminal is a problem", "[pack]") {
  CHECK_FALSE(problems("The string", std::string(300, 'a') + " string").empty());
}

TEST_CASE("every problem of a pack is told at once", "[pack]") {
  const std::string bad =
      with(with(with(good, "\"life\"", "\"lief\""), "\"plain\"", "\"plian\""),
           "\"mindfulness\"",
           "\"m\"");
  CHECK(read_pack(bad, "x").problems.size() == 3);
}

TEST_CASE("what is no TOML is an error with file, line and column", "[pack]") {
  for (const std::string bad : {"[pack\n", "[pack]\nid = \"x\n", "x\n", "\xff\n"}) {
    INFO(bad);
    try {
      (void)read_pack(bad, "dir/x.toml");
      FAIL("it was read");
    } catch (const Error& error) {
      CHECK(error.code() == ExitCode::unreadable);
      CHECK_THAT(error.what(), Catch::StartsWith("dir/x.toml:"));
    }
  }
}

TEST_CASE("a pack made to hurt the reader is a named error, and quick", "[pack]") {
  for (const std::string& bomb :
       {std::string(60'000, '[') + "\n",
        "x = " + std::string(60'000, '[') + "\n",
        "a" + std::string(30'000, '.') + "b = 1\n",
        std::string(60'000, '.') + "\n",
        "x = " + std::string(30'000, '{') + "\n",
        std::string(70'000, '#'),
        "[" + std::string(30'000, 'a') + std::string(30'000, '.') + "b]\n"}) {
    INFO(bomb.substr(0, 12));
    CHECK_THROWS_AS(read_pack(bomb, "x.toml"), Error);
  }
}

TEST_CASE("a theme's id is small letters, digits and dashes, and never a path",
          "[pack]") {
  for (const std::string id : {"a", "work", "my-theme2", "a-"}) CHECK(is_theme_id(id));
  CHECK(is_theme_id(std::string(64, 'a')));
  for (const std::string id :
       {"", "A", "9a", "-a", "a b", "a/b", "..", "a.b", "ä", "a\n", "a_b"})
    CHECK_FALSE(is_theme_id(id));
  CHECK_FALSE(is_theme_id(std::string(65, 'a')));
}

TEST_CASE("the table that is built in says what the packs say", "[pack]") {
  std::map<std::string, Pack> by_id;
  for (const Pack& pack : shipped()) by_id.emplace(pack.id, pack);
  std::size_t files = 0;
  for (const auto& file :
       fs::directory_iterator(KINDLY_SOURCE_DIR "/src/words/packs")) {
    if (file.is_directory()) continue;
    INFO(file.path());
    const PackReading reading =
        read_pack(read_file(file.path(), toml_limit), file.path().string());
    CHECK(reading.problems.empty());
    REQUIRE(by_id.contains(reading.pack.id));
    CHECK(to_table(by_id.at(reading.pack.id)) == to_table(reading.pack));
    CHECK(file.path().stem() == reading.pack.id);
    ++files;
  }
  CHECK(files == by_id.size());
}

TEST_CASE("a pack comes through the table as it was", "[pack]") {
  const Pack pack = read_pack(good, "x").pack;
  const std::vector<Pack> back = from_table(to_table(pack));
  REQUIRE(back.size() == 1);
  CHECK(to_table(back[0]) == to_table(pack));
  CHECK(back[0].phrases[0].occasions == Words{"mistake"});
  CHECK(back[0].phrases[0].theme == "violin");
  CHECK(back[0].description == "When the bow slips.");
}

TEST_CASE("the themes of the contract ship, each on its axis", "[pack][shipped]") {
  const std::map<std::string, std::string> wanted = {{"perfectionism", "critic"},
                                                     {"approval", "critic"},
                                                     {"competence", "critic"},
                                                     {"appearance", "critic"},
                                                     {"productivity", "critic"},
                                                     {"work", "life"},
                                                     {"social", "life"},
                                                     {"parenting", "life"},
                                                     {"relationships", "life"},
                                                     {"health", "life"},
                                                     {"study", "life"},
                                                     {"money", "life"},
                                                     {"performance", "life"},
                                                     {"everyday", "any"}};
  std::map<std::string, std::string> found;
  for (const Pack& pack : shipped()) found.emplace(pack.id, pack.axis);
  CHECK(found == wanted);
  CHECK(shipped().size() == wanted.size());
}

TEST_CASE("every pack has at least forty phrases, all five roles, two tones in each",
          "[pack][shipped]") {
  for (const Pack& pack : shipped()) {
    INFO(pack.id);
    CHECK(pack.phrases.size() >= (pack.id == everyday ? 80U : 40U));
    for (const std::string& name : role_names) {
      INFO(name);
      std::set<Tone> tones;
      for (const Phrase& phrase : pack.phrases)
        if (name_of(phrase.role) == name) tones.insert(phrase.tone);
      CHECK(tones.size() >= 2);
    }
  }
}

TEST_CASE("the pack for any setback can speak in every tone for every part",
          "[pack][shipped]") {
  std::map<std::pair<Role, Tone>, int> count;
  for (const Pack& pack : shipped())
    for (const Phrase& phrase : pack.phrases)
      if (pack.id == everyday) ++count[{phrase.role, phrase.tone}];
  CHECK(count.size() == role_names.size() * tone_names.size());
  for (const auto& [key, number] : count) CHECK(number >= 2);
}

TEST_CASE("a machine has nothing against any pack that ships, in any language",
          "[pack][shipped]") {
  std::map<std::string, std::size_t> files;
  for (const auto& file :
       fs::recursive_directory_iterator(KINDLY_SOURCE_DIR "/src/words/packs")) {
    if (file.path().extension() != ".toml") continue;
    const PackReading reading =
        read_pack(read_file(file.path(), toml_limit), file.path().string());
    INFO(file.path());
    CHECK(reading.problems.empty());
    ++files[reading.pack.language];
    // Beside the packs of its own language, and so held to cover every part itself.
    const Library library = Library::load({}, reading.pack.language);
    for (const PackProblem& problem : lint(reading, library)) {
      INFO(problem.line << ":" << problem.column);
      CHECK(problem.what == "");
    }
  }
  std::map<std::string, std::size_t> packs;
  for (const Pack& pack : from_table(pack_table)) ++packs[pack.language];
  CHECK(files == packs);
  CHECK(files["en"] > 0);
  CHECK(files["de"] > 0);
}

// What lint leaves to the eye of whoever writes a pack of their own.
TEST_CASE("a phrase that ships is one sentence without digits, dashes or curly quotes",
          "[pack][shipped]") {
  for (const Pack& pack : shipped())
    for (const Phrase& phrase : pack.phrases) {
      INFO(phrase.text);
      CHECK(std::ranges::count(phrase.text, '.') == 1);
      CHECK((phrase.text.starts_with('{') ||
             (phrase.text[0] >= 'A' && phrase.text[0] <= 'Z')));
      CHECK(phrase.text.find("  ") == std::string::npos);
      CHECK(phrase.text.find_first_of("0123456789") == std::string::npos);
      CHECK(phrase.text.find("—") == std::string::npos);
      CHECK(phrase.text.find("’") == std::string::npos);
      if (pack.language == "en" && phrase.has("{feeling}"))
        CHECK_THAT(phrase.text, // "ashamed" and "shame" both stand there
                   Catch::Contains("feel {feeling}") ||
                       Catch::Contains("eeling {feeling}"));
    }
}

TEST_CASE("cues are small letters with straight apostrophes, each once",
          "[pack][shipped]") {
  for (const Pack& pack : shipped()) {
    std::set<std::string> seen;
    for (const Words* list : {&pack.cues, &pack.not_cues})
      for (const std::string& cue : *list) {
        INFO(pack.id << ": " << cue);
        CHECK(fold(cue) == cue);
        CHECK(trimmed(cue) == cue);
        CHECK(cue.find_first_of("0123456789") == std::string::npos);
        CHECK(seen.insert(cue).second);
      }
    CHECK((pack.id == everyday) == pack.cues.empty());
  }
}
