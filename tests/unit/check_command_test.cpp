// kindly check: which parts a script has, and what works against it.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace kindly;
using nlohmann::json;
using test::Sandbox;

namespace {

const std::string whole =
    "Sam, it makes sense that you are upset, because you cared about this.\n"
    "Most people have frozen in front of others at some point.\n"
    "You are allowed to rest, and you are still a good friend.\n"
    "You have come through hard weeks before.\n"
    "Tomorrow you can thank Priya and write down where you lost the thread.\n";

json checked(Sandbox& box, const std::string& script) {
  box.run({"check", "-", "--json"}, script);
  return json::parse(box.out());
}

} // namespace

TEST_CASE("a script with all its parts is complete, and each part is shown",
          "[check]") {
  Sandbox box;
  CHECK(box.run({"check", "-"}, whole) == ExitCode::done);
  const json verdict = checked(box, whole);
  CHECK(verdict.at("schema") == "kindly.check/1");
  CHECK(verdict.at("complete") == true);
  CHECK(verdict.at("missing") == json::array());
  CHECK(verdict.at("sentences") == 5);
  CHECK(verdict.at("against") == json::array());
  CHECK(verdict.at("found").at("humanity") ==
        "Most people have frozen in front of others at some point.");
  CHECK(verdict.at("found").size() == 6);
}

TEST_CASE("kindness alone is not complete, and what is missing is named", "[check]") {
  Sandbox box;
  CHECK(box.run({"check", "-"}, "You are allowed to rest tonight.") == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("No humanity yet."));
  const json missing = checked(box, "You are allowed to rest tonight.").at("missing");
  CHECK(missing ==
        json::array({"address", "mindfulness", "humanity", "accountability"}));
}

TEST_CASE("what works against a script is told by line and column", "[check]") {
  Sandbox box;
  const json against =
      checked(box, whole + "\nBut honestly, you idiot, it could be worse.\n")
          .at("against");
  REQUIRE(against.size() >= 1);
  CHECK(against[0].at("kind") == "attack");
  CHECK(against[0].at("line") == 7);
  CHECK(against[0].at("column") == 19);
  CHECK(against[0].at("text") == "idiot");
}

TEST_CASE("an attack is no kindness", "[check]") {
  Sandbox box;
  const json found = checked(box, "You are such an idiot.").at("found");
  CHECK_FALSE(found.contains("kindness"));
}

TEST_CASE("a critic who is quoted, and a denial, are no attack", "[check]") {
  Sandbox box;
  CHECK(checked(box, whole + "The voice says \"you idiot\", and that is not true.\n")
            .at("against") == json::array());
  CHECK(checked(box, whole + "You are not an idiot.\n").at("against") == json::array());
}

TEST_CASE("a critic who is reported is no attack, up to the writer's own words",
          "[check]") {
  Sandbox box;
  const auto against = [&](const std::string& text) {
    std::string kinds;
    const json all = checked(box, text).at("against");
    for (const json& one : all)
      kinds += one.at("kind").get<std::string>() + " " +
               one.at("text").get<std::string>() + ";";
    return kinds;
  };
  CHECK(against("My critic says I'm a worthless idiot.") == "");
  CHECK(against("You tell yourself you're stupid, but you are lazy.") ==
        "attack lazy;");
  CHECK(against("I can't promise it will be fine.") == "");
  CHECK(against("You don't always fail.") == "");
}

TEST_CASE("a list of places is nobody who is spoken to", "[check]") {
  Sandbox box;
  CHECK_FALSE(checked(box, "Berlin, Paris, Rome.").at("found").contains("address"));
  CHECK(checked(box, "Dear Sam, it hurts.").at("found").contains("address"));
  CHECK(checked(box, "Sam, my friend.").at("found").contains("address"));
}

TEST_CASE("an entry is checked by its kind part, in the lines of its file", "[check]") {
  Sandbox box;
  REQUIRE(box.run({"new",
                   "x",
                   "-c",
                   "You always fail.",
                   "-k",
                   whole,
                   "--humanity",
                   "You always find a way, and everyone fails."}) == ExitCode::done);
  const std::string path = box.out_line();
  CHECK(box.run({"check"}) == ExitCode::done);
  REQUIRE(box.run({"check", path, "--json"}) == ExitCode::done);
  const json against = json::parse(box.out()).at("against");
  REQUIRE(against.size() == 2); // the critic's own section is not the script
  std::ifstream file(path);
  std::string line;
  for (std::size_t i = 0; i < against[0].at("line").get<std::size_t>(); ++i)
    std::getline(file, line);
  CHECK(line.substr(against[0].at("column").get<std::size_t>() - 1, 6) == "always");
}

TEST_CASE("a note of one's own is checked by its path, without its header", "[check]") {
  Sandbox box;
  const auto note = box.root() / "note.md";
  Sandbox::put(note, "---\ntitle: You always fail\n---\n" + whole);
  REQUIRE(box.run({"check", note.string(), "--json"}) == ExitCode::done);
  CHECK(json::parse(box.out()).at("against") == json::array());
  CHECK(json::parse(box.out()).at("sentences") == 5);
}

TEST_CASE("lines and columns are those of the file, columns in signs and not in bytes",
          "[check]") {
  Sandbox box;
  const auto note = box.root() / "note.md";
  for (const std::string end : {"\n", "\r\n"}) {
    Sandbox::put(note,
                 "---" + end + "title: x" + end + "---" + end + end +
                     "Größe, Größe, you idiot." + end);
    CHECK(box.run({"check", note.string(), "--json"}) == ExitCode::no);
    const json against = json::parse(box.out()).at("against");
    REQUIRE(against.size() >= 1);
    CHECK(against[0].at("text") == "idiot");
    CHECK(against[0].at("line") == 5);
    CHECK(against[0].at("column") == 19);
    box.run({"check", note.string()});
    CHECK_THAT(box.out(), Catch::Contains("\n5:19: attack: \"idiot\": "));
  }
}

TEST_CASE("an earlier entry is checked where it is named, and JSON may be one line",
          "[check]") {
  Sandbox box;
  REQUIRE(box.run({"new", "x", "-k", "You are such an idiot."}) == ExitCode::done);
  const std::string first = box.out_line();
  REQUIRE(box.run({"new", "y", "-k", "You are allowed to rest tonight."}) ==
          ExitCode::done);
  CHECK(box.run({"check", "--jsonl"}) == ExitCode::no);
  CHECK(box.out().find('\n') == box.out().size() - 1);
  CHECK(json::parse(box.out()).at("against") == json::array());
  CHECK(box.run({"check", first, "--jsonl"}) == ExitCode::no);
  CHECK(json::parse(box.out()).at("against").at(0).at("text") == "idiot");
  CHECK(box.run({"check", (box.root() / "none.md").string()}) != ExitCode::done);
  CHECK(box.out().empty());
}

TEST_CASE("a script's escape sequences are never shown raw", "[check]") {
  Sandbox box;
  box.run({"check", "-"}, "Sam, you \x1b[31midiot\x07, rest.\n");
  CHECK_THAT(box.out() + box.err(),
             !Catch::Contains("\x1b") && !Catch::Contains("\x07"));
}

TEST_CASE("a language that kindly cannot read, and no text, are refused", "[check]") {
  Sandbox box;
  CHECK(box.run({"check", "-"}, "") == ExitCode::usage);
  CHECK(box.run({"check"}) == ExitCode::no);
  Sandbox::put(box.home() / ".config/kindly/config.toml", "language = \"fr\"\n");
  CHECK(box.run({"check", "-"}, "Bonjour.") == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'fr'"));
}
