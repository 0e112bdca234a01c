#pragma once

#include "base/dates.hpp"

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// Distress: how heavy a moment feels, a whole number from 1 (barely) to 10
/// (overwhelming). Good within one person over time, not between persons.
class Rating {
 public:
  /// Throws Error{usage} for anything but the plain digits 1 to 10.
  static Rating parse(std::string_view text);
  [[nodiscard]] static std::optional<Rating> read(std::string_view text);

  [[nodiscard]] int value() const noexcept { return value_; }
  auto operator<=>(const Rating&) const = default;

 private:
  explicit Rating(int value) : value_(value) {}
  int value_;
};

/// A rating given some time after the entry was finished.
struct CheckIn {
  Moment at;
  Rating distress;
};

/// One sitting with a hard moment, as its file has it. Words that kindly does not know
/// (a form, an occasion, a theme of the person's own) are kept as they are.
struct Entry {
  std::string id; ///< the stem of the file's name
  std::string path;
  Moment date;
  std::string form = "script";
  std::string occasion; ///< empty: not said
  std::vector<std::string> themes;
  std::vector<std::string> feelings;
  std::optional<std::string> address;
  std::optional<Rating> before;
  std::optional<Rating> after;
  std::optional<int> minutes; ///< from opening to the `after` rating
  std::vector<CheckIn> later;
  std::optional<int> age; ///< whom a letter is written to
  std::optional<std::string> rewrites;
  std::optional<std::string> with;     ///< who writes a part, too
  std::vector<std::string> recordings; ///< names of files beside the entry
  bool open = false;                   ///< critical thoughts, and no kind words yet
  std::string beginning; ///< the first line of the situation that says something

  [[nodiscard]] bool is_calm() const { return occasion == "calm"; }
};

/// The order of lists: the newest first; those of one second by id, the last first.
[[nodiscard]] bool is_newer(const Entry& one, const Entry& other);

inline const std::array<std::string, 4> known_forms = {
    "script", "letter", "dialogue", "rewrite"};

} // namespace kindly
