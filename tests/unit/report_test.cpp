#include "base/files.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace kindly;
using test::entry_text;
using test::Sandbox;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + 1))
    ++found;
  return found;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A rated setback on a day of November 2026; `more` are lines of its header.
void write_setback(Sandbox& box,
                   const std::string& day,
                   int before,
                   int after,
                   const std::string& more = {},
                   const std::string& kind = {}) {
  box.write("2026/11/2026-11-" + day + "-100000-a2b3.md",
            entry_text("date: 2026-11-" + day +
                       "T10:00:00+01:00\noccasion: mistake\nbefore: " +
                       std::to_string(before) + "\nafter: " + std::to_string(after) +
                       "\nminutes: 9\n" + more) +
                (kind.empty() ? "" : "\n## Kind words\n\n" + kind + "\n"));
}

Sandbox& with_folder(Sandbox& box) {
  std::filesystem::create_directories(box.journal() / "2026/11");
  return box;
}

/// Six setbacks: four lighter, one the same, one heavier.
void write_six(Sandbox& box) {
  with_folder(box);
  write_setback(box, "02", 8, 3, "themes: [work]\nfeelings: [ashamed]\n");
  write_setback(box, "05", 7, 5, "themes: [work]\nfeelings: [Guilt]\n");
  write_setback(box, "08", 6, 6, "themes: [competence]\n");
  write_setback(box, "11", 6, 8, "themes: [competence]\n");
  write_setback(box, "14", 9, 4);
  write_setback(box, "17", 5, 4);
}

std::string page_of(Sandbox& box, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {"stats", "--html", "-"};
  words.insert(words.end(), more.begin(), more.end());
  REQUIRE(box.run(words) == ExitCode::done);
  return box.out();
}

std::string plot_of(Sandbox& box, const std::string& name) {
  REQUIRE(box.run({"stats", "--svg", name}) == ExitCode::done);
  return box.out();
}

} // namespace

TEST_CASE(
    "the page says what changed, each number with its n, worse as plainly as better",
    "[report]") {
  Sandbox box;
  write_six(box);
  const std::string page = page_of(box);
  CHECK(has(page, "2 November 2026 to 17 November 2026, 6 entries"));
  CHECK(has(
      page,
      "6 setbacks were rated before the writing and after it: 4 lighter after, 1 the "
      "same, 1 heavier."));
  CHECK(has(
      page,
      "The median, which is the middle one when all stand in order, was 6.5 before and "
      "4.5 after; the median change is −1.5."));
  CHECK(has(page, "The mean was 6.8 before and 5.0 after, a change of −1.8."));
  CHECK(has(
      page,
      "As far as 6 pairs can tell, the median change lies between −5 and +2 (a 95 %"));
  CHECK(has(page, "A high rating is often followed by a lower one"));
  CHECK(count(page, "Lower is lighter") == 1);
}

TEST_CASE("the page has five plots, each named, described and beside a table",
          "[report]") {
  Sandbox box;
  write_six(box);
  const std::string page = page_of(box);
  CHECK(count(page, "<h1>") == 1);
  CHECK(count(page, "<svg ") == 5);
  CHECK(count(page, "<table>") == 5);
  for (const std::string name :
       {"change", "recovery", "themes", "feelings", "calendar"}) {
    INFO(name);
    CHECK(has(page,
              "role=\"img\" aria-labelledby=\"" + name + "-title " + name + "-desc\""));
    CHECK(has(page, "<title id=\"" + name + "-title\">"));
    CHECK(has(page, "<desc id=\"" + name + "-desc\">"));
    CHECK(has(page, "<h2 id=\"" + name + "-heading\">"));
  }
  CHECK(has(page,
            "<tr><th scope=\"row\">11 November "
            "2026</th><td>6</td><td>8</td><td>+2</td></tr>"));
  CHECK(has(page,
            "<tr><th "
            "scope=\"row\">Work</th><td>2</td><td>2</td><td>−3.5</td><td>–</td><td>–</"
            "td></tr>"));
}

TEST_CASE("a drop falls for what grew lighter, and rises for what grew heavier",
          "[report]") {
  Sandbox box;
  write_six(box);
  const std::string plot = plot_of(box, "change"); // and one of each in the legend
  CHECK(count(plot, "<path class=\"lighter\"") == 4 + 1);
  CHECK(count(plot, "<path class=\"heavier\"") == 1 + 1);
  CHECK(count(plot, "<circle class=\"same\"") == 1 + 1);
}

TEST_CASE("with fewer than five rated setbacks the page has no mean", "[report]") {
  Sandbox box;
  with_folder(box);
  write_setback(box, "02", 8, 3);
  const std::string page = page_of(box);
  CHECK(has(page,
            "1 setback was rated before the writing and after it: 1 lighter after"));
  CHECK(
      has(page, "There is no mean: under 5 ratings, one odd day would be most of it."));
  CHECK_FALSE(has(page, "The mean was"));
}

TEST_CASE("groups have their intervals, drawn and in the table, and pairs of themes",
          "[report]") {
  Sandbox box;
  with_folder(box);
  const std::vector<std::string> days = {"02", "05", "08", "11", "14", "17"};
  for (const std::string& day : days)
    write_setback(box,
                  day,
                  8,
                  day == "02" ? 9 : 6,
                  "themes: [work, approval]\nfeelings: [ashamed]\n");
  const std::string page = page_of(box);
  CHECK(count(page, "<line class=\"likely\"") == 3);
  CHECK(count(page, "lines that overlap show no clear difference") == 1);
  CHECK(has(page, "Two themes in one entry as a table"));
  CHECK(has(page,
            "<th scope=\"row\">Approval and "
            "Work</th><td>6</td><td>6</td><td>−2</td><td>−2 to +1</td>"));
}

TEST_CASE("where nothing is half as heavy so far, that is said and not drawn",
          "[report]") {
  Sandbox box;
  with_folder(box);
  write_setback(box, "02", 8, 7);
  const std::string page = page_of(box);
  CHECK(has(page, "1 setback has no rating at half of the first or less so far."));
  CHECK(count(page, "<svg ") == 2); // the change, the calendar
}

TEST_CASE("an empty journal has a page that says so, and nothing to draw", "[report]") {
  Sandbox box;
  const std::string page = page_of(box);
  CHECK(has(page, "There is no entry here."));
  CHECK_FALSE(has(page, "<svg"));
  CHECK(box.run({"stats", "--svg", "calendar"}) == ExitCode::no);
  CHECK(box.out().empty());
  CHECK(box.count_files() == 0);
}

TEST_CASE("a journal without ratings has a calendar and no change", "[report]") {
  Sandbox box;
  with_folder(box);
  box.write("2026/11/2026-11-02-100000-a2b3.md",
            entry_text("date: 2026-11-02T10:00:00+01:00\noccasion: calm\n"));
  const std::string page = page_of(box);
  CHECK(has(page, "No setback here is rated both before and after"));
  CHECK(has(page, "1 entry is planned calm practice, which no rating here includes."));
  CHECK(count(page, "<svg ") == 1);
  CHECK(box.run({"stats", "--svg", "change"}) == ExitCode::no);
  CHECK(box.run({"stats", "--svg", "recovery"}) == ExitCode::no);
  CHECK(box.run({"stats", "--svg", "themes"}) == ExitCode::no);
}

TEST_CASE("what only this person would have written is counted, not named",
          "[report]") {
  Sandbox box;
  with_folder(box);
  write_setback(
      box,
      "02",
      8,
      3,
      "themes: [work, call-with-priya]\nfeelings: [ashamed, priya-ish, Shame]\n");
  const std::string page = page_of(box);
  CHECK_FALSE(has(page, "riya"));
  CHECK(has(page, ">Work<"));
  CHECK(has(page, ">ashamed<"));
  CHECK(has(page, ">Shame<"));
  CHECK(count(page, "Not named here, being in words of your own: 1.") == 2);
  CHECK_FALSE(has(plot_of(box, "themes"), "riya"));

  const std::string with_words = page_of(box, {"--with-words"});
  CHECK(has(with_words, ">call-with-priya<"));
  CHECK(has(with_words, ">priya-ish<"));
  CHECK_FALSE(has(with_words, "Not named here"));
}

TEST_CASE("a plot of nothing but one's own words needs --with-words", "[report]") {
  Sandbox box;
  with_folder(box);
  write_setback(box, "02", 8, 3, "themes: [call-with-priya]\n");
  CHECK(box.run({"stats", "--svg", "themes"}) == ExitCode::no);
  CHECK(has(box.err(), "--with-words"));
  CHECK(box.run({"stats", "--svg", "themes", "--with-words"}) == ExitCode::done);
  CHECK(has(box.out(), ">call-with-priya<"));
}

TEST_CASE("hostile words stay words", "[report]") {
  Sandbox box;
  with_folder(box);
  write_setback(box,
                "02",
                8,
                3,
                "themes: [\"</text><script>x\", '\"&amp;']\n"
                "feelings: [\"<img src=x>\", \"a\\u202eb\", \"c\\e[31m\"]\n");
  for (const std::string& text : {page_of(box, {"--with-words"}), page_of(box)}) {
    CHECK_FALSE(has(text, "<script"));
    CHECK_FALSE(has(text, "<img"));
    CHECK_FALSE(has(text, "\u202e"));
    CHECK_FALSE(has(text, "\x1b"));
  }
  const std::string page = page_of(box, {"--with-words"});
  CHECK(has(page, "&lt;/text&gt;&lt;script&gt;x</th>"));
  CHECK(has(page, "&quot;&amp;amp;</th>"));
  CHECK(has(page, "&lt;img src=x&gt;"));
}

TEST_CASE("sentences of one's own are on the page where they were asked for",
          "[report]") {
  Sandbox box;
  with_folder(box);
  std::filesystem::create_directories(box.journal() / "themes");
  box.write(
      "themes/mine.toml",
      "[pack]\nid = \"mine\"\ntitle = \"Mine\"\naxis = \"life\"\ndescription = \"d\"\n"
      "language = \"en\"\nversion = 1\n[[phrase]]\ntext = \"Slow is <allowed> here "
      "too.\"\nrole = \"kindness\"\ntone = \"plain\"\n");
  for (int day = 10; day < 15; ++day)
    write_setback(box, std::to_string(day), 8, 3, {}, "Slow is <allowed> here too.");
  CHECK_FALSE(has(page_of(box), "Slow is"));
  const std::string page = page_of(box, {"--with-words"});
  CHECK(has(page, "<h2 id=\"phrases-heading\">Sentences of your own</h2>"));
  CHECK(has(page, "<li>Slow is &lt;allowed&gt; here too. "));
  CHECK(has(page, "mean change −5 in 5 rated"));
}

TEST_CASE("a page of some entries says which", "[report]") {
  Sandbox box;
  write_six(box);
  write_setback(box, "18", 8, 3, "themes: [call-with-priya]\n");
  CHECK(has(page_of(box, {"--theme", "work", "--occasion", "mistake"}),
            "Only entries with the theme Work and the occasion mistake are in these "
            "numbers."));
  const std::string own = page_of(box, {"--theme", "call-with-priya"});
  CHECK(has(own, "Only entries with one theme of your own are in these numbers."));
  CHECK_FALSE(has(own, "riya"));
  CHECK(has(page_of(box, {"--theme", "call-with-priya", "--with-words"}),
            "the theme call-with-priya"));
  CHECK(has(page_of(box, {"--since", "2026-11-05", "--until", "2026-11-11"}),
            "5 November 2026 to 11 November 2026, 3 entries"));
}

TEST_CASE("how long setbacks took is counted once for each", "[report]") {
  Sandbox box;
  with_folder(box);
  write_setback(box, "02", 8, 3);
  write_setback(
      box, "03", 8, 6, "later: [{at: 2026-11-04T10:00:00+01:00, distress: 4}]\n");
  write_setback(
      box, "05", 8, 6, "later: [{at: 2026-11-20T10:00:00+01:00, distress: 2}]\n");
  write_setback(box, "06", 8, 7);
  const std::string page = page_of(box);
  CHECK(
      has(page,
          "3 setbacks came to half of the first rating or less, in a median time of 24 "
          "hours. 1 has no rating that low so far."));
  CHECK_FALSE(has(page, "half were there within")); // of four: too few
  for (const std::string row : {"1 hour or less</th><td>1",
                                "1 to 24 hours</th><td>1",
                                "1 to 3 days</th><td>0",
                                "over 7 days</th><td>1",
                                "not there so far</th><td>1"})
    CHECK(has(page, row));
}

TEST_CASE("those that are not there so far are counted in the time of half",
          "[report]") {
  Sandbox box;
  with_folder(box);
  for (int day = 10; day < 15; ++day) write_setback(box, std::to_string(day), 8, 3);
  write_setback(box, "20", 8, 7);
  CHECK(has(page_of(box),
            "With those counted that are not there so far, half were there within 9 "
            "minutes, by an estimate."));
}

TEST_CASE("a time that nobody noted is said to be in no number", "[report]") {
  Sandbox box;
  with_folder(box);
  write_setback(box, "02", 8, 7);
  box.write("2026/11/2026-11-03-100000-a2b3.md",
            entry_text("date: 2026-11-03T10:00:00+01:00\nbefore: 8\nafter: 2\n"));
  CHECK(has(
      page_of(box),
      "1 more came that low at a time that was not noted; it is in no number here."));
}

TEST_CASE("a journal in which nothing came to half says so", "[report]") {
  Sandbox box;
  with_folder(box);
  write_setback(box, "02", 8, 7);
  CHECK(has(page_of(box),
            "1 setback has no rating at half of the first or less so far."));
}

TEST_CASE("stretches with more ratings have wider drops, and the table counts them",
          "[report]") {
  Sandbox box;
  for (int month = 1; month <= 9; ++month) {
    const std::string folder = "2026/0" + std::to_string(month);
    std::filesystem::create_directories(box.journal() / folder);
    for (int day = 10; day < (month == 9 ? 12 : 20); ++day) {
      const std::string date =
          "2026-0" + std::to_string(month) + "-" + std::to_string(day);
      box.write(folder + "/" + date + "-100000-a2b3.md",
                entry_text("date: " + date + "T10:00:00+02:00\nbefore: 8\nafter: 5\n"));
    }
  }
  const std::string page = page_of(box);
  CHECK(has(page, "A drop for each week:"));
  CHECK(has(page, "the wider, the more ratings"));
  CHECK(has(page, "<th scope=\"row\">week of 7 September 2026</th><td>2</td>"));
  CHECK(count(page, "A4.9 4.9") > 2); // seven in a week
  CHECK(count(page, "A3.8 3.8") > 0); // two
}

TEST_CASE("days without an entry are blank, and no number speaks of them", "[report]") {
  Sandbox box;
  write_six(box);
  const std::string plot = plot_of(box, "calendar");
  CHECK(count(plot, "<circle class=\"day\"") == 6);
  CHECK(has(plot, "6 days have an entry, 2 November 2026 to 17 November 2026."));
  CHECK_FALSE(has(plot, "streak"));
}

TEST_CASE("a journal of years has a line for each of the last twelve", "[report]") {
  Sandbox box;
  for (int year = 2010; year <= 2026; ++year) {
    const std::string name = std::to_string(year) + "/03";
    std::filesystem::create_directories(box.journal() / name);
    for (const std::string day : {"04", "05"})
      box.write(name + "/" + std::to_string(year) + "-03-" + day + "-100000-a2b3.md",
                entry_text("date: " + std::to_string(year) + "-03-" + day +
                           "T10:00:00+01:00\n"));
  }
  const std::string plot = plot_of(box, "calendar");
  CHECK_FALSE(has(plot, ">2014<"));
  CHECK(has(plot, ">2015<"));
  CHECK(has(plot, ">2026<"));
  const std::string page = page_of(box);
  CHECK(
      has(page, "<th scope=\"row\">Mar 2010</th><td>2</td>")); // the table has them all
}

TEST_CASE("a year's line has the days of that year", "[report]") {
  Sandbox box;
  for (const std::string day : {"2024-01-01", "2025-12-31", "2027-01-01"}) {
    std::filesystem::create_directories(box.journal() / day.substr(0, 7));
    box.write(day.substr(0, 7) + "/" + day + "-100000-a2b3.md",
              entry_text("date: " + day + "T10:00:00+01:00\n"));
  }
  const std::string plot = plot_of(box, "calendar");
  CHECK(has(plot, ">2024<"));
  CHECK_FALSE(has(plot, ">2026<"));
  CHECK(count(plot, "<circle class=\"day\" cx=\"48.7\"") == 2); // the first column
}

TEST_CASE("a page is a private file, and is made anew over the old one", "[report]") {
  Sandbox box;
  write_six(box);
  const std::filesystem::path file = box.root() / "page.html";
  REQUIRE(box.run({"stats", "--html", file.string()}) == ExitCode::done);
  CHECK(box.out().empty());
  CHECK(box.err() == "Written to " + file.string() + ".\n");
  struct stat seen {};
  REQUIRE(::stat(file.c_str(), &seen) == 0);
  CHECK((seen.st_mode & 0777U) == 0600U);
  const std::string first = read_file(file, 1U << 20);
  REQUIRE(box.run({"stats", "--html", file.string(), "--theme", "work"}) ==
          ExitCode::done);
  CHECK(read_file(file, 1U << 20) != first);
  REQUIRE(box.run({"stats", "--svg", "change", file.string()}) == ExitCode::done);
  CHECK(read_file(file, 1U << 20).starts_with("<?xml"));
}

TEST_CASE("a file that kindly did not make is left alone", "[report]") {
  Sandbox box;
  write_six(box);
  const std::filesystem::path file = box.root() / "thesis.html";
  Sandbox::put(file, "<p>Three years of work.</p>");
  CHECK(box.run({"stats", "--html", file.string()}) == ExitCode::io);
  CHECK(has(box.err(), "is no page that kindly made, so it stays as it is"));
  CHECK(read_file(file, 1U << 20) == "<p>Three years of work.</p>");
  CHECK(box.run({"stats", "--html", box.root().string()}) == ExitCode::io);
  CHECK(box.run({"stats", "--html", "/dev/null"}) == ExitCode::io);
  CHECK(has(box.err(), "/dev/null is no plain file"));
  CHECK(box.run({"stats", "--html", (box.root() / "none/page.html").string()}) ==
        ExitCode::io);
  CHECK_FALSE(std::filesystem::exists(box.root() / "none"));
}

TEST_CASE("options that do not go together are refused", "[report]") {
  Sandbox box;
  write_six(box);
  const std::vector<std::vector<std::string>> wrong = {
      {"--html", "-", "--svg", "change"},
      {"--html", "-", "--by", "week"},
      {"--html", "-", "--json"},
      {"--html", ""},
      {"--svg", "chang"},
      {"--with-words"},
      {"page.html"}};
  for (std::vector<std::string> words : wrong) {
    words.insert(words.begin(), "stats");
    INFO(words[1]);
    CHECK(box.run(words) == ExitCode::usage);
    CHECK(box.out().empty());
  }
}

TEST_CASE("an entry that cannot be read is named, and the page has the rest",
          "[report]") {
  Sandbox box;
  write_six(box);
  box.write("2026/11/2026-11-21-100000-b2b3.md", "---\nkindly: 1\ndate: [\n---\n");
  CHECK(box.run({"stats", "--html", "-"}) == ExitCode::unreadable);
  CHECK(has(box.out(), "6 entries</p>"));
  CHECK(has(box.err(), "2026-11-21-100000-b2b3.md"));
}
