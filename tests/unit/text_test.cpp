#include "base/chance.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

using namespace kindly;

namespace {

std::string utf8(char32_t code) {
  const auto tail = [&](int shift) {
    return static_cast<char>(0x80 | ((code >> shift) & 0x3f));
  };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xc0 | (code >> 6)), tail(0)};
  if (code < 0x10000) return {static_cast<char>(0xe0 | (code >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xf0 | (code >> 18)), tail(12), tail(6), tail(0)};
}

/// What a terminal, an editor or an attacker may put into a text, in small pieces.
const std::vector<std::string> pieces = {"a",
                                         "word",
                                         " ",
                                         "  ",
                                         "\n",
                                         "\t",
                                         "\r",
                                         "é",
                                         "e\u0301",
                                         "漢",
                                         "字",
                                         "👍🏽",
                                         "👨‍👩‍👧‍👦",
                                         "🇩🇪",
                                         "❤️",
                                         "\u200b",
                                         "\u00a0",
                                         "\u202e",
                                         "\u2066",
                                         "\x1b[31m",
                                         "\xc2\x9b",
                                         "\x9b",
                                         "\x7f",
                                         "\xff",
                                         "\xe2\x82",
                                         "\\x1b",
                                         "\xed\xa0\x80",
                                         "\u2028",
                                         "…",
                                         "한",
                                         "\u0600",
                                         "\u0e33",
                                         "\U0001f3fb"};

std::string random_text(Chance& chance, std::size_t most) {
  std::string text;
  for (std::size_t count = chance.below(most + 1); count > 0; --count)
    text += pieces[chance.below(pieces.size())];
  return text;
}

bool is_bidi_control(char32_t code) {
  return code == 0x61c || code == 0x200e || code == 0x200f ||
         (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for (const Word& word : words_of(text)) words.push_back(word.folded);
  return words;
}

using Strings = std::vector<std::string>;

const Strings commands = {
    "new", "resume", "rate", "reframe", "check", "themes", "list", "show", "stats"};

} // namespace

TEST_CASE("UTF-8 is told from bytes that only look like it", "[base]") {
  for (const char* const good : {"",
                                 "plain",
                                 "é",
                                 "漢字",
                                 "👩‍🚀",
                                 "\u0080",
                                 "\u07ff",
                                 "\u0800",
                                 "\uffff",
                                 "\U00010000",
                                 "\U0010ffff",
                                 "e\u0301",
                                 "\ufeff"}) {
    INFO(printable(good));
    CHECK(is_utf8(good));
  }
  CHECK(is_utf8(std::string("a\0b", 3)));
  for (const char* const broken : {"\x80",
                                   "\xbf",
                                   "\xc3",
                                   "caf\xe9",
                                   "\xe2\x82",
                                   "\xf0\x9f\x98", // cut short
                                   "\xc0\x80",
                                   "\xc1\xbf",
                                   "\xe0\x80\xaf",
                                   "\xf0\x80\x80\xaf", // too long
                                   "\xed\xa0\x80",
                                   "\xed\xbf\xbf", // surrogates
                                   "\xf4\x90\x80\x80",
                                   "\xf8\x88\x80\x80\x80",
                                   "\xfe",
                                   "\xff\xfe"}) { // too large
    INFO(printable(broken));
    CHECK_FALSE(is_utf8(broken));
    CHECK_FALSE(is_utf8(std::string("before ") + broken));
  }
}

TEST_CASE("no control byte reaches the screen, but newlines and tabs do", "[base]") {
  for (char32_t code = 0; code < 0x20; ++code) {
    const std::string text = "a" + utf8(code) + "b";
    INFO(static_cast<unsigned>(code));
    if (code == '\n' || code == '\t')
      CHECK(printable(text) == text);
    else
      CHECK(printable(text).find(static_cast<char>(code)) == std::string::npos);
  }
  CHECK(printable("\x1b[2J") == "\\x1b[2J");
  CHECK(printable("a\rb") == "a\\x0db");
  CHECK(printable("\x7f") == "\\x7f");
  CHECK(printable(std::string("a\0b", 3)) == "a\\x00b");
  CHECK(printable("\b\x07") == "\\x08\\x07");
}

TEST_CASE("C1 controls are shown as escapes, as raw bytes and as UTF-8", "[base]") {
  for (unsigned code = 0x80; code < 0xa0; ++code) {
    const std::string raw(1, static_cast<char>(code));
    INFO(code);
    const std::string shown = printable(raw);
    CHECK(shown == printable(utf8(code)));
    CHECK(shown.size() == 4);
    CHECK(shown.starts_with("\\x"));
  }
  CHECK(printable("\xc2\x9b"
                  "31m") == "\\x9b31m");
  CHECK(printable("\x9b"
                  "31m") == "\\x9b31m");
  CHECK(printable("\u00a0") == "\u00a0");
}

TEST_CASE("no character that turns the reading direction is shown as itself",
          "[base]") {
  for (char32_t code = 0x600; code < 0x2100; ++code) {
    if (!is_bidi_control(code)) continue;
    const std::string shown = printable("user" + utf8(code) + "txt");
    INFO(static_cast<unsigned>(code));
    CHECK(shown.starts_with("user\\u"));
    CHECK(shown.ends_with("txt"));
    CHECK(shown.size() == 13);
  }
  CHECK(printable("\u202eevil") == "\\u202eevil");
  CHECK(printable("\u061c") == "\\u061c");
}

TEST_CASE("broken bytes are shown one by one and the rest stays readable", "[base]") {
  CHECK(printable("caf\xe9 au lait") == "caf\\xe9 au lait");
  CHECK(printable("\xe2\x82") == "\\xe2\\x82");
  CHECK(printable("\xc0\xaf") == "\\xc0\\xaf");
  CHECK(printable("é\xff漢") == "é\\xff漢");
}

TEST_CASE("text of every script is shown as it was written", "[base]") {
  for (const char* const text : {"plain ~ text \\ with \"signs\"",
                                 "Ärger",
                                 "e\u0301",
                                 "漢字かな",
                                 "שלום",
                                 "مرحبا",
                                 "नमस्ते",
                                 "👨‍👩‍👧‍👦 👍🏽 🇩🇪 ❤️",
                                 "\u200c\u200d",
                                 "a\u00a0b",
                                 "two\nlines\tand a tab"})
    CHECK(printable(text) == text);
}

TEST_CASE("what is for one line stays on one line", "[base]") {
  CHECK(printable_line("a\nb\tc") == "a\\nb\\tc");
  CHECK(printable_line("a\r\nb") == "a\\x0d\\nb");
  CHECK(printable_line("a\u2028b\u2029") == "a\\u2028b\\u2029");
  CHECK(printable_line("plain é") == "plain é");
}

TEST_CASE("whatever the bytes, what is shown is harmless UTF-8", "[base]") {
  Chance chance(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text = random_text(chance, 12);
    for (std::size_t extra = chance.below(4); extra > 0; --extra)
      text.insert(
          chance.below(text.size() + 1), 1, static_cast<char>(chance.below(256)));
    const std::string shown = printable_line(text);
    CAPTURE(shown);
    REQUIRE(is_utf8(shown));
    REQUIRE(std::ranges::none_of(
        shown, [](unsigned char c) { return c < 0x20 || c == 0x7f; }));
    REQUIRE(printable_line(shown) == shown);
    REQUIRE(printable(shown) == shown);
  }
}

TEST_CASE("columns are counted as a terminal counts them", "[base]") {
  const auto [text, width] = GENERATE(table<std::string, std::size_t>({
      {"", 0},
      {"plain", 5},
      {"Ärger", 5},
      {"e\u0301", 1},             // combining accent
      {"a\u0300\u0301\u0302", 1}, // a heap of them
      {"漢字", 4},
      {"かな", 4},
      {"한국", 4},
      {"\u1112\u1161\u11ab", 2}, // the same syllable in parts
      {"ｆｕｌｌ", 8},
      {"ﾊﾝｶｸ", 4},
      {"👍", 2},
      {"👍🏽", 2},                  // with a skin tone
      {"👩‍🚀", 2},               // joined
      {"👨‍👩‍👧‍👦", 2}, // joined four times
      {"🇩🇪", 2},                        // a flag is two letters
      {"🇩🇪🇫🇷", 4},
      {"❤", 1},
      {"❤️", 2}, // VS16 asks for the emoji
      {"1️⃣", 2},
      {"✈️ off", 6},
      {"\u200b", 0},
      {"\u200d", 0},
      {"a\u00a0b", 3},
      {"…", 1},
      {"—", 1},
      {"§ • ü", 5},
  }));
  INFO(text);
  CHECK(display_width(text) == width);
}

TEST_CASE("cut text never needs more columns than it was given", "[base]") {
  Chance chance(11);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = printable_line(random_text(chance, 9));
    const std::size_t width = chance.below(14);
    const std::string cut = cut_to_width(text, width);
    CAPTURE(text, width, cut);
    REQUIRE(display_width(cut) <= width);
    REQUIRE(is_utf8(cut));
    if (display_width(text) <= width)
      REQUIRE(cut == text);
    else if (width > 0)
      REQUIRE(cut.ends_with("…"));
  }
}

TEST_CASE("cutting leaves out whole characters and says so", "[base]") {
  CHECK(cut_to_width("plain words", 11) == "plain words");
  CHECK(cut_to_width("plain words", 10) == "plain wor…");
  CHECK(cut_to_width("漢字漢字", 7) == "漢字漢…");
  CHECK(cut_to_width("漢字漢字", 6) == "漢字…");
  CHECK(cut_to_width("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3) ==
        "👨‍👩‍👧‍👦…");
  CHECK(cut_to_width("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
  CHECK(cut_to_width("long", 1) == "…");
  CHECK(cut_to_width("long", 0).empty());
}

TEST_CASE("wrapped lines keep to the width unless one word is wider", "[base]") {
  Chance chance(13);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    Strings words;
    for (std::size_t count = 1 + chance.below(12); count > 0; --count) {
      const Strings some = {"a",
                            "word",
                            "漢字",
                            "👨‍👩‍👧‍👦",
                            "e\u0301",
                            "unbreakable",
                            "—"};
      words.push_back(some[chance.below(some.size())]);
      text += words.back() + (chance.below(4) == 0 ? "  " : " ");
    }
    const std::size_t width = 1 + chance.below(20);
    CAPTURE(text, width);
    std::string rejoined;
    for (const std::string& line : wrap(text, width)) {
      const bool one_word = line.find(' ') == std::string::npos;
      REQUIRE((one_word || display_width(line) <= width));
      REQUIRE_FALSE(line.starts_with(' '));
      REQUIRE_FALSE(line.ends_with(' '));
      rejoined += line + ' ';
    }
    Strings kept;
    for (const std::string_view word : split(rejoined, ' '))
      if (!word.empty()) kept.emplace_back(word);
    REQUIRE(kept == words);
  }
}

TEST_CASE("wrapping fills lines and keeps paragraphs apart", "[base]") {
  CHECK(wrap("one two three", 7) == Strings{"one two", "three"});
  CHECK(wrap("one two three", 8) == Strings{"one two", "three"});
  CHECK(wrap("one two three", 13) == Strings{"one two three"});
  CHECK(wrap("one\n\ntwo", 40) == Strings{"one", "", "two"});
  CHECK(wrap("one\n", 40) == Strings{"one"});
  CHECK(wrap("漢字 漢字", 8) == Strings{"漢字", "漢字"});
  CHECK(wrap("no\u00a0break here", 8) == Strings{"no\u00a0break", "here"});
  CHECK(wrap("", 40).empty());
}

TEST_CASE("comparing looks past case, accents and the shape of quotes", "[base]") {
  const auto [one, other] = GENERATE(table<std::string, std::string>({
      {"Work", "wORK"},
      {"ÄRGER", "arger"},
      {"café", "cafe\u0301"},
      {"CAFÉ", "cafe"},
      {"I’m", "i'm"},
      {"Iʼm", "i'm"},
      {"‘so’", "'so'"},
      {"“fine”", "\"fine\""},
      {"Straße", "STRASSE"},
      {"Σίσυφος", "σισυφοσ"},
      {"naïve Ångström", "Naive angstrom"},
  }));
  CAPTURE(one, other);
  CHECK(fold(one) == fold(other));
}

TEST_CASE("comparing keeps different words apart", "[base]") {
  CHECK(fold("work") != fold("works"));
  CHECK(fold("漢") != fold("字"));
  CHECK(fold("its") != fold("it's"));
  CHECK(fold("a b") != fold("ab"));
  CHECK(fold("one-off") == "one-off");
  CHECK(fold("\xff") == "\xff");
}

TEST_CASE("folding twice changes nothing more", "[base]") {
  Chance chance(17);
  for (int round = 0; round < 1000; ++round) {
    const std::string once = fold(random_text(chance, 8));
    CAPTURE(printable(once));
    REQUIRE(fold(once) == once);
  }
}

TEST_CASE("words are found in text of any kind, apostrophes inside them", "[base]") {
  const auto [text, words] = GENERATE(table<std::string, Strings>({
      {"", {}},
      {" .,;! ", {}},
      {"I'm such an idiot.", {"i'm", "such", "an", "idiot"}},
      {"I’m LATE", {"i'm", "late"}},
      {"'tis the dogs' day", {"tis", "the", "dogs", "day"}},
      {"good-for-nothing", {"good", "for", "nothing"}},
      {"3 days, 10%", {"3", "days", "10"}},
      {"Café naïve", {"cafe", "naive"}},
      {"a\xff"
       "b",
       {"a", "b"}},
      {"nie\nwieder\tso", {"nie", "wieder", "so"}},
      {"नमस्ते", {fold("नमस्ते")}},
      {"don''t", {"don", "t"}},
  }));
  CAPTURE(printable(text));
  CHECK(folded_words(text) == words);
}

TEST_CASE("a word knows the very bytes it was found at", "[base]") {
  Chance chance(19);
  for (int round = 0; round < 1000; ++round) {
    const std::string text = random_text(chance, 10);
    CAPTURE(printable(text));
    std::size_t last = 0;
    for (const Word& word : words_of(text)) {
      REQUIRE(word.begin >= last);
      REQUIRE(word.begin < word.end);
      REQUIRE(word.end <= text.size());
      REQUIRE(word.folded == fold(text.substr(word.begin, word.end - word.begin)));
      last = word.end;
    }
  }
  const std::vector<Word> words = words_of("Ja, “ÄRGER”!");
  REQUIRE(words.size() == 2);
  CHECK(words[1].begin == 7);
  CHECK(words[1].end == 13);
}

TEST_CASE("a sentence can begin large or small, and I stays I", "[base]") {
  CHECK(capitalised("you cared") == "You cared");
  CHECK(capitalised("éclair") == "Éclair");
  CHECK(capitalised("") == "");
  CHECK(capitalised("\xff"
                    "a") == "\xff"
                            "a");
  CHECK(capitalised("3 times") == "3 times");
  CHECK(decapitalised("You cared") == "you cared");
  CHECK(decapitalised("Éclair") == "éclair");
  CHECK(decapitalised("It hurts") == "it hurts");
  CHECK(decapitalised("Is it so") == "is it so");
  CHECK(decapitalised("") == "");
}

TEST_CASE("I stays large in front of whatever follows it", "[base]") {
  for (const char* const text : {"I",
                                 "I am",
                                 "I'm",
                                 "I’m",
                                 "I’ve tried",
                                 "I, too",
                                 "I: one",
                                 "I!",
                                 "I?",
                                 "I\nam",
                                 "I\tam",
                                 "I—well",
                                 "I… guess",
                                 "I-ll",
                                 "I)"}) {
    INFO(text);
    CHECK(decapitalised(text) == text);
  }
}

TEST_CASE("blanks are taken off both ends and from nowhere else", "[base]") {
  CHECK(trimmed("  a b \t\r\n") == "a b");
  CHECK(trimmed("\n\n").empty());
  CHECK(trimmed("").empty());
  CHECK(trimmed("a") == "a");
  CHECK(trimmed("\u00a0a") == "\u00a0a");
}

TEST_CASE("a text is its lines, with or without a final newline", "[base]") {
  using Views = std::vector<std::string_view>;
  CHECK(lines_of("a\nb") == Views{"a", "b"});
  CHECK(lines_of("a\nb\n") == Views{"a", "b"});
  CHECK(lines_of("a\n\n") == Views{"a", ""});
  CHECK(lines_of("\n") == Views{""});
  CHECK(lines_of("a\r\nb\r") == Views{"a\r", "b\r"});
  CHECK(lines_of("").empty());
  CHECK(split("a,,b,", ',') == Views{"a", "", "b", ""});
  CHECK(split("", ',') == Views{""});
}

TEST_CASE("edits are counted by letters, a swap as one", "[base]") {
  const auto [one, other, distance] =
      GENERATE(table<std::string, std::string, std::size_t>({
          {"", "", 0},
          {"rate", "rate", 0},
          {"", "abc", 3},
          {"rate", "rat", 1},
          {"rate", "rates", 1},
          {"rate", "race", 1},
          {"rate", "arte", 1},
          {"list", "lsit", 1},
          {"ca", "abc", 3}, // optimal string alignment, not Damerau-Levenshtein
          {"kitten", "sitting", 3},
          {"schön", "schon", 1},
          {"müde", "mude", 1},
          {"漢字", "漢", 1},
      }));
  CAPTURE(one, other);
  CHECK(edit_distance(one, other) == distance);
  CHECK(edit_distance(other, one) == distance);
}

TEST_CASE("the distance of two words keeps the rules of a distance", "[base]") {
  Chance chance(23);
  const auto word = [&] {
    std::string made;
    for (std::size_t size = chance.below(7); size > 0; --size)
      made += "abc"[chance.below(3)];
    return made;
  };
  for (int round = 0; round < 2000; ++round) {
    const std::string one = word();
    const std::string other = word();
    CAPTURE(one, other);
    const std::size_t distance = edit_distance(one, other);
    REQUIRE(distance == edit_distance(other, one));
    REQUIRE((distance == 0) == (one == other));
    REQUIRE(distance <= std::max(one.size(), other.size()));
    REQUIRE(distance >=
            std::max(one.size(), other.size()) - std::min(one.size(), other.size()));
  }
}

TEST_CASE("a mistyped word is met with the one that was meant", "[base]") {
  const auto [typed, meant] = GENERATE(table<std::string, std::string>({
      {"lsit", "list"},
      {"lst", "list"},
      {"listt", "list"},
      {"LIST", "list"},
      {"shwo", "show"},
      {"rsume", "resume"},
      {"résumé", "resume"},
      {"refrane", "reframe"},
      {"theme", "themes"},
      {"stat", "stats"},
      {"cehck", "check"},
      {"nwe", "new"},
      {"raet", "rate"},
  }));
  INFO(typed);
  CHECK(nearest(typed, commands) == meant);
  CHECK(did_you_mean(typed, commands).find("'" + meant + "'") != std::string::npos);
}

TEST_CASE("a word that is near to nothing is met with no guess", "[base]") {
  for (const char* const typed : {"xyzzy", "kubernetes", "q", "42", "--", "\xff\xfe"}) {
    INFO(printable(typed));
    CHECK_FALSE(nearest(typed, commands).has_value());
    CHECK(did_you_mean(typed, commands).empty());
  }
  CHECK_FALSE(nearest("list", {}).has_value());
  CHECK_FALSE(nearest(std::string(100000, 'l'), commands).has_value());
}
