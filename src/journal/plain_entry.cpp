#include "journal/plain_entry.hpp"

#include "journal/entry_reader.hpp"
#include "journal/header.hpp"
#include "journal/sections.hpp"

namespace kindly {

std::optional<Entry> PlainReader::read(std::string_view text,
                                       std::string_view stem,
                                       const Zone& zone,
                                       Parts parts) {
  static const std::string no_name; // the Document that is asked next names the file
  try {
    const auto where = find_header(text, no_name);
    // Behind a header that ends with dots a conflict may reach into it.
    if (!where || text[where->end] != '-') return std::nullopt;
    const auto yaml = text.substr(where->begin, where->end - where->begin);
    const auto header = yaml_.scan(yaml, 1);
    if (!header || has_odd_case(*header)) return std::nullopt;
    const PlainValue* const format = header->find("kindly");
    if (format == nullptr || format->text != "1") return std::nullopt;
    Entry entry = EntryReader(*header, no_name).entry(stem, zone, parts);
    if (parts == Parts::none) return entry;
    const Glance seen = glance(text.substr(where->body));
    entry.open = seen.is_open;
    if (parts == Parts::all) entry.beginning = seen.beginning;
    return entry;
  } catch (const Error&) {
    return std::nullopt;
  }
}

} // namespace kindly
