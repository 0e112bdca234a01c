#include "base/json.hpp"

#include "base/block.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace kindly {

using nlohmann::ordered_json;

namespace {

/// JSON escapes only the controls below 0x20; a terminal obeys more than those.
std::string safe(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const auto begin = json.begin() + static_cast<std::ptrdiff_t>(i);
    const auto next = std::find_if(begin, json.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x7f;
    });
    out.append(begin, next); // most text has no other letters
    if (next == json.end()) break;
    i = static_cast<std::size_t>(next - json.begin());
    const auto byte = [&](std::size_t ahead) {
      return i + ahead < json.size() ? static_cast<unsigned char>(json[i + ahead]) : 0U;
    };
    const unsigned first = byte(0);
    const unsigned two = ((first & 0x1f) << 6) | (byte(1) & 0x3f);
    const unsigned three =
        ((first & 0x0f) << 12) | ((byte(1) & 0x3f) << 6) | (byte(2) & 0x3f);
    if (first == 0x7f) {
      out += "\\u007f";
    } else if ((first == 0xc2 && two < 0xa0) || (first == 0xd8 && two == 0x061c)) {
      out += fmt::format("\\u{:04x}", two);
      i += 1;
    } else if (first == 0xe2 && ((three >= 0x200e && three <= 0x200f) ||
                                 (three >= 0x2028 && three <= 0x202e) ||
                                 (three >= 0x2066 && three <= 0x2069))) {
      out += fmt::format("\\u{:04x}", three);
      i += 2;
    } else {
      out += json[i];
    }
  }
  return out;
}

std::string dumped(const ordered_json& json) {
  return safe(json.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

/// The letter behind the backslash where a byte has a short escape, `rare` where it has
/// none and is not written as itself, 0 for any other.
constexpr char rare = 'u'; // \u001f
constexpr std::array<char, 256> escapes = [] {
  std::array<char, 256> letters{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) letters[byte] = rare;
  letters[0x7f] = rare; // DEL, which is not to be seen either
  letters['"'] = '"';
  letters['\\'] = '\\';
  letters['\b'] = 'b';
  letters['\f'] = 'f';
  letters['\n'] = 'n';
  letters['\r'] = 'r';
  letters['\t'] = 't';
  return letters;
}();

char escape_of(char c) {
  return escapes[static_cast<unsigned char>(c)];
}

bool is_beyond_ascii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

/// Writes a text with short escapes, in quotes, and sees whether it has more than
/// those.
class Escaper {
 public:
  /// `to` has room for twice as many bytes and `spare_room`; more than is written may
  /// be changed there. Returns the end of what was written.
  char* write(std::string_view text, char* to) {
    *to++ = '"';
    std::size_t at = 0;
    // What a block reads must be known before the next is read, so four at a time are
    // quicker; copies are of one size, and what is too much is written over.
    for (; at + 2 * chunk <= text.size(); at += chunk) {
      const char* const begin = text.data() + at;
      std::uint64_t escaped = 0;
      for (unsigned i = 0; i < 4; ++i)
        escaped |= std::uint64_t{look(begin + i * block_size)} << (i * block_size);
      const char* from = begin;
      for (; escaped != 0; escaped &= escaped - 1) {
        const char* const odd = begin + std::countr_zero(escaped);
        std::memcpy(to, from, chunk);
        to = write_escape(to + (odd - from), *odd);
        from = odd + 1;
      }
      std::memcpy(to, from, chunk);
      to += begin + chunk - from;
    }
    while (at + block_size <= text.size()) {
      const char* const begin = text.data() + at;
      std::memcpy(to, begin, block_size);
      const auto plain =
          static_cast<std::size_t>(std::countr_zero(look(begin) | 1U << block_size));
      to += plain;
      at += plain;
      if (plain < block_size) to = write_escape(to, text[at++]);
    }
    for (const char c : text.substr(at)) {
      if (escape_of(c) == 0)
        *to++ = c;
      else
        to = write_escape(to, c);
      has_beyond_ascii_ = has_beyond_ascii_ || is_beyond_ascii(c);
    }
    *to++ = '"';
    return to;
  }
  static constexpr std::size_t spare_room = std::size_t{4} * block_size + 2;

  /// Whether it met a byte without a short escape that is not written as itself.
  [[nodiscard]] bool has_rare() const { return has_rare_; }
  [[nodiscard]] bool has_beyond_ascii() const {
    return has_beyond_ascii_ || has_mark(seen_);
  }

 private:
  static constexpr std::size_t chunk = 4 * block_size;

  /// A bit for each byte of a block that is escaped.
  std::uint32_t look(const char* place) {
    const Block bytes = block_at(place);
    seen_ |= bytes;
    return bits_of((bytes < 0x20) | (bytes == '"') | (bytes == '\\') | (bytes == 0x7f));
  }
  char* write_escape(char* to, char c) {
    has_rare_ = has_rare_ || escape_of(c) == rare;
    *to++ = '\\';
    *to++ = escape_of(c);
    return to;
  }

  Block seen_{}; ///< the bits of all bytes in blocks
  bool has_beyond_ascii_ = false;
  bool has_rare_ = false;
};

/// Appends a short text of which every letter is written as itself, as keys are; false,
/// and nothing, where it is another.
bool append_if_plain(std::string& out, std::string_view text) {
  std::array<char, block_size + 2> quoted;
  if (text.size() > block_size) return false;
  char* to = quoted.data();
  unsigned odd = 0;
  *to++ = '"';
  for (const char c : text) {
    odd |=
        static_cast<unsigned>(escape_of(c)) | (static_cast<unsigned char>(c) & 0x80U);
    *to++ = c;
  }
  *to++ = '"';
  if (odd != 0) return false;
  out.append(quoted.data(), to);
  return true;
}

void append_quoted(std::string& out, std::string_view text) {
  if (append_if_plain(out, text)) return;
  const std::size_t before = out.size();
  out.resize(before + 2 * text.size() + Escaper::spare_room);
  Escaper escaper;
  const char* const end = escaper.write(text, out.data() + before);
  out.resize(static_cast<std::size_t>(end - out.data()));
  if (escaper.has_rare() || (escaper.has_beyond_ascii() && !is_utf8(text)))
    out.replace(before, out.npos, dumped(std::string(text)));
  else if (escaper.has_beyond_ascii())
    out.replace(before, out.npos, safe(out.substr(before)));
}

/// The same with a line for each value, indented by two for each bracket around it.
std::string indented(std::string_view json) {
  std::string out;
  std::size_t depth = 0;
  const auto new_line = [&] { out.append("\n").append(2 * depth, ' '); };
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    const bool is_empty = (c == '{' || c == '[') && (json[i + 1] == c + 2);
    if (c == '"') {
      const std::size_t begin = i++;
      while (json[i] != '"') i += json[i] == '\\' ? 2 : 1;
      out.append(json, begin, i + 1 - begin);
    } else if (is_empty) {
      out.append(json, i++, 2);
    } else if (c == '{' || c == '[') {
      out += c;
      ++depth;
      new_line();
    } else if (c == '}' || c == ']') {
      --depth;
      new_line();
      out += c;
    } else {
      out += c;
      if (c == ':') out += ' ';
      if (c == ',') new_line();
    }
  }
  return out;
}

} // namespace

Json::Json(double value) : text_(ordered_json(value).dump()) {}
Json::Json(std::string_view value) {
  text_.reserve(value.size() + value.size() / 16 + 2);
  append_quoted(text_, value);
}
Json::Json(const std::vector<std::string>& values) : Json(array()) {
  for (const std::string& value : values) add(value);
}

void Json::open_again() {
  text_.pop_back();
  if (text_.back() != '{' && text_.back() != '[') text_ += ',';
}

void Json::open_field(std::string_view key) {
  open_again();
  append_quoted(text_, key);
  text_ += ':';
}

Json& Json::set(std::string_view key, Json&& value) {
  std::string field;
  append_quoted(field, key);
  if (text_.find(field += ':') == std::string::npos) return add(key, std::move(value));
  ordered_json all = ordered_json::parse(text_); // it may be there, or further in
  all[std::string(key)] = ordered_json::parse(value.text_);
  text_ = dumped(all);
  return *this;
}

Json& Json::add(std::string_view key, Json&& value) {
  open_field(key);
  (text_ += value.text_) += '}';
  return *this;
}

Json& Json::add_text(std::string_view key, std::string_view text) {
  open_field(key);
  append_quoted(text_, text);
  text_ += '}';
  return *this;
}

Json& Json::add(Json&& value) {
  open_again();
  (text_ += value.text_) += ']';
  return *this;
}

std::string Json::pretty() const {
  return indented(text_);
}

const JsonValue* JsonValue::find(std::string_view key) const {
  const Fields& all = fields();
  const auto found =
      std::find_if(all.rbegin(), all.rend(), [&](const JsonField& field) {
        return field.first == key;
      });
  return found == all.rend() ? nullptr : &found->second;
}

const JsonValue::Fields& JsonValue::fields() const {
  static const Fields none;
  const auto* fields = std::get_if<Fields>(&value);
  return fields != nullptr ? *fields : none;
}

const JsonValue::Items& JsonValue::items() const {
  static const Items none;
  const auto* items = std::get_if<Items>(&value);
  return items != nullptr ? *items : none;
}

bool JsonValue::says_nothing() const {
  if (const auto* yes = std::get_if<bool>(&value)) return !*yes;
  if (std::holds_alternative<Number>(value)) return false;
  const std::string* words = text();
  return (words == nullptr || words->empty()) && items().empty() && fields().empty();
}

Json JsonValue::json() const {
  Json made;
  if (const auto* yes = std::get_if<bool>(&value)) made = Json(*yes);
  if (const auto* number = std::get_if<Number>(&value))
    made = Json::of_text(ordered_json::parse(number->digits).dump());
  if (const std::string* words = text()) made = Json(*words);
  if (is_array()) made = Json::array();
  for (const JsonValue& item : items()) made.add(item.json());
  if (is_object()) made = Json::object();
  for (const JsonField& field : fields()) made.set(field.first, field.second.json());
  return made;
}

namespace {

/// Builds a JsonValue from what nlohmann's parser meets, one event after the other: it
/// keeps the digits of numbers, and no depth of brackets overflows a stack.
class Builder : public nlohmann::json_sax<ordered_json> {
 public:
  Builder(std::string_view text, const std::string& name, std::size_t first_line)
      : text_(text), name_(name), first_line_(first_line) {}

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add({value}); }
  bool number_integer(std::int64_t value) override {
    return add({JsonValue::Number{std::to_string(value)}});
  }
  bool number_unsigned(std::uint64_t value) override {
    return add({JsonValue::Number{std::to_string(value)}});
  }
  bool number_float(double /*value*/, const std::string& digits) override {
    return add({JsonValue::Number{digits}});
  }
  bool string(std::string& value) override { return add({std::move(value)}); }
  bool binary(ordered_json::binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override {
    return open({JsonValue::Fields()});
  }
  bool key(std::string& value) override {
    std::get<JsonValue::Fields>(open_.back().value).push_back({std::move(value), {}});
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*size*/) override { return open({JsonValue::Items()}); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position,
                   const std::string& /*token*/,
                   const nlohmann::detail::exception& problem) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: what it is"
    const std::string_view said = problem.what();
    const std::size_t colon = said.find(": ");
    fail(position, said.substr(colon == std::string_view::npos ? 0 : colon + 2));
  }

  JsonValue done() { return std::move(root_); }

 private:
  [[noreturn]] void fail(std::size_t position, std::string_view what) const {
    const std::string_view before =
        text_.substr(0, std::min(position > 0 ? position - 1 : 0, text_.size()));
    const auto line = static_cast<std::size_t>(std::ranges::count(before, '\n'));
    throw Error(ExitCode::unreadable,
                fmt::format("{}:{}: not JSON: {}", name_, first_line_ + line, what));
  }
  /// How many lines stand before the first bracket that lies deeper; the parser does
  /// not say where it is.
  [[nodiscard]] std::size_t line_deeper_than(std::size_t deepest) const {
    std::size_t line = 0;
    std::size_t depth = 0;
    bool is_text = false;
    for (std::size_t i = 0; i < text_.size() && depth <= deepest; ++i) {
      const char c = text_[i];
      if (c == '\n') ++line;
      if (c == '"') is_text = !is_text;
      if (is_text && c == '\\') ++i;
      if (!is_text && (c == '[' || c == '{')) ++depth;
      if (!is_text && (c == ']' || c == '}')) --depth;
    }
    return line;
  }
  bool open(JsonValue value) {
    constexpr std::size_t deepest = 100;
    if (open_.size() == deepest)
      throw Error(ExitCode::unreadable,
                  fmt::format("{}:{}: more than {} brackets in each other",
                              name_,
                              first_line_ + line_deeper_than(deepest),
                              deepest));
    open_.push_back(std::move(value));
    return true;
  }
  bool close() {
    JsonValue value = std::move(open_.back());
    open_.pop_back();
    return add(std::move(value));
  }
  bool add(JsonValue value) {
    if (open_.empty())
      root_ = std::move(value);
    else if (auto* items = std::get_if<JsonValue::Items>(&open_.back().value))
      items->push_back(std::move(value));
    else
      std::get<JsonValue::Fields>(open_.back().value).back().second = std::move(value);
    return true;
  }

  std::string_view text_;
  const std::string& name_;
  std::size_t first_line_;
  std::vector<JsonValue> open_;
  JsonValue root_;
};

} // namespace

JsonValue
parse_json(std::string_view text, const std::string& name, std::size_t first_line) {
  Builder builder(text, name, first_line);
  ordered_json::sax_parse(text, &builder);
  return builder.done();
}

} // namespace kindly
