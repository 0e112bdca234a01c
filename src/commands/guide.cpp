// kindly guide: what to do, why, what to expect, and what helps where it sticks. The
// texts are data, see words/guide; only `expect` and `plan` look into the journal.

#include "words/guide.hpp"

#include "base/text.hpp"
#include "commands/command.hpp"
#include "commands/own_set.hpp"
#include "commands/trial.hpp"
#include "insight/stats.hpp"
#include "terminal/layout.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <mutex>

namespace kindly {
namespace {

/// A topic, or what somebody is stuck with, and what it is about.
struct Topic {
  std::string_view name;
  std::string_view summary;
};

constexpr std::array difficulties = {
    Topic{"fake", "It feels forced"},
    Topic{"disbelief", "I do not believe what I write"},
    Topic{"tears", "It makes me cry, or feel more"},
    Topic{"lazy", "I fear that it makes me lazy"},
    Topic{"jargon", "It sounds like a self-help book"},
    Topic{"blank", "I do not know what to write"},
};

std::vector<std::string> names_of(std::span<const Topic> topics) {
  std::vector<std::string> names;
  for (const Topic& topic : topics) names.emplace_back(topic.name);
  return names;
}

// --- how a text is shown -------------------------------------------------------------

/// `text` wrapped, but no command in backticks divided, so that it can be copied.
std::string wrapped(std::string text, std::string_view mark, std::size_t width) {
  constexpr std::string_view no_break = "\u00a0";
  bool is_command = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') is_command = !is_command;
    if (is_command && text[i] == ' ') text.replace(i, 1, no_break);
  }
  std::string out = indented(text, mark, std::string(mark.size(), ' '), width);
  for (std::size_t at = 0; (at = out.find(no_break, at)) != std::string::npos;)
    out.replace(at, no_break.size(), " ");
  return out;
}

void show(const World& world, const std::vector<GuideBlock>& blocks) {
  const Terminal& terminal = world.terminal;
  const std::size_t width = terminal.text_width();
  std::size_t inside = 0; // columns that a mark took
  for (const GuideBlock& block : blocks) {
    if (!block.follows && &block != &blocks.front()) terminal.print("\n");
    if (!block.follows) inside = 0;
    switch (block.kind) {
    case GuideBlock::Kind::paragraph:
    case GuideBlock::Kind::item:
      inside = block.mark.size();
      terminal.print(wrapped(block.text, block.mark, width));
      break;
    case GuideBlock::Kind::command:
      terminal.say("{}  {}", std::string(inside, ' '), block.text);
      break;
    }
  }
}

std::vector<GuideBlock> blocks_of(std::string_view name) {
  return guide_blocks(guide_text(name));
}

void list(const World& world, std::span<const Topic> topics, std::string_view before) {
  std::vector<std::vector<std::string>> rows;
  for (const Topic& topic : topics)
    rows.push_back(
        {fmt::format("  {}{}", before, topic.name), std::string(topic.summary)});
  constexpr std::size_t narrow = 60;
  if (world.terminal.text_width() >= narrow) {
    world.terminal.print(columns(rows, world.terminal.text_width()));
    return;
  }
  for (const std::vector<std::string>& row : rows)
    world.terminal.print(
        row[0] + "\n" +
        indented(row[1], "      ", "      ", world.terminal.text_width()));
}

// --- what looks into the journal -----------------------------------------------------

/// A journal that is not there, or cannot be read, holds nothing: the guide is for such
/// days, too. Whatever was in the way is named on stderr.
std::vector<Entry> entries_of(const World& world, const Query& query) {
  if (world.config_problem)
    world.terminal.warn(fmt::format("kindly: {}", world.config_problem->what()));
  if (!world.journal_folder) return {};
  try {
    Listing listing = world.journal().list(query);
    if (!listing.problems.empty())
      world.terminal.note(
          "Without {} that could not be read; `kindly doctor` says why.",
          listing.problems.size() == 1
              ? "one file"
              : fmt::format("{} files", listing.problems.size()));
    return std::move(listing.entries);
  } catch (const Error& problem) {
    world.terminal.warn(fmt::format("kindly: {}", problem.what()));
    return {};
  }
}

/// The text for somebody who has been at it for so long.
std::string_view stage_of(std::span<const Entry> entries, const Clock& clock) {
  constexpr std::size_t few = 3;
  if (entries.size() < few) return "expect-first";
  const Entry& first = *std::ranges::min_element(entries, {}, &Entry::date);
  const auto days = (clock.today() - clock.day_of(first.date)).count();
  struct Stage {
    int until; ///< days, not included
    std::string_view text;
  };
  constexpr std::array stages = {Stage{7, "expect-first"},
                                 Stage{28, "expect-weeks"},
                                 Stage{90, "expect-months"},
                                 Stage{182, "expect-half-year"}};
  const auto stage = std::ranges::find_if(
      stages, [&](const Stage& candidate) { return days < candidate.until; });
  return stage == stages.end() ? "expect-long" : stage->text;
}

/// What the ratings say, in front of the command that ends the text.
void add_ratings(std::vector<GuideBlock>& blocks, const Distress& distress) {
  blocks.insert(blocks.end() - 1,
                {.text = fmt::format("Your ratings so far, of {} setbacks: {} lighter "
                                     "after writing, {} the same, {} heavier. High "
                                     "scores also fall by themselves.",
                                     distress.n,
                                     distress.better,
                                     distress.same,
                                     distress.worse)});
}

ExitCode expect(const World& world) {
  const std::vector<Entry> entries = entries_of(world, {});
  const Distress distress = stats_of(entries, {.clock = world.clock}).distress;
  std::string_view text = stage_of(entries, world.clock);
  const bool has_enough = distress.n >= least_for_mean; // fewer say nothing
  if (has_enough && (distress.better <= distress.worse || *distress.change.median >= 0))
    text = "expect-heavier";
  std::vector<GuideBlock> blocks = blocks_of(text);
  if (has_enough) add_ratings(blocks, distress);
  show(world, blocks);
  return ExitCode::done;
}

std::size_t own_sentences(const World& world) {
  std::size_t count = 0;
  const Library library = Library::load(world.theme_folders(), world.settings.language);
  for (const Pack& pack : library.packs())
    count += static_cast<std::size_t>(std::ranges::count_if(
        pack.phrases, [](const Phrase& phrase) { return !phrase.ships; }));
  return count;
}

bool has_support_plan(const World& world) {
  std::error_code problem;
  return world.journal_folder &&
         std::filesystem::exists(*world.journal_folder / "support.md", problem);
}

ExitCode plan(const World& world) {
  OwnSet own{.sentences = own_sentences(world),
             .has_support_plan = has_support_plan(world)};
  std::mutex mutex; // of what is found: several threads look
  Query query;
  query.text = [&](const Entry&, const DocumentView& document) {
    const auto is_answer = [](const Section& section) {
      return section.heading.starts_with("From ");
    };
    const bool has_answer = std::ranges::any_of(document.sections(), is_answer);
    const bool has_recording = document.has_key("voice");
    const std::lock_guard lock(mutex);
    own.has_answer = own.has_answer || has_answer;
    own.has_recording = own.has_recording || has_recording;
    return true;
  };
  own.entries = entries_of(world, query);
  std::vector<GuideBlock> blocks = blocks_of("plan");
  std::ranges::move(checklist_of(own, {.clock = world.clock}),
                    std::back_inserter(blocks));
  show(world, blocks);
  return ExitCode::done;
}

// --- the topics ----------------------------------------------------------------------

struct Options {
  bool tries = false;
  std::optional<std::string> difficulty;
};

Command text_verb(std::string_view name, std::string_view summary) {
  return {.name = name,
          .summary = summary,
          .run =
              [name](const World& world) {
                show(world, blocks_of(name));
                return ExitCode::done;
              },
          .is_forgiving = true};
}

Command steps_verb(const std::shared_ptr<Options>& options) {
  Command verb = text_verb("steps", "The exercise in nine steps");
  verb.args = {
      flag("--try", options->tries, "Walk through a made-up case; keeps nothing")};
  verb.run = [options, text = verb.run](const World& world) {
    return options->tries ? try_steps(world) : text(world);
  };
  return verb;
}

Command stuck_verb(const std::shared_ptr<Options>& options) {
  Command verb = text_verb("stuck", "What helps where it sticks");
  verb.args = {value("WHAT", "WHAT", options->difficulty, "What it is")
                   .one_of(names_of(difficulties))};
  verb.run = [options](const World& world) {
    if (options->difficulty)
      show(world, blocks_of("stuck-" + *options->difficulty));
    else
      list(world, difficulties, "kindly guide stuck ");
    return ExitCode::done;
  };
  return verb;
}

Command own_verb(std::string_view name,
                 std::string_view summary,
                 ExitCode (*look)(const World&)) {
  Command verb = text_verb(name, summary);
  verb.run = look;
  return verb;
}

/// All but the list of them.
std::vector<Command> topic_verbs() {
  const auto options = std::make_shared<Options>();
  return {steps_verb(options),
          text_verb("when", "For which moments it is"),
          text_verb("why", "What studies found, and what they did not"),
          own_verb("expect", "What may come, and when; fits your first entry", expect),
          text_verb("tips", "Small things that help"),
          text_verb("variations", "Letters, voices, recordings, and with others"),
          stuck_verb(options),
          text_verb("faq", "Five questions that people ask"),
          text_verb("privacy", "What lies where, and who can read it"),
          own_verb("plan", "A set of your own for bad days, step by step", plan)};
}

Command topics_verb() {
  Command verb = text_verb("topics", "The topics, a line each");
  verb.run = [](const World& world) {
    std::vector<Topic> topics;
    for (const Command& topic : topic_verbs())
      topics.push_back({topic.name, topic.summary});
    list(world, topics, "kindly guide ");
    return ExitCode::done;
  };
  return verb;
}

} // namespace

Command guide_command() {
  std::vector<Command> verbs = topic_verbs();
  verbs.insert(verbs.begin(), topics_verb());
  return {
      .name = "guide",
      .group = "Help",
      .summary = "What to do, why, what to expect, and what helps where it sticks",
      .description =
          "Short texts, a screen each. They need no journal and no config; `expect` "
          "and "
          "`plan` look into the journal where there is one, and write nothing. `steps "
          "--try` asks the questions of a session about a made-up case; without a "
          "terminal it prints them with their answers.",
      .examples = {{"kindly guide steps", "The exercise on one screen."},
                   {"kindly guide steps --try", "A made-up case, before one's own."},
                   {"kindly guide stuck fake", "What helps where it feels forced."}},
      .verbs = std::move(verbs),
  };
}

} // namespace kindly
