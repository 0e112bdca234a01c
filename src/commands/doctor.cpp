// kindly doctor: what is wrong in the journal and in the packs, and what can be mended.

#include "journal/doctor.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "commands/command.hpp"
#include "terminal/layout.hpp"

#include <algorithm>
#include <memory>

namespace kindly {
namespace {

using Weight = Finding::Weight;
using Remedy = Finding::Remedy;

/// A finding, and what became of it.
struct Told {
  Finding finding;
  std::string done = {}; ///< by --fix; empty: nothing

  [[nodiscard]] bool is_fixed() const { return !done.empty(); }
};

struct Report {
  std::size_t entries = 0;
  std::size_t packs = 0;
  std::vector<Told> told;

  [[nodiscard]] std::size_t open_problems() const {
    return static_cast<std::size_t>(std::ranges::count_if(told, [](const Told& one) {
      return one.finding.weight == Weight::problem && !one.is_fixed();
    }));
  }
};

void add_pack(Report& report, const std::filesystem::path& path) {
  try {
    const PackReading reading = read_pack(read_file(path, toml_limit), path.string());
    ++report.packs;
    for (const PackProblem& problem : reading.problems)
      report.told.push_back({{.path = path,
                              .line = problem.line,
                              .column = problem.column,
                              .what = problem.what,
                              .mend = "The pack is left out until that is mended."}});
  } catch (const Error& problem) { // the other packs are looked at all the same
    report.told.push_back({finding_of(problem, path)});
  }
}

void add_packs(Report& report, const std::filesystem::path& folder) {
  try {
    for (const std::filesystem::path& path : pack_files(folder)) add_pack(report, path);
  } catch (const Error& problem) { // the other folders are looked at all the same
    report.told.push_back({finding_of(problem, folder)});
  }
}

Report report_on(const World& world) {
  const Journal journal = world.journal();
  Report report;
  Examination seen = examine(journal.folder(), world.clock);
  report.entries = seen.entries;
  for (Finding& finding : seen.findings) report.told.push_back({std::move(finding)});
  for (const std::filesystem::path& folder : world.theme_folders())
    add_packs(report, folder);
  if (world.config_problem)
    report.told.push_back({finding_of(*world.config_problem, world.config_file)});
  for (const std::string& remark : world.settings.remarks) {
    report.told.push_back({finding_of(Error(ExitCode::no, remark), world.config_file)});
    report.told.back().finding.weight = Weight::hint;
  }
  return report;
}

/// Whether everything that has a remedy was mended.
bool fix(const World& world, Report& report) {
  const Journal journal = world.journal();
  bool is_all_mended = true;
  for (Told& told : report.told) {
    if (told.finding.remedy == Remedy::none) continue;
    try {
      told.done = remedy(told.finding, journal.folder(), world.settings.durability);
      if (told.finding.remedy == Remedy::to_trash) world.wrote(told.finding.path);
    } catch (const Error& problem) { // the others can be mended all the same
      world.terminal.warn(fmt::format("kindly: {}", problem.what()));
      is_all_mended = false;
    }
  }
  return is_all_mended;
}

std::string place_of(const Finding& finding) {
  std::string place = printable_line(finding.path.string());
  if (finding.line > 0) place += fmt::format(":{}", finding.line);
  if (finding.line > 0 && finding.column > 0)
    place += fmt::format(":{}", finding.column);
  return place;
}

void print_json(const World& world, const Report& report) {
  Json findings = Json::array();
  for (const auto& [finding, done] : report.told) {
    Json one = Json::object();
    one.set("path", finding.path.string())
        .set("line", finding.line > 0 ? Json(finding.line) : Json())
        .set("column",
             finding.line > 0 && finding.column > 0 ? Json(finding.column) : Json())
        .set("weight", finding.weight == Weight::problem ? "problem" : "hint")
        .set("what", finding.what)
        .set("mend", finding.mend)
        .set("fixable", finding.remedy != Remedy::none)
        .set("fixed", !done.empty());
    findings.add(std::move(one));
  }
  Json json = Json::object();
  json.set("schema", "kindly.doctor/1")
      .set("journal", world.journal().folder().string())
      .set("entries", report.entries)
      .set("packs", report.packs)
      .set("problems", report.open_problems())
      .set("findings", std::move(findings));
  world.terminal.print_raw(
      (world.format == Format::json ? json.pretty() : json.line()) + "\n");
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void print_finding(const Terminal& terminal, const Told& told) {
  constexpr std::size_t unbounded = 100'000; // a pipe takes the whole line
  const Finding& finding = told.finding;
  const bool is_hint = finding.weight == Weight::hint;
  terminal.say("{}: {}{}", place_of(finding), is_hint ? "hint: " : "", finding.what);
  const std::string below = told.is_fixed() ? "Mended: " + told.done : finding.mend;
  if (!below.empty())
    terminal.print(
        indented(below,
                 "  ",
                 "  ",
                 terminal.out_is_terminal ? terminal.text_width() : unbounded));
}

void print_text(const World& world, const Report& report, bool fixes) {
  const Terminal& terminal = world.terminal;
  for (const Told& told : report.told) print_finding(terminal, told);
  std::string seen = counted(report.entries, "entry", "entries");
  if (report.packs > 0)
    seen += " and " + counted(report.packs, "pack of your own", "packs of your own");
  const std::size_t problems = report.open_problems();
  terminal.say("{} looked at: {}.",
               seen,
               problems == 0
                   ? "nothing is wrong"
                   : counted(problems, "thing needs a look", "things need a look"));
  const bool can_fix = std::ranges::any_of(report.told, [](const Told& told) {
    return told.finding.remedy != Remedy::none;
  });
  terminal.out.flush(); // what can be done comes below what is wrong
  if (can_fix && !fixes)
    terminal.note(
        "`kindly doctor --fix` mends what can be mended without losing a word.");
}

ExitCode run_doctor(const World& world, bool fixes) {
  Report report = report_on(world);
  const bool is_all_mended = !fixes || fix(world, report);
  if (world.format == Format::text)
    print_text(world, report, fixes);
  else
    print_json(world, report);
  if (!is_all_mended) return ExitCode::io;
  return report.open_problems() == 0 ? ExitCode::done : ExitCode::no;
}

} // namespace

Command doctor_command() {
  const auto fixes = std::make_shared<bool>(false);
  return {
      .name = "doctor",
      .group = "Help",
      .summary = "Look through the journal and the packs for what is wrong",
      .description =
          "Reads every file and says file, line and column of what is wrong and how to "
          "mend it; changes nothing without --fix. --fix closes the journal to other "
          "users, and moves to the trash what a killed edit left behind and exact "
          "copies. Exit 1 if something needs a look, 0 if there are only hints.",
      .args = {flag("--fix", *fixes, "Mend what can be mended without losing a word")},
      .formats = {Format::text, Format::json, Format::jsonl},
      .examples = {{"kindly doctor", "What is wrong, and how to mend it."},
                   {"kindly doctor --json", "The same for a script."}},
      .run = [fixes](const World& world) { return run_doctor(world, *fixes); },
      .is_forgiving = true,
  };
}

} // namespace kindly
