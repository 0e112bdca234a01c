#pragma once

#include "base/files.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace kindly::test {

/// The odd headers of tests/data/headers, by the number they begin with, such as F01.
inline std::map<std::string, std::string> wild_headers() {
  std::map<std::string, std::string> found;
  for (const auto& file :
       std::filesystem::directory_iterator(KINDLY_SOURCE_DIR "/tests/data/headers"))
    if (file.path().extension() == ".md")
      found[file.path().stem().string().substr(0, 3)] = read_file(file, 1U << 20);
  return found;
}

/// `kindly: 1` as the first line of the header, where there is one.
inline std::string as_entry(const std::string& text) {
  const bool begins = text.starts_with("---") || text.starts_with("\n---") ||
                      text.starts_with("\xef\xbb\xbf---");
  const std::size_t newline = text.find('\n', text.find("---"));
  if (!begins || newline == std::string::npos) return text;
  const bool carriage = text[newline - 1] == '\r';
  return text.substr(0, newline + 1) + (carriage ? "kindly: 1\r\n" : "kindly: 1\n") +
         text.substr(newline + 1);
}

} // namespace kindly::test
