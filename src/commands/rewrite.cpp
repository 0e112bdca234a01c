#include "commands/rewrite.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "commands/care_notice.hpp"
#include "commands/editing.hpp"
#include "commands/named_file.hpp"
#include "commands/typed.hpp"
#include "journal/header.hpp"
#include "practice/rewriting.hpp"

namespace kindly {
namespace {

/// The old text: what it says, and what the new entry takes over from it.
struct Old {
  std::string text;
  std::string first_line;
  Entry entry; ///< of an old entry: its themes, feelings, occasion, address
};

std::string first_line_of(std::string_view text) {
  for (const std::string_view line : lines_of(text)) {
    const std::string_view bare = trimmed(line);
    if (!bare.empty() && !bare.starts_with('#')) return std::string(bare);
  }
  return {};
}

Old read_old(const World& world, const std::string& which) {
  const std::filesystem::path path = named_file(world, which);
  const std::string bytes = read_file(path, entry_limit);
  Old old;
  if (const auto document = Document::read(bytes, path.string())) {
    old.entry = document->entry(path.stem().string(), world.clock.zone);
    old.text = trimmed(document->body());
    old.first_line = old.entry.beginning;
    const Journal journal = world.journal();
    std::error_code ignored;
    const auto inside = std::filesystem::weakly_canonical(path, ignored)
                            .lexically_relative(std::filesystem::weakly_canonical(
                                journal.folder(), ignored));
    const bool is_ours = !inside.empty() && *inside.begin() != "..";
    old.entry.rewrites =
        is_ours ? old.entry.id : std::filesystem::absolute(path).string();
    return old;
  }
  check_text(bytes, path.string());
  const auto header = find_header(bytes, path.string());
  old.text = trimmed(std::string_view(bytes).substr(header ? header->body : 0));
  old.first_line = first_line_of(old.text);
  old.entry.rewrites = std::filesystem::absolute(path).string();
  return old;
}

Entry beginning_of(const Old& old, const World& world) {
  Entry entry;
  entry.date = world.clock.now;
  entry.form = "rewrite";
  entry.rewrites = old.entry.rewrites;
  entry.themes = old.entry.themes;
  entry.feelings = old.entry.feelings;
  entry.occasion = old.entry.occasion;
  entry.address = old.entry.address;
  if (!entry.address && !world.settings.spoken_to_is_default())
    entry.address = world.settings.spoken_to();
  return entry;
}

} // namespace

ExitCode rewrite(const World& world,
                 const std::string& old_name,
                 const std::optional<std::string>& words,
                 bool in_editor) {
  Typed typed(world);
  typed.save([&] {
    const bool is_piped = !words && !world.terminal.in_is_terminal;
    std::vector<Section> sections;
    if (words || is_piped) // before all else: a pipe gives its words once
      sections.push_back({std::string(headings::kind),
                          typed.read(words.value_or("-"), "the new text")});
    const Old old = read_old(world, old_name);
    const Entry entry = beginning_of(old, world);
    const std::string situation =
        old.first_line.empty()
            ? "An older text, read again."
            : fmt::format("An older text, read again: {}", old.first_line);
    if (sections.empty() && !in_editor && can_hold_session(world)) {
      hold_rewriting(world, {}, Draft(world, entry, {}), situation, old.text);
      return;
    }
    sections.insert(sections.begin(), {std::string(headings::situation), situation});
    std::optional<std::filesystem::path> path;
    if (sections.size() > 1) {
      Chance chance(world.seed);
      path = world.journal().create(
          write_entry(entry, std::move(sections)), entry.date, chance);
      typed.are_saved();
    } else {
      path = write_in_editor(world, entry, sections, typed, old.text);
    }
    if (path) world.terminal.say_path(path->string());
    if (path) notice_words_in(world, *path);
  });
  return ExitCode::done;
}

std::optional<ExitCode> go_on_rewriting(const World& world,
                                        const SittingWishes& wishes,
                                        const std::filesystem::path& path) {
  Draft draft(world, {}, path);
  if (draft.entry().form != "rewrite" || !draft.entry().rewrites) return std::nullopt;
  if (!can_hold_session(world)) return std::nullopt;
  std::string old_text;
  try {
    old_text = read_old(world, *draft.entry().rewrites).text;
  } catch (const Error& problem) { // moved or gone: the other questions are left
    world.terminal.warn(problem.what());
    return std::nullopt;
  }
  if (!Rewriting(old_text, draft.text(headings::kind)).has_gaps()) return std::nullopt;
  return hold_rewriting(world, wishes, std::move(draft), {}, old_text);
}

} // namespace kindly
