#include "words/pack.hpp"

#include "base/text.hpp"
#include "base/toml.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <span>

namespace kindly {
namespace {

constexpr std::size_t longest_phrase = 240; // bytes: two lines of a terminal and a half

/// Reads one pack and collects all that is wrong in it.
class PackReader {
 public:
  PackReading read(const TomlValue& root) {
    keys(root, {"pack", "detect", "phrase"});
    if (const TomlValue* pack = table(root, "pack"))
      head(*pack);
    else
      wrong(root, "there is no [pack] table");
    if (const TomlValue* detect = table(root, "detect")) {
      keys(*detect, {"cues", "not"});
      reading_.pack.cues = texts(*detect, "cues", &reading_.cue_places);
      reading_.pack.not_cues = texts(*detect, "not");
    }
    if (const TomlValue* phrases = list(root, "phrase"))
      for (const TomlValue& item : phrases->items()) phrase(item);
    if (reading_.pack.phrases.empty()) wrong(root, std::string(no_phrase_yet));
    return std::move(reading_);
  }

 private:
  void wrong(const TomlValue& at, std::string what) {
    reading_.problems.push_back({std::max<std::size_t>(1, at.line),
                                 std::max<std::size_t>(1, at.column),
                                 std::move(what)});
  }

  void keys(const TomlValue& table, std::initializer_list<std::string> known) {
    for (const auto& [key, value] : table.fields())
      if (std::ranges::find(known, key) == known.end())
        wrong(value,
              fmt::format("unknown key '{}'. {}",
                          printable_line(key),
                          did_you_mean(key, known)));
  }

  /// What stands under a key, if it is of the right kind.
  const TomlValue* table(const TomlValue& root, std::string_view key) {
    const TomlValue* const found = root.find(key);
    if (found == nullptr || std::holds_alternative<TomlValue::Fields>(found->value))
      return found;
    wrong(*found, fmt::format("'{}' is not a table", key));
    return nullptr;
  }
  const TomlValue* list(const TomlValue& root, std::string_view key) {
    const TomlValue* const found = root.find(key);
    if (found == nullptr || std::holds_alternative<TomlValue::Items>(found->value))
      return found;
    wrong(*found, fmt::format("'{}' is not a list", key));
    return nullptr;
  }

  std::string text(const TomlValue& table, std::string_view key, bool is_needed) {
    const TomlValue* const found = table.find(key);
    if (found == nullptr) {
      if (is_needed) wrong(table, fmt::format("'{}' is missing", key));
      return {};
    }
    const std::string* const value = found->text();
    if (value == nullptr || trimmed(*value).empty()) {
      wrong(*found, fmt::format("'{}' is not a text", key));
      return {};
    }
    if (printable_line(*value) != *value)
      wrong(*found, fmt::format("'{}' has control characters", key));
    return *value;
  }

  std::vector<std::string> texts(const TomlValue& table,
                                 std::string_view key,
                                 std::vector<PackPlace>* places = nullptr) {
    std::vector<std::string> values;
    const TomlValue* const found = list(table, key);
    if (found == nullptr) return values;
    for (const TomlValue& item : found->items()) {
      if (item.text() == nullptr || words_of(*item.text()).empty())
        wrong(item, fmt::format("'{}' holds something that has no word", key));
      else if (printable_line(*item.text()) != *item.text())
        wrong(item, fmt::format("'{}' holds control characters", key));
      else {
        values.push_back(*item.text());
        if (places != nullptr) places->push_back({item.line, item.column});
      }
    }
    return values;
  }

  void head(const TomlValue& table) {
    keys(table, {"id", "title", "axis", "description", "language", "version"});
    Pack& pack = reading_.pack;
    pack.id = text(table, "id", true);
    if (!pack.id.empty() && !is_theme_id(pack.id))
      wrong(*table.find("id"),
            fmt::format("'{}' is no id: small letters, digits and dashes",
                        printable_line(pack.id)));
    pack.title = text(table, "title", true);
    pack.axis = text(table, "axis", true);
    one_of(
        table, "axis", pack.axis, std::array<std::string, 3>{"critic", "life", "any"});
    pack.description = text(table, "description", false);
    const TomlValue* const version = table.find("version");
    if (version != nullptr && !std::holds_alternative<std::int64_t>(version->value))
      wrong(*version, "'version' is not a number");
    if (table.find("language") != nullptr)
      pack.language = text(table, "language", false);
  }

  /// The index of a value among the known ones; 0 where it is none of them.
  std::size_t one_of(const TomlValue& table,
                     std::string_view key,
                     const std::string& value,
                     std::span<const std::string> known) {
    if (value.empty()) return 0; // said already
    const auto found = std::ranges::find(known, value);
    if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    wrong(*table.find(key),
          fmt::format("unknown {} '{}'. {}",
                      key,
                      printable_line(value),
                      did_you_mean(value, known)));
    return 0;
  }

  void phrase(const TomlValue& item) {
    keys(item, {"text", "role", "tone", "occasions"});
    Phrase made;
    made.text = text(item, "text", true);
    made.role =
        static_cast<Role>(one_of(item, "role", text(item, "role", true), role_names));
    made.tone =
        static_cast<Tone>(one_of(item, "tone", text(item, "tone", true), tone_names));
    made.occasions = texts(item, "occasions");
    for (const std::string& occasion : made.occasions)
      if (std::ranges::find(known_occasions, occasion) == known_occasions.end())
        wrong(*item.find("occasions"),
              fmt::format("unknown occasion '{}'. {}",
                          printable_line(occasion),
                          did_you_mean(occasion, known_occasions)));
    made.theme = reading_.pack.id;
    if (made.text.size() > longest_phrase)
      wrong(item, fmt::format("a phrase is at most {} bytes long", longest_phrase));
    placeholders(item, made.text);
    if (!made.text.empty() && !seen_.insert(fold(made.text)).second)
      wrong(item, "the same phrase stands above");
    reading_.pack.phrases.push_back(std::move(made));
    const TomlValue* const at = item.find("text");
    reading_.phrase_places.push_back(at == nullptr ? PackPlace{item.line, item.column}
                                                   : PackPlace{at->line, at->column});
  }

  void placeholders(const TomlValue& item, std::string_view text) {
    for (std::size_t at = text.find_first_of("{}"); at != std::string_view::npos;) {
      const std::size_t end = text.find('}', at);
      const std::string_view name =
          end == std::string_view::npos ? "" : text.substr(at, end - at + 1);
      if (name != "{address}" && name != "{name}" && name != "{feeling}") {
        wrong(item, "known in braces: {address}, {name}, {feeling}");
        return;
      }
      at = text.find_first_of("{}", end + 1);
    }
  }

  PackReading reading_;
  std::set<std::string> seen_;
};

template <class Named, std::size_t size>
std::optional<Named> named(const std::array<std::string, size>& names,
                           std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Named>(found - names.begin());
}

} // namespace

std::optional<Role> role_named(std::string_view name) {
  return named<Role>(role_names, name);
}
std::optional<Tone> tone_named(std::string_view name) {
  return named<Tone>(tone_names, name);
}

bool is_theme_id(std::string_view id) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !id.empty() && id.size() <= 64 && id.front() >= 'a' && id.front() <= 'z' &&
         id.find_first_not_of(allowed) == std::string_view::npos;
}

PackReading read_pack(std::string_view toml, const std::string& name) {
  return PackReader().read(parse_toml(toml, name));
}

} // namespace kindly
