#include "base/json.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace kindly {

using nlohmann::ordered_json;

struct Json::Value { // NOLINT(bugprone-exception-escape): moving one throws nothing
  ordered_json json;
};

namespace {

/// JSON escapes only the controls below 0x20; a terminal obeys more than those.
std::string safe(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
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

std::string dumped(const ordered_json& json, int indent) {
  return safe(json.dump(indent, ' ', false, ordered_json::error_handler_t::replace));
}

} // namespace

Json::Json() : value_(std::make_unique<Value>()) {}
Json::Json(bool value) : value_(std::make_unique<Value>(Value{value})) {}
Json::Json(std::int64_t value) : value_(std::make_unique<Value>(Value{value})) {}
Json::Json(double value) : value_(std::make_unique<Value>(Value{value})) {}
Json::Json(std::string_view value)
    : value_(std::make_unique<Value>(Value{std::string(value)})) {}
Json::Json(const std::vector<std::string>& values) : Json(array()) {
  for (const std::string& value : values) add(value);
}
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

Json Json::object() {
  Json made;
  made.value_->json = ordered_json::object();
  return made;
}

Json Json::array() {
  Json made;
  made.value_->json = ordered_json::array();
  return made;
}

Json& Json::set(std::string_view key, Json value) {
  value_->json[std::string(key)] = std::move(value.value_->json);
  return *this;
}

Json& Json::add(std::string_view key, Json value) {
  auto& fields = value_->json.get_ref<ordered_json::object_t&>();
  // The base of nlohmann's ordered map is a vector; its own emplace looks for the key.
  static_cast<std::vector<ordered_json::object_t::value_type>&>(fields).emplace_back(
      std::string(key), std::move(value.value_->json));
  return *this;
}

Json& Json::add(Json value) {
  value_->json.push_back(std::move(value.value_->json));
  return *this;
}

std::string Json::line() const {
  return dumped(value_->json, -1);
}
std::string Json::pretty() const {
  return dumped(value_->json, 2);
}

} // namespace kindly
