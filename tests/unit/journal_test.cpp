#include "base/text.hpp"
#include "journal/journal.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace kindly;
using namespace std::chrono_literals;
using kindly::test::entry_text;
using kindly::test::Sandbox;

namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

Moment at(const std::string& text) {
  return parse_rfc3339(text).value();
}

Journal journal_in(const fs::path& folder) {
  return {folder, Zone::fixed(0min), Durability::fast};
}

/// An entry in the month and under the name that its date gives it; returns its id.
std::string put(const Sandbox& sandbox,
                const std::string& date,
                const std::string& tail,
                const std::string& lines = {}) {
  const std::string stamp = to_stamp(at(date));
  sandbox.write(stamp.substr(0, 4) + "/" + stamp.substr(5, 2) + "/" + stamp + "-" +
                    tail + ".md",
                entry_text("date: " + date + "\n" + lines));
  return stamp + "-" + tail;
}

Strings ids_of(const Listing& listing) {
  Strings ids;
  for (const Entry& entry : listing.entries) ids.push_back(entry.id);
  return ids;
}

template <class Call>
Error refusal_of(Call call) {
  try {
    call();
  } catch (const Error& problem) {
    return problem;
  }
  FAIL("nothing was refused");
  throw std::logic_error("not reached");
}

bool says(const std::string& text, const std::string& wanted) {
  return text.find(wanted) != std::string::npos;
}

/// Every path below a folder, hidden ones too, with the bytes of files.
std::map<std::string, std::string> everything_in(const fs::path& folder) {
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    found[entry.path().string()] =
        entry.is_regular_file() ? read_file(entry.path(), 1U << 30) : "";
  return found;
}

const std::string broken = "---\nkindly: 1\nafter: eleven\n---\nBody\n";

} // namespace

TEST_CASE("entries come newest first by the instant, whatever their clocks showed",
          "[journal]") {
  const Sandbox sandbox;
  const std::string first = put(sandbox, "2026-11-23T23:30:00+14:00", "aaaa");
  const std::string second = put(sandbox, "2026-11-23T12:00:00Z", "bbbb");
  const std::string third = put(sandbox, "2026-11-23T01:30:00-12:00", "cccc");
  const std::string fourth = put(sandbox, "2026-11-24T03:00:00+13:00", "dddd");
  const Listing listing = journal_in(sandbox.journal()).list({});
  CHECK(listing.problems.empty());
  // 09:30Z, 12:00Z, 13:30Z and 14:00Z.
  CHECK(ids_of(listing) == Strings{fourth, third, second, first});
}

TEST_CASE("the newest few are the first of all, wherever the files lie", "[journal]") {
  Chance chance(83);
  for (int round = 0; round < 150; ++round) {
    const Sandbox sandbox;
    for (std::size_t count = 1 + chance.below(12); count > 0; --count) {
      const Instant instant(1'790'000'000s +
                            std::chrono::seconds(chance.below(90 * 86400)));
      const std::chrono::minutes offset(static_cast<int>(chance.below(27)) * 60 - 720);
      const Moment date{instant, offset};
      const std::string stamp = to_stamp(date);
      const std::string home = stamp.substr(0, 4) + "/" + stamp.substr(5, 2) + "/";
      const std::string tail = "-a" + std::to_string(100 + count) + ".md";
      const std::string lines = "date: " + to_rfc3339(date) + "\n" +
                                (chance.below(2) == 0 ? "after: 3\n" : "");
      switch (chance.below(8)) {
      case 0: sandbox.write("note " + stamp + tail, entry_text(lines)); break;
      case 1: sandbox.write("mine/deep/" + stamp + tail, entry_text(lines)); break;
      case 2: sandbox.write("2027/03/" + stamp + tail, entry_text(lines)); break;
      case 3: sandbox.write(home + "evening " + tail, entry_text(lines)); break;
      case 4: sandbox.write(home + "1 hard day " + tail, entry_text(lines)); break;
      default: sandbox.write(home + stamp + tail, entry_text(lines));
      }
    }
    const Journal journal = journal_in(sandbox.journal());
    const Strings all = ids_of(journal.list({}));
    CAPTURE(round, all);
    for (std::size_t most = 0; most <= all.size() + 1; ++most) {
      const Strings first(all.begin(),
                          all.begin() +
                              static_cast<std::ptrdiff_t>(std::min(most, all.size())));
      REQUIRE(ids_of(journal.list({.most = most})) == first);
    }
    const Query query{
        .since = Moment{Instant(1'790'000'000s +
                                std::chrono::seconds(chance.below(90 * 86400)))},
        .until = Moment{Instant(1'790'000'000s +
                                std::chrono::seconds(chance.below(90 * 86400)))},
        .unrated = chance.below(2) == 0,
        .most = 1 + chance.below(20)};
    Strings wanted;
    for (const Entry& entry : journal.list({}).entries)
      if (entry.date >= *query.since && entry.date < *query.until &&
          (!query.unrated || !entry.after) && wanted.size() < query.most)
        wanted.push_back(entry.id);
    REQUIRE(ids_of(journal.list(query)) == wanted);
  }
}

TEST_CASE("the newest entry is found without reading the old ones", "[journal]") {
  const Sandbox sandbox;
  sandbox.write("2019/05/2019-05-05-120000-abcd.md", broken);
  sandbox.write("2026/10/2026-10-05-120000-abcd.md", broken);
  const std::string newest = put(sandbox, "2026-11-23T12:00:00Z", "abcd");
  const Journal journal = journal_in(sandbox.journal());
  const Listing one = journal.list({.most = 1});
  CHECK(ids_of(one) == Strings{newest});
  CHECK(one.problems.empty());
  CHECK(journal.list({.since = at("2026-11-01T00:00:00Z")}).problems.empty());
  CHECK(journal.list({}).problems.size() == 2);
  CHECK(journal.list({.most = 2}).problems.size() == 2);
}

TEST_CASE("a file that cannot be understood is named and hides no other", "[journal]") {
  const Sandbox sandbox;
  const Strings good = {put(sandbox, "2026-11-23T12:00:00Z", "cccc"),
                        put(sandbox, "2026-11-22T12:00:00Z", "bbbb"),
                        put(sandbox, "2026-10-22T12:00:00Z", "aaaa")};
  sandbox.write("2026/11/2026-11-23-110000-zzzz.md", broken);
  sandbox.write("2026/11/2026-11-21-110000-zzzz.md", "---\nkindly: 1\nopen: [\n---\n");
  sandbox.write("2026/11/2026-11-20-110000-zzzz.md", "---\nkindly: 1\nnever closed\n");
  sandbox.write("2026/11/2026-11-19-110000-zzzz.md", "---\nkindly: 7\n---\n");
  sandbox.write("loose.md", "---\nkindly: 1\ntitle: no date\n---\n");
  const Listing listing = journal_in(sandbox.journal()).list({});
  CHECK(ids_of(listing) == good);
  REQUIRE(listing.problems.size() == 5);
  for (const Error& problem : listing.problems) {
    CHECK(problem.code() == ExitCode::unreadable);
    CHECK(says(problem.what(), sandbox.journal().string() + "/"));
    CHECK(says(problem.what(), ".md:"));
  }
}

TEST_CASE("an entry moved to another month hides no other", "[journal]") {
  const Sandbox sandbox;
  sandbox.write("2026/11/2019-05-05-120000-abcd.md",
                entry_text("date: 2019-05-05T12:00:00Z\n"));
  sandbox.write("loose.md", entry_text("date: 2026-01-01T12:00:00Z\n"));
  const std::string newest = put(sandbox, "2026-10-10T12:00:00Z", "abcd");
  const Journal journal = journal_in(sandbox.journal());
  CHECK(ids_of(journal.list({.since = at("2026-06-01T00:00:00Z")})) == Strings{newest});
  CHECK(ids_of(journal.list({.most = 1})) == Strings{newest});
  CHECK(journal.open("last").entry.id == newest);
  CHECK(journal.list({}).entries.size() == 3);
}

TEST_CASE("the same journal lists the same, whatever order its folder gives",
          "[journal]") {
  // A tmpfs gives the names of a folder in the order they were made.
  std::string first = "/dev/shm/kindly-test-XXXXXX";
  std::string second = first;
  if (mkdtemp(first.data()) == nullptr || mkdtemp(second.data()) == nullptr) {
    WARN("skipped: no /dev/shm");
    return;
  }
  const auto seen_in = [](const std::string& root, bool forwards) {
    for (int i = 0; i < 30; ++i) {
      const std::string folder = "f" + std::to_string(forwards ? 10 + i : 39 - i);
      Sandbox::put(fs::path(root) / folder / "same.md",
                   entry_text("date: 2026-11-23T12:00:00Z\n"));
      Sandbox::put(fs::path(root) / folder / "broken.md", broken);
    }
    Strings seen;
    const Listing all = journal_in(root).list({});
    for (const Entry& entry : all.entries)
      seen.push_back(entry.path.substr(root.size()));
    for (const Error& problem : all.problems)
      seen.push_back(std::string(problem.what()).substr(root.size()));
    for (const Entry& entry : journal_in(root).list({.most = 7}).entries)
      seen.push_back(entry.path.substr(root.size()));
    return seen;
  };
  const Strings one = seen_in(first, true);
  const Strings other = seen_in(second, false);
  fs::remove_all(first);
  fs::remove_all(second);
  CHECK(one.size() == 67);
  CHECK(one == other);
}

TEST_CASE("last is the newest, and last~2 the third newest", "[journal]") {
  const Sandbox sandbox;
  const Strings ids = {put(sandbox, "2026-11-23T12:00:00Z", "cccc"),
                       put(sandbox, "2026-11-22T12:00:00Z", "bbbb"),
                       put(sandbox, "2025-01-22T12:00:00Z", "aaaa")};
  const Journal journal = journal_in(sandbox.journal());
  CHECK(journal.open("last").entry.id == ids[0]);
  CHECK(journal.open("last~0").entry.id == ids[0]);
  CHECK(journal.open("last~1").entry.id == ids[1]);
  CHECK(journal.open("last~2").entry.id == ids[2]);
  for (const char* const which : {"last~3",
                                  "last~99999999999999999999",
                                  "last~",
                                  "last~x",
                                  "last~-1",
                                  "last~1x"}) {
    INFO(which);
    const Error refusal = refusal_of([&] { (void)journal.open(which); });
    CHECK(refusal.code() == ExitCode::no);
    CHECK(says(refusal.what(), which));
    CHECK_FALSE(refusal.hint().empty());
  }
}

TEST_CASE("last is never an older entry because the newest cannot be understood",
          "[journal]") {
  // Else `kindly rate 3` rates another day's entry, and nobody notices.
  const Sandbox sandbox;
  put(sandbox, "2026-11-22T12:00:00Z", "bbbb");
  sandbox.write("2026/11/2026-11-23-120000-cccc.md", broken);
  const Journal journal = journal_in(sandbox.journal());
  const Error refusal = refusal_of([&] { (void)journal.open("last"); });
  CHECK(refusal.code() == ExitCode::unreadable);
  CHECK(says(refusal.what(), "2026-11-23-120000-cccc.md:3:"));
}

TEST_CASE("a broken entry of long ago does not stand in the way of the last",
          "[journal]") {
  const Sandbox sandbox;
  const std::string newest = put(sandbox, "2026-11-22T12:00:00Z", "bbbb");
  sandbox.write("2026/11/2026-11-01-120000-cccc.md", broken);
  sandbox.write("2026/09/2026-09-01-120000-cccc.md", broken);
  CHECK(journal_in(sandbox.journal()).open("last").entry.id == newest);
}

TEST_CASE("an entry is found by its id, a beginning of it, its tail, or its path",
          "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  put(sandbox, "2026-10-23T15:12:04Z", "mb2q");
  put(sandbox, "2025-11-23T15:12:04Z", "zz99");
  const Journal journal = journal_in(sandbox.journal());
  const std::string file = "2026/11/" + id + ".md";
  for (const std::string& which : {id,
                                   id.substr(0, 20),
                                   std::string("2026-11-23"),
                                   std::string("2026-11"),
                                   std::string("kx4p"),
                                   file,
                                   (sandbox.journal() / file).string()}) {
    INFO(which);
    CHECK(journal.open(which).entry.id == id);
    CHECK(fs::equivalent(journal.find(which), sandbox.journal() / file));
  }
  CHECK(journal.open("2025").entry.id == "2025-11-23-151204-zz99");
}

TEST_CASE("what fits several entries is refused, and they are listed", "[journal]") {
  const Sandbox sandbox;
  const Strings ids = {put(sandbox, "2026-11-23T15:12:04Z", "kx4p"),
                       put(sandbox, "2026-11-23T16:12:04Z", "mb2q"),
                       put(sandbox, "2026-10-23T15:12:04Z", "kx4p")};
  const Journal journal = journal_in(sandbox.journal());
  const auto [which, count] = GENERATE(table<std::string, std::size_t>(
      {{"2026-11-23", 2}, {"2026", 3}, {"2026-", 3}, {"kx4p", 2}}));
  const std::string wanted = which;
  const Error refusal = refusal_of([&] { (void)journal.open(wanted); });
  INFO(refusal.what());
  CHECK(refusal.code() == ExitCode::no);
  std::size_t named = 0;
  for (const std::string& id : ids) named += says(refusal.what(), id) ? 1 : 0;
  CHECK(named == count);
  CHECK_FALSE(refusal.hint().empty());
}

TEST_CASE("what fits no entry is refused, and the newest are named", "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const Journal journal = journal_in(sandbox.journal());
  for (const char* const which : {"",
                                  "2027",
                                  "zzzz",
                                  "x4p",
                                  "151204",
                                  "*",
                                  "2026-11-2?",
                                  "..",
                                  ".",
                                  "~",
                                  "LAST",
                                  "2026-11-23-151204-kx4p-and-more"}) {
    INFO(which);
    const Error refusal = refusal_of([&] { (void)journal.find(which); });
    CHECK(refusal.code() == ExitCode::no);
    CHECK(says(refusal.hint(), id));
  }
  const Error path = refusal_of([&] { (void)journal.find("2026/11/none.md"); });
  CHECK(path.code() == ExitCode::no);
  const Error shown = refusal_of([&] { (void)journal.find("\x1b[31m\u202e"); });
  CHECK_FALSE(says(shown.what(), "\x1b"));
  CHECK_FALSE(says(shown.what(), "\u202e"));
}

TEST_CASE("an empty journal says so, and how to begin", "[journal]") {
  const Sandbox sandbox;
  const Journal journal = journal_in(sandbox.journal());
  for (const char* const which : {"last", "last~2", "2026"}) {
    const Error refusal = refusal_of([&] { (void)journal.open(which); });
    CHECK(refusal.code() == ExitCode::no);
    CHECK(says(refusal.hint(), "kindly new"));
  }
}

TEST_CASE("reading a journal makes and changes nothing", "[journal]") {
  const Sandbox sandbox;
  const auto read_all = [&] {
    const Journal journal = journal_in(sandbox.journal());
    (void)journal.list({});
    (void)journal.ids("", 10);
    for (const char* const which : {"last", "2026", "zzzz", "x.md"}) try {
        (void)journal.open(which);
      } catch (const Error&) { // whether it is there does not matter
      }
    CHECK_THROWS_AS(journal.restore("2026"), Error);
  };
  read_all();
  CHECK_FALSE(fs::exists(sandbox.journal()));
  put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  sandbox.write("broken.md", broken);
  const auto before = everything_in(sandbox.root());
  read_all();
  CHECK(everything_in(sandbox.root()) == before);
}

TEST_CASE("notes of the person's own are neither listed nor meant by a name",
          "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  sandbox.write("README.md", "# My journal\n");
  sandbox.write("2026-11-23 thoughts.md", "---\ntitle: Work: bad\n---\nMine.\n");
  sandbox.write("2026/11/2026-11-23-160000-mine.md", "No header.\n");
  sandbox.write("support.md", "My people.\n");
  sandbox.write("2026/11/" + id + ".txt", "not Markdown");
  sandbox.write("themes/mine.md", entry_text("date: 2026-11-23\n"));
  const Journal journal = journal_in(sandbox.journal());
  const Listing listing = journal.list({});
  CHECK(ids_of(listing) == Strings{id});
  CHECK(listing.problems.empty());
  CHECK(journal.open("2026-11-23").entry.id == id);
  for (const char* const which : {"README", "support", "mine", "2026-11-23 t"}) {
    INFO(which);
    CHECK(refusal_of([&] { (void)journal.find(which); }).code() == ExitCode::no);
  }
}

TEST_CASE("a note can be named by its path but is not opened as an entry",
          "[journal]") {
  const Sandbox sandbox;
  sandbox.write("notes-of-my-own.md", "# My journal\n");
  const Journal journal = journal_in(sandbox.journal());
  CHECK(fs::equivalent(journal.find("notes-of-my-own.md"),
                       sandbox.journal() / "notes-of-my-own.md"));
  const Error refusal = refusal_of([&] { (void)journal.open("notes-of-my-own.md"); });
  CHECK(refusal.code() == ExitCode::unreadable);
  CHECK(says(refusal.what(), "notes-of-my-own.md:1:"));
  const auto change = [&] {
    journal.edit(sandbox.journal() / "notes-of-my-own.md",
                 [](Page& page) { page.document.set("after", "3"); });
  };
  CHECK(refusal_of(change).code() == ExitCode::unreadable);
  CHECK(sandbox.read("notes-of-my-own.md") == "# My journal\n");
}

TEST_CASE("odd folders are walked without harm", "[journal]") {
  const Sandbox sandbox;
  Strings ids = {put(sandbox, "2026-11-23T15:12:04Z", "kx4p")};
  const std::string dated = entry_text("date: 2026-11-22T12:00:00Z\n");
  sandbox.write("work/deep/er/in-work.md", dated);
  sandbox.write("2026/in-year.md", dated);
  sandbox.write("2026/drafts/in-drafts.md", dated);
  sandbox.write("2026/11/kept/in-kept.md", dated);
  sandbox.write("2026/99/2026-99-99-999999-odd.md", dated);
  sandbox.write("20261/five-digits.md", dated);
  sandbox.write(".hidden/not-seen.md", dated);
  sandbox.write(".trash/2026/11/not-seen.md", dated);
  sandbox.write(".not-seen.md", dated);
  sandbox.write("folder.md/inside.md", dated);
  sandbox.write(".md", dated);
  fs::create_directory_symlink("..", sandbox.journal() / "2026" / "circle");
  fs::create_directory_symlink(".", sandbox.journal() / "2025");
  fs::create_symlink("nowhere", sandbox.journal() / "dangling.txt");
  const Listing listing = journal_in(sandbox.journal()).list({});
  CHECK(listing.problems.empty());
  Strings found = ids_of(listing);
  std::ranges::sort(found);
  Strings wanted = {"2026-11-23-151204-kx4p",
                    "2026-99-99-999999-odd",
                    "five-digits",
                    "in-drafts",
                    "in-kept",
                    "in-work",
                    "in-year",
                    "inside"};
  CHECK(found == wanted);
}

TEST_CASE("what only looks like an entry's file is named and keeps nobody waiting",
          "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  REQUIRE(mkfifo((sandbox.journal() / "pipe.md").c_str(), 0600) == 0);
  fs::create_symlink("/dev/zero", sandbox.journal() / "zero.md");
  fs::create_symlink("nowhere", sandbox.journal() / "dangling.md");
  const Listing listing = journal_in(sandbox.journal()).list({});
  CHECK(ids_of(listing) == Strings{id});
  CHECK(listing.problems.size() == 3);
  for (const Error& problem : listing.problems) CHECK(problem.code() == ExitCode::io);
}

TEST_CASE("a journal may itself be a link or end in a slash", "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  fs::create_directory_symlink("journal", sandbox.root() / "link");
  const fs::path folder = GENERATE(as<std::string>(), "link", "journal/", "./journal");
  const Journal journal = journal_in(sandbox.root() / folder);
  CHECK(ids_of(journal.list({})) == Strings{id});
  CHECK(journal.open("2026-11").entry.id == id);
  const fs::path gone = journal.trash(journal.find("last"));
  CHECK(fs::exists(sandbox.journal() / ".trash/2026/11" / (id + ".md")));
  CHECK(fs::exists(gone));
  CHECK(journal.list({}).entries.empty());
}

TEST_CASE("a new entry lies in its month under its time, private", "[journal]") {
  const Sandbox sandbox;
  const Journal journal = journal_in(sandbox.journal());
  Chance chance(1);
  const std::string text = entry_text("date: 2026-12-01T00:30:00+14:00\n");
  const fs::path made = journal.create(text, at("2026-12-01T00:30:00+14:00"), chance);
  CHECK(made.parent_path() == sandbox.journal() / "2026" / "12");
  const std::string stem = made.stem().string();
  CHECK(made.extension() == ".md");
  REQUIRE(stem.size() == 22);
  CHECK(stem.starts_with("2026-12-01-003000-"));
  const std::string letters = "abcdefghjkmnpqrstuvwxyz";
  CHECK(letters.find(stem[18]) != std::string::npos);
  for (const char c : stem.substr(19))
    CHECK((letters + "23456789").find(c) != std::string::npos);
  CHECK(read_file(made, entry_limit) == text);
  struct stat facts {};
  REQUIRE(stat(made.c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  for (const char* const folder : {"", "2026", "2026/12"}) {
    REQUIRE(stat((sandbox.journal() / folder).c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0700);
  }
  CHECK(sandbox.count_files() == 1);
}

TEST_CASE("two entries of one second keep the order they were written in",
          "[journal]") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Sandbox sandbox;
    const Journal journal = journal_in(sandbox.journal());
    const Moment now = at("2026-11-23T15:12:04Z");
    Strings written;
    for (std::uint64_t i = 0; i < 2; ++i) {
      Chance chance(seed + i * 1000);
      const auto path =
          journal.create(entry_text("date: 2026-11-23T15:12:04Z\n"), now, chance);
      written.insert(written.begin(), path.stem().string());
    }
    INFO(seed);
    REQUIRE(ids_of(journal.list({})) == written);
    REQUIRE(journal.open("last").entry.id == written.front());
  }
}

TEST_CASE("a dozen entries of one second keep the order they were written in",
          "[journal]") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Sandbox sandbox;
    const Journal journal = journal_in(sandbox.journal());
    const Moment now = at("2026-11-23T15:12:04Z");
    Strings written;
    for (std::uint64_t i = 0; i < 12; ++i) {
      Chance chance(seed + i * 1000);
      const auto path =
          journal.create(entry_text("date: 2026-11-23T15:12:04Z\n"), now, chance);
      written.insert(written.begin(), path.stem().string());
    }
    INFO(seed);
    REQUIRE(ids_of(journal.list({})) == written);
  }
}

TEST_CASE("a new entry never takes the place of another", "[journal]") {
  const Sandbox sandbox;
  const Journal journal = journal_in(sandbox.journal());
  std::set<std::string> paths;
  for (int i = 0; i < 200; ++i) {
    Chance chance(1); // the same chance each time
    paths.insert(journal
                     .create(entry_text("date: 2026-11-23T15:12:04Z\n"),
                             at("2026-11-23T15:12:04Z"),
                             chance)
                     .string());
  }
  CHECK(paths.size() == 200);
  CHECK(sandbox.count_files() == 200);
}

TEST_CASE("an edit changes what it is about and nothing else in the journal",
          "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p", "before: 8\n");
  put(sandbox, "2026-11-22T15:12:04Z", "mb2q");
  const Journal journal = journal_in(sandbox.journal());
  auto wanted = everything_in(sandbox.journal());
  journal.edit(journal.find("last"), [](Page& page) {
    CHECK(page.entry.before->value() == 8);
    page.document.set("after", "5");
  });
  wanted[(sandbox.journal() / "2026/11" / (id + ".md")).string()] =
      entry_text("date: 2026-11-23T15:12:04Z\nbefore: 8\nafter: 5\n");
  CHECK(everything_in(sandbox.journal()) == wanted);
}

TEST_CASE("an edit starts over from what another program saved meanwhile",
          "[journal]") {
  const Sandbox sandbox;
  put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const Journal journal = journal_in(sandbox.journal());
  const fs::path path = journal.find("last");
  int asked = 0;
  journal.edit(path, [&](Page& page) {
    if (++asked == 1)
      Sandbox::put(path, entry_text("date: 2026-11-23T15:12:04Z\nbefore: 8\n"));
    page.document.set("after", "5");
  });
  CHECK(asked == 2);
  CHECK(read_file(path, entry_limit) ==
        entry_text("date: 2026-11-23T15:12:04Z\nbefore: 8\nafter: 5\n"));
}

TEST_CASE("an edit that another program's save makes impossible leaves that save",
          "[journal]") {
  const Sandbox sandbox;
  put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const Journal journal = journal_in(sandbox.journal());
  const fs::path path = journal.find("last");
  const auto change = [&](Page& page) {
    Sandbox::put(path, "No entry any more.\n");
    page.document.set("after", "5");
  };
  CHECK(refusal_of([&] { journal.edit(path, change); }).code() == ExitCode::unreadable);
  CHECK(read_file(path, entry_limit) == "No entry any more.\n");
  CHECK(sandbox.count_files() == 1);
}

TEST_CASE("a removed entry lies in the trash and comes back as it was", "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const std::string other = put(sandbox, "2026-11-22T15:12:04Z", "mb2q");
  const Journal journal = journal_in(sandbox.journal());
  const auto before = everything_in(sandbox.journal());
  const std::string which =
      GENERATE(as<std::string>(), "2026-11-23-151204-kx4p", "2026-11-23", "kx4p");
  const fs::path gone = journal.trash(journal.find(id));
  CHECK(gone == sandbox.journal() / ".trash/2026/11" / (id + ".md"));
  CHECK(ids_of(journal.list({})) == Strings{other});
  CHECK(journal.open("last").entry.id == other);
  CHECK(refusal_of([&] { (void)journal.find("kx4p"); }).code() == ExitCode::no);
  const fs::path back = journal.restore(which);
  CHECK(back == sandbox.journal() / "2026/11" / (id + ".md"));
  CHECK(ids_of(journal.list({})) == Strings{id, other});
  for (const auto& [path, bytes] : before)
    if (fs::is_regular_file(path)) CHECK(read_file(path, entry_limit) == bytes);
}

TEST_CASE("what cannot come back from the trash stays there", "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const std::string other = put(sandbox, "2026-11-22T15:12:04Z", "mb2q");
  const Journal journal = journal_in(sandbox.journal());
  journal.trash(journal.find(id));
  CHECK_THROWS_AS(journal.restore(""), Error);
  journal.trash(journal.find(other));
  const auto before = everything_in(sandbox.journal());

  const Error several = refusal_of([&] { journal.restore("2026-11"); });
  CHECK(several.code() == ExitCode::no);
  CHECK(says(several.what(), id));
  CHECK(says(several.what(), other));
  for (const char* const which : {"", "zzzz", "2027", "..", "last"})
    CHECK_THROWS_AS(journal.restore(which), Error);
  CHECK(everything_in(sandbox.journal()) == before);

  sandbox.write("2026/11/" + id + ".md", "something new in its place");
  CHECK(refusal_of([&] { journal.restore(id); }).code() == ExitCode::io);
  CHECK(sandbox.read("2026/11/" + id + ".md") == "something new in its place");
  CHECK(fs::exists(sandbox.journal() / ".trash/2026/11" / (id + ".md")));
}

TEST_CASE("nothing in the trash is written over", "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const Journal journal = journal_in(sandbox.journal());
  journal.trash(journal.find(id));
  const std::string again =
      entry_text("date: 2026-11-23T15:12:04Z\nafter: 3\n", "Another text.");
  sandbox.write("2026/11/" + id + ".md", again);
  CHECK_THROWS_AS(journal.trash(journal.find(id)), Error);
  CHECK(sandbox.read("2026/11/" + id + ".md") == again);
  CHECK(sandbox.read(".trash/2026/11/" + id + ".md") ==
        entry_text("date: 2026-11-23T15:12:04Z\n"));
}

TEST_CASE("only entries of this journal go to the trash", "[journal]") {
  const Sandbox sandbox;
  put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const fs::path outside = sandbox.root() / "outside.md";
  Sandbox::put(outside, entry_text("date: 2026-11-23T15:12:04Z\n"));
  sandbox.write("README.md", "mine\n");
  fs::create_symlink(outside, sandbox.journal() / "link.md");
  const Journal journal = journal_in(sandbox.journal());
  const auto before = everything_in(sandbox.root());
  for (const fs::path& path : {outside,
                               sandbox.journal() / "README.md",
                               sandbox.journal() / ".." / "outside.md",
                               sandbox.journal() / "none.md"}) {
    INFO(path);
    CHECK_THROWS_AS(journal.trash(path), Error);
  }
  CHECK(everything_in(sandbox.root()) == before);
}

TEST_CASE("a link goes to the trash under its own name, and what it leads to stays",
          "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const fs::path outside = sandbox.root() / "outside.md";
  Sandbox::put(outside, entry_text("date: 2026-11-23T15:12:04Z\n"));
  fs::create_symlink(outside, sandbox.journal() / "link.md");
  fs::create_symlink(id + ".md", sandbox.journal() / "2026/11/other.md");
  const Journal journal = journal_in(sandbox.journal());
  for (const std::string name : {"link.md", "2026/11/other.md"}) {
    CHECK(journal.trash(sandbox.journal() / name) ==
          sandbox.journal() / ".trash" / name);
    CHECK_FALSE(fs::is_symlink(sandbox.journal() / name));
    CHECK(journal.restore(fs::path(name).stem().string()) == sandbox.journal() / name);
  }
  CHECK(fs::is_regular_file(outside));
  CHECK(fs::is_regular_file(sandbox.journal() / "2026/11" / (id + ".md")));
}

TEST_CASE("an entry that cannot be understood can still be found and removed",
          "[journal]") {
  const Sandbox sandbox;
  sandbox.write("2026/11/2026-11-23-151204-kx4p.md", broken);
  const Journal journal = journal_in(sandbox.journal());
  const fs::path path = journal.find("kx4p");
  CHECK(path.filename() == "2026-11-23-151204-kx4p.md");
  CHECK(refusal_of([&] { (void)journal.open("kx4p"); }).code() == ExitCode::unreadable);
  journal.trash(path);
  CHECK(sandbox.read(".trash/2026/11/2026-11-23-151204-kx4p.md") == broken);
}

TEST_CASE("ids are offered newest first by how they begin", "[journal]") {
  const Sandbox sandbox;
  const Strings ids = {put(sandbox, "2026-11-23T15:12:04Z", "cccc"),
                       put(sandbox, "2026-11-22T15:12:04Z", "bbbb"),
                       put(sandbox, "2026-10-22T15:12:04Z", "aaaa"),
                       put(sandbox, "2025-10-22T15:12:04Z", "aaaa")};
  const Journal journal = journal_in(sandbox.journal());
  CHECK(journal.ids("", 10) == ids);
  CHECK(journal.ids("", 2) == Strings{ids[0], ids[1]});
  CHECK(journal.ids("2026-1", 10) == Strings{ids[0], ids[1], ids[2]});
  CHECK(journal.ids("2025", 10) == Strings{ids[3]});
  CHECK(journal.ids("x", 10).empty());
  CHECK(journal.ids("", 0).empty());
}

TEST_CASE("a query asks for days, themes, kinds and what is still open", "[journal]") {
  const Sandbox sandbox;
  const std::string a = put(sandbox,
                            "2026-11-20T10:00:00Z",
                            "aaaa",
                            "themes: [Work]\noccasion: mistake\nafter: 3\n");
  const std::string b = put(sandbox,
                            "2026-11-21T10:00:00Z",
                            "bbbb",
                            "themes: [cafe\u0301, work]\nform: letter\n");
  const std::string c =
      put(sandbox, "2026-11-22T10:00:00Z", "cccc", "occasion: calm\n");
  sandbox.write("2026/11/2026-11-23-100000-dddd.md",
                entry_text("date: 2026-11-23T10:00:00Z\n") +
                    "\n## Critical thoughts\n\n> I failed.\n");
  const std::string d = "2026-11-23-100000-dddd";
  const Journal journal = journal_in(sandbox.journal());
  const auto found = [&](const Query& query) { return ids_of(journal.list(query)); };
  CHECK(found({.since = at("2026-11-21T10:00:00Z")}) == Strings{d, c, b});
  CHECK(found({.until = at("2026-11-21T10:00:00Z")}) == Strings{a});
  CHECK(found({.since = at("2026-11-21T00:00:00+01:00"),
               .until = at("2026-11-22T00:00:00+01:00")}) == Strings{b});
  CHECK(found({.theme = "work"}) == Strings{b, a});
  CHECK(found({.theme = "café"}) == Strings{b});
  CHECK(found({.theme = "wor"}).empty());
  CHECK(found({.occasion = "calm"}) == Strings{c});
  CHECK(found({.form = "letter"}) == Strings{b});
  CHECK(found({.form = "script"}) == Strings{d, c, a});
  CHECK(found({.open = true}) == Strings{d});
  CHECK(found({.unrated = true}) == Strings{d, c, b});
  CHECK(found({.theme = "work", .unrated = true, .most = 1}) == Strings{b});
  std::size_t asked = 0;
  CHECK(
      found({.theme = "work", .text = [&](const Entry&, const DocumentView& document) {
               ++asked;
               return says(std::string(document.text()), "letter");
             }}) == Strings{b});
  CHECK(asked == 2);
}

TEST_CASE("an entry larger than any a person writes is named, not read", "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const fs::path huge = sandbox.journal() / "2026/11/2026-11-24-151204-mb2q.md";
  Sandbox::put(huge, entry_text("date: 2026-11-24T15:12:04Z\n"));
  fs::resize_file(huge, entry_limit + 1);
  const Listing listing = journal_in(sandbox.journal()).list({});
  CHECK(ids_of(listing) == Strings{id});
  REQUIRE(listing.problems.size() == 1);
  CHECK(says(listing.problems[0].what(), huge.string()));
}

TEST_CASE("a year that is kept elsewhere is written, listed and removed like any other",
          "[journal]") {
  const Sandbox sandbox;
  fs::create_directories(sandbox.root() / "archive");
  fs::create_directory(sandbox.journal());
  fs::create_directory_symlink("../archive", sandbox.journal() / "2026");
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const Journal journal = journal_in(sandbox.journal());
  CHECK(fs::exists(sandbox.root() / "archive/11" / (id + ".md")));
  CHECK(ids_of(journal.list({})) == Strings{id});
  const fs::path path = journal.find("kx4p");
  CHECK(journal.trash(path) == sandbox.journal() / ".trash/2026/11" / (id + ".md"));
  CHECK(journal.list({}).entries.empty());
}

TEST_CASE("one id in two places is an error that names both", "[journal]") {
  const Sandbox sandbox;
  const std::string id = put(sandbox, "2026-11-23T15:12:04Z", "kx4p");
  const std::string text = entry_text("date: 2026-11-23T15:12:04Z\n");
  sandbox.write("2026/10/" + id + ".md", text);
  const Journal journal = journal_in(sandbox.journal());
  for (const std::string& which : {id, std::string("kx4p"), id.substr(0, 15)}) {
    INFO(which);
    const Error refusal = refusal_of([&] { (void)journal.find(which); });
    CHECK(refusal.code() == ExitCode::no);
    CHECK(says(refusal.what(), "2026/10/" + id));
    CHECK(says(refusal.what(), "2026/11/" + id));
    CHECK(says(refusal.hint(), "path"));
  }
}

TEST_CASE("a file in the place of the journal is no empty journal", "[journal]") {
  const Sandbox sandbox;
  CHECK(journal_in(sandbox.journal()).list({}).entries.empty());
  Sandbox::put(sandbox.root() / "file", "words");
  fs::create_symlink("nowhere", sandbox.root() / "link");
  for (const char* const name : {"file", "link"}) {
    const Journal journal = journal_in(sandbox.root() / name);
    CHECK(refusal_of([&] { (void)journal.list({}); }).code() == ExitCode::io);
    CHECK(refusal_of([&] { (void)journal.find("last"); }).code() == ExitCode::io);
  }
}
