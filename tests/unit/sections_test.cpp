#include "base/chance.hpp"
#include "base/text.hpp"
#include "journal/sections.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace kindly;

namespace {

using Strings = std::vector<std::string>;

/// Lines that read as structure somewhere: in Markdown, in YAML or here.
const Strings nasty_lines = {"",
                             "plain words",
                             "## x",
                             "##",
                             "##\t",
                             "##x",
                             "# x",
                             "### x",
                             "\\## x",
                             "\\\\## x",
                             "\\##",
                             " ## x",
                             "   ## x",
                             "    ## x",
                             "\t## x",
                             "   \\## x",
                             "## Kind words",
                             "```",
                             "````",
                             "`````",
                             "```cpp",
                             "``` a`b",
                             "``",
                             "~~~",
                             "~~~~",
                             "~~~ `x`",
                             "~~~ ~",
                             "\\```",
                             "\\~~~",
                             "\\\\```",
                             "  ```",
                             "    ```",
                             "``` ",
                             "~~~\t",
                             "---",
                             "...",
                             "===",
                             "- - -",
                             "***",
                             "> q",
                             ">",
                             ">q",
                             "> > q",
                             "> ## x",
                             "> ```",
                             "\\> q",
                             "\\",
                             "\\\\",
                             "kindly: 1",
                             "- item",
                             "<!-- x",
                             "</div>",
                             "| a | b |",
                             " ",
                             "  trailing  ",
                             "\t",
                             "\r",
                             "a\rb",
                             "é 漢 👨‍👩‍👧‍👦",
                             "caf\xe9",
                             "\x1b[31m",
                             "\ufeff## x",
                             "## \r",
                             "```\r",
                             "> \r"};

const Strings some_headings = {"Situation",
                               "Critical thoughts",
                               "Resistance",
                               "To a friend",
                               "Kind words",
                               "Common humanity",
                               "Moving forward",
                               "Afterwards",
                               "From Alex",
                               "C#",
                               "Größe: 漢字",
                               "> q"};

std::string nasty_text(Chance& chance, std::size_t most) {
  std::string text;
  const bool carriage = chance.below(5) == 0;
  for (std::size_t count = chance.below(most + 1); count > 0; --count) {
    text += nasty_lines[chance.below(nasty_lines.size())];
    text += carriage ? "\r\n" : "\n";
  }
  if (chance.below(3) != 0) text += nasty_lines[chance.below(nasty_lines.size())];
  return text;
}

/// What a person's editor may have made of a body: nothing is escaped.
std::string nasty_body(Chance& chance) {
  std::string body;
  for (std::size_t count = chance.below(4); count > 0; --count) {
    body += "\n## " + some_headings[chance.below(8)] + "\n\n";
    body += nasty_text(chance, 5);
    if (chance.below(2) == 0) body += "\n";
  }
  return body;
}

bool same(const std::vector<Section>& one, const std::vector<Section>& other) {
  return std::ranges::equal(one, other, [](const Section& a, const Section& b) {
    return a.heading == b.heading && a.text == b.text;
  });
}

Strings headings_of(std::string_view body) {
  Strings found;
  for (const SectionBytes& place : find_sections(body)) found.push_back(place.heading);
  return found;
}

std::string text_under(std::string_view body, std::string_view heading) {
  for (const Section& section : read_sections(body))
    if (section.heading == heading) return section.text;
  return "absent";
}

std::string without_end(std::string text) {
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  return text;
}

/// Up to the end of the last line that says something, and an empty line behind it.
std::string without_blank_lines(const std::string& text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  if (last == std::string::npos) return {};
  return text.substr(0, text.find('\n', last)) + "\n\n";
}

std::string without_carriages(std::string text) {
  std::erase(text, '\r');
  return text;
}

/// Whether `fresh` is `old` with one piece put in.
bool is_insertion(const std::string& old, const std::string& fresh) {
  if (fresh.size() < old.size()) return false;
  const auto [a, b] = std::ranges::mismatch(old, fresh);
  const auto rest = static_cast<std::size_t>(old.end() - a);
  return fresh.substr(fresh.size() - rest) == old.substr(old.size() - rest);
}

} // namespace

TEST_CASE("every text comes back byte for byte, alone in an entry", "[journal]") {
  Strings texts = nasty_lines;
  for (const std::string& line : nasty_lines) {
    texts.push_back(line + "\n");
    texts.push_back("\n" + line);
    texts.push_back("\n\n" + line + "\n\n");
    texts.push_back("before\n" + line + "\nbehind");
    texts.push_back("```\n" + line + "\n```");
    texts.push_back("~~~~\n" + line + "\n```\n~~~~\n" + line);
    texts.push_back("```\n" + line);
    texts.push_back(line + "\r\n" + line + "\r\n");
  }
  for (const std::string& text : texts)
    for (const std::string& heading :
         {std::string(headings::situation), std::string(headings::critic)}) {
      const std::string body = write_sections({{heading, text}});
      CAPTURE(printable(body));
      REQUIRE(same(read_sections(body), {{heading, text}}));
    }
}

TEST_CASE("whatever is typed into several sections comes back byte for byte",
          "[journal]") {
  Chance chance(53);
  for (int round = 0; round < 6000; ++round) {
    std::vector<Section> sections;
    for (std::size_t count = 1 + chance.below(4); count > 0; --count)
      sections.push_back(
          {some_headings[chance.below(some_headings.size())], nasty_text(chance, 6)});
    const std::string body = write_sections(sections);
    CAPTURE(printable(body));
    REQUIRE(same(read_sections(body), sections));
  }
}

TEST_CASE("texts made of fences only come back byte for byte", "[journal]") {
  Chance chance(59);
  const Strings fences = {"```",
                          "````",
                          "``` x",
                          "~~~",
                          "~~~~",
                          "~~~ x",
                          "\\```",
                          "##",
                          "## x",
                          "\\## x",
                          " ```",
                          "```  ",
                          "\\\\```",
                          "",
                          "x"};
  for (int round = 0; round < 6000; ++round) {
    std::vector<Section> sections;
    for (std::size_t count = 1 + chance.below(3); count > 0; --count) {
      std::string text;
      for (std::size_t lines = chance.below(9); lines > 0; --lines)
        text += fences[chance.below(fences.size())] + (lines > 1 ? "\n" : "");
      sections.push_back({some_headings[chance.below(8)], text});
    }
    const std::string body = write_sections(sections);
    CAPTURE(body);
    REQUIRE(same(read_sections(body), sections));
  }
}

TEST_CASE("a large text comes back byte for byte and in no time", "[journal]") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += i % 2 == 0 ? "```x\n" : "![[()\n";
  text += "~~~~~~\n";
  for (std::size_t size = 600; size > 3; --size)
    text += std::string(size, '~') + " x\n";
  const std::vector<Section> sections = {{"Situation", text}, {"Kind words", text}};
  const std::string body = write_sections(sections);
  CHECK(same(read_sections(body), sections));
}

TEST_CASE("prose stays prose in the file", "[journal]") {
  const std::string body = write_sections(
      {{"Situation", "plain\n# one\n### three\n---\n===\n> q\n- item\n*so*"}});
  CHECK(body ==
        "\n## Situation\n\nplain\n# one\n### three\n---\n===\n> q\n- item\n*so*\n");
}

TEST_CASE("only a line that would read as structure gets a backslash", "[journal]") {
  const auto [typed, written] = GENERATE(table<std::string, std::string>({
      {"## x", "\\## x"},
      {"  ## x", "  \\## x"},
      {"    ## x", "    ## x"},
      {"##x", "##x"},
      {"\\## x", "\\\\## x"},
      {"```\nopen", "\\```\nopen"},
      {"```\n## code\n```", "```\n## code\n```"},
      {"~~~~\n## code\n~~~", "\\~~~~\n\\## code\n\\~~~"},
      {"a `b` c", "a `b` c"},
  }));
  INFO(typed);
  CHECK(write_sections({{"Situation", typed}}) ==
        "\n## Situation\n\n" + written + "\n");
}

TEST_CASE("the critic's words are quoted line by line", "[journal]") {
  CHECK(write_sections({{"Critical thoughts", "I'm late.\n\nAgain."}}) ==
        "\n## Critical thoughts\n\n> I'm late.\n>\n> Again.\n");
  CHECK(text_under("## Critical thoughts\n\n> a\n>b\n> \n>\nc\n",
                   "Critical thoughts") == "a\nb\n\n\nc");
}

TEST_CASE("sections begin where a person would say they do", "[journal]") {
  const auto [body, found] = GENERATE(table<std::string, Strings>({
      {"", {}},
      {"no heading\n", {}},
      {"## A", {"A"}},
      {"## A\n## B\n", {"A", "B"}},
      {"##  A  ##\n", {"A"}},
      {"## A ###\n", {"A"}},
      {"## C#\n", {"C#"}},
      {"   ## A\n", {"A"}},
      {"    ## A\n", {}},
      {"\t## A\n", {}},
      {"##A\n", {}},
      {"# A\n", {}},
      {"### A\n", {}},
      {"\\## A\n", {}},
      {"> ## A\n", {}},
      {"##\tA\n", {"A"}},
      {"## A\r\n\r\ntext\r\n## B\r\n", {"A", "B"}},
      {"A\n===\n## B\n---\n", {"B"}},
      {"```\n## A\n```\n## B\n", {"B"}},
      {"~~~\n## A\n~~~\n## B\n", {"B"}},
      {"````\n## A\n```\n## A\n````\n## B\n", {"B"}},
      {"```\n## A\n~~~\n## A\n```\n## B\n", {"B"}},
      {"```\n## A\n", {"A"}}, // one stray fence hides nothing
      {"## A\n```\n## B\n~~~\n## C\n", {"A", "B", "C"}},
      {"``` a`b\n## A\n```\n", {"A"}},
      {"    ```\n## A\n    ```\n", {"A"}},
      {"## A\n## A\n", {"A", "A"}},
  }));
  INFO(body);
  CHECK(headings_of(body) == found);
}

TEST_CASE("the places of sections cover the body without gap", "[journal]") {
  Chance chance(61);
  for (int round = 0; round < 2000; ++round) {
    const std::string body = nasty_body(chance);
    CAPTURE(printable(body));
    const std::vector<SectionBytes> places = find_sections(body);
    for (std::size_t i = 0; i < places.size(); ++i) {
      REQUIRE(places[i].begin < places[i].text);
      REQUIRE(places[i].text <= places[i].end);
      REQUIRE(places[i].end ==
              (i + 1 < places.size() ? places[i + 1].begin : body.size()));
    }
    REQUIRE(read_sections(body).size() == places.size());
  }
}

TEST_CASE("a body that another editor gave other line ends reads the same",
          "[journal]") {
  const std::string body = "\r\n## Situation\r\n\r\nOne.\r\nTwo.\r\n\r\n## Critical "
                           "thoughts\r\n\r\n> a\r\n> b\r\n\r\n## Kind words\r\n";
  CHECK(headings_of(body) == Strings{"Situation", "Critical thoughts", "Kind words"});
  CHECK(text_under(body, "Situation") == "One.\r\nTwo.");
  CHECK(text_under(body, "Critical thoughts") == "a\r\nb");
  CHECK(text_under(body, "Kind words").empty());
}

TEST_CASE("a body written without blank lines reads as one with them", "[journal]") {
  const std::string body = "## Situation\nOne.\n## Kind words\nIt is hard.";
  CHECK(text_under(body, "Situation") == "One.");
  CHECK(text_under(body, "Kind words") == "It is hard.");
}

TEST_CASE("a paragraph becomes the last of its section", "[journal]") {
  const auto [body, fresh] = GENERATE(table<std::string, std::string>({
      {"", "\n## Afterwards\n\nBetter.\n"},
      {"\n## Situation\n\nx\n", "\n## Situation\n\nx\n\n## Afterwards\n\nBetter.\n"},
      {"## Situation\nx", "## Situation\nx\n\n## Afterwards\n\nBetter.\n"},
      {"## Afterwards\n\nOk.\n", "## Afterwards\n\nOk.\n\nBetter.\n"},
      {"## Afterwards\n\nOk.", "## Afterwards\n\nOk.\n\nBetter.\n"},
      {"## Afterwards\n\nOk.\n\n## Mine\n\ny\n",
       "## Afterwards\n\nOk.\n\nBetter.\n\n## Mine\n\ny\n"},
      {"## Afterwards\n\nOk.\n\n\n\n", "## Afterwards\n\nOk.\n\nBetter.\n\n\n\n"},
      {"## Afterwards\n", "## Afterwards\n\nBetter.\n"},
      {"## Afterwards", "## Afterwards\n\nBetter.\n"},
      {"## Afterwards\n\n## Mine\n", "## Afterwards\n\nBetter.\n\n## Mine\n"},
      {"```\n## Afterwards\n```\n",
       "```\n## Afterwards\n```\n\n## Afterwards\n\nBetter.\n"},
  }));
  INFO(body);
  CHECK(with_paragraph(body, "Afterwards", "Better.", "\n") == fresh);
}

TEST_CASE("a paragraph's lines end as the file's do", "[journal]") {
  CHECK(with_paragraph("## Afterwards\r\n\r\nOk.\r\n", "Afterwards", "One.", "\r\n") ==
        "## Afterwards\r\n\r\nOk.\r\n\r\nOne.\r\n");
  CHECK(with_paragraph("## Situation\r\n\r\nx", "Afterwards", "One.", "\r\n") ==
        "## Situation\r\n\r\nx\r\n\r\n## Afterwards\r\n\r\nOne.\r\n");
  CHECK(with_paragraph("## Afterwards\r\n", "Afterwards", "One.\nTwo.", "\r\n") ==
        "## Afterwards\r\n\r\nOne.\r\nTwo.\r\n");
}

TEST_CASE("a paragraph of the critic's is quoted as the others are", "[journal]") {
  const std::string body = "## Critical thoughts\n\n> First.\n";
  const std::string fresh =
      with_paragraph(body, headings::critic, "Second.\n## x", "\n");
  CHECK(fresh == "## Critical thoughts\n\n> First.\n\n> Second.\n> ## x\n");
  CHECK(text_under(fresh, headings::critic) == "First.\n\nSecond.\n## x");
}

TEST_CASE("a stray fence does not change how a paragraph behind it reads",
          "[journal]") {
  const auto [stray, text] = GENERATE(table<std::string, std::string>({
      {"~~~", "~~~~\n~~~\n~~~\nx"},
      {"```", "````\n```\n## x\n```\nx"},
      {"```", "## x\n```\ncode\n```\n## x"},
      {"```", "\\## x\n```\n\\## x\n```"},
  }));
  const std::string here = "## Kind words\n\n" + stray + "\n";
  CHECK(text_under(with_paragraph(here, "Kind words", text, "\n"), "Kind words") ==
        stray + "\n\n" + text);
  const std::string above = "## Situation\n\n" + stray + "\n\n## Kind words\n\nOk.\n";
  const std::string fresh = with_paragraph(above, "Afterwards", text, "\n");
  CHECK(headings_of(fresh) == Strings{"Situation", "Kind words", "Afterwards"});
  CHECK(text_under(fresh, "Situation") == stray);
  CHECK(text_under(fresh, "Kind words") == "Ok.");
  CHECK(text_under(fresh, "Afterwards") == text);
}

TEST_CASE("a paragraph changes no other byte and no other section", "[journal]") {
  Chance chance(67);
  for (int round = 0; round < 20000; ++round) {
    const std::string body = nasty_body(chance);
    const std::string heading = some_headings[chance.below(8)];
    const std::string text = nasty_text(chance, 4);
    const std::string fresh = with_paragraph(body, heading, text, "\n");
    CAPTURE(printable(body), heading, printable(text), printable(fresh));
    REQUIRE(is_insertion(body, fresh));
    std::vector<Section> before = read_sections(body);
    std::vector<Section> after = read_sections(fresh);
    const auto is_other = [&](const Section& section) {
      return section.heading != heading;
    };
    std::vector<Section> others_before;
    std::vector<Section> others_after;
    std::ranges::copy_if(before, std::back_inserter(others_before), is_other);
    std::ranges::copy_if(after, std::back_inserter(others_after), is_other);
    for (std::vector<Section>* const others : {&others_before, &others_after})
      for (Section& section : *others) section.text = without_end(section.text);
    REQUIRE(same(others_before, others_after));
  }
}

TEST_CASE("a paragraph reads as it was typed, behind what was there", "[journal]") {
  Chance chance(71);
  for (int round = 0; round < 20000; ++round) {
    const std::string body = nasty_body(chance);
    const std::string heading = some_headings[chance.below(8)];
    const std::string text = nasty_text(chance, 4) + "x";
    const std::string old = text_under(body, heading);
    const std::string fresh = with_paragraph(body, heading, text, "\n");
    CAPTURE(printable(body), heading, printable(text), printable(fresh));
    const std::string after = without_end(text_under(fresh, heading));
    REQUIRE(after.ends_with(text));
    if (heading == headings::critic) continue;
    const std::string before = old == "absent" ? "" : without_blank_lines(old);
    // Where a body mixes line ends, the last one of the old text becomes part of it.
    REQUIRE(without_carriages(after) == without_carriages(before + text));
  }
}

TEST_CASE("an entry is open while its critic has no kind word", "[journal]") {
  const std::string critic = "## Critical thoughts\n\n> I failed.\n";
  CHECK(glance(critic).is_open);
  CHECK(glance(critic + "\n## Kind words\n\n \n\n").is_open);
  CHECK(glance(critic + "\n## To a friend\n\nIt is hard.\n").is_open);
  CHECK(glance(critic + "\n```\n## Kind words\n\nno\n```\n").is_open);
  CHECK_FALSE(glance(critic + "\n## Kind words\n\nIt is hard.\n").is_open);
  CHECK_FALSE(glance(critic + "\n## Common humanity\n\nMany.\n").is_open);
  CHECK_FALSE(glance("## Moving forward\n\nOne step.\n\n" + critic).is_open);
  CHECK_FALSE(glance("## Critical thoughts\n\n>\n> \n").is_open);
  CHECK_FALSE(glance("## Situation\n\nx\n").is_open);
  CHECK_FALSE(glance("").is_open);
}

TEST_CASE("a glance and a reading agree on what is open", "[journal]") {
  // Marks of a quotation alone are no words, whoever made them.
  Chance chance(73);
  for (int round = 0; round < 3000; ++round) {
    std::vector<Section> sections;
    for (std::size_t count = chance.below(4); count > 0; --count)
      sections.push_back({some_headings[chance.below(8)], nasty_text(chance, 2)});
    bool critic = false;
    bool kind = false;
    for (const Section& section : sections) {
      if (section.text.find_first_not_of("> \t\r\n") == std::string::npos) continue;
      critic = critic || section.heading == headings::critic;
      kind = kind || is_kind_part(section.heading);
    }
    const std::string body = write_sections(sections);
    CAPTURE(printable(body));
    REQUIRE(glance(body).is_open == (critic && !kind));
  }
}

TEST_CASE("an entry is known by the first line of its situation", "[journal]") {
  CHECK(glance("\n## Situation\n\n\n  Froze in the demo. \nMore.\n").beginning ==
        "Froze in the demo.");
  CHECK(glance("## Kind words\n\nx\n\n## Situation\n\ny").beginning == "y");
  CHECK(glance("## Situation\n\n## Situation\n\nsecond\n").beginning == "second");
  CHECK(glance("## Situation\r\n\r\nOne.\r\nTwo.\r\n").beginning == "One.");
  CHECK(glance("## Kind words\n\nx\n").beginning.empty());
}
