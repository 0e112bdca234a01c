#include "practice/session.hpp"

#include "journal/sections.hpp"

#include <algorithm>
#include <array>

namespace kindly {
namespace {

using enum Role;

constexpr std::array for_kind = {mindfulness, kindness, encouragement};
constexpr std::array for_humanity = {humanity, humanity, humanity};
constexpr std::array for_forward = {accountability, encouragement, accountability};

constexpr std::array<StepGuide, 9> guides = {
    StepGuide{Step::situation,
              headings::situation,
              "What happened? Two or three plain sentences: what, and when.",
              {},
              "Facts first: who, where, when. It need not be complete or fair.",
              false,
              false,
              {}},
    StepGuide{Step::before,
              {},
              "How heavy is it right now, 1 (barely) to 10 (overwhelming)?",
              {},
              "Your first guess is fine. Only you compare it, and only with yourself.",
              false,
              false,
              {}},
    StepGuide{
        Step::critic,
        headings::critic,
        "What is the critic saying? Its exact words, a line each; an empty line "
        "goes on.",
        {},
        "Write it as it sounds in your head. Here it can be looked at; you do not "
        "have to agree with it.",
        true,
        false,
        {}},
    StepGuide{Step::to_friend,
              headings::to_friend,
              "A friend tells you exactly this. What would you say to them?",
              "Somebody you hardly know tells you this. What would be fair to say?",
              "Think of one real person. What would your face do first? Start there.",
              false,
              true,
              {}},
    StepGuide{Step::kind,
              headings::kind,
              "why does it make sense that this hurts, and what do you need to hear? A "
              "line at a time; an empty line goes on.",
              "It need not be warm. What can you say about this without attacking "
              "yourself? A line at a time; an empty line goes on.",
              "Say what hurts and why. Then what you told the friend, with your own "
              "name in front.",
              true,
              true,
              for_kind},
    StepGuide{Step::humanity,
              headings::humanity,
              "Who else has been in a place like this?",
              "Has this happened to other people, as far as you know?",
              "Somebody you know, somebody you read of, or how often a thing like this "
              "happens to people.",
              false,
              true,
              for_humanity},
    StepGuide{Step::forward,
              headings::forward,
              "What is yours to mend or learn, and one small next step, if there is "
              "one?",
              "Is there one small thing to do next? It may be to stop for today.",
              "Small means done within a day. Nothing is an answer, too: then skip "
              "this.",
              false,
              true,
              for_forward},
    StepGuide{Step::quiet,
              headings::afterwards,
              "What is different now: body, breath, head?",
              {},
              "Shoulders, jaw, stomach, breath. \"The same\" is an answer.",
              false,
              false,
              {}},
    StepGuide{Step::after,
              {},
              "How heavy is it now, 1 to 10?",
              {},
              "Lower, the same and higher are all worth knowing. Enter leaves it for "
              "later.",
              false,
              false,
              {}},
};

constexpr std::array quick_steps = {Step::situation,
                                    Step::before,
                                    Step::critic,
                                    Step::humanity,
                                    Step::kind,
                                    Step::after};

std::vector<Step> steps_of(Pace pace) {
  if (pace == Pace::quick) return {quick_steps.begin(), quick_steps.end()};
  std::vector<Step> steps;
  for (const StepGuide& guide : guides) steps.push_back(guide.step);
  return steps;
}

/// In the order of SessionWord.
const std::vector<std::string> words = {
    ":back", ":skip", ":help", ":later", ":stop", ":edit", ":neutral", ":object"};

} // namespace

const StepGuide& guide_of(Step step) {
  return guides.at(static_cast<std::size_t>(step));
}

std::string_view settling() {
  return "If you can: a place to yourself, ten minutes, a hand on your heart or a warm "
         "cup in it.";
}

const std::vector<std::string>& session_words() {
  return words;
}

std::optional<SessionWord> session_word(std::string_view answer) {
  const auto found = std::ranges::find(words, answer);
  if (found == words.end()) return std::nullopt;
  return static_cast<SessionWord>(found - words.begin());
}

Session::Session(Pace pace, const std::set<Step>& answered) : steps_(steps_of(pace)) {
  // What was skipped on the way to the last answer was skipped for a reason.
  for (std::size_t i = 0; i < steps_.size(); ++i)
    if (answered.contains(steps_[i])) at_ = i + 1;
}

std::optional<Step> Session::now() const {
  if (at_ >= steps_.size()) return std::nullopt;
  return steps_[at_];
}

void Session::answered() {
  if (at_ < steps_.size() && guide_of(steps_[at_]).is_kind) skipped_kind_ = 0;
  ++at_;
}

bool Session::skipped() {
  constexpr int enough = 2;
  if (at_ < steps_.size() && guide_of(steps_[at_]).is_kind) ++skipped_kind_;
  ++at_;
  const bool begins = skipped_kind_ == enough && !is_neutral_;
  is_neutral_ = is_neutral_ || begins;
  return begins;
}

bool Session::back() {
  if (at_ == 0) return false;
  --at_;
  return true;
}

} // namespace kindly
