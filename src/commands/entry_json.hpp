#pragma once

#include "base/json.hpp"
#include "journal/entry.hpp"
#include "journal/sections.hpp"

#include <string>
#include <string_view>

namespace kindly {

/// `kindly.entry/1`: absent is null, lists are []. It may stand behind a text.
[[nodiscard]] Json entry_json(const Entry& entry, std::string before = {});

/// Adds a body's `sections` to it, {heading: text}; two of one heading are joined by an
/// empty line.
void add_sections(Json& json, std::string_view body);

} // namespace kindly
