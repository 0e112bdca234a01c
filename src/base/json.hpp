#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// A JSON value whose objects keep the order their keys were given in.
class Json {
 public:
  // A value is wherever JSON is wanted: conversions are meant.
  // NOLINTBEGIN(google-explicit-constructor)
  Json(); ///< null
  Json(bool value);
  Json(std::int64_t value);
  Json(int value) : Json(static_cast<std::int64_t>(value)) {}
  Json(std::size_t value) : Json(static_cast<std::int64_t>(value)) {}
  Json(double value);
  Json(std::string_view value);
  Json(const char* value) : Json(std::string_view(value)) {}
  Json(const std::string& value) : Json(std::string_view(value)) {}
  Json(const std::vector<std::string>& values);
  // NOLINTEND(google-explicit-constructor)
  Json(Json&&) noexcept;
  Json& operator=(Json&&) noexcept;
  Json(const Json&) = delete;
  Json& operator=(const Json&) = delete;
  ~Json();

  static Json object();
  static Json array();

  /// Adds a key to an object; returns the object, so that calls can be chained.
  Json& set(std::string_view key, Json value);
  /// The same for a key that is surely new: many of them take no longer each.
  Json& add(std::string_view key, Json value);
  /// Adds a value to an array.
  Json& add(Json value);

  /// One line, or indented by two, without a final newline. Control bytes, C1 and
  /// bidirectional controls are escapes; broken UTF-8 becomes U+FFFD.
  [[nodiscard]] std::string line() const;
  [[nodiscard]] std::string pretty() const;

 private:
  struct Value;
  std::unique_ptr<Value> value_;
};

/// A value that may be absent: null then.
template <class Optional>
Json json_or_null(const Optional& value) {
  return value ? Json(*value) : Json();
}

} // namespace kindly
