#pragma once

#include <string>

namespace kindly {

/// A plan of one's own for heavy hours, with a heading for each part and a hint below
/// it. The parts are those of published safety plans (Stanley and Brown 2012: warning
/// signs, coping alone, company and places, people to ask, professionals, a safer
/// place) and, as later versions have it, what is worth staying for.
[[nodiscard]] std::string plan_template();

/// A plan without the template's hints, and without the parts nobody wrote into; empty
/// where nothing was written at all. What a person wrote stays byte for byte.
[[nodiscard]] std::string written_plan(const std::string& edited);

} // namespace kindly
