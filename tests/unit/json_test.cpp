#include "base/chance.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace kindly;

TEST_CASE("an object keeps the order its keys were given in", "[base]") {
  Json json = Json::object();
  json.set("zeta", 1).set("alpha", "two").set("mid", true);
  CHECK(json.line() == R"({"zeta":1,"alpha":"two","mid":true})");
  json.set("alpha", 3); // a second value takes the first one's place
  CHECK(json.line() == R"({"zeta":1,"alpha":3,"mid":true})");
}

TEST_CASE("what is absent is null, and empty lists are lists", "[base]") {
  CHECK(Json().line() == "null");
  CHECK(json_or_null(std::optional<int>()).line() == "null");
  CHECK(json_or_null(std::optional<int>(0)).line() == "0");
  CHECK(json_or_null(std::optional<std::string>("")).line() == "\"\"");
  CHECK(Json(std::vector<std::string>()).line() == "[]");
  CHECK(Json::array().line() == "[]");
  CHECK(Json::object().line() == "{}");
  CHECK(Json(std::vector<std::string>{"a", "b"}).line() == R"(["a","b"])");
}

TEST_CASE("numbers are numbers, exactly", "[base]") {
  CHECK(Json(-3).line() == "-3");
  CHECK(Json(std::numeric_limits<std::int64_t>::min()).line() ==
        "-9223372036854775808");
  CHECK(Json(std::size_t{7}).line() == "7");
  CHECK(Json(0.5).line() == "0.5");
  CHECK(Json(-2.25).line() == "-2.25");
  CHECK(Json(0.1).line() == "0.1");
  CHECK(Json(std::numeric_limits<double>::quiet_NaN()).line() == "null");
  CHECK(Json(false).line() == "false");
}

TEST_CASE("one line is one line, pretty is indented by two, neither ends in a newline",
          "[base]") {
  Json inner = Json::object();
  inner.set("text", "two\nlines");
  Json list = Json::array();
  list.add(std::move(inner)).add(Json());
  Json json = Json::object();
  json.set("list", std::move(list));
  CHECK(json.line() == R"({"list":[{"text":"two\nlines"},null]})");
  CHECK(json.pretty() ==
        "{\n  \"list\": [\n    {\n      \"text\": \"two\\nlines\"\n    },\n    null\n"
        "  ]\n}");
}

TEST_CASE("brackets and signs inside of texts are not structure", "[base]") {
  Json json = Json::object();
  json.set(R"(a "{[)", R"(]},: \)")
      .set("empty", Json::array())
      .set("none", Json::object());
  json.set("inner", [] {
    Json inner = Json::object();
    inner.set("later", 1);
    return inner;
  }());
  json.set("later", 2); // a key of that name further in is another one
  CHECK(json.pretty() == R"({
  "a \"{[": "]},: \\",
  "empty": [],
  "none": {},
  "inner": {
    "later": 1
  },
  "later": 2
})");
}

TEST_CASE("an odd byte is an escape wherever it stands in a long text", "[base]") {
  for (std::size_t place = 0; place < 40; ++place) {
    std::string text(40, 'x');
    std::string shown = "\"" + text + "\"";
    text[place] = '\n';
    shown.replace(place + 1, 1, "\\n");
    CHECK(Json(text).line() == shown);
    text.replace(place, 1, "é");
    shown.replace(place + 1, 2, "é");
    CHECK(Json(text).line() == shown);
  }
}

TEST_CASE("text of any script stays readable in JSON", "[base]") {
  for (const char* const text : {"plain",
                                 "Ärger",
                                 "漢字",
                                 "👨‍👩‍👧‍👦",
                                 "שלום",
                                 "a\u00a0b",
                                 "e\u0301",
                                 "–…€",
                                 "⁰\u2070\u2065"})
    CHECK(Json(text).line() == "\"" + std::string(text) + "\"");
  CHECK(Json("a \"quote\" and \\").line() == R"("a \"quote\" and \\")");
}

TEST_CASE("controls of every kind are escapes in JSON, in keys too", "[base]") {
  const auto [text, shown] = GENERATE(table<std::string, std::string>({
      {"\x1b[31m", "\\u001b[31m"},
      {std::string(1, '\0'), "\\u0000"},
      {"\x7f", "\\u007f"},
      {"\u0080", "\\u0080"},
      {"\u009b", "\\u009b"},
      {"\u009f", "\\u009f"},
      {"\u061c", "\\u061c"},
      {"\u200e", "\\u200e"},
      {"\u200f", "\\u200f"},
      {"\u2028", "\\u2028"},
      {"\u2029", "\\u2029"},
      {"\u202a", "\\u202a"},
      {"\u202e", "\\u202e"},
      {"\u2066", "\\u2066"},
      {"\u2069", "\\u2069"},
      {"\r\n\t", "\\r\\n\\t"},
  }));
  CHECK(Json("a" + text + "b").line() == "\"a" + shown + "b\"");
  Json json = Json::object();
  json.set(text, 1);
  CHECK(json.line() == "{\"" + shown + "\":1}");
  CHECK(json.pretty() == "{\n  \"" + shown + "\": 1\n}");
}

TEST_CASE("broken UTF-8 becomes a replacement character and ends nothing", "[base]") {
  CHECK(Json("caf\xe9").line() == "\"caf\ufffd\"");
  CHECK(Json("\x9b"
             "31m")
            .line() == "\"\ufffd31m\"");
  CHECK(Json("a\xe2\x80").line() == "\"a\ufffd\"");
  CHECK(is_utf8(Json("\xc2\xe2\x80\xae").line()));
}

TEST_CASE("whatever bytes go in, harmless UTF-8 comes out", "[base]") {
  Chance chance(37);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t size = chance.below(12); size > 0; --size) {
      const std::vector<std::string> some = {
          "\xe2", "\x80", "\xae", "\xc2", "\x9b", "\xd8", "\x9c", "\"", "\\", "\u202e"};
      text += chance.below(2) == 0
                  ? some[chance.below(some.size())]
                  : std::string(1, static_cast<char>(chance.below(256)));
    }
    const std::string line = Json(text).line();
    CAPTURE(printable(line));
    REQUIRE(is_utf8(line));
    REQUIRE(printable_line(line) == line);
  }
}

TEST_CASE("a text is written as its letters are, whatever its length", "[base]") {
  std::mt19937 chance(20261125); // the same texts in every run
  const std::vector<std::vector<std::string>> alphabets = {
      {"a", "b", " ", "z"},
      {"a", "b", "c", "d", "e", "f", "g", "\n"},
      {"\"", "\\", "\n", "\t", "\r", "\b", "\f", "/"},
      {"a", "b", "\x01", "\x1f", "\x7f", "\x0b"},
      {"a", "\u00e4", "\u00df", "\u20ac", "\U0001f642", "\n", "\""},
      {"a", "b", "\u0085", "\u200e", "\u2028", "\u2066", "\u061c"}};
  for (const auto& alphabet : alphabets)
    for (std::size_t letters = 0; letters < 300; ++letters) {
      std::string text;
      std::string wanted = "\"";
      for (std::size_t i = 0; i < letters; ++i) {
        const std::string& letter = alphabet[chance() % alphabet.size()];
        text += letter;
        const std::string alone = Json(letter).line();
        wanted += alone.substr(1, alone.size() - 2);
      }
      REQUIRE(Json(text).line() == wanted + '"');
      REQUIRE(*parse_json(Json(text).line(), "x").text() == text);
    }
}

TEST_CASE("broken letters are told apart at any place of a text", "[base]") {
  for (std::size_t size = 1; size < 200; size += 3) {
    std::string text(size, 'a');
    text[size / 2] = '\xff';
    const std::string half(size / 2, 'a');
    const std::string rest(size - size / 2 - 1, 'a');
    REQUIRE(Json(text).line() == '"' + half + "\uFFFD" + rest + '"');
  }
}

TEST_CASE("an object stands behind what was there, and in another one", "[base]") {
  Json json = Json::object(std::string("before {"));
  json.add("a", std::string_view("b")).add("inner", [](Json& inner) {
    inner.add("c", 1).add("d", [](Json& deepest) { deepest.add("e", "{"); });
  });
  json.add("none", [](Json&) {}).add("last", Json());
  CHECK(std::move(json).line() ==
        R"(before {{"a":"b","inner":{"c":1,"d":{"e":"{"}},"none":{},"last":null})");
}
