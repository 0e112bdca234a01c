#include "base/text.hpp"
#include "commands/all.hpp"
#include "insight/phrase_finder.hpp"
#include "insight/stats.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <deque>

using namespace kindly;
using test::entry_text;
using test::Sandbox;

namespace {

Moment at(std::string_view text) {
  return parse_rfc3339(text).value();
}

/// The clock of the sandbox: a Monday in 2026-W48.
Clock monday() {
  const Moment now = at("2026-11-23T15:12:04+01:00");
  return {.now = now, .zone = Zone::fixed(now.offset)};
}

/// Makes entries in few words.
struct Made {
  Entry entry;

  explicit Made(std::string_view date = "2026-11-20T10:00:00+01:00") {
    entry.id = std::string(date);
    entry.date = at(date);
    entry.occasion = "mistake";
  }
  Made rated(std::string_view before, std::string_view after) && {
    entry.before = Rating::parse(before);
    entry.after = Rating::parse(after);
    return std::move(*this);
  }
  Made before(std::string_view rating) && {
    entry.before = Rating::parse(rating);
    return std::move(*this);
  }
  Made minutes(int count) && {
    entry.minutes = count;
    return std::move(*this);
  }
  Made check_in(int hours, std::string_view rating) && {
    const Moment when{entry.date.instant + std::chrono::hours(hours),
                      entry.date.offset};
    entry.later.push_back({when, Rating::parse(rating)});
    return std::move(*this);
  }
  Made calm() && {
    entry.occasion = "calm";
    return std::move(*this);
  }
  Made themes(std::vector<std::string> ids) && {
    entry.themes = std::move(ids);
    return std::move(*this);
  }
  Made feelings(std::vector<std::string> words) && {
    entry.feelings = std::move(words);
    return std::move(*this);
  }
};

Stats stats(std::vector<Made> made, StatsOptions options = {.clock = monday()}) {
  std::vector<Entry> entries;
  for (Made& one : made) entries.push_back(std::move(one.entry));
  options.by_time = true;
  return stats_of(entries, options);
}

std::vector<std::string> ids(const std::vector<Group>& groups) {
  std::vector<std::string> found;
  std::ranges::transform(groups, std::back_inserter(found), &Group::id);
  return found;
}

using Ids = std::vector<std::string>;

/// `count` entries, each from 8 to 6, an hour apart.
std::vector<Made> alike(int count) {
  std::vector<Made> made;
  for (int i = 0; i < count; ++i)
    made.push_back(
        Made(fmt::format("2026-11-20T{:02}:00:00+01:00", i + 1)).rated("8", "6"));
  return made;
}

void write_alike(const Sandbox& box, int count, const std::string& more = {}) {
  for (int i = 0; i < count; ++i)
    box.write(fmt::format("2026/11/2026-11-20-{:02}0000-aaaa.md", i + 1),
              entry_text(fmt::format("date: 2026-11-20T{:02}:00:00+01:00\n"
                                     "occasion: mistake\nbefore: 8\nafter: 6\n"
                                     "minutes: 10\n{}",
                                     i + 1,
                                     more)));
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  for (const std::string_view line : lines_of(text))
    widest = std::max(widest, display_width(line));
  return widest;
}

} // namespace

TEST_CASE("no entries give zeros, no averages and no period") {
  const Stats none = stats({});
  CHECK(none.entries == 0);
  CHECK(none.distress.n == 0);
  CHECK_FALSE(none.distress.change.median);
  CHECK_FALSE(none.recovery.median_hours);
  CHECK_FALSE(none.from);
  CHECK_FALSE(none.to);
  CHECK(none.themes.empty());
}

TEST_CASE("change is after less before, so lighter is below zero") {
  const Stats one = stats({Made().rated("8", "5")});
  CHECK(one.distress.before.median == 8);
  CHECK(one.distress.after.median == 5);
  CHECK(one.distress.change.median == -3);
}

TEST_CASE("a mean needs five ratings and a median does not") {
  CHECK_FALSE(stats(alike(4)).distress.change.mean);
  CHECK(stats(alike(4)).distress.change.median == -2);
  CHECK(stats(alike(5)).distress.change.mean == -2);
  CHECK(stats(alike(5)).distress.before.mean == 8);
  CHECK(stats(alike(5)).distress.after.mean == 6);
}

TEST_CASE("the median of an even count lies between the two in the middle") {
  const Stats four = stats({Made().rated("9", "8"),
                            Made().rated("9", "7"),
                            Made().rated("9", "4"),
                            Made().rated("9", "1")});
  CHECK(four.distress.change.median == -3.5);
}

TEST_CASE("worse is counted as plainly as better and the same") {
  const Stats three =
      stats({Made().rated("5", "4"), Made().rated("5", "5"), Made().rated("5", "9")});
  CHECK(three.distress.better == 1);
  CHECK(three.distress.same == 1);
  CHECK(three.distress.worse == 1);
}

TEST_CASE("an entry with one rating alone is no pair") {
  const Stats two = stats({Made().before("8"), Made()});
  CHECK(two.entries == 2);
  CHECK(two.distress.n == 0);
}

TEST_CASE("calm practice is counted and never mixed with the ratings of setbacks") {
  const Stats both = stats({Made().calm().rated("3", "1").minutes(5).themes({"work"}),
                            Made().rated("8", "6").minutes(5).themes({"work"})});
  CHECK(both.entries == 2);
  CHECK(both.calm == 1);
  CHECK(both.distress.n == 1);
  CHECK(both.recovery.n == 0);
  CHECK(both.recovery.unrecovered == 1);
  CHECK(both.themes.front().n == 2);
  CHECK(both.themes.front().rated == 1);
}

TEST_CASE("an entry whose occasion is not said is a setback in no list of occasions") {
  Made unsaid = Made().rated("8", "6");
  unsaid.entry.occasion.clear();
  const Stats one = stats({unsaid});
  CHECK(one.distress.n == 1);
  CHECK(one.occasions.empty());
}

TEST_CASE("the first check-in within twelve hours stands in for a missing after") {
  const Stats one = stats({Made().before("8").check_in(12, "5").check_in(2, "7")});
  CHECK(one.distress.after.median == 7);
}

TEST_CASE("a check-in after more than twelve hours stands in for nothing") {
  CHECK(stats({Made().before("8").check_in(12, "5")}).distress.n == 1);
  CHECK(stats({Made().before("8").check_in(13, "5")}).distress.n == 0);
}

TEST_CASE("an after stays the after when there are check-ins") {
  const Stats one = stats({Made().rated("8", "6").check_in(1, "2")});
  CHECK(one.distress.after.median == 6);
}

TEST_CASE("a check-in dated before its entry is left out") {
  const Stats one = stats({Made().before("8").check_in(-1, "1")});
  CHECK(one.distress.n == 0);
  CHECK(one.recovery.n == 0);
  CHECK(one.recovery.unrecovered == 0);
}

TEST_CASE("recovery is the hours to the first rating at or below half") {
  const Stats one =
      stats({Made().rated("8", "6").minutes(30).check_in(20, "4").check_in(10, "5")});
  CHECK(one.recovery.n == 1);
  CHECK(one.recovery.median_hours == 20);
}

TEST_CASE("half of an odd rating is not rounded up") {
  CHECK(stats({Made().rated("7", "4").minutes(30)}).recovery.unrecovered == 1);
  CHECK(stats({Made().rated("7", "3").minutes(30)}).recovery.median_hours == 0.5);
}

TEST_CASE("setbacks that have not got there are counted apart") {
  const Stats two =
      stats({Made().rated("8", "7"), Made().before("8").check_in(30, "6")});
  CHECK(two.recovery.n == 0);
  CHECK(two.recovery.unrecovered == 2);
}

TEST_CASE("a low after without minutes got there at a time nobody knows") {
  const Stats one = stats({Made().rated("8", "2")});
  CHECK(one.recovery.n == 0);
  CHECK(one.recovery.unrecovered == 0);
}

TEST_CASE("after a low after without minutes a check-in tells the time") {
  const Stats one = stats({Made().rated("8", "2").check_in(24, "3")});
  CHECK(one.recovery.n == 1);
  CHECK(one.recovery.median_hours == 24);
}

TEST_CASE("a setback that was never rated again says nothing of recovery") {
  CHECK(stats({Made().before("8")}).recovery.unrecovered == 0);
}

TEST_CASE("those that are there at an unknown time are counted apart") {
  const Stats two = stats({Made().rated("8", "2"), Made().rated("8", "7")});
  CHECK(two.recovery.undated == 1);
  CHECK(two.recovery.unrecovered == 1);
}

TEST_CASE("half of all counts those in who are not there yet") {
  std::vector<Made> made;
  for (const int hours : {1, 2, 3, 4})
    made.push_back(Made().rated("8", "7").check_in(hours, "4"));
  for (int i = 0; i < 3; ++i) made.push_back(Made().rated("8", "7").check_in(30, "7"));
  CHECK(stats(made).recovery.median_hours == 2.5);
  CHECK_FALSE(stats(made).recovery.half_there_hours); // at 4 hours four are watched
  made.push_back(Made().rated("8", "7").check_in(30, "7"));
  CHECK(stats(made).recovery.half_there_hours == 4); // four of eight
}

TEST_CASE("practice counts calm entries of 28 days, today the last of them") {
  const Stats four = stats({Made("2026-11-23T09:00:00+01:00").calm(),
                            Made("2026-10-27T00:00:00+01:00").calm(),
                            Made("2026-10-26T23:59:59+01:00").calm(),
                            Made("2026-11-22T09:00:00+01:00")},
                           {.clock = monday(), .goal = 3});
  CHECK(four.practice.goal_per_week == 3);
  CHECK(four.practice.last_28_days == 2);
}

TEST_CASE("practice names the last eight weeks, oldest first") {
  const Stats two = stats({Made("2026-11-23T09:00:00+01:00").calm(),
                           Made("2026-10-05T00:00:00+02:00").calm(),
                           Made("2026-10-04T23:00:00+02:00").calm()});
  REQUIRE(two.practice.weeks.size() == 8);
  CHECK(two.practice.weeks.front().week == "2026-W41");
  CHECK(two.practice.weeks.front().n == 1);
  CHECK(two.practice.weeks.back().week == "2026-W48");
  CHECK(two.practice.weeks.back().n == 1);
}

TEST_CASE("an entry written before the day starts belongs to yesterday") {
  Clock clock = monday();
  clock.day_starts = std::chrono::hours(4);
  const Stats one = stats({Made("2026-11-01T02:00:00+01:00")}, {.clock = clock});
  CHECK(ids(one.months) == Ids{"2026-10"});
}

TEST_CASE("a week that begins on Sunday has the name that most of its days have") {
  Clock clock = monday();
  clock.week_start = std::chrono::Sunday;
  const Stats two =
      stats({Made("2026-11-22T10:00:00+01:00"), Made("2026-11-28T10:00:00+01:00")},
            {.clock = clock});
  CHECK(ids(two.weeks) == Ids{"2026-W48"});
}

TEST_CASE("groups come largest first and equal ones by id") {
  const Stats three = stats({Made().themes({"work", "money"}),
                             Made().themes({"social", "work"}),
                             Made().themes({"health"})});
  CHECK(ids(three.themes) == Ids{"work", "health", "money", "social"});
  CHECK(three.themes.front().n == 2);
}

TEST_CASE("weeks and months come oldest first") {
  const Stats three = stats({Made("2026-11-20T10:00:00+01:00"),
                             Made("2026-11-19T10:00:00+01:00"),
                             Made("2025-12-31T10:00:00+01:00")});
  CHECK(ids(three.weeks) == Ids{"2026-W01", "2026-W47"});
  CHECK(ids(three.months) == Ids{"2025-12", "2026-11"});
}

TEST_CASE("a group's change is a mean and needs five rated setbacks") {
  std::vector<Made> made = alike(5);
  for (Made& one : made) one.entry.themes = {"work"};
  made.front().entry.themes.push_back("money");
  const Stats five = stats(made);
  CHECK(five.themes.at(0).change == -2);
  CHECK(five.themes.at(1).rated == 1);
  CHECK_FALSE(five.themes.at(1).change);
}

TEST_CASE("words that differ in case are one group, spelt as the newest entry has it") {
  const Stats two =
      stats({Made("2026-11-21T10:00:00+01:00").feelings({"ashamed"}),
             Made("2026-11-20T10:00:00+01:00").feelings({"Ashamed", "ASHAMED"})});
  CHECK(ids(two.feelings) == Ids{"ashamed"});
  CHECK(two.feelings.front().n == 2);
}

TEST_CASE("the order in which entries come changes no number") {
  const Made old = Made("2026-11-01T10:00:00+01:00").rated("9", "3").minutes(5);
  const Made recent = Made("2026-11-20T10:00:00+01:00").rated("6", "7");
  const Stats one = stats({old, recent});
  const Stats other = stats({recent, old});
  CHECK(one.changes == std::vector<double>{-6, 1});
  CHECK(other.changes == one.changes);
  CHECK(other.from == one.from);
}

TEST_CASE("the period is what was asked for, else that of the entries") {
  const auto since = at("2026-11-01T00:00:00+01:00");
  const Stats asked = stats(alike(2), {.clock = monday(), .from = since});
  CHECK(asked.from == since);
  CHECK(asked.to == at("2026-11-20T02:00:00+01:00"));
}

TEST_CASE("who got there in the hour of others' last look got there before it") {
  std::vector<Made> made;
  for (int i = 0; i < 4; ++i) made.push_back(Made().before("8").check_in(1, "7"));
  for (int i = 0; i < 2; ++i) made.push_back(Made().before("8").check_in(1, "3"));
  // The other way round two of two would have got there, and here two of six.
  CHECK_FALSE(stats(made).recovery.half_there_hours);
  std::ranges::reverse(made);
  CHECK_FALSE(stats(made).recovery.half_there_hours);
  made.push_back(Made().before("8").check_in(1, "3"));
  made.push_back(Made().before("8").check_in(1, "3"));
  CHECK(stats(made).recovery.half_there_hours == 1);
}

TEST_CASE("equal changes have an interval of no width") {
  CHECK(stats(alike(9)).distress.interval == Interval{-2, -2});
}

TEST_CASE("entries that were counted apart give the numbers of all together") {
  std::vector<Made> made = alike(7);
  made.push_back(Made().rated("9", "4").minutes(30).themes({"Work", "approval"}));
  made.push_back(Made().themes({"work", "approval"}).feelings({"Shame"}));
  made.push_back(Made().before("8").check_in(2, "3").feelings({"shame"}));
  made.push_back(Made().calm());
  StatsOptions options{.clock = monday(), .by_time = true};
  options.axis_of = [](const std::string& theme) {
    return theme == "work" ? "life" : "critic";
  };
  std::deque<StatsCount> parts;
  for (int i = 0; i < 3; ++i) parts.emplace_back(options);
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < made.size(); ++i) {
    entries.push_back(made[i].entry);
    parts[i % parts.size()].add(made[i].entry);
  }
  StatsCount all(options);
  for (const StatsCount& part : parts) all.add(part);
  const Stats together = stats_of(entries, options);
  const Stats apart = all.result();
  CHECK(apart.entries == made.size());
  CHECK(apart.from == together.from);
  CHECK(apart.to == together.to);
  CHECK(apart.calm == 1);
  CHECK(apart.changes == together.changes);
  CHECK(apart.distress.n == together.distress.n);
  CHECK(apart.distress.before.mean == together.distress.before.mean);
  CHECK(apart.distress.after.median == together.distress.after.median);
  CHECK(apart.recovery.n == together.recovery.n);
  CHECK(apart.recovery.median_hours == together.recovery.median_hours);
  CHECK(apart.practice.last_28_days == together.practice.last_28_days);
  CHECK(ids(apart.themes) == ids(together.themes));
  CHECK(ids(apart.feelings) == ids(together.feelings));
  CHECK(apart.feelings.front().n == 2);
  CHECK(ids(apart.pairs) == ids(together.pairs));
  REQUIRE(apart.pairs.size() == 1);
  CHECK(apart.pairs.front().n == 2);
  CHECK(apart.pairs.front().rated == 1);
  CHECK(ids(apart.weeks) == ids(together.weeks));
}

TEST_CASE("phrases and tones are counted once an entry") {
  const Phrase warm{
      .text = "Rest.", .tone = Tone::warm, .occasions = {}, .theme = "work"};
  const Phrase also{
      .text = "Wait.", .tone = Tone::warm, .occasions = {}, .theme = "work"};
  StatsCount count({.clock = monday()});
  for (int i = 0; i < 2; ++i) count.add(Made().entry, std::vector{&warm, &also});
  const Stats two = count.result();
  CHECK(ids(two.tones) == Ids{"warm"});
  CHECK(two.tones.front().n == 2);
  CHECK(ids(two.phrases) == Ids{"Rest.", "Wait."});
}

TEST_CASE("roles are counted once an entry, and phrases of one's own apart") {
  Phrase shipped{.text = "Rest.", .occasions = {}, .theme = "work", .ships = true};
  shipped.role = Role::humanity;
  Phrase own{.text = "Wait.", .occasions = {}, .theme = "mine"};
  own.role = Role::humanity;
  StatsCount count({.clock = monday()});
  count.add(Made().entry, std::vector<const Phrase*>{&shipped, &own});
  const Stats one = count.result();
  CHECK(ids(one.roles) == Ids{"humanity"});
  CHECK(one.roles.front().n == 1);
  CHECK(ids(one.mine) == Ids{"Wait."});
}

TEST_CASE("a theme of the critic and one of life in one entry are a pair") {
  const auto axis_of = [](const std::string& theme) -> std::string_view {
    if (theme == "approval" || theme == "competence") return "critic";
    return theme == "work" ? "life" : "";
  };
  const Stats three =
      stats({Made().themes({"work", "approval", "competence", "everyday"}),
             Made().themes({"approval", "work", "approval"}).rated("8", "6"),
             Made().themes({"approval", "unheard-of"})},
            {.clock = monday(), .axis_of = axis_of});
  CHECK(ids(three.pairs) == Ids{"approval+work", "competence+work"});
  CHECK(three.pairs.front().n == 2);
  CHECK(three.pairs.front().rated == 1);
}

TEST_CASE("the median of a group and of all has an interval from six ratings on") {
  std::vector<Made> made = alike(5);
  for (Made& one : made) one.entry.themes = {"work"};
  CHECK_FALSE(stats(made).distress.interval);
  CHECK_FALSE(stats(made).themes.front().interval);
  made.push_back(Made().rated("8", "9").themes({"work"}));
  CHECK(stats(made).distress.interval == Interval{-2, 1});
  CHECK(stats(made).themes.front().interval == Interval{-2, 1});
  CHECK(stats(made).themes.front().median_change == -2);
}

TEST_CASE("days are those of the wall clock on the days when clocks change") {
  // In Berlin the clock went back on 2026-10-25 and forward on 2026-03-29.
  const Stats four = stats({Made("2026-10-25T02:30:00+02:00"),
                            Made("2026-10-25T02:30:00+01:00"),
                            Made("2026-10-25T23:59:59+01:00"),
                            Made("2026-03-29T03:00:00+02:00")});
  CHECK(ids(four.weeks) == Ids{"2026-W13", "2026-W43"});
  CHECK(four.weeks.back().n == 3);
  Clock late = monday();
  late.day_starts = std::chrono::hours(4);
  CHECK(ids(stats({Made("2026-10-26T03:59:59+01:00")}, {.clock = late}).weeks) ==
        Ids{"2026-W43"});
}

TEST_CASE("entries of another time zone belong to the day that was there") {
  const Stats two =
      stats({Made("2026-11-01T00:30:00+13:00"), Made("2026-10-31T23:30:00-10:00")});
  CHECK(ids(two.months) == Ids{"2026-10", "2026-11"});
}

TEST_CASE("what lies ahead is counted and no practice of the last weeks") {
  const Stats one = stats({Made("2027-02-01T10:00:00+01:00").calm()});
  CHECK(one.calm == 1);
  CHECK(one.practice.last_28_days == 0);
  for (const WeekCount& week : one.practice.weeks) CHECK(week.n == 0);
}

TEST_CASE("an after without a before is no pair and no recovery") {
  Made half;
  half.entry.after = Rating::parse("2");
  half.entry.minutes = 5;
  const Stats one = stats({half});
  CHECK(one.distress.n == 0);
  CHECK(one.recovery.n + one.recovery.unrecovered + one.recovery.undated == 0);
}

TEST_CASE("two entries of one id are two entries in any order") {
  Made one = Made().rated("8", "6").feelings({"Sad"});
  Made other = Made().rated("8", "9").feelings({"sad"});
  const Stats so = stats({one, other});
  const Stats so_too = stats({other, one});
  CHECK(so.entries == 2);
  CHECK(so.changes == so_too.changes);
  CHECK(ids(so.feelings) == ids(so_too.feelings));
}

TEST_CASE("without a look at the bodies there are no phrases and no tones") {
  CHECK(stats(alike(2)).phrases.empty());
  CHECK(stats(alike(2)).tones.empty());
}

TEST_CASE("many numbers become runs of about the same length") {
  const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 20};
  CHECK(in_runs(values, 60) == values);
  CHECK(in_runs(values, 2) == std::vector<double>{3, 10}); // means
  CHECK(in_runs(values, 5) == std::vector<double>{1.5, 3.5, 5.5, 7.5, 14.5});
  CHECK(in_runs({}, 5).empty());
}

namespace {

/// A library with a pack of these phrases, and nothing else that would be found in
/// the tests' texts.
class Phrases {
 public:
  explicit Phrases(const std::string& phrases) {
    box_.put(box_.root() / "packs/mine.toml",
             "[pack]\nid = \"mine\"\ntitle = \"Mine\"\naxis = \"life\"\n"
             "description = \"My own.\"\nlanguage = \"en\"\nversion = 1\n" +
                 phrases);
    const std::array folders = {box_.root() / "packs"};
    library_ = Library::load(folders);
  }
  [[nodiscard]] Ids found(std::string_view text, const Entry& entry = {}) const {
    const std::array<std::string, 1> names = {"Friend"};
    Ids texts;
    for (const Phrase* const phrase : PhraseFinder(library_, names).find(text, entry))
      texts.push_back(phrase->text);
    return texts;
  }
  [[nodiscard]] const Library& library() const { return library_; }

 private:
  Sandbox box_;
  Library library_;
};

std::string phrase(const std::string& text) {
  return "[[phrase]]\ntext = \"" + text + "\"\nrole = \"kindness\"\ntone = \"warm\"\n";
}

} // namespace

TEST_CASE("a phrase is found whatever its case, punctuation, wrapping and bullets") {
  const Phrases phrases(phrase("A broken kettle can't boil the whole sea."));
  REQUIRE(phrases.library().problems().empty());
  const Ids kettle = {"A broken kettle can't boil the whole sea."};
  CHECK(phrases.found("a broken kettle can’t boil the whole sea!") == kettle);
  CHECK(phrases.found("It rained. A broken kettle can't\nboil the whole sea. Yes.") ==
        kettle);
  CHECK(
      phrases.found("- It rained\n- A broken kettle can't boil the whole sea\n- Yes") ==
      kettle);
  CHECK(phrases.found("A broken kettle cannot boil the whole sea.").empty());
}

TEST_CASE("a phrase is found with the address and the feeling that fill it") {
  const Phrases phrases(
      phrase("The lamp is lit, {address}, though you are {feeling}."));
  Entry entry;
  entry.address = "Dear One";
  entry.feelings = {"worn out"};
  const Ids lamp = {"The lamp is lit, {address}, though you are {feeling}."};
  CHECK(phrases.found("The lamp is lit, dear one, though you are worn out.", entry) ==
        lamp);
  CHECK(phrases.found("Dear one, the lamp is lit, though you are worn out.", entry) ==
        lamp);
  CHECK(phrases.found("The lamp is lit, friend, though you are worn out.", entry) ==
        lamp);
  CHECK(phrases.found("The lamp is lit, Bob, though you are worn out.", entry).empty());
}

TEST_CASE("a phrase that has the name as a word of its own is found too") {
  const Phrases phrases(phrase("Speak as a friend on the pier would speak."));
  CHECK(phrases.found("Friend, speak as a friend on the pier would speak.").size() ==
        1);
  CHECK(phrases.found("Speak as a friend on the pier would speak.").size() == 1);
}

TEST_CASE("a name inside of another word is no name") {
  const Phrases phrases(phrase("The same grey harbour waits for every ship."));
  Entry entry;
  entry.address = "Sam";
  CHECK(phrases.found("The same grey harbour waits for every ship.", entry).size() ==
        1);
  CHECK(phrases.found("The e grey harbour waits for every ship.", entry).empty());
}

TEST_CASE("a phrase of two sentences is found as a whole, and once") {
  const Phrases phrases(phrase("Slow snails arrive. They do."));
  CHECK(phrases.found("Slow snails arrive. They do. Slow snails arrive. They do.")
            .size() == 1);
  CHECK(phrases.found("Slow snails arrive.").empty());
}

TEST_CASE("stats of an empty journal is one friendly line") {
  Sandbox box;
  CHECK(box.run({"stats"}) == ExitCode::done);
  CHECK(lines_of(box.out()).size() == 1);
  CHECK(has(box.out(), "kindly new"));
  CHECK(box.run({"stats", "--by", "week", "--since", "1w"}) == ExitCode::done);
  CHECK(lines_of(box.out()).size() == 1);
  CHECK(box.count_files() == 0);
}

TEST_CASE("stats fits eighty columns and forty") {
  Sandbox box;
  write_alike(
      box,
      12,
      "themes: [a-theme-with-a-name-of-some-length, work]\nfeelings: [ashamed]\n");
  CHECK(box.run({"stats"}) == ExitCode::done);
  CHECK(widest_line(box.out()) <= 80);
  CHECK(has(box.out(), "better 12  ████"));
  CHECK(has(box.out(), "mean 8.0 → 6.0, change -2.0"));
  box.width = 40;
  for (const std::string by : {"theme", "month", "phrase"}) {
    CHECK(box.run({"stats", "--by", by}) == ExitCode::done);
    CHECK(widest_line(box.out()) <= 40);
  }
  CHECK(box.run({"stats"}) == ExitCode::done);
  CHECK(widest_line(box.out()) <= 40);
}

TEST_CASE("stats says why there is no mean") {
  Sandbox box;
  write_alike(box, 4);
  box.run({"stats"});
  CHECK(has(box.out(), "median 8 → 6, change -2"));
  CHECK(has(box.out(), "a mean needs 5"));
  CHECK_FALSE(has(box.out(), "mean 8"));
}

TEST_CASE("stats shows the practice only where all of 28 days were asked for") {
  Sandbox box;
  write_alike(box, 1);
  box.run({"stats", "--since", "4w"});
  CHECK(has(box.out(), "0 calm entries in the last 28 days; goal 2 a week"));
  box.run({"stats", "--since", "1w"});
  CHECK_FALSE(has(box.out(), "28 days"));
  box.run({"stats", "--occasion", "mistake"});
  CHECK_FALSE(has(box.out(), "28 days"));
}

TEST_CASE("stats as JSON has its keys in the order of the contract") {
  Sandbox box;
  write_alike(box, 1);
  CHECK(box.run({"stats", "--json"}) == ExitCode::done);
  std::size_t last = 0;
  for (const std::string key : {"schema",
                                "from",
                                "to",
                                "entries",
                                "open",
                                "calm",
                                "distress",
                                "recovery",
                                "practice",
                                "themes",
                                "feelings",
                                "occasions",
                                "forms",
                                "tones",
                                "phrases"}) {
    const std::size_t place = box.out().find(fmt::format("\n  \"{}\":", key));
    INFO(key);
    REQUIRE(place != std::string::npos);
    CHECK(place >= last);
    last = place;
  }
  CHECK(has(box.out(), "\"schema\": \"kindly.stats/1\""));
  CHECK(has(box.out(), "\"mean\": null"));
  CHECK_FALSE(has(box.out(), "\"weeks\": []"));
  CHECK_FALSE(has(box.out(), "\n  \"months\""));
  box.run({"stats", "--json", "--by", "month"});
  CHECK(has(box.out(), "\n  \"months\": ["));
}

TEST_CASE("stats by something as JSON lines has one group a line") {
  Sandbox box;
  write_alike(box, 5, "themes: [work]\n");
  CHECK(box.run({"stats", "--format", "jsonl", "--by", "theme"}) == ExitCode::done);
  CHECK(box.out() == "{\"id\":\"work\",\"n\":5,\"rated\":5,\"change\":-2.0,"
                     "\"median\":-2.0,\"interval\":null}\n");
  box.run({"stats", "--format", "jsonl"});
  CHECK(lines_of(box.out()).size() == 1);
  CHECK(has(box.out(), "\"schema\":\"kindly.stats/1\""));
}

TEST_CASE("stats as CSV quotes what has commas and quotes and defuses formulas") {
  Sandbox box;
  write_alike(box, 1, "feelings: [\"=1+2\", 'say \"no\", so', plain, '-x']\n");
  CHECK(box.run({"stats", "--format", "csv", "--by", "feeling"}) == ExitCode::done);
  CHECK(box.out() == "id,n,rated,change,median,low,high\r\n"
                     "'-x,1,1,,-2,,\r\n"
                     "'=1+2,1,1,,-2,,\r\n"
                     "plain,1,1,,-2,,\r\n"
                     "\"say \"\"no\"\", so\",1,1,,-2,,\r\n");
}

TEST_CASE("stats as TSV keeps one line a group whatever a word has in it") {
  Sandbox box;
  write_alike(box, 5, "feelings: [\"a\\tb\\nc\"]\n");
  CHECK(box.run({"stats", "--format", "tsv", "--by", "feeling"}) == ExitCode::done);
  CHECK(box.out() == "id\tn\trated\tchange\tmedian\tlow\thigh\n"
                     "a\\tb\\nc\t5\t5\t-2\t-2\t\t\n");
}

TEST_CASE("stats as CSV without a grouping has the themes, unknown ones too") {
  Sandbox box;
  write_alike(box, 1, "themes: [my-own-theme]\n");
  box.run({"stats", "--format", "csv"});
  CHECK(box.out() == "id,n,rated,change,median,low,high\r\nmy-own-theme,1,1,,-2,,\r\n");
}

TEST_CASE("stats counts what it can read and names what it cannot") {
  Sandbox box;
  write_alike(box, 2);
  box.write("2026/11/2026-11-21-100000-aaaa.md", entry_text("before: eleven\n"));
  CHECK(box.run({"stats", "--format", "json"}) == ExitCode::unreadable);
  CHECK(has(box.out(), "\"entries\": 2"));
  CHECK(has(box.err(), "kindly: "));
  CHECK(has(box.err(), "2026-11-21-100000-aaaa.md"));
}

TEST_CASE(
    "stats refuses a mistyped grouping, form and occasion and names the nearest") {
  Sandbox box;
  CHECK(box.run({"stats", "--by", "theem"}) == ExitCode::usage);
  CHECK(has(box.err(), "theme"));
  CHECK(box.run({"stats", "--form", "leter"}) == ExitCode::usage);
  CHECK(has(box.err(), "letter"));
  CHECK(box.run({"stats", "--occasion", "clam"}) == ExitCode::usage);
  CHECK(has(box.err(), "calm"));
}

TEST_CASE("stats takes --since from the beginning and --until to the end of a day") {
  Sandbox box;
  write_alike(box, 3);
  box.run(
      {"stats", "--format", "json", "--since", "2026-11-20", "--until", "2026-11-20"});
  CHECK(has(box.out(), "\"entries\": 3"));
  CHECK(has(box.out(), "\"from\": \"2026-11-20T00:00:00+01:00\""));
  CHECK(has(box.out(), "\"to\": \"2026-11-21T00:00:00+01:00\""));
  box.run({"stats", "--since", "2026-11-20", "--until", "2026-11-20"});
  CHECK(has(box.out(), "3, on 2026-11-20"));
  box.run({"stats", "--format", "json", "--until", "2026-11-19"});
  CHECK(has(box.out(), "\"entries\": 0"));
}

TEST_CASE("stats knows the phrases of a composed script again") {
  Sandbox box;
  for (int i = 0; i < 4; ++i)
    box.run({"new",
             "Froze in the demo.",
             "-c",
             "I'm such an idiot.",
             "-r",
             "--address",
             "Sam",
             "-f",
             "ashamed",
             "-t",
             "work"});
  CHECK(box.run({"stats", "--format", "jsonl", "--by", "phrase"}) == ExitCode::done);
  std::size_t uses = 0;
  for (const std::string_view line : lines_of(box.out())) {
    const std::size_t n = line.rfind("\"n\":");
    uses += static_cast<std::size_t>(line.at(n + 4) - '0');
  }
  CHECK(uses == 4 * 5); // four scripts of five sentences
}

TEST_CASE("the examples of stats run as they stand") {
  Sandbox box;
  write_alike(box, 2, "themes: [work]\n");
  const Command command = stats_command();
  const std::filesystem::path here = std::filesystem::current_path();
  std::filesystem::current_path(box.root()); // some examples write a file
  for (const Example& example : command.examples) {
    INFO(example.line);
    std::vector<std::string> words;
    for (const std::string_view word : split(example.line, ' '))
      words.emplace_back(word);
    words.erase(words.begin());
    CHECK(box.run(words) == ExitCode::done);
    CHECK_FALSE((box.out() + box.err()).empty());
  }
  std::filesystem::current_path(here);
}

TEST_CASE("stats draws with ASCII where the locale has nothing else") {
  Sandbox box;
  write_alike(box, 6);
  box.write("2026/11/2026-11-21-100000-aaaa.md",
            entry_text("date: 2026-11-21T10:00:00+01:00\nbefore: 3\nafter: 7\n"
                       "themes: [work]\n"));
  for (const std::string locale : {"C", "POSIX", "de_DE.ISO-8859-1"}) {
    box.environment["LC_ALL"] = locale;
    CHECK(box.run({"stats"}) == ExitCode::done);
    CHECK(std::ranges::all_of(box.out(), [](char c) { return c > 0; }));
    CHECK(has(box.out(), "______#"));
    CHECK(has(box.out(), "median 8 -> 6, change -2"));
  }
  box.environment.erase("LC_ALL");
  box.environment["LANG"] = "de_DE.UTF-8";
  box.run({"stats"});
  CHECK(has(box.out(), "▁▁▁▁▁▁█"));
}

TEST_CASE("what programs read is the same in every locale") {
  Sandbox box;
  write_alike(box, 6, "themes: [work]\nfeelings: [müde]\n");
  for (const std::string format : {"json", "jsonl", "csv", "tsv"}) {
    box.environment["LC_ALL"] = "C.UTF-8";
    box.run({"stats", "--format", format, "--by", "feeling"});
    const std::string unicode = box.out();
    box.environment["LC_ALL"] = "C";
    box.run({"stats", "--format", format, "--by", "feeling"});
    CHECK(box.out() == unicode);
  }
}

TEST_CASE("COLUMNS says how wide a result is that goes elsewhere") {
  Sandbox box;
  write_alike(box, 3);
  box.environment["COLUMNS"] = "40";
  box.run({"stats"});
  CHECK(widest_line(box.out()) <= 40);
  for (const std::string odd : {"0", "-3", "wide", "40x"}) {
    box.environment["COLUMNS"] = odd;
    box.run({"stats"});
    CHECK(widest_line(box.out()) > 40);
  }
}

TEST_CASE(
    "stats names the largest and the smallest fall only where they differ clearly") {
  Sandbox box;
  for (int i = 1; i <= 12; ++i) {
    const auto write = [&](char tail, std::string_view theme, int after) {
      box.write(fmt::format("2026/11/2026-11-{:02}-100000-aaa{}.md", i, tail),
                entry_text(fmt::format("date: 2026-11-{:02}T10:00:00+01:00\nbefore: 7\n"
                                       "after: {}\nthemes: [{}]\n",
                                       i,
                                       after,
                                       theme)));
    };
    write('a', "work", 3);
    write('b', "money", i < 12 ? 7 : 1);
    write('c', "study", 7 - i % 4);
  }
  box.run({"stats", "--by", "theme"});
  CHECK(has(box.out(),
            "Largest fall: work (-4.0, mean of 12). Smallest fall: money (-0.5, mean"));
  box.run({"stats", "--by", "occasion"});
  CHECK_FALSE(has(box.out(), "Largest"));
  for (int i = 1; i <= 12; ++i)
    std::filesystem::remove(box.journal() /
                            fmt::format("2026/11/2026-11-{:02}-100000-aaaa.md", i));
  box.run({"stats", "--by", "theme"});
  CHECK(has(box.out(), "No difference here is clear."));
}

TEST_CASE("the outermost of many groups have to differ more to be named") {
  std::vector<Made> made;
  for (int theme = 0; theme < 30; ++theme)
    for (int i = 0; i < 6; ++i)
      made.push_back(
          Made().rated("7", "3").themes({fmt::format("theme-{:02}", theme)}));
  const Stats all = stats(made);
  CHECK(all.themes.front().interval == Interval{-4, -4});
  CHECK_FALSE(all.themes.front().among_all); // 6 cannot tell one of thirty
  made.erase(made.begin() + 6, made.end());
  CHECK(stats(made).themes.front().among_all == Interval{-4, -4});
}

TEST_CASE("recovery says how many got there before it says in what time") {
  Sandbox box;
  const auto write = [&](int day, std::string_view ratings) {
    box.write(fmt::format("2026/11/2026-11-{:02}-100000-aaaa.md", day),
              entry_text(fmt::format(
                  "date: 2026-11-{:02}T10:00:00+01:00\n{}\n", day, ratings)));
  };
  write(1, "before: 8\nafter: 7");
  box.run({"stats"});
  CHECK(has(box.out(), "1 setback not at half of the first rating so far"));
  write(2, "before: 8\nafter: 4\nminutes: 9");
  write(3, "before: 8\nafter: 3");
  box.run({"stats"});
  CHECK(has(box.out(), "2 of 3 came to half of the first rating or less\n"));
  CHECK(has(box.out(), "1 of them at a time that was not noted\n"));
  CHECK(has(box.out(), "9 minutes until then (median of 1)\n"));
}

TEST_CASE("a table of groups has their intervals where there is room") {
  Sandbox box;
  write_alike(box, 6, "themes: [work]\n");
  box.run({"stats", "--by", "theme"});
  CHECK(has(box.out(), "work   6      6  -2.0      -2      -2\n"));
  box.width = 40;
  box.run({"stats", "--by", "theme"});
  CHECK_FALSE(has(box.out(), "likely"));
}

TEST_CASE("stats says where phrases are compared once there is enough to compare") {
  Sandbox box;
  write_alike(box, 4, "themes: [work]\n");
  box.run({"stats"});
  CHECK_FALSE(has(box.out(), "--by"));
  write_alike(box, 5, "themes: [work]\n");
  box.run({"stats"});
  CHECK(has(box.out(), "kindly stats --by phrase"));
}

TEST_CASE("a long name in a table goes on in the next line, and loses nothing") {
  Sandbox box;
  box.width = 40;
  const std::string name = "a-theme-with-a-name-of-some-length-and-more";
  write_alike(box, 1, "themes: [" + name + "]\n");
  box.run({"stats", "--by", "theme"});
  std::string joined;
  for (const char c : box.out())
    if (c != '\n') joined += c;
  CHECK(has(joined, name));
  CHECK(widest_line(box.out()) <= 40);
}

TEST_CASE("stats refuses a theme that is neither known nor in an entry") {
  Sandbox box;
  write_alike(box, 1, "themes: [my-own-theme]\n");
  CHECK(box.run({"stats", "--theme", "perfectionsm"}) == ExitCode::usage);
  CHECK(has(box.err(), "perfectionism"));
  CHECK(box.run({"stats", "--theme", "my-own-theme"}) == ExitCode::done);
  CHECK(box.run({"stats", "--theme", "my-own-theme", "--since", "1d"}) ==
        ExitCode::done);
}

TEST_CASE("stats begins days and weeks where the config says") {
  Sandbox box;
  for (const std::string_view date : {"2026-11-22T03:59:59+01:00", // a Sunday
                                      "2026-11-22T04:00:00+01:00",
                                      "2026-12-01T02:00:00+01:00"})
    box.write(fmt::format("2026/11/{}-100000-aaaa.md", date.substr(0, 13)),
              entry_text(fmt::format("date: {}\n", date)));
  const auto config = box.root() / "config.toml";
  box.environment["KINDLY_CONFIG"] = config.string();
  const auto names = [&](const std::string& by) {
    box.run({"stats", "--by", by, "--format", "tsv"});
    Ids found;
    for (const std::string_view line : lines_of(box.out()))
      found.emplace_back(line.substr(0, line.find('\t', line.find('\t') + 1)));
    return found;
  };
  Sandbox::put(config, "");
  CHECK(names("week") == Ids{"id\tn", "2026-W47\t2", "2026-W49\t1"});
  CHECK(names("month") == Ids{"id\tn", "2026-11\t2", "2026-12\t1"});
  Sandbox::put(config, "day_starts = \"04:00\"\nweek_start = \"sunday\"\n");
  CHECK(names("week") == Ids{"id\tn", "2026-W47\t1", "2026-W48\t1", "2026-W49\t1"});
  CHECK(names("month") == Ids{"id\tn", "2026-11\t3"});
}
