#include "practice/compose.hpp"

#include "base/chance.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace kindly {
namespace {

/// The parts of a script of so many sentences. Encouragement is the first that a short
/// one does without: the three parts of self-compassion and the step stay (Neff; and
/// mindfulness and humanity did more than kindness alone in Dreisoerner 2020).
std::vector<Role> parts(std::size_t sentences) {
  using enum Role;
  if (sentences <= 4) return {mindfulness, humanity, kindness, accountability};
  if (sentences == 5)
    return {mindfulness, humanity, kindness, encouragement, accountability};
  return {mindfulness, humanity, kindness, kindness, encouragement, accountability};
}

std::string opening(std::string_view text) {
  std::string words;
  for (const Word& word : words_of(text)) {
    words += word.folded + ' ';
    if (std::ranges::count(words, ' ') == 2) break;
  }
  return words;
}

/// Picks a script's phrases one after the other.
class Composer {
 public:
  Composer(const Library& library, const ScriptRequest& request)
      : library_(library), request_(request), chance_(request.seed) {}

  std::vector<ScriptLine> script() {
    std::vector<ScriptLine> lines;
    for (const Role role : parts(request_.sentences)) {
      const Phrase* const phrase = pick(role, lines.empty());
      if (phrase == nullptr) continue;
      used_.insert(phrase);
      openings_.insert(opening(phrase->text));
      addressed_ = phrase->has("{address}") || phrase->has("{name}");
      std::string text = filled(*phrase, request_);
      if (lines.empty() && !addressed_) {
        text = capitalised(request_.address) + ", " + decapitalised(text);
        addressed_ = true;
      }
      lines.push_back({std::move(text), role, phrase->tone, phrase->theme});
    }
    return lines;
  }

 private:
  enum class Source { themes, everyday };
  enum class Tones { wanted, any };

  const Phrase* pick(Role role, bool is_first) {
    // The tone is worth more than the theme: one letter by one person.
    constexpr std::array<std::pair<Source, Tones>, 4> choices = {
        std::pair(Source::themes, Tones::wanted),
        std::pair(Source::everyday, Tones::wanted),
        std::pair(Source::themes, Tones::any),
        std::pair(Source::everyday, Tones::any)};
    for (const auto& [source, tones] : choices) {
      const std::vector<const Phrase*> fitting = candidates(role, source, tones);
      if (!fitting.empty()) return chosen(fitting, is_first);
    }
    return nullptr;
  }

  std::vector<const Phrase*> candidates(Role role, Source source, Tones tones) const {
    std::vector<const Phrase*> found;
    for (const Pack& pack : library_.packs()) {
      const bool is_everyday = pack.id == everyday;
      const bool is_wanted =
          std::ranges::find(request_.themes, pack.id) != request_.themes.end();
      if (source == Source::themes ? !is_wanted : !is_everyday) continue;
      if (pack.language != request_.language) continue;
      for (const Phrase& phrase : pack.phrases)
        if (phrase.role == role && fits(phrase, tones)) found.push_back(&phrase);
    }
    return found;
  }

  [[nodiscard]] bool fits(const Phrase& phrase, Tones tones) const {
    if (tones == Tones::wanted && phrase.tone != request_.tone) return false;
    if (used_.contains(&phrase) || openings_.contains(opening(phrase.text)))
      return false;
    if (phrase.has("{feeling}") && request_.feeling.empty()) return false;
    const bool speaks_to = phrase.has("{address}") || phrase.has("{name}");
    if (speaks_to && addressed_) return false; // no address twice in a row
    return phrase.occasions.empty() || request_.occasion.empty() ||
           std::ranges::find(phrase.occasions, request_.occasion) !=
               phrase.occasions.end();
  }

  /// The first sentence likes to name the feeling, or at least the person.
  const Phrase* chosen(std::vector<const Phrase*> fitting, bool is_first) {
    const auto keep = [&](std::string_view placeholder) {
      std::vector<const Phrase*> kept;
      std::ranges::copy_if(
          fitting, std::back_inserter(kept), [&](const Phrase* phrase) {
            return phrase->has(placeholder);
          });
      if (!kept.empty()) fitting = std::move(kept);
    };
    if (is_first && !request_.feeling.empty() && chance_.below(2) == 0)
      keep("{feeling}");
    return fitting[chance_.below(fitting.size())];
  }

  const Library& library_;
  const ScriptRequest& request_;
  Chance chance_;
  std::set<const Phrase*> used_;
  std::set<std::string> openings_;
  bool addressed_ = false; ///< the sentence before spoke to the person
};

} // namespace

std::string filled(const Phrase& phrase, const ScriptRequest& request) {
  const std::string& name = request.name.empty() ? request.address : request.name;
  const std::array<std::pair<std::string_view, std::string_view>, 3> values = {
      std::pair<std::string_view, std::string_view>("{address}", request.address),
      {"{name}", name},
      {"{feeling}", request.feeling}};
  std::string text;
  std::string_view rest = phrase.text; // once through: a name may hold braces too
  while (!rest.empty()) {
    const auto placeholder = std::ranges::find_if(
        values, [&](const auto& value) { return rest.starts_with(value.first); });
    const bool is_letter = placeholder == values.end();
    text += is_letter ? rest.substr(0, 1) : placeholder->second;
    rest.remove_prefix(is_letter ? 1 : placeholder->first.size());
  }
  return capitalised(text);
}

std::vector<ScriptLine> compose(const Library& library, const ScriptRequest& request) {
  return Composer(library, request).script();
}

} // namespace kindly
