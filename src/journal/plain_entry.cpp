#include "journal/plain_entry.hpp"

#include "journal/entry_reader.hpp"
#include "journal/header.hpp"
#include "journal/sections.hpp"

namespace kindly {

bool PlainReader::read(std::string_view text,
                       std::string_view stem,
                       const Zone& zone,
                       Parts parts,
                       Entry& entry) {
  static const std::string no_name; // the Document that is asked next names the file
  try {
    const auto begin = begin_of_header(text);
    if (!begin) return false;
    const auto header = yaml_.scan(text.substr(*begin), 1);
    // One that ends with dots does not end for the scanner, nor does an open one.
    const std::size_t end = *begin + yaml_.end();
    if (!header || end == text.size() || yaml_.has_capital()) return false;
    const PlainValue* const format = header->find("kindly");
    if (format == nullptr || format->text != "1") return false;
    text_ = text;
    body_ = HeaderLine::at(text, end).next;
    header_ = *header;
    EntryReader(header_, no_name).read(stem, zone, parts, entry);
    if (parts == Parts::none) return true;
    const Glance seen = glance(text.substr(body_));
    entry.open = seen.is_open;
    if (parts == Parts::all) entry.beginning = seen.beginning;
    return true;
  } catch (const Error&) {
    return false;
  }
}

} // namespace kindly
