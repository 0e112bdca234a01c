// All of a journal, read at once: the quick way gives what the slow one gives, and
// several threads what one does.

#include "commands/entry_json.hpp"
#include "commands/progress.hpp"
#include "journal/journal.hpp"
#include "journal/plain_entry.hpp"
#include "journal/plain_yaml.hpp"
#include "support/sandbox.hpp"
#include "support/wild.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace kindly;
using test::entry_text;
using test::Sandbox;
namespace fs = std::filesystem;

namespace {

const std::string stem = "2026-11-20-100000-aaaa";
const Zone zone = Zone::fixed(std::chrono::minutes(60));

std::string everything(Entry entry) {
  entry.path = stem + ".md";
  return fmt::format(
      "{} {} {}", entry_json(entry).line(), entry.age.value_or(-1), entry.beginning);
}

/// What a Document says; "refused" where it cannot be understood.
std::string slowly(const std::string& text) {
  try {
    const auto document = Document::read(text, stem + ".md");
    return document ? everything(document->entry(stem, zone)) : "no entry";
  } catch (const Error&) {
    return "refused";
  }
}

/// What the plain reader says, if it is sure. It keeps its room, and its entry, from
/// one text to the next.
std::optional<std::string> quickly(const std::string& text) {
  static PlainReader reader;
  static Entry entry;
  const bool is_sure = reader.read(text, stem, zone, Parts::all, entry);
  return is_sure ? std::optional(everything(entry)) : std::nullopt;
}

/// Checks one text and counts those that the plain reader is sure of.
void compare(const std::string& text, std::size_t& sure) {
  const auto quick = quickly(text);
  if (!quick) return;
  ++sure;
  INFO(text);
  CHECK(*quick == slowly(text));
}

/// A journal larger than one thread reads alone, with some of everything odd.
void fill_large(const Sandbox& box) {
  for (int i = 0; i < 1600; ++i) {
    const int month = i % 12 + 1;
    const int day = i / 12 % 28 + 1;
    const std::string name =
        fmt::format("2025/{0:02}/2025-{0:02}-{1:02}-{2:06}-aaaa.md", month, day, i);
    const std::string date =
        fmt::format("date: 2025-{:02}-{:02}T10:00:00+01:00\n", month, day);
    if (i % 100 == 7)
      box.write(name, "---\nkindly: 1\ndate: soon\n---\n");
    else if (i % 100 == 9) // yaml-cpp goes deep here
      box.write(name,
                "---\nkindly: 1\n" + date + "odd: " + std::string(400, '[') +
                    std::string(400, ']') + "\n---\n");
    else if (i % 50 == 11)
      box.write(name, entry_text(date + "themes: [work]\nmine: {a: [1]}\n", "Odd."));
    else
      box.write(name, entry_text(date + "themes: [study]\n", "Froze. heliotrope"));
  }
  box.write("loose.md", entry_text("date: 2025-02-02\n", "Outside."));
  box.write("notes/deep/one.md", entry_text("date: 2025-03-02\n", "Deeper."));
}

} // namespace

TEST_CASE("what the plain reader is sure of is what the document says", "[sweep]") {
  std::size_t sure = 0;
  for (const auto& [number, text] : test::wild_headers()) {
    compare(text, sure);
    compare(test::as_entry(text), sure);
  }
  CHECK(sure > 20);
}

TEST_CASE("the plain reader agrees on the shared odd headers", "[sweep]") {
  const fs::path folder = KINDLY_SOURCE_DIR "/../shared/frontmatter-cases";
  if (!fs::exists(folder)) {
    WARN("skipped: there is no " << folder);
    return;
  }
  std::size_t sure = 0;
  for (const auto& file : fs::directory_iterator(folder)) {
    if (file.path().extension() != ".md") continue;
    const std::string text = read_file(file.path(), 1U << 20);
    compare(text, sure);
    compare(test::as_entry(text), sure);
  }
  CHECK(sure > 20);
}

TEST_CASE("the plain reader agrees on headers with lines and bytes changed",
          "[sweep]") {
  std::mt19937 chance(20261125); // the same cases in every run
  const auto below = [&](std::size_t n) { return chance() % n; };
  const std::vector<std::string> lines = {
      "date: 2026-11-20T10:00:00+01:00",
      "date: 2026-11-20",
      "form: letter",
      "age: 9",
      "occasion: calm",
      "themes: [work, \"a, b\"]",
      "themes: [\"2\", 'b']",
      "themes:",
      "- work",
      "  - \"a \\\" b\"",
      "feelings: [sad]",
      "address: \"a \\\\ b\" # c",
      "address: 'Sam'",
      "address: Zoë",
      "before: 8",
      "before: 08",
      "after: \"3\"",
      "minutes: 9",
      "later:",
      "  - {at: 2026-11-24T09:00:00+01:00, distress: 3}",
      "later: [{at: 2026-11-24, distress: 3}]",
      "# words",
      "",
      "mine: {a: b}",
      "rewrites: x",
      "Before: 3",
      "mine: a:b",
      "mine: 10:30",
      "mine: a #b",
      "mine: a#b",
      "mine: \"\\x41\\x1b\"",
      "mine: \"\\u0041\"",
      "mine: \"a\"b",
      "mine: []"};
  const std::string odd = "\"'\\:#[]{},-? \t\r~n\xc3";
  std::size_t sure = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text = "---\nkindly: 1\n";
    for (std::size_t i = below(7); i > 0; --i)
      text += lines[below(lines.size())] + "\n";
    text += "---\n\n## Situation\n\nWords.\n\n## Critical thoughts\n\n> No.\n";
    for (std::size_t i = below(3); i > 0; --i) {
      const std::size_t at = 4 + below(text.size() - 4);
      if (below(2) == 0)
        text[at] = odd[below(odd.size())];
      else
        text.insert(at, 1, odd[below(odd.size())]);
    }
    compare(text, sure);
  }
  CHECK(sure > 5000);
}

TEST_CASE("the plain reader is sure of all that kindly writes", "[sweep]") {
  const std::vector<std::string> words = {
      "Sam",         "my friend", "a \"quoted\" one",
      "back\\slash", "2 cats",    "yes",
      "- x",         "a, b",      "[a]",
      "{b}",         "it's",      "größe",
      "#1",          "a: b",      "a # b",
      "tab\there",   "~",         "two\nlines",
      "\x1b[1m",     "what?",     " ",
      "' '"};
  for (const std::string& word : words) {
    Entry entry;
    entry.date = *parse_rfc3339("2026-11-20T10:00:00+01:00");
    entry.form = "letter";
    entry.age = 9;
    entry.rewrites = word;
    entry.address = word;
    entry.themes = {"work", "study"};
    entry.feelings = {word, "sad"};
    entry.before = Rating::parse("8");
    entry.after = Rating::parse("3");
    entry.minutes = 9;
    const std::string text =
        write_entry(entry, {{"Situation", word}, {"Critical thoughts", word}});
    INFO(text);
    const auto quick = quickly(text);
    REQUIRE(quick);
    CHECK(*quick == slowly(text));
  }
}

TEST_CASE("a header that is too large is left to the document", "[sweep]") {
  PlainYaml scanner;
  std::string list = "kindly: 1\nmine: [";
  for (int i = 0; i < 60'000; ++i) list += "a, ";
  CHECK_FALSE(scanner.scan(list + "a]\n---\n", 2));
  CHECK_FALSE(scanner.scan("kindly: 1\n" + std::string(70'000, '#') + "\n---\n", 2));
  const auto fits = scanner.scan("kindly: 1\nmine: [a, b]\n---\n## x: y\n", 2);
  REQUIRE(fits);
  CHECK(fits->pairs.size() == 2);
  CHECK(scanner.end() == std::string_view("kindly: 1\nmine: [a, b]\n").size());
  CHECK_FALSE(scanner.has_capital());
  REQUIRE(scanner.scan("kindly: 1\nMine: 2\n", 2));
  CHECK(scanner.has_capital());
  REQUIRE(scanner.scan("kindly: 1\na-very-long-keY-of-my-own: 2\n", 2));
  CHECK(scanner.has_capital());
}

TEST_CASE("a large journal reads the same on several threads", "[sweep]") {
  Sandbox box;
  fill_large(box);
  const Journal journal(box.journal(), zone, Durability::fast);
  const Listing all = journal.list({});
  CHECK(all.entries.size() == 1600 - 32 + 2);
  REQUIRE(all.problems.size() == 32);
  CHECK(std::ranges::is_sorted(all.problems, std::greater<>(), [](const Error& error) {
    return std::string(error.what());
  }));
  const Listing few = journal.list({.most = 5000}); // read by one thread
  REQUIRE(few.entries.size() == all.entries.size());
  for (std::size_t i = 0; i < all.entries.size(); ++i) {
    REQUIRE(everything(all.entries[i]) == everything(few.entries[i]));
    REQUIRE(all.entries[i].path == few.entries[i].path);
  }
  for (const auto& words : {std::vector<std::string>{"stats", "--json"},
                            {"stats", "--by", "phrase", "--json"},
                            {"export", "--format", "csv"},
                            {"search", "HELIOTROPE", "--jsonl"},
                            {"list", "--since", "2025-03", "--until", "2025-05"}}) {
    CHECK(box.run(words) == ExitCode::unreadable);
    const std::string once = box.out() + box.err();
    CHECK(box.run(words) == ExitCode::unreadable);
    CHECK(box.out() + box.err() == once);
  }
}

TEST_CASE("a large file is read whole, and one that is no entry is let alone",
          "[sweep]") {
  Sandbox box;
  box.write("2026/11/" + stem + ".md",
            entry_text("date: 2026-11-20\n", std::string(200'000, 'x') + " end"));
  box.write("2026/11/note.md", std::string(200'000, 'y'));
  CHECK(box.run({"search", "x end"}) == ExitCode::done);
  CHECK(box.run({"list", "--paths"}) == ExitCode::done);
  CHECK(std::ranges::count(box.out(), '\n') == 1);
}

TEST_CASE("a wait is shown on a terminal and taken away again", "[progress]") {
  Source in{std::string()};
  Sink out;
  Sink err;
  Terminal terminal{.in = in, .out = out, .err = err};
  const auto shown = [&](std::chrono::milliseconds patience) {
    const std::size_t before = err.text().size();
    {
      Progress progress(terminal, patience);
      progress.read_so_far(12);
    }
    return err.text().substr(before);
  };
  CHECK(shown(std::chrono::seconds(0)).empty());
  terminal.err_is_terminal = true;
  CHECK(shown(std::chrono::hours(1)).empty());
  const std::string line = shown(std::chrono::seconds(0));
  CHECK(line.starts_with("\rReading: 12 files so far\r"));
  CHECK(line.ends_with(" \r"));
  CHECK(out.text().empty());
  terminal.quiet = true;
  CHECK(shown(std::chrono::seconds(0)).empty());
}
