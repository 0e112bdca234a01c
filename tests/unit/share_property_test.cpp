// What a copy must not hold, tried on entries and names that rapidcheck makes.

#include "base/text.hpp"
#include "share/copy.hpp"
#include "share/letter.hpp"
#include "share/redact.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

using namespace kindly;

namespace {

using Strings = std::vector<std::string>;

/// Words that may be seen, and what stands around and between them.
rc::Gen<std::string> kind_text() {
  static const Strings pieces = {"You did ", "what you could. ",
                                 "Sam, ",    "\n",
                                 "\n\n",     "# ",
                                 "## ",      "- ",
                                 "1. ",      "> ",
                                 "<b>",      "&amp;",
                                 "*so* ",    "[x](y) ",
                                 "```\n",    "Friend: ",
                                 "\\",       "größe ",
                                 "🌱 ",       "\t",
                                 "---\n"};
  return rc::gen::map(rc::gen::container<Strings>(rc::gen::elementOf(pieces)),
                      [](const Strings& all) {
                        std::string text;
                        for (const std::string& piece : all) text += piece;
                        return text;
                      });
}

/// A word that stands nowhere else: zq, a number, zq.
std::string secret(std::size_t number) {
  return "zq" + std::string(number + 1, 'k') + "zq";
}

const std::array<std::string, 6> hidden_headings = {"Situation",
                                                    "Critical thoughts",
                                                    "To a friend",
                                                    "Resistance",
                                                    "Afterwards",
                                                    "From Zqz"};

struct Made {
  Entry entry;
  std::vector<Section> sections;
  std::size_t secrets = 0;
};

/// An entry with a secret in each section that is not kind, in quoted turns and turns
/// of the critic, and in its header.
rc::Gen<Made> entry() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::container<Strings>(6, kind_text()),
                     rc::gen::container<Strings>(kind_text()),
                     rc::gen::inRange(0, 6)),
      [](const auto& parts) {
        Made made;
        const auto hide = [&](const std::string& before, const std::string& behind) {
          return before + secret(made.secrets++) + behind;
        };
        for (std::size_t i = 0; i < hidden_headings.size(); ++i)
          made.sections.push_back(
              {hidden_headings[i], hide(std::get<0>(parts)[i] + " ", " so")});
        std::string kind;
        for (const std::string& text : std::get<1>(parts)) {
          kind += text + "\n\n> " + hide("", "") + "\n\n" + text +
                  "\nCritic: " + hide("", " you\nand ") + hide("", "") + "\n\n" + text;
        }
        kind += "\n" + std::string("You are here.");
        const auto place = made.sections.begin() + std::get<2>(parts);
        made.sections.insert(place, {std::string(headings::kind), kind});
        made.entry.date = *parse_rfc3339("2026-11-23T15:12:04+01:00");
        made.entry.occasion = hide("", "");
        made.entry.address = hide("", "");
        made.entry.themes = {hide("", "")};
        made.entry.before = Rating::parse("8");
        return made;
      });
}

Document written(const Made& made) {
  const std::string text = write_entry(made.entry, made.sections);
  auto document = Document::read(text, "/home/zqz/2026-11-23-151204-kx4p.md");
  RC_ASSERT(document.has_value());
  return std::move(*document);
}

void show_nothing_secret(const std::string& copy) {
  for (const char* hidden : {"zq", "2026", "15:12", "kx4p", "/home", "kindly:"})
    RC_ASSERT(copy.find(hidden) == std::string::npos);
  RC_ASSERT(copy.find("You are here.") != std::string::npos);
}

} // namespace

TEST_CASE("a copy leaks nothing that was not asked for", "[share][property]") {
  rc::prop("whatever stands in the entry, in any shape, and in a letter", [] {
    const Document document = written(*entry());
    const std::vector<Section> sections = shown_of(document, {}).sections;
    for (const auto& shown : {sections, letter_with(sections)}) {
      show_nothing_secret(as_text(shown));
      show_nothing_secret(as_markdown(shown));
      show_nothing_secret(as_html(shown, "Kind words"));
    }
  });
}

TEST_CASE("no word of a hidden name is left in any case or ending",
          "[share][property]") {
  rc::prop("in any text", [] {
    static const Strings forms = {"Priya",
                                  "priya’s",
                                  "PRIYAS",
                                  "Zoë's",
                                  "zoe",
                                  "ZOË",
                                  "O’Brien",
                                  "o'brien's",
                                  "d'Zoe",
                                  "Priya-Zoë",
                                  "(priya)",
                                  "*Zoë*",
                                  "priya_zoe",
                                  "Zoe\xcc\x88"};
    const auto around = *rc::gen::container<Strings>(kind_text());
    std::string text;
    for (const std::string& piece : around)
      text += piece + " " + *rc::gen::elementOf(forms) + " ";
    const Strings names = {"Priya", "Zoe", "O'Brien"};
    const std::vector<Section> sections =
        Mask(names).over({{"From Priya", text}, {"x", text}});
    for (const std::string& copy :
         {as_text(sections), as_markdown(sections), as_html(sections, "x")})
      for (const Word& word : words_of(copy))
        for (const char* name : {"priya", "zoe", "brien"})
          RC_ASSERT(word.folded.find(name) == std::string::npos);
  });
}

TEST_CASE("an answer keeps every word of the friend, above the letter and below",
          "[share][property]") {
  rc::prop("quoted or not", [] {
    const Document document = written(*entry());
    const std::vector<Section> sections = shown_of(document, {}).sections;
    const std::string letter = as_text(letter_with(sections));
    std::string quoted;
    for (const std::string_view line : lines_of(letter))
      (quoted += "> ").append(line) += '\n';
    const std::string answer =
        "Qa one.\n\nqa " + std::string(trimmed(*kind_text())) + " qa";
    RC_PRE(answer.find("> ") == std::string::npos);
    std::string said;
    for (const Word& word : words_of(answer)) said += word.folded + ' ';
    for (const std::string& reply :
         {letter + answer, answer + "\n\n" + quoted, quoted + "\n" + answer}) {
      const Answer found = answer_in(reply, document.sections());
      std::string kept;
      for (const Word& word : words_of(found.text)) kept += word.folded + ' ';
      RC_ASSERT(kept == said);
    }
  });
}
