// The command line itself: help, slips of the finger, places, exit codes.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using kindly::ExitCode;
using kindly::test::entry_text;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::vector<std::string>;

const Words commands = {"new",
                        "rate",
                        "edit",
                        "rm",
                        "reframe",
                        "cue",
                        "themes",
                        "list",
                        "show",
                        "search",
                        "path",
                        "stats",
                        "support"};

const std::string file = "2026/11/2026-11-23-100000-abcd.md";

Words lines_of(const std::string& text) {
  Words lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::size_t letters(const std::string& line) {
  return static_cast<std::size_t>(std::ranges::count_if(
      line, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

/// Where `new` puts an entry, below the sandbox's root; empty where it fails.
std::string place_of_new(Sandbox& box, const Words& more = {}) {
  Words words = {"new", "x"};
  words.insert(words.end(), more.begin(), more.end());
  if (box.run(words) != ExitCode::done) return {};
  const std::string path =
      fs::path(box.out_line()).lexically_relative(box.root()).string();
  return path.substr(0, path.find("/2026/"));
}

} // namespace

TEST_CASE("kindly alone says what it is, with an example, in under twenty lines",
          "[cli]") {
  Sandbox box;
  REQUIRE(box.run({}) == ExitCode::done);
  CHECK(lines_of(box.out()).size() < 20);
  CHECK_THAT(box.out(), Catch::Contains("kindly new \"") && Catch::Contains("--help"));
  CHECK(box.err().empty());
  CHECK_FALSE(fs::exists(box.journal()));
}

TEST_CASE("help for a command is the same however it is asked for", "[cli]") {
  Sandbox box;
  for (const std::string& command : commands) {
    INFO(command);
    REQUIRE(box.run({"help", command}) == ExitCode::done);
    const std::string help = box.out();
    CHECK_THAT(help, Catch::Contains("Usage: kindly " + command));
    for (const Words& words : {Words{command, "--help"},
                               Words{command, "-h"},
                               Words{"--help", command},
                               Words{"-h", command},
                               Words{"--json", "help", command, "-q"},
                               Words{command, "--bogus", "--help"}}) {
      CHECK(box.run(words) == ExitCode::done);
      CHECK(box.out() == help);
      CHECK(box.err().empty());
    }
  }
}

TEST_CASE("help alone names every command on a line", "[cli]") {
  Sandbox box;
  REQUIRE(box.run({"--help"}) == ExitCode::done);
  const std::string help = box.out();
  for (const std::string& command : commands)
    CHECK_THAT(help, Catch::Contains("\n  " + command + " "));
  for (const Words& words : {Words{"help"},
                             Words{"-h"},
                             Words{"help", "help"},
                             Words{"help", "--help"},
                             Words{"--json", "--help"}}) {
    CHECK(box.run(words) == ExitCode::done);
    CHECK(box.out() == help);
  }
}

TEST_CASE(
    "every help has two examples, fits 80 columns, and ends with the way to support",
    "[cli]") {
  Sandbox box;
  Words asked = commands;
  asked.insert(asked.begin(), "help");
  for (const std::string& command : asked) {
    INFO(command);
    REQUIRE(box.run({command, "--help"}) == ExitCode::done);
    const Words lines = lines_of(box.out());
    for (const std::string& line : lines) {
      INFO(line);
      if (line.find("kindly") == std::string::npos) CHECK(letters(line) <= 80);
    }
    CHECK_THAT(lines.back(), Catch::Contains("kindly support"));
    if (command == "help") continue;
    const auto begin = std::ranges::find(lines, "Examples");
    REQUIRE(begin != lines.end());
    CHECK(std::count_if(begin, lines.end(), [](const std::string& line) {
            return line.starts_with("  ") && line[2] != ' ' &&
                   line.find("kindly") != std::string::npos;
          }) >= 2);
  }
}

TEST_CASE("help needs no readable config and no journal", "[cli]") {
  Sandbox box;
  Sandbox::put(box.home() / ".config/kindly/config.toml", "[broken");
  box.environment["KINDLY_NOW"] = "garbage";
  CHECK(box.run({"list", "--help"}) == ExitCode::done);
  CHECK(box.run({"--help"}) == ExitCode::done);
  CHECK(box.run({}) == ExitCode::done);
  CHECK(box.err().empty());
}

TEST_CASE("--version works alone, before and after every command", "[cli]") {
  Sandbox box;
  REQUIRE(box.run({"--version"}) == ExitCode::done);
  const std::string version = box.out();
  CHECK_THAT(version, Catch::Matches("kindly [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  for (const std::string& command : commands) {
    INFO(command);
    CHECK(box.run({command, "--version"}) == ExitCode::done);
    CHECK(box.out() == version);
    CHECK(box.run({"--version", command}) == ExitCode::done);
    CHECK(box.out() == version);
  }
  CHECK(box.run({"themes", "show", "--version"}) == ExitCode::done);
  CHECK(box.out() == version);
  CHECK_FALSE(fs::exists(box.journal()));
}

TEST_CASE("a mistyped command is refused with the nearest right one", "[cli]") {
  Sandbox box;
  for (const auto& [typed, meant] :
       std::vector<std::pair<std::string, std::string>>{{"lst", "list"},
                                                        {"rat", "rate"},
                                                        {"nwe", "new"},
                                                        {"serach", "search"},
                                                        {"shwo", "show"},
                                                        {"refrane", "reframe"},
                                                        {"thems", "themes"},
                                                        {"sttas", "stats"},
                                                        {"suport", "support"},
                                                        {"hepl", "help"},
                                                        {"LIST", "list"},
                                                        {"editt", "edit"}}) {
    INFO(typed);
    CHECK(box.run({typed}) == ExitCode::usage);
    CHECK(box.out().empty());
    CHECK_THAT(box.err(), Catch::Contains("'" + meant + "'"));
    CHECK(box.run({"help", typed}) == ExitCode::usage);
    CHECK_THAT(box.err(), Catch::Contains("'" + meant + "'"));
  }
  CHECK(box.run({"frobnicate"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("kindly --help"));
  CHECK(box.run({""}) == ExitCode::usage);
}

TEST_CASE("a mistyped option is refused with the nearest right one", "[cli]") {
  Sandbox box;
  box.write(file, entry_text("date: 2026-11-23\n"));
  for (const auto& [words, meant] : std::vector<std::pair<Words, std::string>>{
           {{"list", "--sicne", "today"}, "--since"},
           {{"list", "--sicne=today"}, "--since"},
           {{"list", "--theem", "work"}, "--theme"},
           {{"new", "x", "--critc", "y"}, "--critic"},
           {{"new", "x", "--befor=8"}, "--before"},
           {{"rate", "5", "--latr"}, "--later"},
           {{"rate", "5", "--repalce"}, "--replace"},
           {{"reframe", "x", "--tnoe", "warm"}, "--tone"},
           {{"themes", "list", "--jsno"}, "--json"},
           {{"list", "--quite"}, "--quiet"},
           {{"--quite", "list"}, "--quiet"},
           {{"--jornal", "/tmp", "list"}, "--journal"},
           {{"--jornal=/tmp", "list"}, "--journal"},
           {{"--confg", "/tmp/x", "support"}, "--config"}}) {
    INFO(words[0] << ' ' << words[1]);
    CHECK(box.run(words) == ExitCode::usage);
    CHECK(box.out().empty());
    CHECK_THAT(box.err(), Catch::Contains("'" + meant + "'"));
    CHECK(lines_of(box.err()).size() == 2); // what, and the next thing to try
  }
  CHECK(box.count_files() == 1);
  CHECK(box.read(file) == entry_text("date: 2026-11-23\n"));
}

TEST_CASE("a mistyped format or colour is refused with what there is", "[cli]") {
  Sandbox box;
  CHECK(box.run({"list", "--format", "jsn"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'json'"));
  CHECK(box.run({"--format", "xml", "list"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("jsonl"));
  CHECK(box.run({"list", "--color", "allways"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'always'"));
}

TEST_CASE("a format that a command does not have is refused before anything is done",
          "[cli]") {
  Sandbox box;
  box.write(file, entry_text("date: 2026-11-23\n"));
  for (const Words& words : {Words{"new", "x", "--json"},
                             Words{"rate", "5", "--json"},
                             Words{"rm", "last", "--jsonl"},
                             Words{"list", "--format", "csv"},
                             Words{"--format", "tsv", "show"}}) {
    INFO(words[0]);
    CHECK(box.run(words) == ExitCode::usage);
    CHECK(box.out().empty());
    CHECK_THAT(box.err(), Catch::Contains("text"));
  }
  CHECK(box.count_files() == 1);
  CHECK(box.read(file) == entry_text("date: 2026-11-23\n"));
}

TEST_CASE("global options work before and after the command", "[cli]") {
  Sandbox box;
  const std::string other = (box.root() / "other").string();
  REQUIRE(box.run({"new", "elsewhere", "--journal", other}) == ExitCode::done);
  REQUIRE(box.run({"list", "--journal", other, "--json"}) == ExitCode::done);
  const std::string listed = box.out();
  CHECK(json::parse(listed).size() == 1);
  for (const Words& words : {Words{"--journal", other, "--json", "list"},
                             Words{"--journal=" + other, "list", "--json"},
                             Words{"--json", "list", "--journal=" + other},
                             Words{"--format", "json", "list", "--journal", other},
                             Words{"--format=json", "--journal", other, "-q", "list"},
                             Words{"--color",
                                   "never",
                                   "--no-input",
                                   "--json",
                                   "list",
                                   "--quiet",
                                   "--journal",
                                   other}}) {
    CHECK(box.run(words) == ExitCode::done);
    CHECK(box.out() == listed);
  }
  CHECK(box.run({"--json", "themes", "detect", "idiot"}) == ExitCode::done);
  const std::string detected = box.out();
  CHECK(box.run({"themes", "--json", "detect", "idiot"}) == ExitCode::done);
  CHECK(box.out() == detected);
  CHECK(box.run({"themes", "detect", "idiot", "--json"}) == ExitCode::done);
  CHECK(box.out() == detected);
}

TEST_CASE("behind -- everything is text, even what looks like an option", "[cli]") {
  Sandbox box;
  for (const std::string text : {"--help",
                                 "-h",
                                 "--version",
                                 "--json",
                                 "--",
                                 "-q",
                                 "--journal=/tmp/x",
                                 "-x",
                                 "new"}) {
    INFO(text);
    REQUIRE(box.run({"new", "--", text}) == ExitCode::done);
    REQUIRE(box.run({"show", "--section", "Situation"}) == ExitCode::done);
    CHECK(box.out() == text + "\n");
    CHECK(box.run({"search", "--", text}) == ExitCode::done);
  }
}

TEST_CASE("one word too many, a missing word and a missing value are refused",
          "[cli]") {
  Sandbox box;
  for (const Words& words : {Words{"list", "extra"},
                             Words{"show", "last", "last~1"},
                             Words{"support", "me"},
                             Words{"rate", "5", "last", "x"},
                             Words{"rate"},
                             Words{"search"},
                             Words{"themes", "show"},
                             Words{"list", "--since"},
                             Words{"--journal"},
                             Words{"list", "--journal"},
                             Words{"new", "x", "-c"},
                             Words{"list", "-n"},
                             Words{"--", "list"},
                             Words{"list", "-n", "1", "-n", "2"}}) {
    INFO(words[0]);
    CHECK(box.run(words) == ExitCode::usage);
    CHECK(box.out().empty());
    CHECK_FALSE(box.err().empty());
  }
  CHECK_FALSE(fs::exists(box.journal()));
}

TEST_CASE("every kind of end has its exit code", "[cli]") {
  Sandbox box;
  CHECK(static_cast<int>(box.run({"list"})) == 0);
  CHECK(static_cast<int>(box.run({"show"})) == 1);
  CHECK(static_cast<int>(box.run({"search", "nothing"})) == 1);
  CHECK(static_cast<int>(box.run({"rate", "11"})) == 2);
  CHECK(static_cast<int>(box.run({"list", "--bogus"})) == 2);
  CHECK(static_cast<int>(box.run({"new", "x", "--journal", "/proc/nowhere"})) == 3);
  CHECK(static_cast<int>(box.run({"list", "--config", "/nonexistent"})) == 3);
  box.write(file, "---\nkindly: 1\ndate: soon\n---\n");
  CHECK(static_cast<int>(box.run({"list"})) == 4);
  CHECK(static_cast<int>(box.run({"stats"})) == 4);
  CHECK(static_cast<int>(box.run({"rate", "5", file})) == 4);
  CHECK(static_cast<int>(box.run({"new"})) == 5);
  CHECK(static_cast<int>(box.run({"edit"})) != 0);
}

TEST_CASE("a refusal says what and what to try, on stderr only", "[cli]") {
  Sandbox box;
  for (const Words& words : {Words{"show"},
                             Words{"rate", "11"},
                             Words{"lst"},
                             Words{"new"},
                             Words{"list", "--since", "soon"},
                             Words{"show", "nope"},
                             Words{"reframe", "x", "--sentences", "9"}}) {
    INFO(words[0]);
    CHECK(box.run(words) != ExitCode::done);
    CHECK(box.out().empty());
    CHECK_THAT(box.err(), Catch::StartsWith("kindly: "));
  }
}

TEST_CASE("-q leaves out notes, not results and not errors", "[cli]") {
  Sandbox box;
  REQUIRE(box.run({"new", "x", "-q"}) == ExitCode::done);
  CHECK_FALSE(box.out().empty());
  REQUIRE(box.run({"rm", "last", "-q"}) == ExitCode::done);
  CHECK(box.err().empty());
  REQUIRE(box.run({"list", "-q"}) == ExitCode::done);
  CHECK(box.err().empty());
  CHECK(box.run({"-q", "show"}) == ExitCode::no);
  CHECK_FALSE(box.err().empty());
}

TEST_CASE("what a person typed wrong is never shown raw", "[cli]") {
  Sandbox box;
  const std::string evil = "x\x1b[2J\xc2\x9b"
                           "1m\xe2\x80\xae\x07\xff";
  for (const Words& words : {Words{evil},
                             Words{"list", "--" + evil},
                             Words{"-" + evil},
                             Words{"show", evil},
                             Words{"show", "/" + evil},
                             Words{"themes", "show", evil},
                             Words{"themes", evil},
                             Words{"new", "x", "-t", evil},
                             Words{"rate", evil},
                             Words{"list", "--since", evil},
                             Words{"list", "--form", evil},
                             Words{"list", "--format", evil},
                             Words{"rm", "--restore", evil},
                             Words{"list", "extra", evil},
                             Words{"help", evil},
                             Words{"list", "--config", evil},
                             Words{"list", "-n", evil},
                             Words{"themes", "check", evil},
                             Words{"list", "--journal"}}) {
    INFO(words[0]);
    CHECK(box.run(words) != ExitCode::done);
    CHECK_THAT(box.out() + box.err(),
               !Catch::Contains("\x1b") && !Catch::Contains("\xc2\x9b") &&
                   !Catch::Contains("\xe2\x80\xae") && !Catch::Contains("\x07") &&
                   !Catch::Contains("\xff"));
  }
}

TEST_CASE("styles are for terminals, unless asked for or forbidden", "[cli]") {
  Sandbox box;
  const auto styled = [&](Words words) {
    words.insert(words.begin(), {"themes", "show", "money"});
    REQUIRE(box.run(words) == ExitCode::done);
    return box.out().find('\x1b') != std::string::npos;
  };
  CHECK_FALSE(styled({}));
  CHECK(styled({"--color", "always"}));
  box.is_terminal = true;
  CHECK(styled({}));
  CHECK_FALSE(styled({"--color", "never"}));
  box.environment["TERM"] = "dumb";
  CHECK_FALSE(styled({}));
  box.environment["TERM"] = "xterm-256color";
  box.environment["NO_COLOR"] = "1";
  CHECK_FALSE(styled({}));
  CHECK(styled({"--color", "always"}));
  box.environment["NO_COLOR"] = ""; // empty is unset
  CHECK(styled({}));
  Sandbox::put(box.home() / ".config/kindly/config.toml", "color = \"never\"\n");
  CHECK_FALSE(styled({}));
  CHECK(styled({"--color", "auto"}));
}

TEST_CASE("the journal is the option's, the variable's, the config's, then XDG's",
          "[cli]") {
  Sandbox box;
  const fs::path config = box.home() / ".config/kindly/config.toml";
  Sandbox::put(config, "journal = \"" + (box.root() / "c").string() + "\"\n");
  box.environment["XDG_DATA_HOME"] = (box.root() / "x").string();
  CHECK(place_of_new(box, {"--journal", (box.root() / "o").string()}) == "o");
  CHECK(place_of_new(box) == "journal");
  box.environment["KINDLY_JOURNAL"] = "";
  CHECK(place_of_new(box) == "c");
  box.environment.erase("KINDLY_JOURNAL");
  CHECK(place_of_new(box) == "c");
  Sandbox::put(config, "");
  CHECK(place_of_new(box) == "x/kindly/journal");
  for (const std::string unset : {"", "relative", "./x", "~/x"}) {
    INFO(unset);
    box.environment["XDG_DATA_HOME"] = unset;
    CHECK(place_of_new(box) == "home/.local/share/kindly/journal");
  }
  Sandbox::put(config, "journal = \"~/diary\"\n");
  CHECK(place_of_new(box) == "home/diary");
}

TEST_CASE("the config is the option's, the variable's, then XDG's", "[cli]") {
  Sandbox box;
  box.environment.erase("KINDLY_JOURNAL");
  const auto put = [&](const std::string& path, const std::string& name) {
    Sandbox::put(box.root() / path,
                 "journal = \"" + (box.root() / name).string() + "\"\n");
  };
  put("home/.config/kindly/config.toml", "from-home");
  put("xdg/kindly/config.toml", "from-xdg");
  put("variable.toml", "from-variable");
  put("option.toml", "from-option");
  CHECK(place_of_new(box) == "from-home");
  for (const std::string unset : {"", "relative"}) {
    box.environment["XDG_CONFIG_HOME"] = unset;
    CHECK(place_of_new(box) == "from-home");
  }
  box.environment["XDG_CONFIG_HOME"] = (box.root() / "xdg").string();
  CHECK(place_of_new(box) == "from-xdg");
  box.environment["KINDLY_CONFIG"] = "";
  CHECK(place_of_new(box) == "from-xdg");
  box.environment["KINDLY_CONFIG"] = (box.root() / "variable.toml").string();
  CHECK(place_of_new(box) == "from-variable");
  CHECK(place_of_new(box, {"--config", (box.root() / "option.toml").string()}) ==
        "from-option");
}

TEST_CASE("a config that was asked for must be there, the usual one need not",
          "[cli]") {
  Sandbox box;
  CHECK(box.run({"list"}) == ExitCode::done);
  CHECK(box.run({"list", "--config", (box.root() / "none.toml").string()}) ==
        ExitCode::io);
  CHECK_THAT(box.err(), Catch::Contains("none.toml"));
  box.environment["KINDLY_CONFIG"] = (box.root() / "none.toml").string();
  CHECK(box.run({"list"}) == ExitCode::io);
}

TEST_CASE("without a home, new says where a journal could be named", "[cli]") {
  Sandbox box;
  box.environment.erase("HOME");
  box.environment.erase("KINDLY_JOURNAL");
  CHECK(box.run({"new", "x"}) == ExitCode::io);
  CHECK_THAT(box.err(),
             Catch::Contains("--journal") && Catch::Contains("KINDLY_JOURNAL"));
  CHECK(box.run({"list"}) == ExitCode::io);
  CHECK(box.run({"reframe", "idiot"}) == ExitCode::done);
  CHECK(box.run({"themes"}) == ExitCode::done);
  CHECK(box.run({"cue"}) == ExitCode::done);
  box.environment["HOME"] = ""; // empty is unset
  CHECK(box.run({"new", "x"}) == ExitCode::io);
}

TEST_CASE("an empty --journal is refused, not taken for the current folder", "[cli]") {
  Sandbox box;
  const fs::path before = fs::current_path();
  fs::create_directories(box.root() / "here");
  fs::current_path(box.root() / "here");
  const ExitCode code = box.run({"--journal", "", "new", "x"});
  fs::current_path(before);
  CHECK(code == ExitCode::usage);
  CHECK(fs::is_empty(box.root() / "here"));
}

TEST_CASE("KINDLY_NOW is the clock, with its offset", "[cli]") {
  Sandbox box;
  box.environment["KINDLY_NOW"] = "2024-02-29T23:59:59-08:00";
  REQUIRE(box.run({"new", "x", "-b", "5"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("/2024/02/2024-02-29-235959-"));
  box.environment["KINDLY_NOW"] = "2024-03-01T08:59:59Z";
  REQUIRE(box.run({"rate", "3"}) == ExitCode::done);
  REQUIRE(box.run({"show", "--json"}) == ExitCode::done);
  CHECK(json::parse(box.out()).at("date") == "2024-02-29T23:59:59-08:00");
  CHECK(json::parse(box.out()).at("minutes") == 60);
}

TEST_CASE("a KINDLY_NOW that is no RFC 3339 is refused, an empty one is unset",
          "[cli]") {
  Sandbox box;
  for (const std::string now : {"now",
                                "2026-11-23",
                                "2026-11-23T15:12:04",
                                "2026-11-23 15:12",
                                "2026-13-01T00:00:00Z",
                                "2026-11-23T25:00:00Z",
                                "1795000000"}) {
    INFO(now);
    box.environment["KINDLY_NOW"] = now;
    CHECK(box.run({"list"}) == ExitCode::usage);
    CHECK_THAT(box.err(), Catch::Contains("KINDLY_NOW") && Catch::Contains("RFC 3339"));
  }
  box.environment["KINDLY_NOW"] = "";
  REQUIRE(box.run({"new", "x"}) == ExitCode::done);
  CHECK_THAT(box.out(), !Catch::Contains("/2026/"));
}

TEST_CASE("the shells' completion is silent and quick to give up", "[cli]") {
  Sandbox box;
  box.write(file, "---\nkindly: 1\ndate: soon\n---\n");
  box.write("themes/bad.toml", "[pack");
  Sandbox::put(box.home() / ".config/kindly/config.toml", "[broken");
  for (const Words& words : {Words{"complete", "theme", "co"},
                             Words{"complete", "entry", "2026"},
                             Words{"complete", "entry", ""},
                             Words{"complete", "nonsense", "x"}}) {
    CHECK(box.run(words) == ExitCode::done);
    CHECK(box.err().empty());
  }
  REQUIRE(box.run({"complete", "theme", "co"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::StartsWith("competence\t"));
  REQUIRE(box.run({"complete", "entry", "2026-11"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::StartsWith("2026-11-23-100000-abcd\t"));
  box.environment["KINDLY_NOW"] = "garbage";
  CHECK(box.run({"complete", "entry", ""}) == ExitCode::done);
  CHECK(box.err().empty());
}
