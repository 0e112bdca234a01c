// What the notice on words hears, where it is shown, and that it changes nothing else.

#include "base/text.hpp"
#include "commands/support_plan.hpp"
#include "practice/care.hpp"
#include "support/sandbox.hpp"
#include "words/library.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using kindly::CareListener;
using kindly::ExitCode;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;

const std::string heavy = "I want to kill myself.";
const std::string notice = "kindly support` has your own plan";

bool hears(const std::string& text, const std::string& language = "en") {
  static const CareListener english("en");
  static const CareListener german("de");
  return (language == "de" ? german : english).listen(text).has_value();
}

bool has_long_number(std::string_view text) {
  std::size_t run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (run == 3) return true;
  }
  return false;
}

/// What kindly ships as data, and what its documentation says.
std::vector<fs::path> shipped_texts() {
  std::vector<fs::path> files;
  for (const char* const folder : {"/src/words", "/man"})
    for (const auto& file :
         fs::recursive_directory_iterator(KINDLY_SOURCE_DIR + std::string(folder)))
      if (file.is_regular_file() && file.path().extension() != ".cpp" &&
          file.path().extension() != ".hpp")
        files.push_back(file.path());
  return files;
}

/// The names and bytes of all files in the journal, names without their chance.
std::vector<std::string> contents(const Sandbox& box) {
  std::vector<std::string> all;
  for (const auto& file : fs::recursive_directory_iterator(box.journal()))
    if (file.is_regular_file())
      all.push_back(file.path().filename().string() +
                    kindly::read_file(file.path(), 1U << 20));
  std::ranges::sort(all);
  return all;
}

} // namespace

TEST_CASE("the notice hears words of one's own death, harm and being gone", "[care]") {
  for (const std::string text : {"I want to die.",
                                 "I don't want to be alive anymore",
                                 "They'd all be better off without me.",
                                 "I hope I don't wake up tomorrow",
                                 "I cut myself again last night",
                                 "You should just kill yourself."}) {
    INFO(text);
    CHECK(hears(text));
  }
}

TEST_CASE("curly apostrophes, case, wrapped lines and typing errors hide nothing",
          "[care]") {
  for (const std::string text : {"I don\u2019t want to live",
                                 "I DONT WANT TO LIVE",
                                 "i wnat to die",
                                 "Went home and thought that I want\nto die.",
                                 "i keep thinkng about suicde",
                                 "i want to dieeee",
                                 "i want to kill my self"}) {
    INFO(text);
    CHECK(hears(text));
  }
}

TEST_CASE("idioms, fiction, work, denials and other people do not set it off",
          "[care]") {
  for (const std::string text : {"Missed the deadline again, dead code everywhere",
                                 "I was dying of embarrassment",
                                 "I killed the wrong process",
                                 "My character wants to kill herself in chapter two",
                                 "My uncle killed himself when I was nine",
                                 "She said she wants to die and I just stared",
                                 "I don't want to die, I want a holiday",
                                 "I have never thought about suicide",
                                 "Ten years ago I wanted to end my life",
                                 "I cut myself chopping onions",
                                 "The team would do better without me",
                                 "I'm a worthless idiot and everybody knows it"}) {
    INFO(text);
    CHECK_FALSE(hears(text));
  }
}

TEST_CASE("the notice hears plain German", "[care]") {
  CHECK(hears("Ich will nicht mehr leben.", "de"));
  CHECK(hears("Am liebsten würde ich mich umbringen", "de"));
  CHECK(hears("Ohne mich wären alle besser dran", "de"));
  CHECK_FALSE(hears("Ich bin vor Scham fast gestorben", "de"));
  CHECK_FALSE(hears("Die Besprechung bringt mich um", "de"));
  CHECK_FALSE(hears("Ich will nicht sterben, ich will Urlaub", "de"));
}

TEST_CASE("what was heard is named by its place in the text", "[care]") {
  const std::string text = "The demo froze. I want to die.";
  const auto heard = CareListener("en").listen(text);
  REQUIRE(heard);
  CHECK(text.substr(heard->begin, heard->end - heard->begin) == "I want to die");
}

TEST_CASE("a model hears what no pattern lists, and weighs what one heard", "[care]") {
  const std::string_view table =
      "care\n-1000\n0\n@heard\t0:600\nkettle\t0:-500\nlantern\t0:1500\n";
  const CareListener patterns("en", std::nullopt, std::nullopt);
  const CareListener learnt("en", std::nullopt, kindly::Model(table));
  CHECK_FALSE(patterns.listen("Put out the lantern."));
  CHECK(learnt.listen("Put out the lantern."));
  CHECK(learnt.listen("I want to be dead."));
  CHECK(patterns.listen("I want to be dead, kettle."));
  CHECK_FALSE(learnt.listen("I want to be dead, kettle."));
}

TEST_CASE("of several sentences the loudest is named", "[care]") {
  const std::string_view table = "care\n0\n1000\nharbour\t0:2000\nlantern\t0:1200\n";
  const CareListener learnt("en", std::nullopt, kindly::Model(table));
  const std::string text = "A lantern. The harbour! Another lantern.";
  const auto heard = learnt.listen(text);
  REQUIRE(heard);
  CHECK(heard->clause == "learnt");
  CHECK(text.substr(heard->begin, heard->end - heard->begin) == "The harbour");
}

TEST_CASE("a language without patterns hears nothing", "[care]") {
  CHECK_FALSE(CareListener("xx").listen(heavy));
}

TEST_CASE("a long text is listened to without trouble", "[care]") {
  std::string text;
  while (text.size() < 256U * 1024)
    text += "I am so tired of this and I want to go home ";
  CHECK_FALSE(CareListener("en").listen(text));
}

TEST_CASE("what ships sets off no notice", "[care]") {
  const CareListener listener("en");
  const kindly::Library library = kindly::Library::load({});
  for (const kindly::Pack& pack : library.packs())
    for (const kindly::Phrase& phrase : pack.phrases) {
      INFO(phrase.text);
      CHECK_FALSE(listener.listen(phrase.text));
    }
}

TEST_CASE("the notice is two lines at a terminal, once the entry is there", "[care]") {
  Sandbox box;
  box.is_terminal = true;
  REQUIRE(box.run({"new", "It went wrong.", "-c", heavy}) == ExitCode::done);
  CHECK(box.count_files() == 1);
  const std::size_t at = box.err().find("That is a lot to carry");
  REQUIRE(at != std::string::npos);
  const std::string shown = box.err().substr(at);
  CHECK_THAT(shown, Catch::Contains(notice));
  CHECK(std::ranges::count(shown, '\n') == 2);
  CHECK_FALSE(has_long_number(shown));
}

TEST_CASE("the notice is shown once a run, however much was written", "[care]") {
  Sandbox box;
  box.is_terminal = true;
  box.run({"new", heavy, "-c", heavy, "-c", "I wish I was dead.", "--kind", heavy});
  const std::size_t first = box.err().find(notice);
  REQUIRE(first != std::string::npos);
  CHECK(box.err().find(notice, first + 1) == std::string::npos);
}

TEST_CASE("no notice where the entry could not be written", "[care]") {
  Sandbox box;
  box.is_terminal = true;
  box.environment["KINDLY_JOURNAL"] = "/dev/null/journal";
  CHECK(box.run({"new", heavy}) == ExitCode::io);
  CHECK_THAT(box.err(), !Catch::Contains(notice));
}

TEST_CASE("no notice in pipes, in JSON, or where somebody asked for quiet", "[care]") {
  Sandbox box;
  box.run({"new", heavy});
  CHECK_THAT(box.err() + box.out(), !Catch::Contains(notice));
  box.run({"reframe"}, heavy);
  CHECK_THAT(box.err() + box.out(), !Catch::Contains(notice));
  box.is_terminal = true;
  box.run({"reframe", heavy, "--json"});
  CHECK_THAT(box.err() + box.out(), !Catch::Contains(notice));
  box.run({"-q", "new", heavy});
  CHECK_THAT(box.err() + box.out(), !Catch::Contains(notice));
  box.run({"reframe", heavy});
  CHECK_THAT(box.err(), Catch::Contains(notice));
}

TEST_CASE("files, output and exit code are the same with the notice on and off",
          "[care]") {
  const std::vector<std::vector<std::string>> runs = {
      {"new", heavy, "-c", "I wish I was dead."},
      {"new", heavy, "-r"},
      {"reframe", heavy},
      {"reframe", heavy, "--save"},
      {"reframe", heavy, "--json"}};
  for (const std::vector<std::string>& words : runs) {
    Sandbox on;
    Sandbox off;
    Sandbox by_config;
    off.environment["KINDLY_SUPPORT"] = "off";
    Sandbox::put(by_config.home() / ".config/kindly/config.toml",
                 "[support]\nwords = false\n");
    std::vector<std::vector<std::string>> files;
    std::vector<std::string> outs;
    std::vector<ExitCode> codes;
    for (Sandbox* const box : {&on, &off, &by_config}) {
      box->is_terminal = true;
      codes.push_back(box->run(words));
      std::string out = box->out();
      const std::string root = box->root().string();
      for (std::size_t at = out.find(root); at != std::string::npos;
           at = out.find(root))
        out.replace(at, root.size(), "ROOT");
      outs.push_back(out);
      if (fs::exists(box->journal()))
        files.push_back(contents(*box));
      else
        files.emplace_back();
    }
    INFO(words.back());
    CHECK(codes[0] == codes[1]);
    CHECK(codes[0] == codes[2]);
    CHECK(outs[0] == outs[1]);
    CHECK(outs[0] == outs[2]);
    CHECK(files[0] == files[1]);
    CHECK(files[0] == files[2]);
    CHECK_THAT(off.err(), !Catch::Contains(notice));
    CHECK_THAT(by_config.err(), !Catch::Contains(notice));
  }
}

TEST_CASE("a theme pack can neither silence the notice nor set it off", "[care]") {
  Sandbox box;
  box.is_terminal = true;
  box.write("themes/sly.toml",
            "[pack]\nid = \"sly\"\ntitle = \"Sly\"\naxis = \"critic\"\n"
            "description = \"Tries.\"\nlanguage = \"en\"\nversion = 1\n"
            "[detect]\ncues = [\"demo\"]\nnot = [\"kill myself\", \"I want to kill "
            "myself\"]\n[support]\nwords = false\n"
            "[[phrase]]\ntext = \"You want to kill yourself, {address}.\"\n"
            "role = \"kindness\"\ntone = \"plain\"\n");
  box.run({"new", heavy});
  CHECK_THAT(box.err(), Catch::Contains(notice));
  box.run({"new", "The demo froze.", "-t", "everyday", "-r"});
  CHECK_THAT(box.err(), !Catch::Contains(notice));
  box.run({"reframe", "The demo froze."});
  CHECK_THAT(box.err(), !Catch::Contains(notice));
}

TEST_CASE("no telephone number ships, in packs, letters or the plan", "[care]") {
  CHECK_FALSE(has_long_number(kindly::plan_template()));
  for (const fs::path& file : shipped_texts()) {
    if (file.string().find("/words/") == std::string::npos) continue;
    if (file.extension() != ".toml" ||
        file.string().find("/languages/") != std::string::npos)
      continue;
    INFO(file.string());
    CHECK_FALSE(has_long_number(kindly::read_file(file, 1U << 20)));
  }
}

TEST_CASE("no shipped text claims to be medicine", "[care]") {
  for (const fs::path& file : shipped_texts()) {
    const std::string text = kindly::read_file(file, 1U << 20);
    const bool is_data = file.extension() == ".toml";
    for (const std::string_view line : kindly::lines_of(text)) {
      // Lists of cues are listened for, and never said.
      if (is_data && !line.starts_with("text =") && !line.starts_with("title =") &&
          !line.starts_with("description ="))
        continue;
      const std::string said = kindly::fold(line);
      for (const std::string claim : {"diagnos",
                                      "treatment",
                                      "treat depression",
                                      "treat anxiety",
                                      " cure",
                                      "clinically proven",
                                      "therapy for",
                                      "rewires your brain"}) {
        INFO(file.string() << ": " << line);
        CHECK(said.find(claim) == std::string::npos);
      }
    }
  }
}
