// KEY|VALUE|FILE: one value and one item are set in a file's header.

#include "journal/header.hpp"

#include "journal/plain_yaml.hpp"
#include "journal/splice.hpp"
#include "promise.hpp"

#include <algorithm>

using namespace kindly;

namespace {

const std::string name = "my.md";

/// A file's header, read, and the bytes behind it.
struct Reading {
  YamlValue header;
  std::string_view body;
};

std::optional<Reading> reading_of(std::string_view text) {
  const auto reading = unless_refused([&]() -> std::optional<Reading> {
    const auto where = find_header(text, name);
    if (!where) return std::nullopt;
    promise(where->begin <= where->end && where->end <= where->body &&
                where->body <= text.size(),
            "a header lies within its file");
    const HeaderReading read = read_header(text, *where, name);
    for (const HeaderFault& fault : read.faults)
      promise(fault.line > 0 && fault.column > 0 && !fault.what.empty(),
              "a fault has a place");
    return Reading{read.root, text.substr(where->body)};
  });
  return reading.value_or(std::nullopt);
}

/// A blank line or a comment with a tab before it, which YAML allows and yaml-cpp may
/// refuse.
bool has_tab_before_nothing(std::string_view yaml) {
  return std::ranges::any_of(split(yaml, '\n'), [](std::string_view line) {
    const std::string_view bare = trimmed(line);
    return line.find('\t') != std::string_view::npos &&
           (bare.empty() || bare.front() == '#');
  });
}

/// The plain scanner reads a header as yaml-cpp does, or leaves it to yaml-cpp. Three
/// things it reads better: to yaml-cpp, a `?` in brackets ends a word, a NUL in a
/// comment ends the header, and a tab before a comment or nothing is an error.
void check_scanner(std::string_view text) {
  const auto where = unless_refused([&] { return find_header(text, name); });
  if (!where || !*where) return;
  const std::string_view yaml =
      text.substr((*where)->begin, (*where)->end - (*where)->begin);
  const auto plain = scan_plain_yaml(yaml, 1);
  if (!plain ||
      yaml.find_first_of(std::string_view("?\0", 2)) != std::string_view::npos ||
      has_tab_before_nothing(yaml))
    return;
  auto judged = unless_refused([&] { return parse_yaml(yaml, name, 1); });
  promise(judged.has_value(), "what the scanner reads is YAML");
  if (judged->kind == YamlValue::Kind::null) judged->kind = YamlValue::Kind::map;
  promise(plain->same_as(*judged), "the scanner reads what yaml-cpp reads");
}

/// The bytes of `old` that `fresh` has not, if all that differs is one window.
std::string_view replaced(std::string_view old, std::string_view fresh) {
  const std::size_t shorter = std::min(old.size(), fresh.size());
  std::size_t front = 0;
  while (front < shorter && old[front] == fresh[front]) ++front;
  std::size_t back = 0;
  while (back < shorter - front &&
         old[old.size() - 1 - back] == fresh[fresh.size() - 1 - back])
    ++back;
  return old.substr(front, old.size() - back - front);
}

void check_value(const std::string& text,
                 const std::string& key,
                 const std::string& value) {
  const auto fresh = unless_refused([&] { return with_value(text, key, value, name); });
  if (!fresh) return;
  const auto before = reading_of(text);
  const auto after = reading_of(*fresh);
  promise(before && after, "a changed header can be read");
  const YamlValue* const found = after->header.find(key);
  promise(found != nullptr && found->kind == YamlValue::Kind::scalar &&
              found->text == value,
          "a value that was set is read back");
  promise(before->body == after->body, "setting a value leaves the body alone");
  const std::string_view gone = replaced(text, *fresh);
  promise(gone.find('\n') == std::string_view::npos,
          "setting a value takes bytes of one line only");
  promise(gone.empty() || before->header.find(key) != nullptr,
          "setting a new key takes nothing away");
}

void check_item(const std::string& text,
                const std::string& key,
                const std::string& item) {
  const auto fresh = unless_refused([&] { return with_item(text, key, item, name); });
  if (!fresh) return;
  const auto before = reading_of(text);
  const auto after = reading_of(*fresh);
  promise(before && after, "a changed header can be read");
  const YamlValue* const old = before->header.find(key);
  const YamlValue* const found = after->header.find(key);
  promise(found != nullptr &&
              found->items.size() == 1 + (old == nullptr ? 0 : old->items.size()),
          "an item that was added is one more");
  promise(before->body == after->body, "adding an item leaves the body alone");
  promise(is_insertion(text, *fresh), "adding an item takes nothing away");
}

void check_scalar(const YamlValue& header, const std::string& text) {
  const YamlValue* const block = header.find("k");
  promise(block->kind == YamlValue::Kind::scalar && block->text == text,
          "a scalar is read back");
  const YamlValue* const list = header.find("l");
  promise(list->items.size() == 1 && list->items[0].kind == YamlValue::Kind::scalar &&
              list->items[0].text == text,
          "a scalar in a list is read back");
}

/// Any text can be written into a header.
void check_any_scalar(const std::string& text) {
  if (!is_utf8(text) || text.find('\0') != std::string::npos) return;
  const std::string scalar = yaml_scalar(text);
  promise(scalar.find('\n') == std::string::npos, "a scalar is one line");
  // The second header has a line that the plain scanner leaves to yaml-cpp.
  for (const std::string above : {"", "j: |\n  x\n"}) {
    const std::string file =
        "---\n" + above + "k: " + scalar + "\nl: [" + scalar + "]\n---\n";
    const auto reading = reading_of(file);
    promise(reading.has_value(), "a scalar can be read");
    check_scalar(reading->header, text);
  }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = text_of(data, size);
  const std::string key = take_part(rest);
  const std::string value = take_part(rest);
  const std::string text(rest);
  check_scanner(text);
  check_value(text, key, value);
  check_item(text, key, value);
  check_any_scalar(value);
  return 0;
}
