#include "practice/session.hpp"

#include "practice/questions.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace kindly {
namespace {

using enum Role;

constexpr std::array for_kind = {mindfulness, kindness, encouragement};
constexpr std::array for_humanity = {humanity, humanity, humanity};
constexpr std::array for_forward = {accountability, encouragement, accountability};

constexpr std::array<StepGuide, 10> guides = {
    StepGuide{Step::situation,
              headings::situation,
              questions::situation,
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
              questions::to_friend,
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
              "Say what hurts and why. Then what you would tell a friend, with your "
              "own name in front.",
              true,
              true,
              for_kind},
    StepGuide{Step::humanity,
              headings::humanity,
              questions::humanity,
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
    StepGuide{Step::together,
              {},
              "what would you say, in your own words? A line at a time; an empty line "
              "goes on.",
              {},
              "Whoever sits beside you types this part. It stands under their name.",
              true,
              false,
              {}},
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

std::vector<Step> steps_of(const SessionPlan& plan) {
  std::vector<Step> steps;
  if (plan.pace == Pace::quick) {
    steps.assign(quick_steps.begin(), quick_steps.end());
  } else {
    for (const StepGuide& guide : guides) steps.push_back(guide.step);
  }
  const auto without = [&](std::initializer_list<Step> some) {
    std::erase_if(
        steps, [&](Step step) { return std::ranges::find(some, step) != some.end(); });
  };
  if (plan.with.empty()) without({Step::together});
  // A letter is written to the younger self at once; a dialogue is its turns.
  if (plan.form == "letter") without({Step::to_friend});
  if (plan.form == "dialogue") without({Step::critic, Step::to_friend, Step::humanity});
  return steps;
}

struct Wording {
  std::string_view of; ///< a form or an occasion
  Step step;
  std::string_view question;
  std::string_view neutral = {};
};

/// What some forms and occasions ask instead; a form goes before an occasion.
constexpr std::array wordings = {
    Wording{"letter",
            Step::situation,
            "What happened to you then? Where were you, and who was there?"},
    Wording{"letter", Step::before, "How heavy is it to think of it now, 1 to 10?"},
    Wording{"letter",
            Step::critic,
            "What did you come to believe about yourself that day? Its words, a line "
            "each; an empty line goes on."},
    Wording{"letter",
            Step::kind,
            "what did you need to hear that day, and from whom? Write it as you are "
            "today, to the one you were, a line at a time; an empty line goes on."},
    Wording{"letter",
            Step::humanity,
            "What do you know today about others of that age, that you could not know "
            "then?"},
    Wording{"letter",
            Step::forward,
            "What small thing will you do, now that you are grown, for the one you "
            "were?"},
    Wording{"dialogue",
            Step::kind,
            "The critic and a friend take turns, a line each. Enter on the critic's "
            "line ends it; the friend has the last word.",
            "The friend need not be warm, only fair. They take turns, a line each. "
            "Enter on the critic's line ends it; the friend has the last word."},
    Wording{"rewrite",
            Step::kind,
            "what would you say about this today?",
            "It need not be warm. What can you say about this without attacking "
            "yourself?"},
    Wording{"calm",
            Step::situation,
            "Pick something small that still stings a little: a message you forgot to "
            "answer, a cup you broke, a joke nobody laughed at. What happened?"},
    Wording{"calm",
            Step::critic,
            "What did the critic mutter about it? Its words, a line each; an empty "
            "line goes on."},
    Wording{"performance",
            Step::situation,
            "What is ahead of you, or just over? What, where, and when."},
    Wording{"performance",
            Step::critic,
            "If it goes badly, what will the critic say? Its words, a line each; an "
            "empty line goes on."},
    Wording{"performance",
            Step::kind,
            "what do you want to read afterwards, however it went? A line at a time; "
            "an empty line goes on."},
    Wording{"performance",
            Step::forward,
            "What is enough for this time, and what will you do right after it?"},
};

/// In the order of SessionWord.
const std::vector<std::string> words = {
    ":back", ":skip", ":help", ":later", ":stop", ":edit", ":neutral", ":object"};

} // namespace

const StepGuide& guide_of(Step step) {
  return guides.at(static_cast<std::size_t>(step));
}

std::string_view question_of(Step step, const SessionPlan& plan) {
  for (const std::string_view of : {plan.form, plan.occasion})
    for (const Wording& wording : wordings)
      if (wording.of == of && wording.step == step) return wording.question;
  return guide_of(step).question;
}

std::string put_to(std::string_view address, std::string_view question) {
  return fmt::format("Now to you, {}: {}", address, question);
}

std::string_view settling() {
  return "If you can: a place to yourself, ten minutes, a hand on your heart or a warm "
         "cup in it.";
}

std::string_view neutral_question_of(Step step, const SessionPlan& plan) {
  for (const Wording& wording : wordings)
    if (wording.of == plan.form && wording.step == step && !wording.neutral.empty())
      return wording.neutral;
  return guide_of(step).neutral;
}

const std::vector<std::string>& session_words() {
  return words;
}

std::optional<SessionWord> session_word(std::string_view answer) {
  const auto found = std::ranges::find(words, answer);
  if (found == words.end()) return std::nullopt;
  return static_cast<SessionWord>(found - words.begin());
}

Session::Session(const SessionPlan& plan, const std::set<Step>& answered)
    : steps_(steps_of(plan)), answered_(answered) {
  const auto has_answer = [&](Step step) { return answered.contains(step); };
  for (std::size_t i = 0; i < steps_.size(); ++i)
    if (has_answer(steps_[i])) at_ = i + 1;
  has_kind_words_ = has_answer(Step::kind);
  if (has_kind_words_) return;
  const auto owed = std::ranges::find_if(
      steps_, [&](Step step) { return guide_of(step).is_kind && !has_answer(step); });
  at_ = std::min(at_, static_cast<std::size_t>(owed - steps_.begin()));
}

/// To the next question without an answer.
void Session::go_on() {
  ++at_;
  while (at_ < steps_.size() && answered_.contains(steps_[at_])) ++at_;
}

std::optional<Step> Session::now() const {
  if (at_ >= steps_.size()) return std::nullopt;
  return steps_[at_];
}

void Session::answered() {
  if (at_ < steps_.size() && guide_of(steps_[at_]).is_kind) skipped_kind_ = 0;
  has_kind_words_ = has_kind_words_ || now() == Step::kind;
  go_on();
}

bool Session::skipped() {
  constexpr int enough = 2;
  const auto is_kind = [](Step step) { return guide_of(step).is_kind; };
  const bool can_ask_again = now() == Step::kind;
  const std::size_t skipped_at = at_;
  if (at_ < steps_.size() && is_kind(steps_[at_])) ++skipped_kind_;
  go_on();
  if (skipped_kind_ < enough || is_neutral_ || has_kind_words_) return false;
  const auto ahead = std::next(steps_.begin(), static_cast<std::ptrdiff_t>(at_));
  if (std::none_of(ahead, steps_.end(), is_kind)) {
    if (!can_ask_again) return false;
    at_ = skipped_at;
  }
  is_neutral_ = true;
  return true;
}

bool Session::back() {
  if (at_ == 0) return false;
  --at_;
  return true;
}

} // namespace kindly
