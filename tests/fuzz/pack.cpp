// FILE: a theme pack.

#include "words/pack.hpp"

#include "promise.hpp"
#include "words/library.hpp"

#include <algorithm>

using namespace kindly;

namespace {

bool same(const Phrase& one, const Phrase& other) {
  return one.text == other.text && one.role == other.role && one.tone == other.tone &&
         one.occasions == other.occasions && one.theme == other.theme;
}

bool same(const Pack& one, const Pack& other) {
  return one.id == other.id && one.title == other.title && one.axis == other.axis &&
         one.description == other.description && one.language == other.language &&
         one.cues == other.cues && one.not_cues == other.not_cues &&
         std::ranges::equal(
             one.phrases, other.phrases, [](const Phrase& a, const Phrase& b) {
               return same(a, b);
             });
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto reading =
      unless_refused([&] { return read_pack(text_of(data, size), "my.toml"); });
  if (!reading) return 0;
  for (const PackProblem& problem : reading->problems)
    promise(problem.line > 0 && problem.column > 0 && !problem.what.empty(),
            "a problem has a place");
  if (!reading->problems.empty()) return 0;
  const Pack& pack = reading->pack;
  promise(is_theme_id(pack.id) && !pack.phrases.empty(), "a good pack has phrases");
  const std::vector<Pack> packs = from_table(to_table(pack));
  promise(packs.size() == 1 && same(packs[0], pack), "a table holds what a pack holds");
  return 0;
}
