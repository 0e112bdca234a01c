// kindly new: writes down what happened and what the critic said.

#include "base/text.hpp"
#include "commands/answers.hpp"
#include "commands/care_notice.hpp"
#include "commands/editing.hpp"
#include "commands/script.hpp"
#include "commands/sitting.hpp"
#include "commands/typed.hpp"

#include <algorithm>
#include <memory>

namespace kindly {
namespace {

struct Options {
  std::optional<std::string> situation;
  Answers answers;
  std::optional<std::string> before, after;
  std::vector<std::string> themes, feelings;
  std::optional<std::string> occasion, form, address, at;
  std::optional<int> age;
  bool edit = false;
  bool reframe = false;
  bool quick = false;
  bool plain = false;
  std::optional<std::string> with;

  [[nodiscard]] bool has_nothing() const {
    return !situation && answers.is_empty() && !before && !after;
  }
};

std::vector<Section> sections_of(const Options& options, Typed& typed) {
  std::vector<Section> sections;
  if (options.situation)
    sections.push_back({std::string(headings::situation),
                        typed.read(*options.situation, "the situation")});
  for (Section& section : sections_of(options.answers, options.with, typed))
    sections.push_back(std::move(section));
  return sections;
}

std::optional<Rating> rating_of(const std::optional<std::string>& given) {
  return given ? std::optional(Rating::parse(*given)) : std::nullopt;
}

Moment date_of(const Options& options, const Clock& clock) {
  if (!options.at) return clock.now;
  const When when = parse_when(*options.at, clock);
  if (when.moment) return *when.moment;
  throw Error(ExitCode::usage,
              fmt::format("'{}' is longer than a day", printable_line(*options.at)),
              "Name the day, such as 2026-11-23, or the time.");
}

Entry entry_of(const Options& options, const World& world) {
  Entry entry;
  entry.date = date_of(options, world.clock);
  entry.form = options.form.value_or("script");
  entry.occasion = options.occasion.value_or("");
  entry.themes = divided(options.themes);
  entry.feelings = divided(options.feelings);
  if (options.age && (*options.age < 0 || *options.age > 130))
    throw Error(ExitCode::usage, fmt::format("{} is no age", *options.age));
  entry.age = options.age;
  if (options.with) entry.with = on_one_line(*options.with);
  if (entry.with && entry.with->empty())
    throw Error(ExitCode::usage, "--with is empty", "Name who is beside you.");
  entry.before = rating_of(options.before);
  entry.after = rating_of(options.after);
  for (const std::string& feeling : options.feelings) check_text(feeling, "--feeling");
  for (const std::string& theme : options.themes) check_text(theme, "--theme");
  if (options.address) {
    check_text(*options.address, "--address");
    entry.address = *options.address;
  }
  if (!options.address && !world.settings.spoken_to_is_default())
    entry.address = world.settings.spoken_to();
  if (entry.after && world.clock.now >= entry.date)
    entry.minutes =
        static_cast<int>((world.clock.now.instant - entry.date.instant).count() / 60);
  if (!entry.themes.empty()) {
    const Library library = world.library();
    for (const std::string& theme : entry.themes) (void)library.theme(theme);
  }
  return entry;
}

std::string text_of(const std::vector<Section>& sections, std::string_view heading) {
  const auto found = std::ranges::find(sections, heading, &Section::heading);
  return found == sections.end() ? std::string() : found->text;
}

/// Puts a composed script where its parts belong: the friend's words, the others, the
/// step.
void add_script(std::vector<Section>& sections,
                const Entry& entry,
                const World& world) {
  const bool has_kind_part = std::ranges::any_of(
      sections, [](const Section& section) { return is_kind_part(section.heading); });
  if (has_kind_part) return;
  const std::string critic = text_of(sections, headings::critic);
  const std::string thought =
      critic.empty() ? text_of(sections, headings::situation) : critic;
  const ScriptWishes wishes{.themes = entry.themes,
                            .tone = {},
                            .address = entry.address,
                            .feeling =
                                entry.feelings.empty() ? "" : entry.feelings.front(),
                            .occasion = entry.occasion,
                            .age = entry.form == "letter" ? entry.age : std::nullopt,
                            .is_dialogue = entry.form == "dialogue"};
  const auto afterwards =
      std::ranges::find(sections, headings::afterwards, &Section::heading);
  const std::vector<Section> script =
      sections_of(answer(world, thought, wishes), wishes);
  sections.insert(afterwards, script.begin(), script.end());
}

/// One gentle line for whoever stopped at the critic's words.
void offer_to_go_on(const World& world, const std::filesystem::path& path) {
  const std::string id = path.stem().string();
  world.terminal.note(
      "Kept. When you are ready for kinder words beside these: kindly resume {}",
      id.substr(id.size() - 4));
}

void write(const World& world, const Options& options, Typed& typed) {
  std::vector<Section> sections = sections_of(options, typed);
  const std::string own_words = write_sections(sections);
  const Entry entry = entry_of(options, world);
  if (options.reframe) add_script(sections, entry, world);
  const Journal journal = world.journal();
  Chance chance(world.seed);
  if (options.edit) {
    const auto path = write_in_editor(world, entry, sections, typed);
    if (path) world.terminal.say_path(path->string());
    if (path) notice_words_in(world, *path);
    return;
  }
  const bool open = glance(write_sections(sections)).is_open;
  const auto path =
      journal.create(write_entry(entry, std::move(sections)), entry.date, chance);
  typed.are_saved();
  world.terminal.say_path(path.string());
  world.terminal.out.flush();
  if (open && world.terminal.err_is_terminal) offer_to_go_on(world, path);
  notice_words(world, own_words);
}

ExitCode run_new(const World& world, const Options& options) {
  const bool asks = options.has_nothing() && !options.edit;
  if (asks && !can_hold_session(world))
    throw Error(ExitCode::needs_person,
                "there is nothing to write down yet",
                "Give TEXT or - for standard input, --critic, or another part; -e "
                "opens an editor.");
  if (asks && options.form == "rewrite")
    throw Error(ExitCode::usage,
                "a rewriting begins with an older text",
                "kindly reframe --entry ENTRY starts one; a path of a note will do.");
  if (asks)
    return hold_session(
        world,
        {.pace = options.quick ? Pace::quick : Pace::full, .is_plain = options.plain},
        Draft(world, entry_of(options, world), {}));
  Typed typed(world);
  typed.save([&] { write(world, options, typed); });
  return ExitCode::done;
}

std::vector<Arg> args_of(Options& o) {
  std::vector<Arg> args = {
      value("TEXT", "TEXT", o.situation, "What happened, and when"),
      value("-b,--before",
            "N",
            o.before,
            "How heavy it was: 1 (barely) to 10 (overwhelming)"),
      value("-a,--after", "N", o.after, "How heavy it is after writing"),
  };
  for (Arg& arg : args_of(o.answers)) args.push_back(std::move(arg));
  for (Arg& arg : std::vector<Arg>{
           value("--with", "NAME", o.with, "Somebody beside you writes a part, too"),
           value("-t,--theme", "ID", o.themes, "A theme; may be given often")
               .completes(Completes::theme),
           value("-f,--feeling",
                 "WORD",
                 o.feelings,
                 "A feeling, any word; may be given often"),
           value("--occasion", "ID", o.occasion, "What kind of moment")
               .one_of(known_occasions),
           value("--form", "FORM", o.form, "What kind of writing").one_of(known_forms),
           value(
               "--age", "N", o.age, "How old the self is that a letter is written to"),
           value("--address", "NAME", o.address, "How you want to be spoken to"),
           value("--at", "WHEN", o.at, "When it happened, if not now"),
           flag("--quick", o.quick, "Ask six questions instead of nine"),
           flag("--plain", o.plain, "Ask without redrawing, for screen readers"),
           flag("-e,--edit", o.edit, "Open the entry in an editor before it is kept"),
           flag("-r,--reframe",
                o.reframe,
                "Fill the empty kind part with a composed script"),
       })
    args.push_back(std::move(arg));
  return args;
}

} // namespace

Command new_command() {
  const auto options = std::make_shared<Options>();
  Options& o = *options;
  return {
      .name = "new",
      .group = "Write",
      .summary = "Write down what happened and what the critic said",
      .description = "Writes an entry and prints its path. TEXT is the situation; "
                     "every text may be - "
                     "for standard input. With nothing given on a terminal, the "
                     "questions of the exercise are asked one by one; each answer is "
                     "on disk before the next, and `kindly resume` goes on.",
      .args = args_of(o),
      .examples =
          {{R"(kindly new "Froze in the demo." -c "I'm such an idiot." --before 8)",
            "A setback in one line: what happened, the critic's words, how heavy it "
            "is."},
           {R"(echo "Forgot her birthday." | kindly new - -r --feeling guilty)",
            "The situation from a pipe, answered with a script from the packs."}},
      .run = [options](const World& world) { return run_new(world, *options); },
  };
}

} // namespace kindly
