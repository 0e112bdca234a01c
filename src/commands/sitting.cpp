#include "commands/sitting.hpp"

#include "base/signals.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "commands/care_line.hpp"
#include "commands/care_notice.hpp"
#include "commands/config_file.hpp"
#include "commands/conversation.hpp"
#include "commands/script.hpp"
#include "commands/shift.hpp"
#include "practice/check.hpp"
#include "practice/rewriting.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <set>
#include <utility>

namespace kindly {
namespace {

constexpr int quiet_seconds = 120;

SessionPlan plan_of(const SittingWishes& wishes, const Entry& entry) {
  return {.pace = wishes.pace,
          .form = entry.form,
          .occasion = entry.occasion,
          .with = entry.with.value_or("")};
}

/// The section that an answer becomes; a rating has none.
std::string heading_of(const StepGuide& guide, const SessionPlan& plan) {
  return guide.step == Step::together ? fmt::format("From {}", plan.with)
                                      : std::string(guide.heading);
}

std::set<Step> answered_in(const Draft& draft, const SessionPlan& plan) {
  std::set<Step> steps;
  for (int i = 0; i <= static_cast<int>(Step::after); ++i) {
    const StepGuide& guide = guide_of(static_cast<Step>(i));
    const bool has = guide.step == Step::before ? draft.entry().before.has_value()
                     : guide.step == Step::after
                         ? draft.entry().after.has_value()
                         : !draft.text(heading_of(guide, plan)).empty();
    if (has) steps.insert(guide.step);
  }
  return steps;
}

class Sitting {
 public:
  Sitting(const World& world, const SittingWishes& wishes, Draft draft)
      : world_(world), terminal_(world.terminal),
        typing_(
            typing_of(terminal_, world.variable("TERM").value_or(""), wishes.is_plain)),
        draft_(std::move(draft)), plan_(plan_of(wishes, draft_.entry())),
        session_(plan_, answered_in(draft_, plan_)),
        talk_(world_, plan_, typing_, draft_, session_) {}
  ~Sitting() = default;
  Sitting(const Sitting&) = delete; // the conversation borrows its parts
  Sitting& operator=(const Sitting&) = delete;

  ExitCode run() {
    return until_interrupted([&] { return ask_all(); });
  }

  ExitCode rewrite(const std::string& situation, const std::string& old_text) {
    return until_interrupted([&] { return ask_passages(situation, old_text); });
  }

 private:
  /// However it ends, the person is told what is kept and how to go on.
  template <class Talk>
  ExitCode until_interrupted(Talk talk) {
    const HeldSignals held; // questions notice them, and words come first
    try {
      return talk();
    } catch (const InterruptedAnswer& interrupted) {
      part(interrupted.begun());
      throw Interrupted(interrupted.signal());
    } catch (const Interrupted&) {
      part({});
      throw;
    } catch (const Error&) {
      if (draft_.path()) part({});
      throw;
    }
  }

  void part(const std::string& begun) {
    try {
      talk_.keep_begun(begun);
    } catch (const Error& problem) { // the words are kept elsewhere
      terminal_.warn(problem.what());
    }
    try {
      talk_.say("");
      leave();
    } catch (const Error&) { // the terminal is gone; the words are on disk
      return;
    }
  }

  ExitCode ask_all() {
    welcome();
    do {
      if (const auto code = ask_steps()) return *code;
    } while (is_going_back_from_the_offers());
    return finish();
  }

  /// A code where the session ends on the way.
  std::optional<ExitCode> ask_steps() {
    while (const auto step = session_.now()) {
      switch (ask_step(guide_of(*step))) {
      case Reply::answered:
      case Reply::edited: session_.answered(); break;
      case Reply::skipped:
        if (session_.skipped())
          talk_.say("Kind words may be out of reach today. So only this: nothing that "
                    "you would not say to a stranger.");
        break;
      case Reply::back:
        if (!session_.back()) talk_.say(no_question_before);
        break;
      case Reply::later: return leave();
      case Reply::stop: return finish();
      }
    }
    return std::nullopt;
  }

  bool is_going_back_from_the_offers() {
    offer_what_is_missing();
    if (!talk_.went_back() && !talk_.left()) offer_to_remember();
    return talk_.went_back() && session_.back();
  }

  /// The passages that have no answer yet; `:back` leads to those that have.
  ExitCode ask_passages(const std::string& situation, const std::string& old_text) {
    talk_.say("Passage by passage: the old words, and room for kinder ones. Enter "
              "leaves a passage as it is; the old text is not changed.");
    const StepGuide& guide = guide_of(Step::kind);
    Rewriting rewriting(old_text, draft_.text(headings::kind));
    bool is_back = false;
    for (std::size_t i = 0; i < rewriting.size();) {
      const std::string earlier = rewriting.answer(i);
      if (!earlier.empty() && !is_back) {
        ++i;
        continue;
      }
      talk_.say("");
      talk_.show(rewriting.quoted(i));
      show_earlier(earlier);
      talk_.forget_offers();
      const std::string so_far = rewriting.text();
      const std::string below =
          earlier.empty() ? behind(so_far, rewriting.quoted(i), "\n\n") : so_far;
      std::string text;
      const Reply reply = talk_.ask(guide,
                                    {.heading = std::string(headings::kind),
                                     .behind = below,
                                     .editable = earlier},
                                    text);
      if (reply == Reply::later || reply == Reply::stop) return leave();
      is_back = reply == Reply::back;
      if (is_back) {
        if (i == 0) talk_.say("This is the first passage.");
        i -= i == 0 ? 0 : 1;
        continue;
      }
      if (reply != Reply::skipped) {
        rewriting.set_answer(i, reply == Reply::edited ? text : behind(earlier, text));
        if (!draft_.path()) talk_.put(headings::situation, situation);
        talk_.put(headings::kind, rewriting.text());
      }
      ++i;
    }
    return finish();
  }

  void welcome() const {
    if (!draft_.path()) {
      talk_.say("A few short questions. Enter skips one, Ctrl-C keeps what you wrote, "
                "nothing leaves this computer. :help says more.");
      talk_.say(settling());
      return;
    }
    talk_.say(fmt::format("Going on with {}.", draft_.tail()));
    if (const std::string what = draft_.text(headings::situation); !what.empty())
      talk_.say(on_one_line(what), "  ");
  }

  // --- the steps ---------------------------------------------------------------

  Reply ask_step(const StepGuide& guide) {
    if (guide.step == Step::kind && !get_acquainted())
      return talk_.left().value_or(Reply::back);
    if (guide.step == Step::quiet && !was_quiet_) be_quiet();
    talk_.put_question(guide);
    if (heading_of(guide, plan_).empty()) return ask_rating(guide);
    const bool has_turns = guide.step == Step::kind && plan_.form == "dialogue";
    const Reply reply = has_turns        ? ask_turns(guide)
                        : guide.is_lines ? ask_lines(guide)
                                         : ask_text(guide);
    if (reply == Reply::back && guide.step == Step::kind && was_asked_)
      return ask_acquaintance() ? ask_step(guide) : talk_.left().value_or(Reply::back);
    if (reply == Reply::answered && guide.step == Step::critic && !offer_themes())
      return talk_.left() ? *talk_.left() : ask_step(guide);
    return reply;
  }

  Reply ask_text(const StepGuide& guide) {
    const std::string heading = heading_of(guide, plan_);
    const std::string earlier = draft_.text(heading); // after :back
    Answering how{.heading = heading, .editable = earlier};
    if (typing_ == Typing::edited && earlier.find('\n') == std::string::npos) {
      how.begun = earlier + std::exchange(begun_early_, {});
    } else {
      how.begun = std::exchange(begun_early_, {});
      show_earlier(earlier);
      how.behind = earlier;
    }
    std::string text;
    const Reply reply = talk_.ask(guide, how, text);
    if (reply != Reply::answered && reply != Reply::edited) return reply;
    talk_.put(heading, text);
    last_text_ = heading;
    return Reply::answered;
  }

  void show_earlier(const std::string& earlier) const {
    if (earlier.empty()) return;
    talk_.say("So far (:edit changes it):", "  ");
    for (const std::string_view line : lines_of(earlier)) talk_.say(line, "  ");
  }

  Reply ask_lines(const StepGuide& guide) {
    const std::string heading = heading_of(guide, plan_);
    show_earlier(draft_.text(heading)); // after :back
    for (;;) {
      const std::string all = draft_.text(heading);
      std::string line;
      const Reply reply =
          talk_.ask(guide, {.heading = heading, .behind = all, .editable = all}, line);
      if (reply == Reply::skipped && !all.empty()) return Reply::answered;
      if (reply != Reply::answered && reply != Reply::edited) return reply;
      talk_.put(heading, reply == Reply::edited ? line : behind(all, line));
      if (reply == Reply::edited) return Reply::answered;
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
        talk_.say(line, "  critic: ");
      else
        reply = talk_.ask(guide,
                          {.prompt = "critic > ",
                           .heading = std::string(headings::critic),
                           .behind = critic},
                          line);
      if (reply == Reply::skipped) return is_first ? reply : Reply::answered;
      if (reply != Reply::answered && reply != Reply::edited) return reply;
      line = on_one_line(line);
      if (last_line_of(critic) != line) {
        critic = behind(critic, line);
        talk_.put(headings::critic, critic);
      }
      turns = behind(turns, "> " + line, "\n\n");
      std::string answer;
      talk_.forget_offers();
      for (reply = Reply::skipped; reply == Reply::skipped;) {
        reply = talk_.ask(guide,
                          {.prompt = "friend > ",
                           .heading = std::string(headings::kind),
                           .behind = turns + "\n"},
                          answer);
        if (reply == Reply::skipped)
          talk_.say(
              "The friend has the last word. A number takes a phrase; `:later` leaves "
              "it for another time.");
      }
      if (reply != Reply::answered && reply != Reply::edited) return reply;
      talk_.put(headings::kind, turns + "\n\n" + answer);
      turns = draft_.text(headings::kind);
    }
  }

  void put_with_the_answer_before(const StepGuide& guide, const std::string& text) {
    std::string place = last_text_;
    if (place.empty())
      place = guide.step == Step::before ? headings::situation : headings::afterwards;
    talk_.put(place, behind(draft_.text(place), text));
    talk_.say("(That line stands with the answer before.)");
  }

  Reply ask_rating(const StepGuide& guide) {
    for (;;) {
      // A sentence is no rating, and no reason to throw it away. Nor are lines that
      // came before they were asked for: where a terminal marks no paste, all but the
      // first of what was pasted at the question before.
      const bool came_early = typing_ == Typing::plain && terminal_.in.has_more();
      std::string text;
      const Reply reply = talk_.ask(guide, {.prompt = "1-10 > "}, text);
      if (reply != Reply::answered) return reply;
      if (const auto rating = Rating::read(trimmed(text))) {
        talk_.keep([&] {
          if (guide.step == Step::before)
            draft_.put_before(*rating);
          else
            draft_.put_after(*rating, now());
        });
        return reply;
      }
      const bool is_sentence = std::ranges::count(text, ' ') >= 4;
      if (is_sentence || came_early) put_with_the_answer_before(guide, text);
      if (came_early) continue;
      talk_.say(no_rating);
    }
  }

  // --- beside the steps --------------------------------------------------------

  /// Whether it goes on from here.
  bool offer_themes() {
    if (!draft_.entry().themes.empty()) return true;
    const Detector detector(talk_.library(), world_.settings.language);
    std::vector<std::string> themes;
    constexpr std::size_t most = 2;
    for (const Detected& theme : detector.detect(talk_.thought()))
      if (themes.size() < most) themes.push_back(theme.id);
    if (themes.empty()) return true;
    talk_.say(fmt::format("sounds like {} (Enter keeps it, - none, or name others)",
                          joined(themes, ", ")));
    for (;;) {
      const auto line = talk_.ask_beside();
      if (!line || line == "-") return !talk_.left() && !talk_.went_back();
      std::vector<std::string> named = divided({*line});
      try {
        for (const std::string& id : named) (void)talk_.library().theme(id);
      } catch (const Error& problem) {
        talk_.say(fmt::format("{}. {}", problem.what(), problem.hint()));
        continue;
      }
      talk_.keep([&] { draft_.put_themes(named.empty() ? themes : named); });
      return true;
    }
  }

  /// Asked once: the config or the newest entries say it ever after. Whether it goes on
  /// from here.
  bool get_acquainted() {
    if (draft_.entry().address) return true;
    if (const auto known = known_address()) {
      talk_.keep([&] { draft_.put_address(*known); });
      return true;
    }
    return ask_acquaintance();
  }

  bool ask_acquaintance() {
    was_asked_ = true;
    do {
      if (!ask_address()) return false;
      if (!world_.settings.tone) ask_tone();
      if (talk_.left()) return false;
    } while (talk_.went_back());
    return true;
  }

  bool ask_address() {
    talk_.say("");
    talk_.say(
        "What may you be called here? Your name, or a word such as dear one. Enter "
        "means friend.");
    const auto line = talk_.ask_beside();
    if (talk_.left() || talk_.went_back()) return false;
    const std::string address = on_one_line(line.value_or(""));
    talk_.keep([&] {
      draft_.put_address(address.empty() ? world_.settings.spoken_to() : address);
    });
    to_remember_.erase("address");
    if (!address.empty()) to_remember_.emplace("address", address);
    return true;
  }

  [[nodiscard]] std::optional<std::string> known_address() const {
    if (!world_.settings.spoken_to_is_default()) return world_.settings.spoken_to();
    constexpr std::size_t looked_at = 20;
    for (const Entry& entry : world_.journal().list({.most = looked_at}).entries)
      if (entry.address) return entry.address;
    return std::nullopt;
  }

  void ask_tone() {
    talk_.say("How may suggested phrases sound: plain, warm, wry or spiritual? Enter "
              "means plain.");
    for (;;) {
      const auto line = talk_.ask_beside();
      if (!line || line->empty()) return;
      if (const auto tone = tone_named(fold(*line))) {
        talk_.sound(*tone);
        to_remember_.insert_or_assign("tone", std::string(name_of(*tone)));
        return;
      }
      talk_.say("One of the four words, or Enter.");
    }
  }

  /// What was asked once goes into the config only where the person says so.
  void offer_to_remember() {
    if (to_remember_.empty() || world_.config_file.empty()) return;
    std::vector<std::string> values;
    for (const auto& [key, value] : to_remember_) values.push_back(value);
    talk_.say("");
    talk_.say(fmt::format("Remember {} for next time, in {}? y writes it there, Enter "
                          "does not.",
                          joined(values, " and "),
                          world_.config_file.string()));
    const auto line = talk_.ask_beside();
    if (!line || (fold(*line) != "y" && fold(*line) != "yes")) return;
    try {
      for (const auto& [key, value] : to_remember_)
        set_in_config(
            world_.config_file, key, toml_text(value), world_.settings.durability);
    } catch (const Error& problem) { // no reason to end a session
      talk_.say(fmt::format("{}. {}", problem.what(), problem.hint()));
    }
  }

  // --- quiet, and the end ------------------------------------------------------

  void be_quiet() {
    was_quiet_ = true;
    talk_.say("");
    talk_.say(
        "Two quiet minutes, if you like: shoulders, jaw, breath. Any key ends them.");
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
    const Checker checker(world_.settings.language,
                          {world_.settings.name, talk_.address()});
    std::vector<std::string> missing = checker.check(script).missing();
    std::erase(missing, "address"); // the questions say it
    if (missing.empty()) return;
    static const std::map<std::string_view, std::string_view> places = {
        {"mindfulness", headings::kind},
        {"kindness", headings::kind},
        {"humanity", headings::humanity},
        {"accountability", headings::forward}};
    talk_.say("");
    talk_.say(fmt::format("One more sentence, if you like. {} Enter leaves it.",
                          what_helps(missing.front())));
    const std::string_view heading = places.at(missing.front());
    const std::string before = draft_.text(heading);
    if (const auto line = talk_.ask_beside(heading, before); line && !line->empty())
      talk_.put(heading, behind(before, *line));
  }

  /// Everything is kept; how to go on.
  ExitCode leave() {
    if (!draft_.path()) {
      talk_.say("Nothing was written down, and nothing is kept.");
      point_to_support();
      return ExitCode::done;
    }
    print_path();
    talk_.say(
        fmt::format("Kept. Go on when you like: kindly resume {}", draft_.tail()));
    point_to_support();
    return ExitCode::done;
  }

  ExitCode finish() {
    if (!draft_.path()) return leave();
    const Entry& entry = draft_.entry();
    const bool has_shift = entry.before && entry.after;
    talk_.say("");
    print_path();
    talk_.say(has_shift ? fmt::format("Kept. {}", shift_of(*entry.before, *entry.after))
                        : "Kept.");
    if (has_shift)
      if (const auto line = line_for_heavier(*entry.before, *entry.after))
        talk_.say(*line);
    if (world_.journal().open(draft_.path()->string()).entry.open)
      talk_.say(
          fmt::format("When you are ready for kinder words to stand beside these: "
                      "kindly resume {}",
                      draft_.tail()));
    else
      show_ways_on();
    point_to_support();
    return ExitCode::done;
  }

  /// Commands take the newest entry where none is named, and this may be an older one.
  void show_ways_on() const {
    const Listing newest = world_.journal().list({.most = 1});
    const bool is_newest =
        !newest.entries.empty() && newest.entries.front().path == *draft_.path();
    const std::string which = is_newest ? "" : " " + draft_.tail();
    talk_.show(fmt::format("  read it          kindly show{0}\n"
                           "  change it        kindly edit{0}\n"
                           "  rate it later    kindly rate 4{0}\n"
                           "  keep a sentence  kindly keep{0}\n",
                           which));
  }

  /// The last line of every session, on any day.
  void point_to_support() const {
    if (draft_.path()) notice_words_in(world_, *draft_.path());
    talk_.say(care_line);
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
  Session session_;
  Conversation talk_;
  bool was_quiet_ = false;
  std::string begun_early_; ///< typed in the quiet minutes
  std::string last_text_;   ///< the section of the last answer that was a text
  bool was_asked_ = false;  ///< how to call them, in this session
  std::map<std::string, std::string> to_remember_; ///< keys of the config
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

} // namespace

ExitCode hold_rewriting(const World& world,
                        const SittingWishes& wishes,
                        Draft draft,
                        const std::string& situation,
                        const std::string& old_text) {
  return Sitting(world, wishes, std::move(draft)).rewrite(situation, old_text);
}

bool can_hold_session(const World& world) {
  return world.may_ask && world.terminal.in_is_terminal &&
         world.terminal.err_is_terminal;
}

ExitCode hold_session(const World& world, const SittingWishes& wishes, Draft draft) {
  if (!can_hold_session(world))
    throw Error(ExitCode::needs_person,
                "a guided session needs a person at a terminal",
                "Every answer has an option, too; see kindly help new.");
  return Sitting(world, wishes, std::move(draft)).run();
}

} // namespace kindly
