// Parsing TOML at every start would cost more than all the rest of a short command. So
// the build reads the packs once and writes lines that are split in microseconds:
//   P id title axis language description    one pack
//   C cue     N not                         its cues
//   S role tone occasions text              its phrases
// with tabs between, which no text in a pack can hold.

#include "base/text.hpp"
#include "words/library.hpp"

#include <fmt/core.h>

#include <string>

namespace kindly {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

Phrase phrase_of(const std::vector<std::string_view>& fields,
                 const std::string& theme) {
  Phrase phrase;
  phrase.role = static_cast<Role>(fields[1][0] - '0');
  phrase.tone = static_cast<Tone>(fields[2][0] - '0');
  if (!fields[3].empty())
    for (const std::string_view word : split(fields[3], ','))
      phrase.occasions.emplace_back(word);
  phrase.text = fields[4];
  phrase.theme = theme;
  phrase.ships = true;
  return phrase;
}

} // namespace

std::string to_table(const Pack& pack) {
  std::string out = fmt::format("P\t{}\t{}\t{}\t{}\t{}\n",
                                pack.id,
                                pack.title,
                                pack.axis,
                                pack.language,
                                pack.description);
  for (const std::string& cue : pack.cues) out += fmt::format("C\t{}\n", cue);
  for (const std::string& cue : pack.not_cues) out += fmt::format("N\t{}\n", cue);
  for (const Phrase& phrase : pack.phrases)
    out += fmt::format("S\t{}\t{}\t{}\t{}\n",
                       static_cast<int>(phrase.role),
                       static_cast<int>(phrase.tone),
                       joined(phrase.occasions),
                       phrase.text);
  return out;
}

std::vector<Pack> from_table(std::string_view table) {
  std::vector<Pack> packs;
  std::vector<std::string_view> fields;
  for (const std::string_view line : lines_of(table)) {
    split(line, '\t', fields);
    switch (line.front()) {
    case 'P':
      packs.push_back({std::string(fields[1]),
                       std::string(fields[2]),
                       std::string(fields[3]),
                       std::string(fields[5]),
                       std::string(fields[4]),
                       {},
                       {},
                       {},
                       0});
      break;
    case 'C':
      packs.back().cues.emplace_back(fields[1]);
      ++packs.back().learnt_cues;
      break;
    case 'N': packs.back().not_cues.emplace_back(fields[1]); break;
    default: packs.back().phrases.push_back(phrase_of(fields, packs.back().id));
    }
  }
  return packs;
}

} // namespace kindly
