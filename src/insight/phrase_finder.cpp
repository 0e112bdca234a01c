#include "insight/phrase_finder.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kindly {
namespace {

// A phrase has few sentences and is short, an entry has few names and feelings; more is
// no script, and costs no time.
constexpr std::size_t most_sentences = 4;
constexpr std::size_t most_bytes = 2000;
constexpr std::size_t most_fillers = 16;
constexpr std::size_t most_readings = 32;

bool is_letter(char c) { // in folded text; beyond ASCII all is taken for letters
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The words of a folded text, one blank around each: " dont give up ".
std::string spaced(std::string_view folded) {
  std::string out = " ";
  out.reserve(folded.size() + 2);
  for (const char c : folded) {
    if (is_letter(c))
      out += c;
    else if (c != '\'' && out.back() != ' ')
      out += ' ';
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

std::string letters(std::string words) {
  std::erase(words, ' ');
  return words;
}

/// Whether the full stop or its like at `at` ends a sentence: a blank comes behind it,
/// perhaps after closing quotes.
bool is_full_stop(std::string_view text, std::size_t at) {
  constexpr std::string_view closing = "\"')]*_.!?";
  constexpr std::size_t most_closing = 8;
  if (text[at] != '.' && text[at] != '!' && text[at] != '?') return false;
  const std::string_view rest = text.substr(at + 1, most_closing);
  const std::size_t behind = rest.find_first_not_of(closing);
  return behind == std::string_view::npos ||
         std::string_view(" \t\r\n").find(rest[behind]) != std::string_view::npos;
}

/// Whether the line end at `at` divides more than two lines of a wrapped paragraph: an
/// empty line, a list's next item or a quoted line comes behind it.
bool is_break(std::string_view text, std::size_t at) {
  if (text[at] != '\n') return false;
  const std::size_t behind = text.find_first_not_of(" \t\r", at + 1);
  return behind == std::string_view::npos ||
         std::string_view("\n-*+>").find(text[behind]) != std::string_view::npos;
}

/// The words of each sentence of a folded text.
std::vector<std::string> sentences_of(std::string_view text) {
  std::vector<std::string> sentences;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    std::string words = spaced(text.substr(begin, end - begin));
    if (words.size() > 1) sentences.push_back(std::move(words));
    begin = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_full_stop(text, i) || is_break(text, i)) close(i + 1);
  close(text.size());
  return sentences;
}

std::string without_placeholders(std::string text) {
  for (const std::string_view placeholder : {"{address}", "{name}", "{feeling}"})
    for (std::size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder))
      text.replace(at, placeholder.size(), " ");
  return text;
}

enum class Which { first, all };

std::string without(std::string words, const std::string& filler, Which which) {
  for (std::size_t at = words.find(filler); at != std::string::npos;
       at = words.find(filler)) {
    words.replace(at, filler.size(), " ");
    if (which == Which::first) break;
  }
  return words;
}

/// A sentence with and without the words that may have filled a placeholder; a phrase
/// may have the same words of its own, so each is tried both ways.
std::vector<std::string> readings(const std::string& sentence,
                                  std::span<const std::string> fillers) {
  std::vector<std::string> found = {sentence};
  for (const std::string& filler : fillers) {
    if (sentence.find(filler) == std::string::npos) continue;
    const std::size_t so_far = found.size();
    for (std::size_t i = 0; i < so_far && found.size() < most_readings; ++i) {
      found.push_back(without(found[i], filler, Which::first));
      found.push_back(without(found[i], filler, Which::all));
    }
  }
  return found;
}

} // namespace

PhraseFinder::PhraseFinder(const Library& library, std::span<const std::string> names) {
  for (const std::string& name : names) names_.push_back(spaced(fold(name)));
  for (const Pack& pack : library.packs())
    for (const Phrase& phrase : pack.phrases) {
      const std::string text = fold(without_placeholders(phrase.text));
      const std::string key = letters(spaced(text));
      if (key.empty()) continue; // nothing but placeholders
      phrases_.emplace(key, &phrase);
      longest_ = std::clamp(sentences_of(text).size(), longest_, most_sentences);
    }
}

const Phrase* PhraseFinder::phrase_of(const std::string& sentence,
                                      std::span<const std::string> fillers) const {
  for (std::string& reading : readings(sentence, fillers))
    if (const auto found = phrases_.find(letters(std::move(reading)));
        found != phrases_.end())
      return found->second;
  return nullptr;
}

std::vector<const Phrase*> PhraseFinder::find(std::string_view text,
                                              const Entry& entry) const {
  std::vector<std::string> fillers = names_;
  if (entry.address) fillers.push_back(spaced(fold(*entry.address)));
  for (const std::string& feeling : entry.feelings)
    fillers.push_back(spaced(fold(feeling)));
  std::erase(fillers, " ");
  if (fillers.size() > most_fillers) fillers.resize(most_fillers);

  std::vector<const Phrase*> found;
  const std::vector<std::string> sentences = sentences_of(fold(text));
  for (std::size_t first = 0; first < sentences.size(); ++first) {
    std::string words;
    const std::size_t end = std::min(first + longest_, sentences.size());
    for (std::size_t next = first; next < end; ++next) {
      words += sentences[next];
      if (words.size() > most_bytes) break;
      const Phrase* const phrase = phrase_of(words, fillers);
      if (phrase != nullptr && std::ranges::find(found, phrase) == found.end())
        found.push_back(phrase);
    }
  }
  return found;
}

} // namespace kindly
