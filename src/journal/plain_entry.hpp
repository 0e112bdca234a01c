#pragma once

#include "journal/entry.hpp"
#include "journal/plain_yaml.hpp"
#include "journal/query.hpp"

#include <cstddef>
#include <string_view>

namespace kindly {

/// Reads entries whose headers are as plain as kindly writes them, in a fraction of the
/// time a Document takes, and keeps its room from one to the next.
class PlainReader {
 public:
  /// Gives `entry` what Document::entry would give, without the path and without what
  /// `parts` leaves out. False where only a Document knows: the header is not plain,
  /// something in it is wrong, or the file is no entry.
  [[nodiscard]] bool read(std::string_view text,
                          std::string_view stem,
                          const Zone& zone,
                          Parts parts,
                          Entry& entry);

  /// The file that was read last, as long as its bytes are there.
  [[nodiscard]] DocumentView view() const { return {text_, body_, header_}; }

 private:
  PlainYaml yaml_;
  std::string_view text_;
  std::size_t body_ = 0;
  PlainValue header_{1};
};

} // namespace kindly
