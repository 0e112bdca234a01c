#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace kindly {

inline const std::array<std::string, 2> paper_names = {"a4", "letter"};

/// Two columns of four.
inline constexpr std::size_t cards_on_a_sheet = 8;

/// A page of cards, eight to a sheet of `paper` (one of `paper_names`), with lines to
/// cut along; a long text is set smaller. `language` is that of the texts.
[[nodiscard]] std::string card_page(std::span<const std::string> texts,
                                    std::string_view paper,
                                    std::string_view language);

} // namespace kindly
