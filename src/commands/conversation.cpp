#include "commands/conversation.hpp"

#include "base/text.hpp"
#include "commands/editing.hpp"
#include "commands/script.hpp"
#include "commands/typed.hpp"
#include "commands/unsaved.hpp"
#include "terminal/editor.hpp"
#include "terminal/layout.hpp"

#include <algorithm>

namespace kindly {
namespace {

/// `:hlep` is no answer; `:)` is one.
std::optional<std::string> mistyped_word(const std::string& typed) {
  const bool is_word = typed.size() > 2 && typed[0] == ':' &&
                       std::all_of(typed.begin() + 1, typed.end(), [](char c) {
                         return c >= 'a' && c <= 'z';
                       });
  if (!is_word) return std::nullopt;
  if (const auto near = nearest(typed, session_words()))
    return fmt::format("{} is no word of kindly's. Did you mean {}?", typed, *near);
  return std::nullopt;
}

/// The number of a phrase, counted from 0, where that is all that was typed.
std::optional<std::size_t> phrase_number(std::string_view typed) {
  if (typed.size() != 1 || typed[0] < '1' || typed[0] > '3') return std::nullopt;
  return static_cast<std::size_t>(typed[0] - '1');
}

} // namespace

std::string
behind(std::string_view there, std::string_view more, std::string_view between) {
  return there.empty() ? std::string(more)
                       : fmt::format("{}{}{}", there, between, more);
}

// --- what is said ----------------------------------------------------------------

void Conversation::say(std::string_view text, std::string_view indent) const {
  terminal_.err.write(
      text.empty() ? "\n"
                   : printable(indented(text, indent, indent, terminal_.text_width())));
}

void Conversation::show(std::string_view lines) const {
  terminal_.err.write(printable(lines));
}

void Conversation::show_critic() const {
  const std::string critic = draft_.text(headings::critic);
  if (critic.empty()) return;
  constexpr std::size_t most_lines = 4;
  std::size_t lines = 0;
  std::string shown;
  for (const std::string_view line : lines_of(critic)) {
    if (++lines <= most_lines) shown.append(trimmed(line)).append("\n");
  }
  if (lines > most_lines) shown += "…";
  show(labelled("  critic: ", shown, terminal_.text_width()));
}

void Conversation::put_question(const StepGuide& guide) {
  say("");
  if (guide.is_kind || guide.step == Step::together) show_critic();
  say(question_of(guide));
  forget_offers();
  if (guide.offers.empty()) return;
  if (typing_ == Typing::plain)
    show(offer_text(guide)); // there is no Tab
  else
    say("(Tab shows three phrases, a number takes one.)");
}

std::string Conversation::question_of(const StepGuide& guide) const {
  const std::string_view neutral = neutral_question_of(guide.step, plan_);
  if (session_.is_neutral() && !neutral.empty()) return std::string(neutral);
  const std::string_view question = kindly::question_of(guide.step, plan_);
  if (guide.step == Step::together) return fmt::format("{}: {}", plan_.with, question);
  if (guide.step != Step::kind || plan_.form == "dialogue")
    return std::string(question);
  if (plan_.form == "letter" && draft_.entry().age)
    return fmt::format(
        "Dear {}, {} years old: {}", address(), *draft_.entry().age, question);
  return put_to(address(), question);
}

// --- what is known ---------------------------------------------------------------

std::string Conversation::address() const {
  return draft_.entry().address.value_or(world_.settings.spoken_to());
}

std::string Conversation::thought() const {
  const std::string critic = draft_.text(headings::critic);
  return critic.empty() ? draft_.text(headings::situation) : critic;
}

/// Read once in a session: a pack with an error is named once.
const Library& Conversation::library() {
  if (!library_) library_ = world_.library();
  return *library_;
}

// --- what is asked ---------------------------------------------------------------

/// What was typed, without blanks around it. What is no UTF-8 becomes escapes: words
/// beside it are not lost for it.
std::optional<std::string> Conversation::answer_to(const Ask& asked) {
  const auto line = kindly::ask(terminal_, typing_, asked);
  if (!line) return std::nullopt;
  std::string typed(trimmed(*line));
  if (is_utf8(typed) && typed.find('\0') == std::string::npos) return typed;
  say("Some of that is not UTF-8; it stands there as \\x…");
  return printable(typed);
}

Reply Conversation::ask(const StepGuide& guide,
                        const Answering& how,
                        std::string& text) {
  Ask asked;
  asked.prompt = how.prompt;
  asked.begun = how.begun;
  if (!guide.offers.empty()) asked.offer = [&] { return offer_text(guide); };
  std::string taken; // a phrase, where it cannot stand in the line
  for (;;) {
    begun_in_ = how.heading;
    begun_behind_ = how.behind;
    const auto line = answer_to(asked);
    asked.begun.clear();
    if (!line) return Reply::later; // Ctrl-D
    text = line->empty() ? taken : *line;
    if (text.empty()) return Reply::skipped;
    if (line->empty()) return Reply::answered;
    // A word may stand behind what stood there already.
    const auto word = session_word(trimmed(std::string_view(text).substr(
        text.starts_with(how.begun) ? how.begun.size() : 0)));
    if (word) {
      const auto reply = obey_word(*word, guide, how, text);
      if (reply || left_) return reply.value_or(*left_);
      asked.begun = how.begun;
      continue;
    }
    if (const auto meant = mistyped_word(text)) {
      say(*meant);
      continue;
    }
    const auto number = phrase_number(text);
    if (guide.offers.empty() || !number) return Reply::answered;
    const bool were_seen = !offers_.empty();
    const std::string phrases = offer_text(guide);
    if (*number >= offers_.size()) return Reply::answered;
    if (!were_seen) { // nobody takes what they have not read
      show(phrases);
    } else if (typing_ == Typing::edited) {
      asked.begun = offers_[*number].text; // it can be changed before Enter
    } else {
      taken = offers_[*number].text;
      say(taken, "  ");
      say("Enter takes it; or type it your own way.");
    }
  }
}

/// What a word such as `:back` does; nothing where the question is asked again.
std::optional<Reply> Conversation::obey_word(SessionWord word,
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

void Conversation::help(const StepGuide& guide) const {
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

std::optional<std::string> Conversation::ask_beside(std::string_view heading,
                                                    const std::string& behind) {
  for (;;) {
    begun_in_ = heading;
    begun_behind_ = behind;
    went_back_ = false;
    const auto line = answer_to({});
    if (!line) left_ = Reply::later;
    if (!line) return std::nullopt;
    const auto word = session_word(*line);
    if (const auto meant = word ? std::nullopt : mistyped_word(*line)) {
      say(*meant);
      continue;
    }
    if (!word) return line;
    if (*word == SessionWord::later) left_ = Reply::later;
    if (*word == SessionWord::stop) left_ = Reply::stop;
    went_back_ = *word == SessionWord::back;
    if (left_ || went_back_ || *word == SessionWord::skip) return std::nullopt;
    say("An answer, or Enter to leave it out. `:back` asks the question before; "
        "`:later` and `:stop` end the session. Everything is kept.",
        "  ");
  }
}

/// Resistance has a section of its own, and nobody argues with it.
void Conversation::let_object() {
  say("What in you objects? It may say its piece; nobody argues here.");
  const std::string before = draft_.text(headings::resistance);
  const auto line = ask_beside(headings::resistance, before);
  if (!line || line->empty()) return;
  put(headings::resistance, behind(before, *line));
  say("Noted. It may stay, and you may go on beside it.");
}

/// The answer in an editor, from a file of its own that is gone afterwards.
std::optional<Reply> Conversation::edited(const std::string& before,
                                          std::string& text) const {
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

std::string Conversation::offer_text(const StepGuide& guide) {
  if (offers_.empty())
    offers_ = suggest(world_,
                      library(),
                      thought(),
                      {.themes = draft_.entry().themes,
                       .tone = tone_,
                       .address = address(),
                       .feeling = {},
                       .occasion = draft_.entry().occasion},
                      guide.offers);
  std::string text;
  for (std::size_t i = 0; i < offers_.size(); ++i)
    text += indented(fmt::format("{}  ({})", offers_[i].text, name_of(offers_[i].role)),
                     fmt::format("  {}  ", i + 1),
                     "     ",
                     terminal_.text_width());
  return printable(text);
}

// --- what is kept ----------------------------------------------------------------

void Conversation::put(std::string_view heading, const std::string& text) {
  keep([&] {
    if (draft_.put_text(heading, text) == Meanwhile::others_wrote)
      say("Somebody wrote here meanwhile, perhaps you in another window. Theirs is "
          "kept; yours stands below it.",
          "  ");
  });
}

void Conversation::keep(const std::function<void()>& save) {
  for (;;) {
    try {
      save();
      return;
    } catch (const Error& problem) {
      say(fmt::format("Not saved: {}. {}", problem.what(), problem.hint()));
      say("Enter tries again; :stop ends here, with all before it kept.");
      begun_in_.clear();
      const auto line = answer_to({});
      if (!line || session_word(*line)) throw;
      if (!line->empty()) keep_unsaved(world_.environment, terminal_, *line);
    }
  }
}

void Conversation::keep_begun(const std::string& begun) {
  const std::string words(trimmed(begun));
  if (words.empty() || begun_in_.empty() || session_word(words)) return;
  (void)draft_.put_text(begun_in_, behind(begun_behind_, words));
}

} // namespace kindly
