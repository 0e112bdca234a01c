#include "words/library.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>

namespace kindly {

Library Library::load(std::span<const std::filesystem::path> folders,
                      std::string language) {
  Library library;
  library.language_ = std::move(language);
  library.packs_ = from_table(pack_table);
  for (const std::filesystem::path& folder : folders) library.add_folder(folder);
  return library;
}

std::vector<std::filesystem::path> pack_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for_each_name(folder, [&](std::string_view name, bool is_folder) {
    if (!is_folder && name.ends_with(".toml")) files.push_back(folder / name);
  });
  std::ranges::sort(files);
  return files;
}

void Library::add_folder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  try {
    files = pack_files(folder);
  } catch (const Error& problem) { // the other folders still serve
    problems_.push_back(problem);
  }
  for (const std::filesystem::path& file : files) {
    const std::string path = file.string();
    try {
      PackReading reading = read_pack(read_file(path, toml_limit), path);
      if (reading.problems.empty()) {
        add(std::move(reading.pack));
        continue;
      }
      const PackProblem& first = reading.problems.front();
      problems_.emplace_back(
          ExitCode::unreadable,
          fmt::format("{}:{}:{}: {}", path, first.line, first.column, first.what),
          "This pack is left out; `kindly themes check` says more.");
    } catch (const Error& problem) { // the other packs still serve
      problems_.push_back(problem);
    }
  }
}

void Library::add(Pack pack) {
  const auto same = std::ranges::find_if(packs_, [&](const Pack& other) {
    return other.id == pack.id && other.language == pack.language;
  });
  if (same == packs_.end()) {
    packs_.push_back(std::move(pack));
    return;
  }
  // A copy that was changed says what it has in common once.
  const auto append = [](auto& to, auto& from, auto text_of) {
    for (auto& item : from)
      if (std::ranges::find(to, text_of(item), text_of) == to.end())
        to.push_back(std::move(item));
  };
  append(same->cues, pack.cues, std::identity());
  append(same->not_cues, pack.not_cues, std::identity());
  append(same->phrases, pack.phrases, [](const Phrase& phrase) { return phrase.text; });
}

const Pack* Library::find(std::string_view id) const {
  const Pack* found = nullptr;
  for (const Pack& pack : packs_)
    if (pack.id == id && (found == nullptr || (speaks(pack) && !speaks(*found))))
      found = &pack;
  return found;
}

const Pack* Library::find_spoken(std::string_view id) const {
  const Pack* const pack = find(id);
  return pack != nullptr && speaks(*pack) ? pack : nullptr;
}

std::vector<std::string> Library::ids() const {
  std::vector<std::string> ids;
  for (const Pack& pack : packs_)
    if (std::ranges::find(ids, pack.id) == ids.end()) ids.push_back(pack.id);
  return ids;
}

const Pack& Library::theme(std::string_view id) const {
  if (const Pack* pack = find(id)) return *pack;
  const std::string meant = did_you_mean(id, ids());
  throw Error(ExitCode::usage,
              fmt::format("there is no theme '{}'", printable_line(id)),
              meant.empty() ? "`kindly themes` lists them." : meant);
}

} // namespace kindly
