#include "insight/stats.hpp"

#include "base/sort.hpp"
#include "base/text.hpp"
#include "insight/figures.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <numeric>
#include <unordered_map>

namespace kindly {
namespace {

using std::chrono::days;
using std::chrono::seconds;

/// Later check-ins say more about the days since than about the writing.
constexpr std::chrono::hours stand_in_limit{12};

std::optional<double> mean(double sum, std::size_t n) {
  if (n < least_for_mean) return std::nullopt;
  return sum / static_cast<double>(n);
}

Average average(std::vector<double> values) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  const std::size_t n = values.size();
  return {mean(sum, n), median(std::move(values))};
}

/// Calls visit(moment, rating) for an entry's check-ins, as they stand; a time before
/// the entry is a slip.
template <class Visit>
void each_check_in(const Entry& entry, Visit visit) {
  for (const CheckIn& one : entry.later)
    if (one.at >= entry.date) visit(one.at, one.distress);
}

/// The rating that is compared with `before`.
std::optional<Rating> rated_after(const Entry& entry) {
  if (entry.after) return entry.after;
  std::optional<CheckIn> first;
  each_check_in(entry, [&](const Moment& at, Rating rating) {
    if (!first || at < first->at) first = {at, rating};
  });
  if (!first || first->at.instant - entry.date.instant > stand_in_limit)
    return std::nullopt;
  return first->distress;
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

/// By instant; of one instant shown with two offsets, the smaller offset is first.
bool is_earlier(const Moment& one, const Moment& other) {
  return one != other ? one < other : one.offset < other.offset;
}

/// Calls visit(seconds since the entry, rating) for every rating behind `before` whose
/// time is known, in any order.
template <class Visit>
void each_dated_rating(const Entry& entry, Visit visit) {
  each_check_in(entry, [&](const Moment& at, Rating rating) {
    visit(seconds(at.instant - entry.date.instant), rating);
  });
  if (entry.after && entry.minutes)
    visit(seconds(std::chrono::minutes(*entry.minutes)), *entry.after);
}

double in_hours(seconds time) {
  return static_cast<double>(time.count()) / 3600;
}

bool is_half(const Entry& entry, Rating rating) {
  return rating.value() * 2 <= entry.before->value();
}

/// From a setback to its first rating at or below half of `before`; nothing where there
/// is none, or none whose time is known.
std::optional<seconds> time_to_half(const Entry& entry) {
  if (entry.is_calm() || !entry.before) return std::nullopt;
  std::optional<seconds> first;
  each_dated_rating(entry, [&](seconds time, Rating rating) {
    if (is_half(entry, rating)) first = std::min(first.value_or(time), time);
  });
  return first;
}

/// Takes setbacks in any order.
class RecoveryCount {
 public:
  void add(const Entry& entry) {
    if (entry.is_calm() || !entry.before) return;
    if (const auto time = time_to_half(entry)) {
      waits_.push_back(marked(*time, Came::yes));
      return;
    }
    if (entry.after && is_half(entry, *entry.after)) {
      ++undated_;
      return;
    }
    bool is_rated_again = entry.after.has_value();
    seconds last_look{0};
    each_dated_rating(entry, [&](seconds time, Rating) {
      is_rated_again = true;
      last_look = std::max(last_look, time);
    });
    if (is_rated_again) waits_.push_back(marked(last_look, Came::no));
  }
  void add(const RecoveryCount& other) {
    waits_.insert(waits_.end(), other.waits_.begin(), other.waits_.end());
    undated_ += other.undated_;
  }
  [[nodiscard]] Recovery result() const {
    std::vector<std::int64_t> sorted = waits_;
    sort_numbers(sorted);
    std::vector<Wait> waits;
    std::vector<double> hours;
    waits.reserve(sorted.size());
    for (const std::int64_t wait : sorted) {
      const bool came = wait % 2 == 0;
      waits.push_back({in_hours(seconds(wait / 2)), came});
      if (came) hours.push_back(waits.back().hours);
    }
    return {.n = hours.size(),
            .unrecovered = waits.size() - hours.size(),
            .median_hours = median(hours),
            .undated = undated_,
            .half_there_hours = half_come(waits, least_for_mean)};
  }

 private:
  enum class Came { yes, no };

  /// Seconds and how they ended in one number, which is soon sorted. Of one second
  /// those that came are first.
  static std::int64_t marked(seconds time, Came came) {
    return time.count() * 2 + (came == Came::no ? 1 : 0);
  }

  std::vector<std::int64_t> waits_; ///< marked
  std::size_t undated_ = 0;
};

/// Whole numbers from `least` to `most`, counted one by one.
template <int least, int most>
class Histogram {
 public:
  void add(int value) {
    counts_[place(value)] += 1;
    n_ += 1;
    sum_ += value;
  }
  void add(const Histogram& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    n_ += other.n_;
    sum_ += other.sum_;
  }
  [[nodiscard]] std::size_t n() const { return n_; }
  [[nodiscard]] std::size_t below(int value) const {
    return std::accumulate(counts_.begin(),
                           counts_.begin() + static_cast<std::ptrdiff_t>(place(value)),
                           std::size_t{0});
  }
  [[nodiscard]] std::size_t of(int value) const { return counts_[place(value)]; }
  [[nodiscard]] Average average() const {
    if (n_ == 0) return {};
    return {mean(static_cast<double>(sum_), n_),
            (ranked((n_ - 1) / 2) + ranked(n_ / 2)) / 2};
  }
  [[nodiscard]] std::optional<Interval> interval(double beyond_end) const {
    const std::size_t rank = interval_rank(n_, beyond_end);
    if (rank == 0) return std::nullopt;
    return Interval{ranked(rank - 1), ranked(n_ - rank)};
  }

 private:
  static std::size_t place(int value) {
    return static_cast<std::size_t>(value - least);
  }
  [[nodiscard]] double ranked(std::size_t rank) const {
    std::size_t place = 0;
    while (rank >= counts_[place]) rank -= counts_[place++];
    return least + static_cast<double>(place);
  }
  std::array<std::size_t, most - least + 1> counts_{};
  std::size_t n_ = 0;
  std::int64_t sum_ = 0;
};
using Ratings = Histogram<1, 10>;
using Changes = Histogram<-9, 9>;

/// Takes pairs in any order.
class DistressCount {
 public:
  void add(Instant date, const Pair& pair) {
    before_.add(pair.before);
    after_.add(pair.after);
    change_.add(pair.change());
    pairs_.push_back((date.time_since_epoch().count() * 16 + pair.before) * 16 +
                     pair.after);
  }
  void add(const DistressCount& other) {
    before_.add(other.before_);
    after_.add(other.after_);
    change_.add(other.change_);
    pairs_.insert(pairs_.end(), other.pairs_.begin(), other.pairs_.end());
  }

  [[nodiscard]] Distress result() const {
    return {.n = change_.n(),
            .before = before_.average(),
            .after = after_.average(),
            .change = change_.average(),
            .better = change_.below(0),
            .same = change_.of(0),
            .worse = change_.n() - change_.below(1),
            .interval = change_.interval(beyond_each_end)};
  }
  /// Oldest first; those of one second in the order of their ratings.
  [[nodiscard]] std::vector<double> changes() const {
    std::vector<std::int64_t> sorted = pairs_;
    sort_numbers(sorted);
    std::vector<double> all;
    all.reserve(sorted.size());
    for (const std::int64_t dated : sorted)
      all.push_back(static_cast<double>((dated & 15) - (dated >> 4 & 15)));
    return all;
  }

 private:
  Ratings before_, after_;
  Changes change_;
  /// The seconds of a date, and four bits for each rating, in one number.
  std::vector<std::int64_t> pairs_;
};

/// What entries of one group have in common, counted.
struct Counts {
  std::string id; ///< as the newest of them spells it
  Instant newest = Instant::min();
  std::size_t n = 0;
  Changes changes;

  void add(const std::optional<Pair>& pair) {
    n += 1;
    if (pair) changes.add(pair->change());
  }
  void add(const Counts& other) {
    n += other.n;
    changes.add(other.changes);
    spell(other.id, other.newest);
  }
  /// Two spellings of one second have no newer: the smaller one is taken.
  void spell(std::string_view spelling, Instant date) {
    if (date < newest || (date == newest && spelling >= id)) return;
    newest = date;
    if (id != spelling) id = spelling;
  }
  [[nodiscard]] Group group() const {
    const Average change = changes.average();
    return {.id = id,
            .n = n,
            .rated = changes.n(),
            .change = change.mean,
            .median_change = change.median,
            .interval = changes.interval(beyond_each_end)};
  }
};

/// A group of each.
std::vector<Group> groups_of(std::span<const Counts> all) {
  std::vector<Group> groups;
  groups.reserve(all.size());
  for (const Counts& counts : all) groups.push_back(counts.group());
  const auto compared = std::ranges::count_if(
      groups, [](const Group& group) { return group.interval.has_value(); });
  for (std::size_t i = 0; i < all.size(); ++i)
    if (groups[i].interval)
      groups[i].among_all =
          all[i].changes.interval(beyond_each_end / static_cast<double>(compared));
  return groups;
}

/// The largest group first, equal ones by id.
std::vector<Group> largest_first(std::span<const Counts> all) {
  std::vector<Group> groups = groups_of(all);
  std::ranges::sort(groups, {}, &Group::id);
  std::ranges::stable_sort(groups, std::greater<>(), &Group::n);
  return groups;
}

/// Counts entries by words they have.
class Tally {
 public:
  using Key = const std::string*; ///< what the words of a group fold to

  /// One entry of the group `id`.
  void add(std::string_view id, Instant date, const std::optional<Pair>& pair) {
    Counts& counts = group_of(id).second;
    counts.add(pair);
    counts.spell(id, date);
  }
  /// The same for each of `ids`; an entry that has one twice counts once. Returns the
  /// keys of the groups, which stay where they are.
  std::span<const Key> add_each(std::span<const std::string> ids,
                                Instant date,
                                const std::optional<Pair>& pair) {
    seen_.clear();
    for (const std::string& id : ids) {
      auto& [key, counts] = group_of(id);
      counts.spell(id, date);
      if (std::ranges::find(seen_, &key) != seen_.end()) continue;
      seen_.push_back(&key);
      counts.add(pair);
    }
    return seen_;
  }
  void add(const Tally& other) {
    for (const auto& [key, counts] : other.groups_) groups_[key].add(counts);
  }
  /// The key of a group that is there.
  [[nodiscard]] Key key_of(const std::string& folded) const {
    return &groups_.find(folded)->first;
  }

  [[nodiscard]] std::vector<Group> groups() const {
    std::vector<Counts> all;
    for (const auto& [key, counts] : groups_) all.push_back(counts);
    return largest_first(all);
  }

 private:
  using Groups = std::unordered_map<std::string, Counts>;

  /// Most words are spelled as one before them was: such a one is not folded again.
  Groups::value_type& group_of(std::string_view id) {
    Known& known = known_[place_of(id)];
    if (known.group == nullptr || known.spelling != id)
      known = {std::string(id), &*groups_.try_emplace(fold(id)).first};
    return *known.group;
  }
  static std::size_t place_of(std::string_view id) {
    if (id.empty()) return 0;
    const auto byte = [&](std::size_t at) -> std::size_t {
      return static_cast<unsigned char>(id[at]);
    };
    return (id.size() * 131 + byte(0) * 31 + byte(id.size() / 2) * 17 +
            byte(id.size() - 1) * 7) %
           places;
  }

  struct Known {
    std::string spelling;
    Groups::value_type* group = nullptr;
  };
  static constexpr std::size_t places = 256;

  Groups groups_;                   ///< by what they fold to
  std::array<Known, places> known_; ///< the last spelling with its place
  std::vector<Key> seen_;
};

/// Counts entries by the week or month that begins with a day.
class Calendar {
 public:
  void add(std::chrono::local_days first, const std::optional<Pair>& pair) {
    counts_[first.time_since_epoch().count()].add(pair);
  }
  void add(const Calendar& other) {
    for (const auto& [first, counts] : other.counts_) counts_[first].add(counts);
  }
  template <class Name>
  [[nodiscard]] std::vector<Group> oldest_first(Name name) const {
    std::vector<Counts> all;
    for (const auto& [first, counts] : std::map(counts_.begin(), counts_.end())) {
      all.push_back(counts);
      all.back().id = name(std::chrono::local_days(days(first)));
    }
    return groups_of(all);
  }

 private:
  std::unordered_map<days::rep, Counts> counts_; ///< by the number of the first day
};

/// The ISO week that holds most of the clock's week, which need not begin on Monday.
std::string week_name(std::chrono::local_days first) {
  return to_iso_week(first + days(3));
}

std::string month_name(std::chrono::local_days day) {
  return to_day(day).substr(0, 7);
}

std::chrono::local_days month_of(std::chrono::local_days day) {
  const std::chrono::year_month_day date(day);
  return std::chrono::local_days(date.year() / date.month() / 1);
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
  void add(const PracticeCount& other) {
    practice_.last_28_days += other.practice_.last_28_days;
    for (std::size_t i = 0; i < practice_.weeks.size(); ++i)
      practice_.weeks[i].n += other.practice_.weeks[i].n;
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

/// What `name` makes of each phrase.
template <class Name>
std::vector<std::string> names_of(std::span<const Phrase* const> phrases, Name name) {
  std::vector<std::string> names;
  names.reserve(phrases.size());
  for (const Phrase* const phrase : phrases) names.push_back(name(*phrase));
  return names;
}

/// Every list of groups, filled at one pass.
class Tallies {
 public:
  void add(const Entry& entry,
           std::span<const Phrase* const> phrases,
           const std::optional<Pair>& pair,
           const StatsOptions& options) {
    const Instant date = entry.date.instant;
    add_couples(themes_.add_each(entry.themes, date, pair), pair);
    feelings_.add_each(entry.feelings, date, pair);
    if (!entry.occasion.empty()) occasions_.add(entry.occasion, date, pair);
    forms_.add(entry.form, date, pair);
    if (options.by_time) {
      const std::chrono::local_days day = options.clock.day_of(entry.date);
      weeks_.add(options.clock.week_of(day), pair);
      months_.add(month_of(day), pair);
    }
    if (phrases.empty()) return;
    const auto tone = [](const Phrase& phrase) { return name_of(phrase.tone); };
    const auto role = [](const Phrase& phrase) { return name_of(phrase.role); };
    const auto text = [](const Phrase& phrase) { return phrase.text; };
    std::vector<const Phrase*> own(phrases.begin(), phrases.end());
    std::erase_if(own, [](const Phrase* phrase) { return phrase->ships; });
    tones_.add_each(names_of(phrases, tone), date, pair);
    roles_.add_each(names_of(phrases, role), date, pair);
    phrases_.add_each(names_of(phrases, text), date, pair);
    mine_.add_each(names_of(own, text), date, pair);
  }
  void add(const Tallies& other) {
    themes_.add(other.themes_);
    for (const auto& [couple, counts] : other.couples_)
      couples_[ordered(themes_.key_of(*couple.first), themes_.key_of(*couple.second))]
          .add(counts);
    feelings_.add(other.feelings_);
    occasions_.add(other.occasions_);
    forms_.add(other.forms_);
    tones_.add(other.tones_);
    phrases_.add(other.phrases_);
    roles_.add(other.roles_);
    mine_.add(other.mine_);
    weeks_.add(other.weeks_);
    months_.add(other.months_);
  }
  void fill(Stats& stats, const StatsOptions& options) const {
    stats.themes = themes_.groups();
    stats.feelings = feelings_.groups();
    stats.occasions = occasions_.groups();
    stats.forms = forms_.groups();
    stats.tones = tones_.groups();
    stats.phrases = phrases_.groups();
    stats.roles = roles_.groups();
    stats.mine = mine_.groups();
    if (options.axis_of) stats.pairs = critic_and_life(options);
    stats.weeks = weeks_.oldest_first(week_name);
    stats.months = months_.oldest_first(month_name);
  }

 private:
  using Couple = std::pair<Tally::Key, Tally::Key>; ///< in the order of their places
  struct HashOfCouple {
    std::size_t operator()(const Couple& couple) const {
      const std::hash<Tally::Key> hash;
      return hash(couple.first) * 31 + hash(couple.second);
    }
  };

  static Couple ordered(Tally::Key one, Tally::Key other) {
    return std::less<>()(one, other) ? Couple(one, other) : Couple(other, one);
  }
  void add_couples(std::span<const Tally::Key> themes,
                   const std::optional<Pair>& pair) {
    for (std::size_t i = 0; i < themes.size(); ++i)
      for (std::size_t k = i + 1; k < themes.size(); ++k)
        couples_[ordered(themes[i], themes[k])].add(pair);
  }
  /// The couples of a theme of the critic and one of life. Which is which is asked only
  /// here, once for each.
  [[nodiscard]] std::vector<Group> critic_and_life(const StatsOptions& options) const {
    std::vector<Counts> all;
    for (const auto& [couple, counts] : couples_) {
      auto [critic, life] = couple;
      if (options.axis_of(*critic) != "critic") std::swap(critic, life);
      if (options.axis_of(*critic) != "critic" || options.axis_of(*life) != "life")
        continue;
      all.push_back(counts);
      all.back().id = *critic + '+' + *life;
    }
    return largest_first(all);
  }

  Tally themes_, feelings_, occasions_, forms_, tones_, phrases_, roles_, mine_;
  std::unordered_map<Couple, Counts, HashOfCouple> couples_; ///< by keys of `themes_`
  Calendar weeks_, months_;
};

} // namespace

std::optional<int> change_of(const Entry& entry) {
  const std::optional<Pair> pair = pair_of(entry);
  return pair ? std::optional(pair->change()) : std::nullopt;
}

std::optional<double> hours_to_half(const Entry& entry) {
  const std::optional<seconds> time = time_to_half(entry);
  return time ? std::optional(in_hours(*time)) : std::nullopt;
}

struct StatsCount::Parts {
  explicit Parts(StatsOptions asked)
      : options(std::move(asked)), practice(options.clock, options.goal) {}

  void stretch(const Moment& from, const Moment& to) {
    if (!oldest || is_earlier(from, *oldest)) oldest = from;
    if (!newest || is_earlier(*newest, to)) newest = to;
  }

  StatsOptions options;
  std::size_t entries = 0;
  std::size_t open = 0;
  std::size_t calm = 0;
  std::optional<Moment> oldest;
  std::optional<Moment> newest;
  DistressCount distress;
  RecoveryCount recovery;
  PracticeCount practice;
  Tallies tallies;
};

StatsCount::StatsCount(StatsOptions options)
    : parts_(std::make_unique<Parts>(std::move(options))) {}
StatsCount::~StatsCount() = default;

void StatsCount::add(const Entry& entry, std::span<const Phrase* const> phrases) {
  Parts& parts = *parts_;
  parts.entries += 1;
  parts.open += entry.open ? 1 : 0;
  parts.calm += entry.is_calm() ? 1 : 0;
  parts.stretch(entry.date, entry.date);
  const std::optional<Pair> pair = pair_of(entry);
  if (pair) parts.distress.add(entry.date.instant, *pair);
  parts.recovery.add(entry);
  parts.practice.add(entry);
  parts.tallies.add(entry, phrases, pair, parts.options);
}

void StatsCount::add(const StatsCount& other) {
  Parts& parts = *parts_;
  const Parts& more = *other.parts_;
  parts.entries += more.entries;
  parts.open += more.open;
  parts.calm += more.calm;
  if (more.oldest) parts.stretch(*more.oldest, *more.newest);
  parts.distress.add(more.distress);
  parts.recovery.add(more.recovery);
  parts.practice.add(more.practice);
  parts.tallies.add(more.tallies);
}

Stats StatsCount::result() const {
  const Parts& parts = *parts_;
  Stats stats;
  stats.from = parts.options.from ? parts.options.from : parts.oldest;
  stats.to = parts.options.to ? parts.options.to : parts.newest;
  stats.entries = parts.entries;
  stats.open = parts.open;
  stats.calm = parts.calm;
  stats.distress = parts.distress.result();
  stats.recovery = parts.recovery.result();
  stats.practice = parts.practice.result();
  stats.changes = parts.distress.changes();
  parts.tallies.fill(stats, parts.options);
  return stats;
}

Stats stats_of(std::span<const Entry> entries, const StatsOptions& options) {
  StatsCount count(options);
  for (const Entry& entry : entries) count.add(entry);
  return count.result();
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
