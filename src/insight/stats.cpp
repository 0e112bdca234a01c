#include "insight/stats.hpp"

#include "base/text.hpp"
#include "insight/figures.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <numeric>
#include <unordered_set>

namespace kindly {
namespace {

using std::chrono::days;

/// Later check-ins say more about the days since than about the writing.
constexpr std::chrono::hours stand_in_limit{12};

std::optional<double> mean(double sum, std::size_t n) {
  if (n < least_for_mean) return std::nullopt;
  return sum / static_cast<double>(n);
}

Average average(const std::vector<double>& values) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  return {mean(sum, values.size()), median(values)};
}

/// An entry's check-ins in the order of their times; a time before the entry is a slip.
std::vector<CheckIn> check_ins(const Entry& entry) {
  std::vector<CheckIn> found;
  std::ranges::copy_if(entry.later, std::back_inserter(found), [&](const CheckIn& one) {
    return one.at >= entry.date;
  });
  std::ranges::stable_sort(found, {}, &CheckIn::at);
  return found;
}

/// The rating that is compared with `before`.
std::optional<Rating> rated_after(const Entry& entry) {
  if (entry.after) return entry.after;
  const std::vector<CheckIn> later = check_ins(entry);
  if (later.empty()) return std::nullopt;
  const CheckIn& first = later.front();
  if (first.at.instant - entry.date.instant > stand_in_limit) return std::nullopt;
  return first.distress;
}

/// Two ratings of one setback.
struct Pair {
  int before = 0;
  int after = 0;
  [[nodiscard]] int change() const { return after - before; }
};

std::optional<Pair> pair_of(const Entry& entry) {
  const std::optional<Rating> after = rated_after(entry);
  if (entry.is_calm() || !entry.before || !after) return std::nullopt;
  return Pair{entry.before->value(), after->value()};
}

/// Every rating behind `before` whose time is known, oldest first.
std::vector<CheckIn> dated_ratings(const Entry& entry) {
  std::vector<CheckIn> ratings = check_ins(entry);
  if (entry.after && entry.minutes) {
    const Moment at{entry.date.instant + std::chrono::minutes(*entry.minutes),
                    entry.date.offset};
    const auto place = std::ranges::lower_bound(ratings, at, {}, &CheckIn::at);
    ratings.insert(place, {at, *entry.after});
  }
  return ratings;
}

bool is_half(const Entry& entry, Rating rating) {
  return rating.value() * 2 <= entry.before->value();
}

/// Takes setbacks one after the other.
class RecoveryCount {
 public:
  void add(const Entry& entry) {
    if (const auto hours = hours_to_half(entry))
      hours_.push_back(*hours);
    else if (!entry.is_calm() && entry.before)
      unrecovered_ +=
          entry.after ? !is_half(entry, *entry.after) : !check_ins(entry).empty();
  }
  [[nodiscard]] Recovery result() const {
    return {hours_.size(), unrecovered_, median(hours_)};
  }

 private:
  std::vector<double> hours_;
  std::size_t unrecovered_ = 0;
};

/// Takes pairs one after the other.
class DistressCount {
 public:
  void add(const Pair& pair) {
    before_.push_back(pair.before);
    after_.push_back(pair.after);
    change_.push_back(pair.change());
  }
  [[nodiscard]] Distress result() const {
    const auto count = [&](auto is_so) {
      return static_cast<std::size_t>(std::ranges::count_if(change_, is_so));
    };
    return {.n = change_.size(),
            .before = average(before_),
            .after = average(after_),
            .change = average(change_),
            .better = count([](double change) { return change < 0; }),
            .same = count([](double change) { return change == 0; }),
            .worse = count([](double change) { return change > 0; })};
  }
  [[nodiscard]] const std::vector<double>& changes() const { return change_; }

 private:
  std::vector<double> before_;
  std::vector<double> after_;
  std::vector<double> change_;
};

/// Changes, which are whole numbers from -9 to 9, counted one by one.
class Changes {
 public:
  void add(int change) {
    counts_[static_cast<std::size_t>(change - least)] += 1;
    n_ += 1;
    sum_ += change;
  }
  [[nodiscard]] std::size_t n() const { return n_; }
  [[nodiscard]] std::optional<double> mean_change() const { return mean(sum_, n_); }
  [[nodiscard]] std::optional<double> median_change() const {
    if (n_ == 0) return std::nullopt;
    return (ranked((n_ - 1) / 2) + ranked(n_ / 2)) / 2;
  }

 private:
  static constexpr int least = -9;
  [[nodiscard]] double ranked(std::size_t rank) const {
    std::size_t place = 0;
    while (rank >= counts_[place]) rank -= counts_[place++];
    return least + static_cast<double>(place);
  }
  std::array<std::size_t, 19> counts_{};
  std::size_t n_ = 0;
  int sum_ = 0;
};

/// Counts entries by something they have.
class Tally {
 public:
  /// One entry of the group `id`; entries that come later give it its spelling.
  void add(const std::string& id, const std::optional<Pair>& pair) {
    Counts& counts = groups_[fold(id)];
    counts.id = id;
    counts.n += 1;
    if (pair) counts.changes.add(pair->change());
  }
  /// The same for each of `ids`; an entry that has one twice counts once.
  void add_each(std::span<const std::string> ids, const std::optional<Pair>& pair) {
    std::unordered_set<std::string> seen;
    for (const std::string& id : ids)
      if (seen.insert(fold(id)).second) add(id, pair);
  }

  [[nodiscard]] std::vector<Group> largest_first() const {
    std::vector<Group> groups = oldest_first();
    std::ranges::stable_sort(groups, std::greater<>(), &Group::n);
    return groups;
  }
  /// By id, which for weeks and months is their order.
  [[nodiscard]] std::vector<Group> oldest_first() const {
    std::vector<Group> groups;
    for (const auto& [folded, counts] : groups_)
      groups.push_back({counts.id,
                        counts.n,
                        counts.changes.n(),
                        counts.changes.mean_change(),
                        counts.changes.median_change()});
    std::ranges::sort(groups, {}, &Group::id);
    return groups;
  }

 private:
  struct Counts {
    std::string id;
    std::size_t n = 0;
    Changes changes;
  };
  std::unordered_map<std::string, Counts> groups_;
};

/// The ISO week that holds most of the clock's week, which need not begin on Monday.
std::string week_name(std::chrono::local_days first) {
  return to_iso_week(first + days(3));
}

std::string month_name(std::chrono::local_days day) {
  return to_day(day).substr(0, 7);
}

class PracticeCount {
 public:
  PracticeCount(const Clock& clock, int goal) : clock_(clock), today_(clock.today()) {
    practice_.goal_per_week = goal;
    for (int ago = weeks - 1; ago >= 0; --ago)
      practice_.weeks.push_back({week_name(first_day(ago)), 0});
  }

  void add(const Entry& entry) {
    if (!entry.is_calm()) return;
    const std::chrono::local_days day = clock_.day_of(entry.date);
    if (day <= today_ && day > today_ - days(28)) practice_.last_28_days += 1;
    const auto week = (clock_.week_of(day) - first_day(weeks - 1)) / days(7);
    if (day >= first_day(weeks - 1) && week < weeks)
      practice_.weeks[static_cast<std::size_t>(week)].n += 1;
  }
  [[nodiscard]] const Practice& result() const { return practice_; }

 private:
  static constexpr int weeks = 8;
  [[nodiscard]] std::chrono::local_days first_day(int weeks_ago) const {
    return clock_.week_of(today_) - days(7 * weeks_ago);
  }

  const Clock& clock_;
  std::chrono::local_days today_;
  Practice practice_;
};

std::vector<std::string> tones_of(std::span<const Phrase* const> phrases) {
  std::vector<std::string> tones;
  for (const Phrase* const phrase : phrases) tones.push_back(name_of(phrase->tone));
  return tones;
}

std::vector<std::string> texts_of(std::span<const Phrase* const> phrases) {
  std::vector<std::string> texts;
  for (const Phrase* const phrase : phrases) texts.push_back(phrase->text);
  return texts;
}

/// Every list of groups, filled at one pass.
class Tallies {
 public:
  explicit Tallies(const StatsOptions& options) : options_(options) {}

  void add(const Entry& entry, const std::optional<Pair>& pair) {
    themes_.add_each(entry.themes, pair);
    feelings_.add_each(entry.feelings, pair);
    if (!entry.occasion.empty()) occasions_.add(entry.occasion, pair);
    forms_.add(entry.form, pair);
    const std::chrono::local_days day = options_.clock.day_of(entry.date);
    weeks_.add(week_name(options_.clock.week_of(day)), pair);
    months_.add(month_name(day), pair);
    if (!options_.phrases_of) return;
    const std::vector<const Phrase*> phrases = options_.phrases_of(entry);
    tones_.add_each(tones_of(phrases), pair);
    phrases_.add_each(texts_of(phrases), pair);
  }
  void fill(Stats& stats) const {
    stats.themes = themes_.largest_first();
    stats.feelings = feelings_.largest_first();
    stats.occasions = occasions_.largest_first();
    stats.forms = forms_.largest_first();
    stats.tones = tones_.largest_first();
    stats.phrases = phrases_.largest_first();
    stats.weeks = weeks_.oldest_first();
    stats.months = months_.oldest_first();
  }

 private:
  const StatsOptions& options_;
  Tally themes_, feelings_, occasions_, forms_, tones_, phrases_, weeks_, months_;
};

std::vector<const Entry*> oldest_first(std::span<const Entry> entries) {
  std::vector<const Entry*> sorted;
  for (const Entry& entry : entries) sorted.push_back(&entry);
  std::ranges::sort(sorted, [](const Entry* one, const Entry* other) {
    if (one->date != other->date) return one->date < other->date;
    return one->id != other->id ? one->id < other->id : one->path < other->path;
  });
  return sorted;
}

} // namespace

std::optional<int> change_of(const Entry& entry) {
  const std::optional<Pair> pair = pair_of(entry);
  return pair ? std::optional(pair->change()) : std::nullopt;
}

std::optional<double> hours_to_half(const Entry& entry) {
  if (entry.is_calm() || !entry.before) return std::nullopt;
  const std::vector<CheckIn> ratings = dated_ratings(entry);
  const auto first = std::ranges::find_if(
      ratings,
      [&](Rating rating) { return is_half(entry, rating); },
      &CheckIn::distress);
  if (first == ratings.end()) return std::nullopt;
  const std::chrono::seconds taken = first->at.instant - entry.date.instant;
  return static_cast<double>(taken.count()) / 3600;
}

Stats stats_of(std::span<const Entry> entries, const StatsOptions& options) {
  Stats stats;
  DistressCount distress;
  RecoveryCount recovery;
  PracticeCount practice(options.clock, options.goal);
  Tallies tallies(options);
  const std::vector<const Entry*> sorted = oldest_first(entries);
  for (const Entry* const entry : sorted) {
    stats.open += entry->open ? 1 : 0;
    stats.calm += entry->is_calm() ? 1 : 0;
    const std::optional<Pair> pair = pair_of(*entry);
    if (pair) distress.add(*pair);
    recovery.add(*entry);
    practice.add(*entry);
    tallies.add(*entry, pair);
  }
  stats.entries = sorted.size();
  stats.from = options.from;
  stats.to = options.to;
  if (!sorted.empty()) {
    stats.from = options.from.value_or(sorted.front()->date);
    stats.to = options.to.value_or(sorted.back()->date);
  }
  stats.distress = distress.result();
  stats.recovery = recovery.result();
  stats.practice = practice.result();
  stats.changes = distress.changes();
  tallies.fill(stats);
  return stats;
}

std::vector<double> in_runs(std::span<const double> values, std::size_t most) {
  const std::size_t runs = std::min(values.size(), most);
  std::vector<double> points;
  for (std::size_t i = 0; i < runs; ++i) {
    const std::size_t begin = i * values.size() / runs;
    const std::size_t end = (i + 1) * values.size() / runs;
    const auto run = values.subspan(begin, end - begin);
    const Average of_run = average({run.begin(), run.end()});
    points.push_back(of_run.mean.value_or(*of_run.median));
  }
  return points;
}

} // namespace kindly
