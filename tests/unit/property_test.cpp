// What must hold for every header, value and text, tried on ones that rapidcheck makes.
// RC_PARAMS="max_success=1000000" asks for more; tests/properties.sh does.

#include "base/text.hpp"
#include "journal/document.hpp"
#include "journal/plain_yaml.hpp"
#include "journal/splice.hpp"
#include "support/sandbox.hpp"
#include "support/wild.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace kindly;
using kindly::test::Sandbox;

namespace {

using Strings = std::vector<std::string>;

const std::string name = "my.md";

rc::Gen<std::string> one_of(const Strings& texts) {
  return rc::gen::elementOf(texts);
}

/// A scalar as people write them: plain, quoted, of any script, and now and then one
/// that is no YAML.
rc::Gen<std::string> scalar() {
  static const Strings some = {"3",
                               "08",
                               "~",
                               "",
                               "yes",
                               "quiet",
                               "'3'",
                               "\"3\"",
                               "'it''s'",
                               "\"a \\\"b\\\"\"",
                               "two words",
                               "3 # tired",
                               "'3' # tired",
                               "#tag",
                               "[a, b]",
                               "[ ]",
                               "{at: 2, b: 3}",
                               "&x 3",
                               "!!str 3",
                               "2026-11-23T15:12:04+01:00",
                               "größe",
                               "日本",
                               "🌱",
                               "é",
                               "a:b",
                               "  3",
                               "3  "};
  static const Strings odd = {
      "@sam", "*x", "'open", "[open", "|", ">-", "\t3", "- 3", "a: b"};
  return rc::gen::weightedOneOf<std::string>({{30, one_of(some)}, {1, one_of(odd)}});
}

/// A line of a header, or several that belong together.
rc::Gen<std::string> header_line(const std::string& end) {
  static const Strings keys = {"after",
                               "before",
                               "title",
                               "mine",
                               "Tags",
                               "\"after\"",
                               "'mine'",
                               "later",
                               "note",
                               "großes",
                               "after ",
                               "x-y"};
  const auto pair = rc::gen::map(
      rc::gen::tuple(one_of(keys), one_of({": ", ":  "}), scalar()),
      [end](const auto& parts) {
        return std::get<0>(parts) + std::get<1>(parts) + std::get<2>(parts) + end;
      });
  const Strings fixed = {
      "# a comment" + end,
      end,
      "  " + end,
      "later:" + end + "  - {at: 2026-11-24T09:00:00Z, distress: 3}" + end,
      "later:" + end + "- {at: 2026-11-24T09:00:00Z, distress: 3}" + end,
      "later: [{at: 2026-11-24T09:00:00Z, distress: 3}]" + end,
      "said: |" + end + "  after: 1" + end + "  two" + end,
      "said: >-" + end + "  one" + end + end + "  two" + end,
      "said: \"one" + end + "  after: 1" + end + "  two\"" + end,
      "tags:" + end + "  - a" + end + "  - b # c" + end,
      "deep:" + end + "  after: 1" + end + "  x: {y: 2}" + end,
      "long: a plain one" + end + "  that goes on" + end,
      "base: &b {after: 9}" + end + "copy: *b" + end};
  return rc::gen::oneOf(pair, pair, one_of(fixed));
}

/// The lines without those whose key stands above; twins would all be refused.
Strings once_each(const Strings& lines) {
  Strings kept;
  std::set<std::string> seen;
  for (const std::string& line : lines) {
    std::string key = fold(line.substr(0, line.find(':')));
    std::erase_if(key, [](char c) { return c == '"' || c == '\'' || c == ' '; });
    const bool is_key = line.find(':') != std::string::npos && !line.starts_with('#');
    if (!is_key || seen.insert(key).second) kept.push_back(line);
  }
  return kept;
}

struct File {
  std::string text;
  std::size_t body = 0; ///< where it begins
};

/// A whole file: byte order mark or none, LF or CRLF, any fence, any body.
rc::Gen<File> file() {
  return rc::gen::mapcat(one_of({"\n", "\n", "\r\n"}), [](const std::string& end) {
    const auto lines = rc::gen::container<Strings>(header_line(end));
    const auto body = rc::gen::map(rc::gen::container<Strings>(one_of({"after: 7",
                                                                       "---",
                                                                       "...",
                                                                       "```",
                                                                       "words",
                                                                       "## Kind words",
                                                                       "## ",
                                                                       "\xff",
                                                                       "> x",
                                                                       ""})),
                                   [end](const Strings& all) {
                                     std::string text;
                                     for (const std::string& line : all)
                                       text += line + end;
                                     return text;
                                   });
    return rc::gen::map(rc::gen::tuple(one_of({"", "\xef\xbb\xbf"}),
                                       lines,
                                       one_of({"---", "...", "--- "}),
                                       body,
                                       rc::gen::arbitrary<bool>()),
                        [end](const auto& parts) {
                          const auto& [mark, header, fence, rest, ends] = parts;
                          File made{mark + "---" + end + "kindly: 1" + end};
                          for (const std::string& line : once_each(header))
                            made.text += line;
                          made.text += fence + (ends || !rest.empty() ? end : "");
                          made.body = made.text.size();
                          made.text += rest;
                          return made;
                        });
  });
}

/// Any text: letters of any script, controls, and lines that look like structure.
rc::Gen<std::string> any_text() {
  const Strings pieces = {"## Kind words\n",
                          "---\n",
                          "...\n",
                          "```\n",
                          "~~~~\n",
                          "> ",
                          "\\",
                          "\\## x\n",
                          "\n",
                          "\n\n",
                          "\r\n",
                          "\r",
                          " ",
                          "\t",
                          "    ",
                          "#",
                          "[a, b]",
                          "[]",
                          "--",
                          "-x",
                          "'",
                          "\"",
                          "\x1b[31m",
                          "\x7f",
                          "\u202e",
                          "\u009b",
                          "🌱",
                          "👩‍👩‍👧",
                          "é",
                          "{date}",
                          "%s",
                          "$(x)",
                          "I am ",
                          "such an idiot.",
                          "kindly: 1\n",
                          "## \n",
                          "``` x\n"};
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<Strings>(one_of(pieces))),
                      [](const Strings& all) {
                        std::string text;
                        for (const std::string& piece : all) text += piece;
                        return text;
                      });
}

/// How many bytes of `old` stand at the front and the back of `fresh`, not counted
/// twice.
std::size_t kept_bytes(const std::string& old, const std::string& fresh) {
  const auto [front, unused] = std::ranges::mismatch(old, fresh);
  (void)unused;
  const auto at_front = static_cast<std::size_t>(front - old.begin());
  std::size_t at_back = 0;
  while (at_back < std::min(old.size(), fresh.size()) - at_front &&
         old[old.size() - 1 - at_back] == fresh[fresh.size() - 1 - at_back])
    ++at_back;
  return at_front + at_back;
}

std::optional<std::string>
changed(const File& file, const std::function<std::string(const std::string&)>& edit) {
  try {
    return edit(file.text);
  } catch (const Error& refusal) {
    RC_ASSERT(refusal.code() == ExitCode::unreadable);
    RC_ASSERT(std::string_view(refusal.what()).starts_with("my.md:"));
    return std::nullopt;
  }
}

YamlValue header_of(const std::string& text) {
  return read_header(text, find_header(text, name).value(), name).root;
}

bool others_are_same(const std::string& old,
                     const std::string& fresh,
                     std::string_view key) {
  YamlValue before = header_of(old);
  YamlValue after = header_of(fresh);
  const auto is_key = [&](const YamlPair& pair) { return pair.first == key; };
  std::erase_if(before.pairs, is_key);
  std::erase_if(after.pairs, is_key);
  return before.same_as(after);
}

} // namespace

TEST_CASE("a value that was set is the value that is read, and no other byte changes",
          "[property]") {
  std::size_t made = 0;
  std::size_t tried = 0;
  rc::prop("set, then get", [&] {
    const File old = *file();
    const std::string key = *one_of({"after", "before", "mine", "minutes"});
    const std::string value = std::to_string(*rc::gen::inRange(1, 11));
    const auto fresh = changed(old, [&](const std::string& text) {
      return with_value(text, key, value, name);
    });
    ++tried;
    if (!fresh) return;
    ++made;
    const YamlValue header = header_of(*fresh);
    RC_ASSERT(header.find(key) != nullptr);
    RC_ASSERT(header.find(key)->text == value);
    RC_ASSERT(others_are_same(old.text, *fresh, key));
    RC_ASSERT(fresh->ends_with(old.text.substr(old.body)));
    // One value gave way to another: nothing went that was not the old value.
    const YamlValue before = header_of(old.text);
    const YamlValue* const was = before.find(key);
    const std::size_t gone = old.text.size() - kept_bytes(old.text, *fresh);
    RC_ASSERT(gone <=
              (was == nullptr ? 0 : std::max(was->text.size(), std::size_t{4})));
  });
  std::cout << made << " of " << tried << " edits were made, the others refused\n";
  CHECK(made * 2 > tried); // refusing everything would be easy
}

TEST_CASE("a check-in that was added is read as the last, and no byte goes",
          "[property]") {
  std::size_t made = 0;
  std::size_t tried = 0;
  rc::prop("add, then get", [&] {
    const File old = *file();
    const std::string item = "{at: 2026-11-25T09:00:00Z, distress: 2}";
    const auto fresh = changed(old, [&](const std::string& text) {
      return with_item(text, "later", item, name);
    });
    ++tried;
    if (!fresh) return;
    ++made;
    const YamlValue header = header_of(*fresh);
    const YamlValue* const later = header.find("later");
    RC_ASSERT(later != nullptr && !later->items.empty());
    RC_ASSERT(later->items.back().find("distress")->text == "2");
    RC_ASSERT(others_are_same(old.text, *fresh, "later"));
    RC_ASSERT(kept_bytes(old.text, *fresh) == old.text.size());
    RC_ASSERT(fresh->ends_with(old.text.substr(old.body)));
  });
  std::cout << made << " of " << tried << " edits were made, the others refused\n";
  CHECK(made * 2 > tried); // refusing everything would be easy
}

TEST_CASE("a paragraph that was added is read, and no byte goes", "[property]") {
  rc::prop("add, then read", [] {
    const File old = *file();
    const std::string text = *any_text();
    RC_PRE(text.find_first_not_of(" \t\r\n") != std::string::npos);
    std::optional<Document> document;
    (void)changed(old, [&](const std::string& bytes) {
      document = Document::read(bytes, name);
      return bytes;
    });
    RC_PRE(document.has_value());
    document->add_paragraph("Afterwards", text);
    const std::string& fresh = document->text();
    RC_ASSERT(kept_bytes(old.text, fresh) == old.text.size());
    RC_ASSERT(fresh.starts_with(old.text.substr(0, old.body)));
  });
}

TEST_CASE("any text that new is given is what show gives back", "[property]") {
  Sandbox box;
  rc::prop("new, then show --json", [&box] {
    const std::string situation = *any_text();
    const std::string critic = *any_text();
    const std::string kind = *any_text();
    for (const std::string& text : {situation, critic, kind})
      RC_PRE(text.find_first_not_of(" \t\r\n") != std::string::npos);
    const ExitCode made =
        box.run({"new", "--critic=" + critic, "--kind=" + kind, "-"}, situation);
    RC_ASSERT(made == ExitCode::done);
    const std::string path = box.out_line();
    RC_ASSERT(box.run({"show", "--json", path}) == ExitCode::done);
    const auto sections = nlohmann::json::parse(box.out())["sections"];
    RC_ASSERT(sections["Situation"] == situation);
    RC_ASSERT(sections["Critical thoughts"] == critic);
    RC_ASSERT(sections["Kind words"] == kind);
    std::filesystem::remove(path);
  });
}

TEST_CASE("any word survives as a value of a header", "[property]") {
  rc::prop("write, then read", [] {
    const std::string text = *any_text();
    const std::string scalar = yaml_scalar(text);
    RC_ASSERT(scalar.find('\n') == std::string::npos);
    const YamlValue header =
        header_of("---\nkey: " + scalar + "\nlist: [a, " + scalar + "]\n---\n");
    RC_ASSERT(header.find("key")->text == text);
    RC_ASSERT(header.find("list")->items.back().text == text);
  });
}
