#include "base/chance.hpp"
#include "base/error.hpp"
#include "base/toml.hpp"
#include "base/toml_splice.hpp"

#include <catch2/catch.hpp>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

using namespace kindly;

namespace {

std::string refusal_of(const std::string& text) {
  try {
    (void)parse_toml(text, "my.toml");
  } catch (const Error& problem) {
    CHECK(problem.code() == ExitCode::unreadable);
    return problem.what();
  }
  return "read";
}

std::string repeated(const std::string& part, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += part;
  return all;
}

/// Whether reading these ends each time, well or with a refusal that names the place;
/// in a process of its own.
bool survives(const std::vector<std::string>& texts) {
  const pid_t child = fork();
  if (child == 0) {
    for (const int number : {SIGABRT, SIGSEGV}) signal(number, SIG_DFL);
    for (const std::string& text : texts) {
      try {
        (void)parse_toml(text, "my.toml");
      } catch (const Error& problem) {
        if (!std::string(problem.what()).starts_with("my.toml:")) _exit(1);
      } catch (...) {
        _exit(1);
      }
    }
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

TEST_CASE("a pack's values are read with the place they stand at", "[base]") {
  const TomlValue root = parse_toml("[pack]\n"
                                    "id = \"work\"\n"
                                    "version = 3\n"
                                    "ratio = 0.5\n"
                                    "  on = true\n"
                                    "words = [\"a\", 'b']\n"
                                    "[[phrase]]\n"
                                    "text = \"one\"\n"
                                    "[[phrase]]\n"
                                    "text = \"two\"\n",
                                    "my.toml");
  const TomlValue* const pack = root.find("pack");
  REQUIRE(pack != nullptr);
  REQUIRE(pack->find("id") != nullptr);
  CHECK(*pack->find("id")->text() == "work");
  CHECK(pack->find("id")->line == 2);
  CHECK(pack->find("id")->column == 6);
  CHECK(std::get<std::int64_t>(pack->find("version")->value) == 3);
  CHECK(std::get<double>(pack->find("ratio")->value) == 0.5);
  CHECK(std::get<bool>(pack->find("on")->value));
  CHECK(pack->find("on")->column == 8);
  REQUIRE(pack->find("words")->items().size() == 2);
  CHECK(*pack->find("words")->items()[1].text() == "b");
  CHECK(pack->find("words")->items()[1].column == 15);
  REQUIRE(root.find("phrase")->items().size() == 2);
  CHECK(*root.find("phrase")->items()[1].find("text")->text() == "two");
  CHECK(root.find("phrase")->items()[1].find("text")->line == 10);
}

TEST_CASE("keys come in the order of the file", "[base]") {
  const TomlValue root = parse_toml("zeta = 1\nalpha = 2\n[mid]\nb = 1\na = 2\n", "f");
  REQUIRE(root.fields().size() == 3);
  CHECK(root.fields()[0].first == "zeta");
  CHECK(root.fields()[1].first == "alpha");
  CHECK(root.fields()[2].first == "mid");
  CHECK(root.fields()[2].second.fields()[0].first == "b");
}

TEST_CASE("what a value is not, it has none of", "[base]") {
  const TomlValue root = parse_toml("text = \"a\"\n", "f");
  const TomlValue* const text = root.find("text");
  REQUIRE(text != nullptr);
  CHECK(text->fields().empty());
  CHECK(text->items().empty());
  CHECK(text->find("a") == nullptr);
  CHECK(root.text() == nullptr);
  CHECK(root.find("none") == nullptr);
  CHECK(parse_toml("", "f").fields().empty());
  CHECK(parse_toml("# only a comment", "f").fields().empty());
}

TEST_CASE("text in a pack comes as it was meant", "[base]") {
  const auto [written, meant] = GENERATE(table<std::string, std::string>({
      {"\"\\u001b[31m\"", "\x1b[31m"},
      {"\"caf\\u00e9 é\"", "café é"},
      {"'C:\\raw'", "C:\\raw"},
      {"\"\"\"\ntwo\nlines\"\"\"", "two\nlines"},
      {"\"tab\\tnew\\nquote\\\"\"", "tab\tnew\nquote\""},
      {"2026-11-23", "2026-11-23"},
      {"07:32:00", "07:32:00"},
  }));
  INFO(written);
  const TomlValue root = parse_toml("key = " + written + "\r\n", "f");
  REQUIRE(root.find("key") != nullptr);
  REQUIRE(root.find("key")->text() != nullptr);
  CHECK(*root.find("key")->text() == meant);
}

TEST_CASE("an error in a pack is named with file, line and column", "[base]") {
  const auto [text, place] = GENERATE(table<std::string, std::string>({
      {"id = \"work\"\nbroken\n", "my.toml:2:"},
      {"id = \"work\nnext = 1\n", "my.toml:1:"},
      {"a = 1\nb = 2\na = 3\n", "my.toml:3:"},
      {"[t]\nx = 1\n[t]\n", "my.toml:3:"},
      {"\n\nid = [1, 2\n", "my.toml:"},
      {"id = \"\\q\"\n", "my.toml:1:"},
      {"id = \"caf\xe9\"\n", "my.toml:1:"},
      {"id = \"\x1b\"\n", "my.toml:1:"},
      {"= 1\n", "my.toml:1:"},
      {std::string("a = \"\0\"\n", 8), "my.toml:1:"},
  }));
  CAPTURE(text);
  CHECK(refusal_of(text).starts_with(place));
}

TEST_CASE("a pack larger than 64 KiB is refused before it is read", "[base]") {
  const std::string comment = "#" + std::string(toml_limit - 2, 'x') + "\n";
  CHECK(refusal_of(comment) == "read");
  CHECK(refusal_of(comment + "#").starts_with("my.toml:1:1:"));
  CHECK(refusal_of(comment + "#").find("64 KiB") != std::string::npos);
}

TEST_CASE("no nesting, however deep, brings kindly down", "[base]") {
  const int many = 20000;
  const std::string shape = GENERATE(as<std::string>(),
                                     "dotted",
                                     "quoted",
                                     "literal",
                                     "header",
                                     "headers",
                                     "array",
                                     "array on lines",
                                     "inline",
                                     "inline dotted",
                                     "many tables");
  INFO(shape);
  std::string text;
  if (shape == "dotted") text = "a" + repeated(".a", many) + " = 1\n";
  if (shape == "quoted") text = "\"a\"" + repeated(".a", many) + " = 1\n";
  if (shape == "literal") text = "'a'" + repeated(".a", many) + " = 1\n";
  if (shape == "header") text = "[a" + repeated(".a", many) + "]\n";
  if (shape == "headers") text = "[['a'" + repeated(" . a", many / 2) + "]]\n";
  if (shape == "array") text = "a = " + repeated("[", many) + repeated("]", many);
  if (shape == "array on lines")
    text = "a = " + repeated("[\n", many) + repeated("]", many);
  if (shape == "inline")
    text = "a = " + repeated("{a=", many / 2) + "1" + repeated("}", many / 2);
  if (shape == "inline dotted") text = "x = {a" + repeated(".a", many) + " = 1}\n";
  if (shape == "many tables")
    text = repeated("[[a.a.a]]\nb.b.b = {c.c.c = [[[1]]]}\n", many / 20);
  REQUIRE(text.size() <= toml_limit);
  CHECK(survives({text}));
}

TEST_CASE("dots and brackets in prose are no nesting", "[base]") {
  const std::string text =
      "text = \"wait" + repeated(".", 300) + " [really] {here}\"\n";
  CHECK(refusal_of(text) == "read");
}

TEST_CASE("no bytes bring the reader of packs down", "[base]") {
  Chance chance(41);
  const std::vector<std::string> pieces = {
      "[",      "]",   "[[", "]]",   "=",    "\"",         "'",  ".", ",",
      "{",      "}",   "\n", "a",    "b",    " ",          "#",  "1", "-",
      "\"\"\"", "\\u", "é",  "\xff", "true", "2026-11-23", "\r", "_"};
  for (int batch = 0; batch < 100; ++batch) {
    std::vector<std::string> texts(100);
    for (std::string& text : texts)
      for (std::size_t count = chance.below(30); count > 0; --count)
        text += pieces[chance.below(pieces.size())];
    if (survives(texts)) continue;
    for (const std::string& text : texts) {
      INFO(text);
      CHECK(survives({text}));
    }
  }
}

TEST_CASE("a table heading with a typo is refused with its place", "[base]") {
  for (const char* const text : {"[",
                                 "[\n",
                                 "[=]",
                                 "[{",
                                 "[[.",
                                 "[.a]",
                                 "[a..b]",
                                 "[]",
                                 "[[]]",
                                 "[a",
                                 "[[a]",
                                 "[a]]",
                                 "[a] b",
                                 "{",
                                 "]"}) {
    INFO(text);
    REQUIRE(survives({text}));
    CHECK(refusal_of(text).starts_with("my.toml:1:"));
  }
}

TEST_CASE("one value of a TOML file changes, and nothing else of it", "[base]") {
  const auto set =
      [](const std::string& toml, std::string_view key, std::string_view literal) {
        return with_toml_value(toml, key, literal, "my.toml");
      };
  CHECK(set("", "tone", "\"wry\"") == "tone = \"wry\"\n");
  CHECK(set("# mine\ngoal = 3 # days\n[voice]\nrate = 1\n", "goal", "2") ==
        "# mine\ngoal = 2 # days\n[voice]\nrate = 1\n");
  CHECK(set("tone = 'wry'\r\nname=\"A \\\" B\" # me\r\n", "name", "\"Sam\"") ==
        "tone = 'wry'\r\nname=\"Sam\" # me\r\n");
  CHECK(set("goal = 3", "tone", "\"wry\"") == "goal = 3\ntone = \"wry\"\n");
  CHECK(set("goal = 3\n\n[voice]\nrate = 1\n", "tone", "\"wry\"") ==
        "goal = 3\ntone = \"wry\"\n\n[voice]\nrate = 1\n");
  CHECK(set("[voice]\nrate = 1\n", "goal", "2") == "goal = 2\n\n[voice]\nrate = 1\n");
  CHECK(set("[support]\nwords = true\n\n[voice]\n", "support.words", "false") ==
        "[support]\nwords = false\n\n[voice]\n");
  CHECK(set("[support]\n\n[voice]\nrate = 1\n", "support.words", "false") ==
        "[support]\nwords = false\n\n[voice]\nrate = 1\n");
  CHECK(set("goal = 3\n", "support.words", "false") ==
        "goal = 3\n\n[support]\nwords = false\n");
}

TEST_CASE("a value that cannot be changed safely is left to the person", "[base]") {
  for (const char* const toml : {"tone = [\n  'a',\n]\n",
                                 "tone = \"\"\"\na\n\"\"\"\n",
                                 "tone = { a = 1 }\n",
                                 "note = \"\"\"\n[a]\n\"\"\"\n"}) {
    INFO(toml);
    CHECK_THROWS_AS(with_toml_value(toml, "tone", "\"wry\"", "my.toml"), Error);
  }
}
