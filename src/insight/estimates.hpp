#pragma once

#include <cstddef>
#include <optional>
#include <span>

// What a few numbers allow to be said of more than themselves.

namespace kindly {

/// Both ends are in it.
struct Interval {
  double low = 0;
  double high = 0;
  bool operator==(const Interval&) const = default;
};

/// The chance that a median lies beyond one end of its interval: 2.5 % at most.
constexpr double beyond_each_end = 0.025;

/// Where the median of all that could have been observed lies, with a confidence of 95
/// % or more: between the two order statistics that the sign test picks (W. R.
/// Thompson, "On Confidence Ranges for the Median", Annals of Mathematical Statistics
/// 7, 1936). It asks nothing of the shape of the values, equal ones only make it wider,
/// and it needs no chance. It takes the values to be independent of each other.
///
/// Returns how many of `n` sorted values lie outside of the interval at either end,
/// plus one: its ends have the ranks `n` - this and this - 1, from 0. Returns 0 where
/// there is none, as of fewer than 6 values: they cannot give 95 %.
[[nodiscard]] std::size_t interval_rank(std::size_t n,
                                        double beyond_end = beyond_each_end);

/// Something that was waited for: the hours until it came, or until the last look.
struct Wait {
  double hours = 0;
  bool came = false;
};

/// The hours by which half had come, those counted that had not come at the last look
/// (E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations",
/// Journal of the American Statistical Association 53, 1958). `waits` are in the order
/// of their hours, of equal ones those first that came. Nothing where fewer than half
/// had come, or fewer than `least` were still waited for then.
[[nodiscard]] std::optional<double> half_come(std::span<const Wait> waits,
                                              std::size_t least);

} // namespace kindly
