#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// A sentence: bytes [begin, end) of a text, without blanks around it.
struct Sentence {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::string_view of(std::string_view text) const {
    return text.substr(begin, end - begin);
  }
};

/// Words whose stop is no end of a sentence, folded and without their last stop.
struct Abbreviations {
  std::vector<std::string> never_end;
  std::vector<std::string> end_before_capital;
  std::vector<std::string> go_before_number;
};

/// The sentences of a text, as people write them: the rules of Unicode (UAX #29,
/// sentence boundaries), and beyond them abbreviations, texts without capital letters
/// or without a last stop, lists, and lines that an editor wrapped. What holds no
/// letter and no digit is no sentence.
[[nodiscard]] std::vector<Sentence> sentences_of(std::string_view text,
                                                 const Abbreviations& abbreviations);

} // namespace kindly
