// kindly check: which parts a script has, and what works against it.

#include "practice/check.hpp"

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/named_file.hpp"
#include "commands/typed.hpp"
#include "journal/header.hpp"
#include "terminal/layout.hpp"

#include <array>
#include <map>
#include <memory>

namespace kindly {
namespace {

/// A text to be read, and the names its writer may be called by.
struct Script {
  std::string text;
  std::vector<std::string> names;
};

/// A note of one's own, without its header, every word where it stands in the file.
std::string note_in_place(const std::string& text, const std::string& name) {
  const auto header = find_header(text, name);
  return header ? without_words(text, 0, header->body) : text;
}

Script script_of(const World& world, const std::string& which) {
  Script script{{}, {world.settings.name, world.settings.address}};
  if (which == "-") {
    script.text = Typed(world).read(which, "the script");
    return script;
  }
  const auto path = named_file(world, which);
  std::string bytes = read_file(path, entry_limit);
  const auto document = Document::read(bytes, path.string());
  if (!document) {
    check_text(bytes, path.string());
    script.text = note_in_place(bytes, path.string());
    return script;
  }
  const Entry entry = document->entry(path.stem().string(), world.clock.zone);
  if (entry.address) script.names.push_back(*entry.address);
  script.text = document->kind_part_in_place();
  return script;
}

Json json_of(const Verdict& verdict) {
  Json missing = Json::array();
  for (const std::string& part : verdict.missing()) missing.add(part);
  Json found = Json::object();
  for (const FoundPart& part : verdict.found) found.set(part.part, part.sentence);
  Json against = Json::array();
  for (const Against& item : verdict.against) {
    Json one = Json::object();
    one.set("kind", item.kind)
        .set("line", item.line)
        .set("column", item.column)
        .set("text", item.text);
    against.add(std::move(one));
  }
  Json json = Json::object();
  json.set("schema", "kindly.check/1")
      .set("complete", verdict.is_complete())
      .set("missing", std::move(missing))
      .set("sentences", verdict.sentences)
      .set("found", std::move(found))
      .set("against", std::move(against));
  return json;
}

void print_part(const Terminal& terminal,
                const std::string& part,
                const Verdict& verdict) {
  constexpr std::size_t name_width = 15;
  const FoundPart* const found = verdict.part(part);
  const std::string name = padded(part, name_width);
  const std::string text =
      found != nullptr ? printable_line(on_one_line(found->sentence)) : "-";
  if (!terminal.out_is_terminal)
    terminal.say("{}{}", name, text);
  else
    terminal.print(
        indented(text, name, std::string(name_width, ' '), terminal.text_width()));
}

void print_against(const Terminal& terminal, const Against& against) {
  terminal.say("{}:{}: {}: \"{}\": {}",
               against.line,
               against.column,
               against.kind,
               printable_line(on_one_line(against.text)),
               what_helps(against.kind));
}

void print_text(const Terminal& terminal, const Verdict& verdict) {
  for (const std::string& part : script_parts) print_part(terminal, part, verdict);
  const bool is_short = verdict.sentences < 4;
  const bool is_long = verdict.sentences > 6;
  terminal.say("{}{}{}",
               padded("sentences", 15),
               verdict.sentences,
               is_short  ? ", and four to six say enough to be believed"
               : is_long ? ", and four to six are easier to keep in mind"
                         : "");
  if (!verdict.against.empty()) terminal.say("");
  for (const Against& against : verdict.against) print_against(terminal, against);
  const std::vector<std::string> missing = verdict.missing();
  if (missing.empty()) return;
  terminal.say("");
  for (const std::string& part : missing)
    terminal.say("No {} yet. {}", part, what_helps(part));
}

ExitCode run_check(const World& world, const std::string& which) {
  const Script script = script_of(world, which);
  const Verdict verdict =
      Checker(world.settings.language, script.names).check(script.text);
  const Terminal& terminal = world.terminal;
  if (world.format == Format::text) {
    if (verdict.sentences == 0) terminal.note("There are no kind words here yet.");
    print_text(terminal, verdict);
  } else {
    const Json json = json_of(verdict);
    terminal.print_raw((world.format == Format::json ? json.pretty() : json.line()) +
                       "\n");
  }
  return verdict.is_complete() ? ExitCode::done : ExitCode::no;
}

} // namespace

Command check_command() {
  const auto which = std::make_shared<std::string>("last");
  return {
      .name = "check",
      .group = "Answer",
      .summary = "See which parts a script has, and what works against it",
      .description =
          "Reads the kind part of an entry, a note named by its path, or standard "
          "input "
          "(-). Says for each part which sentence shows it, counts the sentences, and "
          "names with line and column where the critic leaks in, the hurt is made "
          "small, "
          "or something is claimed or promised that nobody can know. Exit 0 if the "
          "script speaks to the person and has mindfulness, humanity, kindness and "
          "accountability, 1 if not. It reads words, not hearts: take it as a second "
          "pair of eyes.",
      .args = {value("ENTRY",
                     "ENTRY",
                     *which,
                     "Which entry, or a path, or - ; the last entry if left out")
                   .completes(Completes::entry)},
      .formats = {Format::text, Format::json, Format::jsonl},
      .examples = {{"kindly check", "The last entry."},
                   {"kindly reframe \"I'm such an idiot.\" --address Sam --seed 7 | "
                    "kindly check -",
                    "A script from a pipe."}},
      .run = [which](const World& world) { return run_check(world, *which); },
  };
}

} // namespace kindly
