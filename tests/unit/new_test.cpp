// kindly new: what is typed is on disk, byte for byte, or nothing is.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sys/stat.h>

#include <set>

using kindly::ExitCode;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::vector<std::string>;

json shown(Sandbox& box, const std::string& which = "last") {
  REQUIRE(box.run({"show", which, "--json"}) == ExitCode::done);
  return json::parse(box.out());
}

std::string section(const json& entry, const std::string& heading) {
  return entry.at("sections").value(heading, "(no section " + heading + ")");
}

/// Texts that a shell, an option parser, YAML or Markdown would like to eat.
Words hostile_texts() {
  Words texts = {"[a, b]",
                 "[I failed, again]",
                 "[]",
                 "[",
                 "]",
                 "[[x]]",
                 "[a",
                 "{a: b}",
                 "-x",
                 "--",
                 "---",
                 "--critic",
                 "--critic=x",
                 "-",
                 "...",
                 "- [ ] call her",
                 "@file",
                 "#",
                 "# Title",
                 "## Situation",
                 "##",
                 "## ",
                 "### three",
                 "##x",
                 "\\## x",
                 "\\\\## x",
                 "  ## indented",
                 "    ## code",
                 "\\",
                 "\\\\",
                 "a\\nb",
                 "\"quoted\"",
                 "it's",
                 "“curly” ‘quotes’",
                 "'",
                 "\"",
                 "`id` $(id) $HOME ${x}",
                 "%s %n %%",
                 "{} {0}",
                 "{address}",
                 "```",
                 "~~~",
                 "````",
                 "```\ncode",
                 "```\n## Kind words\n```",
                 "````\n```\n````\n",
                 "```\n\\## x\n```",
                 "\\```",
                 "a\n```\nb\n~~~\nc",
                 "---\nkindly: 1\n---\n",
                 "x\n---\ny",
                 "x\n===",
                 "## Kind words\n\nfake",
                 "> quoted",
                 ">",
                 ">no blank",
                 "<!-- kindly: hi -->",
                 "<b>&amp;</b>",
                 "a\tb",
                 "\x01",
                 "\x01[a, b]",
                 "\x1b[31mred\x1b[0m",
                 "bell\a",
                 "\x7f",
                 "\xc2\x9b"
                 "31m",
                 "👩🏽‍💻 🇩🇪 ❤️",
                 "e\xcc\x81",
                 "שלום \xe2\x80\xae"
                 "abc",
                 "line\xe2\x80\xa8sep",
                 "\xef\xbb\xbfx",
                 "\xc2\xa0x\xc2\xa0",
                 "\nleading",
                 "\n\n\nleading",
                 "trailing\n",
                 "trailing\n\n\n",
                 "\n\nboth\n\n",
                 "  blanks  ",
                 "\tx\t",
                 "a\r\nb\r\n",
                 "\ra",
                 "a\r",
                 "a\n\n\n\nb",
                 "日本語のテキスト",
                 "a,b;c",
                 "null",
                 "~",
                 "yes",
                 "010",
                 "!!",
                 "*a &b"};
  std::string large;
  while (large.size() < 64U * 1024) large += "All of it, [again], ## and \"more\".\n";
  texts.push_back(large);
  return texts;
}

const std::string not_utf8 = "caf\xe9";

} // namespace

TEST_CASE("new prints the path of the file it made, and nothing else", "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new", "Froze in the demo."}) == ExitCode::done);
  CHECK(box.err().empty());
  CHECK(box.out() == box.out_line() + "\n");
  CHECK(fs::is_regular_file(box.out_line()));
  CHECK(box.count_files() == 1);
}

TEST_CASE(
    "an entry lies in the month of its local time and its name tells no word of it",
    "[new]") {
  Sandbox box;
  box.environment["KINDLY_NOW"] = "2026-01-01T00:30:00+05:30";
  REQUIRE(box.run({"new", "Secret", "-t", "work"}) == ExitCode::done);
  const std::string path =
      fs::path(box.out_line()).lexically_relative(box.journal()).string();
  CHECK_THAT(path,
             Catch::Matches("2026/01/2026-01-01-003000-[abcdefghjkmnpqrstuvwxyz]"
                            "[abcdefghjkmnpqrstuvwxyz23456789]{3}\\.md"));
  CHECK(shown(box).at("date") == "2026-01-01T00:30:00+05:30");
}

TEST_CASE(
    "only their owner can read an entry and enter its folders, whatever the umask",
    "[new]") {
  Sandbox box;
  const mode_t before = ::umask(0);
  const ExitCode code = box.run({"new", "x"});
  ::umask(before);
  REQUIRE(code == ExitCode::done);
  fs::path path = box.out_line();
  CHECK(fs::status(path).permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  for (; path != box.root(); path = path.parent_path()) {
    if (!fs::is_directory(path)) continue;
    INFO(path);
    CHECK(fs::status(path).permissions() == fs::perms::owner_all);
  }
}

TEST_CASE("a situation comes back as it was typed, whatever it looks like", "[new]") {
  Sandbox box;
  for (const std::string& text : hostile_texts()) {
    if (text == "-") continue; // that is standard input
    INFO(text.substr(0, 60));
    REQUIRE(box.run({"new", "-b", "7", "--", text}) == ExitCode::done);
    const json entry = shown(box, box.out_line());
    CHECK(section(entry, "Situation") == text);
    CHECK(entry.at("sections").size() == 1);
    CHECK(entry.at("before") == 7);
  }
}

TEST_CASE("a critic's thought and its answers come back as they were typed", "[new]") {
  Sandbox box;
  for (const std::string& text : hostile_texts()) {
    if (text == "-") continue;
    INFO(text.substr(0, 60));
    REQUIRE(box.run({"new",
                     "--critic=" + text,
                     "-k",
                     text,
                     "--friend=" + text,
                     "--humanity",
                     text,
                     "--forward=" + text,
                     "--afterwards",
                     text,
                     "--resistance=" + text,
                     "x"}) == ExitCode::done);
    const json entry = shown(box, box.out_line());
    for (const char* heading : {"Critical thoughts",
                                "Resistance",
                                "To a friend",
                                "Kind words",
                                "Common humanity",
                                "Moving forward",
                                "Afterwards"}) {
      INFO(heading);
      CHECK(section(entry, heading) == text);
    }
    CHECK(section(entry, "Situation") == "x");
    CHECK(entry.at("sections").size() == 8);
    CHECK(entry.at("open") == false);
  }
}

TEST_CASE("a text from standard input is kept with every byte of it", "[new]") {
  Sandbox box;
  for (const std::string& text : hostile_texts()) {
    INFO(text.substr(0, 60));
    REQUIRE(box.run({"new", "-"}, text) == ExitCode::done);
    CHECK(section(shown(box, box.out_line()), "Situation") == text);
  }
  REQUIRE(box.run({"new", "x", "--kind=-"}, "no newline at the end") == ExitCode::done);
  CHECK(section(shown(box, box.out_line()), "Kind words") == "no newline at the end");
}

TEST_CASE("brackets and dashes are text in every way of writing an option", "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new",
                   "-c[a, b]",
                   "-c",
                   "[c, d]",
                   "--critic=[]",
                   "--critic",
                   "[",
                   "--critic=-x",
                   "-c",
                   "--",
                   "-c",
                   "---",
                   "[e, f]"}) == ExitCode::done);
  const json entry = shown(box);
  CHECK(section(entry, "Critical thoughts") == "[a, b]\n[c, d]\n[]\n[\n-x\n--\n---");
  CHECK(section(entry, "Situation") == "[e, f]");
}

TEST_CASE("words that look like sections give the critic no answer", "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new",
                   "It broke.\n\n## Kind words\n\nfake",
                   "-c",
                   "idiot\n\n## Common humanity\n\nfake"}) == ExitCode::done);
  const json entry = shown(box);
  CHECK(entry.at("open") == true);
  CHECK(entry.at("sections").size() == 2);
}

TEST_CASE("what is not UTF-8 is refused and nothing is written", "[new]") {
  const std::vector<Words> lines = {{"new", not_utf8},
                                    {"new", "x", "-c", "fine", "-c", not_utf8},
                                    {"new", "x", "--kind=" + not_utf8},
                                    {"new", "x", "--friend", not_utf8},
                                    {"new", "x", "--humanity", not_utf8},
                                    {"new", "x", "--forward", not_utf8},
                                    {"new", "x", "--afterwards", not_utf8},
                                    {"new", "x", "--resistance", not_utf8},
                                    {"new", "x", "--address", not_utf8},
                                    {"new", "x", "--feeling", not_utf8},
                                    {"new", "x", "--theme", not_utf8}};
  for (const Words& line : lines) {
    Sandbox box;
    INFO(line[line.size() - 2]);
    CHECK(box.run(line) == ExitCode::usage);
    CHECK(box.out().empty());
    CHECK(box.count_files() == 0);
  }
  Sandbox box;
  for (const char* broken :
       {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "a\xe2\x82"}) {
    CHECK(box.run({"new", "-"}, broken) == ExitCode::usage);
    CHECK(box.count_files() == 0);
  }
}

TEST_CASE("a text with a NUL byte is refused and nothing is written", "[new]") {
  Sandbox box;
  CHECK(box.run({"new", "-"}, std::string("a\0b", 3)) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("NUL"));
  CHECK(box.count_files() == 0);
}

TEST_CASE("an empty or blank text is refused, whichever option holds it", "[new]") {
  for (const std::string blank : {"", " ", "\n", " \t\r\n "})
    for (const std::string option : {"-c",
                                     "-k",
                                     "--friend",
                                     "--humanity",
                                     "--forward",
                                     "--afterwards",
                                     "--resistance",
                                     "--address",
                                     "--feeling"}) {
      Sandbox box;
      INFO(option);
      CHECK(box.run({"new", "x", option, blank}) == ExitCode::usage);
      CHECK(box.count_files() == 0);
    }
  Sandbox box;
  CHECK(box.run({"new", ""}) == ExitCode::usage);
  CHECK(box.run({"new", "-"}, " \n") == ExitCode::usage);
  CHECK(box.count_files() == 0);
}

TEST_CASE("a rating is a plain whole number from 1 to 10, and no other is written",
          "[new]") {
  Sandbox box;
  for (const std::string rating : {"0",
                                   "11",
                                   "010",
                                   "08",
                                   "0x5",
                                   "7.5",
                                   "",
                                   " 7",
                                   "7 ",
                                   "+7",
                                   "-1",
                                   "1e1",
                                   "seven",
                                   "７",
                                   "100"})
    for (const std::string option : {"--before=", "--after="}) {
      INFO(option << rating);
      CHECK(box.run({"new", "x", option + rating}) == ExitCode::usage);
      CHECK(box.out().empty());
      CHECK(box.count_files() == 0);
    }
  for (const std::string rating : {"1", "9", "10"})
    CHECK(box.run({"new", "x", "-b" + rating, "-a", rating}) == ExitCode::done);
}

TEST_CASE("with nothing to write down and no terminal, new asks for a person",
          "[new]") {
  Sandbox box;
  CHECK(box.run({"new"}) == ExitCode::needs_person);
  CHECK(box.run({"new", "-t", "work", "--occasion", "mistake"}) ==
        ExitCode::needs_person);
  box.is_terminal = true;
  CHECK(box.run({"new", "--no-input"}) == ExitCode::needs_person);
  CHECK(box.out().empty());
  CHECK(box.count_files() == 0);
}

TEST_CASE("a mistyped theme, occasion or form is refused with the nearest", "[new]") {
  Sandbox box;
  CHECK(box.run({"new", "x", "-t", "competense"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'competence'"));
  CHECK(box.run({"new", "x", "-t", "work,performence"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'performance'"));
  CHECK(box.run({"new", "x", "--occasion", "mistaek"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'mistake'"));
  CHECK(box.run({"new", "x", "--form", "leter"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'letter'"));
  CHECK(box.count_files() == 0);
}

TEST_CASE("everything that was said about a moment is in its entry", "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new",       "Froze.",      "-b",         "8",
                   "-a",        "5",           "-t",         "competence,work",
                   "-t",        "performance", "-f",         "ashamed, anxious",
                   "-f",        "tired",       "--occasion", "criticism",
                   "--form",    "letter",      "--age",      "9",
                   "--address", "dear one"}) == ExitCode::done);
  const json entry = shown(box);
  CHECK(entry.at("themes") == json({"competence", "work", "performance"}));
  CHECK(entry.at("feelings") == json({"ashamed", "anxious", "tired"}));
  CHECK(entry.at("occasion") == "criticism");
  CHECK(entry.at("form") == "letter");
  CHECK(entry.at("address") == "dear one");
  CHECK(entry.at("before") == 8);
  CHECK(entry.at("after") == 5);
  CHECK(entry.at("minutes") == 0);
  CHECK_THAT(box.read("2026/11/" + entry.at("id").get<std::string>() + ".md"),
             Catch::Contains("\nage: 9\n"));
}

TEST_CASE("what was not said is absent, not made up", "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new", "Froze."}) == ExitCode::done);
  const json entry = shown(box);
  for (const char* key :
       {"occasion", "address", "before", "after", "minutes", "rewrites"}) {
    INFO(key);
    CHECK(entry.at(key).is_null());
  }
  CHECK(entry.at("themes") == json::array());
  CHECK(entry.at("later") == json::array());
  CHECK(entry.at("form") == "script");
  CHECK(box.read("2026/11/" + entry.at("id").get<std::string>() + ".md") ==
        "---\nkindly: 1\ndate: 2026-11-23T15:12:04+01:00\nform: script\n---\n"
        "\n## Situation\n\nFroze.\n");
}

TEST_CASE("feelings and addresses that YAML would read as something else stay words",
          "[new]") {
  Sandbox box;
  for (const std::string word : {"yes",
                                 "no",
                                 "null",
                                 "~",
                                 "1",
                                 "010",
                                 "1.5",
                                 "0x5",
                                 "true",
                                 "a: b",
                                 "a:b",
                                 "it's",
                                 "\"q\"",
                                 "'q'",
                                 "[x]",
                                 "{y}",
                                 "- z",
                                 "-",
                                 "?",
                                 "x #y",
                                 "*a",
                                 "&a",
                                 "!t",
                                 "%x",
                                 "@x",
                                 "`x`",
                                 "|",
                                 ">",
                                 "back\\slash",
                                 "ünsicher",
                                 "🙂",
                                 "so-so",
                                 "2026-11-23",
                                 "12:30",
                                 "x\x1b[31m",
                                 "x\ty",
                                 "=",
                                 "<<",
                                 ".inf",
                                 "שלום",
                                 "x\xe2\x80\xae"
                                 "y",
                                 "\xef\xbb\xbfx"}) {
    INFO(word);
    REQUIRE(box.run({"new", "x", "--feeling=" + word, "--address=" + word}) ==
            ExitCode::done);
    const json entry = shown(box, box.out_line());
    CHECK(entry.at("feelings") == json({word}));
    CHECK(entry.at("address") == word);
  }
}

TEST_CASE("an address with commas stays one address", "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new", "x", "--address", "Sam, my dear"}) == ExitCode::done);
  CHECK(shown(box).at("address") == "Sam, my dear");
}

TEST_CASE("new --at files an entry under the time it happened", "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new", "x", "--at", "yesterday"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("/2026/11/2026-11-22-151204-"));
  REQUIRE(box.run({"new", "x", "--at", "2025-12-31T23:59:30-05:00"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("/2025/12/2025-12-31-235930-"));
  CHECK(shown(box, box.out_line()).at("date") == "2025-12-31T23:59:30-05:00");
}

TEST_CASE("new --at refuses a date with two readings, a month, and nonsense", "[new]") {
  Sandbox box;
  CHECK(box.run({"new", "x", "--at", "03/05/2026"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("2026-03-05") && Catch::Contains("2026-05-03"));
  for (const char* when :
       {"2026-11", "2026-W47", "2026", "soon", "", "2026-02-30", "25:00"}) {
    INFO(when);
    CHECK(box.run({"new", "x", "--at", when}) == ExitCode::usage);
  }
  CHECK(box.count_files() == 0);
}

TEST_CASE("an age that no reader could take is refused", "[new]") {
  for (const std::string age : {"-5", "nine", "9.5", "", "99999999999"}) {
    Sandbox box;
    INFO(age);
    CHECK(box.run({"new", "x", "--form", "letter", "--age=" + age}) == ExitCode::usage);
    CHECK(box.count_files() == 0);
  }
}

TEST_CASE("new never writes a header that kindly itself would refuse to read",
          "[new]") {
  const std::string large(70U * 1024, 'a');
  for (const Words& line :
       {Words{"new", "x", "--address", large}, Words{"new", "x", "--feeling", large}}) {
    Sandbox box;
    INFO(line[2]);
    CHECK(box.run(line) == ExitCode::usage);
    CHECK(box.count_files() == 0);
  }
}

TEST_CASE("critical words without an answer make one gentle offer at a terminal",
          "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new", "x", "-c", "idiot"}) == ExitCode::done);
  CHECK(box.err().empty()); // quiet in pipes
  box.is_terminal = true;
  REQUIRE(box.run({"new", "x", "-c", "idiot"}) == ExitCode::done);
  CHECK(std::ranges::count(box.err(), '\n') == 1);
  CHECK_THAT(box.err(),
             Catch::Contains("kindly resume " +
                             fs::path(box.out_line()).stem().string().substr(18)));
  REQUIRE(box.run({"new", "x", "-c", "idiot", "-q"}) == ExitCode::done);
  CHECK(box.err().empty());
  REQUIRE(box.run({"new", "x", "-c", "idiot", "-k", "I am with you."}) ==
          ExitCode::done);
  CHECK(box.err().empty());
}

TEST_CASE("new -r answers the critic in the three parts it left empty", "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new",
                   "Froze in the demo.",
                   "-c",
                   "I'm such an idiot.",
                   "-r",
                   "--address",
                   "Sam",
                   "--afterwards",
                   "Quieter."}) == ExitCode::done);
  const json entry = shown(box);
  CHECK(entry.at("open") == false);
  CHECK_THAT(section(entry, "Kind words"),
             Catch::Contains("Sam,") || Catch::Contains(", Sam"));
  CHECK_FALSE(section(entry, "Common humanity").empty());
  CHECK_FALSE(section(entry, "Moving forward").empty());
  CHECK(section(entry, "Afterwards") == "Quieter.");
  const std::string text =
      box.read("2026/11/" + entry.at("id").get<std::string>() + ".md");
  CHECK(text.find("## Moving forward") < text.find("## Afterwards"));
  CHECK(text.find("## Critical thoughts") < text.find("## Kind words"));
}

TEST_CASE("new -r leaves the person's own kind words alone", "[new]") {
  for (const std::string option : {"--kind", "--humanity", "--forward"}) {
    Sandbox box;
    REQUIRE(box.run({"new", "x", "-c", "idiot", "-r", option, "My own."}) ==
            ExitCode::done);
    const json entry = shown(box);
    CHECK(entry.at("sections").size() == 3);
    CHECK_THAT(entry.at("sections").dump(), Catch::Contains("\"My own.\""));
  }
}

TEST_CASE("new -r says the same for the same seed, and nothing twice in a journal",
          "[new]") {
  Sandbox box;
  Sandbox other;
  const auto script = [](Sandbox& in) {
    in.seed = 7;
    REQUIRE(in.run({"new", "x", "-c", "idiot", "-r"}) == ExitCode::done);
    return shown(in, in.out_line()).at("sections");
  };
  const json first = script(box);
  CHECK(script(other) == first);
  const json second = script(box);
  for (const std::string heading : {"Kind words", "Common humanity", "Moving forward"})
    CHECK(second.at(heading) != first.at(heading));
}

TEST_CASE("standard input is one text; a second dash is refused and loses nothing",
          "[new]") {
  Sandbox box;
  CHECK(box.run({"new", "-", "-c", "-"}, "typed in tears") == ExitCode::usage);
  CHECK(box.count_files() == 0);
  const fs::path kept = box.home() / ".local/state/kindly/unsaved/text-1.txt";
  CHECK(kindly::read_file(kept, 100) == "typed in tears");
  CHECK_THAT(box.err(), Catch::Contains(kept.string()));
}

TEST_CASE("a text from a pipe is kept somewhere whatever is wrong with the command",
          "[new]") {
  const std::vector<Words> lines = {{"new", "-", "--befor", "8"},
                                    {"new", "-", "--before", "11"},
                                    {"new", "-", "-t", "competense"},
                                    {"new", "-", "--json"},
                                    {"new", "x", "--kind=-", "--age", "x"},
                                    {"new", "x", "-c-", "--bogus"},
                                    {"new", "-c", "", "-"},
                                    {"new", "-", "--config", "/nonexistent/config"},
                                    {"-q", "new", "-", "--bogus"},
                                    {"--quite", "new", "-"},
                                    {"--jornal", "/tmp/x", "new", "-"},
                                    {"--journal", "/proc/nowhere", "new", "-"}};
  for (const Words& line : lines) {
    Sandbox box;
    std::string shown_line;
    for (const std::string& word : line) shown_line += word + " ";
    INFO(shown_line);
    CHECK(box.run(line, "typed in tears") != ExitCode::done);
    const fs::path kept = box.home() / ".local/state/kindly/unsaved/text-1.txt";
    CHECK(kindly::read_if_there(kept, 100).value_or("(lost)") == "typed in tears");
    CHECK_THAT(box.err(), Catch::Contains(kept.string()));
    CHECK(fs::status(kept).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
  }
}

TEST_CASE("a text that is longer than any entry is refused and kept whole", "[new]") {
  Sandbox box;
  const std::string text(5U << 20, 'x');
  CHECK(box.run({"new", "-"}, text) == ExitCode::usage);
  CHECK(box.count_files() == 0);
  CHECK(kindly::read_file(box.home() / ".local/state/kindly/unsaved/text-1.txt",
                          text.size()) == text);
}

TEST_CASE("a config that cannot be read loses no text from a pipe", "[new]") {
  Sandbox box;
  Sandbox::put(box.home() / ".config/kindly/config.toml", "tone = \"plain\n");
  CHECK(box.run({"new", "-"}, "typed in tears") == ExitCode::unreadable);
  CHECK(
      kindly::read_if_there(box.home() / ".local/state/kindly/unsaved/text-1.txt", 100)
          .value_or("(lost)") == "typed in tears");
}

TEST_CASE(
    "unsaved text goes to XDG_STATE_HOME, and to the terminal where no disk takes it",
    "[new]") {
  Sandbox box;
  box.environment["XDG_STATE_HOME"] = (box.root() / "state").string();
  CHECK(box.run({"new", "-", "--before", "11"}, "kept") == ExitCode::usage);
  CHECK(kindly::read_file(box.root() / "state/kindly/unsaved/text-1.txt", 100) ==
        "kept");
  CHECK(box.run({"new", "-", "--before", "11"}, "second") == ExitCode::usage);
  CHECK(kindly::read_file(box.root() / "state/kindly/unsaved/text-2.txt", 100) ==
        "second");
  box.environment["XDG_STATE_HOME"] = "/proc/nowhere";
  CHECK(box.run({"new", "-", "--before", "11"}, "third") == ExitCode::usage);
  CHECK_THAT(box.err(), !Catch::Contains("third")); // in cron, stderr is mail
  box.is_terminal = true;
  CHECK(box.run({"new", "x", "--kind=-", "--before", "11"}, "fourth") ==
        ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("fourth"));
}

TEST_CASE("a hundred entries of one second are a hundred files", "[new]") {
  Sandbox box;
  std::set<std::string> written;
  for (int i = 0; i < 100; ++i) {
    REQUIRE(box.run({"new", "entry " + std::to_string(i)}) == ExitCode::done);
    written.insert(box.out_line());
  }
  CHECK(written.size() == 100);
  CHECK(box.count_files() == 100);
}

TEST_CASE("entries of one second are listed in the order they were written", "[new]") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Sandbox box;
    box.seed = seed;
    std::string newest_first;
    for (int i = 0; i < 3; ++i) {
      REQUIRE(box.run({"new", "x"}) == ExitCode::done);
      newest_first = box.out() + newest_first;
    }
    REQUIRE(box.run({"list", "--paths"}) == ExitCode::done);
    CHECK(box.out() == newest_first);
  }
}

TEST_CASE("two texts without quotes are refused before anything is written", "[new]") {
  Sandbox box;
  CHECK(box.run({"new", "Froze", "in"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'in'") && Catch::Contains("quotes"));
  CHECK(box.run({"new", "Froze", "--", "--"}) == ExitCode::usage);
  CHECK(box.count_files() == 0);
}

TEST_CASE("the address of the config is written down, the word for strangers is not",
          "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new", "x", "-r"}) == ExitCode::done);
  CHECK(shown(box, box.out_line()).at("address").is_null());
  Sandbox::put(box.home() / ".config/kindly/config.toml", "name = \"Sam\"\n");
  REQUIRE(box.run({"new", "x"}) == ExitCode::done);
  CHECK(shown(box, box.out_line()).at("address") == "Sam");
  REQUIRE(box.run({"new", "x", "--address", "love"}) == ExitCode::done);
  CHECK(shown(box, box.out_line()).at("address") == "love");
}

TEST_CASE("the path that new prints opens the entry, whatever the journal is called",
          "[new]") {
  Sandbox box;
  for (const char* name : {"with blank",
                           "\xe2\x80\xae"
                           "x",
                           "\x1b[31m",
                           "caf\xe9"}) {
    REQUIRE(box.run({"new", "x", "--journal", (box.root() / name).string()}) ==
            ExitCode::done);
    INFO(box.out());
    CHECK(fs::exists(box.out_line()));
  }
}

TEST_CASE("nothing but the entry stays behind in the journal", "[new]") {
  Sandbox box;
  REQUIRE(box.run({"new", "x"}) == ExitCode::done);
  REQUIRE(box.run({"rate", "5"}) == ExitCode::done);
  REQUIRE(box.run({"rate", "5"}) == ExitCode::done);
  std::size_t names = 0;
  for (const auto& found : fs::recursive_directory_iterator(box.journal())) {
    INFO(found.path());
    CHECK((found.is_directory() || found.path().extension() == ".md"));
    ++names;
  }
  CHECK(names == 3);
}

TEST_CASE("words that an editor emptied as it failed are kept", "[new]") {
  Sandbox box;
  Sandbox::put(box.root() / "ed", "#!/bin/sh\n: > \"$1\"\nexit 1\n");
  fs::permissions(box.root() / "ed", fs::perms(0700));
  box.environment["EDITOR"] = (box.root() / "ed").string();
  CHECK(box.run({"new", "-e", "It broke."}) == ExitCode::io);
  CHECK(box.count_files() == 0);
  CHECK(kindly::read_file(box.home() / ".local/state/kindly/unsaved/text-1.txt",
                          1000) == "It broke.");
}

TEST_CASE("texts of the command line are kept when the journal cannot be written",
          "[new]") {
  Sandbox box;
  Sandbox::put(box.root() / "journal", "a file where the journal should be");
  CHECK(box.run({"new", "It broke.", "-c", "Fool."}) == ExitCode::io);
  CHECK(kindly::read_file(box.home() / ".local/state/kindly/unsaved/text-1.txt",
                          1000) == "It broke.\n\nFool.");
}

TEST_CASE("where nothing can be written the text is shown to whoever may be reading",
          "[new]") {
  Sandbox box;
  Sandbox::put(box.root() / "journal", "a file where the journal should be");
  Sandbox::put(box.root() / "home", "a file where the home should be");
  CHECK(box.run({"new", "-"}, "It broke.") == ExitCode::io);
  CHECK(box.err().find("It broke.") == std::string::npos); // cron would mail it
  CHECK_THAT(box.err(), Catch::Contains("could not be kept anywhere"));
  box.environment["TERM"] = "dumb"; // an editor's pipe
  CHECK(box.run({"new", "-"}, "It broke.") == ExitCode::io);
  CHECK_THAT(box.err(), Catch::Contains("here it is:\nIt broke."));
  box.environment.erase("TERM");
  box.is_terminal = true;
  CHECK(box.run({"new", "-"}, "It broke.") == ExitCode::io);
  CHECK_THAT(box.err(), Catch::Contains("here it is:\nIt broke."));
}

TEST_CASE("words written into a question are kept", "[new]") {
  Sandbox box;
  Sandbox::put(box.root() / "ed",
               "#!/bin/sh\nsed -i '0,/ -->/s// I fell in front of them -->/' \"$1\"\n");
  fs::permissions(box.root() / "ed", fs::perms(0700));
  box.environment["EDITOR"] = (box.root() / "ed").string();
  REQUIRE(box.run({"new", "-e"}) == ExitCode::done);
  const std::string kept = kindly::read_file(box.out_line(), 10000);
  CHECK_THAT(kept, Catch::Contains("I fell in front of them"));
}

TEST_CASE("a piped text is kept when the editor takes the draft away", "[new]") {
  Sandbox box;
  box.environment["EDITOR"] = "rm";
  CHECK(box.run({"new", "-", "-e"}, "It broke.") == ExitCode::io);
  CHECK(kindly::read_file(box.home() / ".local/state/kindly/unsaved/text-1.txt",
                          1000) == "It broke.");
}
