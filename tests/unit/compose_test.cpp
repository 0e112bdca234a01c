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

constexpr std::uint64_t seeds = 300;

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

TEST_CASE("where its theme has the tone for a part, a script does not fall back",
          "[compose]") {
  check_lines([](const ScriptRequest& request, const ScriptLine& line) {
    const bool has_all = !request.themes.empty() && request.sentences < 6 &&
                         (request.tone == Tone::plain || request.tone == Tone::warm);
    return !has_all || is_one_of(line.theme, request.themes);
  });
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

TEST_CASE("three hundred seeds give many scripts", "[compose]") {
  for (const Words& themes : theme_sets()) {
    std::set<std::string> said;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      std::string script;
      for (const ScriptLine& line :
           compose(library(), request_for(themes, "Zofia", seed)))
        script += line.text + "\n";
      said.insert(script);
    }
    INFO((themes.empty() ? "no theme" : themes[0]));
    CHECK(said.size() >= 10);
  }
}

TEST_CASE("without a feeling, scripts still do not all begin with one sentence",
          "[compose]") {
  for (const Words& themes : theme_sets()) {
    std::set<std::string> first;
    for (std::uint64_t seed = 0; seed < seeds; ++seed)
      first.insert(compose(library(), request_for(themes, "Zofia", seed)).at(0).text);
    INFO((themes.empty() ? "no theme" : themes[0]));
    CHECK(first.size() >= 2);
  }
}

TEST_CASE("a feeling that was given is often named, at the beginning", "[compose]") {
  std::size_t named = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    ScriptRequest request = request_for({}, "Zofia", seed);
    request.feeling = "unmoored";
    const auto lines = compose(library(), request);
    named += lines.at(0).text.find("eeling unmoored") != std::string::npos ? 1 : 0;
  }
  CHECK(named >= seeds / 4);
}

TEST_CASE("two themes both have their say", "[compose]") {
  std::map<std::string, std::size_t> said;
  for (std::uint64_t seed = 0; seed < seeds; ++seed)
    for (const ScriptLine& line :
         compose(library(), request_for({"competence", "work"}, "Zofia", seed)))
      ++said[line.theme];
  CHECK(said["competence"] > seeds);
  CHECK(said["work"] > seeds);
}

TEST_CASE("a phrase for one occasion is said on no other", "[compose]") {
  const test::Sandbox box;
  box.write("themes/x.toml",
            "[pack]\nid = \"x\"\ntitle = \"X\"\naxis = \"life\"\n"
            "[[phrase]]\ntext = \"A mistake is a mistake.\"\nrole = \"humanity\"\n"
            "tone = \"plain\"\noccasions = [\"mistake\"]\n");
  const std::vector<std::filesystem::path> folders = {box.journal() / "themes"};
  const Library own = Library::load(folders);
  const auto second = [&](const std::string& occasion) {
    ScriptRequest request = request_for({"x"}, "Zofia", 1);
    request.occasion = occasion;
    return compose(own, request).at(1).text;
  };
  CHECK(second("mistake") == "A mistake is a mistake.");
  CHECK(second("") == "A mistake is a mistake.");
  CHECK(second("social") != "A mistake is a mistake.");
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
