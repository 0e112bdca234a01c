// kindly edit and new -e: a person's editor, and what is left when it closes.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using kindly::ExitCode;
using kindly::test::entry_text;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::vector<std::string>;

const std::string file = "2026/11/2026-11-23-100000-abcd.md";
const std::string text = entry_text("date: 2026-11-23T10:00:00+01:00\n");

/// An editor that runs these shell lines with the file as $1.
std::string editor(const Sandbox& box, const std::string& lines) {
  const fs::path script = box.root() / "editor.sh";
  Sandbox::put(script, lines + "\n");
  return "sh " + script.string();
}

json shown(Sandbox& box) {
  REQUIRE(box.run({"show", "last", "--json"}) == ExitCode::done);
  return json::parse(box.out());
}

} // namespace

TEST_CASE("edit opens the entry that was asked for in the editor", "[edit]") {
  Sandbox box;
  box.write("2026/11/2026-11-22-100000-bcde.md", text);
  box.write(file, text);
  box.environment["EDITOR"] = editor(box, "printf 'more\\n' >> \"$1\"");
  REQUIRE(box.run({"edit"}) == ExitCode::done);
  CHECK(box.read(file) == text + "more\n");
  REQUIRE(box.run({"edit", "bcde"}) == ExitCode::done);
  CHECK(box.read("2026/11/2026-11-22-100000-bcde.md") == text + "more\n");
}

TEST_CASE("the editor is the config's, then VISUAL, then EDITOR", "[edit]") {
  Sandbox box;
  box.write(file, text);
  box.environment["EDITOR"] = "printf e >>";
  REQUIRE(box.run({"edit"}) == ExitCode::done);
  box.environment["VISUAL"] = "printf v >>";
  REQUIRE(box.run({"edit"}) == ExitCode::done);
  Sandbox::put(box.home() / ".config/kindly/config.toml", "editor = \"printf c >>\"\n");
  REQUIRE(box.run({"edit"}) == ExitCode::done);
  CHECK(box.read(file) == text + "evc");
  box.environment["VISUAL"] = "";
  Sandbox::put(box.home() / ".config/kindly/config.toml", "");
  REQUIRE(box.run({"edit"}) == ExitCode::done);
  CHECK(box.read(file) == text + "evce");
}

TEST_CASE("an editor takes a path with blanks and quotes as one file", "[edit]") {
  Sandbox box;
  box.environment["KINDLY_JOURNAL"] = (box.root() / "my \"journal\" $HOME").string();
  box.environment["EDITOR"] = editor(box, "printf x >> \"$1\"");
  REQUIRE(box.run({"new", "x"}) == ExitCode::done);
  const std::string path = box.out_line();
  REQUIRE(box.run({"edit"}) == ExitCode::done);
  CHECK(kindly::read_file(path, 1000).ends_with("\nx\nx"));
}

TEST_CASE("without editor and terminal, or with --no-input, edit needs a person",
          "[edit]") {
  Sandbox box;
  box.write(file, text);
  CHECK(box.run({"edit"}) == ExitCode::needs_person);
  box.environment["EDITOR"] = "printf x >>";
  CHECK(box.run({"edit", "--no-input"}) == ExitCode::needs_person);
  CHECK(box.run({"new", "-e", "--no-input"}) == ExitCode::needs_person);
  CHECK(box.read(file) == text);
  CHECK(box.count_files() == 1);
}

TEST_CASE("edit opens the newest entry even if its header is what must be mended",
          "[edit]") {
  Sandbox box;
  box.write(file, text);
  const std::string newest = "2026/11/2026-11-23-110000-bcde.md";
  box.write(newest, "---\nkindly: 1\ndate: soon\n---\n");
  box.environment["EDITOR"] =
      editor(box, "sed -i 's/^date:.*/date: 2026-11-23T11:00:00+01:00/' \"$1\"");
  CHECK(box.run({"edit"}) == ExitCode::done);
  CHECK(box.read(newest) == "---\nkindly: 1\ndate: 2026-11-23T11:00:00+01:00\n---\n");
  CHECK(box.read(file) == text);
}

TEST_CASE("an entry that is not there opens no editor", "[edit]") {
  Sandbox box;
  box.write(file, text);
  box.environment["EDITOR"] = "touch " + (box.root() / "opened").string() + ";:";
  CHECK(box.run({"edit", "nope"}) == ExitCode::no);
  CHECK(box.run({"edit", "2026/11"}) != ExitCode::done);
  CHECK_FALSE(fs::exists(box.root() / "opened"));
}

TEST_CASE("an editor that fails is named, and the entry stays as it left it",
          "[edit]") {
  Sandbox box;
  box.write(file, text);
  box.environment["EDITOR"] = editor(box, "printf 'half\\n' >> \"$1\"; exit 3");
  CHECK(box.run({"edit"}) == ExitCode::io);
  CHECK_THAT(box.err(), Catch::Contains("editor.sh"));
  CHECK(box.read(file) == text + "half\n");
}

TEST_CASE("a header broken in the editor is named with its line, the text is safe",
          "[edit]") {
  Sandbox box;
  box.write(file, text);
  box.environment["EDITOR"] = editor(box, "sed -i 's/^date:.*/date: soon/' \"$1\"");
  CHECK(box.run({"edit"}) == ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains(file + ":3"));
  CHECK_THAT(box.read(file),
             Catch::Contains("date: soon") && Catch::Contains("It went wrong."));
}

TEST_CASE("new -e shows the questions and leaves none of them in the entry", "[edit]") {
  // An answer right above its question, right below it, and a line further down.
  for (const std::string place : {"/^## Situation/",
                                  "/kindly: What happened/",
                                  "/kindly: What happened/{n;",
                                  "/^## Situation/{n;"}) {
    INFO(place);
    Sandbox box;
    const std::string seen = (box.root() / "seen").string();
    const std::string answer = (box.root() / "answer").string();
    box.environment["EDITOR"] =
        editor(box,
               "cp \"$1\" " + seen + "\nprintf 'It broke.\\n' > " + answer +
                   "\nsed -i '" + place + "r " + answer +
                   (place.ends_with(';') ? "\n}' \"$1\"" : "' \"$1\""));
    REQUIRE(box.run({"new", "-e"}) == ExitCode::done);
    CHECK(box.out() == box.out_line() + "\n");
    CHECK_THAT(kindly::read_file(seen, 10000),
               Catch::Contains("## Situation") && Catch::Contains("## Kind words") &&
                   Catch::Contains("<!-- kindly: "));
    CHECK(fs::status(box.out_line()).permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
    const json entry = shown(box);
    CHECK(entry.at("sections") == json({{"Situation", "It broke."}}));
    CHECK(entry.at("open") == false);
  }
}

TEST_CASE("the critic's lines may be typed with or without their mark", "[edit]") {
  for (const std::string lines : {"idiot\\nlate again", "> idiot\\n> late again"}) {
    INFO(lines);
    Sandbox box;
    const std::string answer = (box.root() / "answer").string();
    box.environment["EDITOR"] =
        editor(box,
               "printf '" + lines + "\\n' > " + answer +
                   "\nsed -i '/does the critic say/r " + answer + "' \"$1\"");
    REQUIRE(box.run({"new", "-e"}) == ExitCode::done);
    const json entry = shown(box);
    CHECK(entry.at("sections") == json({{"Critical thoughts", "idiot\nlate again"}}));
    CHECK(entry.at("open") == true);
    CHECK_THAT(kindly::read_file(entry.at("path").get<std::string>(), 10000),
               Catch::EndsWith("\n> idiot\n> late again\n"));
  }
}

TEST_CASE("an unchanged or emptied draft is not kept", "[edit]") {
  for (const std::string lines :
       {":", ": > \"$1\"", "rm \"$1\"", "printf '\\n\\n' > \"$1\""}) {
    INFO(lines);
    Sandbox box;
    box.environment["EDITOR"] = editor(box, lines);
    (void)box.run({"new", "-e", "--before", "8"});
    CHECK(box.out().empty());
    CHECK(box.count_files() == 0);
  }
}

TEST_CASE("an editor that fails before anything was written leaves nothing behind",
          "[edit]") {
  for (const std::string command : {"false", "/nonexistent/editor"}) {
    Sandbox box;
    box.environment["EDITOR"] = command;
    CHECK(box.run({"new", "-e"}) == ExitCode::io);
    CHECK(box.out().empty());
    CHECK(box.count_files() == 0);
  }
}

TEST_CASE("what was written before the editor failed is kept, and said where",
          "[edit]") {
  Sandbox box;
  box.environment["EDITOR"] =
      editor(box, "printf '\\n## My own\\n\\ntyped in tears\\n' >> \"$1\"; exit 1");
  CHECK(box.run({"new", "-e", "-c", "idiot"}) == ExitCode::io);
  REQUIRE(box.count_files() == 1);
  const json entry = shown(box);
  CHECK(entry.at("sections") ==
        json({{"Critical thoughts", "idiot"}, {"My own", "typed in tears"}}));
  CHECK(box.run({"list", "--paths"}) == ExitCode::done);
  const std::string path = box.out_line();
  CHECK(box.run({"new", "-e", "-c", "idiot"}) == ExitCode::io);
  CHECK_THAT(box.err(), Catch::Contains(".md"));
  CHECK(kindly::read_file(path, 10000).find("<!--") == std::string::npos);
}

TEST_CASE("what was given as an option comes through new -e byte for byte", "[edit]") {
  for (const std::string typed : {"\n\nboth\n\n",
                                  "## Kind words\n\nfake",
                                  "```\nopen",
                                  "---",
                                  "> quoted",
                                  "a\r\nb",
                                  "  blanks  ",
                                  "plain",
                                  "<!-- kindly -->",
                                  "a\n\n\n\nb"}) {
    INFO(typed);
    Sandbox box;
    box.environment["EDITOR"] = "true";
    REQUIRE(box.run({"new", typed, "-e", "-c", typed, "-k", typed}) == ExitCode::done);
    const json entry = shown(box);
    CHECK(entry.at("sections") == json({{"Situation", typed},
                                        {"Critical thoughts", typed},
                                        {"Kind words", typed}}));
  }
}

TEST_CASE("a section of the person's own survives the editor", "[edit]") {
  Sandbox box;
  box.environment["EDITOR"] = editor(
      box, "printf '\\n## From a dream\\n\\nIt rained.\\n\\n# One more\\n' >> \"$1\"");
  REQUIRE(box.run({"new", "x", "-e"}) == ExitCode::done);
  CHECK(shown(box).at("sections").at("From a dream") == "It rained.\n\n# One more");
}

TEST_CASE("a header broken in new -e loses nothing that was typed", "[edit]") {
  Sandbox box;
  box.environment["EDITOR"] = editor(
      box, "sed -i 's/^date:.*/date: soon/; s/^## Situation/&\\n\\nIt broke./' \"$1\"");
  CHECK(box.run({"new", "-e", "-c", "idiot"}) == ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains(".md:3"));
  REQUIRE(box.count_files() == 1);
  CHECK(box.run({"list"}) == ExitCode::unreadable);
  const std::string err = box.err();
  const std::string path =
      err.substr(err.find('/'), err.find(".md") + 3 - err.find('/'));
  CHECK_THAT(kindly::read_file(path, 10000),
             Catch::Contains("It broke.") && Catch::Contains("idiot"));
}

TEST_CASE("the words of an entry that an editor emptied are kept", "[edit]") {
  Sandbox box;
  REQUIRE(box.run({"new", "It broke."}) == ExitCode::done);
  const std::string text = kindly::read_file(box.out_line(), 10000);
  box.environment["EDITOR"] = ": >";
  CHECK(box.run({"edit"}) == ExitCode::unreadable);
  CHECK(kindly::read_file(box.home() / ".local/state/kindly/unsaved/text-1.txt",
                          10000) == text);
}
