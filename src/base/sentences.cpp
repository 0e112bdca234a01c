#include "base/sentences.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kindly {
namespace {

using Kind = Letter::Kind;

/// Editors wrap lines at widths between these, in columns.
constexpr std::size_t narrowest_wrap = 40;
constexpr std::size_t widest_wrap = 100;

bool is_stop(char32_t code) {
  return code == U'.' || code == U'\u2024' || code == U'\uff0e';
}
bool is_ellipsis(char32_t code) {
  return code == U'\u2026';
}
bool is_mark(char32_t code) { // ends a sentence whatever follows: UAX #29 STerm
  static constexpr std::u32string_view marks =
      U"!?"
      U"\u203c\u203d\u2047\u2048\u2049\u061f\u06d4\u0964\u0965\u3002\uff01\uff1f\uff61";
  return marks.find(code) != std::u32string_view::npos;
}
bool is_end(char32_t code) {
  return is_stop(code) || is_ellipsis(code) || is_mark(code);
}
bool is_close(char32_t code) { // quotation marks and brackets that close: Close
  static constexpr std::u32string_view closes =
      U"\"')]}*_\u2019\u201d\u00bb\u203a\u300d\u300f";
  return closes.find(code) != std::u32string_view::npos;
}
bool is_quote(char32_t code) {
  return code == U'"' || code == U'\'' || code == U'\u201d' || code == U'\u2019' ||
         code == U'\u00bb';
}
bool goes_on(char32_t code) { // SContinue
  static constexpr std::u32string_view signs = U",;:-\u2013\u2014\u3001";
  return signs.find(code) != std::u32string_view::npos;
}
bool is_letter(Kind kind) {
  return kind == Kind::upper || kind == Kind::lower || kind == Kind::letter;
}
bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

class Divider {
 public:
  Divider(std::string_view text, const Abbreviations& abbreviations)
      : text_(text), abbreviations_(abbreviations), letters_(letters_of(text)) {}

  std::vector<Sentence> sentences() {
    std::size_t i = begin_ = behind_marker(0);
    while (i < letters_.size()) {
      if (letters_[i].kind == Kind::line_end && ends_at_line(i)) {
        close(i);
        i = begin_ = behind_marker(i + 1);
      } else if (is_end(letters_[i].code)) {
        i = behind_end(i);
      } else {
        ++i;
      }
    }
    close(letters_.size());
    return std::move(found_);
  }

 private:
  /// Ends a sentence before letter `end`.
  void close(std::size_t end) {
    std::size_t begin = begin_;
    begin_ = end;
    while (begin < end && !is_shown(letters_[begin])) ++begin;
    while (end > begin && !is_shown(letters_[end - 1])) --end;
    const bool says_something =
        std::any_of(at(begin), at(end), [](const Letter& letter) {
          return is_letter(letter.kind) || letter.kind == Kind::digit;
        });
    if (says_something)
      found_.push_back({letters_[begin].begin, letters_[end - 1].end});
    else if (!found_.empty() && begin < end)
      found_.back().end = letters_[end - 1].end; // an emoji, a stray bracket
  }
  static bool is_shown(const Letter& letter) {
    return letter.kind != Kind::blank && letter.kind != Kind::line_end;
  }
  [[nodiscard]] std::vector<Letter>::const_iterator at(std::size_t i) const {
    return letters_.begin() + static_cast<std::ptrdiff_t>(i);
  }

  /// A line's end ends a sentence, unless an editor wrapped the line there.
  [[nodiscard]] bool ends_at_line(std::size_t i) {
    std::size_t next = i + 1;
    while (next < letters_.size() && letters_[next].kind == Kind::blank) ++next;
    if (next >= letters_.size() || letters_[next].kind == Kind::line_end) return true;
    if (behind_marker(i + 1) > next) return true; // a list
    return !is_wrapped(i);
  }

  /// Whether the paragraph around letter `i` looks wrapped: no line of it but the last
  /// had room for the first word of the next.
  [[nodiscard]] bool is_wrapped(std::size_t i) {
    const std::size_t at = letters_[i].begin;
    if (at < measured_.begin || at >= measured_.end) {
      const std::size_t before = text_.substr(0, at).rfind("\n\n");
      measured_.begin = before == std::string_view::npos ? 0 : before + 2;
      measured_.end = std::min(text_.find("\n\n", measured_.begin), text_.size());
      measured_.is_wrapped =
          looks_wrapped(text_.substr(measured_.begin, measured_.end - measured_.begin));
    }
    return measured_.is_wrapped;
  }

  [[nodiscard]] static bool looks_wrapped(std::string_view paragraph) {
    const std::vector<std::string_view> lines = lines_of(paragraph);
    std::size_t widest = 0;
    for (const std::string_view line : lines)
      widest = std::max(widest, display_width(line));
    if (widest < narrowest_wrap || widest > widest_wrap) return false;
    for (std::size_t line = 0; line + 1 < lines.size(); ++line) {
      const std::string_view next = trimmed(lines[line + 1]);
      const std::size_t word = display_width(next.substr(0, next.find(' ')));
      if (display_width(lines[line]) + 1 + word <= widest) return false;
    }
    return true;
  }

  /// Behind what begins a line of a list or a quotation: `- `, `* `, `> `, `2. `.
  [[nodiscard]] std::size_t behind_marker(std::size_t i) const {
    while (i < letters_.size() && letters_[i].kind == Kind::blank) ++i;
    static constexpr std::u32string_view markers = U"-*+>#\u2022\u2013";
    std::size_t end = i;
    while (end < letters_.size() &&
           markers.find(letters_[end].code) != std::u32string_view::npos)
      ++end;
    if (end == i) {
      while (end < letters_.size() && letters_[end].kind == Kind::digit) ++end;
      const bool is_number = end > i && end < letters_.size() &&
                             (letters_[end].code == U'.' || letters_[end].code == U')');
      end = is_number ? end + 1 : i;
    }
    const bool is_marker =
        end > i && end < letters_.size() && letters_[end].kind == Kind::blank;
    return is_marker ? end + 1 : i;
  }

  /// Steps over what may end a sentence at letter `i`, and ends it if it does.
  std::size_t behind_end(std::size_t i) {
    std::size_t end = i;
    bool is_hard = false; // a mark that is no stop
    std::size_t stops = 0;
    bool trails_off = false;
    for (; end < letters_.size() && is_end(letters_[end].code); ++end) {
      is_hard = is_hard || is_mark(letters_[end].code);
      stops += is_stop(letters_[end].code) ? 1 : 0;
      trails_off = trails_off || is_ellipsis(letters_[end].code);
    }
    trails_off = !is_hard && (trails_off || stops > 1);
    bool is_quoted = false;
    while (end < letters_.size() && is_close(letters_[end].code)) {
      is_quoted = is_quoted || is_quote(letters_[end].code);
      ++end;
    }
    std::size_t next = end;
    while (next < letters_.size() && letters_[next].kind == Kind::blank) ++next;
    if (next == letters_.size()) return next;
    const bool is_apart = next > end || letters_[next].kind == Kind::line_end;
    // What stands behind a wrapped line's end is next.
    while (next < letters_.size() && !is_shown(letters_[next])) ++next;
    if (next == letters_.size()) return end;
    if (ends_before(i, next, {is_hard, trails_off, is_quoted, is_apart})) {
      close(end);
      return end;
    }
    return end;
  }

  struct End {
    bool is_hard;
    bool trails_off;
    bool is_quoted;
    bool is_apart; ///< from what follows
  };

  [[nodiscard]] bool
  ends_before(std::size_t stop, std::size_t next, const End& end) const {
    const Letter& after = letters_[next];
    if (goes_on(after.code) && end.is_apart == false) return false; // "Why?", she asked
    if (!end.is_apart &&
        (end.is_hard ? !is_letter(after.kind) : after.kind != Kind::upper))
      return false;                                               // 3.5, example.org
    if (end.is_quoted && after.kind == Kind::lower) return false; // "Go!" she said
    if (end.is_hard) return true;
    if (end.trails_off) return after.kind == Kind::upper && !is_i(next);
    const std::string word = word_before(stop);
    if (!end.is_apart && word.size() <= 1) return false; // U.S.
    if (holds(abbreviations_.never_end, word)) return false;
    if (holds(abbreviations_.end_before_capital, word))
      return after.kind == Kind::upper;
    if (after.kind == Kind::digit && holds(abbreviations_.go_before_number, word))
      return false;
    return !(is_initial(stop) && after.kind == Kind::upper);
  }

  [[nodiscard]] bool is_i(std::size_t i) const {
    return letters_[i].code == U'I' &&
           (i + 1 == letters_.size() || !is_letter(letters_[i + 1].kind));
  }

  /// The word that a stop stands behind, inner stops included: e.g
  [[nodiscard]] std::string word_before(std::size_t stop) const {
    std::size_t begin = stop;
    const auto is_part = [&](const Letter& letter) {
      return is_letter(letter.kind) || letter.kind == Kind::digit ||
             letter.code == U'.' || letter.code == U'/';
    };
    while (begin > begin_ && is_part(letters_[begin - 1])) --begin;
    if (begin == stop) return {};
    return fold(text_.substr(letters_[begin].begin,
                             letters_[stop].begin - letters_[begin].begin));
  }

  /// A capital letter by itself behind another capital word, or at the beginning.
  [[nodiscard]] bool is_initial(std::size_t stop) const {
    if (stop == 0 || letters_[stop - 1].kind != Kind::upper || is_i(stop - 1))
      return false;
    std::size_t i = stop - 1;
    if (i > begin_ &&
        (is_letter(letters_[i - 1].kind) || letters_[i - 1].kind == Kind::digit))
      return false;
    while (i > begin_ && (!is_shown(letters_[i - 1]) || letters_[i - 1].code == U'.'))
      --i;
    if (i == begin_) return true;
    while (i > begin_ && is_letter(letters_[i - 1].kind)) --i;
    return letters_[i].kind == Kind::upper;
  }

  std::string_view text_;
  const Abbreviations& abbreviations_;
  std::vector<Letter> letters_;
  std::size_t begin_ = 0; ///< of the sentence at hand
  struct {
    std::size_t begin = 0, end = 0; ///< bytes
    bool is_wrapped = false;
  } measured_; ///< the paragraph that was looked at last
  std::vector<Sentence> found_;
};

} // namespace

std::vector<Sentence> sentences_of(std::string_view text,
                                   const Abbreviations& abbreviations) {
  return Divider(text, abbreviations).sentences();
}

} // namespace kindly
