#include "commands/sitting.hpp"

#include "base/text.hpp"
#include "commands/care_line.hpp"
#include "commands/care_notice.hpp"
#include "commands/draft.hpp"
#include "commands/editing.hpp"
#include "commands/script.hpp"
#include "commands/shift.hpp"
#include "commands/typed.hpp"
#include "practice/check.hpp"
#include "terminal/ask.hpp"
#include "terminal/editor.hpp"
#include "terminal/layout.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <utility>

namespace kindly {
namespace {

constexpr int quiet_seconds = 120;

/// What a person did with a question.
enum class Reply {
  answered,
  edited, ///< in an editor: the whole answer, and not its next line
  skipped,
  back,
  later,
  stop
};

/// `more` behind what is there already, with `between` between them.
std::string
behind(std::string_view there, std::string_view more, std::string_view between = "\n") {
  return there.empty() ? std::string(more)
                       : fmt::format("{}{}{}", there, between, more);
}

/// Paragraphs, each without the blank lines around it; a heading alone is none.
std::vector<std::string> passages_of(std::string_view text) {
  std::vector<std::string> passages(1);
  for (const std::string_view line : lines_of(text)) {
    if (trimmed(line).empty())
      passages.emplace_back();
    else
      passages.back() += std::string(line) + "\n";
  }
  std::erase_if(passages, [](const std::string& passage) {
    return passage.empty() ||
           (passage.starts_with('#') && std::ranges::count(passage, '\n') == 1);
  });
  return passages;
}

std::set<Step> answered_in(const Draft& draft) {
  std::set<Step> steps;
  for (int i = 0; i <= static_cast<int>(Step::after); ++i) {
    const StepGuide& guide = guide_of(static_cast<Step>(i));
    const bool has = guide.step == Step::before  ? draft.entry().before.has_value()
                     : guide.step == Step::after ? draft.entry().after.has_value()
                                                 : !draft.text(guide.heading).empty();
    if (has) steps.insert(guide.step);
  }
  return steps;
}

/// How one answer of a step is asked for.
struct Answering {
  std::string prompt = "> ";
  std::string heading = {};  ///< the section it goes to; empty: a rating, or nowhere
  std::string behind = {};   ///< what it stands behind there
  std::string editable = {}; ///< what an editor opens with
  std::string begun = {};    ///< what stands in the line already
};

class Sitting {
 public:
  Sitting(const World& world, const SittingWishes& wishes, Draft draft)
      : world_(world), terminal_(world.terminal),
        typing_(
            typing_of(terminal_, world.variable("TERM").value_or(""), wishes.is_plain)),
        draft_(std::move(draft)), plan_{.pace = wishes.pace,
                                        .form = draft_.entry().form,
                                        .occasion = draft_.entry().occasion,
                                        .is_together = !wishes.with.empty()},
        with_(wishes.with), session_(plan_, answered_in(draft_)) {}

  ExitCode run() {
    return until_interrupted([&] { return ask_all(); });
  }

  ExitCode rewrite(const std::string& situation, const std::string& old_text) {
    return until_interrupted([&] { return ask_passages(situation, old_text); });
  }

 private:
  template <class Talk>
  ExitCode until_interrupted(Talk talk) {
    try {
      return talk();
    } catch (const InterruptedAnswer& interrupted) {
      keep_begun(interrupted.begun());
      part();
      throw Interrupted(interrupted.signal());
    } catch (const Interrupted&) {
      part();
      throw;
    }
  }

  void part() {
    try {
      say("");
      leave();
    } catch (const Error&) { // the terminal is gone; the words are on disk
      return;
    }
  }

  ExitCode ask_all() {
    welcome();
    while (const auto step = session_.now()) {
      switch (ask_step(guide_of(*step))) {
      case Reply::answered:
      case Reply::edited: session_.answered(); break;
      case Reply::skipped:
        if (session_.skipped())
          say("Kind words may be out of reach today. So only this: nothing that you "
              "would not say to a stranger.");
        break;
      case Reply::back:
        if (!session_.back()) say("This is the first question.");
        break;
      case Reply::later: return leave();
      case Reply::stop: return finish();
      }
    }
    offer_what_is_missing();
    return finish();
  }

  ExitCode ask_passages(const std::string& situation, const std::string& old_text) {
    say("Passage by passage: the old words, and room for kinder ones. Enter leaves a "
        "passage as it is; the old text is not changed.");
    const StepGuide& guide = guide_of(Step::kind);
    std::string all;
    for (const std::string& passage : passages_of(old_text)) {
      say("");
      std::string quoted;
      for (const std::string_view line : lines_of(passage))
        quoted += fmt::format("> {}\n", line);
      terminal_.err.write(printable(quoted));
      offers_.clear();
      std::string text;
      const Reply reply = ask_answer(guide,
                                     {.heading = std::string(headings::kind),
                                      .behind = behind(all, quoted, "\n\n")},
                                     text);
      if (reply == Reply::later) return leave();
      if (reply == Reply::stop) return finish();
      if (reply != Reply::answered && reply != Reply::edited) continue;
      if (!draft_.path()) draft_.put_text(headings::situation, situation);
      all = behind(all, quoted, "\n\n") + "\n" + text;
      draft_.put_text(headings::kind, all);
    }
    return finish();
  }

  // --- what is shown -----------------------------------------------------------

  void say(std::string_view text, std::string_view indent = "") const {
    terminal_.err.write(
        text.empty()
            ? "\n"
            : printable(indented(text, indent, indent, terminal_.text_width())));
  }

  void welcome() const {
    if (!draft_.path()) {
      say("A few short questions. Enter skips one, Ctrl-C keeps what you wrote, "
          "nothing leaves this computer. :help says more.");
      say(settling());
      return;
    }
    say(fmt::format("Going on with {}.", draft_.tail()));
    if (const std::string what = draft_.text(headings::situation); !what.empty())
      say(on_one_line(what), "  ");
  }

  /// The critic's words, while they are answered.
  void show_critic() const {
    const std::string critic = draft_.text(headings::critic);
    if (critic.empty()) return;
    constexpr std::size_t most_lines = 4;
    std::size_t shown = 0;
    for (const std::string_view line : lines_of(critic)) {
      if (++shown > most_lines) {
        say("…", "          ");
        return;
      }
      terminal_.err.write(printable(indented(trimmed(line),
                                             shown == 1 ? "  critic: " : "          ",
                                             "          ",
                                             terminal_.text_width())));
    }
  }

  [[nodiscard]] std::string question_of(const StepGuide& guide) const {
    if (session_.is_neutral() && !guide.neutral.empty())
      return std::string(guide.neutral);
    const std::string_view question = kindly::question_of(guide.step, plan_);
    if (guide.step == Step::together) return fmt::format("{}: {}", with_, question);
    if (guide.step != Step::kind || plan_.form == "dialogue")
      return std::string(question);
    if (plan_.form == "letter" && draft_.entry().age)
      return fmt::format(
          "Dear {}, {} years old: {}", address(), *draft_.entry().age, question);
    return fmt::format("Now to you, {}: {}", address(), question);
  }

  /// The section that an answer becomes; a rating has none.
  [[nodiscard]] std::string heading_of(const StepGuide& guide) const {
    return guide.step == Step::together ? fmt::format("From {}", with_)
                                        : std::string(guide.heading);
  }

  [[nodiscard]] std::string address() const {
    return draft_.entry().address.value_or(world_.settings.spoken_to());
  }

  // --- asking ------------------------------------------------------------------

  Reply ask_step(const StepGuide& guide) {
    if (guide.step == Step::kind) ask_address();
    if (left_) return *left_;
    if (guide.step == Step::quiet && !was_quiet_) be_quiet();
    say("");
    if (guide.is_kind) show_critic();
    say(question_of(guide));
    offers_.clear();
    const bool has_offers = !guide.offers.empty();
    if (has_offers && typing_ == Typing::plain)
      terminal_.err.write(offer_text(guide)); // there is no Tab
    else if (has_offers)
      say("(Tab shows three phrases, a number takes one.)");
    if (guide.step == Step::kind && plan_.form == "dialogue") return ask_turns(guide);
    if (heading_of(guide).empty()) return ask_rating(guide);
    const Reply reply = guide.is_lines ? ask_lines(guide) : ask_text(guide);
    if (reply == Reply::answered && guide.step == Step::critic) offer_themes();
    return left_.value_or(reply);
  }

  Reply ask_text(const StepGuide& guide) {
    const std::string heading = heading_of(guide);
    const std::string earlier = draft_.text(heading); // after :back
    Answering how{.heading = heading, .editable = earlier};
    if (typing_ == Typing::edited && earlier.find('\n') == std::string::npos) {
      how.begun = earlier + std::exchange(begun_early_, {});
    } else {
      show_earlier(earlier);
      how.behind = earlier;
    }
    std::string text;
    const Reply reply = ask_answer(guide, how, text);
    if (reply != Reply::answered && reply != Reply::edited) return reply;
    draft_.put_text(heading, text);
    return Reply::answered;
  }

  void show_earlier(const std::string& earlier) const {
    if (earlier.empty()) return;
    say("So far (:edit changes it):", "  ");
    for (const std::string_view line : lines_of(earlier)) say(line, "  ");
  }

  Reply ask_lines(const StepGuide& guide) {
    const std::string heading = heading_of(guide);
    std::string all = draft_.text(heading); // after :back
    show_earlier(all);
    for (;;) {
      std::string line;
      const Reply reply =
          ask_answer(guide, {.heading = heading, .behind = all, .editable = all}, line);
      if (reply == Reply::skipped && !all.empty()) return Reply::answered;
      if (reply == Reply::edited) {
        draft_.put_text(heading, line);
        return Reply::answered;
      }
      if (reply != Reply::answered) return reply;
      all = behind(all, line);
      draft_.put_text(heading, all);
    }
  }

  static std::string_view last_line_of(std::string_view text) {
    return text.substr(text.find_last_of('\n') + 1); // npos + 1 is 0
  }

  /// The critic's last line, where the friend has not spoken since.
  static std::string unanswered_line(const std::string& critic,
                                     const std::string& turns) {
    const std::string_view last = last_line_of(critic);
    const bool is_answered =
        turns.find(fmt::format("> {}\n", last)) != std::string::npos;
    return is_answered ? std::string() : std::string(last);
  }

  /// The critic's line, the friend's answer, until the critic has no more to say.
  Reply ask_turns(const StepGuide& guide) {
    std::string turns = draft_.text(headings::kind);
    std::string critic = draft_.text(headings::critic);
    std::string waiting = unanswered_line(critic, turns);
    for (bool is_first = true;; is_first = false) {
      std::string line = std::exchange(waiting, {});
      Reply reply = Reply::answered;
      if (!line.empty())
        say(line, "  critic: ");
      else
        reply = ask_answer(guide,
                           {.prompt = "critic > ",
                            .heading = std::string(headings::critic),
                            .behind = critic},
                           line);
      if (reply == Reply::skipped) return is_first ? reply : Reply::answered;
      if (reply != Reply::answered && reply != Reply::edited) return reply;
      line = on_one_line(line);
      if (last_line_of(critic) != line) {
        critic = behind(critic, line);
        draft_.put_text(headings::critic, critic);
      }
      turns = behind(turns, "> " + line, "\n\n");
      std::string answer;
      offers_.clear();
      for (reply = Reply::skipped; reply == Reply::skipped;) {
        reply = ask_answer(guide,
                           {.prompt = "friend > ",
                            .heading = std::string(headings::kind),
                            .behind = turns + "\n"},
                           answer);
        if (reply == Reply::skipped)
          say("The friend has the last word. A number takes a phrase; `:later` leaves "
              "it for another time.");
      }
      if (reply != Reply::answered && reply != Reply::edited) return reply;
      turns += "\n\n" + answer;
      draft_.put_text(headings::kind, turns);
    }
  }

  Reply ask_rating(const StepGuide& guide) {
    for (;;) {
      std::string text;
      const Reply reply = ask_answer(guide, {.prompt = "1-10 > "}, text);
      if (reply != Reply::answered) return reply;
      if (const auto rating = Rating::read(trimmed(text))) {
        if (guide.step == Step::before)
          draft_.put_before(*rating);
        else
          draft_.put_after(*rating, now());
        return reply;
      }
      say("A whole number from 1 to 10, or Enter.");
    }
  }

  /// What was typed, without blanks around it. What is no UTF-8 becomes escapes: words
  /// beside it are not lost for it.
  std::optional<std::string> answer_to(const Ask& asked) {
    const auto line = ask(terminal_, typing_, asked);
    if (!line) return std::nullopt;
    std::string typed(trimmed(*line));
    if (is_utf8(typed) && typed.find('\0') == std::string::npos) return typed;
    say("Some of that is not UTF-8; it stands there as \\x…");
    return printable(typed);
  }

  /// One answer, after whatever else was typed on the way to it.
  Reply ask_answer(const StepGuide& guide, const Answering& how, std::string& text) {
    Ask asked;
    asked.prompt = how.prompt;
    asked.begun = how.begun;
    if (!guide.offers.empty()) asked.offer = [&] { return offer_text(guide); };
    for (;;) {
      begun_in_ = how.heading;
      begun_behind_ = how.behind;
      const auto line = answer_to(asked);
      asked.begun.clear();
      if (!line) return Reply::later; // Ctrl-D
      if (line->empty()) return Reply::skipped;
      const std::string& typed = *line;
      // A word may stand behind what stood there already.
      const auto word = session_word(trimmed(std::string_view(typed).substr(
          typed.starts_with(how.begun) ? how.begun.size() : 0)));
      if (word) {
        const auto reply = obey_word(*word, guide, how, text);
        if (reply || left_) return reply.value_or(*left_);
        asked.begun = how.begun;
        continue;
      }
      if (const auto meant = mistyped_word(typed)) {
        say(*meant);
        continue;
      }
      if (const auto phrase = taken(guide, typed)) {
        asked.begun = *phrase; // it can be changed before Enter
        if (typing_ == Typing::edited) continue;
        say(*phrase, "  ");
        text = *phrase;
        return Reply::answered;
      }
      text = typed;
      return Reply::answered;
    }
  }

  /// What a word such as `:back` does; nothing where the question is asked again.
  std::optional<Reply> obey_word(SessionWord word,
                                 const StepGuide& guide,
                                 const Answering& how,
                                 std::string& text) {
    switch (word) {
    case SessionWord::back: return Reply::back;
    case SessionWord::skip: return Reply::skipped;
    case SessionWord::later: return Reply::later;
    case SessionWord::stop: return Reply::stop;
    case SessionWord::help: help(guide); return std::nullopt;
    case SessionWord::neutral:
      session_.take_neutral_way();
      say(question_of(guide));
      return std::nullopt;
    case SessionWord::object:
      let_object();
      say(question_of(guide));
      return std::nullopt;
    case SessionWord::edit:
      if (how.heading.empty()) {
        say("A rating needs no editor.");
        return std::nullopt;
      }
      return edited(how.editable, text);
    }
    return std::nullopt;
  }

  void help(const StepGuide& guide) const {
    say(guide.help, "  ");
    if (guide.is_kind)
      say("`:neutral` asks for less than kindness: only no "
          "attack. `:object` lets what in you objects say its piece.",
          "  ");
    say("`:back` the question before, `:skip` the next one, `:edit` this answer in "
        "your editor, `:later` stop and go on another time, `:stop` stop here. "
        "Everything is kept.",
        "  ");
  }

  /// `:hlep` is no answer; `:)` is one.
  [[nodiscard]] static std::optional<std::string>
  mistyped_word(const std::string& typed) {
    const bool is_word = typed.size() > 2 && typed[0] == ':' &&
                         std::all_of(typed.begin() + 1, typed.end(), [](char c) {
                           return c >= 'a' && c <= 'z';
                         });
    if (!is_word) return std::nullopt;
    if (const auto near = nearest(typed, session_words()))
      return fmt::format("{} is no word of kindly's. Did you mean {}?", typed, *near);
    return std::nullopt;
  }

  /// An answer to a question beside the steps, such as for a name: empty for Enter,
  /// nothing where a word leaves the question. One that ends the session does so once
  /// the step is over.
  std::optional<std::string> ask_beside(std::string_view heading = {},
                                        const std::string& behind = {}) {
    for (;;) {
      begun_in_ = heading;
      begun_behind_ = behind;
      const auto line = answer_to({});
      if (!line) left_ = Reply::later;
      if (!line) return std::nullopt;
      const auto word = session_word(*line);
      if (!word) return line;
      if (*word == SessionWord::later) left_ = Reply::later;
      if (*word == SessionWord::stop) left_ = Reply::stop;
      if (*word != SessionWord::help) return std::nullopt;
      say("An answer, or Enter to leave it out. `:later` and `:stop` end the session; "
          "everything is kept.",
          "  ");
    }
  }

  /// Resistance has a section of its own, and nobody argues with it.
  void let_object() {
    say("What in you objects? It may say its piece; nobody argues here.");
    const std::string before = draft_.text(headings::resistance);
    const auto line = ask_beside(headings::resistance, before);
    if (!line || line->empty()) return;
    draft_.put_text(headings::resistance, behind(before, *line));
    say("Noted. It may stay, and you may go on beside it.");
  }

  /// The answer in an editor, from a file of its own that is gone afterwards.
  std::optional<Reply> edited(const std::string& before, std::string& text) {
    std::string editor;
    try {
      editor = editor_of(world_);
    } catch (const Error& problem) {
      say(fmt::format("{}. {}", problem.what(), problem.hint()));
      return std::nullopt;
    }
    const std::filesystem::path folder =
        world_.variable("XDG_RUNTIME_DIR")
            .value_or(world_.variable("TMPDIR").value_or("/tmp"));
    Chance chance(world_.seed);
    const auto file = create_file(
        folder,
        [&] { return fmt::format("kindly-{}.md", chance.next()); },
        before.empty() ? "" : before + "\n",
        Durability::fast);
    try {
      run_editor(editor, file);
    } catch (const Error& problem) { // what was saved before counts all the same
      say(fmt::format("{}. {}", problem.what(), problem.hint()));
    }
    text = trimmed(read_if_there(file, text_limit).value_or(""));
    remove_file(file, Durability::fast);
    return text.empty() || text == before ? std::optional<Reply>() : Reply::edited;
  }

  // --- suggestions -------------------------------------------------------------

  std::string offer_text(const StepGuide& guide) {
    if (offers_.empty())
      for (const ScriptLine& line : suggest(world_,
                                            thought(),
                                            {.themes = draft_.entry().themes,
                                            .tone = {},
                                            .address = address(),
                                            .feeling = {},
                                            .occasion = draft_.entry().occasion},
                                            guide.offers))
        offers_.push_back(line);
    std::string text;
    for (std::size_t i = 0; i < offers_.size(); ++i)
      text +=
          indented(fmt::format("{}  ({})", offers_[i].text, name_of(offers_[i].role)),
                   fmt::format("  {}  ", i + 1),
                   "     ",
                   terminal_.text_width());
    return printable(text);
  }

  [[nodiscard]] std::string thought() const {
    const std::string critic = draft_.text(headings::critic);
    return critic.empty() ? draft_.text(headings::situation) : critic;
  }

  /// The phrase that a number takes, where it is one; shows them if nobody saw them
  /// yet.
  std::optional<std::string> taken(const StepGuide& guide, const std::string& typed) {
    if (guide.offers.empty() || typed.size() != 1 || typed[0] < '1' || typed[0] > '3')
      return std::nullopt;
    if (offers_.empty()) terminal_.err.write(offer_text(guide));
    const auto number = static_cast<std::size_t>(typed[0] - '1');
    if (number >= offers_.size()) return std::nullopt;
    return offers_[number].text;
  }

  void offer_themes() {
    const Library library = world_.library();
    const Detector detector(library, world_.settings.language);
    std::vector<std::string> themes;
    constexpr std::size_t most = 2;
    for (const Detected& theme : detector.detect(thought()))
      if (themes.size() < most) themes.push_back(theme.id);
    if (themes.empty() || !draft_.entry().themes.empty()) return;
    say(fmt::format("sounds like {} (Enter keeps it, - none, or name others)",
                    joined(themes, ", ")));
    for (;;) {
      const auto line = ask_beside();
      if (!line || line == "-") return;
      std::vector<std::string> named = divided({*line});
      try {
        for (const std::string& id : named) (void)library.theme(id);
      } catch (const Error& problem) {
        say(fmt::format("{}. {}", problem.what(), problem.hint()));
        continue;
      }
      draft_.put_themes(named.empty() ? themes : named);
      return;
    }
  }

  /// Asked once: the newest entries say it ever after.
  void ask_address() {
    if (draft_.entry().address) return;
    if (!world_.settings.spoken_to_is_default()) {
      draft_.put_address(world_.settings.spoken_to());
      return;
    }
    constexpr std::size_t looked_at = 20;
    for (const Entry& entry : world_.journal().list({.most = looked_at}).entries)
      if (entry.address) {
        draft_.put_address(*entry.address);
        return;
      }
    say("");
    say("What may you be called here? Your name, or a word such as dear one. Enter "
        "means friend.");
    const auto line = ask_beside();
    if (left_) return;
    const std::string address = on_one_line(line.value_or(""));
    draft_.put_address(address.empty() ? world_.settings.spoken_to() : address);
  }

  // --- quiet, and the end ------------------------------------------------------

  void be_quiet() {
    was_quiet_ = true;
    say("");
    say("Two quiet minutes, if you like: shoulders, jaw, breath. Any key ends them.");
    const bool draws = typing_ == Typing::edited;
    begun_early_ = wait_quietly(terminal_, quiet_seconds, [&](double passed) {
      constexpr int wide = 24;
      const auto full = static_cast<std::size_t>(passed * wide);
      if (draws)
        terminal_.err.write("\r  [" + std::string(full, '=') +
                            std::string(wide - full, ' ') + "] ");
      terminal_.err.flush();
    });
    if (draws && terminal_.in.is_descriptor()) terminal_.err.write("\n");
  }

  [[nodiscard]] Moment now() const {
    Moment moment = world_.clock.now;
    moment.instant += std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::steady_clock::now() - started_);
    return moment;
  }

  /// One gentle offer of what `check` found missing.
  void offer_what_is_missing() {
    const std::string script = draft_.kind_part();
    if (trimmed(script).empty() || session_.is_neutral()) return;
    if (!built_in_model(world_.settings.language, Subject::parts)) return;
    const Checker checker(world_.settings.language, {world_.settings.name, address()});
    std::vector<std::string> missing = checker.check(script).missing();
    std::erase(missing, "address"); // the questions say it
    if (missing.empty()) return;
    static const std::map<std::string_view, std::string_view> places = {
        {"mindfulness", headings::kind},
        {"kindness", headings::kind},
        {"humanity", headings::humanity},
        {"accountability", headings::forward}};
    say("");
    say(fmt::format("One more sentence, if you like. {} Enter leaves it.",
                    what_helps(missing.front())));
    const std::string_view heading = places.at(missing.front());
    const std::string before = draft_.text(heading);
    if (const auto line = ask_beside(heading, before); line && !line->empty())
      draft_.put_text(heading, behind(before, *line));
  }

  /// Words that stood in the line when a signal came.
  void keep_begun(const std::string& begun) {
    const std::string words(trimmed(begun));
    if (words.empty() || begun_in_.empty() || session_word(words)) return;
    draft_.put_text(begun_in_, behind(begun_behind_, words));
  }

  /// Everything is kept; how to go on.
  ExitCode leave() {
    if (!draft_.path()) {
      say("Nothing was written down, and nothing is kept.");
      point_to_support();
      return ExitCode::done;
    }
    print_path();
    say(fmt::format("Kept. Go on when you like: kindly resume {}", draft_.tail()));
    point_to_support();
    return ExitCode::done;
  }

  ExitCode finish() {
    if (!draft_.path()) return leave();
    const Entry& entry = draft_.entry();
    const bool has_shift = entry.before && entry.after;
    say("");
    print_path();
    say(has_shift ? fmt::format("Kept. {}", shift_of(*entry.before, *entry.after))
                  : "Kept.");
    if (has_shift)
      if (const auto line = line_for_heavier(*entry.before, *entry.after)) say(*line);
    if (world_.journal().open(draft_.path()->string()).entry.open)
      say(fmt::format("When you are ready for kinder words to stand beside these: "
                      "kindly resume {}",
                      draft_.tail()));
    else
      terminal_.err.write("  read it          kindly show\n"
                          "  change it        kindly edit\n"
                          "  rate it later    kindly rate 4\n"
                          "  keep a sentence  kindly keep\n");
    point_to_support();
    return ExitCode::done;
  }

  /// The last line of every session, on any day.
  void point_to_support() const {
    if (draft_.path()) notice_words_in(world_, *draft_.path());
    say(care_line);
    terminal_.err.flush();
  }

  void print_path() const {
    terminal_.err.flush();
    terminal_.say_path(draft_.path()->string());
    terminal_.out.flush();
  }

  const World& world_;
  const Terminal& terminal_;
  Typing typing_;
  Draft draft_;
  SessionPlan plan_;
  std::string with_;
  Session session_;
  std::vector<ScriptLine> offers_; ///< of the question at hand
  bool was_quiet_ = false;
  std::string begun_early_;   ///< typed in the quiet minutes
  std::optional<Reply> left_; ///< a question beside the steps ended the session
  std::string begun_in_;      ///< the section that a broken-off answer is for
  std::string begun_behind_;  ///< and what it stands behind there
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

} // namespace

ExitCode hold_rewriting(const World& world,
                        const Entry& entry,
                        const std::string& situation,
                        const std::string& old_text) {
  return Sitting(world, {}, Draft(world, entry, {})).rewrite(situation, old_text);
}

bool can_hold_session(const World& world) {
  return world.may_ask && world.terminal.in_is_terminal &&
         world.terminal.err_is_terminal;
}

ExitCode hold_session(const World& world,
                      const SittingWishes& wishes,
                      const Entry& entry,
                      const std::optional<std::filesystem::path>& path) {
  if (!can_hold_session(world))
    throw Error(ExitCode::needs_person,
                "a guided session needs a person at a terminal",
                "Every answer has an option, too; see kindly help new.");
  return Sitting(world, wishes, Draft(world, entry, path)).run();
}

} // namespace kindly
