// kindly config: what it shows, and that a change touches one line.

#include "commands/settings.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

using kindly::ExitCode;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;

fs::path config_of(const Sandbox& box) {
  return box.home() / ".config/kindly/config.toml";
}
void configure(const Sandbox& box, const std::string& toml) {
  Sandbox::put(config_of(box), toml);
}
std::string config_text(const Sandbox& box) {
  return kindly::read_if_there(config_of(box), 1U << 20).value_or("(none)");
}

} // namespace

TEST_CASE("config shows each setting once, its value and where it comes from",
          "[config]") {
  Sandbox box;
  configure(box, "# mine\ngoal = 3\n\n[voice]\nspeak = ['espeak-ng', \"-s\"]\n");
  box.environment["VISUAL"] = "nano";
  REQUIRE(box.run({"config", "--color", "never"}) == ExitCode::done);
  CHECK(box.err().empty());
  const std::string file = config_of(box).string();
  for (const std::string& line :
       {"goal\t3\t" + file + ":2\n",
        "voice.speak\t[\"espeak-ng\", \"-s\"]\t" + file + ":5\n",
        "journal\t" + box.journal().string() + "\tenvironment KINDLY_JOURNAL\n",
        std::string("editor\tnano\tenvironment VISUAL\n"),
        std::string("color\tnever\toption --color\n"),
        std::string("week_start\tmonday\tdefault\n"),
        std::string("name\t-\tdefault\n")})
    CHECK_THAT("\n" + box.out(), Catch::Contains("\n" + line));
  for (const kindly::Setting& setting : kindly::all_settings())
    CHECK_THAT("\n" + box.out(),
               Catch::Contains("\n" + std::string(setting.key) + "\t"));
}

TEST_CASE("config KEY gives the value alone, as it holds", "[config]") {
  Sandbox box;
  configure(box, "journal = \"~/notes\"\nname = \"Sam\"\neditor = \"vi\"\n");
  box.environment["EDITOR"] = "nano";
  const auto value = [&](const std::string& key) {
    CHECK(box.run({"config", key}) == ExitCode::done);
    return box.out();
  };
  CHECK(value("name") == "Sam\n");
  CHECK(value("editor") == "vi\n");
  CHECK(value("goal") == "2\n");
  CHECK(value("address") == "\n");
  CHECK(value("journal") == box.journal().string() + "\n");
  box.environment.erase("KINDLY_JOURNAL");
  CHECK(value("journal") == (box.home() / "notes").string() + "\n");
}

TEST_CASE("what config shows without a config is what kindly does", "[config]") {
  Sandbox box;
  const kindly::Settings usual;
  const fs::path home = box.home();
  for (const kindly::Setting& setting : kindly::all_settings()) {
    if (setting.usual.empty()) continue;
    INFO(setting.key);
    const std::string literal = setting.kind == kindly::Setting::Kind::text
                                    ? kindly::toml_text(setting.usual)
                                    : std::string(setting.usual);
    const kindly::Settings said = kindly::read_settings(
        std::string(setting.key) + " = " + literal + "\n", "config", home);
    CHECK(said.language == usual.language);
    CHECK(said.day_starts == usual.day_starts);
    CHECK(said.week_start == usual.week_start);
    CHECK(said.goal == usual.goal);
    CHECK(said.color == usual.color);
    CHECK(said.git_commit == usual.git_commit);
    CHECK(said.durability == usual.durability);
  }
}

TEST_CASE("the example of each setting is one that the config takes", "[config]") {
  Sandbox box;
  for (const kindly::Setting& setting : kindly::all_settings()) {
    if (setting.example.empty()) continue;
    INFO(setting.key);
    const std::string toml =
        std::string(setting.key) + " = " + std::string(setting.example) + "\n";
    CHECK(kindly::read_settings(toml, "config", box.home()).remarks.empty());
  }
}

TEST_CASE("the README's config names every key that does something", "[config]") {
  const std::string readme =
      kindly::read_file(KINDLY_SOURCE_DIR "/README.md", 1U << 20);
  const std::string fence = "```toml\n";
  const std::size_t begin = readme.find(fence) + fence.size();
  const std::string toml = readme.substr(begin, readme.find("```", begin) - begin);
  CHECK(kindly::read_settings(toml, "README.md", "/home/sam").remarks.empty());
  const kindly::TomlValue root = kindly::parse_toml(toml, "README.md");
  for (const kindly::Setting& setting : kindly::all_settings()) {
    if (setting.key == "pager") continue; // kept for later
    INFO(setting.key);
    CHECK(root.find_path(setting.key) != nullptr);
  }
}

TEST_CASE("config --json has the same for programs", "[config]") {
  Sandbox box;
  configure(box, "goal = 3\n");
  REQUIRE(box.run({"config", "goal", "--json"}) == ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::Contains("\"schema\": \"kindly.config/1\"") &&
                 Catch::Contains("\"key\": \"goal\"") &&
                 Catch::Contains("\"value\": \"3\"") &&
                 Catch::Contains("\"origin\": \"config\"") &&
                 Catch::Contains("\"line\": 1") && !Catch::Contains("\"tone\""));
}

TEST_CASE("config set changes one line and no other byte", "[config]") {
  Sandbox box;
  const std::string before =
      "# mine\r\ngoal=3   # days\r\nodd = {a = 1}\r\n\r\n[voice] # ears\r\n"
      "speak = ['espeak-ng', \"a]b\"] # fast\r\n";
  configure(box, before);
  REQUIRE(box.run({"config", "set", "goal", "4", "-q"}) == ExitCode::done);
  CHECK(config_text(box) ==
        "# mine\r\ngoal=4   # days\r\nodd = {a = 1}\r\n\r\n[voice] # ears\r\n"
        "speak = ['espeak-ng', \"a]b\"] # fast\r\n");
  REQUIRE(box.run({"config", "set", "voice.speak", "[ 'say' ]", "-q"}) ==
          ExitCode::done);
  CHECK_THAT(config_text(box), Catch::EndsWith("speak = [\"say\"] # fast\r\n"));
  REQUIRE(box.run({"config", "set", "voice.play", "[\"aplay\"]", "-q"}) ==
          ExitCode::done);
  CHECK_THAT(config_text(box), Catch::EndsWith("# fast\r\nplay = [\"aplay\"]\r\n"));
  CHECK(box.out().empty());
}

TEST_CASE("config set finds a table that the config ends with", "[config]") {
  Sandbox box;
  configure(box, "goal = 1\n[voice]");
  REQUIRE(box.run({"config", "set", "voice.play", "['a']", "-q"}) == ExitCode::done);
  CHECK(config_text(box) == "goal = 1\n[voice]\nplay = [\"a\"]\n");
}

TEST_CASE("config set and unset leave a byte order mark where it is", "[config]") {
  Sandbox box;
  configure(box, "\xef\xbb\xbfgoal = 1\n# mine\n");
  REQUIRE(box.run({"config", "set", "goal", "4", "-q"}) == ExitCode::done);
  CHECK(config_text(box) == "\xef\xbb\xbfgoal = 4\n# mine\n");
  REQUIRE(box.run({"config", "unset", "goal"}) == ExitCode::done);
  CHECK(config_text(box) == "\xef\xbb\xbf# mine\n");
}

TEST_CASE("config set makes a config where there is none, and it is private",
          "[config]") {
  Sandbox box;
  REQUIRE(box.run({"config", "set", "name", "a \"b\" $(touch x)"}) == ExitCode::done);
  CHECK(config_text(box) == "name = \"a \\\"b\\\" $(touch x)\"\n");
  CHECK(kindly::look_at(config_of(box))->mode == 0600);
  REQUIRE(box.run({"config", "name"}) == ExitCode::done);
  CHECK(box.out() == "a \"b\" $(touch x)\n");
}

TEST_CASE("a value that cannot be is refused, and the config stays as it was",
          "[config]") {
  using Words = std::vector<std::string>;
  for (const Words& words : {Words{"goal", "99"},
                             {"goal", "two"},
                             {"goal", "\"2\""},
                             {"goal", "2\nname = \"x\""},
                             {"tone", "plian"},
                             {"journal", "relative"},
                             {"day_starts", "25:00"},
                             {"color", "purple"},
                             {"git_commit", "yes"},
                             {"voice.speak", "espeak-ng"},
                             {"voice.speak", "[\"\"]"},
                             {"voice.speak", "[1]"},
                             {"voice.speak", "[[\"a\"]]"},
                             {"gaol", "3"},
                             {"voice", "[]"},
                             {"voice.speek", "[]"}}) {
    INFO(words[0] << " " << words[1]);
    Sandbox box;
    configure(box, "tone = \"warm\"\n");
    CHECK(box.run({"config", "set", words[0], words[1]}) == ExitCode::usage);
    CHECK_THAT(box.err(), Catch::Contains(words[0]));
    CHECK(config_text(box) == "tone = \"warm\"\n");
  }
}

TEST_CASE("a mistyped key is refused with the nearest, and a mistyped verb too",
          "[config]") {
  Sandbox box;
  CHECK(box.run({"config", "gaol"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'goal'"));
  CHECK(box.run({"config", "set", "gaol", "1"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'goal'"));
  CHECK(box.run({"config", "sett", "goal", "1"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'set'"));
}

TEST_CASE("config unset takes one line out, and is content when it is not there",
          "[config]") {
  Sandbox box;
  CHECK(box.run({"config", "unset", "goal"}) == ExitCode::done);
  CHECK_FALSE(fs::exists(config_of(box)));
  configure(box, "# mine\ngoal = 3\n[voice]\nplay = [\"x\"]\nspeak = [\n 'y',\n]");
  REQUIRE(box.run({"config", "unset", "goal"}) == ExitCode::done);
  REQUIRE(box.run({"config", "unset", "voice.play"}) == ExitCode::done);
  CHECK(config_text(box) == "# mine\n[voice]\nspeak = [\n 'y',\n]");
  CHECK(box.run({"config", "unset", "voice.speak"}) == ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains("config.toml:3"));
  CHECK(config_text(box) == "# mine\n[voice]\nspeak = [\n 'y',\n]");
}

TEST_CASE("a wrong value is named with its line, shown, and can be mended",
          "[config]") {
  Sandbox box;
  configure(box, "goal = 3\ntone = \"plian\"\ncolor = \"purple\"\nnmae = 1\n");
  CHECK(box.run({"config"}) == ExitCode::unreadable);
  CHECK_THAT(box.out(), Catch::Contains("goal\t3\t") && Catch::Contains("tone\tplian"));
  CHECK_THAT(box.err(),
             Catch::Contains("config.toml:2:8") && Catch::Contains("config.toml:3:9"));
  CHECK(box.run({"config", "set", "tone", "wry"}) == ExitCode::done);
  CHECK(box.run({"config", "set", "color", "never"}) == ExitCode::done);
  CHECK(box.run({"config"}) == ExitCode::done);
  CHECK_THAT(box.err(), Catch::Contains("'nmae'") && Catch::Contains("'name'"));
}

TEST_CASE("a config that is no TOML hides nothing else, and is not written to",
          "[config]") {
  Sandbox box;
  configure(box, "goal = 3\nname = \"Sam\n");
  CHECK(box.run({"config"}) == ExitCode::unreadable);
  CHECK_THAT(box.out(), Catch::Contains("environment KINDLY_JOURNAL"));
  CHECK_THAT(box.err(), Catch::Contains("config.toml:2"));
  CHECK(box.run({"config", "set", "goal", "2"}) == ExitCode::unreadable);
  CHECK(box.run({"config", "unset", "goal"}) == ExitCode::unreadable);
  CHECK(config_text(box) == "goal = 3\nname = \"Sam\n");
  CHECK(box.run({"config", "path"}) == ExitCode::done);
  CHECK(box.out() == config_of(box).string() + "\n");
}

TEST_CASE("a config that was asked for and is not there is said, and can be begun",
          "[config]") {
  Sandbox box;
  const std::string file = (box.root() / "my.toml").string();
  CHECK(box.run({"config", "--config", file}) == ExitCode::io);
  CHECK_THAT(box.out(), Catch::Contains("goal\t2\tdefault"));
  CHECK(box.run({"config", "--config", file, "set", "goal", "4"}) == ExitCode::done);
  CHECK(box.run({"config", "--config", file, "goal"}) == ExitCode::done);
  CHECK(box.out() == "4\n");
}

TEST_CASE("without a home there is no config, and config says so", "[config]") {
  Sandbox box;
  box.environment.clear();
  CHECK(box.run({"config"}) == ExitCode::done);
  CHECK(box.run({"config", "set", "goal", "2"}) == ExitCode::io);
  CHECK_THAT(box.err(), Catch::Contains("HOME"));
}
