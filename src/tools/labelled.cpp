// A thought is a line: kind, themes, text, with tabs between. A script is a block of
// lines: `@id voice`, then for each sentence its labels, a tab, and its text; `//` is
// where a new paragraph begins. What works against a script is labelled with `!`.

#include "tools/labelled.hpp"

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <set>

namespace kindly {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> list_of(std::string_view field) {
  std::vector<std::string> words;
  if (field != "-")
    for (const std::string_view word : split(field, ',')) words.emplace_back(word);
  return words;
}

void for_each_line(
    const fs::path& folder,
    const std::string& beginning,
    const std::function<void(std::string_view, const std::string&)>& take) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with(beginning))
      files.push_back(entry.path());
  std::ranges::sort(files);
  constexpr std::size_t largest = std::size_t{4} * 1024 * 1024;
  for (const fs::path& file : files) {
    std::size_t number = 0;
    const std::string text = read_file(file.string(), largest);
    for (const std::string_view line : lines_of(text))
      take(line, fmt::format("{}:{}", file.string(), ++number));
  }
}

[[noreturn]] void refuse(const std::string& place, std::string_view what) {
  throw Error(ExitCode::unreadable, fmt::format("{}: {}", place, what));
}

} // namespace

bool LabelledScript::has(const std::string& label) const {
  return std::ranges::any_of(sentences, [&](const LabelledSentence& sentence) {
    return std::ranges::find(sentence.labels, label) != sentence.labels.end();
  });
}

std::vector<LabelledThought> read_thoughts(const fs::path& folder,
                                           const std::string& language,
                                           const std::string& use) {
  std::vector<LabelledThought> thoughts;
  for_each_line(folder,
                language + "-" + use,
                [&](std::string_view line, const std::string& place) {
                  const auto fields = split(line, '\t');
                  if (fields.size() != 3) refuse(place, "is not kind, themes, text");
                  thoughts.push_back({std::string(fields[0]),
                                      list_of(fields[1]),
                                      std::string(fields[2])});
                });
  return thoughts;
}

std::vector<LabelledSentence> read_sentences(const fs::path& folder,
                                             const std::string& language,
                                             const std::string& use) {
  std::vector<LabelledSentence> sentences;
  for_each_line(folder,
                language + "-" + use,
                [&](std::string_view line, const std::string& place) {
                  const auto fields = split(line, '\t');
                  if (fields.size() != 2) refuse(place, "is not labels, sentence");
                  sentences.push_back({list_of(fields[0]), std::string(fields[1])});
                });
  return sentences;
}

std::vector<LabelledScript> read_scripts(const fs::path& folder,
                                         const std::string& language,
                                         const std::string& use) {
  std::vector<LabelledScript> scripts;
  std::string_view between;
  for_each_line(
      folder,
      language + "-" + use,
      [&](std::string_view line, const std::string& place) {
        if (trimmed(line).empty()) return;
        if (line.starts_with('@')) {
          const auto words = split(line.substr(1), ' ');
          scripts.push_back({std::string(words[0]), std::string(words.back()), {}, {}});
          between = "";
          return;
        }
        if (scripts.empty()) refuse(place, "belongs to no script");
        if (trimmed(line) == "//") {
          between = "\n\n";
          return;
        }
        const auto fields = split(line, '\t');
        if (fields.size() != 2) refuse(place, "is not labels, sentence");
        LabelledScript& script = scripts.back();
        script.text += between;
        script.text += fields[1];
        // People end a line where they put no stop.
        const bool has_stop =
            std::string_view(".!?\"\x94\x9d\xa6)").find(fields[1].back()) !=
            std::string_view::npos;
        between = has_stop ? " " : "\n";
        script.sentences.push_back({list_of(fields[0]), std::string(fields[1])});
      });
  return scripts;
}

std::vector<LabelledCare> read_care(const fs::path& folder, const std::string& use) {
  std::vector<LabelledCare> lines;
  for_each_line(folder, use, [&](std::string_view line, const std::string& place) {
    const auto fields = split(line, '\t');
    const bool is_crisis = fields[0] == "crisis";
    if (fields.size() != 3 || (!is_crisis && fields[0] != "benign"))
      refuse(place, "is not crisis or benign, kind, text");
    lines.push_back({is_crisis,
                     std::string(fields[1]),
                     std::string(fields[2]),
                     place.substr(0, place.rfind(':'))});
  });
  return lines;
}

std::vector<std::string> languages_in(const fs::path& folder) {
  std::set<std::string> languages;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    languages.insert(name.substr(0, name.find('-')));
  }
  return {languages.begin(), languages.end()};
}

} // namespace kindly
