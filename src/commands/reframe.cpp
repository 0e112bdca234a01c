// kindly reframe: answers a harsh thought, a filter from text to text.

#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/care_notice.hpp"
#include "commands/command.hpp"
#include "commands/rewrite.hpp"
#include "commands/script.hpp"
#include "commands/theme_json.hpp"
#include "commands/typed.hpp"
#include "terminal/layout.hpp"
#include "words/letters.hpp"

#include <array>
#include <memory>

namespace kindly {
namespace {

struct Options {
  std::optional<std::string> thought;
  std::vector<std::string> themes;
  std::optional<std::string> tone;
  std::optional<std::string> address;
  std::string feeling;
  std::string occasion;
  std::size_t sentences = 5;
  std::optional<std::uint64_t> seed;
  bool letter = false;
  std::optional<int> age;
  bool dialogue = false;
  bool fresh = false;
  bool save = false;
  std::optional<std::string> entry;
  bool edit = false;
};

Json json_of(const AnsweredThought& answered) {
  Json sentences = Json::array();
  for (const ScriptLine& line : answered.lines) {
    Json sentence = Json::object();
    sentence.set("text", line.text)
        .set("role", name_of(line.role))
        .set("tone", name_of(line.tone))
        .set("theme", line.theme);
    sentences.add(std::move(sentence));
  }
  Json turns = Json::array();
  for (const DialogueTurn& turn : answered.turns) {
    Json item = Json::object();
    item.set("critic", turn.critic).set("sentences", turn.friend_says.size());
    turns.add(std::move(item));
  }
  Json themes = Json::array();
  for (const Detected& theme : answered.themes) {
    Json item = Json::object();
    item.set("id", theme.id).set("evidence", evidence_json(theme));
    themes.add(std::move(item));
  }
  Json json = Json::object();
  json.set("schema", "kindly.reframe/1")
      .set("address", answered.address)
      .set("themes", std::move(themes))
      .set("sentences", std::move(sentences));
  if (!answered.turns.empty()) json.set("turns", std::move(turns));
  return json;
}

/// At a terminal a sentence is wrapped, in a pipe it is a line.
void print_line(const Terminal& terminal,
                std::string_view first,
                const std::string& text) {
  const std::string indent(display_width(first), ' ');
  if (terminal.out_is_terminal)
    terminal.print(indented(printable_line(text),
                            first,
                            first.empty() ? "  " : indent,
                            terminal.text_width()));
  else
    terminal.say("{}{}", first, printable_line(text));
}

void print_text(const Terminal& terminal, const AnsweredThought& answered) {
  if (answered.turns.empty())
    for (const ScriptLine& line : answered.lines) print_line(terminal, "", line.text);
  for (const DialogueTurn& turn : answered.turns) {
    print_line(terminal, "Critic: ", turn.critic);
    for (const ScriptLine& line : turn.friend_says)
      print_line(terminal, "Friend: ", line.text);
  }
}

void check_options(const Options& options) {
  if (options.edit && !options.entry)
    throw Error(ExitCode::usage,
                "-e is for a rewriting",
                "Name the older text with --entry, or leave out -e.");
  if (options.sentences < 4 || options.sentences > 6)
    throw Error(
        ExitCode::usage,
        fmt::format("a script has 4 to 6 sentences, not {}", options.sentences));
  if (options.address && trimmed(*options.address).empty())
    throw Error(ExitCode::usage, "--address is empty");
  if (options.letter && options.dialogue)
    throw Error(ExitCode::usage,
                "a script is a letter or a dialogue, not both",
                "Leave out --letter or --dialogue.");
  if (options.age && !options.letter)
    throw Error(
        ExitCode::usage, "--age says to whom a letter is written", "Add --letter.");
  if (options.age && (*options.age < youngest_self || *options.age > oldest_self))
    throw Error(ExitCode::usage,
                fmt::format("a letter is written to an age from {} to {}, not {}",
                            youngest_self,
                            oldest_self,
                            *options.age));
}

/// A rewriting is the person's own: nothing is composed for it.
void check_rewriting(const Options& options, const World& world) {
  const std::array<std::pair<bool, std::string_view>, 12> others = {
      std::pair<bool, std::string_view>{options.letter, "--letter"},
      {options.age.has_value(), "--age"},
      {options.dialogue, "--dialogue"},
      {!options.themes.empty(), "--theme"},
      {options.tone.has_value(), "--tone"},
      {options.address.has_value(), "--address"},
      {!options.feeling.empty(), "--feeling"},
      {!options.occasion.empty(), "--occasion"},
      {options.seed.has_value(), "--seed"},
      {options.fresh, "--fresh"},
      {options.save, "--save"},
      {world.format != Format::text, "--json"}};
  for (const auto& [is_given, name] : others)
    if (is_given)
      throw Error(ExitCode::usage,
                  fmt::format("--entry rewrites an older text in your own words, and "
                              "takes no {}",
                              name),
                  fmt::format("Leave out {}.", name));
}

/// The thought and its answer as an entry.
std::filesystem::path keep_script(const World& world,
                                  const Options& options,
                                  const std::string& thought,
                                  const AnsweredThought& answered,
                                  const ScriptWishes& wishes) {
  Entry entry;
  entry.date = world.clock.now;
  entry.form = options.letter ? "letter" : options.dialogue ? "dialogue" : "script";
  entry.age = wishes.age;
  entry.occasion = options.occasion;
  entry.themes = answered.answered;
  if (!options.feeling.empty()) entry.feelings = {options.feeling};
  if (options.address || !world.settings.spoken_to_is_default())
    entry.address = answered.address;
  std::vector<Section> sections = sections_of(answered, wishes);
  sections.insert(sections.begin(),
                  {std::string(headings::critic), std::string(trimmed(thought))});
  Chance chance(world.seed);
  return world.journal().create(
      write_entry(entry, std::move(sections)), entry.date, chance);
}

/// Whom a letter is for if nobody says: a child that reads.
constexpr int usual_age = 9;

ExitCode run_reframe(World world, const Options& options) {
  check_options(options);
  if (options.entry) check_rewriting(options, world);
  if (options.entry)
    return rewrite(world, *options.entry, options.thought, options.edit);
  if (options.seed) world.seed = *options.seed;
  const ScriptWishes wishes{
      .themes = options.themes,
      .tone = options.tone ? tone_named(*options.tone) : std::nullopt,
      .address = options.address,
      .feeling = options.feeling,
      .occasion = options.occasion,
      .sentences = options.sentences,
      .age = options.letter ? std::optional(options.age.value_or(usual_age))
                            : std::nullopt,
      .is_dialogue = options.dialogue,
      .is_fresh = options.fresh};
  Typed typed(world);
  typed.save([&] {
    const std::string thought = read_thought(world, typed, options.thought);
    if (!options.save) typed.are_saved(); // a filter keeps nothing
    const AnsweredThought answered = answer(world, thought, wishes);
    std::filesystem::path path;
    if (options.save) {
      path = keep_script(world, options, thought, answered, wishes);
      typed.are_saved();
    }
    const Terminal& terminal = world.terminal;
    if (world.format == Format::json)
      terminal.print_raw(json_of(answered).pretty() + "\n");
    else if (world.format == Format::jsonl)
      terminal.print_raw(json_of(answered).line() + "\n");
    else
      print_text(terminal, answered);
    terminal.out.flush();
    if (options.save) terminal.note("Kept: {}", path.string());
    notice_words(world, thought);
  });
  return ExitCode::done;
}

} // namespace

Command reframe_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "reframe",
      .group = "Answer",
      .summary = "Answer a harsh thought with a script of four to six sentences",
      .description =
          "Composes a script from the phrase packs that fit the thought's "
          "themes: what hurts, "
          "who else has been there, kindness, what is still there, and a "
          "step. Reads standard "
          "input when there is no TEXT; keeps nothing without --save. What the "
          "last few entries say is not said again, and phrases, tones and parts "
          "that went with more relief are a little likelier; `kindly stats --by "
          "phrase` shows why. --entry starts a rewriting of an older text, which "
          "stays as it is: a new entry that names it, asked for passage by passage "
          "at a terminal, with -e in an editor, else from TEXT or standard input.",
      .args =
          {
              value("TEXT",
                    "TEXT",
                    o.thought,
                    "The harsh thought; standard input if left out"),
              value("-t,--theme",
                    "ID",
                    o.themes,
                    "A theme instead of those detected; may be given often")
                  .completes(Completes::theme),
              value("--tone", "TONE", o.tone, "How it is said").one_of(tone_names),
              value("--address", "NAME", o.address, "How you want to be spoken to"),
              value("--feeling", "WORD", o.feeling, "A feeling to name"),
              value("--occasion", "ID", o.occasion, "What kind of moment")
                  .one_of(known_occasions),
              value("--sentences", "N", o.sentences, "How many sentences: 4, 5 or 6"),
              value("--seed",
                    "N",
                    o.seed,
                    "The same number gives the same script, with the same journal"),
              flag("--letter", o.letter, "A letter to a younger self"),
              value("--age", "N", o.age, "How old that self is; 9 if left out"),
              flag("--dialogue",
                   o.dialogue,
                   "The friend answers each of the critic's lines"),
              flag("--fresh", o.fresh, "As if no earlier entry had been rated"),
              flag("-e,--edit", o.edit, "With --entry, write in an editor"),
              flag("--save", o.save, "Keep the thought and the script as an entry"),
              value("--entry",
                    "ENTRY",
                    o.entry,
                    "Rewrite an older entry or a note instead; TEXT is the new words")
                  .completes(Completes::entry),
          },
      .formats = {Format::text, Format::json, Format::jsonl},
      .examples =
          {{"kindly reframe \"I'm such an idiot.\" --address Sam",
            "A script, to the terminal or a pipe."},
           {"echo \"Everyone saw me fail.\" | kindly reframe --tone warm --seed 7",
            "The thought from a pipe; the seed makes it repeatable."},
           {"kindly reframe \"I was so stupid at school.\" --letter --age 9 --seed 7",
            "A letter to the child who was nine."},
           {"kindly reframe \"I ruin everything. They all saw it.\" --dialogue",
            "The friend answers each of the critic's sentences."}},
      .run = [options](const World& world) { return run_reframe(world, *options); },
  };
}

} // namespace kindly
