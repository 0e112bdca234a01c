#pragma once

#include "base/json.hpp"
#include "journal/entry.hpp"
#include "journal/sections.hpp"

#include <vector>

namespace kindly {

/// `kindly.entry/1`: absent is null, lists are [].
[[nodiscard]] Json entry_json(const Entry& entry);

/// {heading: text}; two sections of one heading are joined by an empty line.
[[nodiscard]] Json sections_json(std::vector<Section> sections);

} // namespace kindly
