#include "share/redact.hpp"

#include "base/error.hpp"
#include "base/sentences.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>

namespace kindly {
namespace {

/// The words of a line, folded, a blank between two: what it says, without signs.
std::string said_in(std::string_view line) {
  std::string said;
  for (const Word& word : words_of(line)) said += word.folded + ' ';
  return said;
}

bool is_critic(const std::string& speaker) {
  return speaker == "critic " || speaker.ends_with(" critic ");
}

/// `Name:` at the beginning of a line, as turns of a dialogue have it; what stands
/// before the colon, folded. A line that goes on with a small letter is no turn.
std::optional<std::string> speaker_of(std::string_view line) {
  constexpr std::size_t longest = 40;
  constexpr std::ptrdiff_t most_words = 3;
  const std::size_t colon = line.find(':');
  if (colon > longest) return std::nullopt; // or there is none
  const std::string_view name = line.substr(0, colon);
  std::string said = said_in(name);
  if (said.empty() || std::ranges::count(said, ' ') > most_words) return std::nullopt;
  const std::vector<Letter> letters = letters_of(name);
  const auto first = std::ranges::find_if(letters, [](const Letter& letter) {
    return letter.kind != Letter::Kind::other && letter.kind != Letter::Kind::blank;
  });
  const bool is_small = first != letters.end() && first->kind == Letter::Kind::lower;
  return is_small && !is_critic(said) ? std::nullopt : std::optional(std::move(said));
}

/// The friend's words in a text of the kind part.
class WithoutCritic {
 public:
  explicit WithoutCritic(const std::string& critical_thoughts) {
    for (const std::string_view line : lines_of(critical_thoughts)) {
      if (std::string said = said_in(line); !said.empty())
        critic_said_.insert(std::move(said));
      add_quotable(line);
      for (const Sentence& sentence : sentences_of(line, {}))
        add_quotable(sentence.of(line));
    }
    std::ranges::stable_sort(quotable_, std::greater<>(), &std::vector<Word>::size);
  }

  std::string operator()(std::string_view text) {
    std::string kept;
    bool is_critics_turn = false; // it goes on until a blank line or another's turn
    for (const std::string_view line : lines_of(text)) {
      const bool is_blank = trimmed(line).empty();
      if (is_blank) is_critics_turn = false;
      if (const auto speaker = speaker_of(line)) is_critics_turn = is_critic(*speaker);
      const bool is_dropped = is_critics_turn || trimmed(line).starts_with('>') ||
                              critic_said_.contains(said_in(line));
      const bool follows_blank = kept.empty() || kept.ends_with("\n\n");
      if (is_dropped)
        ++dropped_;
      else if (!is_blank || !follows_blank)
        (kept += line) += '\n';
    }
    return without_quotes(std::string(trimmed(kept)));
  }
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  // Fewer words are met by chance.
  static constexpr std::size_t fewest_quoted = 3;

  void add_quotable(std::string_view words) {
    std::vector<Word> said = words_of(words);
    if (said.size() >= fewest_quoted) quotable_.push_back(std::move(said));
  }

  /// What the critic said inside of a sentence that goes on is a gap there.
  std::string without_quotes(const std::string& text) {
    const std::vector<Word> words = words_of(text);
    std::string out;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < words.size();) {
      const auto rest = std::span(words).subspan(i);
      const auto quoted =
          std::ranges::find_if(quotable_, [&](const std::vector<Word>& said) {
            return said.size() <= rest.size() &&
                   std::ranges::equal(
                       said, rest.first(said.size()), {}, &Word::folded, &Word::folded);
          });
      if (quoted == quotable_.end()) {
        ++i;
        continue;
      }
      out.append(text, copied, words[i].begin - copied).append("[…]");
      i += quoted->size();
      copied = words[i - 1].end;
      ++dropped_;
    }
    return out.append(text, copied);
  }

  std::set<std::string> critic_said_;
  std::vector<std::vector<Word>> quotable_; ///< the longest first
  std::size_t dropped_ = 0;
};

/// The headings that `wanted` means: the one of that name, else all that begin so.
std::set<std::string> headings_named(const std::vector<Section>& sections,
                                     const std::string& wanted) {
  std::set<std::string> exact;
  std::set<std::string> beginning;
  std::string known;
  const std::string folded = fold(trimmed(wanted));
  for (const Section& section : sections) {
    if (section.heading.empty()) continue;
    const std::string heading = fold(section.heading);
    if (heading == folded) exact.insert(section.heading);
    if (!folded.empty() && heading.starts_with(folded))
      beginning.insert(section.heading);
    known += fmt::format(" {}.", printable_line(section.heading));
  }
  if (!exact.empty()) return exact;
  if (!beginning.empty()) return beginning;
  throw Error(ExitCode::no,
              fmt::format("there is no section '{}'", printable_line(wanted)),
              known.empty() ? "The entry has none." : "It has:" + known);
}

} // namespace

Shown shown_of(const Document& document, std::span<const std::string> with) {
  const std::vector<Section> sections = document.sections();
  std::set<std::string> named;
  for (const std::string& wanted : with) named.merge(headings_named(sections, wanted));
  const bool shows_critic = named.contains(std::string(headings::critic));
  WithoutCritic without_critic(document.section(headings::critic));
  Shown shown;
  for (const Section& section : sections) {
    const bool is_kind = is_kind_part(section.heading);
    if (!is_kind && !named.contains(section.heading)) continue;
    const std::string text = is_kind && !shows_critic
                                 ? without_critic(section.text)
                                 : std::string(trimmed(section.text));
    if (!text.empty()) shown.sections.push_back({section.heading, text});
  }
  shown.critic_lines = without_critic.dropped();
  return shown;
}

// --- names -------------------------------------------------------------------------

namespace {

/// What stands behind a name in a word: nothing, 's, s, es, digits. Nothing at all
/// where the word is another.
std::optional<std::string> ending_of(std::string_view word, std::string_view name) {
  if (!word.starts_with(name)) return std::nullopt;
  const std::string_view rest = word.substr(name.size());
  const bool is_number = rest.find_first_not_of("0123456789") == std::string_view::npos;
  if (is_number) return ""; // priya84 says who it is
  if (rest == "s" || rest == "es" || rest.starts_with('\'')) return std::string(rest);
  return std::nullopt;
}

/// The same behind an article that lost its vowel: d'Anne.
std::optional<std::string> around_name(std::string_view word, std::string_view name) {
  if (const auto ending = ending_of(word, name)) return *ending;
  const std::size_t apostrophe = word.find('\'');
  constexpr std::size_t longest_article = 2;
  if (apostrophe > longest_article) return std::nullopt; // or there is none
  return ending_of(word.substr(apostrophe + 1), name);
}

/// Letters that nobody sees and that would hide a name.
std::string without_invisible(std::string_view text) {
  constexpr std::array<std::string_view, 4> invisible = {
      "\xc2\xad", "\xe2\x80\x8b", "\xe2\x81\xa0", "\xef\xbb\xbf"};
  std::string seen(text);
  for (const std::string_view letter : invisible)
    for (std::size_t at = 0; (at = seen.find(letter, at)) != std::string::npos;)
      seen.erase(at, letter.size());
  return seen;
}

bool has_capitals(std::string_view text) {
  return std::ranges::any_of(letters_of(text), [](const Letter& letter) {
    return letter.kind == Letter::Kind::upper || letter.kind == Letter::Kind::lower;
  });
}

void replace_all(std::string& text, std::string_view old, std::string_view fresh) {
  for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos;
       at += fresh.size())
    text.replace(at, old.size(), fresh);
}

} // namespace

Mask::Mask(std::span<const std::string> names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string placeholder =
        names.size() == 1 ? "[name]" : fmt::format("[name {}]", i + 1);
    const std::string name = without_invisible(names[i]);
    Name whole{{}, placeholder};
    for (const Word& word : words_of(name)) {
      std::string folded = word.folded;
      if (folded.ends_with("'s")) folded.resize(folded.size() - 2);
      const bool is_large =
          letters_of(std::string_view(name).substr(word.begin)).front().kind ==
          Letter::Kind::upper;
      if (is_large) names_.push_back({{folded}, placeholder});
      whole.words.push_back(std::move(folded));
    }
    if (whole.words.empty())
      throw Error(ExitCode::usage,
                  fmt::format("'{}' is no name", printable_line(names[i])),
                  "--mask takes a name, such as --mask Priya.");
    if (!has_capitals(name))
      letters_.push_back({std::string(trimmed(name)), placeholder});
    names_.push_back(std::move(whole));
  }
  std::ranges::stable_sort(
      names_, std::greater<>(), [](const Name& name) { return name.words.size(); });
}

Mask::Match Mask::match(std::span<const Word> words) const {
  for (const Name& name : names_) {
    const std::size_t size = name.words.size();
    if (size > words.size()) continue;
    const auto begins = std::ranges::equal(words.first(size - 1),
                                           std::span(name.words).first(size - 1),
                                           {},
                                           &Word::folded);
    if (!begins) continue;
    if (const auto ending = around_name(words[size - 1].folded, name.words.back()))
      return {size, name.placeholder + *ending};
  }
  return {};
}

std::string Mask::over(std::string_view text) const {
  if (names_.empty()) return std::string(text);
  const std::string seen = without_invisible(text);
  const std::vector<Word> words = words_of(seen);
  std::string masked;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < words.size();) {
    const Match found = match(std::span(words).subspan(i));
    if (found.words == 0) {
      ++i;
      continue;
    }
    masked.append(seen, copied, words[i].begin - copied).append(found.text);
    i += found.words;
    copied = words[i - 1].end;
  }
  masked.append(seen, copied);
  for (const Letters& name : letters_) replace_all(masked, name.name, name.placeholder);
  return masked;
}

std::vector<Section> Mask::over(std::vector<Section> sections) const {
  for (Section& section : sections) {
    section.heading = over(section.heading);
    section.text = over(section.text);
  }
  return sections;
}

} // namespace kindly
