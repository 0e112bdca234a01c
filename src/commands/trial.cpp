#include "commands/trial.hpp"

#include "base/text.hpp"
#include "commands/care_line.hpp"
#include "commands/shift.hpp"
#include "commands/sitting.hpp"
#include "practice/session.hpp"
#include "terminal/ask.hpp"
#include "terminal/layout.hpp"
#include "words/guide.hpp"

#include <map>

namespace kindly {
namespace {

constexpr std::string_view name_of_example = "example";

Document read_example() {
  return Document::read(std::string(guide_text(name_of_example)),
                        std::string(name_of_example))
      .value();
}

class Trial {
 public:
  explicit Trial(const World& world)
      : terminal_(world.terminal), document_(read_example()),
        entry_(document_.entry(name_of_example, world.clock.zone)),
        typing_(typing_of(terminal_, world.variable("TERM").value_or(""), false)),
        plan_{.occasion = entry_.occasion}, session_(plan_, {}) {}

  /// On `err`, as a session is held.
  ExitCode walk() {
    say("A made-up case, to see how it goes. Under each question stands what somebody "
        "else wrote. Type your own answer, or take theirs with Enter. Nothing is kept; "
        ":stop ends it.");
    say(settling());
    while (const auto step = session_.now())
      if (!ask_step(guide_of(*step))) return part();
    say("");
    say("That was all. This is what stands there now:");
    say("");
    for (const Step step : {Step::kind, Step::humanity, Step::forward})
      say_behind("  ", kept(step));
    const Rating before = Rating::read(kept(Step::before)).value();
    const Rating after = Rating::read(kept(Step::after)).value();
    say(fmt::format("{}  (how heavy, before and after)", shift_of(before, after)),
        "  ");
    if (const auto line = line_for_heavier(before, after)) say(*line);
    return part();
  }

  /// On `out`, as a text to read.
  ExitCode print() {
    terminal_.print(wrapped("A made-up case. `kindly new` asks the same questions at a "
                            "terminal; behind > stands what somebody wrote."));
    for (; session_.now(); session_.answered()) {
      const StepGuide& guide = guide_of(*session_.now());
      terminal_.print("\n" + wrapped(question_of(guide)));
      const std::string answer = example(guide);
      for (const std::string_view line : lines_of(answer))
        terminal_.print(indented(line, "> ", "  ", terminal_.text_width()));
    }
    terminal_.print("\n" + wrapped("With a thought of your own: kindly new"));
    return ExitCode::done;
  }

 private:
  [[nodiscard]] std::string wrapped(std::string_view text,
                                    std::string_view indent = "") const {
    return indented(text, indent, indent, terminal_.text_width());
  }
  void say(std::string_view text, std::string_view indent = "") const {
    terminal_.err.write(text.empty() ? "\n" : printable(wrapped(text, indent)));
  }

  void say_behind(std::string_view label, std::string_view lines) const {
    terminal_.err.write(printable(labelled(label, lines, terminal_.text_width())));
  }

  [[nodiscard]] std::string question_of(const StepGuide& guide) const {
    const std::string_view question = kindly::question_of(guide.step, plan_);
    return guide.step == Step::kind ? put_to(*entry_.address, question)
                                    : std::string(question);
  }

  [[nodiscard]] std::string example(const StepGuide& guide) const {
    if (guide.step == Step::before) return fmt::format("{}", entry_.before->value());
    if (guide.step == Step::after) return fmt::format("{}", entry_.after->value());
    return document_.section(guide.heading);
  }

  /// The person's own answer, else the example's.
  [[nodiscard]] std::string kept(Step step) const {
    const auto own = answers_.find(step);
    return own == answers_.end() ? example(guide_of(step)) : own->second;
  }

  void put_question(const StepGuide& guide) const {
    say("");
    if (guide.step == Step::quiet) say("(Here a session leaves two quiet minutes.)");
    if (guide.is_kind) say_behind("  critic: ", kept(Step::critic));
    say(question_of(guide));
    say_behind("  theirs: ", example(guide));
  }

  /// Whether it goes on.
  bool ask_step(const StepGuide& guide) {
    put_question(guide);
    std::string own;
    for (;;) {
      const auto line = ask(terminal_, typing_, {});
      if (!line) return false; // Ctrl-D
      const std::string typed(trimmed(*line));
      if (const auto word = session_word(typed)) {
        if (const auto goes_on = obey_word(*word, guide)) return *goes_on;
        continue;
      }
      const bool is_rating = guide.heading.empty();
      if (is_rating && !typed.empty() && !Rating::read(typed)) {
        say(no_rating);
        continue;
      }
      if (!typed.empty()) own += (own.empty() ? "" : "\n") + typed;
      if (typed.empty() || !guide.is_lines) break;
    }
    if (own.empty())
      answers_.erase(guide.step);
    else
      answers_[guide.step] = own;
    session_.answered();
    return true;
  }

  /// Whether it goes on; nothing where the question waits still.
  std::optional<bool> obey_word(SessionWord word, const StepGuide& guide) {
    switch (word) {
    case SessionWord::later:
    case SessionWord::stop: return false;
    case SessionWord::back:
      if (!session_.back()) say(no_question_before);
      return true;
    case SessionWord::skip: session_.answered(); return true;
    case SessionWord::help:
      say(guide.help, "  ");
      say("Enter takes the answer above, `:back` the question before, `:stop` ends it.",
          "  ");
      return std::nullopt;
    default: say("That word waits for you in `kindly new`."); return std::nullopt;
    }
  }

  ExitCode part() const {
    say("");
    say("Nothing of this was kept. With a thought of your own: kindly new");
    say(care_line);
    terminal_.err.flush();
    return ExitCode::done;
  }

  const Terminal& terminal_;
  Document document_;
  Entry entry_;
  Typing typing_;
  SessionPlan plan_;
  Session session_;
  std::map<Step, std::string> answers_; ///< the person's own
};

} // namespace

ExitCode try_steps(const World& world) {
  Trial trial(world);
  return can_hold_session(world) ? trial.walk() : trial.print();
}

} // namespace kindly
