// kindly export: everything leaves, in order, and comes back.

#include "base/csv.hpp"
#include "base/text.hpp"
#include "support/sandbox.hpp"
#include "support/wild.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

using namespace kindly;
using test::Sandbox;

namespace {

const std::string rich = R"(---
kindly: 1
date: 2026-11-23T15:12:04+01:00
form: letter
age: 9
themes: [competence]
feelings: [ashamed, "a, b"]
address: "Sam: me"
before: 8
after: 5
minutes: 9
later:
  - {at: 2026-11-24T09:00:00+01:00, distress: 3}
title: "yes"
deep: {a: [1, 2]}
tags: [x, "y z"]
---

Words before any heading.

## Situation

=1+1, "so", <b>

## Critical thoughts

> Bad.

## Rain

Mine.
)";

const std::string home = "2026/11/2026-11-23-151204-kx4p.md";

} // namespace

TEST_CASE("JSON lines hold every key and every section", "[export]") {
  Sandbox box;
  box.write(home, rich);
  REQUIRE(box.run({"export"}) == ExitCode::done);
  const auto json = nlohmann::json::parse(box.out());
  CHECK(json["schema"] == "kindly.entry/1");
  CHECK(json["age"] == 9);
  CHECK(json["keys"]["title"] == "yes");
  CHECK(json["keys"]["deep"]["a"][1] == "2");
  CHECK(json["sections"]["Rain"] == "Mine.");
  CHECK(json["sections"][""] == "Words before any heading.");
  CHECK(json["open"] == true);
}

TEST_CASE("an export of kindly comes back the same, with its id", "[export]") {
  Sandbox box;
  box.write(home, rich);
  REQUIRE(box.run({"export", "--json"}) == ExitCode::done);
  const std::string first = box.out();
  Sandbox other;
  const auto file = other.root() / "journal.json";
  Sandbox::put(file, first);
  REQUIRE(other.run({"import", "kindly", file.string()}) == ExitCode::done);
  REQUIRE(other.run({"export", "--json"}) == ExitCode::done);
  auto before = nlohmann::json::parse(first);
  auto after = nlohmann::json::parse(other.out());
  before[0].erase("path");
  after[0].erase("path");
  // A header in YAML knows words; numbers in lists of one's own come back as such.
  CHECK(before == after);
  REQUIRE(other.run({"import", "kindly", file.string()}) == ExitCode::done);
  CHECK(other.out().empty());
  CHECK(other.count_files() == 1);
}

TEST_CASE("entries leave newest first, wherever their files lie", "[export]") {
  Sandbox box;
  const auto write = [&](const std::string& name, const std::string& date) {
    box.write(name, test::entry_text("date: " + date + "\n", date));
  };
  write("2026/11/2026-11-23-151204-kx4p.md", "2026-11-23T15:12:04+01:00");
  write("2026/11/2026-11-23-140000-aaaa.md", "2026-11-23T14:00:00-11:00"); // later
  write("2025/01/2025-01-01-000000-bbbb.md", "2025-01-01T00:00:00+01:00");
  write("loose.md", "2025-06-01T00:00:00+01:00");
  write("2024/02/2024-02-01-000000-cccc.md", "2024-02-01T00:00:00+01:00");
  REQUIRE(box.run({"export"}) == ExitCode::done);
  std::string order;
  for (std::size_t at = 0; (at = box.out().find("\"id\":\"", at)) != std::string::npos;
       ++at)
    order += box.out().substr(at + 6, 22) + "\n";
  CHECK_THAT(
      order,
      Catch::StartsWith("2026-11-23-140000-aaaa\n2026-11-23-151204-kx4p\nloose") &&
          Catch::EndsWith("2025-01-01-000000-bbbb\n2024-02-01-000000-cccc\n"));
  REQUIRE(box.run({"export", "--json", "--since", "2025-03", "--until", "2025"}) ==
          ExitCode::done);
  CHECK(nlohmann::json::parse(box.out()).size() == 1);
}

TEST_CASE("at the end of a month the offsets decide, not the folders", "[export]") {
  Sandbox box;
  const auto write = [&](const std::string& name, const std::string& date) {
    box.write(name, test::entry_text("date: " + date + "\n", date));
  };
  write("2026/11/2026-11-01-003000-aaaa.md", "2026-11-01T00:30:00+13:00");
  write("2026/10/2026-10-31-220000-bbbb.md", "2026-10-31T22:00:00-11:00"); // later
  write("2026/10/2026-10-31-120000-cccc.md", "2026-10-31T12:00:00+13:00");
  write("2026/11/2026-11-20-120000-dddd.md", "2026-08-20T12:00:00+00:00"); // mended
  write("2026/09/2026-09-20-120000-eeee.md", "2026-09-20T12:00:00+00:00");
  write("2026/07/2026-07-20-120000-ffff.md", "2026-07-20T12:00:00+00:00");
  REQUIRE(box.run({"export"}) == ExitCode::done);
  std::string order;
  for (const std::string_view line : lines_of(box.out()))
    order += nlohmann::json::parse(line).at("id").get<std::string>().back();
  CHECK(order == "bacedf");
}

TEST_CASE("a journal that several threads read leaves whole and in order", "[export]") {
  Sandbox box;
  std::vector<std::string> ids;
  for (int i = 0; i < 2400; ++i) { // more than one thread reads alone
    const std::string day =
        fmt::format("2025-{:02}-{:02}", i % 12 + 1, i / 12 % 28 + 1);
    ids.push_back(fmt::format("{}-{:06}-aaaa", day, i / 336 * 10000));
    box.write(fmt::format("2025/{}/{}.md", day.substr(5, 2), ids.back()),
              test::entry_text(fmt::format("date: {}T{:02}:00:00Z\n", day, i / 336),
                               std::string(200, 'x')));
  }
  std::ranges::sort(ids, std::greater<>());
  REQUIRE(box.run({"export"}) == ExitCode::done);
  std::vector<std::string> found;
  for (const std::string_view line : lines_of(box.out()))
    found.push_back(nlohmann::json::parse(line).at("id"));
  CHECK(found == ids);
}

TEST_CASE("CSV has a row an entry, and no formula", "[export]") {
  Sandbox box;
  box.write(home, rich);
  REQUIRE(box.run({"export", "--format", "csv"}) == ExitCode::done);
  const std::vector<CsvRecord> records = parse_csv(box.out(), "x");
  REQUIRE(records.size() == 2);
  REQUIRE(records[0].fields.size() == records[1].fields.size());
  const auto of = [&](const std::string& column) {
    const auto place = std::ranges::find(records[0].fields, column);
    REQUIRE(place != records[0].fields.end());
    return records[1]
        .fields[static_cast<std::size_t>(place - records[0].fields.begin())];
  };
  CHECK(of("situation") == "'=1+1, \"so\", <b>");
  CHECK(of("critical_thoughts") == "Bad.");
  CHECK(of("feelings") == "ashamed; a, b");
  CHECK(of("later") == "2026-11-24T09:00:00+01:00: 3");
  CHECK(of("other") == "Words before any heading.\n\n## Rain\n\nMine.");
  CHECK_THAT(box.out(), Catch::EndsWith("\r\n"));
}

TEST_CASE("Markdown keeps the body, and a page shows what it says", "[export]") {
  Sandbox box;
  box.write(home, rich);
  REQUIRE(box.run({"export", "--format", "md"}) == ExitCode::done);
  CHECK_THAT(
      box.out(),
      Catch::StartsWith("# 2026-11-23 15:12\n\n- id: 2026-11-23-151204-kx4p\n") &&
          Catch::Contains(rich.substr(rich.find("\nWords before"))));
  REQUIRE(box.run({"export", "--format", "html"}) == ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::StartsWith("<!DOCTYPE html>") && Catch::EndsWith("</html>\n") &&
                 Catch::Contains("&lt;b&gt;") && Catch::Contains("<h3>Rain</h3>") &&
                 Catch::Contains("<blockquote>\n<p>Bad.</p>"));
}

TEST_CASE("a file is private, whole, and replaces none; a bad entry hides no other",
          "[export]") {
  Sandbox box;
  box.write(home, rich);
  const auto file = box.root() / "out.jsonl";
  REQUIRE(box.run({"export", "-o", file.string()}) == ExitCode::done);
  CHECK(look_at(file)->mode == 0600);
  CHECK(box.run({"export", "-o", file.string()}) == ExitCode::io);
  box.write("2026/11/2026-11-24-151204-kx4p.md", "---\nkindly: 1\nbefore: 99\n---\n");
  CHECK(box.run({"export", "-o", file.string(), "--overwrite"}) ==
        ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains("before"));
  CHECK_THAT(read_file(file, 1U << 20), Catch::Contains("\"kindly.entry/1\""));
  CHECK(look_into(box.root()).size() == 2);
}

TEST_CASE("nothing to export is no failure, and every format stays whole", "[export]") {
  Sandbox box;
  REQUIRE(box.run({"export", "--json"}) == ExitCode::done);
  CHECK(box.out() == "[]\n");
  REQUIRE(box.run({"export"}) == ExitCode::done);
  CHECK(box.out().empty());
  CHECK(box.run({"export", "--format", "tsv"}) == ExitCode::usage);
  CHECK(box.run({"export", "--theme", "competnce"}) == ExitCode::usage);
  CHECK_FALSE(std::filesystem::exists(box.journal()));
}

TEST_CASE("CSV reads quotes, line ends and a mark as RFC 4180 has them", "[csv]") {
  const auto records = parse_csv("\xef\xbb\xbf"
                                 "a,\"b \"\"c\"\"\r\nd\"\r\n\r\n,\n",
                                 "x");
  REQUIRE(records.size() == 2);
  CHECK(records[0].fields == std::vector<std::string>{"a", "b \"c\"\r\nd"});
  CHECK(records[1].fields == std::vector<std::string>{"", ""});
  CHECK(records[1].line == 4);
  CHECK_THROWS_WITH(parse_csv("\"a\"b", "x"), Catch::StartsWith("x:1:"));
  CHECK(csv_field("-5, \"x\"") == "\"'-5, \"\"x\"\"\"");
  CHECK(csv_field("plain") == "plain");
}
