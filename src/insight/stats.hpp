#pragma once

#include "base/dates.hpp"
#include "insight/estimates.hpp"
#include "journal/entry.hpp"
#include "words/library.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Entries in, numbers out. Ratings are weak between persons and useful within one, so
// everything rests on pairs: the same person, the same moment, before and after.
// Planned calm practice is counted, and never mixed with the ratings of setbacks.

namespace kindly {

/// Fewer ratings than this have no mean: one odd day would be most of it.
constexpr std::size_t least_for_mean = 5;

struct Average {
  std::optional<double> mean; ///< none under `least_for_mean`
  std::optional<double> median;
};

/// Paired setbacks: not calm, a rating before, and one after. Without an `after`, the
/// first check-in within 12 hours of the entry's date stands in.
struct Distress {
  std::size_t n = 0;
  Average before;
  Average after;
  Average change; ///< after − before: less than zero is lighter
  std::size_t better = 0;
  std::size_t same = 0;
  std::size_t worse = 0;
  /// Where the median of `change` lies, 95 %; none under 6 pairs.
  std::optional<Interval> interval = {};
};

/// How long setbacks took to the first rating at or below half of `before`. An `after`
/// without `minutes` has no time: it shows that an entry got there, but not when, and
/// such an entry is in neither count unless a check-in is low enough as well.
struct Recovery {
  std::size_t n = 0;           ///< got there at a time that is known
  std::size_t unrecovered = 0; ///< rated again, and no rating is low enough yet
  std::optional<double> median_hours;
  std::size_t undated = 0; ///< got there at a time that nobody knows; in no other count
  /// Hours by which half were there, `unrecovered` ones counted up to their last rating
  /// whose time is known. None where fewer than half were there, or fewer than
  /// `least_for_mean` were still watched then.
  std::optional<double> half_there_hours = {};
};

struct WeekCount {
  std::string week; ///< 2026-W48
  std::size_t n = 0;
};

/// Calm entries; days and weeks are those of the clock.
struct Practice {
  int goal_per_week = 0;
  std::size_t last_28_days = 0; ///< today is the last of them
  std::vector<WeekCount> weeks; ///< the last eight, oldest first
};

/// The entries that have something in common.
struct Group {
  std::string id;
  std::size_t n = 0;            ///< all of them
  std::size_t rated = 0;        ///< paired setbacks among them
  std::optional<double> change; ///< mean; none under `least_for_mean`
  std::optional<double> median_change = {};
  /// Where that median lies, 95 %; none under 6 rated.
  std::optional<Interval> interval = {};
  /// The same, so wide that with 95 % the medians of all groups in the list lie in
  /// theirs (Bonferroni): who compares the outermost of many needs it.
  std::optional<Interval> among_all = {};
};

struct Stats {
  std::optional<Moment> from; ///< asked for, else the oldest entry's date
  std::optional<Moment> to;   ///< asked for (exclusive), else the newest entry's date
  std::size_t entries = 0;
  std::size_t open = 0;
  std::size_t calm = 0;
  Distress distress;
  Recovery recovery;
  Practice practice;
  // The largest group first, equal ones by id. Words that differ only in case or
  // accents are one group, under the spelling of its newest entry.
  std::vector<Group> themes;
  std::vector<Group> feelings;
  std::vector<Group> occasions;
  std::vector<Group> forms;
  std::vector<Group> tones;
  std::vector<Group> phrases; ///< the id is the phrase as its pack has it
  std::vector<Group> roles;   ///< of those phrases
  std::vector<Group> mine;    ///< the phrases that do not ship with kindly
  /// Why the critic spoke and where it happened, in one entry, as their packs are
  /// called: "approval+work".
  std::vector<Group> pairs;
  // Oldest first; weeks and months without an entry are not listed.
  std::vector<Group> weeks;
  std::vector<Group> months;
  std::vector<double> changes; ///< of every paired setback, oldest first
};

struct StatsOptions {
  Clock clock;
  int goal = 0; ///< planned sessions a week
  std::optional<Moment> from = {};
  std::optional<Moment> to = {};
  bool by_time = false; ///< fill `weeks` and `months`
  /// The axis of a theme, "critic" or "life"; without it `pairs` stays empty. Asked
  /// for each theme once, as fold() gives it.
  std::function<std::string_view(const std::string&)> axis_of = {};
};

/// Takes entries one after the other and keeps of each only what the numbers need, so
/// that a large journal takes little memory. In any order, and in any number of counts
/// that are put together: the same entries give the same numbers.
class StatsCount {
 public:
  explicit StatsCount(StatsOptions options);
  ~StatsCount();
  StatsCount(const StatsCount&) = delete;
  StatsCount& operator=(const StatsCount&) = delete;

  /// `phrases` are those of the library that the entry uses, each once; without any,
  /// `tones`, `phrases`, `roles` and `mine` stay empty.
  void add(const Entry& entry, std::span<const Phrase* const> phrases = {});
  /// All that another count, with the same options, was given.
  void add(const StatsCount& other);
  [[nodiscard]] Stats result() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The same for entries that are all there.
[[nodiscard]] Stats stats_of(std::span<const Entry> entries,
                             const StatsOptions& options);

/// `values` in at most `most` numbers: runs of about the same length, each as its mean,
/// or as its median where it is too short for one.
[[nodiscard]] std::vector<double> in_runs(std::span<const double> values,
                                          std::size_t most);

/// `after` less `before` of a paired setback; nothing for any other entry.
[[nodiscard]] std::optional<int> change_of(const Entry& entry);

/// Hours from a setback's date to its first rating at or below half of `before`;
/// nothing where there is none, or none whose time is known.
[[nodiscard]] std::optional<double> hours_to_half(const Entry& entry);

} // namespace kindly
