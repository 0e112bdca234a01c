// kindly import: entries of other programs, field by field, each once.

#include "share/import_json.hpp"
#include "share/import_text.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace kindly;
using test::Sandbox;

namespace {

const std::string data = KINDLY_SOURCE_DIR "/tests/data/import/";
const Zone zone = Zone::fixed(std::chrono::minutes(60));

std::string fixture(const std::string& name) {
  return read_file(data + name, 1U << 20);
}

/// Every path that an import printed, as text.
std::vector<std::string> written(const Sandbox& box) {
  std::vector<std::string> texts;
  std::string rest = box.out();
  for (std::size_t end = 0; (end = rest.find('\n')) != std::string::npos;
       rest.erase(0, end + 1))
    texts.push_back(read_file(rest.substr(0, end), 1U << 20));
  return texts;
}

} // namespace

TEST_CASE("jrnl: title, body, tags and star arrive", "[import]") {
  const ImportedFile found = import_jrnl_json(fixture("jrnl.json"), "jrnl.json", zone);
  REQUIRE(found.entries.size() == 4);
  CHECK(found.entries[0].key == "jrnl:4BB1F46946AD439996C9B59DE7C4DDC1");
  CHECK_THAT(found.entries[0].text,
             Catch::Contains("date: 2020-12-31T23:59:00+01:00\n") &&
                 Catch::Contains("## Imported\n\ncreator: {\"software_agent\":\"Day "
                                 "One\",\"host_name\":\"kitchen\"}\n"));
  CHECK_THAT(found.entries[1].text,
             Catch::Contains("starred: true\n") &&
                 Catch::Contains("tags: [\"@work\", \"@priya\"]\n") &&
                 Catch::EndsWith("Froze in the demo.\nPriya took over 🌱 @work @priya\n"
                                 "\\## not a heading\n\n\"Quoted\", with a comma.\n"));
  CHECK(found.entries[2].key + "-2" == found.entries[3].key); // twins both come
}

TEST_CASE("jrnl: text has the same keys as JSON, and brackets are not all dates",
          "[import]") {
  const ImportedFile json = import_jrnl_json(fixture("jrnl.json"), "jrnl.json", zone);
  const ImportedFile text = import_jrnl_text(fixture("jrnl.txt"), "jrnl.txt", zone);
  REQUIRE(text.entries.size() == 2);
  CHECK(text.entries[0].key == json.entries[1].key);
  CHECK_THAT(text.entries[1].text,
             Catch::Contains("date: 2021-03-02T22:15:00+01:00") &&
                 Catch::EndsWith("An evening of twelve hours\n[x] a box is no date\n"));
  CHECK_THROWS_WITH(import_jrnl_text("[03/05/2021 09:00] x", "f", zone),
                    Catch::StartsWith("f:1:") && Catch::Contains("2021-03-05 or"));
  CHECK_THROWS_WITH(import_jrnl_text("\nwords\n", "f", zone),
                    Catch::StartsWith("f:2:"));
}

TEST_CASE("FreeCBT: thought, challenge, alternative and distortions arrive",
          "[import]") {
  const ImportedFile found = import_freecbt(fixture("freecbt.json"), "f", zone);
  REQUIRE(found.entries.size() == 2);
  CHECK(found.entries[0].text ==
        "---\nkindly: 1\ndate: 2022-05-01T23:30:00+01:00\nform: script\n"
        "distortions: [all-or-nothing, mind-reading]\n"
        "updated: \"2022-05-02T06:00:00.000Z\"\n"
        "imported: \"freecbt:0b5c5d8e-1111-4c6e-9a0e-2b7a3f0d9c11\"\n---\n"
        "\n## Critical thoughts\n\n> I'm such an idiot — they all saw it.\n"
        "\n## Kind words\n\nNobody said so.\nTwo people asked for the slides.\n\n"
        "It went badly, and I can mend it.\n");
  CHECK_THAT(found.entries[1].text,
             Catch::Contains("distortions: [catastrophizing]") &&
                 Catch::Contains("> > I ruin everything") &&
                 Catch::Contains("mood: 🙁") && !Catch::Contains("Kind words"));
  CHECK_THROWS_WITH(import_freecbt(":FreeCBT:Q===:FreeCBT:", "f", zone),
                    Catch::Contains("backup"));
}

TEST_CASE("Daylio: a mood is a feeling and never a rating", "[import]") {
  const ImportedFile found = import_daylio(fixture("daylio.csv"), "d.csv", zone);
  REQUIRE(found.entries.size() == 2);
  CHECK_THAT(found.entries[0].text,
             Catch::Contains("date: 2022-11-23T08:20:00+01:00") &&
                 Catch::Contains("feelings: [rad]"));
  CHECK_THAT(found.entries[1].text,
             Catch::Contains("date: 2022-11-23T22:05:00+01:00") &&
                 Catch::Contains("activities: [work, movies / tv, bad sleep]") &&
                 Catch::Contains("Long day\n\nSaid \"sorry\" twice,\nthen slept.") &&
                 Catch::Contains("## Imported\n\nscales: Stress: 4") &&
                 !Catch::Contains("before"));
  const ImportedFile old = import_daylio(fixture("daylio-old.csv"), "d.csv", zone);
  REQUIRE(old.entries.size() == 1);
  CHECK_THAT(old.entries[0].text, Catch::Contains("date: 2018-05-18T23:54:00+01:00"));
}

TEST_CASE("Daylio: what is wrong is named by its line", "[import]") {
  const std::string head = "full_date,time,mood,note\n";
  const auto fails = [&](const std::string& rows, const std::string& what) {
    CHECK_THROWS_WITH(import_daylio(head + rows, "d", zone), Catch::Contains(what));
  };
  fails("2022-11-23,08:00,ok\n", "d:2: has 3 fields");
  fails("2022-11-23,08:00,ok,\"a\nb\"\n2022-13-40,08:00,ok,x\n", "d:4: '2022-13-40");
  fails("2022-11-23,25:00,ok,x\n", "d:2: '25:00' is no time");
  fails("2022-11-23,08:00,ok,\"x\n", "d:2: a quote is opened");
  CHECK_THROWS_WITH(import_daylio("a,b\n1,2\n", "d", zone), Catch::Contains("column"));
}

TEST_CASE("Day One: text, tags, star, place and weather arrive", "[import]") {
  const ImportedFile found = import_dayone(fixture("dayone.json"), "o", zone);
  REQUIRE(found.entries.size() == 2);
  CHECK_THAT(
      found.entries[0].text,
      Catch::Contains("date: 2017-12-25T23:04:32+01:00") &&
          Catch::Contains("tags: [绿岛, \"café, late\"]") &&
          Catch::Contains("starred: true\n") &&
          Catch::Contains("time_zone: Asia/Bangkok\n") &&
          Catch::Contains("# A walk\n\nForgot the keys 😭\n\n\\## not a section") &&
          Catch::Contains("\"latitude\":13.752995491027832") &&
          Catch::Contains("weather: {\"temperatureCelsius\":26}") &&
          Catch::Contains("duration: 0\n"));
  CHECK_THAT(found.entries[1].text, Catch::Contains("Only rich words."));
  CHECK(found.left_out.size() == 2);
}

TEST_CASE("broken JSON is named by its line, and deep brackets overflow nothing",
          "[import]") {
  CHECK_THROWS_WITH(import_dayone("{\n\"entries\": [\n{,}]}", "o", zone),
                    Catch::StartsWith("o:3: not JSON"));
  CHECK_THROWS_WITH(import_dayone(std::string(200000, '['), "o", zone),
                    Catch::StartsWith("o:1: more than 100 brackets"));
  CHECK_THROWS_WITH(import_dayone("{\"a[[\\\"[\": [],\n" + std::string(99, '\n') +
                                      "\"b\": " + std::string(200, '[') + "\n]",
                                  "o",
                                  zone),
                    Catch::StartsWith("o:101: more than"));
  CHECK_THROWS_WITH(import_dayone("{\"entries\": [3]}", "o", zone),
                    Catch::Contains("entry 1"));
  CHECK_THROWS_WITH(import_jrnl_json("{}", "o", zone), Catch::Contains("no export"));
}

TEST_CASE("a folder of notes comes in, with headers and sections as they are",
          "[import]") {
  Sandbox box;
  REQUIRE(box.run({"import", "markdown", data + "notes"}) == ExitCode::done);
  const std::vector<std::string> texts = written(box);
  REQUIRE(texts.size() == 4);
  CHECK_THAT(box.err(), Catch::Contains("already.md: an entry of kindly already"));
  CHECK_THAT(
      texts[0],
      Catch::Contains("date: 2021-06-01T00:00:00+01:00") &&
          Catch::EndsWith("## Situation\n\n# At the lake\n\nSwam too far out and "
                          "was cross with myself.\n\n## Kind words\n\nYou came "
                          "back, and you were careful.\n"));
  CHECK_THAT(texts[1],
             Catch::Contains("title: \"Two: words\"\r\ntags: [a, b]\r\n") &&
                 Catch::Contains("A note with a header."));
  CHECK_THAT(
      texts[2],
      Catch::Contains("date: 2021-08-03T00:00:00+01:00\n---") &&
          Catch::Contains("```yaml\ndate: 2021-08-03\nafter: the funeral\n```") &&
          Catch::Contains("Another program's keys."));
  CHECK_THAT(texts[3],
             Catch::EndsWith("## Situation\n\nPlain words, no day anywhere.\n"));
  REQUIRE(box.run({"doctor"}) == ExitCode::done);
  REQUIRE(box.run({"import", "markdown", data + "notes"}) == ExitCode::done);
  CHECK(box.out().empty());
}

TEST_CASE("an import twice brings nothing new, whatever was done with the entries",
          "[import]") {
  const std::array<std::pair<const char*, const char*>, 5> exports = {
      {{"jrnl", "jrnl.json"},
       {"jrnl", "jrnl.txt"},
       {"freecbt", "freecbt.json"},
       {"daylio", "daylio.csv"},
       {"dayone", "dayone.json"}}};
  for (const auto& [program, file] : exports) {
    INFO(file);
    Sandbox box;
    REQUIRE(box.run({"import", program, data + file, "--dry-run"}) == ExitCode::done);
    const auto count = std::ranges::count(box.out(), '\n');
    CHECK(box.count_files() == 0);
    REQUIRE(box.run({"import", program, data + file}) == ExitCode::done);
    CHECK(std::ranges::count(box.out(), '\n') == count);
    CHECK(box.count_files() == static_cast<std::size_t>(count));
    REQUIRE(box.run({"rate", "3", "last"}) == ExitCode::done);
    REQUIRE(box.run({"rm", "last~1"}) == ExitCode::done);
    REQUIRE(box.run({"import", program, data + file}) == ExitCode::done);
    CHECK(box.out().empty());
    CHECK(box.count_files() == static_cast<std::size_t>(count));
    REQUIRE(box.run({"doctor"}) == ExitCode::done);
  }
}

TEST_CASE("what cannot be imported writes nothing", "[import]") {
  Sandbox box;
  const auto file = box.root() / "x.json";
  Sandbox::put(file, "{\"thoughts\": [{\"createdAt\": \"2022-05-01T22:30:00Z\"}, {}]}");
  CHECK(box.run({"import", "freecbt", file.string()}) == ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains("entry 2"));
  CHECK(box.run({"import", "jrnl", "none.json"}) == ExitCode::io);
  CHECK(box.run({"import", "jrn", file.string()}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("jrnl"));
  Sandbox::put(file,
               std::string("[2026-11-20 09:00] one\n\n[2026-11-21 09:00] t\0o\n", 46));
  CHECK(box.run({"import", "jrnl", file.string()}) == ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains("x.json:3: holds a NUL byte"));
  Sandbox::put(file, R"([{"date": "2026-11-21", "title": "t\u0000o"}])");
  CHECK(box.run({"import", "jrnl", file.string()}) == ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains("NUL byte") && Catch::Contains("2026-11-21"));
  Sandbox::put(file, "\xff\xfe");
  CHECK(box.run({"import", "dayone", file.string()}) == ExitCode::unreadable);
  CHECK(box.count_files() == 0);
}

TEST_CASE("an exported entry whose file a person named comes once, under a usual name",
          "[import]") {
  Sandbox from;
  from.write(
      "note about Priya.md",
      "---\nkindly: 1\ndate: 2026-11-23T15:12:04+01:00\n---\n\n## Situation\n\nx\n");
  REQUIRE(from.run({"export"}) == ExitCode::done);
  const std::string line = from.out();
  CHECK(from.run({"import", "kindly", "-"}, line) == ExitCode::done);
  CHECK(from.out().empty());
  Sandbox to;
  REQUIRE(to.run({"import", "kindly", "-"}, line + line) == ExitCode::done);
  REQUIRE(written(to).size() == 1);
  CHECK_THAT(to.out(), Catch::Contains("/2026/11/2026-11-23-151204-"));
  CHECK_THAT(written(to)[0], Catch::Contains("imported: note about Priya\n"));
  REQUIRE(to.run({"import", "kindly", "-"}, line) == ExitCode::done);
  CHECK(to.out().empty());
}

TEST_CASE("an export that was changed by a stranger names no path and no key of kindly",
          "[import]") {
  Sandbox box;
  const std::string line =
      R"({"schema":"kindly.entry/1","id":"../../pwned","date":"2026-11-23T15:12:04Z",)"
      R"("keys":{"kindly":2,"date":"x","mood":"fine"},"sections":{"Situation":"x"}})";
  REQUIRE(box.run({"import", "kindly", "-"}, line) == ExitCode::done);
  REQUIRE(written(box).size() == 1);
  CHECK_THAT(box.out(), Catch::Contains("/2026/11/2026-11-23-"));
  CHECK(written(box)[0] == "---\nkindly: 1\ndate: 2026-11-23T15:12:04+00:00\n"
                           "form: script\nmood: fine\nimported: \"../../pwned\"\n---\n"
                           "\n## Situation\n\nx\n");
}

TEST_CASE("a clock of twelve hours is read as one of twenty-four", "[import]") {
  using namespace std::chrono_literals;
  CHECK(parse_clock("12:00 am") == 0s);
  CHECK(parse_clock("12:30 PM") == 12h + 30min);
  CHECK(parse_clock("9:05 pm") == 21h + 5min);
  CHECK(parse_clock("09:05:07") == 9h + 5min + 7s);
  CHECK_FALSE(parse_clock("13:00 pm"));
  CHECK_FALSE(parse_clock("noon"));
}
