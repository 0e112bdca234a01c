#pragma once

#include "base/text.hpp"
#include "journal/document.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What of an entry may be seen by somebody else. What was not asked for is not there:
// no header, no date, no id, no other section, none of the critic's lines.

namespace kindly {

/// The sections of an entry that are shown.
struct Shown {
  std::vector<Section> sections;
  std::size_t critic_lines = 0; ///< lines and quotes of the critic in the kind part
};

/// The kind part, and the sections that `with` names: whole, or by how they begin,
/// whatever the case. Of the kind part, only the writer's or the friend's words: a
/// quoted line, one that begins with `Critic:`, and one that repeats a critical thought
/// are left out, unless the critical thoughts were named; a sentence of the critic, of
/// three words or more, that stands inside of a line becomes `[…]`. How a person is
/// spoken to belongs to their words. Throws Error{no} for a name that no section has.
[[nodiscard]] Shown shown_of(const Document& document,
                             std::span<const std::string> with);

/// Puts `[name]` in the place of names, or `[name 1]`, `[name 2]` where there are
/// several. A name is found as whole words, whatever their case and accents, with
/// endings such as 's, s, es; the parts of a name that begin with a capital letter are
/// found alone, too. In scripts without capital letters it is found inside of words.
class Mask {
 public:
  explicit Mask(std::span<const std::string> names);

  [[nodiscard]] std::string over(std::string_view text) const;
  /// Headings are somebody's words as well: `From Priya`.
  [[nodiscard]] std::vector<Section> over(std::vector<Section> sections) const;

 private:
  struct Name {
    std::vector<std::string> words; ///< folded
    std::string placeholder;
  };
  struct Letters {
    std::string name;
    std::string placeholder;
  };
  /// How many words the name takes that stands at words[at], and what stays of the
  /// first and the last; none: 0.
  struct Match {
    std::size_t words = 0;
    std::string text;
  };
  [[nodiscard]] Match match(std::span<const Word> words) const;

  std::vector<Name> names_; ///< those with more words first
  std::vector<Letters> letters_;
};

} // namespace kindly
