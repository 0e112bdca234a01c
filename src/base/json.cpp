#include "base/json.hpp"

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

constexpr std::size_t block = 16;
using Bytes [[gnu::vector_size(block)]] = unsigned char;

/// Whether none of a block's bytes needs a look of its own in JSON.
bool is_plain(const char* place) {
  Bytes bytes;
  std::memcpy(&bytes, place, block);
  const auto odd = (bytes < 0x20) | (bytes == '"') | (bytes == '\\') | (bytes >= 0x7f);
  const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(odd);
  return (halves[0] | halves[1]) == 0;
}

/// Appends what JSON writes for a byte below 0x20, a quote or a backslash.
void append_escaped(std::string& out, char c) {
  switch (c) {
  case '"': out += "\\\""; break;
  case '\\': out += "\\\\"; break;
  case '\b': out += "\\b"; break;
  case '\f': out += "\\f"; break;
  case '\n': out += "\\n"; break;
  case '\r': out += "\\r"; break;
  case '\t': out += "\\t"; break;
  default: out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
  }
}

void append_quoted(std::string& out, std::string_view text) {
  const std::size_t before = out.size();
  out += '"';
  bool is_ascii = true;
  std::size_t begin = 0; // of what is not copied yet
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(i + block, text.size());
    if (end - i == block && is_plain(text.data() + i)) i = end; // as most are
    for (; i < end; ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      is_ascii = is_ascii && byte < 0x7f;
      if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
      out.append(text, begin, i - begin);
      append_escaped(out, text[i]);
      begin = i + 1;
    }
  }
  out.append(text, begin);
  out += '"';
  if (is_ascii) return;
  out.replace(before,
              out.npos,
              is_utf8(text) ? safe(out.substr(before)) : dumped(std::string(text)));
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
  text_.reserve(value.size() + value.size() / block + 2);
  append_quoted(text_, value);
}
Json::Json(const std::vector<std::string>& values) : Json(array()) {
  for (const std::string& value : values) add(value);
}

void Json::open_again() {
  text_.pop_back();
  if (text_.size() > 1) text_ += ',';
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
  open_again();
  append_quoted(text_, key);
  ((text_ += ':') += value.text_) += '}';
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
