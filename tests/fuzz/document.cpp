// NUMBER|TEXT|FILE: an entry is rated with the number and gets the text.

#include "journal/document.hpp"

#include "promise.hpp"

using namespace kindly;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view stem = "2026-11-23-151204-k3fp";
const Zone zone = Zone::fixed(60min);

std::optional<Document> document_of(const std::string& text) {
  return unless_refused([&] { return Document::read(text, "my.md"); })
      .value_or(std::nullopt);
}

std::optional<Entry> entry_of(const Document& document) {
  return unless_refused([&] { return document.entry(stem, zone); });
}

template <class Change>
bool is_changed(Document& document, Change change) {
  return unless_refused([&] {
           change(document);
           return true;
         })
      .value_or(false);
}

/// The file says what the document in hand says.
void check_same_as_file(const Document& document) {
  const auto again = document_of(document.text());
  promise(again.has_value(), "a changed entry is an entry");
  const auto one = entry_of(document);
  const auto other = entry_of(*again);
  promise(one.has_value() == other.has_value(), "a changed entry reads as in hand");
  promise(!one ||
              (one->date == other->date && one->before == other->before &&
               one->after == other->after && one->beginning == other->beginning &&
               one->open == other->open && one->later.size() == other->later.size()),
          "a changed entry says the same as in hand");
}

void check_ratings(Document document, const Rating& rating) {
  const auto before = entry_of(document);
  const std::string number = std::to_string(rating.value());
  if (is_changed(document, [&](Document& it) { it.set("after", number); })) {
    check_same_as_file(document);
    const auto after = entry_of(document);
    promise(!before || (after && after->after == rating && after->date == before->date),
            "a rating is read back");
  }
  const CheckIn check_in{{Instant(1'800'000'000s), 60min}, rating};
  if (is_changed(document, [&](Document& it) { it.add_check_in(check_in); })) {
    check_same_as_file(document);
    const auto after = entry_of(document);
    promise(!before || (after && after->later.size() == before->later.size() + 1 &&
                        after->later.back().at == check_in.at &&
                        after->later.back().distress == rating),
            "a check-in is read back");
  }
}

void check_paragraph(Document document, const std::string& text) {
  const std::string old = document.text();
  const auto before = entry_of(document);
  const auto add = [&](Document& it) { it.add_paragraph(headings::afterwards, text); };
  if (!is_typed_text(text) || !is_changed(document, add)) return;
  check_same_as_file(document);
  promise(is_insertion(old, document.text()), "a paragraph takes nothing away");
  const auto after = entry_of(document);
  promise(!before || (after && after->after == before->after &&
                      after->beginning == before->beginning),
          "a paragraph changes nothing else");
}

/// A new entry, written and read.
void check_new(const std::string& text) {
  if (!is_typed_text(text)) return;
  Entry entry;
  entry.date = {Instant(1'800'000'000s), 60min};
  entry.address = text;
  const auto file = unless_refused([&] {
    return write_entry(entry, {{std::string(headings::situation), text}});
  });
  if (!file) return;
  const auto document = document_of(*file);
  promise(document.has_value(), "a new entry is an entry");
  const auto read = entry_of(*document);
  promise(read && read->date == entry.date && read->address == entry.address,
          "a new entry's header is read back");
  promise(document->section(headings::situation) == text,
          "a new entry's text is read back");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = text_of(data, size);
  const auto rating = Rating::read(take_part(rest));
  const std::string text = take_part(rest);
  check_new(text);
  const auto document = document_of(std::string(rest));
  if (!document) return 0;
  promise(document->text() == rest, "reading an entry keeps its bytes");
  entry_of(*document);
  if (rating) check_ratings(*document, *rating);
  check_paragraph(*document, text);
  return 0;
}
