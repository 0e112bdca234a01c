#include "words/pack_text.hpp"

#include "base/error.hpp"
#include "base/toml.hpp"

#include <fmt/core.h>

namespace kindly {
namespace {

/// The phrase as lines, a blank line in front.
std::string lines_of(const Phrase& phrase, std::string_view end) {
  std::string lines(end);
  const auto line = [&](std::string_view text) {
    lines += text;
    lines += end;
  };
  line("[[phrase]]");
  line("text = " + toml_text(phrase.text));
  line("role = " + toml_text(name_of(phrase.role)));
  line("tone = " + toml_text(name_of(phrase.tone)));
  std::string occasions;
  for (const std::string& occasion : phrase.occasions)
    occasions += (occasions.empty() ? "" : ", ") + toml_text(occasion);
  if (!occasions.empty()) line(fmt::format("occasions = [{}]", occasions));
  return lines;
}

[[noreturn]] void refuse_to_add(const std::string& name) {
  throw Error(ExitCode::unreadable,
              fmt::format("{}: kindly cannot add to this pack safely", name),
              "Add the phrase by hand, beside those that are there.");
}

/// What the pack would be; its complaints would be about lines that are in no file.
PackReading reading_of(const std::string& fresh, const std::string& name) {
  try {
    return read_pack(fresh, name);
  } catch (const Error&) { // such as `phrase = […]`, which takes no [[phrase]] more
    refuse_to_add(name);
  }
}

} // namespace

std::string beginning_of_pack(const Pack& pack) {
  return fmt::format("# Phrases of your own for this theme.\n\n[pack]\nid = {}\n"
                     "title = {}\naxis = {}\nlanguage = {}\n",
                     toml_text(pack.id),
                     toml_text(pack.title),
                     toml_text(pack.axis),
                     toml_text(pack.language));
}

std::string
with_phrase(const std::string& toml, const Phrase& phrase, const std::string& name) {
  const PackReading before = read_pack(toml, name);
  for (const auto& [line, column, what] : before.problems)
    if (what != no_phrase_yet)
      throw Error(ExitCode::unreadable,
                  fmt::format("{}:{}:{}: {}", name, line, column, what),
                  "Mend that line first; nothing was added.");

  const std::string_view end = toml.find("\r\n") == std::string::npos ? "\n" : "\r\n";
  std::string fresh = toml;
  if (!fresh.empty() && !fresh.ends_with('\n')) fresh += end;
  fresh += lines_of(phrase, end);
  if (fresh.size() > toml_limit)
    throw Error(ExitCode::io,
                fmt::format("{} would be larger than {} KiB", name, toml_limit / 1024),
                "Begin a second pack of the same id in another file.");
  const PackReading after = reading_of(fresh, name);
  if (!after.problems.empty())
    throw Error(
        ExitCode::usage,
        fmt::format("the phrase cannot be added: {}", after.problems.front().what));
  const bool adds_it = after.pack.phrases.size() == before.pack.phrases.size() + 1 &&
                       after.pack.phrases.back().text == phrase.text;
  if (!adds_it) refuse_to_add(name);
  return fresh;
}

} // namespace kindly
