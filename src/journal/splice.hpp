#pragma once

#include <string>
#include <string_view>
#include <vector>

// yaml-cpp can read a header but not write it back as it was, so kindly finds the bytes
// of one value, splices that value, and reads both headers again to prove that nothing
// else changed. Where it cannot prove it, it refuses and names the line to change by
// hand.

namespace kindly {

/// `text` with `key` set to a plain scalar `value`; the value's quoting, the comment
/// behind it and the line's end stay. A key that is not there is added as the last
/// line. Throws Error{unreadable} where that cannot be done with certainty.
[[nodiscard]] std::string with_value(const std::string& text,
                                     std::string_view key,
                                     std::string_view value,
                                     const std::string& name);

/// `text` with a key set to any text, in quotes where YAML needs them; a new key is the
/// last line. Throws Error{unreadable} where it cannot be set with certainty.
[[nodiscard]] std::string with_text(const std::string& text,
                                    std::string_view key,
                                    std::string_view value,
                                    const std::string& name);

/// `text` with a key that is not there yet as the last line: a list on one
/// line. Throws Error{unreadable} where it is there, or cannot be added with
/// certainty.
[[nodiscard]] std::string with_list(const std::string& text,
                                    std::string_view key,
                                    const std::vector<std::string>& items,
                                    const std::string& name);

/// `text` with one more item, already YAML on one line, at the end of the list `key`.
[[nodiscard]] std::string with_item(const std::string& text,
                                    std::string_view key,
                                    std::string_view item,
                                    const std::string& name);

} // namespace kindly
