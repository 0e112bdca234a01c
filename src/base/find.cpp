#include "base/find.hpp"

#include "base/block.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace kindly {
namespace {

constexpr unsigned char case_bit = 0x20; // tells A from a, and [ from {

bool begins_with(std::string_view text, std::string_view folded) {
  return text.size() >= folded.size() &&
         std::ranges::equal(text.substr(0, folded.size()), folded, {}, lower);
}

/// The larger the rarer, in English and its neighbours; any order is right.
std::size_t rarity(char c) {
  constexpr std::string_view common_first = " etaoinsrhldcumfpgwybvkxjqz";
  return std::min(common_first.find(c), common_first.size());
}

} // namespace

Wanted::Wanted(std::string folded) : folded_(std::move(folded)) {
  for (std::size_t i = 1; i < folded_.size(); ++i)
    if (rarity(folded_[i]) > rarity(folded_[rare_])) rare_ = i;
  other_ = rare_ == 0 ? folded_.size() - 1 : 0;
  for (std::size_t i = 0; i < folded_.size(); ++i)
    if (i != rare_ && rarity(folded_[i]) > rarity(folded_[other_])) other_ = i;
}

/// Whether `text` holds it with other cases of ASCII letters. Sixteen places at a time
/// are looked at, by the two rarest letters that would stand there.
bool Wanted::is_written_in(std::string_view text) const {
  if (text.size() < folded_.size()) return false;
  const std::size_t places = text.size() - folded_.size() + 1;
  const auto rare = static_cast<unsigned char>(folded_[rare_] | case_bit);
  const auto other = static_cast<unsigned char>(folded_[other_] | case_bit);
  std::size_t at = 0;
  for (; at + block_size <= places; at += block_size) {
    const Block one = (block_at(text.data() + at + rare_) | case_bit) == rare;
    if (!has_mark(one)) continue;
    const Block two = (block_at(text.data() + at + other_) | case_bit) == other;
    if (!has_mark(one & two)) continue;
    for (std::size_t i = at; i < at + block_size; ++i)
      if (begins_with(text.substr(i), folded_)) return true;
  }
  for (; at < places; ++at)
    if (begins_with(text.substr(at), folded_)) return true;
  return false;
}

bool Wanted::may_be_in(std::string_view text) const {
  if (is_written_in(text)) return true;
  if (is_ascii(text)) return false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (!is_ascii(line) && is_in_line(line)) return true;
    begin = end + 1;
  }
  return false;
}

bool Wanted::is_in_line(std::string_view line) const {
  return fold(line).find(folded_) != std::string::npos;
}

std::vector<FoundPlace> Wanted::places_in_line(std::string_view line) const {
  const std::vector<Letter> letters = letters_of(line);
  std::string folded;
  std::vector<std::size_t> letter_of; // for each byte of `folded`
  for (std::size_t i = 0; i < letters.size(); ++i) {
    folded += fold(line.substr(letters[i].begin, letters[i].end - letters[i].begin));
    letter_of.resize(folded.size(), i);
  }
  std::vector<FoundPlace> places;
  for (std::size_t at = folded.find(folded_); at != std::string::npos;) {
    const std::size_t behind = at + folded_.size();
    // Accents that fold to nothing belong to the letter before them.
    const std::size_t next =
        behind < folded.size() ? letters[letter_of[behind]].begin : line.size();
    places.push_back({letters[letter_of[at]].begin,
                      std::max(next, letters[letter_of[behind - 1]].end)});
    at = folded.find(folded_, behind);
  }
  return places;
}

} // namespace kindly
