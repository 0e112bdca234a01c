#include "base/chance.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "journal/header.hpp"
#include "journal/plain_yaml.hpp"
#include "journal/splice.hpp"
#include "support/wild.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

using namespace kindly;
using kindly::test::as_entry;
using kindly::test::wild_headers;

namespace {

namespace fs = std::filesystem;

constexpr const char* name = "my.md";

/// What an edit makes of a text, or how it refused.
struct Outcome {
  std::string text;
  std::string refusal;
  std::string hint;
};

template <class Call>
Outcome outcome_of(Call call) {
  try {
    return {call(), {}, {}};
  } catch (const Error& problem) {
    CHECK(problem.code() == ExitCode::unreadable);
    return {{}, problem.what(), problem.hint()};
  }
}

Outcome set(const std::string& text, const std::string& key, const std::string& value) {
  return outcome_of([&] { return with_value(text, key, value, name); });
}

Outcome add(const std::string& text, const std::string& key, const std::string& item) {
  return outcome_of([&] { return with_item(text, key, item, name); });
}

/// A header that can be read, and an edit of it that is left to the person.
bool is_left_to_the_person(const Outcome& outcome) {
  return outcome.refusal.find("cannot change this line") != std::string::npos;
}

bool names_a_line(const Outcome& outcome) {
  const std::string start = std::string(name) + ":";
  return outcome.refusal.starts_with(start) && outcome.refusal.size() > start.size() &&
         outcome.refusal[start.size()] >= '1' && outcome.refusal[start.size()] <= '9' &&
         !outcome.hint.empty();
}

/// A header of these lines, and a body that must stay as it is.
std::string file_of(const std::string& lines) {
  return "---\n" + lines + "---\n\n## Situation\n\nafter: 1\n";
}

/// What a header says that has no fault.
std::optional<YamlValue> reading_of(const std::string& text) {
  try {
    const auto where = find_header(text, name);
    if (!where) return std::nullopt;
    HeaderReading reading = read_header(text, *where, name);
    return reading.faults.empty() ? std::optional(std::move(reading.root))
                                  : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// What the quick scanner makes of it; nothing where it is not sure.
std::optional<YamlValue> glance_at(const std::string& text) {
  try {
    const auto where = find_header(text, name);
    if (!where) return std::nullopt;
    return scan_plain_yaml(text.substr(where->begin, where->end - where->begin), 2);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// What yaml-cpp alone makes of the header; nothing where it is no map of single keys.
std::optional<YamlValue> judgement_on(const std::string& text) {
  try {
    const auto where = find_header(text, name);
    if (!where) return std::nullopt;
    YamlValue root =
        parse_yaml(text.substr(where->begin, where->end - where->begin), name, 2);
    if (root.kind == YamlValue::Kind::null) root.kind = YamlValue::Kind::map;
    if (root.kind != YamlValue::Kind::map) return std::nullopt;
    for (const auto& pair : root.pairs)
      if (std::ranges::count(root.pairs, pair.first, &YamlPair::first) > 1)
        return std::nullopt;
    return root;
  } catch (const Error&) {
    return std::nullopt;
  }
}

std::string field(const std::string& text, std::string_view key) {
  const auto header = reading_of(text);
  if (!header || header->find(key) == nullptr) return "absent";
  const YamlValue& value = *header->find(key);
  switch (value.kind) {
  case YamlValue::Kind::null: return "null";
  case YamlValue::Kind::scalar: return value.text;
  case YamlValue::Kind::list: return "list of " + std::to_string(value.items.size());
  case YamlValue::Kind::map: return "map";
  }
  return {};
}

/// The lines of `fresh` that `old` has not, and how many of old ones are gone.
struct Difference {
  std::vector<std::string> added;
  std::size_t removed = 0;
};

Difference difference(const std::string& old, const std::string& fresh) {
  std::vector<std::string_view> one = split(old, '\n');
  std::vector<std::string_view> two = split(fresh, '\n');
  const auto [a, b] = std::ranges::mismatch(one, two);
  one.erase(one.begin(), a);
  two.erase(two.begin(), b);
  while (!one.empty() && !two.empty() && one.back() == two.back()) {
    one.pop_back();
    two.pop_back();
  }
  return {{two.begin(), two.end()}, one.size()};
}

const std::vector<std::string> odd_values = {"3",
                                             "a b",
                                             "a: b",
                                             "a:b",
                                             "a :b",
                                             "a : b",
                                             "'x'",
                                             "\"x\"",
                                             "it's",
                                             "'it''s'",
                                             "\"a\\nb\"",
                                             "\"a\" b",
                                             "\"a\"#c",
                                             "\"a\" #c",
                                             "'a' # c",
                                             "\"\"",
                                             "''",
                                             "\"open",
                                             "'open",
                                             "- a",
                                             "-a",
                                             "-1",
                                             "-",
                                             "--",
                                             "[a, b]",
                                             "[a,b]",
                                             "[a, [b]]",
                                             "[]",
                                             "[ ]",
                                             "[,]",
                                             "[a,]",
                                             "[a, , b]",
                                             "[a: b]",
                                             "[a:b]",
                                             "[1:2]",
                                             "[a b, c d]",
                                             "['a', \"b\"]",
                                             "[a]b",
                                             "[a] b",
                                             "[a]#c",
                                             "[a] # c",
                                             "[a #c, b]",
                                             "[a#c, b]",
                                             "[#a]",
                                             "[a, ~]",
                                             "[null]",
                                             "[-a, - b]",
                                             "[a",
                                             "a]",
                                             "]",
                                             "a, b",
                                             ",",
                                             "{}",
                                             "{ }",
                                             "{a: b}",
                                             "{a:b}",
                                             "{a:1}",
                                             "{a: 1, b: 2:3}",
                                             "{\"a\": 1}",
                                             "{a}",
                                             "{a: b, c}",
                                             "{a: }",
                                             "{a: [b]}",
                                             "{a: b}c",
                                             "{a: b} # c",
                                             "{a: ~}",
                                             "{a: 'b'}",
                                             "}",
                                             "{{a}}",
                                             "#c",
                                             "a #c",
                                             "a#c",
                                             "a# c",
                                             "a # b # c",
                                             "~",
                                             "~a",
                                             "null",
                                             "Null",
                                             "NULL",
                                             "nULL",
                                             "nullable",
                                             "yes",
                                             "true",
                                             "010",
                                             "0x1F",
                                             "1_000",
                                             "1e3",
                                             "1.5",
                                             ".5",
                                             "!t 3",
                                             "!!str 3",
                                             "&a 3",
                                             "*",
                                             "*a",
                                             "|",
                                             ">",
                                             ">-",
                                             "| # c",
                                             "%x",
                                             "@x",
                                             "`x`",
                                             "?",
                                             "? x",
                                             "?x",
                                             ":",
                                             ":x",
                                             ": x",
                                             "a:",
                                             "a: ",
                                             "=",
                                             "<",
                                             "<<",
                                             "\\",
                                             "a\\nb",
                                             "\t3",
                                             "3\t",
                                             "a\tb",
                                             "3 \t# c",
                                             "a\t#c",
                                             "é",
                                             "漢字",
                                             "a\u00a0b",
                                             "\u00a0a",
                                             "a\u0085b",
                                             "a\u2028b",
                                             "\u202ea",
                                             "\ufeff"
                                             "a",
                                             "a\u200b",
                                             "a\x7f",
                                             "a\x1b[0m",
                                             "🙂",
                                             "2026-11-23T15:12:04+01:00",
                                             "2026-11-23 15:12",
                                             "15:12",
                                             "15:",
                                             "12:30:",
                                             "http://x.y/z",
                                             "C:\\x",
                                             "a\r",
                                             "a ---",
                                             "--- a",
                                             "...",
                                             "... a",
                                             "a ...",
                                             "  a",
                                             "a  ",
                                             "a  b"};

} // namespace

TEST_CASE("a header lies between a first line of dashes and the next fence",
          "[journal]") {
  const auto [text, yaml, body] =
      GENERATE(table<std::string, std::string, std::string>({
          {"---\na: 1\n---\nbody\n", "a: 1\n", "body\n"},
          {"---\na: 1\n...\nbody\n", "a: 1\n", "body\n"},
          {"\xef\xbb\xbf---\na: 1\n---\nbody\n", "a: 1\n", "body\n"},
          {"---\r\na: 1\r\n---\r\nbody\r\n", "a: 1\r\n", "body\r\n"},
          {"---  \na: 1\n---\t\nbody\n", "a: 1\n", "body\n"},
          {"---\n---\nbody\n", "", "body\n"},
          {"---\na: 1\n---", "a: 1\n", ""},
          {"---\na: 1\n---\n", "a: 1\n", ""},
          {"---\na: 1\n---\n---\nb: 2\n---\n", "a: 1\n", "---\nb: 2\n---\n"},
          {"---\na: 1\n ---\nb: 2\n---\nbody", "a: 1\n ---\nb: 2\n", "body"},
          {"---\na: 1\n----\n---\nbody", "a: 1\n----\n", "body"},
          {"---\na: |\n  x\n---\nbody\n---\n", "a: |\n  x\n", "body\n---\n"},
      }));
  INFO(text);
  const auto where = find_header(text, name);
  REQUIRE(where.has_value());
  CHECK(text.substr(where->begin, where->end - where->begin) == yaml);
  CHECK(text.substr(where->body) == body);
}

TEST_CASE("a text that does not begin with a fence has no header", "[journal]") {
  for (const char* const text : {"",
                                 "\xef\xbb\xbf",
                                 "\n",
                                 "---",
                                 "Just words.\n",
                                 "----\na: 1\n----\n",
                                 " ---\na: 1\n---\n",
                                 "---yaml\na: 1\n---\n",
                                 "--- a\n---\n",
                                 "%YAML 1.2\n---\na: 1\n---\n",
                                 "+++\na = 1\n+++\n",
                                 "{\n\"a\": 1\n}\n",
                                 "a: 1\n---\nbody\n"}) {
    INFO(text);
    CHECK_FALSE(find_header(text, name).has_value());
  }
}

TEST_CASE("a header that does not end is named, with its first line", "[journal]") {
  for (const char* const text :
       {"---\na: 1\n", "---\n", "---\na: 1\n ---\n", "---\na: 1\n--- b\n"}) {
    const Outcome outcome = outcome_of([&] {
      (void)find_header(text, name);
      return std::string();
    });
    INFO(text);
    CHECK(outcome.refusal.starts_with("my.md:1:"));
    CHECK_FALSE(outcome.hint.empty());
  }
}

TEST_CASE("a header may have 64 KiB and no more", "[journal]") {
  const auto with_size = [](std::size_t size) {
    return "---\n#" + std::string(size - 2, 'x') + "\n---\nbody\n";
  };
  CHECK(find_header(with_size(header_limit), name).has_value());
  for (const std::string& text : {with_size(header_limit + 1),
                                  with_size(10 * header_limit),
                                  "---\n" + std::string(10 * header_limit, 'x')}) {
    const Outcome outcome = outcome_of([&] {
      (void)find_header(text, name);
      return std::string();
    });
    CHECK(outcome.refusal.find("64 KiB") != std::string::npos);
  }
}

TEST_CASE("the quick scanner and yaml-cpp read every header alike", "[journal]") {
  std::size_t seen = 0;
  const auto agree = [&](const std::string& text) {
    const auto read = glance_at(text);
    if (!read) return;
    ++seen;
    const auto judged = judgement_on(text);
    CAPTURE(printable(text));
    REQUIRE(judged.has_value());
    REQUIRE(read->same_as(*judged));
  };
  for (const std::string& value : odd_values) {
    agree(file_of("key: " + value + "\n"));
    agree(file_of("key:" + value + "\n"));
    agree(file_of("key:   " + value + "\nnext: 1\n"));
    agree(file_of("key: " + value + "\n  more\n"));
    agree(file_of("key: " + value + "\nmore\n"));
    agree(file_of("key: " + value + "\n- more\n"));
    agree(file_of(value + "\n"));
    agree(file_of(value + ": 1\n"));
    agree(file_of("key:\n  - " + value + "\n"));
    agree(file_of("key:\n- " + value + "\nnext: 1\n"));
    agree(file_of("key:\n  - a\n  - " + value + "\n"));
    agree(file_of("key:\n  - {at: " + value + ", distress: 3}\n"));
    agree(file_of("key: [" + value + "]\n"));
    agree(file_of("key: [a, " + value + ", b]\n"));
    agree(file_of("key: {a: " + value + "}\n"));
    agree("---\r\nkey: " + value + "\r\nnext: 1\r\n---\r\n");
  }
  CHECK(seen > 100); // the scanner knows more than nothing
}

TEST_CASE("headers put together by chance are read alike by both readers",
          "[journal]") {
  Chance chance(43);
  const std::vector<std::string> starts = {"",
                                           "key: ",
                                           "after: ",
                                           "later:",
                                           "  - ",
                                           "- ",
                                           "    - ",
                                           "  ",
                                           "# ",
                                           "a: ",
                                           "b:",
                                           "\"c\": ",
                                           "'d': ",
                                           "e : ",
                                           "- f: ",
                                           "\tx: ",
                                           "null: ",
                                           "-"};
  for (int round = 0; round < 6000; ++round) {
    std::string lines;
    for (std::size_t count = 1 + chance.below(5); count > 0; --count) {
      lines += starts[chance.below(starts.size())];
      if (chance.below(3) != 0) lines += odd_values[chance.below(odd_values.size())];
      lines += chance.below(12) == 0 ? "\r\n" : "\n";
    }
    const std::string text = file_of(lines);
    const auto read = glance_at(text);
    if (!read) continue;
    const auto judged = judgement_on(text);
    CAPTURE(printable(lines));
    REQUIRE(judged.has_value());
    REQUIRE(read->same_as(*judged));
  }
}

TEST_CASE("headers from the wild are read alike by both readers", "[journal]") {
  const auto headers = wild_headers();
  for (const auto& [id, text] : headers)
    for (const std::string& written : {text, as_entry(text)}) {
      INFO(id);
      const auto read = glance_at(written);
      if (!read) continue;
      const auto judged = judgement_on(written);
      REQUIRE(judged.has_value());
      CHECK(read->same_as(*judged));
    }
}

TEST_CASE("a blank line with a tab in it makes no header unreadable", "[journal]") {
  CHECK(field(file_of("a: 1\n\t\nb: 2\n"), "b") == "2");
  CHECK(field(file_of("a: 1\n \t \n\nb: 2\n"), "b") == "2");
}

TEST_CASE("a quote that is not closed swallows no key behind it", "[journal]") {
  for (const char* const line : {"title: 'Tis broken\n", "title: \"Open\n", "- 'a\n"}) {
    const std::string text = file_of("a: 1\n" + std::string(line) + "after: 3\n");
    const auto header = reading_of(text);
    CAPTURE(line);
    CHECK((!header || header->find("after") != nullptr));
    CHECK_FALSE(reading_of(file_of("a: 1\n" + std::string(line))).has_value());
  }
}

TEST_CASE("values are the text that was written, never guessed into something else",
          "[journal]") {
  const auto [written, read] = GENERATE(table<std::string, std::string>({
      {"yes", "yes"},
      {"on", "on"},
      {"0123", "0123"},
      {"08", "08"},
      {"1_000", "1_000"},
      {"3.0", "3.0"},
      {"\"8\"", "8"},
      {"'it''s fine'", "it's fine"},
      {"\"She said \\\"hm\\\"\"", "She said \"hm\""},
      {"Ticket #42 broke", "Ticket #42 broke"},
      {"Ticket # 42", "Ticket"},
      {"~", "null"},
      {"null", "null"},
      {"\"null\"", "null"},
      {"", "null"},
      {"\"\"", ""},
      {"[a, b, c]", "list of 3"},
      {"[]", "list of 0"},
      {"{a: 1}", "map"},
  }));
  if (written == "Ticket #42 broke") {
    // YAML takes ` #42 broke` for a comment; kindly is no wiser than the others.
    CHECK(field(file_of("key: " + written + "\n"), "key") == "Ticket");
    return;
  }
  INFO(written);
  CHECK(field(file_of("key: " + written + "\n"), "key") == read);
}

TEST_CASE("a value knows its line in the file", "[journal]") {
  for (const std::string& lines :
       {std::string("a: 1\n# comment\n\nb: 2\nlater:\n  - {at: x, distress: 3}\n"),
        std::string(
            "a: 'o''k'\n# comment\n\nb: 2\nlater:\n  - {at: x, distress: 3}\n")}) {
    const auto header = reading_of(file_of(lines));
    REQUIRE(header.has_value());
    CHECK(header->find("a")->line == 2);
    CHECK(header->find("b")->line == 5);
    CHECK(header->find("later")->line == 6);
    CHECK(header->find("later")->items.at(0).line == 7);
  }
}

TEST_CASE("a key that stands twice is refused and both lines are named", "[journal]") {
  for (const std::string& lines : {std::string("after: 5\nb: 1\nafter: 3\n"),
                                   std::string("after: 5\nb: 1\n\"after\": 3\n"),
                                   std::string("after: 5\nb: [x\n ]\nafter: 3\n")}) {
    const std::string text = file_of(lines);
    const auto where = find_header(text, name);
    REQUIRE(where.has_value());
    const Outcome outcome = outcome_of([&] {
      (void)read_header(text, *where, name);
      return std::string();
    });
    INFO(lines);
    CHECK(names_a_line(outcome));
    CHECK(outcome.refusal.find("'after'") != std::string::npos);
    CHECK(outcome.refusal.find('2') != std::string::npos);
    CHECK(
        outcome.refusal.find(lines.find("[x") == std::string::npos ? "my.md:4" : "5") !=
        std::string::npos);
    CHECK(names_a_line(set(text, "after", "7")));
    CHECK(names_a_line(set(text, "before", "7")));
  }
}

TEST_CASE("a header that is broken is named with its line and not changed",
          "[journal]") {
  const auto [lines, place] = GENERATE(table<std::string, std::string>({
      {"a: 1\ntitle: Work: it went badly\n", "my.md:3:"},
      {"a: 1\nb: 2\ntitle: 'Tis broken\n", "my.md:"},
      {"a: @sam\n", "my.md:2:"},
      {"a: [b\n", "my.md:"},
      {"a:1\nb:2\n", "my.md:2:"},
      {"- a\n- b\n", "my.md:2:"},
      {"Just a sentence.\n", "my.md:2:"},
      {"a: |\n\ttab\n", "my.md:"},
      {"<<<<<<< HEAD\nafter: 3\n=======\nafter: 4\n>>>>>>> other\n", "my.md:"},
      {"a: *nobody\n", "my.md:2:"},
  }));
  const std::string text = file_of(lines);
  const Outcome outcome = set(text, "after", "7");
  INFO(lines);
  CHECK(outcome.refusal.starts_with(place));
  CHECK_FALSE(outcome.hint.empty());
}

TEST_CASE("aliases and brackets can neither blow a header up nor bring kindly down",
          "[journal]") {
  std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char key = 'b'; key <= 'i'; ++key) {
    const std::string alias = std::string("*") + static_cast<char>(key - 1);
    bomb += std::string(1, key) + ": &" + key + " [" + alias;
    for (int i = 0; i < 8; ++i) bomb += "," + alias;
    bomb += "]\n";
  }
  for (const std::string& lines :
       {bomb,
        std::string("a: &a [*a]\n"),
        std::string("a: &a {b: *a}\n"),
        "x: " + std::string(2000, '[') + std::string(2000, ']') + "\n",
        "x: " + std::string(30000, '[') + "\n",
        "x: " + std::string(30000, '{') + "\n",
        "x: " + std::string(30000, '-') + "\n",
        "x:\n" + std::string(30000, ' ') + "- a\n"}) {
    const std::string text = file_of(lines);
    const auto where = find_header(text, name);
    REQUIRE(where.has_value());
    const Outcome outcome = outcome_of([&] {
      (void)read_header(text, *where, name);
      return std::string();
    });
    INFO(lines.substr(0, 40));
    CHECK((outcome.refusal.empty() || names_a_line(outcome)));
  }
  std::string steps = "x:\n";
  for (std::size_t i = 1; steps.size() < 60000; ++i)
    steps += std::string(i, ' ') + "- \n";
  CHECK_FALSE(reading_of(file_of(steps)).has_value());
  std::string dashes = "x:\n";
  for (int i = 0; i < 30000; ++i) dashes += "- ";
  CHECK_FALSE(reading_of(file_of(dashes + "\n")).has_value());
}

TEST_CASE("a value is set where it stands and no other byte changes", "[journal]") {
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"after: 3\n", "after: 7\n"},
      {"after: 10\n", "after: 7\n"},
      {"after:   3\n", "after:   7\n"},
      {"after :   3\n", "after :   7\n"},
      {"after: 3 # better\n", "after: 7 # better\n"},
      {"after: 3   # better\n", "after: 7   # better\n"},
      {"after: 3\t\n", "after: 7\t\n"},
      {"after: 3   \n", "after: 7   \n"},
      {"after: \"3\"\n", "after: \"7\"\n"},
      {"after: '3' # x\n", "after: '7' # x\n"},
      {"'after': 3\n", "'after': 7\n"},
      {"\"after\" : 3\n", "\"after\" : 7\n"},
      {"after:\n", "after: 7\n"},
      {"after: \n", "after: 7 \n"},
      {"after:# not a comment: 1\nafter: 3\n", "after:# not a comment: 1\nafter: 7\n"},
      {"after: # not yet\n", "after: 7 # not yet\n"},
      {"after: ~\n", "after: 7\n"},
      {"after: null # yet\n", "after: 7 # yet\n"},
      {"after: \"\"\n", "after: \"7\"\n"},
      {"# how it felt\ntitle: t   # short\nafter: 3 # better\n# end\n",
       "# how it felt\ntitle: t   # short\nafter: 7 # better\n# end\n"},
      {"title: t  \n\nafter: 3\t\n\n", "title: t  \n\nafter: 7\t\n\n"},
      {"title :   t\nafter :   3\n", "title :   t\nafter :   7\n"},
      {"zeta: 1\nafter: 3\nalpha: {b: 2, a: 1}\ntitle: t\n",
       "zeta: 1\nafter: 7\nalpha: {b: 2, a: 1}\ntitle: t\n"},
      {"title: A long\n  title here\nafter: 3\n",
       "title: A long\n  title here\nafter: 7\n"},
      {"said: |\n  after: 1\n  Always.\nafter: 3\n",
       "said: |\n  after: 1\n  Always.\nafter: 7\n"},
      {"mine:\n  before: 8\n  after: 1\nafter: 3\n",
       "mine:\n  before: 8\n  after: 1\nafter: 7\n"},
      {"- not: first\n", ""},
      {"mine: {after: 1}\nafter: 3\n", "mine: {after: 1}\nafter: 7\n"},
      {"after-all: 1\nafter: 3\n", "after-all: 1\nafter: 7\n"},
      {"base: &b {before: 8}\ncopy: *b\nafter: 3\n",
       "base: &b {before: 8}\ncopy: *b\nafter: 7\n"},
      {"photo: !!binary R0lGOD\nafter: 3\n", "photo: !!binary R0lGOD\nafter: 7\n"},
      {"Gefühl: müde\n心情: 平静 🙂\nafter: 3\n",
       "Gefühl: müde\n心情: 平静 🙂\nafter: 7\n"},
      {"title: \u200fיום קשה\nafter: 3\n", "title: \u200fיום קשה\nafter: 7\n"},
      {"tags:\n    - work\n    - sleep\nafter: 3\n",
       "tags:\n    - work\n    - sleep\nafter: 7\n"},
  }));
  const Outcome outcome = set(file_of(before), "after", "7");
  CAPTURE(before, outcome.refusal);
  if (after.empty()) {
    CHECK(names_a_line(outcome));
    return;
  }
  CHECK(outcome.text == file_of(after));
}

TEST_CASE("a value that is not there yet becomes the header's last line", "[journal]") {
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"---\na: 1\n---\nbody\n", "---\na: 1\nafter: 7\n---\nbody\n"},
      {"---\na: 1\n...\nbody\n", "---\na: 1\nafter: 7\n...\nbody\n"},
      {"---\r\na: 1\r\n---\r\nb\r\n", "---\r\na: 1\r\nafter: 7\r\n---\r\nb\r\n"},
      {"\xef\xbb\xbf---\r\na: 1\r\n---\r\n",
       "\xef\xbb\xbf---\r\na: 1\r\nafter: 7\r\n---\r\n"},
      {"\xef\xbb\xbf---\na: 1\n---\nb", "\xef\xbb\xbf---\na: 1\nafter: 7\n---\nb"},
      {"---\n---\nBody.\n", "---\nafter: 7\n---\nBody.\n"},
      {"---\n---", "---\nafter: 7\n---"},
      {"---\n\n\n---\nBody.\n", "---\n\n\nafter: 7\n---\nBody.\n"},
      {"---\na: 1\n---", "---\na: 1\nafter: 7\n---"},
      {"---  \na: 1\n---\t\nb", "---  \na: 1\nafter: 7\n---\t\nb"},
      {"---\na: 1\n# after: 3\n---\nb", "---\na: 1\n# after: 3\nafter: 7\n---\nb"},
      {"---\nlater:\n  - x\n---\nb", "---\nlater:\n  - x\nafter: 7\n---\nb"},
      {"---\nsaid: |\n  after: 3\n---\n", "---\nsaid: |\n  after: 3\nafter: 7\n---\n"},
      {"---\na:\n---\n", "---\na:\nafter: 7\n---\n"},
      {"---\na: 1\n---\nb\r\nc\r\n", "---\na: 1\nafter: 7\n---\nb\r\nc\r\n"},
      {"---\na: 1\n---\ncaf\xe9 \xff", "---\na: 1\nafter: 7\n---\ncaf\xe9 \xff"},
  }));
  const Outcome outcome = set(before, "after", "7");
  CAPTURE(before, outcome.refusal);
  CHECK(outcome.text == after);
}

TEST_CASE("a value that cannot be set with certainty is left alone and its line named",
          "[journal]") {
  const std::string lines = GENERATE(as<std::string>(),
                                     "{title: Flow, after: 3}\n",
                                     "{title: Flow}\n",
                                     "? after\n: 3\n",
                                     "after: 3\nafter: 5\n",
                                     "after: &a 3\ncopy: *a\n",
                                     "a: &a 3\nafter: [*a]\n",
                                     "after: |\n  3\n",
                                     "after: >-\n  3\n",
                                     "after: 3\n  4\n",
                                     "after: \"3\n  4\"\n",
                                     "after:\n  3\n",
                                     "after: [3]\n",
                                     "after:\n  - 3\n",
                                     "after: {now: 3}\n",
                                     "after: 'it''s'\n",
                                     "after: \"a \\\" b\"\n",
                                     "title: \"one\nafter: 3\n\"\n",
                                     "title: Work: broken\nafter: 3\n",
                                     "- a\n- b\n",
                                     "Just a sentence.\n");
  const Outcome outcome = set(file_of(lines), "after", "7");
  CAPTURE(lines, outcome.refusal);
  CHECK(outcome.text.empty());
  CHECK(names_a_line(outcome));
  if (reading_of(file_of(lines))) CHECK(is_left_to_the_person(outcome));
}

TEST_CASE("a tag or an anchor of the person's own is not lost with a new value",
          "[journal]") {
  for (const char* const lines : {"after: &mine 3\n", "after: !mine 3\n"}) {
    const std::string text = file_of(lines);
    const Outcome outcome = set(text, "after", "7");
    INFO(lines);
    std::string kept = text;
    kept.replace(kept.find(" 3\n"), 2, " 7");
    CHECK((names_a_line(outcome) || outcome.text == kept));
  }
}

TEST_CASE("a value that YAML would read as something else is not written",
          "[journal]") {
  for (const char* const value : {"a: b",
                                  "a #b",
                                  "[a]",
                                  "{a}",
                                  "~",
                                  "null",
                                  "",
                                  "'",
                                  "&a",
                                  "*a",
                                  "- a",
                                  "two\nlines",
                                  "a\nkindly: 2",
                                  "\"open",
                                  "|",
                                  "a\n---\n"}) {
    INFO(value);
    CHECK(names_a_line(set(file_of("address: Sam\n"), "address", value)));
    CHECK(names_a_line(set(file_of("other: 1\n"), "address", value)));
  }
}

TEST_CASE("a file without a header is refused", "[journal]") {
  for (const char* const text : {"", "Body only\n", "----\na: 1\n----\n"}) {
    CHECK(set(text, "after", "7").refusal.starts_with("my.md:1:"));
    CHECK(add(text, "later", "x").refusal.starts_with("my.md:1:"));
  }
}

TEST_CASE("a check-in is added to the list and no other byte changes", "[journal]") {
  const auto [before, after] = GENERATE(table<std::string, std::string>({
      {"a: 1\n", "a: 1\nlater:\n  - {n: 2}\n"},
      {"", "later:\n  - {n: 2}\n"},
      {"later:\n  - {n: 1}\n", "later:\n  - {n: 1}\n  - {n: 2}\n"},
      {"later:\n- {n: 1}\n", "later:\n- {n: 1}\n- {n: 2}\n"},
      {"later:\n    - {n: 1}\nz: 1\n", "later:\n    - {n: 1}\n    - {n: 2}\nz: 1\n"},
      {"later:\n  - n: 1\n    note: hm\nz: 1\n",
       "later:\n  - n: 1\n    note: hm\n  - {n: 2}\nz: 1\n"},
      {"later:\n  - {n: 1} # first\n\n# end\nz: 1\n",
       "later:\n  - {n: 1} # first\n  - {n: 2}\n\n# end\nz: 1\n"},
      {"later:\n  - {n: 0}\n  - {n: 1}\n# end\n",
       "later:\n  - {n: 0}\n  - {n: 1}\n  - {n: 2}\n# end\n"},
      {"later:\n  # mine\n  - {n: 1}\n", "later:\n  # mine\n  - {n: 1}\n  - {n: 2}\n"},
      {"later:\n\n- {n: 1}\n", "later:\n\n- {n: 1}\n- {n: 2}\n"},
      {"later:\n    # mine\n    - {n: 1}\nz: 1\n",
       "later:\n    # mine\n    - {n: 1}\n    - {n: 2}\nz: 1\n"},
      {"later: []\n", "later: [{n: 2}]\n"},
      {"later: [ ] # none\n", "later: [ {n: 2}] # none\n"},
      {"later: [{n: 1}]\nz: 1\n", "later: [{n: 1}, {n: 2}]\nz: 1\n"},
      {"later: [{n: 1}] # mine\n", "later: [{n: 1}, {n: 2}] # mine\n"},
      {"later:\nz: 1\n", "later:\n  - {n: 2}\nz: 1\n"},
      {"later: # none yet\nz: 1\n", "later: # none yet\n  - {n: 2}\nz: 1\n"},
      {"'later':\n  - {n: 1}\n", "'later':\n  - {n: 1}\n  - {n: 2}\n"},
      {"mine:\n  later:\n    - x\nlater:\n  - {n: 1}\n",
       "mine:\n  later:\n    - x\nlater:\n  - {n: 1}\n  - {n: 2}\n"},
  }));
  const Outcome outcome = add(file_of(before), "later", "{n: 2}");
  CAPTURE(before, outcome.refusal);
  CHECK(outcome.text == file_of(after));
}

TEST_CASE("a check-in is written with the line ends of the header", "[journal]") {
  CHECK(add("---\r\na: 1\r\n---\r\nb", "later", "x").text ==
        "---\r\na: 1\r\nlater:\r\n  - x\r\n---\r\nb");
  CHECK(add("---\r\nlater:\r\n- w\r\na: 1\r\n---\r\nb\n", "later", "x").text ==
        "---\r\nlater:\r\n- w\r\n- x\r\na: 1\r\n---\r\nb\n");
  CHECK(add("\xef\xbb\xbf---\nlater: [w]\n...", "later", "x").text ==
        "\xef\xbb\xbf---\nlater: [w, x]\n...");
}

TEST_CASE("a list that cannot be added to with certainty is left alone", "[journal]") {
  const std::string lines = GENERATE(as<std::string>(),
                                     "later: soon\n",
                                     "later: {n: 1}\n",
                                     "later:\n  n: 1\n",
                                     "later: [\n  {n: 1}\n]\n",
                                     "later: |\n  - x\n",
                                     "later: &l\n  - x\ncopy: *l\n",
                                     "later: &l [x]\ncopy: *l\n",
                                     "l: &l [x]\nlater: *l\n",
                                     "later:\n  - x\nlater:\n  - y\n",
                                     "? later\n: - x\n",
                                     "{later: [x]}\n",
                                     "{a: 1}\n",
                                     "later: 'x'\n");
  const Outcome outcome = add(file_of(lines), "later", "{n: 2}");
  CAPTURE(lines, outcome.refusal);
  CHECK(outcome.text.empty());
  CHECK(names_a_line(outcome));
  if (reading_of(file_of(lines))) CHECK(is_left_to_the_person(outcome));
}

TEST_CASE("an edit of any header changes one line or is refused", "[journal]") {
  const auto headers = wild_headers();
  for (const auto& [id, written] : headers) {
    const std::string text = as_entry(written);
    for (const std::string& key : {std::string("after"), std::string("title")}) {
      CAPTURE(id, key);
      const Outcome outcome = set(text, key, "7");
      if (outcome.text.empty()) {
        CHECK(outcome.refusal.starts_with("my.md:"));
        continue;
      }
      const Difference changed = difference(text, outcome.text);
      REQUIRE(changed.added.size() == 1);
      CHECK(changed.removed == (field(text, key) == "absent" ? 0 : 1));
      CHECK(field(outcome.text, key) == "7");
    }
    const Outcome outcome = add(text, "tags", "seven");
    CAPTURE(id, outcome.text);
    if (outcome.text.empty()) {
      CHECK(outcome.refusal.starts_with("my.md:"));
      continue;
    }
    const Difference changed = difference(text, outcome.text);
    CHECK(changed.added.size() == (field(text, "tags") == "absent" ? 2 : 1));
    CHECK(changed.removed <= 1);
  }
}

TEST_CASE("an edit of a header put together by chance changes one line or is refused",
          "[journal]") {
  Chance chance(47);
  const std::vector<std::string> starts = {
      "after: ", "after:", "  after: ", "- ", "later:", "  - ", "title: ", "# "};
  int edited = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string lines;
    for (std::size_t count = 1 + chance.below(4); count > 0; --count) {
      lines += starts[chance.below(starts.size())];
      if (chance.below(3) != 0) lines += odd_values[chance.below(odd_values.size())];
      lines += "\n";
    }
    const std::string text = file_of(lines);
    CAPTURE(printable(lines));
    const Outcome value = set(text, "after", "7");
    if (!value.text.empty()) {
      ++edited;
      const Difference changed = difference(text, value.text);
      REQUIRE(changed.added.size() <= 1);
      REQUIRE(changed.removed <= 1);
      REQUIRE(field(value.text, "after") == "7");
      REQUIRE(field(value.text, "title") == field(text, "title"));
    }
    const Outcome item = add(text, "later", "x");
    if (!item.text.empty()) {
      const Difference changed = difference(text, item.text);
      REQUIRE(changed.added.size() <= 2);
      REQUIRE(changed.removed <= 1);
      REQUIRE(field(item.text, "later").starts_with("list of "));
      REQUIRE(field(item.text, "after") == field(text, "after"));
    }
  }
  CHECK(edited > 500);
}

TEST_CASE("any text written as YAML is read back the same", "[journal]") {
  std::vector<std::string> texts = odd_values;
  for (const char* const more :
       {"Sam",        "O'Neil",   "my dear", "yes",   "No",          "y",
        "007",        "a, b",     "#tag",    "\"q\"", "back\\slash", "two\nlines",
        "tab\there",  " lead",    "trail ",  "",      "日本",        "é",
        "e\u0301",    "a\u00a0b", "\u2028",  "\x01",  "\x1b[0m",     "\u0085",
        "\u009b",     "\ufeff",   ".inf",    ".nan",  "0o17",        "1:30",
        "2026-11-23", "=",        "<<",      "!",     "%",           "@you",
        "`code`",     "--",       "---",     "...",   "? ",          "a: b: c",
        "{x}",        "[x]",      "*",       "&",     "|",           ">"})
    texts.emplace_back(more);
  for (const std::string& text : texts) {
    CAPTURE(printable(text), yaml_scalar(text));
    CHECK(yaml_scalar(text).find('\n') == std::string::npos);
    const std::string in_block = file_of("key: " + yaml_scalar(text) + "\nz: 1\n");
    CHECK(field(in_block, "z") == "1");
    CHECK(reading_of(in_block).has_value());
    if (reading_of(in_block)) {
      CHECK(reading_of(in_block)->find("key")->kind == YamlValue::Kind::scalar);
      CHECK(reading_of(in_block)->find("key")->text == text);
    }
    const auto in_list = reading_of(file_of("key: [a, " + yaml_scalar(text) + "]\n"));
    REQUIRE(in_list.has_value());
    REQUIRE(in_list->find("key")->items.size() == 2);
    CHECK(in_list->find("key")->items[1].text == text);
  }
}

TEST_CASE("plain words stay plain, and words that mean something else are quoted",
          "[journal]") {
  for (const char* const text : {"Sam", "my dear", "über", "one-off", "O'Neil", "x2"})
    CHECK(yaml_scalar(text) == text);
  for (const char* const text :
       {"yes",  "No",         "true", "OFF", "null", "~",     "3",
        "-3",   "3.5",        "007",  "1e3", "0x1F", "1_000", ".inf",
        ".nan", "2026-11-23", "",     " a",  "a: b", "#a",    "- a"}) {
    INFO(text);
    CHECK(yaml_scalar(text) == "\"" + std::string(text) + "\"");
  }
}
