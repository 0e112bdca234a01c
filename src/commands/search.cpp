// kindly search: entries with all the words, and the lines that hold one.

#include "base/find.hpp"
#include "base/text.hpp"
#include "commands/entry_json.hpp"
#include "commands/filters.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>

namespace kindly {
namespace {

struct Options {
  std::vector<std::string> words;
  Filters filters;
};

/// The lines of an entry that hold one of the words, if together they hold them all.
std::vector<std::string> hits(const DocumentView& document,
                              const std::vector<Wanted>& words) {
  std::vector<bool> seen(words.size());
  std::vector<std::string> lines;
  for (const Section& section : document.sections()) {
    for (const std::string_view line : lines_of(section.text)) {
      bool is_hit = false;
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].is_in_line(line)) continue;
        seen[i] = true;
        is_hit = true;
      }
      if (is_hit) lines.emplace_back(trimmed(line));
    }
  }
  if (std::ranges::find(seen, false) != seen.end()) return {};
  return lines;
}

using Hits = std::map<std::string, std::vector<std::string>>; // by path

Json json_of(const Entry& entry, const Hits& found) {
  Json json = entry_json(entry);
  json.set("lines", found.at(entry.path));
  return json;
}

/// Where the words stand in a line, in order; none of them inside of one before.
std::vector<FoundPlace> places_of(std::string_view line,
                                  const std::vector<Wanted>& words) {
  std::vector<FoundPlace> places;
  for (const Wanted& word : words)
    std::ranges::copy(word.places_in_line(line), std::back_inserter(places));
  std::ranges::sort(places, {}, &FoundPlace::begin);
  std::size_t end = 0;
  std::erase_if(places, [&](const FoundPlace& place) {
    const bool is_inside = place.begin < end;
    if (!is_inside) end = place.end;
    return is_inside;
  });
  return places;
}

/// A line at most `width` columns wide, with its first word that was found in sight.
std::string
in_sight(const std::string& line, const std::vector<Wanted>& words, std::size_t width) {
  const std::vector<FoundPlace> places = places_of(line, words);
  if (places.empty() ||
      display_width(std::string_view(line).substr(0, places[0].end)) < width)
    return cut_to_width(line, width);
  const FoundPlace& first = places.front();
  const std::string_view before = std::string_view(line).substr(0, first.begin);
  const std::vector<Letter> letters = letters_of(before);
  std::size_t begin = first.begin;
  for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) {
    if (display_width(before.substr(letter->begin)) > width / 3) break;
    begin = letter->begin;
  }
  const std::size_t blank = before.find(' ', begin); // a word is shown whole
  if (blank != std::string_view::npos) begin = blank + 1;
  return "…" + cut_to_width(std::string_view(line).substr(begin), width - 1);
}

/// For eyes: a long line is cut around what was found, which is strong.
void print_line(const Terminal& terminal,
                std::string_view id,
                const std::string& line,
                const std::vector<Wanted>& words) {
  constexpr std::size_t narrowest = 16;
  const std::size_t taken = display_width(id) + 2;
  const std::string shown =
      in_sight(line, words, std::max(terminal.width, taken + narrowest) - taken);
  terminal.print(id);
  terminal.print("  ");
  std::size_t at = 0;
  for (const FoundPlace& place : places_of(shown, words)) {
    terminal.print(std::string_view(shown).substr(at, place.begin - at));
    terminal.print(std::string_view(shown).substr(place.begin, place.end - place.begin),
                   Style::strong);
    at = place.end;
  }
  terminal.print(shown.substr(at) + '\n');
}

void print(const World& world,
           const std::vector<Entry>& entries,
           const Hits& found,
           const std::vector<Wanted>& words) {
  const Terminal& terminal = world.terminal;
  if (world.format == Format::json) {
    Json list = Json::array();
    for (const Entry& entry : entries) list.add(json_of(entry, found));
    terminal.print_raw(list.pretty() + "\n");
    return;
  }
  for (const Entry& entry : entries) {
    if (world.format == Format::jsonl) {
      terminal.print_raw(json_of(entry, found).line() + "\n");
      continue;
    }
    for (const std::string& line : found.at(entry.path)) {
      if (terminal.out_is_terminal)
        print_line(terminal, printable_line(entry.id), printable_line(line), words);
      else
        terminal.say("{}  {}", printable_line(entry.id), printable_line(line));
    }
  }
}

ExitCode run_search(const World& world, const Options& options) {
  std::vector<Wanted> words;
  for (const std::string& word : options.words)
    if (std::string folded = fold(trimmed(word)); !folded.empty())
      words.emplace_back(std::move(folded));
  if (words.empty()) throw Error(ExitCode::usage, "there is no word to search for");
  Hits found;
  std::mutex mutex; // of these: several threads search
  Query query = query_of(options.filters, world.clock);
  query.bytes = [&](std::string_view file) {
    return std::ranges::all_of(
        words, [&](const Wanted& word) { return word.may_be_in(file); });
  };
  query.text = [&](const Entry& entry, const DocumentView& document) {
    std::vector<std::string> lines = hits(document, words);
    if (lines.empty()) return false;
    const std::lock_guard lock(mutex);
    found[entry.path] = std::move(lines);
    return true;
  };
  const Journal journal = world.journal();
  const Listing listing = read(world, journal, query);
  if (listing.entries.empty()) check_theme(world, options.filters, journal);
  print(world, listing.entries, found, words);
  const ExitCode code = report(world, listing.problems);
  if (code == ExitCode::done && listing.entries.empty()) {
    world.terminal.note("No entry has {}.",
                        words.size() == 1 ? "that word" : "all those words");
    return ExitCode::no;
  }
  return code;
}

} // namespace

Command search_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  std::vector<Arg> args = filter_args(o.filters);
  args.insert(args.begin(),
              value("WORD",
                    "WORD",
                    o.words,
                    "Words that must all be there; quotes keep a phrase together")
                  .needed());
  return {
      .name = "search",
      .group = "Look back",
      .summary = "Find entries by words",
      .description = "Case and accents do not matter, and a part of a word is enough. "
                     "Every line that "
                     "holds one of the words is shown behind its entry's id; on a "
                     "terminal, a long one is cut around the word. Nothing found: "
                     "exit 1.",
      .args = std::move(args),
      .formats = {Format::text, Format::json, Format::jsonl},
      .examples = {{"kindly search demo", "Every line about a demo."},
                   {"kindly search demo priya --since 1y",
                    "Entries of the last year that have both."}},
      .run = [options](const World& world) { return run_search(world, *options); },
  };
}

} // namespace kindly
