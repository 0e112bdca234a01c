#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kindly {

/// A JSON value whose objects keep the order their keys were given in. It is kept as it
/// will be written: an entry takes a fraction of what a tree of values does.
class Json {
 public:
  // A value is wherever JSON is wanted: conversions are meant.
  // NOLINTBEGIN(google-explicit-constructor)
  Json() : text_("null") {}
  Json(bool value) : text_(value ? "true" : "false") {}
  Json(std::int64_t value) : text_(std::to_string(value)) {}
  Json(int value) : Json(static_cast<std::int64_t>(value)) {}
  Json(std::size_t value) : Json(static_cast<std::int64_t>(value)) {}
  Json(double value);
  Json(std::string_view value);
  Json(const char* value) : Json(std::string_view(value)) {}
  Json(const std::string& value) : Json(std::string_view(value)) {}
  Json(const std::vector<std::string>& values);
  // NOLINTEND(google-explicit-constructor)
  static Json object() { return of_text("{}"); }
  /// Behind a text, which line() gives back with it: what has room is filled on.
  static Json object(std::string before) { return of_text(std::move(before += "{}")); }
  static Json array() { return of_text("[]"); }

  /// Adds a key to an object; returns the object, so that calls can be chained.
  Json& set(std::string_view key, Json&& value);
  /// The same for a key that is surely new: many of them take no longer each.
  Json& add(std::string_view key, Json&& value);
  /// A text goes to its place at once.
  template <std::convertible_to<std::string_view> Text>
  Json& add(std::string_view key, const Text& text) {
    return add_text(key, text);
  }
  /// The same for an object that `fill` adds fields to, where it stands.
  template <std::invocable<Json&> Fill>
  Json& add(std::string_view key, Fill fill) {
    add(key, object());
    text_.pop_back(); // the object is the last to be written, as if it were all
    fill(*this);
    text_ += '}';
    return *this;
  }
  /// Adds a value to an array.
  Json& add(Json&& value);

  /// One line, or indented by two, without a final newline. Control bytes, C1 and
  /// bidirectional controls are escapes; broken UTF-8 becomes U+FFFD.
  [[nodiscard]] std::string line() const& { return text_; }
  [[nodiscard]] std::string line() && { return std::move(text_); }
  [[nodiscard]] std::string pretty() const;

 private:
  friend struct JsonValue;
  static Json of_text(std::string text) {
    Json made;
    made.text_ = std::move(text);
    return made;
  }
  Json& add_text(std::string_view key, std::string_view text);
  /// Opens an object or array for one more, before which a comma goes.
  void open_again();
  void open_field(std::string_view key);

  std::string text_; ///< on one line
};

struct JsonField;

/// A JSON value as it is written: the digits of a number stay as they are.
struct JsonValue {
  struct Number {
    std::string digits;
  };
  using Items = std::vector<JsonValue>;
  using Fields = std::vector<JsonField>; ///< as in the file, a key twice too

  std::variant<std::monostate, bool, Number, std::string, Items, Fields> value;

  /// The last field of that name, as most readers have it, or null.
  [[nodiscard]] const JsonValue* find(std::string_view key) const;
  [[nodiscard]] const Fields& fields() const; ///< empty unless it is an object
  [[nodiscard]] const Items& items() const;   ///< empty unless it is an array
  [[nodiscard]] const std::string* text() const {
    return std::get_if<std::string>(&value);
  }
  [[nodiscard]] bool is_object() const { return std::holds_alternative<Fields>(value); }
  [[nodiscard]] bool is_array() const { return std::holds_alternative<Items>(value); }
  /// Null, false, or empty: it says nothing.
  [[nodiscard]] bool says_nothing() const;
  /// The same value to be written; a number with its digits.
  [[nodiscard]] Json json() const;
};

/// One `"key": value` of an object.
struct JsonField {
  std::string first;
  JsonValue second;
};

/// Throws Error{unreadable} that begins with `name:line:`, counted from `first_line`.
[[nodiscard]] JsonValue
parse_json(std::string_view text, const std::string& name, std::size_t first_line = 1);

/// A value that may be absent: null then.
template <class Optional>
Json json_or_null(const Optional& value) {
  return value ? Json(*value) : Json();
}

} // namespace kindly
