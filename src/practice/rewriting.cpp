#include "practice/rewriting.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kindly {
namespace {

/// Paragraphs as quotes.
std::vector<std::string> quotes_of(std::string_view text) {
  std::vector<std::string> quotes(1);
  for (const std::string_view line : lines_of(text)) {
    if (trimmed(line).empty())
      quotes.emplace_back();
    else
      quotes.back().append("> ").append(line).append("\n");
  }
  std::erase_if(quotes, [](const std::string& quote) {
    return quote.empty() ||
           (quote.starts_with("> #") && std::ranges::count(quote, '\n') == 1);
  });
  return quotes;
}

} // namespace

Rewriting::Rewriting(std::string_view old_text, std::string_view so_far) {
  for (std::string& quote : quotes_of(old_text))
    passages_.push_back({std::move(quote), {}});
  std::string* before = &preface_; // what the text up to the next quote belongs to
  for (Passage& passage : passages_) {
    const std::size_t at = so_far.find(passage.quoted);
    if (at == std::string_view::npos) continue;
    *before = trimmed(so_far.substr(0, at));
    before = &passage.answer;
    so_far.remove_prefix(at + passage.quoted.size());
  }
  *before = trimmed(so_far);
}

bool Rewriting::has_gaps() const {
  return std::ranges::any_of(
      passages_, [](const Passage& passage) { return passage.answer.empty(); });
}

std::string Rewriting::text() const {
  std::string text = preface_;
  for (const Passage& passage : passages_) {
    if (passage.answer.empty()) continue;
    if (!text.empty()) text += "\n\n";
    text.append(passage.quoted).append("\n").append(passage.answer);
  }
  return text;
}

} // namespace kindly
