// PROGRAM|FILE: an export of another program, or what a friend sent back.

#include "journal/document.hpp"
#include "promise.hpp"
#include "share/import_json.hpp"
#include "share/import_text.hpp"
#include "share/letter.hpp"

#include <map>

using namespace kindly;
using namespace std::chrono_literals;

namespace {

const Zone zone = Zone::fixed(60min);

void check_entry(const Imported& imported) {
  promise(!imported.key.empty(), "an imported entry can be known again");
  const auto document =
      unless_refused([&] { return Document::read(imported.text, "my.md"); });
  promise(document && *document, "an imported entry is an entry");
  const auto entry = unless_refused(
      [&] { return (*document)->entry("2026-11-23-151204-k3fp", zone); });
  promise(entry && entry->date == imported.date, "an imported entry keeps its date");
}

void check_reply(const std::string& reply) {
  const std::vector<Section> shown = {{"Kind words", "It was one long day."}};
  const auto answer = unless_refused([&] { return answer_in(reply, shown); });
  if (!answer) return;
  for (const std::string_view line : lines_of(answer->text))
    promise(reply.find(trimmed(line)) != std::string::npos,
            "an answer is the friend's words");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using Import = ImportedFile (*)(std::string_view, const std::string&, const Zone&);
  static const std::map<std::string, Import> programs = {
      {"jrnl", import_jrnl_text},
      {"jrnl-json", import_jrnl_json},
      {"freecbt", import_freecbt},
      {"daylio", import_daylio},
      {"dayone", import_dayone},
      {"kindly", import_kindly}};
  std::string_view rest = text_of(data, size);
  const std::string program = take_part(rest);
  const std::string text(rest);
  if (program == "reply") check_reply(text);
  if (program == "markdown") {
    const Moment written{Instant(1'800'000'000s), 60min};
    const auto note =
        unless_refused([&] { return import_markdown(text, "my.md", written, zone); });
    if (note) check_entry(*note);
  }
  const auto found = programs.find(program);
  if (found == programs.end()) return 0;
  const auto file = unless_refused([&] { return found->second(text, "file", zone); });
  if (file)
    for (const Imported& imported : file->entries) check_entry(imported);
  return 0;
}
