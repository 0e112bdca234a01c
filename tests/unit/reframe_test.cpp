// kindly reframe: a harsh thought goes in, a script comes out, nothing is kept.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

using kindly::ExitCode;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::vector<std::string>;

json reframed(Sandbox& box, Words words, const std::string& input = {}) {
  words.insert(words.begin(), {"reframe", "--json"});
  INFO(box.err());
  REQUIRE(box.run(words, input) == ExitCode::done);
  return json::parse(box.out());
}

Words all(const json& script, const char* key) {
  Words values;
  for (const json& sentence : script.at("sentences"))
    values.push_back(sentence.at(key).get<std::string>());
  return values;
}

std::string slurp(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

TEST_CASE("reframe is a filter: a thought from a pipe, a sentence a line",
          "[reframe]") {
  Sandbox box;
  for (const Words& words : {Words{"reframe"}, Words{"reframe", "-"}}) {
    REQUIRE(box.run(words, "I'm such an idiot.\n") == ExitCode::done);
    CHECK(std::ranges::count(box.out(), '\n') == 5);
    CHECK(box.err().empty());
  }
  box.seed = 3;
  REQUIRE(box.run({"reframe", "I'm such an idiot."}) == ExitCode::done);
  const std::string out = box.out();
  box.seed = 3;
  REQUIRE(box.run({"reframe"}, "I'm such an idiot.") == ExitCode::done);
  CHECK(box.out() == out);
}

TEST_CASE("reframe keeps nothing and makes nothing", "[reframe]") {
  Sandbox box;
  REQUIRE(box.run({"reframe", "I'm such an idiot."}) == ExitCode::done);
  CHECK_FALSE(fs::exists(box.journal()));
  CHECK_FALSE(fs::exists(box.home()));
}

TEST_CASE("a script says its parts in their order", "[reframe]") {
  Sandbox box;
  CHECK(
      all(reframed(box, {"I'm such an idiot."}), "role") ==
      Words{"mindfulness", "humanity", "kindness", "encouragement", "accountability"});
  const Words four = all(reframed(box, {"x", "--sentences", "4"}), "role");
  CHECK(four.size() == 4);
  CHECK(four.front() == "mindfulness");
  CHECK(four.back() == "accountability");
  CHECK(std::ranges::count(four, "humanity") == 1);
  CHECK(std::ranges::count(four, "kindness") == 1);
  CHECK(all(reframed(box, {"x", "--sentences", "6"}), "role").size() == 6);
}

TEST_CASE("a script has four to six sentences, and no other number", "[reframe]") {
  Sandbox box;
  for (const char* number : {"3", "7", "0", "-4", "5.5", "five", "", "05x"}) {
    INFO(number);
    CHECK(box.run({"reframe", "x", std::string("--sentences=") + number}) ==
          ExitCode::usage);
    CHECK(box.out().empty());
  }
}

TEST_CASE("the JSON of a script says to whom, why, and whose words", "[reframe]") {
  Sandbox box;
  const std::string thought = "I froze in the demo, I'm such an idiot.";
  const json script = reframed(box, {thought, "--address", "Sam"});
  CHECK(script.at("schema") == "kindly.reframe/1");
  CHECK(script.at("address") == "Sam");
  CHECK_FALSE(script.at("themes").empty());
  for (const json& theme : script.at("themes"))
    for (const json& evidence : theme.at("evidence")) {
      const auto start = evidence.at("start").get<std::size_t>();
      const auto end = evidence.at("end").get<std::size_t>();
      CHECK(evidence.at("text") == thought.substr(start, end - start));
    }
  for (const json& sentence : script.at("sentences"))
    for (const char* key : {"text", "role", "tone", "theme"})
      CHECK_FALSE(sentence.at(key).get<std::string>().empty());
}

TEST_CASE("a script is fitted to the themes of the thought, or to those that are named",
          "[reframe]") {
  Sandbox box;
  const Words themes = all(reframed(box, {"I'm such an idiot."}), "theme");
  CHECK(std::ranges::count(themes, "competence") >= 3);
  const Words named =
      all(reframed(box, {"I'm such an idiot.", "-t", "money"}), "theme");
  CHECK(std::ranges::count(named, "money") >= 3);
  CHECK(std::ranges::count(named, "competence") == 0);
  const Words plain = all(reframed(box, {"The cat sleeps."}), "theme");
  CHECK(std::ranges::count(plain, "everyday") == 5);
}

TEST_CASE("a script keeps the tone that was asked for", "[reframe]") {
  Sandbox box;
  for (const std::string tone : {"plain", "warm", "wry", "spiritual"}) {
    INFO(tone);
    const Words tones =
        all(reframed(box, {"I'm such an idiot.", "--tone", tone}), "tone");
    CHECK(std::ranges::count(tones, tone) == 5);
  }
  Sandbox::put(box.home() / ".config/kindly/config.toml", "tone = \"warm\"\n");
  CHECK(std::ranges::count(all(reframed(box, {"x"}), "tone"), "warm") == 5);
  CHECK(std::ranges::count(all(reframed(box, {"x", "--tone", "wry"}), "tone"), "wry") ==
        5);
}

TEST_CASE("the same seed gives the same script, another seed another", "[reframe]") {
  Sandbox box;
  const json first = reframed(box, {"I'm such an idiot.", "--seed", "7"});
  CHECK(reframed(box, {"I'm such an idiot.", "--seed", "7"}) == first);
  bool differs = false;
  for (int seed = 8; seed < 12; ++seed)
    differs =
        differs ||
        reframed(box, {"I'm such an idiot.", "--seed", std::to_string(seed)}) != first;
  CHECK(differs);
}

TEST_CASE("without a seed, scripts vary from run to run", "[reframe]") {
  Sandbox box;
  const json first = reframed(box, {"x"});
  bool differs = false;
  for (int run = 0; run < 5; ++run) differs = differs || reframed(box, {"x"}) != first;
  CHECK(differs);
}

TEST_CASE("the address is the option's, else the config's address, else its name",
          "[reframe]") {
  Sandbox box;
  CHECK(reframed(box, {"x"}).at("address") == "friend");
  const fs::path config = box.home() / ".config/kindly/config.toml";
  Sandbox::put(config, "name = \"Sam\"\n");
  CHECK(reframed(box, {"x"}).at("address") == "Sam");
  Sandbox::put(config, "name = \"Sam\"\naddress = \"dear one\"\n");
  CHECK(reframed(box, {"x"}).at("address") == "dear one");
  CHECK(reframed(box, {"x", "--address", "love"}).at("address") == "love");
}

TEST_CASE("an address cannot break or colour the line it stands in", "[reframe]") {
  Sandbox box;
  for (const std::string address : {"Sam\nX",
                                    "Sam\x1b[31m",
                                    "S\xc2\x9b"
                                    "am",
                                    "\xe2\x80\xaeSam",
                                    "Sam\tX",
                                    "caf\xe9"}) {
    for (int seed = 1; seed < 6; ++seed) {
      const ExitCode code = box.run(
          {"reframe", "x", "--address", address, "--seed", std::to_string(seed)});
      if (code == ExitCode::usage) continue; // refused is as good
      REQUIRE(code == ExitCode::done);
      CHECK(std::ranges::count(box.out(), '\n') == 5);
      CHECK_THAT(box.out(),
                 !Catch::Contains("\x1b") && !Catch::Contains("\xc2\x9b") &&
                     !Catch::Contains("\xe2\x80\xae") && !Catch::Contains("\xe9"));
    }
  }
}

TEST_CASE("an address is a name, not a pattern", "[reframe]") {
  Sandbox box;
  for (const std::string address :
       {"{name}", "{feeling}", "{address}", "%s", "$1", "\\1"})
    for (int seed = 1; seed < 4; ++seed) {
      const json script = reframed(box,
                                   {"x",
                                    "--address",
                                    address,
                                    "--feeling",
                                    "ashamed",
                                    "--seed",
                                    std::to_string(seed)});
      CHECK(script.at("address") == address);
      CHECK_THAT(script.at("sentences")[0].at("text").get<std::string>(),
                 Catch::Contains(address));
    }
}

TEST_CASE("what is empty, blank or not UTF-8 is no thought to answer", "[reframe]") {
  Sandbox box;
  CHECK(box.run({"reframe"}, "") == ExitCode::usage);
  CHECK(box.run({"reframe"}, " \n") == ExitCode::usage);
  CHECK(box.run({"reframe", " "}) == ExitCode::usage);
  CHECK(box.run({"reframe", "caf\xe9"}) == ExitCode::usage);
  CHECK(box.run({"reframe"}, std::string("a\0b", 3)) == ExitCode::usage);
  CHECK(box.run({"reframe", "x", "--address", ""}) == ExitCode::usage);
  // An empty TEXT, as of an unset variable, is no wish to read standard input.
  CHECK(box.run({"reframe", ""}, "somebody else's thought") == ExitCode::usage);
  CHECK(box.out().empty());
}

TEST_CASE("a mistyped theme, tone or occasion is refused with the nearest",
          "[reframe]") {
  Sandbox box;
  CHECK(box.run({"reframe", "x", "-t", "perfectionsim"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'perfectionism'"));
  CHECK(box.run({"reframe", "x", "--tone", "plian"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'plain'"));
  CHECK(box.run({"reframe", "x", "--occasion", "setbck"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'setback'"));
  CHECK(box.out().empty());
}

TEST_CASE("at a terminal a script is wrapped, in a pipe a sentence is a line",
          "[reframe]") {
  Sandbox box;
  box.is_terminal = true;
  box.width = 40;
  REQUIRE(box.run({"reframe", "I'm such an idiot."}) == ExitCode::done);
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = box.out().find('\n', begin)) != std::string::npos;
       begin = end + 1)
    CHECK(end - begin <= 40);
  CHECK(std::ranges::count(box.out(), '\n') > 5);
}

TEST_CASE("at a terminal with --no-input, reframe asks for no thought", "[reframe]") {
  Sandbox box;
  box.is_terminal = true;
  CHECK(box.run({"reframe", "--no-input"}) == ExitCode::needs_person);
  CHECK(box.out().empty());
}

TEST_CASE("where no pack speaks the language, reframe says so instead of nothing",
          "[reframe]") {
  Sandbox box;
  Sandbox::put(box.home() / ".config/kindly/config.toml", "language = \"fr\"\n");
  CHECK(box.run({"reframe", "idiot"}) == ExitCode::no);
  CHECK_THAT(box.err(), Catch::Contains("'fr'"));
  CHECK(box.run({"reframe", "idiot", "--json"}) == ExitCode::no);
  CHECK(box.run({"new", "x", "-c", "idiot", "-r"}) != ExitCode::done);
  CHECK_FALSE(box.err().empty());
}

TEST_CASE("a text of brackets, dashes or a whole page is a thought too", "[reframe]") {
  Sandbox box;
  for (const std::string text : {"[I failed, again]", "[]", "-x", "--", "---"})
    CHECK(box.run({"reframe", "--", text}) == ExitCode::done);
  CHECK(box.run({"reframe"}, std::string(64U * 1024, 'x') + " I'm an idiot") ==
        ExitCode::done);
}

TEST_CASE("a pack of one's own extends the built-in one of its name", "[reframe]") {
  Sandbox box;
  box.write("themes/own.toml",
            "[pack]\nid = \"violin\"\ntitle = \"Violin\"\naxis = \"life\"\n"
            "[detect]\ncues = [\"my bow\"]\n"
            "[[phrase]]\ntext = \"The string was cold, {address}.\"\n"
            "role = \"mindfulness\"\ntone = \"plain\"\n");
  const json script = reframed(box, {"Dropped my bow.", "--address", "Sam"});
  CHECK(script.at("themes")[0].at("id") == "violin");
  CHECK(script.at("sentences")[0].at("text") == "The string was cold, Sam.");
  CHECK(script.at("sentences")[1].at("theme") == "everyday");
}

TEST_CASE("a letter or a dialogue is asked for, and no half of one", "[reframe]") {
  Sandbox box;
  const json letter =
      reframed(box, {"I was slow.", "--letter", "--age", "9", "--address", "Sam"});
  CHECK_THAT(letter.at("sentences")[0].at("text").get<std::string>(),
             Catch::StartsWith("Dear Sam, "));
  REQUIRE(box.run({"reframe", "I ruin it. They saw.", "--dialogue"}) == ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::StartsWith("Critic: I ruin it.\nFriend: ") &&
                 Catch::Contains("\nCritic: They saw.\nFriend: "));
  for (const Words& wrong : {Words{"--age", "9"},
                             Words{"--letter", "--dialogue"},
                             Words{"--letter", "--age", "0"},
                             Words{"--letter", "--age", "130"}}) {
    Words args = {"reframe", "x"};
    args.insert(args.end(), wrong.begin(), wrong.end());
    CHECK(box.run(args) == ExitCode::usage);
  }
}

TEST_CASE("--save keeps the thought and the script, and stdout is the script alone",
          "[reframe]") {
  Sandbox box;
  REQUIRE(box.run({"reframe", "I'm such an idiot.", "--save", "--address", "Sam"}) ==
          ExitCode::done);
  CHECK(std::ranges::count(box.out(), '\n') == 5);
  CHECK_THAT(box.err(), Catch::Contains("Kept: " + box.journal().string()));
  const std::string script = box.out();
  REQUIRE(box.run({"show", "--json"}) == ExitCode::done);
  const json entry = json::parse(box.out());
  CHECK(entry.at("form") == "script");
  CHECK(entry.at("open") == false);
  CHECK(entry.at("address") == "Sam");
  CHECK(entry.at("sections").at("Critical thoughts") == "I'm such an idiot.");
  for (const auto& [heading, text] : entry.at("sections").items())
    if (heading != "Critical thoughts")
      CHECK(script.find(text.get<std::string>().substr(0, 30)) != std::string::npos);
}

TEST_CASE("an old text is rewritten beside itself, and stays as it is", "[reframe]") {
  Sandbox box;
  REQUIRE(box.run({"new", "Froze.", "-c", "Idiot.", "-t", "work"}) == ExitCode::done);
  const std::string old = box.out_line();
  const std::string before = slurp(old);
  REQUIRE(box.run({"reframe", "--entry", "last"}, "You were tired.") == ExitCode::done);
  const std::string fresh = box.out_line();
  CHECK(fresh != old);
  CHECK(slurp(old) == before);
  REQUIRE(box.run({"show", fresh, "--json"}) == ExitCode::done);
  const json entry = json::parse(box.out());
  CHECK(entry.at("form") == "rewrite");
  CHECK(entry.at("rewrites") == std::filesystem::path(old).stem().string());
  CHECK(entry.at("themes") == json::array({"work"}));
  CHECK(entry.at("sections").at("Kind words") == "You were tired.");
  // Each of the two names the other.
  box.is_terminal = true;
  REQUIRE(box.run({"show", old}) == ExitCode::done);
  CHECK(box.err() ==
        "Rewritten in " + std::filesystem::path(fresh).stem().string() + ".\n");
  REQUIRE(box.run({"show", fresh}) == ExitCode::done);
  CHECK_THAT(
      box.out(),
      Catch::Contains("rewrites: \"" + std::filesystem::path(old).stem().string()));
  CHECK(box.err().empty());
}

TEST_CASE("a letter can be written to every age of a younger self", "[reframe]") {
  Sandbox box;
  for (int age = 3; age < 100; ++age) {
    INFO(age);
    const json letter = reframed(
        box, {"I'm stupid.", "--letter", "--age", std::to_string(age), "--seed", "4"});
    CHECK(letter.at("sentences").size() == 5);
  }
}

TEST_CASE("a feeling that is named is said first, in every tone and theme",
          "[reframe]") {
  Sandbox box;
  for (const std::string theme : {"study", "money", "perfectionism", "health"})
    for (const std::string tone : {"plain", "warm", "wry", "spiritual"}) {
      INFO(theme << " " << tone);
      const json script = reframed(
          box, {"x", "-t", theme, "--feeling", "forlorn", "--tone", tone, "--fresh"});
      CHECK_THAT(all(script, "text").front(), Catch::Contains("forlorn"));
    }
}

TEST_CASE("a calm day is met as one", "[reframe]") {
  Sandbox box;
  const json script = reframed(box, {"Tea on the porch.", "--occasion", "calm"});
  CHECK_THAT(all(script, "text").front(),
             Catch::Contains("quiet day") || Catch::Contains("small"));
  // And a setback never as a calm day.
  for (int seed = 1; seed <= 60; ++seed) {
    const json setback = reframed(
        box, {"x", "-t", "everyday", "--seed", std::to_string(seed), "--tone", "warm"});
    for (const std::string& text : all(setback, "text"))
      CHECK_THAT(text, !Catch::Contains("uiet day") && !Catch::Contains("mall sting"));
  }
}

TEST_CASE("a sentence of one's own that speaks by name is not spoken to again",
          "[reframe]") {
  Sandbox box;
  REQUIRE(box.run({"keep",
                   "--text",
                   "Sam, it makes sense that this hurts.",
                   "--role",
                   "mindfulness"}) == ExitCode::done);
  int begins_with_it = 0;
  for (int seed = 1; seed <= 20; ++seed) {
    const json script =
        reframed(box, {"I'm so stupid.", "--seed", std::to_string(seed)});
    const std::string first = all(script, "text").front();
    CHECK_THAT(first, !Catch::Contains("riend, sam"));
    begins_with_it += first == "Sam, it makes sense that this hurts." ? 1 : 0;
  }
  CHECK(begins_with_it > 0);
}

TEST_CASE("a German noun keeps its capital behind the address", "[reframe]") {
  Sandbox box;
  Sandbox::put(box.root() / "de.toml", "language = \"de\"\nname = \"Sam\"\n");
  for (int seed = 1; seed <= 40; ++seed) {
    const json script = reframed(box,
                                 {"x",
                                  "-t",
                                  "work",
                                  "--tone",
                                  "wry",
                                  "--config",
                                  (box.root() / "de.toml").string(),
                                  "--seed",
                                  std::to_string(seed)});
    CHECK_THAT(all(script, "text").front(), !Catch::Contains("Sam, feierabend"));
  }
}

TEST_CASE("a rewriting takes nothing that a script is composed by", "[reframe]") {
  Sandbox box;
  CHECK(box.run({"reframe", "--entry", "last", "x", "--letter"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("--letter"));
  CHECK(box.run({"reframe", "--entry", "last", "x", "--json"}) == ExitCode::usage);
}
