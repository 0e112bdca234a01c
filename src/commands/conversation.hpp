#pragma once

#include "commands/draft.hpp"
#include "commands/world.hpp"
#include "practice/compose.hpp"
#include "practice/session.hpp"
#include "terminal/ask.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// One question of a guided session, and whatever a person does with it: they answer,
// take a phrase, open the editor, object, go back. Which question is next is the
// Session's, what becomes of an answer the sitting's.

namespace kindly {

/// What a person did with a question.
enum class Reply {
  answered,
  edited, ///< in an editor: the whole answer, and not its next line
  skipped,
  back,
  later,
  stop
};

/// How one answer of a step is asked for.
struct Answering {
  std::string prompt = "> ";
  std::string heading = {};  ///< the section it goes to; empty: a rating, or nowhere
  std::string behind = {};   ///< what it stands behind there
  std::string editable = {}; ///< what an editor opens with
  std::string begun = {};    ///< what stands in the line already
};

/// `more` behind what is there already, with `between` between them.
[[nodiscard]] std::string
behind(std::string_view there, std::string_view more, std::string_view between = "\n");

/// Borrows all it is given.
class Conversation {
 public:
  Conversation(const World& world,
               const SessionPlan& plan,
               Typing typing,
               Draft& draft,
               Session& session)
      : world_(world), terminal_(world.terminal), plan_(plan), typing_(typing),
        draft_(draft), session_(session) {}

  // --- what is said
  void say(std::string_view text, std::string_view indent = "") const;
  /// Lines as they are, such as those of an older text.
  void show(std::string_view lines) const;
  /// The critic's words, while they are answered.
  void show_critic() const;
  /// The question of a step, and what goes with it: the critic in sight, phrases.
  void put_question(const StepGuide& guide);

  // --- what is known
  [[nodiscard]] std::string address() const;
  /// What the suggestions answer: the critic's words, else the situation.
  [[nodiscard]] std::string thought() const;
  [[nodiscard]] const Library& library();
  /// How suggestions sound; none: as the config or what helped before says.
  [[nodiscard]] const std::optional<Tone>& tone() const noexcept { return tone_; }
  void sound(Tone tone) { tone_ = tone; }

  // --- what is asked
  /// One answer, after whatever else was typed on the way to it.
  Reply ask(const StepGuide& guide, const Answering& how, std::string& text);
  /// New phrases for the next answer.
  void forget_offers() { offers_.clear(); }
  /// An answer to a question beside the steps, such as for a name: empty for Enter,
  /// nothing where a word leaves the question. One that ends the session does so once
  /// the step is over: `left`.
  std::optional<std::string> ask_beside(std::string_view heading = {},
                                        const std::string& behind = {});
  [[nodiscard]] const std::optional<Reply>& left() const noexcept { return left_; }
  /// Whether the last of them was left with `:back`.
  [[nodiscard]] bool went_back() const noexcept { return went_back_; }

  // --- what is kept
  void put(std::string_view heading, const std::string& text);
  /// Saves; where that fails, says so, and tries again as often as the person likes.
  /// Throws the last Error once they have enough of it.
  void keep(const std::function<void()>& save);
  /// Words that stood in the line when a signal came.
  void keep_begun(const std::string& begun);

 private:
  [[nodiscard]] std::string question_of(const StepGuide& guide) const;
  std::optional<std::string> answer_to(const Ask& asked);
  std::optional<Reply> obey_word(SessionWord word,
                                 const StepGuide& guide,
                                 const Answering& how,
                                 std::string& text);
  void help(const StepGuide& guide) const;
  void let_object();
  std::optional<Reply> edited(const std::string& before, std::string& text) const;
  std::string offer_text(const StepGuide& guide);

  const World& world_;
  const Terminal& terminal_;
  const SessionPlan& plan_;
  Typing typing_;
  Draft& draft_;
  Session& session_;
  std::optional<Library> library_;
  std::optional<Tone> tone_;
  std::vector<ScriptLine> offers_; ///< of the question at hand, once they were seen
  std::optional<Reply> left_;      ///< a question beside the steps ended the session
  bool went_back_ = false;         ///< the last question beside the steps
  std::string begun_in_;           ///< the section that a broken-off answer is for
  std::string begun_behind_;       ///< and what it stands behind there
};

} // namespace kindly
