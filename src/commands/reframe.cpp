// kindly reframe: answers a harsh thought, a filter from text to text.

#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/script.hpp"
#include "commands/theme_json.hpp"
#include "commands/typed.hpp"
#include "terminal/layout.hpp"

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
  return json;
}

ExitCode run_reframe(World world, const Options& options) {
  if (options.sentences < 4 || options.sentences > 6)
    throw Error(
        ExitCode::usage,
        fmt::format("a script has 4 to 6 sentences, not {}", options.sentences));
  if (options.address && trimmed(*options.address).empty())
    throw Error(ExitCode::usage, "--address is empty");
  if (options.seed) world.seed = *options.seed;
  const AnsweredThought answered =
      answer(world,
             read_thought(world, options.thought),
             {.themes = options.themes,
              .tone = options.tone ? tone_named(*options.tone) : std::nullopt,
              .address = options.address,
              .feeling = options.feeling,
              .occasion = options.occasion,
              .sentences = options.sentences});
  const Terminal& terminal = world.terminal;
  if (world.format == Format::json) {
    terminal.print_raw(json_of(answered).pretty() + "\n");
  } else if (world.format == Format::jsonl) {
    terminal.print_raw(json_of(answered).line() + "\n");
  } else {
    for (const ScriptLine& line : answered.lines) {
      if (terminal.out_is_terminal)
        terminal.print(
            indented(printable_line(line.text), "", "  ", terminal.text_width()));
      else
        terminal.say("{}", printable_line(line.text));
    }
  }
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
      .description = "Composes a script from the phrase packs that fit the thought's "
                     "themes: what hurts, "
                     "who else has been there, kindness, what is still there, and a "
                     "step. Reads standard "
                     "input when there is no TEXT; keeps nothing.",
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
              value("--seed", "N", o.seed, "The same number gives the same script"),
          },
      .formats = {Format::text, Format::json, Format::jsonl},
      .examples =
          {{"kindly reframe \"I'm such an idiot.\" --address Sam",
            "A script, to the terminal or a pipe."},
           {"echo \"Everyone saw me fail.\" | kindly reframe --tone warm --seed 7",
            "The thought from a pipe; the seed makes it repeatable."}},
      .run = [options](const World& world) { return run_reframe(world, *options); },
  };
}

} // namespace kindly
