#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace kindly;
using namespace kindly::test;

namespace {

constexpr auto own_pack = "[pack]\nid = \"mine\"\ntitle = \"Mine\"\naxis = \"any\"\n"
                          "[[phrase]]\ntext = \"Slow is allowed.\"\n"
                          "role = \"kindness\"\ntone = \"plain\"\n";

std::string noon(std::chrono::local_days day) {
  return to_day(day) + "T12:00:00+01:00";
}

/// What a run on a day at noon says.
std::string
line_on(Sandbox& box, std::chrono::local_days day, std::vector<std::string> args = {}) {
  box.environment["KINDLY_NOW"] = noon(day);
  args.insert(args.begin(), "remind");
  CHECK(box.run(args) == ExitCode::done);
  CHECK(box.err().empty());
  return box.out();
}

void add(const Sandbox& box,
         std::chrono::local_days day,
         const std::string& keys,
         const std::string& body = {}) {
  const std::string text = to_day(day);
  box.write(text.substr(0, 4) + "/" + text.substr(5, 2) + "/" + text +
                "-090000-k7mp.md",
            entry_text("date: " + text + "T09:00:00+01:00\n" + keys) + body);
}

constexpr std::chrono::local_days first =
    std::chrono::local_days(std::chrono::year(2026) / 11 / 23);

} // namespace

TEST_CASE("a year of missed days is reminded as one missed day is", "[remind]") {
  Sandbox nobody;
  Sandbox year_ago;
  Sandbox last_week;
  add(year_ago, first - std::chrono::days(8), "occasion: calm\n");
  for (int week = -1; week < 54; ++week)
    add(last_week, first + std::chrono::days(7 * week - 7), "occasion: calm\n");
  const std::vector<std::string> thursdays = {"--days", "thu"};
  const std::string once = line_on(nobody, first);
  CHECK(std::ranges::count(once, '\n') == 1);
  CHECK(once.size() <= 112);
  for (const std::string word :
       {"haven't", "missed", "again", "streak", "should", "days", "still", "since"})
    CHECK_THAT(once, !Catch::Contains(word, Catch::CaseSensitive::No));
  for (int day = 0; day < 366; ++day) {
    const auto today = first + std::chrono::days(day);
    CHECK(line_on(nobody, today) == once);
    CHECK(line_on(year_ago, today) == once);
    // The week of this one has had its practice on Monday; one more is in the goal.
    CHECK(line_on(last_week, today) == (day % 7 == 0 ? "" : once));
    CHECK(line_on(year_ago, today, thursdays) == (day % 7 == 3 ? once : ""));
  }
  CHECK(nobody.count_files() == 0);
}

TEST_CASE("each of two open entries, and each of two heavy ones, has the same line",
          "[remind]") {
  Sandbox box;
  const auto body = "\n## Critical thoughts\n\n> I ruin everything.\n";
  for (const int day : {0, 200}) add(box, first + std::chrono::days(day), "", body);
  for (const int day : {20, 300})
    add(box, first + std::chrono::days(day), "before: 9\n", "\n## Kind words\n\nSo.\n");
  const auto day_after = [&](int day) {
    return line_on(box, first + std::chrono::days(day + 1));
  };
  CHECK(day_after(0) == day_after(200));
  CHECK(day_after(20) == day_after(300));
  CHECK(day_after(0) != day_after(20));
}

TEST_CASE("an open entry is spoken of once, by what goes on with it", "[remind]") {
  Sandbox box;
  add(box, first, "before: 8\n", "\n## Critical thoughts\n\n> I ruin everything.\n");
  int said = 0;
  for (int day = 1; day < 400; ++day) {
    const std::string line = line_on(box, first + std::chrono::days(day));
    if (line.find("resume") == std::string::npos) continue;
    ++said;
    CHECK(day == 1);
    CHECK_THAT(line, Catch::EndsWith("kindly resume k7mp\n"));
    CHECK_THAT(line, !Catch::Contains("ruin") && !Catch::Contains("wrong"));
  }
  CHECK(said == 1);
}

TEST_CASE("a high rating is asked about after a night, and never shown", "[remind]") {
  Sandbox box;
  add(box, first, "before: 8\nafter: 9\n", "\n## Kind words\n\nIt was hard.\n");
  const std::string line = line_on(box, first + std::chrono::days(1));
  CHECK_THAT(line, Catch::EndsWith("kindly rate --later N k7mp\n"));
  CHECK_THAT(line, !Catch::Contains("8") && !Catch::Contains("9"));
  const auto asks = Catch::Contains("rate --later");
  CHECK_THAT(line_on(box, first + std::chrono::days(2)), !asks);
  box.environment["KINDLY_NOW"] = noon(first + std::chrono::days(1));
  REQUIRE(box.run({"rate", "--later", "4", "k7mp"}) == ExitCode::done);
  CHECK_THAT(line_on(box, first + std::chrono::days(1)), !asks);
}

TEST_CASE("the command that practice is offered with is one that there is",
          "[remind]") {
  Sandbox box;
  const std::string line = line_on(box, first, {"--days", "mon"});
  CHECK_THAT(line, Catch::EndsWith("kindly new --occasion calm\n"));
  CHECK(box.run({"new", "--occasion", "calm", "-k", "Slow."}) == ExitCode::done);
  CHECK(line_on(box, first, {"--days", "mon"}).empty()); // written today
}

TEST_CASE("kept sentences are quoted, on a desktop only where that was asked for",
          "[remind]") {
  Sandbox box;
  const std::string plain = line_on(box, first);
  box.write("themes/mine.toml",
            std::string(own_pack) + "[[phrase]]\ntext = \"One thing, then the next.\"\n"
                                    "role = \"kindness\"\ntone = \"plain\"\n");
  box.environment["XDG_RUNTIME_DIR"] = box.root(); // no desktop: it is printed
  std::set<std::string> lines;
  for (int day = 0; day < 14; ++day) {
    const auto today = first + std::chrono::days(day);
    CHECK(line_on(box, today, {"--notify"}) == plain);
    lines.insert(line_on(box, today));
    CHECK(lines.contains(line_on(box, today, {"--notify", "--mine"})));
  }
  CHECK(lines.size() == 2);
  for (const std::string& line : lines)
    CHECK_THAT(line,
               (Catch::Contains("\"Slow is allowed.\"") ||
                Catch::Contains("\"One thing, then the next.\"")) &&
                   Catch::EndsWith("kindly new --occasion calm\n"));
}

TEST_CASE("quiet hours are quiet, over midnight too", "[remind]") {
  Sandbox box;
  const auto says = [&](const std::string& time, const std::string& hours) {
    box.environment["KINDLY_NOW"] = "2026-11-23T" + time + ":00+01:00";
    REQUIRE(box.run({"remind", "--days", "mon", "--quiet-hours", hours}) ==
            ExitCode::done);
    return !box.out().empty();
  };
  CHECK(says("21:59", "22-8"));
  CHECK_FALSE(says("22:00", "22-8"));
  CHECK_FALSE(says("07:59", "22-8"));
  CHECK(says("08:00", "22-8"));
  CHECK_FALSE(says("12:30", "12:30-13:15"));
  CHECK(says("13:15", "12:30-13:15"));
  for (const std::string hours : {"", "22", "8-8", "25-3", "a-b", "1-2-3", "22--8"}) {
    CHECK(box.run({"remind", "--quiet-hours=" + hours}) == ExitCode::usage);
    CHECK(box.out().empty());
  }
  CHECK(box.run({"remind", "--days", "mon,someday"}) == ExitCode::usage);
  CHECK_THAT(box.err(), Catch::Contains("'someday'"));
}

TEST_CASE("a goal of none asks for no practice", "[remind]") {
  Sandbox box;
  Sandbox::put(box.home() / ".config/kindly/config.toml", "goal = 0\n");
  for (int day = 0; day < 14; ++day)
    CHECK(line_on(box, first + std::chrono::days(day)).empty());
}

TEST_CASE("a broken entry is not a reminder's to name, an unreadable journal is",
          "[remind]") {
  Sandbox box;
  box.write("2026/11/2026-11-23-080000-k7mp.md", "---\nkindly: 1\ndate: [\n---\n");
  CHECK_FALSE(line_on(box, first, {"--days", "mon"}).empty());
  box.environment["KINDLY_JOURNAL"] =
      box.journal() / "2026/11/2026-11-23-080000-k7mp.md";
  CHECK(box.run({"remind"}) == ExitCode::io);
  CHECK(box.out().empty());
  box.environment.erase("KINDLY_JOURNAL");
  box.environment.erase("HOME");
  CHECK(box.run({"remind"}) == ExitCode::io);
}

TEST_CASE("what is printed for cron runs in cron's bare world", "[remind]") {
  Sandbox box;
  box.environment.erase("KINDLY_JOURNAL");
  REQUIRE(box.run({"remind", "--print", "cron"}) == ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::EndsWith("\n0 18 * * * /opt/kindly remind --days thu,sun\n"));
  REQUIRE(box.run({"remind",
                   "--print=cron",
                   "--journal",
                   "/a/50% of it's",
                   "--days=Tue,sat",
                   "--quiet-hours=22-8",
                   "--notify",
                   "--at=07:05"}) == ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::EndsWith("\n5 7 * * * /opt/kindly remind --journal "
                             R"('/a/50\% of it'\''s')"
                             " --days Tue,sat --quiet-hours 22-8 --notify\n"));
  CHECK(box.run({"remind", "--print=cron", "--journal", "/a\nb"}) == ExitCode::usage);
  CHECK(box.run({"remind", "--print=cron", "--at=7pm"}) == ExitCode::usage);
  CHECK(box.run({"remind", "--print=crom"}) == ExitCode::usage);
  CHECK(box.count_files() == 0);
}

TEST_CASE("what is printed names the journal and the config that cron would not find",
          "[remind]") {
  Sandbox box;
  const auto printed = [&] {
    REQUIRE(box.run({"remind", "--print", "cron"}) == ExitCode::done);
    return box.out();
  };
  CHECK_THAT(printed(), Catch::Contains("--journal " + box.journal().string()));
  box.environment.erase("KINDLY_JOURNAL");
  const auto usual = box.home() / ".config/kindly/config.toml";
  Sandbox::put(usual, "journal = \"/elsewhere\"\n");
  CHECK_THAT(printed(), !Catch::Contains("--journal") && !Catch::Contains("--config"));
  const auto other = box.root() / "other/kindly/config.toml";
  Sandbox::put(other, "goal = 3\n");
  box.environment["XDG_CONFIG_HOME"] = box.root() / "other";
  CHECK_THAT(printed(), Catch::Contains("--config " + other.string()));
  box.environment["XDG_DATA_HOME"] = "/data";
  CHECK_THAT(printed(), Catch::Contains("--journal /data/kindly/journal"));
}

TEST_CASE("what is printed names as many days as the goal has, spread over the week",
          "[remind]") {
  Sandbox box;
  box.environment.erase("KINDLY_JOURNAL");
  const auto config = box.home() / ".config/kindly/config.toml";
  const auto printed = [&](const std::string& text) {
    Sandbox::put(config, text);
    REQUIRE(box.run({"remind", "--print", "cron"}) == ExitCode::done);
    return box.out();
  };
  CHECK_THAT(printed("goal = 3\n"), Catch::EndsWith("remind --days wed,fri,sun\n"));
  CHECK_THAT(printed("goal = 3\nweek_start = \"sunday\"\n"),
             Catch::EndsWith("remind --days tue,thu,sat\n"));
  CHECK_THAT(printed("goal = 0\n"), Catch::EndsWith("remind\n"));
  REQUIRE(box.run({"remind", "--print", "systemd", "--days", "mon"}) == ExitCode::done);
  CHECK_THAT(box.out(), Catch::Contains("remind --days mon --notify\n"));
}

TEST_CASE("what is printed for systemd means its words as they are", "[remind]") {
  Sandbox box;
  REQUIRE(box.run({"remind", "--print=systemd", "--journal", "/a/5% $X\\\"y"}) ==
          ExitCode::done);
  CHECK_THAT(box.out(),
             Catch::Contains("ExecStart=/opt/kindly remind --journal "
                             R"("/a/5%% $$X\\\"y" --days thu,sun --notify)") &&
                 Catch::Contains("OnCalendar=*-*-* 18:00:00\n") &&
                 Catch::Contains("Persistent=true\n"));
}
