// kindly support: works whatever else is broken.

#include "base/text.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <algorithm>

using kindly::ExitCode;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;

void check_shown(Sandbox& box, const std::vector<std::string>& words = {"support"}) {
  INFO(box.err());
  CHECK(box.run(words) == ExitCode::done);
  CHECK_THAT(kindly::on_one_line(box.out()), // a narrow terminal breaks it anywhere
             Catch::Contains("findahelpline.com") &&
                 Catch::Contains("emergency number") &&
                 Catch::Contains("nobody reads this, nobody is alerted"));
}

} // namespace

TEST_CASE("support is there without any setup, and makes nothing", "[support]") {
  Sandbox box;
  check_shown(box);
  CHECK(box.err().empty());
  CHECK_FALSE(fs::exists(box.journal()));
  CHECK_FALSE(fs::exists(box.home()));
}

TEST_CASE("support is there with an empty environment", "[support]") {
  Sandbox box;
  box.environment.clear();
  check_shown(box);
}

TEST_CASE("support is there whatever the config says", "[support]") {
  Sandbox box;
  const fs::path config = box.home() / ".config/kindly/config.toml";
  for (const std::string text : {"tone = \"plain",
                                 "tone = 3\n",
                                 "jurnal = 1\n",
                                 "\xff\xfe",
                                 "color = \"purple\"\n",
                                 "journal = \"relative\"\n"}) {
    INFO(text);
    Sandbox::put(config, text);
    check_shown(box);
  }
  Sandbox::put(config, std::string(100U * 1024, '#'));
  check_shown(box);
  fs::remove(config);
  fs::create_directories(config);
  check_shown(box);
  check_shown(box, {"support", "--config", "/nonexistent/config"});
  check_shown(box, {"--no-input", "-q", "support"});
}

TEST_CASE("support is there whatever the clock and the terminal say", "[support]") {
  Sandbox box;
  for (const std::string now : {"garbage", "2026", "2026-13-01T00:00:00Z", "0000"}) {
    INFO(now);
    box.environment["KINDLY_NOW"] = now;
    check_shown(box);
  }
  box.is_terminal = true;
  box.width = 20;
  check_shown(box);
  box.environment["TERM"] = "dumb";
  check_shown(box);
}

TEST_CASE("support is there when the journal cannot be read", "[support]") {
  Sandbox box;
  for (const std::string journal :
       {"/proc/nowhere", "/dev/null", "/dev/null/x", "relative"}) {
    INFO(journal);
    box.environment["KINDLY_JOURNAL"] = journal;
    check_shown(box);
  }
}

TEST_CASE("the person's own plan comes first, as it was written", "[support]") {
  Sandbox box;
  box.write("support.md", "# My plan\n\nCall Alex: 555 0123.\n");
  check_shown(box);
  CHECK_THAT(box.out(), Catch::StartsWith("# My plan\n\nCall Alex: 555 0123.\n"));
}

TEST_CASE("a plan that cannot be read is named and hides nothing else", "[support]") {
  for (const bool is_pipe : {true, false}) {
    Sandbox box;
    fs::create_directories(box.journal());
    if (is_pipe)
      REQUIRE(::mkfifo((box.journal() / "support.md").c_str(), 0600) == 0);
    else
      fs::create_directories(box.journal() / "support.md");
    check_shown(box);
    CHECK_THAT(box.err(), Catch::Contains("support.md"));
  }
}

TEST_CASE("a plan with escape sequences and broken bytes is shown harmlessly",
          "[support]") {
  Sandbox box;
  box.write("support.md",
            "\x1b[2JCall \xff"
            "Alex\xe2\x80\xae\n");
  check_shown(box);
  CHECK_THAT(box.out(), Catch::StartsWith("\\x1b[2JCall \\xffAlex\\u202e\n"));
}

TEST_CASE("no telephone number ships with support", "[support]") {
  Sandbox box;
  box.run({"support"});
  std::size_t run = 0;
  for (const char c : box.out()) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    CHECK(run < 3);
  }
}

TEST_CASE("support claims nothing that it cannot keep", "[support]") {
  Sandbox box;
  box.run({"support"});
  for (const std::string word : {"help is on its way",
                                 "will be fine",
                                 "watching",
                                 "we are here",
                                 "you are ill",
                                 "disorder",
                                 "always",
                                 "never"}) {
    INFO(word);
    CHECK_THAT(box.out(), !Catch::Contains(word, Catch::CaseSensitive::No));
  }
}

TEST_CASE("a broken config is named once and hides nothing", "[support]") {
  Sandbox box;
  Sandbox::put(box.home() / ".config/kindly/config.toml", "tone = \"plain\n");
  box.write("support.md", "Call Alex.\n");
  check_shown(box);
  CHECK_THAT(box.out(), Catch::StartsWith("Call Alex."));
  CHECK(std::ranges::count(box.err(), '\n') == 1);
  CHECK_THAT(box.err(), Catch::Contains("config.toml:1"));
}

TEST_CASE("people and lines of one's own stand before all others, old ones marked",
          "[support]") {
  Sandbox box;
  box.write("support.md", "My plan.\n");
  Sandbox::put(box.home() / ".config/kindly/config.toml",
               "[[support.people]]\nname = \"Alex\"\ncontact = \"555 0123\"\n"
               "noted = 2026-11-01\n"
               "[[support.lines]]\nname = \"A line\"\ncontact = \"555 0199\"\n"
               "noted = 2025-11-01\n");
  check_shown(box);
  CHECK_THAT(box.out(), Catch::StartsWith("My plan."));
  const std::size_t person = box.out().find("  Alex: 555 0123  (noted 2026-11-01)\n");
  const std::size_t line =
      box.out().find("  A line: 555 0199  (noted 2025-11-01, please check)\n");
  REQUIRE(person != std::string::npos);
  REQUIRE(line != std::string::npos);
  CHECK(person < line);
  CHECK(line < box.out().find("findahelpline.com"));
}

TEST_CASE("a person or line noted as a mere text is shown", "[support]") {
  Sandbox box;
  Sandbox::put(box.home() / ".config/kindly/config.toml",
               "[support]\npeople = \"Alex, next door\"\n"
               "lines = [\"the line of our town\", {name = \"Ana\"}]\n");
  check_shown(box);
  CHECK_THAT(box.out(),
             Catch::Contains("People you noted:\n  Alex, next door\n") &&
                 Catch::Contains("Lines you noted:\n  the line of our town\n  Ana\n"));
}

TEST_CASE("what cannot be understood under [support] is named", "[support]") {
  Sandbox box;
  const fs::path config = box.home() / ".config/kindly/config.toml";
  for (const std::string text : {"[support]\nwords = \"no\"\n",
                                 "[[support.people]]\nname = 3\n",
                                 "[support]\npeople = [3]\n",
                                 "[support]\nlines = 3\n",
                                 "[[support.lines]]\nnoted = \"soon\"\n"}) {
    INFO(text);
    Sandbox::put(config, text);
    CHECK(box.run({"list"}) == ExitCode::unreadable);
    CHECK_THAT(box.err(),
               Catch::Contains("config.toml:2") && Catch::Contains("support."));
    check_shown(box);
  }
  Sandbox::put(config, "[support]\nwrods = false\n");
  CHECK(box.run({"list"}) == ExitCode::done);
  CHECK_THAT(box.err(), Catch::Contains("Did you mean 'support.words'?"));
}

TEST_CASE("a plan that nobody wrote into is not kept", "[support]") {
  for (const std::string editor : {"true", "truncate -s 0", "rm"}) {
    INFO(editor);
    Sandbox box;
    box.environment["EDITOR"] = editor;
    CHECK(box.run({"support", "--edit"}) == ExitCode::done);
    CHECK(box.count_files() == 0);
    check_shown(box);
  }
}

TEST_CASE("a plan is kept as far as it was written, private, without hints",
          "[support]") {
  Sandbox box;
  box.environment["EDITOR"] =
      "sed -i '/^## People I can ask/,/-->/{s/-->/-->\\nAlex, next door/}' --";
  CHECK(box.run({"support", "--edit"}) == ExitCode::done);
  CHECK(box.read("support.md") ==
        "# My plan for heavy hours\n\n## People I can ask\n\nAlex, next door\n");
  struct stat facts {};
  REQUIRE(::stat((box.journal() / "support.md").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  check_shown(box);
  CHECK_THAT(box.out(), Catch::Contains("Alex, next door"));
}

TEST_CASE("a plan that is there is opened as it is", "[support]") {
  Sandbox box;
  const std::string plan = "## People I can ask\r\n\r\n<!-- mine -->\n\n## Empty\n";
  box.write("support.md", plan);
  box.environment["EDITOR"] = "true";
  CHECK(box.run({"support", "-e"}) == ExitCode::done);
  CHECK(box.read("support.md") == plan);
}

TEST_CASE("a plan that an editor emptied is kept elsewhere", "[support]") {
  Sandbox box;
  box.write("support.md", "Call Alex.\n");
  box.environment["EDITOR"] = "truncate -s 0";
  CHECK(box.run({"support", "-e"}) == ExitCode::done);
  CHECK_THAT(box.err(), Catch::Contains("unsaved"));
}

TEST_CASE("an editor for the plan needs a person", "[support]") {
  Sandbox box;
  CHECK(box.run({"support", "--edit"}) == ExitCode::needs_person);
  CHECK(box.count_files() == 0);
}
