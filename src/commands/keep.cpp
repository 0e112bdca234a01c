// kindly keep: sentences of the person's own that helped become phrases.

#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/named_file.hpp"
#include "commands/own_pack.hpp"
#include "commands/typed.hpp"
#include "insight/phrase_finder.hpp"
#include "terminal/layout.hpp"
#include "words/reading.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace kindly {
namespace {

struct Options {
  std::string entry = "last";
  std::vector<std::size_t> lines;
  std::vector<std::string> texts;
  std::optional<std::string> role, tone;
  bool list = false;
};

/// The person's own sentences in an entry: of the kind part, and to a friend, whether
/// kept already or not, so that their numbers stay. What kindly itself said is left
/// out.
std::vector<std::string> own_sentences(const World& world, const std::string& which) {
  const auto path = named_file(world, which);
  const auto document = Document::read(read_file(path, entry_limit), path.string());
  if (!document)
    throw Error(ExitCode::unreadable,
                fmt::format("{} is no entry", path.string()),
                "Give the sentence itself with --text.");
  const Entry entry = document->entry(path.stem().string(), world.clock.zone);
  const Library library = Library::load(world.theme_folders(), world.settings.language);
  const PhraseFinder finder(
      library, std::array{world.settings.name, world.settings.spoken_to()});
  const Reader reader(world.settings.language);
  const std::string text =
      document->section(headings::to_friend) + "\n\n" + document->kind_part();
  std::vector<std::string> sentences;
  for (const Sentence& sentence : sentences_of(text, reader.abbreviations())) {
    std::string line = on_one_line(sentence.of(text));
    const std::vector<const Phrase*> known = finder.find(line, entry);
    if (std::ranges::none_of(known, &Phrase::ships))
      sentences.push_back(std::move(line));
  }
  return sentences;
}

void print_sentences(const Terminal& terminal,
                     const std::vector<std::string>& sentences) {
  for (std::size_t i = 0; i < sentences.size(); ++i)
    if (terminal.out_is_terminal)
      terminal.print(indented(printable_line(sentences[i]),
                              fmt::format("{:>3}  ", i + 1),
                              "     ",
                              terminal.text_width()));
    else
      terminal.say("{}\t{}", i + 1, printable_line(sentences[i]));
}

const std::string& sentence(const std::vector<std::string>& sentences,
                            std::size_t number) {
  if (number < 1 || number > sentences.size())
    throw Error(
        ExitCode::usage,
        fmt::format("there is no sentence {}; it has {}", number, sentences.size()),
        "`kindly keep --list` numbers them.");
  return sentences[number - 1];
}

/// The numbers a person types: `1 3`, `1,3`.
std::vector<std::size_t> ask_numbers(const World& world) {
  world.terminal.note("Which of these would you like to meet again? Their numbers, or "
                      "Enter for none.");
  std::vector<std::size_t> numbers;
  std::string line = world.terminal.in.read_line().value_or("");
  std::ranges::replace(line, ',', ' ');
  for (const std::string_view word : split(line, ' '))
    if (!trimmed(word).empty())
      numbers.push_back(read_value<std::size_t>(std::string(trimmed(word))));
  return numbers;
}

std::vector<std::string>
chosen(const World& world, const Options& options, Typed& typed) {
  std::vector<std::string> texts;
  for (const std::string& text : options.texts)
    texts.push_back(on_one_line(typed.read(text, "the sentence")));
  if (options.lines.empty() && !texts.empty()) return texts;
  const std::vector<std::string> sentences = own_sentences(world, options.entry);
  std::vector<std::size_t> numbers = options.lines;
  if (numbers.empty()) {
    const bool can_ask = world.may_ask && world.terminal.in_is_terminal;
    if (!can_ask)
      throw Error(
          ExitCode::needs_person,
          "which sentence is to be kept needs a person",
          "Name it with --line N (`kindly keep --list` numbers them) or --text.");
    if (sentences.empty())
      throw Error(ExitCode::no,
                  "there is no sentence of your own in this entry",
                  "Give one with --text, or write one with `kindly edit`.");
    print_sentences(world.terminal, sentences);
    world.terminal.out.flush();
    numbers = ask_numbers(world);
  }
  for (const std::size_t number : numbers) texts.push_back(sentence(sentences, number));
  return texts;
}

ExitCode run_keep(const World& world, const Options& options) {
  if (options.list) {
    const std::vector<std::string> sentences = own_sentences(world, options.entry);
    print_sentences(world.terminal, sentences);
    if (sentences.empty())
      world.terminal.note("There is no sentence of your own in this entry.");
    return sentences.empty() ? ExitCode::no : ExitCode::done;
  }
  Typed typed(world);
  typed.save([&] {
    std::vector<Phrase> phrases;
    for (const std::string& text : chosen(world, options, typed)) {
      const auto is_same = [&](const Phrase& other) {
        return fold(other.text) == fold(text);
      };
      if (std::ranges::any_of(phrases, is_same)) continue;
      Phrase& phrase = phrases.emplace_back();
      phrase.text = text;
      phrase.role =
          options.role ? role_named(*options.role).value() : guessed_role(world, text);
      phrase.tone = options.tone ? tone_named(*options.tone).value()
                                 : world.settings.tone.value_or(Tone::plain);
    }
    if (phrases.empty()) {
      world.terminal.note("Nothing was kept.");
      return;
    }
    const Library library =
        Library::load(world.theme_folders(), world.settings.language);
    add_to_own_pack(world, pack_to_extend(world, library, std::string(mine)), phrases);
    typed.are_saved();
    for (const Phrase& phrase : phrases)
      world.terminal.say("{:<15}{}", name_of(phrase.role), printable_line(phrase.text));
    world.terminal.note(
        "Kept. `kindly cue --mine` shows one, `kindly themes show mine` all.");
  });
  return ExitCode::done;
}

} // namespace

Command keep_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "keep",
      .group = "Answer",
      .summary = "Keep a sentence of your own that helped, to meet it again",
      .description =
          "Sentences from the kind part of an entry, and from what you would say to a "
          "friend, become phrases in themes/mine.toml in the journal. What a sentence "
          "does in a script is guessed as `kindly check` reads it, and shown. Scripts "
          "take your own sentences first; `kindly themes show mine` says how often "
          "each "
          "was used and what changed.",
      .args =
          {value("ENTRY", "ENTRY", o.entry, "Which entry; the last if left out")
               .completes(Completes::entry),
           value("--line",
                 "N",
                 o.lines,
                 "The sentence of this number; may be given often"),
           value("--text", "TEXT", o.texts, "A sentence itself; - for standard input"),
           flag("--list", o.list, "Only number the sentences"),
           value("--role", "ROLE", o.role, "What it does in a script")
               .one_of(role_names),
           value("--tone", "TONE", o.tone, "How it sounds").one_of(tone_names)},
      .examples = {{"kindly keep --list",
                    "The sentences of the last entry, with numbers."},
                   {"kindly keep --text \"Slow is allowed.\"",
                    "A sentence from anywhere."}},
      .run = [options](const World& world) { return run_keep(world, *options); },
  };
}

} // namespace kindly
