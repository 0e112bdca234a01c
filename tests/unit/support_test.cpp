// kindly support: works whatever else is broken.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using kindly::ExitCode;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;

void check_shown(Sandbox& box, const std::vector<std::string>& words = {"support"}) {
  INFO(box.err());
  CHECK(box.run(words) == ExitCode::done);
  CHECK_THAT(box.out(),
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
