// BYTE TEXT: a text that is shown, on lines as wide as the byte says.

#include "base/json.hpp"
#include "promise.hpp"

#include <algorithm>

using namespace kindly;

namespace {

/// The code point at the front of `rest`, which it takes, or -1 where UTF-8 is broken.
/// Written apart from what kindly uses, so that both do not err alike.
int take_code(std::string_view& rest) {
  const auto first = static_cast<unsigned char>(rest.front());
  const std::size_t size = first < 0x80            ? 1
                           : (first >> 5U) == 0x06 ? 2
                           : (first >> 4U) == 0x0e ? 3
                           : (first >> 3U) == 0x1e ? 4
                                                   : 0;
  if (size == 0 || size > rest.size()) return -1;
  unsigned code = size == 1 ? first : first & (0xffU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(rest[i]);
    if ((byte >> 6U) != 0x02) return -1;
    code = code << 6U | (byte & 0x3fU);
  }
  constexpr unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < least[size] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
    return -1;
  rest.remove_prefix(size);
  return static_cast<int>(code);
}

bool is_control(int code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x061c ||
         code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069);
}

/// Whether a text can be shown anywhere; `allowed` are controls that may stand in it.
bool is_safe(std::string_view text, std::string_view allowed) {
  while (!text.empty()) {
    const bool is_allowed = allowed.find(text.front()) != std::string_view::npos;
    const int code = take_code(text);
    if (code < 0 || (is_control(code) && !is_allowed)) return false;
  }
  return true;
}

void check_filters(std::string_view text) {
  const std::string shown = printable(text);
  promise(is_safe(shown, "\n\t"), "what is shown is safe");
  promise(printable(shown) == shown, "what is safe stays as it is");
  const std::string line = printable_line(text);
  promise(is_safe(line, ""), "what is shown on a line is safe");
  promise(printable_line(line) == line, "what is safe on a line stays as it is");
  promise(is_utf8(shown) && is_utf8(line), "what is shown is UTF-8");
}

void check_json(std::string_view text) {
  Json json = Json::object();
  json.set(text, Json(text));
  promise(is_safe(json.line(), ""), "JSON on a line is safe");
  promise(is_safe(json.pretty(), "\n"), "JSON is safe");
}

void check_layout(std::string_view text, std::size_t width) {
  const std::string line = printable_line(text);
  const std::string cut = cut_to_width(line, width);
  promise(display_width(cut) <= width, "a cut text fits");
  promise(cut == line || width == 0 || cut.ends_with("…"), "a cut is said");
  promise(is_safe(cut, ""), "a cut divides no letter");
  std::string words;
  for (const std::string& part : wrap(line, width)) {
    promise(display_width(part) <= width || part.find(' ') == std::string::npos,
            "a wrapped line fits, or is one word");
    words += part;
  }
  std::string wanted = line;
  std::erase(words, ' ');
  std::erase(wanted, ' ');
  promise(words == wanted, "wrapping loses no word");
}

void check_words(std::string_view text) {
  std::size_t last = 0;
  for (const Word& word : words_of(text)) {
    promise(last <= word.begin && word.begin < word.end && word.end <= text.size(),
            "words stand one behind the other");
    last = word.end;
  }
  promise(!is_utf8(text) || (is_utf8(fold(text)) && is_utf8(capitalised(text)) &&
                             is_utf8(decapitalised(text))),
          "letters stay letters");
  const std::vector<std::string> known = {"reframe", "rate", "größe"};
  (void)nearest(text, known);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t width = data[0] % 100;
  const std::string_view text = text_of(data, size).substr(1);
  check_filters(text);
  check_json(text);
  check_layout(text, width);
  check_words(text);
  for (const std::string& line : wrap(text, width)) // raw, for what it does not promise
    (void)cut_to_width(line, width);
  return 0;
}
