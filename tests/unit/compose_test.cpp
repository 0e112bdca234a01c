// A script of four to six sentences that read as one letter by one person.

#include "base/text.hpp"
#include "practice/compose.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace kindly;

namespace {

using Words = std::vector<std::string>;

constexpr std::uint64_t seeds = 4;

const Library& library() {
  static const Library loaded = Library::load({});
  return loaded;
}

/// No theme, each theme, and the pairs a thought often has.
const std::vector<Words>& theme_sets() {
  static const std::vector<Words> sets = [] {
    std::vector<Words> all = {{},
                              {"competence", "work"},
                              {"approval", "social"},
                              {"perfectionism", "study"},
                              {"productivity", "parenting"}};
    for (const std::string& id : library().ids()) all.push_back({id});
    return all;
  }();
  return sets;
}

ScriptRequest
request_for(const Words& themes, const std::string& address, std::uint64_t seed) {
  ScriptRequest request;
  request.themes = themes;
  request.address = address;
  request.seed = seed;
  return request;
}

using Lines = std::vector<ScriptLine>;

struct Script {
  ScriptRequest request;
  std::vector<ScriptLine> lines;
};

/// One for every seed, tone, set of themes and length, with names and feelings in turn.
const std::vector<Script>& scripts() {
  static const Words addresses = {"Zofia", "dear one", "Łucja", "you brave thing"};
  static const Words feelings = {"", "ashamed", "", "grief"};
  static const std::vector<Script> made = [] {
    std::vector<Script> all;
    all.reserve(seeds * tone_names.size() * theme_sets().size() * 3);
    for (std::uint64_t seed = 0; seed < seeds; ++seed)
      for (const std::string& tone : tone_names)
        for (const Words& themes : theme_sets())
          for (std::size_t sentences = 4; sentences <= 6; ++sentences) {
            ScriptRequest request =
                request_for(themes, addresses[seed % addresses.size()], seed);
            request.tone = *tone_named(tone);
            request.feeling = feelings[seed / 4 % feelings.size()];
            request.sentences = sentences;
            auto lines = compose(library(), request);
            all.push_back({std::move(request), std::move(lines)});
          }
    return all;
  }();
  return made;
}

std::string told(const ScriptRequest& request, const std::vector<ScriptLine>& lines) {
  std::string text = "seed " + std::to_string(request.seed) + ", " +
                     name_of(request.tone) + ", " + std::to_string(request.sentences) +
                     ":";
  for (const std::string& theme : request.themes) text += " " + theme;
  for (const ScriptLine& line : lines) text += "\n  " + line.text;
  return text;
}

/// Counts the scripts that fail and shows the first.
template <class Check>
void check_all(Check is_right) {
  std::size_t wrong = 0;
  std::string first;
  for (const auto& [request, lines] : scripts())
    if (!is_right(request, lines) && wrong++ == 0) first = told(request, lines);
  INFO(first);
  CHECK(wrong == 0);
  CHECK(scripts().size() == seeds * 4 * theme_sets().size() * 3);
}

/// The same for every line of them.
template <class Check>
void check_lines(Check is_right) {
  check_all([&](const ScriptRequest& request, const Lines& lines) {
    return std::ranges::all_of(
        lines, [&](const ScriptLine& line) { return is_right(request, line); });
  });
}

bool is_one_of(const std::string& theme, const Words& themes) {
  return std::ranges::find(themes, theme) != themes.end();
}

bool speaks_to(const std::string& text, const std::string& address) {
  return text.find(address) != std::string::npos ||
         text.starts_with(capitalised(address));
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t number = 0;
  for (std::size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + part.size()))
    ++number;
  return number;
}

std::string opening(std::string_view text) {
  const std::vector<Word> words = words_of(text);
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(2, words.size()); ++i)
    out += words[i].folded + " ";
  return out;
}

/// "Zofia, this hurts." or "This hurts, Zofia, and …" or "This hurts, Zofia."
bool is_addressed_well(const std::string& text, const std::string& address) {
  if (const std::string begin = capitalised(address); text.starts_with(begin)) {
    const std::string rest = text.substr(begin.size());
    if (!rest.starts_with(", ") || count(text, address) > 1) return false;
    const std::string word = rest.substr(2, rest.find_first_of(" ,'", 2) - 2);
    return word == "I" || decapitalised(word) == word;
  }
  const std::size_t at = text.find(address);
  if (at == std::string::npos || count(text, address) != 1) return false;
  const char behind = text[at + address.size()];
  return text.substr(at - 2, 2) == ", " && (behind == ',' || behind == '.');
}

} // namespace

TEST_CASE(
    "a script says its five parts in their order, a short one without encouragement",
    "[compose]") {
  using enum Role;
  const std::map<std::size_t, std::vector<Role>> wanted = {
      {4, {mindfulness, humanity, kindness, accountability}},
      {5, {mindfulness, humanity, kindness, encouragement, accountability}},
      {6, {mindfulness, humanity, kindness, kindness, encouragement, accountability}}};
  check_all([&](const ScriptRequest& request, const Lines& lines) {
    std::vector<Role> roles;
    for (const ScriptLine& line : lines) roles.push_back(line.role);
    return roles == wanted.at(request.sentences);
  });
}

TEST_CASE("the first sentence speaks to the person, with the right capital and commas",
          "[compose]") {
  check_all([](const ScriptRequest& request, const Lines& lines) {
    return is_addressed_well(lines.at(0).text, request.address);
  });
}

TEST_CASE("wherever the person is spoken to, commas stand around the name",
          "[compose]") {
  check_lines([](const ScriptRequest& request, const ScriptLine& line) {
    return !speaks_to(line.text, request.address) ||
           is_addressed_well(line.text, request.address);
  });
}

TEST_CASE("two sentences in a row never both speak to the person", "[compose]") {
  check_all([](const ScriptRequest& request, const Lines& lines) {
    const auto both = std::ranges::adjacent_find(
        lines, [&](const ScriptLine& one, const ScriptLine& other) {
          return speaks_to(one.text, request.address) &&
                 speaks_to(other.text, request.address);
        });
    return both == lines.end();
  });
}

TEST_CASE("no brace and no gap is left where a name or a feeling should stand",
          "[compose]") {
  check_lines([](const ScriptRequest&, const ScriptLine& line) {
    return line.text.find_first_of("{}") == std::string::npos &&
           line.text.find("eeling ,") == std::string::npos &&
           line.text.find("  ") == std::string::npos;
  });
}

TEST_CASE("no two sentences of a script are the same or begin the same", "[compose]") {
  check_all([](const ScriptRequest&, const Lines& lines) {
    std::set<std::string> texts;
    std::set<std::string> openings;
    for (const ScriptLine& line : lines) {
      texts.insert(fold(line.text));
      openings.insert(opening(line.text));
    }
    return texts.size() == lines.size() && openings.size() == lines.size();
  });
}

TEST_CASE("one tone is kept from the first sentence to the last", "[compose]") {
  check_lines([](const ScriptRequest& request, const ScriptLine& line) {
    return line.tone == request.tone;
  });
}

TEST_CASE("a script draws on its themes and on what fits anything, on nothing else",
          "[compose]") {
  check_lines([](const ScriptRequest& request, const ScriptLine& line) {
    return line.theme == everyday || is_one_of(line.theme, request.themes);
  });
}

TEST_CASE("a script takes up its theme first, and again in most of its sentences",
          "[compose]") {
  std::size_t of_themes = 0;
  std::size_t all = 0;
  for (const auto& [request, lines] : scripts()) {
    if (request.themes.empty() || request.sentences == 6) continue;
    INFO(told(request, lines));
    CHECK(is_one_of(lines.front().theme, request.themes));
    for (const ScriptLine& line : lines) {
      of_themes += is_one_of(line.theme, request.themes) ? 1 : 0;
      ++all;
    }
  }
  CHECK(of_themes * 10 > all * 7);
}

TEST_CASE("every sentence begins with a capital and ends with a full stop",
          "[compose]") {
  check_lines([](const ScriptRequest&, const ScriptLine& line) {
    return capitalised(line.text) == line.text && line.text.ends_with('.');
  });
}

TEST_CASE("a seed gives the same script again", "[compose]") {
  check_all([](const ScriptRequest& request, const Lines& lines) {
    const auto same = [](const ScriptLine& one, const ScriptLine& other) {
      return one.text == other.text && one.theme == other.theme;
    };
    return std::ranges::equal(compose(library(), request), lines, same);
  });
}

TEST_CASE("forty seeds give many scripts, and many first sentences", "[compose]") {
  constexpr std::uint64_t many = 40;
  for (const Words& themes : {Words{}, Words{"competence", "work"}, Words{"money"}}) {
    std::set<std::string> said;
    std::set<std::string> first;
    for (std::uint64_t seed = 0; seed < many; ++seed) {
      std::string script;
      const auto lines = compose(library(), request_for(themes, "Zofia", seed));
      for (const ScriptLine& line : lines) script += line.text + "\n";
      said.insert(script);
      first.insert(lines.at(0).text);
    }
    INFO((themes.empty() ? "no theme" : themes[0]));
    CHECK(said.size() >= 35);
    CHECK(first.size() >= 3);
  }
}

TEST_CASE("a feeling that was given is often named, at the beginning", "[compose]") {
  std::size_t named = 0;
  constexpr std::uint64_t many = 20;
  for (std::uint64_t seed = 0; seed < many; ++seed) {
    ScriptRequest request = request_for({}, "Zofia", seed);
    request.feeling = "unmoored";
    const auto lines = compose(library(), request);
    named += lines.at(0).text.find("eeling unmoored") != std::string::npos ? 1 : 0;
  }
  CHECK(named >= many / 4);
}

TEST_CASE("two themes both have their say", "[compose]") {
  std::map<std::string, std::size_t> said;
  constexpr std::uint64_t many = 20;
  for (std::uint64_t seed = 0; seed < many; ++seed)
    for (const ScriptLine& line :
         compose(library(), request_for({"competence", "work"}, "Zofia", seed)))
      ++said[line.theme];
  CHECK(said["competence"] > many);
  CHECK(said["work"] > many);
}

TEST_CASE("a phrase for one occasion is said on no other", "[compose]") {
  const test::Sandbox box;
  box.write("themes/x.toml",
            "[pack]\nid = \"x\"\ntitle = \"X\"\naxis = \"life\"\n"
            "[[phrase]]\ntext = \"A mistake is a mistake.\"\nrole = \"humanity\"\n"
            "tone = \"plain\"\noccasions = [\"mistake\"]\n");
  const std::vector<std::filesystem::path> folders = {box.journal() / "themes"};
  const Library own = Library::load(folders);
  const auto said = [&](const std::string& occasion) {
    int times = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      ScriptRequest request = request_for({"x"}, "Zofia", seed);
      request.occasion = occasion;
      for (const ScriptLine& line : compose(own, request))
        times += line.text == "A mistake is a mistake." ? 1 : 0;
    }
    return times;
  };
  CHECK(said("mistake") > 5);
  CHECK(said("") > 5);
  CHECK(said("social") == 0);
}

TEST_CASE("what was said lately is not said again", "[compose]") {
  ScriptRequest request = request_for({"work"}, "Zofia", 3);
  for (int round = 0; round < 3; ++round) {
    const auto lines = compose(library(), request);
    for (const Pack& pack : library().packs())
      for (const Phrase& phrase : pack.phrases)
        for (const ScriptLine& line : lines) {
          const std::string said = filled(phrase, request);
          const bool is_it =
              line.text == said || line.text == "Zofia, " + decapitalised(said);
          if (!is_it) continue;
          INFO(line.text);
          CHECK(request.recent.insert(phrase.text).second);
        }
  }
  CHECK(request.recent.size() >= 12);
}

TEST_CASE("what went with relief is said more often, and the rest not never",
          "[compose]") {
  const auto warm_firsts = [&](double liking) {
    int times = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      ScriptRequest request = request_for({"work"}, "Zofia", seed);
      request.liking = [&](const Phrase& phrase) {
        return phrase.text.find("because") != std::string::npos ? liking : 1;
      };
      const auto lines = compose(library(), request);
      times += lines.at(2).text.find("because") != std::string::npos ? 1 : 0;
    }
    return times;
  };
  const int liked = warm_firsts(2);
  const int disliked = warm_firsts(0.5);
  CHECK(liked > disliked);
  CHECK(disliked > 0);
  CHECK(liked < 60);
}

TEST_CASE("a letter speaks to the age it is written to", "[compose]") {
  std::set<std::string> said;
  for (const int age : {5, 14, 30}) {
    ScriptRequest request = request_for({"study"}, "Sam", 7);
    request.age = age;
    request.thought = "I was so slow.";
    const auto lines = compose(library(), request);
    REQUIRE(lines.size() == 5);
    CHECK_THAT(lines[0].text, Catch::StartsWith("Dear Sam, "));
    for (const ScriptLine& line : lines) {
      INFO(line.text);
      CHECK(line.text.find('{') == std::string::npos);
      CHECK(said.insert(line.text).second); // each age has its own sentences
    }
  }
}

TEST_CASE("in a dialogue each of the critic's lines is answered, the friend is last",
          "[compose]") {
  for (std::size_t count = 1; count <= 8; ++count) {
    std::vector<CriticLine> critic;
    for (std::size_t i = 0; i < count; ++i)
      critic.push_back({"Line " + std::to_string(i), {"work"}});
    const auto turns =
        compose_dialogue(library(), request_for({}, "Sam", count), critic);
    REQUIRE(turns.size() == count);
    std::set<Role> roles;
    for (std::size_t i = 0; i < count; ++i) {
      CHECK(turns[i].critic == critic[i].text);
      CHECK_FALSE(turns[i].friend_says.empty());
      for (const ScriptLine& line : turns[i].friend_says) roles.insert(line.role);
    }
    CHECK(roles.size() == role_names.size());
  }
}

TEST_CASE("a first sentence that names nobody is spoken to the person", "[compose]") {
  const test::Sandbox box;
  const auto first = [&](const std::string& text, const std::string& address) {
    box.write("themes/x.toml",
              "[pack]\nid = \"x\"\ntitle = \"X\"\naxis = \"life\"\nlanguage = \"xx\"\n"
              "[[phrase]]\ntext = \"" +
                  text + "\"\nrole = \"mindfulness\"\ntone = \"plain\"\n");
    const std::vector<std::filesystem::path> folders = {box.journal() / "themes"};
    ScriptRequest request = request_for({"x"}, address, 1);
    request.language = "xx";
    return compose(Library::load(folders), request).at(0).text;
  };
  CHECK(first("This hurts.", "Sam") == "Sam, this hurts.");
  CHECK(first("This hurts.", "dear one") == "Dear one, this hurts.");
  CHECK(first("I see that it hurts.", "Sam") == "Sam, I see that it hurts.");
  CHECK(first("I'm with you.", "Sam") == "Sam, I'm with you.");
  CHECK(first("It hurts, {address}.", "Sam") == "It hurts, Sam.");
  CHECK(first("{address}, it hurts.", "dear one") == "Dear one, it hurts.");
  CHECK(first("It hurts, {name}.", "Sam") == "It hurts, Sam.");
  CHECK(first("Überall tut es weh.", "łucja") == "Łucja, überall tut es weh.");
}

TEST_CASE("a placeholder in a person's own name is not filled in", "[compose]") {
  const Phrase phrase{.text = "It hurts, {address}, {name}, feeling {feeling}.",
                      .role = Role::mindfulness,
                      .tone = Tone::plain,
                      .occasions = {},
                      .theme = "x"};
  ScriptRequest request = request_for({}, "{name}", 1);
  request.name = "{feeling}";
  request.feeling = "{address}";
  CHECK(filled(phrase, request) == "It hurts, {name}, {feeling}, feeling {address}.");
}
