#pragma once

#include "journal/sections.hpp"

#include <array>
#include <string_view>

namespace kindly {

/// What an editor and a guided session ask in the same words.
namespace questions {
inline constexpr std::string_view situation =
    "What happened? Two or three plain sentences: what, and when.";
inline constexpr std::string_view to_friend =
    "A friend tells you exactly this. What would you say to them?";
inline constexpr std::string_view humanity = "Who else has been in a place like this?";
} // namespace questions

/// A part of the exercise and what is asked about it.
struct Question {
  std::string_view heading;
  std::string_view text;
};

/// The questions of a script in the order of the exercise, as an editor shows them.
inline constexpr std::array<Question, 7> script_questions = {
    Question{headings::situation, questions::situation},
    Question{headings::critic,
             "What does the critic say? Its exact words, a line each."},
    Question{headings::to_friend, questions::to_friend},
    Question{headings::kind,
             "Now to you, by name: why it makes sense that this hurts."},
    Question{headings::humanity, questions::humanity},
    Question{headings::forward,
             "What is yours to mend or learn, and one small next step?"},
    Question{
        headings::afterwards,
        "What is different now: body, breath, head? Leave it empty if nothing is."},
};

} // namespace kindly
