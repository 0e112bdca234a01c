#include "share/letter.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace kindly {
namespace {

constexpr std::string_view greeting =
    "Hello,\n\n"
    "I keep a notebook in which I practise answering my own harsh thoughts as I would "
    "answer a friend. I would like to hear how somebody else says it, and I thought of "
    "you.";
constexpr std::string_view question_heading = "My question";
constexpr std::string_view question =
    "If I sat across the table from you now, what would you say to me? A sentence or "
    "two is plenty, in whatever words you use. You do not have to solve anything, and "
    "it is fine not to answer.";
constexpr std::string_view place = "(Your words go below this line.)\n\n";

/// The words of a text with a blank at either side, so that whole words are compared.
std::string said_in(std::string_view text) {
  std::string said = " ";
  for (const Word& word : words_of(text)) said += word.folded + ' ';
  return said;
}

/// A line without its marks of quotation.
std::string_view unquoted(std::string_view line) {
  const std::size_t first = line.find_first_not_of("> \t");
  return first == std::string_view::npos ? std::string_view() : line.substr(first);
}

bool is_quoted(std::string_view line) {
  return trimmed(line).starts_with('>');
}

/// What can stand in a letter that kindly wrote.
class Known {
 public:
  explicit Known(const std::vector<Section>& sections) {
    for (const std::string_view part : {greeting, question_heading, question, place})
      template_ += said_in(part);
    entry_ = template_;
    for (const Section& section : sections)
      entry_ += said_in(section.heading) + said_in(section.text);
  }

  /// Whether a line is a piece of the letter, wherever a mail program broke it. What
  /// the letter had instead of names and of the critic is not compared.
  [[nodiscard]] bool holds(std::string_view line) const {
    line = unquoted(line);
    while (!line.empty()) {
      const std::size_t masked =
          std::min({line.find("[name"), line.find("[…]"), line.size()});
      if (entry_.find(said_in(line.substr(0, masked))) == std::string::npos)
        return false;
      line.remove_prefix(masked);
      if (line.empty()) break;
      const std::size_t end = std::min(line.find(']'), line.size() - 1);
      line.remove_prefix(end + 1);
      line.remove_prefix(std::min(line.find_first_of(" \t.,;:!?"), line.size()));
    }
    return true;
  }
  /// Whether a line is surely from the letter's own sentences.
  [[nodiscard]] bool is_from_template(std::string_view line) const {
    constexpr std::ptrdiff_t enough_words = 4;
    const std::string said = said_in(unquoted(line));
    return std::ranges::count(said, ' ') > enough_words &&
           template_.find(said) != std::string::npos;
  }

 private:
  std::string template_;
  std::string entry_;
};

enum class Source { friends, letter, mail };

/// The reply, and of each line who wrote it.
struct Lines {
  std::vector<std::string_view> texts;
  std::vector<Source> sources;

  [[nodiscard]] std::size_t size() const { return texts.size(); }
  [[nodiscard]] bool is_blank(std::size_t at) const {
    return trimmed(texts[at]).empty();
  }
  [[nodiscard]] std::size_t next_said(std::size_t at) const {
    while (at < size() && is_blank(at)) ++at;
    return at;
  }
};

/// Quoted lines of the letter, and in a copy of it that was written into, unquoted ones
/// between its first and its last sentence.
void find_letter(Lines& lines, const Known& known) {
  std::size_t first = lines.size();
  std::size_t last = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_quoted(lines.texts[i]) || !known.is_from_template(lines.texts[i])) continue;
    first = std::min(first, i);
    last = i;
  }
  const auto is_greeting = [&](std::size_t at) {
    return lines.is_blank(at) || said_in(lines.texts[at]) == said_in("hello");
  };
  while (first < lines.size() && first > 0 && is_greeting(first - 1)) --first;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_in_letter = first <= i && i <= last;
    if ((is_quoted(lines.texts[i]) || is_in_letter) && known.holds(lines.texts[i]))
      lines.sources[i] = Source::letter;
  }
}

/// `Subject: …`, in the languages whose mail programs are met most.
bool is_mail_header(std::string_view line) {
  static const std::set<std::string, std::less<>> names = {"from",
                                                           "to",
                                                           "cc",
                                                           "bcc",
                                                           "subject",
                                                           "date",
                                                           "sent",
                                                           "reply-to",
                                                           "message-id",
                                                           "mime-version",
                                                           "in-reply-to",
                                                           "references",
                                                           "content-type",
                                                           "received",
                                                           "return-path",
                                                           "user-agent",
                                                           "von",
                                                           "an",
                                                           "betreff",
                                                           "datum",
                                                           "gesendet",
                                                           "de",
                                                           "objet",
                                                           "envoye",
                                                           "content-transfer-encoding",
                                                           "a",
                                                           "delivered-to",
                                                           "dkim-signature",
                                                           "x-mailer",
                                                           "content-language"};
  const std::size_t colon = line.find(':');
  return colon != std::string_view::npos && colon > 0 &&
         names.contains(fold(trimmed(line.substr(0, colon))));
}

/// The end of a block of mail headers that begins at `at`; `at` where there is none.
std::size_t end_of_headers(const Lines& lines, std::size_t at) {
  std::size_t end = at;
  std::size_t count = 0;
  for (; end < lines.size() && !lines.is_blank(end); ++end) {
    const bool goes_on = count > 0 && (lines.texts[end].starts_with(' ') ||
                                       lines.texts[end].starts_with('\t'));
    if (!goes_on && !is_mail_header(lines.texts[end])) return at;
    count += goes_on ? 0 : 1;
  }
  return count >= 2 ? end : at;
}

/// Headers at the top of a saved mail, and those that a mail program puts above the
/// letter that is answered.
void find_headers(Lines& lines) {
  const std::size_t top = lines.next_said(0);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t end = end_of_headers(lines, i);
    if (end == i) continue;
    const std::size_t below = lines.next_said(end);
    const bool is_above_letter =
        below < lines.size() && lines.sources[below] == Source::letter;
    if (i != top && !is_above_letter) continue;
    std::fill(lines.sources.begin() + static_cast<std::ptrdiff_t>(i),
              lines.sources.begin() + static_cast<std::ptrdiff_t>(end),
              Source::mail);
    // -----Original Message-----
    if (i > 0 && is_above_letter && lines.texts[i - 1].starts_with("-----"))
      lines.sources[i - 1] = Source::mail;
    i = end;
  }
}

/// A saved mail whose words are encoded would come in as gibberish.
void refuse_encoded(const Lines& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string line = fold(lines.texts[i]);
    const bool is_encoded = (line.starts_with("content-transfer-encoding:") &&
                             (line.find("quoted-printable") != std::string::npos ||
                              line.find("base64") != std::string::npos)) ||
                            (line.starts_with("content-type:") &&
                             (line.find("multipart/") != std::string::npos ||
                              line.find("text/html") != std::string::npos));
    if (lines.sources[i] == Source::mail && is_encoded)
      throw Error(ExitCode::unreadable,
                  "the answer is a saved mail in an encoding that kindly does not read",
                  "Open it in the mail program and save or copy its text.");
  }
}

bool ends_attribution(std::string_view line) {
  constexpr std::array<std::string_view, 6> verbs = {
      "wrote:", "schrieb:", "ecrit :", "ecrit:", "escribio:", "ha scritto:"};
  const std::string folded = fold(trimmed(line));
  return std::ranges::any_of(
      verbs, [&](std::string_view verb) { return folded.ends_with(verb); });
}

/// "On Monday, Sam wrote:" above a quotation of the letter, on one line or two.
void find_attribution(Lines& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines.sources[i] != Source::friends || !ends_attribution(lines.texts[i]))
      continue;
    const std::size_t below = lines.next_said(i + 1);
    if (below == lines.size() || lines.sources[below] != Source::letter) continue;
    const auto has_day = [&](std::size_t at) {
      return lines.texts[at].find_first_of("0123456789") != std::string_view::npos;
    };
    if (has_day(i)) {
      lines.sources[i] = Source::mail;
    } else if (i > 0 && !lines.is_blank(i - 1) && has_day(i - 1)) {
      lines.sources[i - 1] = lines.sources[i] = Source::mail;
    }
  }
}

void find_signature(Lines& lines) {
  const auto mark = std::ranges::find_if(lines.texts, [](std::string_view line) {
    return line == "-- " || line == "-- \r";
  });
  for (auto i = static_cast<std::size_t>(mark - lines.texts.begin());
       i < lines.size() && lines.sources[i] == Source::friends &&
       !is_quoted(lines.texts[i]);
       ++i)
    if (!lines.is_blank(i)) lines.sources[i] = Source::mail;
}

} // namespace

std::vector<Section> letter_with(std::vector<Section> sections) {
  std::vector<Section> letter = {{"", std::string(greeting)}};
  std::ranges::move(sections, std::back_inserter(letter));
  letter.push_back(
      {std::string(question_heading), fmt::format("{}\n\n{}", question, place)});
  return letter;
}

Answer answer_in(std::string_view reply, const std::vector<Section>& sections) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (reply.starts_with(byte_order_mark)) reply.remove_prefix(byte_order_mark.size());
  Lines lines{lines_of(reply), {}};
  lines.sources.assign(lines.size(), Source::friends);
  const Known known(sections);
  find_letter(lines, known);
  find_headers(lines);
  refuse_encoded(lines);
  find_attribution(lines);
  find_signature(lines);
  Answer answer;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view line = lines.texts[i];
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool is_blank = trimmed(line).empty();
    if (lines.sources[i] == Source::letter && !is_blank) ++answer.letter_lines;
    if (lines.sources[i] == Source::mail) answer.left_out.emplace_back(line);
    const bool follows_blank = answer.text.empty() || answer.text.ends_with("\n\n");
    const bool is_kept = lines.sources[i] == Source::friends && !is_blank;
    // Where lines are left out, what stood around them stays apart.
    if (is_kept)
      (answer.text += line) += '\n';
    else if (!follows_blank)
      answer.text += '\n';
  }
  const std::string_view text = answer.text;
  const std::size_t end = text.find_last_not_of('\n');
  answer.text = std::string(text.substr(0, end + 1)); // npos + 1 is 0
  return answer;
}

} // namespace kindly
