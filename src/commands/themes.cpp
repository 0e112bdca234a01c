// kindly themes: the phrase library.

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "commands/command.hpp"
#include "commands/history.hpp"
#include "commands/own_pack.hpp"
#include "commands/theme_json.hpp"
#include "commands/typed.hpp"
#include "practice/detect.hpp"
#include "terminal/layout.hpp"
#include "words/lint.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace kindly {
namespace {

const std::vector<Format> text_or_json = {Format::text, Format::json, Format::jsonl};

/// A list in the format asked for: an array, or an object a line.
void print_list(const World& world, std::vector<Json> items) {
  if (world.format == Format::jsonl) {
    for (const Json& item : items) world.terminal.print_raw(item.line() + "\n");
    return;
  }
  Json list = Json::array();
  for (Json& item : items) list.add(std::move(item));
  world.terminal.print_raw(list.pretty() + "\n");
}

/// How often a person's own sentences were used, and what changed: by their texts.
using Use = std::map<std::string, Group>;

Use use_of_mine(const World& world, const Library& library) {
  Use use;
  if (!world.journal_folder) return use;
  for (const Group& group : phrase_groups(world, library)) use.emplace(group.id, group);
  return use;
}

Json phrase_json(const Phrase& phrase, const Use& use = {}) {
  Json json = Json::object();
  json.set("text", phrase.text)
      .set("role", name_of(phrase.role))
      .set("tone", name_of(phrase.tone))
      .set("theme", phrase.theme);
  if (phrase.theme == mine) {
    const auto found = use.find(phrase.text);
    const Group group = found == use.end() ? Group{} : found->second;
    json.set("n", group.n).set("rated", group.rated);
    json.set("change", group.change ? Json(*group.change) : Json());
  }
  return json;
}

/// ` (in 6 entries, -1.8)`: the mean of what changed, where enough entries were rated.
std::string used(const Phrase& phrase, const Use& use) {
  const auto found = use.find(phrase.text);
  if (found == use.end()) return {};
  const Group& group = found->second;
  const std::string change =
      group.change ? fmt::format(", {:+.1f}", *group.change) : "";
  return fmt::format(
      " (in {} {}{})", group.n, group.n == 1 ? "entry" : "entries", change);
}

// --- list --------------------------------------------------------------------

Json pack_json(const Pack& pack) {
  Json json = Json::object();
  json.set("id", pack.id)
      .set("title", pack.title)
      .set("axis", pack.axis)
      .set("language", pack.language)
      .set("phrases", pack.phrases.size())
      .set("description", pack.description);
  return json;
}

/// The packs of the config's language, a person's own sentences first; where it has
/// none, all.
std::vector<const Pack*> spoken(const Library& library) {
  std::vector<const Pack*> packs;
  for (const Pack& pack : library.packs())
    if (library.speaks(pack))
      packs.insert(pack.id == mine ? packs.begin() : packs.end(), &pack);
  if (packs.empty())
    for (const Pack& pack : library.packs()) packs.push_back(&pack);
  return packs;
}

ExitCode list_themes(const World& world) {
  const Library library = world.library();
  if (world.format != Format::text) {
    std::vector<Json> items;
    for (const Pack* const pack : spoken(library)) items.push_back(pack_json(*pack));
    print_list(world, std::move(items));
    return ExitCode::done;
  }
  std::vector<std::vector<std::string>> rows;
  for (const Pack* const pack : spoken(library))
    rows.push_back({pack->id,
                    pack->axis,
                    fmt::format("{:>3}", pack->phrases.size()),
                    pack->description});
  world.terminal.print(
      columns(rows, world.terminal.out_is_terminal ? world.terminal.width : 1000));
  return ExitCode::done;
}

Command list_verb() {
  return {.name = "list",
          .summary = "The themes, on which axis, with how many phrases",
          .formats = text_or_json,
          .run = list_themes};
}

// --- show --------------------------------------------------------------------

ExitCode show_theme(const World& world, const std::string& id) {
  const Library library = world.library();
  const Pack& pack = library.theme(id);
  const Use use = id == mine ? use_of_mine(world, library) : Use();
  if (world.format != Format::text) {
    std::vector<Json> items;
    for (const Phrase& phrase : pack.phrases) items.push_back(phrase_json(phrase, use));
    print_list(world, std::move(items));
    return ExitCode::done;
  }
  const Terminal& terminal = world.terminal;
  terminal.print(pack.title + "\n", Style::strong);
  if (!pack.description.empty()) terminal.say("{}", pack.description);
  for (std::size_t role = 0; role < role_names.size(); ++role) {
    bool is_first = true;
    for (const Phrase& phrase : pack.phrases) {
      if (static_cast<std::size_t>(phrase.role) != role) continue;
      if (is_first) terminal.print("\n" + role_names[role] + "\n", Style::strong);
      is_first = false;
      terminal.print(indented(phrase.text + used(phrase, use),
                              padded(name_of(phrase.tone), 11),
                              std::string(11, ' '),
                              terminal.text_width()));
    }
  }
  return ExitCode::done;
}

Command show_verb() {
  const auto id = std::make_shared<std::string>();
  return {
      .name = "show",
      .summary = "The phrases of a theme",
      .args =
          {value("ID", "ID", *id, "Which theme").needed().completes(Completes::theme)},
      .formats = text_or_json,
      .run = [id](const World& world) { return show_theme(world, *id); }};
}

// --- search ------------------------------------------------------------------

ExitCode search_phrases(const World& world, const std::vector<std::string>& words) {
  for (const std::string& word : words) check_text(word, "the word");
  const Library library = world.library();
  std::vector<const Phrase*> found;
  for (const Pack* const pack : spoken(library))
    for (const Phrase& phrase : pack->phrases) {
      const std::string text = fold(phrase.text);
      if (std::ranges::all_of(words, [&](const std::string& word) {
            return text.find(fold(word)) != std::string::npos;
          }))
        found.push_back(&phrase);
    }
  if (world.format != Format::text) {
    std::vector<Json> items;
    items.reserve(found.size());
    for (const Phrase* phrase : found) items.push_back(phrase_json(*phrase));
    print_list(world, std::move(items));
  } else {
    for (const Phrase* phrase : found)
      world.terminal.say("{:<15} {}", phrase->theme, phrase->text);
  }
  if (found.empty()) world.terminal.note("No phrase has that.");
  return found.empty() ? ExitCode::no : ExitCode::done;
}

Command search_verb() {
  const auto words = std::make_shared<std::vector<std::string>>();
  return {
      .name = "search",
      .summary = "Phrases that have these words",
      .args = {value("WORD", "WORD", *words, "Words that must all be there").needed()},
      .formats = text_or_json,
      .run = [words](const World& world) { return search_phrases(world, *words); }};
}

// --- detect ------------------------------------------------------------------

Json detected_json(const std::vector<Detected>& detected) {
  Json themes = Json::array();
  for (const Detected& theme : detected) {
    Json item = Json::object();
    item.set("id", theme.id)
        .set("axis", theme.axis)
        .set("score", theme.score)
        .set("evidence", evidence_json(theme));
    themes.add(std::move(item));
  }
  Json json = Json::object();
  json.set("schema", "kindly.detect/1").set("themes", std::move(themes));
  return json;
}

ExitCode detect_themes(const World& world, const std::optional<std::string>& text) {
  const Library library = world.library();
  Typed typed(world);
  const std::vector<Detected> detected = Detector(library, world.settings.language)
                                             .detect(read_thought(world, typed, text));
  const Terminal& terminal = world.terminal;
  if (world.format != Format::text) {
    const Json json = detected_json(detected);
    terminal.print_raw((world.format == Format::json ? json.pretty() : json.line()) +
                       "\n");
    return ExitCode::done;
  }
  for (const Detected& theme : detected) {
    std::string words;
    for (const Evidence& evidence : theme.evidence)
      words += fmt::format(
          "{}\"{}\"", words.empty() ? "" : ", ", printable_line(evidence.text));
    terminal.say("{:<15} {}", theme.id, words);
  }
  if (detected.empty()) terminal.note("It sounds like no theme kindly knows.");
  return ExitCode::done;
}

Command detect_verb() {
  const auto text = std::make_shared<std::optional<std::string>>();
  return {
      .name = "detect",
      .summary = "Which themes a thought sounds like, and by which words",
      .args = {value("TEXT", "TEXT", *text, "The thought; standard input if left out")},
      .formats = text_or_json,
      .run = [text](const World& world) { return detect_themes(world, *text); }};
}

// --- add ---------------------------------------------------------------------

struct Addition {
  std::string id;
  std::string text;
  std::optional<std::string> role;
  std::string tone = "plain";
  std::vector<std::string> occasions;
};

ExitCode add_phrase(const World& world, const Addition& addition) {
  Typed typed(world);
  typed.save([&] {
    Phrase phrase;
    phrase.text = trimmed(typed.read(addition.text, "the phrase"));
    if (phrase.text.find('\n') != std::string::npos)
      throw Error(ExitCode::usage,
                  "the phrase goes over several lines",
                  "A phrase is one sentence on one line.");
    phrase.tone = tone_named(addition.tone).value_or(Tone::plain);
    phrase.occasions = addition.occasions;
    // What is wrong in the pack at hand is said once, by whoever adds to it.
    const Library library =
        Library::load(world.theme_folders(), world.settings.language);
    const Pack theme = pack_to_extend(world, library, addition.id);
    phrase.role = addition.role ? role_named(*addition.role).value()
                                : guessed_role(world, phrase.text);
    if (!addition.role)
      world.terminal.note("Taken for {}; --role says otherwise.", name_of(phrase.role));
    const auto path = add_to_own_pack(world, theme, {&phrase, 1});
    typed.are_saved();
    world.terminal.say_path(path.string());
  });
  return ExitCode::done;
}

Command add_verb() {
  const auto addition = std::make_shared<Addition>();
  Addition& a = *addition;
  return {
      .name = "add",
      .summary = "Add a phrase of your own; it travels with the journal",
      .args =
          {value("ID", "ID", a.id, "Which theme").needed().completes(Completes::theme),
           value("TEXT", "TEXT", a.text, "The sentence; - for standard input").needed(),
           value("--role",
                 "ROLE",
                 a.role,
                 "What it does in a script; guessed if left out")
               .one_of(role_names),
           value("--tone", "TONE", a.tone, "How it sounds; plain if left out")
               .one_of(tone_names),
           value("--occasion", "ID", a.occasions, "Only for such moments")
               .one_of(known_occasions)},
      .run = [addition](const World& world) { return add_phrase(world, *addition); }};
}

// --- check -------------------------------------------------------------------

ExitCode check_packs(const World& world, const std::vector<std::string>& files) {
  ExitCode code = ExitCode::done;
  // What is wrong in a pack of one's own is said where that pack is checked.
  const Library library = Library::load(world.theme_folders(), world.settings.language);
  for (const std::string& file : files) {
    try {
      const PackReading reading = read_pack(read_file(file, toml_limit), file);
      std::vector<PackProblem> problems = reading.problems;
      if (problems.empty()) problems = lint(reading, library);
      for (const auto& [line, column, what] : problems)
        world.terminal.say("{}:{}:{}: {}", file, line, column, printable_line(what));
      if (!problems.empty() && code == ExitCode::done) code = ExitCode::no;
      if (problems.empty())
        world.terminal.say(
            "{}: {} phrases, nothing wrong", file, reading.pack.phrases.size());
    } catch (const Error& problem) { // the other files are checked all the same
      world.terminal.warn(fmt::format("kindly: {}", problem.what()));
      code = problem.code();
    }
  }
  return code;
}

Command check_verb() {
  const auto files = std::make_shared<std::vector<std::string>>();
  return {.name = "check",
          .summary = "Whether a pack is right, with line and column of what is not",
          .args = {value("FILE", "FILE", *files, "Packs to check")
                       .needed()
                       .completes(Completes::file)},
          .run = [files](const World& world) { return check_packs(world, *files); }};
}

// --- path --------------------------------------------------------------------

Command path_verb() {
  return {.name = "path",
          .summary = "The folders where packs of your own are looked for",
          .run = [](const World& world) {
            for (const auto& folder : world.theme_folders())
              world.terminal.say_path(folder.string());
            return ExitCode::done;
          }};
}

} // namespace

Command themes_command() {
  return {
      .name = "themes",
      .group = "Answer",
      .summary = "The phrase library: list, show, search, detect, add, check, path",
      .description =
          "Themes say why the critic attacks (perfectionism, approval, …) or where it "
          "happened "
          "(work, study, …). Packs of your own extend them; see kindly-themes(5).",
      .formats = text_or_json,
      .examples = {{"kindly themes show perfectionism",
                    "What kindly can say when only flawless counts."},
                   {"kindly themes detect \"I should have checked it twice.\"",
                    "Which themes that sounds like, and by which words."}},
      .verbs = {list_verb(),
                show_verb(),
                search_verb(),
                detect_verb(),
                add_verb(),
                check_verb(),
                path_verb()},
  };
}

} // namespace kindly
