// kindly themes: the phrase library.

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "commands/command.hpp"
#include "commands/theme_json.hpp"
#include "commands/typed.hpp"
#include "practice/detect.hpp"
#include "terminal/layout.hpp"
#include "words/pack_text.hpp"

#include <algorithm>
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

Json phrase_json(const Phrase& phrase) {
  Json json = Json::object();
  json.set("text", phrase.text)
      .set("role", name_of(phrase.role))
      .set("tone", name_of(phrase.tone))
      .set("theme", phrase.theme);
  return json;
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

ExitCode list_themes(const World& world) {
  const Library library = world.library();
  if (world.format != Format::text) {
    std::vector<Json> items;
    for (const Pack& pack : library.packs()) items.push_back(pack_json(pack));
    print_list(world, std::move(items));
    return ExitCode::done;
  }
  std::vector<std::vector<std::string>> rows;
  for (const Pack& pack : library.packs())
    rows.push_back({pack.id,
                    pack.axis,
                    fmt::format("{:>3}", pack.phrases.size()),
                    pack.description});
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
  if (world.format != Format::text) {
    std::vector<Json> items;
    for (const Phrase& phrase : pack.phrases) items.push_back(phrase_json(phrase));
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
      terminal.print(indented(phrase.text,
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
  for (const Pack& pack : library.packs())
    for (const Phrase& phrase : pack.phrases) {
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
  const std::vector<Detected> detected =
      detect(library, read_thought(world, text), world.settings.language);
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
  std::string role;
  std::string tone = "plain";
  std::vector<std::string> occasions;
};

/// Adds to the journal's own pack of that theme, which is begun where there is none.
std::filesystem::path add_to(const std::filesystem::path& path,
                             const Pack& theme,
                             const Phrase& phrase,
                             Durability durability) {
  const std::string begun =
      with_phrase(beginning_of_pack(theme), phrase, path.string());
  if (create_file_if_free(path, begun, durability)) return path;
  edit_file(
      path,
      [&](const std::string& toml) {
        if (trimmed(toml).empty()) return begun;
        const PackReading there = read_pack(toml, path.string());
        if (!there.pack.id.empty() && there.pack.id != theme.id)
          throw Error(ExitCode::unreadable,
                      fmt::format("{}:1: is not a pack of the theme '{}'",
                                  path.string(),
                                  theme.id),
                      "Its `id` says what it is; give the file that name.");
        return with_phrase(toml, phrase, path.string());
      },
      toml_limit,
      durability);
  return path;
}

ExitCode add_phrase(const World& world, const Addition& addition) {
  Typed typed(world);
  typed.save([&] {
    Phrase phrase;
    phrase.text = trimmed(typed.read(addition.text, "the phrase"));
    if (phrase.text.find('\n') != std::string::npos)
      throw Error(ExitCode::usage,
                  "the phrase goes over several lines",
                  "A phrase is one sentence on one line.");
    phrase.role = role_named(addition.role).value_or(Role::kindness);
    phrase.tone = tone_named(addition.tone).value_or(Tone::plain);
    phrase.occasions = addition.occasions;
    // What is wrong in the pack at hand is said once, by whoever adds to it.
    const Library library = Library::load(world.theme_folders());
    const Pack& theme = library.theme(addition.id);
    if (std::ranges::find(theme.phrases, phrase.text, &Phrase::text) !=
        theme.phrases.end())
      throw Error(ExitCode::no,
                  fmt::format("'{}' has that phrase already", theme.id),
                  fmt::format("`kindly themes show {}` shows them all.", theme.id));
    const auto path = world.journal().folder() / "themes" / (theme.id + ".toml");
    add_to(path, theme, phrase, world.settings.durability);
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
           value("--role", "ROLE", a.role, "What it does in a script")
               .one_of(role_names)
               .needed(),
           value("--tone", "TONE", a.tone, "How it sounds; plain if left out")
               .one_of(tone_names),
           value("--occasion", "ID", a.occasions, "Only for such moments")
               .one_of(known_occasions)},
      .run = [addition](const World& world) { return add_phrase(world, *addition); }};
}

// --- check -------------------------------------------------------------------

ExitCode check_packs(const World& world, const std::vector<std::string>& files) {
  ExitCode code = ExitCode::done;
  for (const std::string& file : files) {
    try {
      const PackReading reading = read_pack(read_file(file, toml_limit), file);
      for (const PackProblem& problem : reading.problems) {
        world.terminal.say(
            "{}:{}:{}: {}", file, problem.line, problem.column, problem.what);
        if (code == ExitCode::done) code = ExitCode::no;
      }
      if (reading.problems.empty())
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
