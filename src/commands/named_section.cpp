#include "commands/named_section.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <vector>

namespace kindly {

std::string named_section(const Document& document, const std::string& wanted) {
  std::vector<std::string> names;
  for (const Section& section : document.sections()) {
    if (fold(section.heading) == fold(wanted)) return document.section(section.heading);
    if (!section.heading.empty()) names.push_back(section.heading);
  }
  std::string known = "It has:";
  for (const std::string& name : names)
    known += fmt::format(" {}.", printable_line(name));
  throw Error(ExitCode::no,
              fmt::format("there is no section '{}'", printable_line(wanted)),
              names.empty() ? "It has none." : known);
}

} // namespace kindly
