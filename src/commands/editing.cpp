#include "commands/editing.hpp"

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/signals.hpp"
#include "base/text.hpp"
#include "practice/questions.hpp"
#include "terminal/editor.hpp"

#include <fmt/core.h>

#include <unistd.h>

#include <algorithm>

namespace kindly {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view comment_begins = "<!-- kindly: ";

std::string comment(std::string_view text) {
  return fmt::format("{}{} -->", comment_begins, text);
}

/// What kindly writes into a draft beside the person's words, a comment a line.
class Comments {
 public:
  explicit Comments(std::string_view in_sight) {
    for (const std::string_view line : lines_of(in_sight))
      in_sight_.push_back(comment(without_ends(printable_line(line))));
  }

  /// What was typed, and the empty sections with their question.
  [[nodiscard]] std::vector<Section>
  with_questions(const std::vector<Section>& sections) const {
    std::vector<Section> all;
    for (const Question& question : script_questions) {
      const auto given =
          std::ranges::find(sections, question.heading, &Section::heading);
      const std::string text = given == sections.end() ? "" : "\n\n" + given->text;
      all.push_back({std::string(question.heading), comment(question.text) + text});
    }
    for (const Section& section : sections)
      if (std::ranges::find(script_questions, section.heading, &Question::heading) ==
          script_questions.end())
        all.push_back(section);
    for (const std::string& line : in_sight_) all.front().text += "\n" + line;
    return all;
  }

  /// The file as it is kept: the header's bytes, then the sections that hold something.
  [[nodiscard]] std::string cleaned(const std::string& text,
                                    const std::string& name) const {
    const auto header = find_header(text, name);
    const std::size_t body_at = header ? header->body : 0;
    const std::string_view body = std::string_view(text).substr(body_at);
    const std::vector<SectionBytes> places = find_sections(body);
    const std::string_view preface =
        body.substr(0, places.empty() ? body.size() : places[0].begin);
    std::vector<Section> kept;
    for (Section& section : read_sections(body)) {
      section.text = without(section.text);
      if (!trimmed(section.text).empty()) kept.push_back(std::move(section));
    }
    std::string out = text.substr(0, body_at);
    if (!trimmed(preface).empty()) out += preface;
    return out + write_sections(kept);
  }

 private:
  /// An old text may hold what would end a comment.
  static std::string without_ends(std::string line) {
    for (std::size_t at = line.find("--"); at != std::string::npos;
         at = line.find("--"))
      line.replace(at, 2, "- -");
    return line;
  }

  /// A line as it was put; one that somebody wrote into is words.
  [[nodiscard]] bool is_ours(std::string_view line) const {
    return std::ranges::find(in_sight_, line) != in_sight_.end() ||
           std::ranges::any_of(script_questions, [&](const Question& question) {
             return line == comment(question.text);
           });
  }

  /// Takes out a comment and one blank line beside it, and no other byte.
  [[nodiscard]] std::string without(std::string_view text) const {
    if (text.find(comment_begins) == std::string_view::npos) return std::string(text);
    std::vector<std::string_view> kept;
    bool was_comment = false;
    for (const std::string_view line : split(text, '\n')) {
      const bool is_blank = trimmed(line).empty();
      const bool asks = is_ours(trimmed(line));
      if (asks && !kept.empty() && trimmed(kept.back()).empty()) kept.pop_back();
      if (!asks && !(was_comment && is_blank)) kept.push_back(line);
      was_comment = asks;
    }
    std::string out;
    for (const std::string_view line : kept) {
      if (line.data() != kept.front().data()) out += '\n';
      out += line;
    }
    return out;
  }

  std::vector<std::string> in_sight_;
};

} // namespace

std::string editor_of(const World& world) {
  if (!world.may_ask)
    throw Error(ExitCode::needs_person,
                "an editor needs a person, and --no-input says there is none",
                "Give the texts as options instead; see kindly help new.");
  if (!world.settings.editor.empty()) return world.settings.editor;
  for (const char* const name : {"VISUAL", "EDITOR"})
    if (const auto set = world.variable(name)) return *set;
  if (!world.terminal.in_is_terminal || !world.terminal.out_is_terminal)
    throw Error(ExitCode::needs_person,
                "an editor needs a terminal, and there is none",
                "Set $EDITOR to a program that works without one, or give the texts as "
                "options.");
  for (const char* const path :
       {"/usr/bin/sensible-editor", "/usr/bin/editor", "/usr/bin/nano", "/usr/bin/vi"})
    if (::access(path, X_OK) == 0) return path;
  throw Error(ExitCode::needs_person,
              "no editor was found",
              "Name one with `editor` in the config, $VISUAL or $EDITOR.");
}

std::optional<fs::path> write_in_editor(const World& world,
                                        const Entry& entry,
                                        const std::vector<Section>& sections,
                                        Typed& typed,
                                        std::string_view in_sight) {
  const Comments comments(in_sight);
  const std::string editor = editor_of(world);
  const Journal journal = world.journal();
  Chance chance(world.seed);
  // Stopped half-way, it would leave an entry that holds nothing but questions.
  const HeldSignals held;
  const std::string draft = write_entry(entry, comments.with_questions(sections));
  const fs::path path = journal.create(draft, entry.date, chance);
  typed.are_saved();
  std::optional<Error> trouble;
  try {
    run_editor(editor, path);
  } catch (const Error& problem) { // what was written before counts all the same
    trouble = problem;
  }
  const auto there = read_if_there(path, entry_limit);
  if (!there) {
    typed.are_gone_again();
    throw Error(ExitCode::io,
                fmt::format("{} is gone: the editor took it away", path.string()));
  }
  const std::string& written = *there;
  const bool has_text = comments.cleaned(written, path.string()) !=
                        comments.cleaned(draft, path.string());
  if ((!has_text && sections.empty()) || trimmed(written).empty()) {
    remove_file(path, world.settings.durability);
    if (trouble) { // an editor that failed may have emptied the file itself
      typed.are_gone_again();
      throw Error(*trouble);
    }
    world.terminal.note("Nothing was written down, and nothing is kept.");
    return std::nullopt;
  }
  edit_file(
      path,
      [&](const std::string& now) { return comments.cleaned(now, path.string()); },
      entry_limit,
      world.settings.durability);
  sync_file(path, world.settings.durability); // also where nothing was to be cleaned
  if (trouble)
    throw Error(trouble->code(),
                trouble->what(),
                fmt::format("What you wrote is kept in {}.", path.string()));
  (void)journal.open(
      path.string()); // names the line if the header was broken meanwhile
  return path;
}

} // namespace kindly
