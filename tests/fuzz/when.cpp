// TEXT: what a person types for WHEN, and for ENTRY in a small journal.

#include "base/dates.hpp"
#include "journal/journal.hpp"
#include "promise.hpp"

#include <stdlib.h>

#include <filesystem>
#include <fstream>

using namespace kindly;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

/// Monday 2026-11-23, 15:12:04 at +01:00.
Clock clock_of(std::chrono::minutes day_starts) {
  const Moment now = parse_rfc3339("2026-11-23T15:12:04+01:00").value();
  return {.now = now, .zone = Zone::fixed(now.offset), .day_starts = day_starts};
}

/// A journal in a temporary folder, made once and taken away at the end. Nothing here
/// writes to it: an input may be any path of this machine, and is looked up, no more.
class FixedJournal {
 public:
  FixedJournal() {
    std::string pattern = fs::temp_directory_path() / "kindly-fuzz-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) std::abort();
    folder_ = pattern;
    for (const char* const path : {"2025/12/2025-12-31-235959-k3fp.md",
                                   "2026/11/2026-11-01-080000-a2b3.md",
                                   "2026/11/2026-11-23-151200-k3fp.md",
                                   "2026/11/2026-11-23-151200-k3fq.md",
                                   "2026/11/renamed by hand.md",
                                   "notes/2026-11-20 Lisbon.md"}) {
      fs::create_directories((folder_ / path).parent_path());
      std::ofstream(folder_ / path)
          << "---\nkindly: 1\ndate: 2026-11-20T10:00:00+01:00\n---\n";
    }
    std::ofstream(folder_ / "2026/11/2026-11-22-120000-wxyz.md")
        << "---\nkindly: 1\nbefore: x\n---\n"; // cannot be understood
    std::ofstream(folder_ / "notes/shopping.md") << "- milk\n";
  }
  ~FixedJournal() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  FixedJournal(const FixedJournal&) = delete;
  FixedJournal& operator=(const FixedJournal&) = delete;

  [[nodiscard]] const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

void check_when(std::string_view text, std::chrono::minutes day_starts) {
  const auto when =
      unless_refused([&] { return parse_when(text, clock_of(day_starts)); });
  if (!when) return;
  promise(when->begin < when->end, "a time has a length");
  if (!when->moment) return;
  promise(when->begin <= *when->moment && *when->moment < when->end,
          "a moment lies in its day");
  const auto again = parse_rfc3339(to_rfc3339(*when->moment));
  promise(again && *again == *when->moment, "an entry's date can be written and read");
}

void check_entry(std::string_view text) {
  static const FixedJournal fixed;
  const Journal journal(fixed.folder(), Zone::fixed(60min), Durability::fast);
  for (const std::string& id : journal.ids(text, 3))
    promise(id.starts_with(text), "an id begins as it was typed");
  const auto path = unless_refused([&] { return journal.find(text); });
  if (!path) return;
  promise(fs::exists(*path), "an entry that was found is there");
  const bool is_path =
      text.find('/') != std::string_view::npos || text.ends_with(".md");
  if (is_path) return;
  promise(path->string().starts_with(fixed.folder().string() + "/"),
          "an id finds an entry of the journal");
  const std::string stem = path->stem().string();
  promise(text.starts_with("last") || stem.starts_with(text) || stem.ends_with(text),
          "an id finds an entry that has it");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  check_when(text, 0min);
  check_when(text, 4h);
  if (text.find('\0') == std::string_view::npos) check_entry(text); // as in arguments
  return 0;
}
