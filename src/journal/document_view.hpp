#pragma once

#include "journal/plain_yaml.hpp"
#include "journal/sections.hpp"
#include "journal/yaml.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kindly {

/// An entry's file to be read and not changed: views of its bytes and its header, which
/// somebody else keeps. Most of a journal is read without a copy of either.
class DocumentView {
 public:
  /// `body` is where the body begins in `text`.
  DocumentView(std::string_view text, std::size_t body, const PlainValue& header)
      : text_(text), body_(body), header_(&header) {}
  DocumentView(std::string_view text, std::size_t body, const YamlValue& header)
      : text_(text), body_(body), header_(&header) {}

  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] std::string_view body() const { return text_.substr(body_); }

  /// What `read` makes of the header, a PlainValue or a YamlValue.
  template <class Read>
  [[nodiscard]] auto of_header(Read read) const {
    return std::visit([&](const auto* header) { return read(*header); }, header_);
  }
  [[nodiscard]] bool has_key(std::string_view key) const {
    return of_header([&](const auto& header) { return header.find(key) != nullptr; });
  }

  /// Every section; words before the first heading are one with an empty heading.
  [[nodiscard]] std::vector<Section> sections() const;
  /// The text of a section; two of one heading are joined. Empty where there is none.
  [[nodiscard]] std::string section(std::string_view heading) const;
  /// The kind part's paragraphs, without quoted lines.
  [[nodiscard]] std::string kind_part() const;

 private:
  std::string_view text_;
  std::size_t body_;
  std::variant<const PlainValue*, const YamlValue*> header_;
};

} // namespace kindly
