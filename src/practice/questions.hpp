#pragma once

#include "journal/sections.hpp"

#include <array>
#include <string_view>

namespace kindly {

/// A part of the exercise and what is asked about it.
struct Question {
  std::string_view heading;
  std::string_view text;
};

/// The questions of a script in the order of the exercise, as an editor shows them.
inline constexpr std::array<Question, 7> script_questions = {
    Question{headings::situation,
             "What happened? Two or three plain sentences: what, and when."},
    Question{headings::critic,
             "What does the critic say? Its exact words, a line each."},
    Question{headings::to_friend,
             "A friend tells you exactly this. What would you say to them?"},
    Question{headings::kind,
             "Now to you, by name: why it makes sense that this hurts."},
    Question{headings::humanity, "Who else has been in a place like this?"},
    Question{headings::forward,
             "What is yours to mend or learn, and one small next step?"},
    Question{
        headings::afterwards,
        "What is different now: body, breath, head? Leave it empty if nothing is."},
};

} // namespace kindly
