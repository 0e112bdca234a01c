#pragma once

#include "words/pack.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The guided session as data: what is asked, in which order, and what comes next. It
// knows no terminal and no file.

namespace kindly {

/// The questions, in the order of the exercise. Its first step, settling, asks nothing.
enum class Step {
  situation,
  before,
  critic,
  to_friend,
  kind,
  humanity,
  forward,
  together, ///< what somebody who sits beside the person says
  quiet,    ///< some quiet minutes, and what is different afterwards
  after,
};

/// How many of them: all, or what takes three minutes.
enum class Pace { full, quick };

/// What a session is about, which decides what is asked and how.
struct SessionPlan {
  Pace pace = Pace::full;
  std::string form = "script"; ///< script, letter, dialogue
  std::string occasion = {};   ///< calm and performance have questions of their own
  std::string with = {};       ///< who sits beside the person and writes a part, too
};

/// What is known of a step.
struct StepGuide {
  Step step;
  std::string_view heading;  ///< the section that the answer becomes; empty: a rating
  std::string_view question; ///< of Step::kind, what follows "Now to you, NAME:"
  std::string_view neutral;  ///< what is asked instead of whoever cannot be kind yet
  std::string_view help;
  bool is_lines;                ///< a line at a time, until an empty one
  bool is_kind;                 ///< one of those that answer the critic
  std::span<const Role> offers; ///< the parts that suggestions are for, if there are
};

[[nodiscard]] const StepGuide& guide_of(Step step);

/// The question as this plan asks it.
[[nodiscard]] std::string_view question_of(Step step, const SessionPlan& plan);
/// The same on the neutral way; empty where it asks as ever.
[[nodiscard]] std::string_view neutral_question_of(Step step, const SessionPlan& plan);

/// The question for kind words, put to somebody by name.
[[nodiscard]] std::string put_to(std::string_view address, std::string_view question);

/// What a session says before its first question.
[[nodiscard]] std::string_view settling();

/// What it says to an answer that is no rating, and to `:back` at the first question.
inline constexpr std::string_view no_rating = "A whole number from 1 to 10, or Enter.";
inline constexpr std::string_view no_question_before = "This is the first question.";

/// The words that are no answer.
enum class SessionWord { back, skip, help, later, stop, edit, neutral, object };
[[nodiscard]] std::optional<SessionWord> session_word(std::string_view answer);
/// Every one of them, as it is typed.
[[nodiscard]] const std::vector<std::string>& session_words();

/// The way through the questions.
class Session {
 public:
  /// `answered` are those that an entry has an answer to already. It goes on behind the
  /// last of them: what was skipped on the way there was skipped for a reason. But
  /// where there are no kind words yet, it goes on where they are asked for. No
  /// question that has an answer is asked again on the way on.
  Session(const SessionPlan& plan, const std::set<Step>& answered);

  /// The question at hand; nothing where all were asked.
  [[nodiscard]] std::optional<Step> now() const;
  /// Whether kind words are asked for in the neutral way: nothing that a stranger would
  /// not be told. Two kind steps skipped one after the other lead there, too, where
  /// there are no kind words yet; where none is left to ask, the kind words are asked
  /// for once more.
  [[nodiscard]] bool is_neutral() const noexcept { return is_neutral_; }
  void take_neutral_way() noexcept { is_neutral_ = true; }

  void answered();
  /// Goes on without an answer; whether the neutral way begins with that.
  bool skipped();
  /// To the question before; whether there is one.
  bool back();

 private:
  void go_on();

  std::vector<Step> steps_;
  std::set<Step> answered_;
  std::size_t at_ = 0;
  int skipped_kind_ = 0;
  bool has_kind_words_ = false;
  bool is_neutral_ = false;
};

/// From so many points more a rating is met as one that rose.
inline constexpr int clear_rise = 2;

} // namespace kindly
