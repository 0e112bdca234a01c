#include "insight/stats.hpp"

#include "base/text.hpp"
#include "insight/figures.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <map>
#include <numeric>
#include <unordered_map>

namespace kindly {
namespace {

using std::chrono::days;

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
  auto operator<=>(const Pair&) const = default;
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

double hours_between(const Moment& begin, const Moment& end) {
  const std::chrono::seconds taken = end.instant - begin.instant;
  return static_cast<double>(taken.count()) / 3600;
}

bool is_half(const Entry& entry, Rating rating) {
  return rating.value() * 2 <= entry.before->value();
}

/// Takes setbacks in any order.
class RecoveryCount {
 public:
  void add(const Entry& entry) {
    if (const auto hours = hours_to_half(entry))
      waits_.push_back({*hours, true});
    else if (is_rated_again(entry)) {
      if (entry.after && is_half(entry, *entry.after))
        ++undated_;
      else
        waits_.push_back({last_look(entry), false});
    }
  }
  [[nodiscard]] Recovery result() const {
    std::vector<double> hours;
    for (const Wait& wait : waits_)
      if (wait.came) hours.push_back(wait.hours);
    return {.n = hours.size(),
            .unrecovered = waits_.size() - hours.size(),
            .median_hours = median(hours),
            .undated = undated_,
            .half_there_hours = half_come(waits_, least_for_mean)};
  }

 private:
  static bool is_rated_again(const Entry& entry) {
    return !entry.is_calm() && entry.before &&
           (entry.after || !check_ins(entry).empty());
  }
  /// Hours to the last rating whose time is known.
  static double last_look(const Entry& entry) {
    const std::vector<CheckIn> ratings = dated_ratings(entry);
    return ratings.empty() ? 0 : hours_between(entry.date, ratings.back().at);
  }

  std::vector<Wait> waits_;
  std::size_t undated_ = 0;
};

/// Takes pairs in any order.
class DistressCount {
 public:
  void add(Instant date, const Pair& pair) { pairs_.push_back({date, pair}); }

  [[nodiscard]] Distress result() const {
    const std::vector<double> change = changes();
    const auto count = [&](auto is_so) {
      return static_cast<std::size_t>(std::ranges::count_if(change, is_so));
    };
    return {.n = pairs_.size(),
            .before = average(values([](const Pair& pair) { return pair.before; })),
            .after = average(values([](const Pair& pair) { return pair.after; })),
            .change = average(change),
            .better = count([](double one) { return one < 0; }),
            .same = count([](double one) { return one == 0; }),
            .worse = count([](double one) { return one > 0; }),
            .interval = median_interval(change)};
  }
  /// Oldest first; those of one second in the order of their ratings.
  [[nodiscard]] std::vector<double> changes() const {
    return values([](const Pair& pair) { return pair.change(); });
  }
  void sort() { std::ranges::sort(pairs_); }

 private:
  struct Dated {
    Instant date;
    Pair pair;
    auto operator<=>(const Dated&) const = default;
  };
  template <class Value>
  [[nodiscard]] std::vector<double> values(Value value) const {
    std::vector<double> all;
    all.reserve(pairs_.size());
    for (const Dated& dated : pairs_) all.push_back(value(dated.pair));
    return all;
  }

  std::vector<Dated> pairs_;
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
  [[nodiscard]] std::optional<Interval> interval(double beyond_end) const {
    const std::size_t rank = interval_rank(n_, beyond_end);
    if (rank == 0) return std::nullopt;
    return Interval{ranked(rank - 1), ranked(n_ - rank)};
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
  /// Two spellings of one second have no newer: the smaller one is taken.
  void spell(std::string_view spelling, Instant date) {
    if (date < newest || (date == newest && spelling >= id)) return;
    newest = date;
    if (id != spelling) id = spelling;
  }
  /// `compared` are the groups that have an interval, this one among them.
  [[nodiscard]] Group group(std::size_t compared = 1) const {
    const double share = beyond_each_end / static_cast<double>(compared);
    return {.id = id,
            .n = n,
            .rated = changes.n(),
            .change = changes.mean_change(),
            .median_change = changes.median_change(),
            .interval = changes.interval(beyond_each_end),
            .among_all = changes.interval(share)};
  }
};

/// Counts entries by words they have.
class Tally {
 public:
  /// One entry of the group `id`.
  void add(std::string_view id, Instant date, const std::optional<Pair>& pair) {
    Counts& counts = counts_of(id);
    counts.add(pair);
    counts.spell(id, date);
  }
  /// The same for each of `ids`; an entry that has one twice counts once.
  void add_each(std::span<const std::string> ids,
                Instant date,
                const std::optional<Pair>& pair) {
    seen_.clear();
    for (const std::string& id : ids) {
      Counts& counts = counts_of(id);
      counts.spell(id, date);
      if (std::ranges::find(seen_, &counts) != seen_.end()) continue;
      seen_.push_back(&counts);
      counts.add(pair);
    }
  }

  [[nodiscard]] std::vector<Group> largest_first() const {
    const auto is_compared = [](const auto& group) {
      return interval_rank(group.second.changes.n()) > 0;
    };
    const auto compared = std::ranges::count_if(groups_, is_compared);
    const auto all = std::max<std::size_t>(static_cast<std::size_t>(compared), 1);
    std::vector<Group> groups;
    for (const auto& [folded, counts] : groups_) groups.push_back(counts.group(all));
    std::ranges::sort(groups, {}, &Group::id);
    std::ranges::stable_sort(groups, std::greater<>(), &Group::n);
    return groups;
  }

 private:
  /// Most words are spelled as one before them was: such a one is not folded again.
  Counts& counts_of(std::string_view id) {
    Known& known = known_[place_of(id)];
    if (known.counts == nullptr || known.spelling != id)
      known = {std::string(id), &groups_[fold(id)]};
    return *known.counts;
  }
  static std::size_t place_of(std::string_view id) {
    if (id.empty()) return 0;
    return (id.size() * 31 + static_cast<unsigned char>(id.front()) * 7U +
            static_cast<unsigned char>(id.back())) %
           places;
  }

  struct Known {
    std::string spelling;
    Counts* counts = nullptr;
  };
  static constexpr std::size_t places = 64;

  std::unordered_map<std::string, Counts> groups_; ///< by what they fold to
  std::array<Known, places> known_;                ///< the last spelling with its place
  std::vector<const Counts*> seen_;
};

/// Counts entries by the week or month that begins with a day.
class Calendar {
 public:
  void add(std::chrono::local_days first, const std::optional<Pair>& pair) {
    if (last_ == nullptr || first != last_first_) last_ = &counts_[first];
    last_first_ = first;
    last_->add(pair);
  }
  template <class Name>
  [[nodiscard]] std::vector<Group> oldest_first(Name name) const {
    std::vector<Group> groups;
    for (const auto& [first, counts] : counts_) {
      groups.push_back(counts.group());
      groups.back().id = name(first);
    }
    return groups;
  }

 private:
  std::map<std::chrono::local_days, Counts> counts_;
  std::chrono::local_days last_first_{};
  Counts* last_ = nullptr; ///< neighbours often fall into one month
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
           const std::optional<Pair>& pair,
           const StatsOptions& options) {
    const Instant date = entry.date.instant;
    themes_.add_each(entry.themes, date, pair);
    feelings_.add_each(entry.feelings, date, pair);
    if (!entry.occasion.empty()) occasions_.add(entry.occasion, date, pair);
    forms_.add(entry.form, date, pair);
    const std::chrono::local_days day = options.clock.day_of(entry.date);
    weeks_.add(options.clock.week_of(day), pair);
    months_.add(month_of(day), pair);
    if (options.axis_of) pairs_.add_each(theme_pairs(entry, options), date, pair);
    if (!options.phrases_of) return;
    const std::vector<const Phrase*> phrases = options.phrases_of(entry);
    const auto tone = [](const Phrase& phrase) { return name_of(phrase.tone); };
    const auto role = [](const Phrase& phrase) { return name_of(phrase.role); };
    const auto text = [](const Phrase& phrase) { return phrase.text; };
    std::vector<const Phrase*> own = phrases;
    std::erase_if(own, [](const Phrase* phrase) { return phrase->ships; });
    tones_.add_each(names_of(phrases, tone), date, pair);
    roles_.add_each(names_of(phrases, role), date, pair);
    phrases_.add_each(names_of(phrases, text), date, pair);
    mine_.add_each(names_of(own, text), date, pair);
  }
  void fill(Stats& stats) const {
    stats.themes = themes_.largest_first();
    stats.feelings = feelings_.largest_first();
    stats.occasions = occasions_.largest_first();
    stats.forms = forms_.largest_first();
    stats.tones = tones_.largest_first();
    stats.phrases = phrases_.largest_first();
    stats.roles = roles_.largest_first();
    stats.mine = mine_.largest_first();
    stats.pairs = pairs_.largest_first();
    stats.weeks = weeks_.oldest_first(week_name);
    stats.months = months_.oldest_first(month_name);
  }

 private:
  static std::vector<std::string> theme_pairs(const Entry& entry,
                                              const StatsOptions& options) {
    std::vector<std::string> pairs;
    for (const std::string& critic : entry.themes) {
      if (options.axis_of(critic) != "critic") continue;
      for (const std::string& life : entry.themes)
        if (options.axis_of(life) == "life") pairs.push_back(critic + '+' + life);
    }
    return pairs;
  }

  Tally themes_, feelings_, occasions_, forms_, tones_, phrases_;
  Tally roles_, mine_, pairs_;
  Calendar weeks_, months_;
};

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
  return hours_between(entry.date, first->at);
}

struct StatsCount::Parts {
  explicit Parts(StatsOptions asked)
      : options(std::move(asked)), practice(options.clock, options.goal) {}

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

void StatsCount::add(const Entry& entry) {
  Parts& parts = *parts_;
  parts.entries += 1;
  parts.open += entry.open ? 1 : 0;
  parts.calm += entry.is_calm() ? 1 : 0;
  if (!parts.oldest || is_earlier(entry.date, *parts.oldest)) parts.oldest = entry.date;
  if (!parts.newest || is_earlier(*parts.newest, entry.date)) parts.newest = entry.date;
  const std::optional<Pair> pair = pair_of(entry);
  if (pair) parts.distress.add(entry.date.instant, *pair);
  parts.recovery.add(entry);
  parts.practice.add(entry);
  parts.tallies.add(entry, pair, parts.options);
}

Stats StatsCount::result() {
  Parts& parts = *parts_;
  parts.distress.sort();
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
  parts.tallies.fill(stats);
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
