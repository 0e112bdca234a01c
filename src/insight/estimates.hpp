#pragma once

#include <cstddef>
#include <optional>
#include <vector>

// What a few numbers allow to be said of more than themselves.

namespace kindly {

/// Both ends are in it.
struct Interval {
  double low = 0;
  double high = 0;
  bool operator==(const Interval&) const = default;
};

/// Where the median of all that could have been observed lies, with a confidence of 95
/// % or more: between the two order statistics that the sign test picks (W. R.
/// Thompson, "On Confidence Ranges for the Median", Annals of Mathematical Statistics
/// 7, 1936). It asks nothing of the shape of the values, equal ones only make it wider,
/// and it needs no chance. It takes the values to be independent of each other. Nothing
/// of fewer than 6: they cannot give 95 %.
[[nodiscard]] std::optional<Interval> median_interval(std::vector<double> values);

/// The chance that a median lies beyond one end of its interval: 2.5 % at most.
constexpr double beyond_each_end = 0.025;

/// How many of `n` sorted values lie outside of it at either end, plus one; 0 where
/// there is no such interval. So its ends have the ranks `n` - this and this - 1, from
/// 0.
[[nodiscard]] std::size_t interval_rank(std::size_t n,
                                        double beyond_end = beyond_each_end);

/// Something that was waited for: the hours until it came, or until the last look.
struct Wait {
  double hours = 0;
  bool came = false;
};

/// The hours by which half had come, those counted that had not come at the last look
/// (E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations",
/// Journal of the American Statistical Association 53, 1958). Nothing where fewer than
/// half had come, or fewer than `least` were still waited for then.
[[nodiscard]] std::optional<double> half_come(std::vector<Wait> waits,
                                              std::size_t least);

} // namespace kindly
