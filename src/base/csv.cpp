#include "base/csv.hpp"

#include "base/error.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

/// Reads field by field, and knows the line.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& name) : text_(text), name_(name) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
  }

  std::vector<CsvRecord> all() {
    std::vector<CsvRecord> records;
    while (at_ < text_.size()) {
      CsvRecord record{line_, {}};
      do record.fields.push_back(field());
      while (take(','));
      end_line();
      const bool is_blank = record.fields.size() == 1 && record.fields[0].empty();
      if (!is_blank) records.push_back(std::move(record));
    }
    return records;
  }

 private:
  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  void end_line() {
    take('\r');
    take('\n');
    ++line_;
  }
  std::string field() {
    if (take('"')) return quoted();
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    return std::string(text_.substr(begin, at_ - begin));
  }
  std::string quoted() {
    const std::size_t opened = line_;
    std::string field;
    for (;;) {
      const std::size_t quote = text_.find('"', at_);
      if (quote == std::string_view::npos)
        throw Error(
            ExitCode::unreadable,
            fmt::format("{}:{}: a quote is opened and not closed", name_, opened));
      for (; at_ < quote; ++at_) {
        line_ += text_[at_] == '\n' ? 1 : 0;
        field += text_[at_];
      }
      ++at_;
      if (!take('"')) break;
      field += '"';
    }
    if (at_ < text_.size() &&
        std::string_view(",\r\n").find(text_[at_]) == std::string_view::npos)
      throw Error(
          ExitCode::unreadable,
          fmt::format("{}:{}: a quote closes before the field ends", name_, line_));
    return field;
  }

  std::string_view text_;
  const std::string& name_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

} // namespace

std::string_view formula_guard(std::string_view text) {
  constexpr std::string_view formula_signs = "=+-@\t\r\n";
  const bool begins_so =
      !text.empty() && formula_signs.find(text.front()) != std::string_view::npos;
  return begins_so ? "'" : "";
}

std::string csv_field(std::string_view text) {
  std::string field(formula_guard(text));
  field += text;
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::vector<CsvRecord> parse_csv(std::string_view text, const std::string& name) {
  return CsvReader(text, name).all();
}

} // namespace kindly
