#include "commands/own_set.hpp"

#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

using Kind = GuideBlock::Kind;

class Checklist {
 public:
  void add(std::string_view mark, std::string text, std::string command) {
    const bool is_first = blocks_.empty();
    blocks_.push_back({Kind::item, std::string(mark), std::move(text), !is_first});
    blocks_.push_back({Kind::command, {}, std::move(command), true});
  }
  std::vector<GuideBlock> blocks() && { return std::move(blocks_); }

 private:
  std::vector<GuideBlock> blocks_;
};

constexpr std::string_view is_there = "[x] ";
constexpr std::string_view is_open = "[ ] ";
constexpr std::string_view at_will = " -  "; ///< nobody can see whether it was done

constexpr std::size_t enough_sentences = 3;
constexpr std::size_t most_themes = 3;
constexpr std::size_t comes_back = 2; ///< in so many entries, at least

/// The entry of a theme that got lightest, or the newest: one with kind words.
const Entry* helpful(std::span<const Entry> entries, std::string_view theme) {
  const Entry* best = nullptr;
  for (const Entry& entry : entries) {
    const auto is_it = [&](const std::string& other) {
      return fold(other) == fold(theme);
    };
    if (entry.open || std::ranges::none_of(entry.themes, is_it)) continue;
    if (best == nullptr || change_of(entry).value_or(0) < change_of(*best).value_or(0))
      best = &entry;
  }
  return best;
}

void add_themes(Checklist& list, const OwnSet& own, const StatsOptions& options) {
  std::size_t shown = 0;
  for (const Group& theme : stats_of(own.entries, options).themes) {
    if (theme.n < comes_back || shown == most_themes) break;
    const Entry* const entry = helpful(own.entries, theme.id);
    if (entry == nullptr) continue;
    ++shown;
    list.add(at_will,
             fmt::format("{}: in {} of {} entries. To keep a line that helped there:",
                         theme.id,
                         theme.n,
                         own.entries.size()),
             fmt::format("kindly keep {}", shell_word(entry->id)));
  }
  if (shown == 0)
    list.add(at_will,
             "No theme has come back so far. A line of the last entry will do:",
             "kindly keep");
}

} // namespace

std::vector<GuideBlock> checklist_of(const OwnSet& own, const StatsOptions& options) {
  const auto mark = [](bool has) { return has ? is_there : is_open; };
  Checklist list;
  if (own.entries.empty())
    list.add(at_will,
             "There is no entry yet, and no hurry. A calm try would come first:",
             "kindly new --occasion calm");
  else if (own.sentences >= enough_sentences)
    list.add(is_there,
             fmt::format("Lines of your own, {} of them. To meet one:", own.sentences),
             "kindly cue --mine");
  else
    list.add(
        is_open,
        fmt::format("Three lines of your own; {} so far. To see what you wrote:",
                    own.sentences == 0 ? "none" : fmt::format("{}", own.sentences)),
        "kindly show");
  if (!own.entries.empty()) add_themes(list, own, options);
  list.add(at_will,
           "Cards to print and cut, for a pocket or a desk:",
           own.sentences > 0 ? "kindly cue --mine --cards cards.html"
                             : "kindly cue --cards cards.html");
  list.add(at_will,
           "A word now and then. This prints the line for cron, and installs nothing:",
           "kindly remind --print cron");
  if (!own.entries.empty()) {
    list.add(mark(own.has_answer),
             "Somebody who knows of it. A letter with room for their answer:",
             "kindly share last --ask");
    list.add(mark(own.has_recording),
             "Your own voice, for when reading is too much:",
             "kindly record last");
  }
  list.add(mark(own.has_support_plan),
           "A page for the worst days: what helps, and whom to call:",
           "kindly support --edit");
  return std::move(list).blocks();
}

} // namespace kindly
