#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace kindly {

/// A conflict that git left in a file: its lines, from 1, markers included.
struct Conflict {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// The first conflict from line `from` on. `<<<<<<< `, `=======` and `>>>>>>> ` must
/// all be there, in this order; one of them alone may be somebody's way to write.
[[nodiscard]] std::optional<Conflict> find_conflict(std::string_view text,
                                                    std::size_t from = 1);

/// What a person does about it.
inline constexpr std::string_view conflict_mend =
    "Keep the lines that are right and take out every line that begins with <<<<<<<, "
    "|||||||, ======= or >>>>>>>.";

} // namespace kindly
