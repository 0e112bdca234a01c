#include "commands/care_notice.hpp"

#include "base/files.hpp"
#include "practice/care.hpp"

namespace kindly {
namespace {

// Signposting alone is felt as impersonal, so the first line stays with what was
// written, and the person's own plan is named before anybody else (EVIDENCE, "Care").
constexpr std::string_view notice =
    "That is a lot to carry alone. Saying it to someone you trust can be a beginning;\n"
    "`kindly support` has your own plan, if you made one, and where people are.";

bool may_be_shown(const World& world) {
  return world.terminal.err_is_terminal && !world.terminal.quiet &&
         world.format == Format::text && world.settings.support.words &&
         world.variable("KINDLY_SUPPORT") != "off";
}

} // namespace

void notice_words(const World& world, std::string_view text) {
  if (!may_be_shown(world)) return;
  if (CareListener(world.settings.language).listen(text)) world.terminal.warn(notice);
}

void notice_words_in(const World& world, const std::filesystem::path& entry) {
  if (!may_be_shown(world)) return;
  std::string text;
  try {
    text = world.journal().open(entry.string()).document.body();
  } catch (const Error&) { // whoever reads the entry next will say what is wrong
    return;
  }
  notice_words(world, text);
}

} // namespace kindly
