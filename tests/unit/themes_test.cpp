// kindly themes: what the library holds, hears and refuses.

#include "support/sandbox.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using kindly::ExitCode;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::vector<std::string>;

const std::string good =
    "[pack]\nid = \"violin\"\ntitle = \"Violin\"\naxis = \"life\"\n"
    "description = \"When the bow slips.\"\n"
    "[detect]\ncues = [\"my bow\"]\nnot = [\"my bow tie\"]\n"
    "[[phrase]]\ntext = \"The string was cold.\"\n"
    "role = \"mindfulness\"\ntone = \"plain\"\n";

std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

} // namespace

TEST_CASE("themes lists every theme on a line, alone and with its verb", "[themes]") {
  Sandbox box;
  REQUIRE(box.run({"themes"}) == ExitCode::done);
  const std::string out = box.out();
  CHECK(count_lines(out) == 14);
  for (const std::string id : {"perfectionism",
                               "approval",
                               "competence",
                               "appearance",
                               "productivity",
                               "work",
                               "social",
                               "parenting",
                               "relationships",
                               "health",
                               "study",
                               "money",
                               "performance",
                               "everyday"})
    CHECK_THAT("\n" + out, Catch::Contains("\n" + id + " "));
  REQUIRE(box.run({"themes", "list"}) == ExitCode::done);
  CHECK(box.out() == out);
  CHECK_FALSE(fs::exists(box.journal()));
}

TEST_CASE("themes list in JSON has id, axis and number of phrases", "[themes]") {
  Sandbox box;
  REQUIRE(box.run({"themes", "--json"}) == ExitCode::done);
  const json list = json::parse(box.out());
  CHECK(list.size() == 14);
  for (const json& theme : list) {
    CHECK(theme.at("phrases").get<int>() >= 12);
    CHECK_FALSE(theme.at("description").get<std::string>().empty());
  }
  REQUIRE(box.run({"--jsonl", "themes", "list"}) == ExitCode::done);
  CHECK(count_lines(box.out()) == 14);
}

TEST_CASE("themes show has every phrase of a theme under its role", "[themes]") {
  Sandbox box;
  REQUIRE(box.run({"themes", "show", "money"}) == ExitCode::done);
  const std::string out = box.out();
  std::size_t last = 0;
  for (const std::string role :
       {"mindfulness", "humanity", "kindness", "encouragement", "accountability"}) {
    const std::size_t at = out.find("\n" + role + "\n");
    REQUIRE(at != std::string::npos);
    CHECK(at > last);
    last = at;
  }
  REQUIRE(box.run({"themes", "show", "money", "--json"}) == ExitCode::done);
  for (const json& phrase : json::parse(box.out())) {
    CHECK(phrase.at("theme") == "money");
    CHECK_THAT(out,
               Catch::Contains(phrase.at("text").get<std::string>().substr(0, 20)));
  }
}

TEST_CASE("a mistyped theme or verb is refused with the nearest", "[themes]") {
  Sandbox box;
  CHECK(box.run({"themes", "show", "parentng"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'parenting'"));
  CHECK(box.run({"themes", "detct", "x"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'detect'"));
  CHECK(box.run({"themes", "I'm such an idiot"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("detect"));
  CHECK(box.run({"themes", "show"}) == ExitCode::usage);
  CHECK(box.run({"themes", "show", "../../etc/passwd"}) == ExitCode::usage);
  CHECK(box.out().empty());
}

TEST_CASE("themes search finds phrases that have all the words", "[themes]") {
  Sandbox box;
  REQUIRE(box.run({"themes", "search", "glass", "WATER"}) == ExitCode::done);
  CHECK(count_lines(box.out()) >= 1);
  CHECK_THAT(box.out(), Catch::Contains("glass") && Catch::Contains("water"));
  REQUIRE(box.run({"themes", "search", "glass of water", "--json"}) == ExitCode::done);
  CHECK(json::parse(box.out()).at(0).at("theme").is_string());
  CHECK(box.run({"themes", "search", "xylophone"}) == ExitCode::no);
  CHECK(box.out().empty());
  CHECK(box.run({"themes", "search", "xylophone", "--json"}) == ExitCode::no);
  CHECK(box.out() == "[]\n");
}

TEST_CASE("a search for no word is refused, not answered with everything", "[themes]") {
  Sandbox box;
  for (const Words& words : {Words{"themes", "search"},
                             Words{"themes", "search", ""},
                             Words{"themes", "search", " "}}) {
    CHECK(box.run(words) == ExitCode::usage);
    CHECK(box.out().empty());
  }
}

TEST_CASE("themes detect names the words that made it think so", "[themes]") {
  Sandbox box;
  REQUIRE(box.run({"themes", "detect", "I should have checked it twice."}) ==
          ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::StartsWith("perfectionism") && Catch::Contains("checked"));
}

TEST_CASE("themes detect in JSON gives axis, score and the bytes of the evidence",
          "[themes]") {
  Sandbox box;
  const std::string thought = "Peinlich… I’m such an IDIOT, my boss saw it.";
  REQUIRE(box.run({"themes", "detect", thought, "--json"}) == ExitCode::done);
  const json found = json::parse(box.out());
  CHECK(found.at("schema") == "kindly.detect/1");
  REQUIRE_FALSE(found.at("themes").empty());
  Words ids;
  for (const json& theme : found.at("themes")) {
    ids.push_back(theme.at("id"));
    CHECK((theme.at("axis") == "critic" || theme.at("axis") == "life"));
    CHECK(theme.at("score").get<double>() > 0);
    REQUIRE_FALSE(theme.at("evidence").empty());
    for (const json& evidence : theme.at("evidence")) {
      const auto start = evidence.at("start").get<std::size_t>();
      const auto end = evidence.at("end").get<std::size_t>();
      CHECK(evidence.at("text") == thought.substr(start, end - start));
    }
  }
  CHECK(std::ranges::count(ids, "competence") == 1);
}

TEST_CASE("themes detect reads a pipe, and hears nothing in a neutral sentence",
          "[themes]") {
  Sandbox box;
  REQUIRE(box.run({"themes", "detect"}, "I'm such an idiot.\n") == ExitCode::done);
  CHECK_THAT(box.out(), Catch::StartsWith("competence"));
  REQUIRE(box.run({"themes", "detect", "-"}, "I'm such an idiot.\n") == ExitCode::done);
  CHECK_THAT(box.out(), Catch::StartsWith("competence"));
  REQUIRE(box.run({"themes", "detect", "The cat sleeps."}) == ExitCode::done);
  CHECK(box.out().empty());
  REQUIRE(box.run({"themes", "detect", "The cat sleeps.", "--json"}) == ExitCode::done);
  CHECK(json::parse(box.out()).at("themes") == json::array());
}

TEST_CASE("themes detect refuses what is empty or no text", "[themes]") {
  Sandbox box;
  CHECK(box.run({"themes", "detect"}, "") == ExitCode::usage);
  CHECK(box.run({"themes", "detect", "caf\xe9"}) == ExitCode::usage);
  CHECK(box.run({"themes", "detect", ""}, "I'm an idiot") == ExitCode::usage);
  CHECK(box.out().empty());
}

TEST_CASE("evidence is shown with its control bytes as escapes", "[themes]") {
  Sandbox box;
  REQUIRE(box.run({"themes", "detect", "found\x1b[31m out"}) == ExitCode::done);
  CHECK_THAT(box.out(), !Catch::Contains("\x1b"));
}

TEST_CASE("themes check says that a good pack is good", "[themes]") {
  Sandbox box;
  Sandbox::put(box.root() / "p.toml", good);
  const fs::path shipped = KINDLY_SOURCE_DIR "/src/words/packs/work.toml";
  REQUIRE(box.run({"themes", "check", shipped.string()}) == ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::Contains("work.toml") && Catch::Contains("phrases, nothing wrong"));
  // One phrase makes a pack, and no script: that is said, and keeps nobody from using
  // it.
  CHECK(box.run({"themes", "check", (box.root() / "p.toml").string()}) == ExitCode::no);
  CHECK_THAT(box.out(), Catch::Contains("humanity has no phrase"));
}

TEST_CASE("themes check names line and column of each thing that is wrong",
          "[themes]") {
  Sandbox box;
  const std::string path = (box.root() / "p.toml").string();
  Sandbox::put(path,
               with(with(good, "\"life\"", "\"lief\""), "\"plain\"", "\"plian\""));
  CHECK(box.run({"themes", "check", path}) != ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::Contains("p.toml:4:8: ") && Catch::Contains("'life'") &&
                 Catch::Contains("p.toml:12:8: ") && Catch::Contains("'plain'"));
}

TEST_CASE("themes check of what is no TOML is exit 4, of what is no file exit 3",
          "[themes]") {
  Sandbox box;
  Sandbox::put(box.root() / "bad.toml", "[pack]\nid = \"x\n");
  CHECK(box.run({"themes", "check", (box.root() / "bad.toml").string()}) ==
        ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains("bad.toml:2:"));
  CHECK(box.run({"themes", "check", (box.root() / "none.toml").string()}) ==
        ExitCode::io);
  CHECK(box.run({"themes", "check", box.root().string()}) == ExitCode::io);
  CHECK(box.run({"themes", "check"}) == ExitCode::usage);
}

TEST_CASE("one wrong file of many does not hide the verdict on the others",
          "[themes]") {
  Sandbox box;
  Sandbox::put(box.root() / "good.toml", good);
  Sandbox::put(box.root() / "bad.toml", "[pack\n");
  CHECK(box.run({"themes",
                 "check",
                 (box.root() / "bad.toml").string(),
                 (box.root() / "good.toml").string()}) == ExitCode::unreadable);
  CHECK_THAT(box.out(), Catch::Contains("good.toml"));
}

TEST_CASE("every pack that ships passes themes check", "[themes]") {
  Sandbox box;
  Words words = {"themes", "check"};
  for (const auto& pack :
       fs::recursive_directory_iterator(KINDLY_SOURCE_DIR "/src/words/packs"))
    if (pack.path().extension() == ".toml") words.push_back(pack.path().string());
  REQUIRE(words.size() == 2 + 14 + 7);
  CHECK(box.run(words) == ExitCode::done);
  INFO(box.out());
  CHECK(count_lines(box.out()) == 14 + 7);
}

TEST_CASE("packs are looked for in the order of their weight", "[themes]") {
  Sandbox box;
  box.environment["XDG_DATA_DIRS"] = "/a:relative::/b";
  REQUIRE(box.run({"themes", "path"}) == ExitCode::done);
  CHECK(box.out() == "/b/kindly/themes\n/a/kindly/themes\n" +
                         (box.home() / ".config/kindly/themes").string() + "\n" +
                         (box.journal() / "themes").string() + "\n");
  box.environment["XDG_CONFIG_HOME"] = "/etc/me";
  box.environment["XDG_DATA_DIRS"] = "";
  REQUIRE(box.run({"themes", "path"}) == ExitCode::done);
  CHECK(box.out() == "/usr/share/kindly/themes\n/usr/local/share/kindly/themes\n"
                     "/etc/me/kindly/themes\n" +
                         (box.journal() / "themes").string() + "\n");
}

TEST_CASE("a pack from each place serves, and a later one extends the earlier",
          "[themes]") {
  Sandbox box;
  const auto phrase = [](const std::string& text) {
    return with(good, "The string was cold", text);
  };
  Sandbox::put(box.root() / "shared/kindly/themes/v.toml", phrase("From the machine"));
  Sandbox::put(box.home() / ".config/kindly/themes/v.toml", phrase("From the config"));
  box.write("themes/v.toml", phrase("From the journal"));
  REQUIRE(box.run({"themes", "show", "violin", "--json"}) == ExitCode::done);
  const json phrases = json::parse(box.out());
  REQUIRE(phrases.size() == 3);
  CHECK(phrases[0].at("text") == "From the machine.");
  CHECK(phrases[1].at("text") == "From the config.");
  CHECK(phrases[2].at("text") == "From the journal.");
}

TEST_CASE("an own pack adds to a built-in theme and its cues are heard", "[themes]") {
  Sandbox box;
  REQUIRE(box.run({"themes", "show", "money", "--json"}) == ExitCode::done);
  const std::size_t before = json::parse(box.out()).size();
  box.write("themes/more.toml", with(good, "\"violin\"", "\"money\""));
  REQUIRE(box.run({"themes", "show", "money", "--json"}) == ExitCode::done);
  CHECK(json::parse(box.out()).size() == before + 1);
  REQUIRE(box.run({"themes", "detect", "Dropped my bow.", "--json"}) == ExitCode::done);
  CHECK(json::parse(box.out()).at("themes").at(0).at("id") == "money");
  REQUIRE(box.run({"themes", "detect", "Lost my bow tie.", "--json"}) ==
          ExitCode::done);
  CHECK(json::parse(box.out()).at("themes").empty());
}

TEST_CASE("a shipped pack that was copied to be changed says nothing twice",
          "[themes]") {
  Sandbox box;
  REQUIRE(box.run({"themes", "show", "money", "--json"}) == ExitCode::done);
  const json shipped = json::parse(box.out());
  const std::string text =
      kindly::read_file(KINDLY_SOURCE_DIR "/src/words/packs/money.toml", 1U << 16);
  Sandbox::put(box.home() / ".config/kindly/themes/money.toml",
               text + "\n[[phrase]]\ntext = \"This one is mine.\"\n"
                      "role = \"kindness\"\ntone = \"plain\"\n");
  REQUIRE(box.run({"themes", "show", "money", "--json"}) == ExitCode::done);
  CHECK(json::parse(box.out()).size() == shipped.size() + 1);
  box.environment["XDG_DATA_DIRS"] =
      (box.home() / ".config").string() + ":" + (box.home() / ".config").string();
  REQUIRE(box.run({"themes", "show", "money", "--json"}) == ExitCode::done);
  CHECK(json::parse(box.out()).size() == shipped.size() + 1);
}

TEST_CASE("a pack of another language waits until the config speaks it", "[themes]") {
  Sandbox box;
  box.write("themes/fr.toml", with(good, "axis =", "language = \"fr\"\naxis ="));
  REQUIRE(box.run({"themes", "detect", "Dropped my bow."}) == ExitCode::done);
  CHECK_THAT(box.out(), !Catch::Contains("violin"));
  Sandbox::put(box.home() / ".config/kindly/config.toml", "language = \"fr\"\n");
  REQUIRE(box.run({"themes", "detect", "Dropped my bow."}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::StartsWith("violin"));
}

TEST_CASE("a pack's escape sequences are a fault of the pack, and never shown raw",
          "[themes]") {
  Sandbox box;
  box.write("themes/evil.toml",
            with(good, "The string", "\\u001b]0;x\\u0007The string"));
  box.write("themes/evil2.toml",
            with(with(good, "violin", "v2"), "When the bow", "\\u202eWhen the bow"));
  box.write("themes/evil3.toml",
            with(with(good, "violin", "v3"), "my bow", "my\\u001b[31m bow"));
  for (const Words& words : {Words{"themes"},
                             Words{"themes", "show", "v3"},
                             Words{"themes", "detect", "my bow"},
                             Words{"cue", "-n", "9999"}}) {
    box.run(words);
    CHECK_THAT(box.out() + box.err(),
               !Catch::Contains("\x1b") && !Catch::Contains("\x07") &&
                   !Catch::Contains("\xe2\x80\xae"));
  }
  CHECK_THAT(box.err(),
             Catch::Contains("evil.toml:10:") && Catch::Contains("evil2.toml:5:"));
}

// --- add -------------------------------------------------------------------------

TEST_CASE("a phrase of one's own is added to the journal's own pack of the theme",
          "[themes]") {
  Sandbox box;
  REQUIRE(
      box.run(
          {"themes", "add", "work", "It is a job, {address}.", "--role", "kindness"}) ==
      ExitCode::done);
  CHECK(box.out_line() == (box.journal() / "themes/work.toml").string());
  REQUIRE(box.run({"themes",
                   "add",
                   "work",
                   "Quote: \"so\" \\ ok",
                   "--role",
                   "humanity",
                   "--tone",
                   "wry",
                   "--occasion",
                   "mistake"}) == ExitCode::done);
  CHECK(box.run({"themes", "show", "work"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("It is a job, {address}."));
  CHECK_THAT(box.out(), Catch::Contains("Quote: \"so\" \\ ok"));
  CHECK(box.run({"themes", "check", (box.journal() / "themes/work.toml").string()}) ==
        ExitCode::no); // two phrases that a machine has a word against
  CHECK_THAT(box.out(), Catch::Contains("a phrase has 7 to 24 words"));
  CHECK(box.err().empty());
}

TEST_CASE("adding a phrase changes no byte that a person wrote", "[themes]") {
  Sandbox box;
  const std::string mine = "# my pack\r\n[pack]\r\nid = \"work\"\r\ntitle='W'\r\n"
                           "axis = \"life\"\r\n[[phrase]]\r\ntext = \"One.\"\r\n"
                           "role = \"kindness\"\r\ntone = \"plain\" # last";
  box.write("themes/work.toml", mine);
  REQUIRE(box.run({"themes", "add", "work", "Two.", "--role", "humanity"}) ==
          ExitCode::done);
  CHECK(box.read("themes/work.toml") ==
        mine + "\r\n\r\n[[phrase]]\r\ntext = \"Two.\"\r\nrole = \"humanity\"\r\n"
               "tone = \"plain\"\r\n");
}

TEST_CASE("a phrase that cannot be added leaves the pack as it was", "[themes]") {
  Sandbox box;
  const std::string broken = "[pack]\nid = \"work\"\ntitle = \"W\"\naxis = \"life\"\n"
                             "[[phrase]]\ntext = \"One.\"\nrole = \"oops\"\n";
  box.write("themes/work.toml", broken);
  CHECK(box.run({"themes", "add", "work", "Two.", "--role", "humanity"}) ==
        ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains("work.toml:7:"));
  CHECK(box.read("themes/work.toml") == broken);
  box.write("themes/work.toml", with(good, "violin", "violas"));
  CHECK(box.run({"themes", "add", "work", "Two.", "--role", "humanity"}) ==
        ExitCode::unreadable);
  fs::remove(box.journal() / "themes/work.toml");
  for (const Words& words : {Words{"work", "Two\nlines.", "--role", "humanity"},
                             Words{"work", "You are {nobody}.", "--role", "humanity"},
                             Words{"work", std::string(300, 'x'), "--role", "humanity"},
                             Words{"work", " ", "--role", "humanity"},
                             Words{"work", "Two.", "--role", "humanty"},
                             Words{"wrok", "Two.", "--role", "humanity"},
                             Words{"../work", "Two.", "--role", "humanity"}}) {
    Words args = {"themes", "add"};
    args.insert(args.end(), words.begin(), words.end());
    INFO(words[0] << " " << words[1]);
    CHECK(box.run(args) == ExitCode::usage);
    CHECK_FALSE(box.err().empty());
    CHECK(box.count_files() == 0);
  }
}

TEST_CASE("a pack that takes no phrase more in its shape is left alone", "[themes]") {
  Sandbox box;
  const std::string flow =
      "phrase = [{text = \"One.\", role = \"kindness\", tone = \"plain\"}]\n"
      "[pack]\nid = \"work\"\ntitle = \"W\"\naxis = \"life\"\n";
  box.write("themes/work.toml", flow);
  CHECK(box.run({"themes", "add", "work", "Two.", "--role", "humanity"}) ==
        ExitCode::unreadable);
  CHECK_THAT(box.err(), Catch::Contains("by hand"));
  CHECK(box.read("themes/work.toml") == flow);
  box.write("themes/work.toml", "");
  CHECK(box.run({"themes", "add", "work", "Two.", "--role", "humanity"}) ==
        ExitCode::done);
  CHECK_THAT(box.read("themes/work.toml"), Catch::Contains("Two."));
}

TEST_CASE("the role of a phrase is guessed where nobody says it, and mine may begin",
          "[themes]") {
  Sandbox box;
  REQUIRE(box.run({"themes", "add", "mine", "Most people freeze sometimes."}) ==
          ExitCode::done);
  CHECK_THAT(box.err(), Catch::Contains("Taken for humanity"));
  CHECK_THAT(box.read("themes/mine.toml"), Catch::Contains("role = \"humanity\""));
  REQUIRE(box.run({"themes"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::StartsWith("mine "));
}

TEST_CASE("themes show mine says how often a sentence was used", "[themes]") {
  Sandbox box;
  for (const std::string text : {"Slow is allowed.", "Rest is work."})
    REQUIRE(box.run({"themes", "add", "mine", text, "--role", "kindness"}) ==
            ExitCode::done);
  for (int entry = 0; entry < 2; ++entry)
    REQUIRE(
        box.run(
            {"new", "x", "-k", "Slow is allowed.", "--before", "8", "--after", "5"}) ==
        ExitCode::done);
  REQUIRE(box.run({"themes", "show", "mine"}) == ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::Contains("Slow is allowed. (in 2 entries)") &&
                 Catch::Contains("Rest is work.\n"));
  REQUIRE(box.run({"themes", "show", "mine", "--json"}) == ExitCode::done);
  const json phrases = json::parse(box.out());
  CHECK(phrases.at(0).at("n") == 2);
  CHECK(phrases.at(0).at("rated") == 2);
  CHECK(phrases.at(0).at("change").is_null()); // two are too few for a mean
  CHECK(phrases.at(1).at("n") == 0);
}

TEST_CASE("themes lists the packs of the language that the config speaks", "[themes]") {
  Sandbox box;
  Sandbox::put(box.home() / ".config/kindly/config.toml", "language = \"de\"\n");
  REQUIRE(box.run({"themes"}) == ExitCode::done);
  CHECK(count_lines(box.out()) == 7);
  REQUIRE(box.run({"themes", "detect", "Ich bin so ein Idiot."}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("competence"));
  REQUIRE(box.run({"reframe", "Ich bin so ein Idiot.", "--address", "Sam"}) ==
          ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("Sam") && Catch::Contains(" du"));
}

TEST_CASE("a phrase that the theme has is not added again", "[themes]") {
  Sandbox box;
  const Words args = {"themes", "add", "work", "Once.", "--role", "kindness"};
  REQUIRE(box.run(args) == ExitCode::done);
  const std::string before = box.read("themes/work.toml");
  CHECK(box.run(args) == ExitCode::no);
  CHECK(box.read("themes/work.toml") == before);
}

TEST_CASE("a phrase from a pipe is kept when it cannot be added", "[themes]") {
  Sandbox box;
  CHECK(box.run({"themes", "add", "wrok", "-", "--role", "kindness"},
                "Slow is fine.") == ExitCode::usage);
  CHECK(kindly::read_file(box.home() / ".local/state/kindly/unsaved/text-1.txt",
                          1000) == "Slow is fine.");
}
