#pragma once

#include "words/library.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// Words of a thought that made it sound like a theme: bytes [begin, end) of it.
struct Evidence {
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A theme that a thought sounds like. Without the evidence it would not be here.
struct Detected {
  std::string id;
  std::string axis;
  double score =
      0; ///< more and longer cues score higher; comparable within one thought
  std::vector<Evidence> evidence;
};

/// The themes a harsh thought sounds like, the likeliest first; often none. Looks for
/// the cues of every pack of `language`, word by word, and leaves out what a pack's
/// `not` says is meant otherwise.
[[nodiscard]] std::vector<Detected>
detect(const Library& library, std::string_view thought, std::string_view language);

} // namespace kindly
