#include "base/stem.hpp"

#include <libstemmer.h>

namespace kindly {

Stemmer::Stemmer(const std::string& language)
    : stemmer_(sb_stemmer_new(language.c_str(), nullptr)) {}

Stemmer::~Stemmer() {
  if (stemmer_ != nullptr) sb_stemmer_delete(stemmer_);
}

std::string Stemmer::stem(std::string_view folded) const {
  constexpr std::size_t longest_word = 64; // bytes; more is no word of any language
  if (stemmer_ == nullptr || folded.size() > longest_word) return std::string(folded);
  const sb_symbol* const stem =
      sb_stemmer_stem(stemmer_,
                      reinterpret_cast<const sb_symbol*>(folded.data()),
                      static_cast<int>(folded.size()));
  if (stem == nullptr) return std::string(folded);
  return {reinterpret_cast<const char*>(stem),
          static_cast<std::size_t>(sb_stemmer_length(stemmer_))};
}

} // namespace kindly
