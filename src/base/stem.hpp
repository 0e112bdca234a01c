#pragma once

#include <string>
#include <string_view>

struct sb_stemmer;

namespace kindly {

/// Cuts the words of one language to their stems, so that inflections meet: the
/// Snowball stemmers. A language that Snowball does not know leaves words as they are.
class Stemmer {
 public:
  /// `language` is an ISO 639 code such as "en".
  explicit Stemmer(const std::string& language);
  ~Stemmer();
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  /// The stem of a word that is folded already.
  [[nodiscard]] std::string stem(std::string_view folded) const;

 private:
  sb_stemmer* stemmer_;
};

} // namespace kindly
