// What several threads make of a journal's pieces leaves in order.

#include "journal/in_order.hpp"
#include "journal/journal.hpp"
#include "journal/sweep.hpp"
#include "support/sandbox.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <random>
#include <stdexcept>
#include <thread>

using namespace kindly;
using test::entry_text;
using test::Sandbox;

namespace {

using Texts = std::vector<std::string>;

Instant second(int number) {
  return Instant(std::chrono::seconds(number));
}

void add(Batch& batch, int date, std::string_view id) {
  batch.add(second(date), id, [&](std::string& bytes) { bytes += id; });
}

Batch batch_of(const std::vector<std::pair<int, std::string>>& entries) {
  Batch batch;
  for (const auto& [date, id] : entries) add(batch, date, id);
  return batch;
}

} // namespace

TEST_CASE("a batch comes newest first, and by id within a second", "[in_order]") {
  Texts order;
  const Batch batch = batch_of({{5, "a"}, {7, "c"}, {5, "b"}, {9, "d"}});
  for (const Batch::Made& made : batch.newest_first()) order.emplace_back(made.text);
  CHECK(order == Texts{"d", "c", "b", "a"});
}

TEST_CASE("what may have something newer before it waits for that", "[in_order]") {
  Texts order;
  InOrder in_order([&](std::string_view text) { order.emplace_back(text); });
  Batch first = batch_of({{10, "first"}, {30, "early"}});
  in_order.give(0, first, second(20));
  CHECK(order == Texts{"early"});
  Batch second_one = batch_of({{15, "late"}, {5, "last"}});
  in_order.give(1, second_one, second(7));
  CHECK(order == Texts{"early", "late", "first"});
  in_order.finish();
  CHECK(order == Texts{"early", "late", "first", "last"});
  CHECK(second_one.newest_first().empty());
}

TEST_CASE("pieces that come in another order leave in theirs", "[in_order]") {
  Texts order;
  InOrder in_order([&](std::string_view text) { order.emplace_back(text); });
  for (const int number : {2, 0, 1}) {
    Batch batch = batch_of({{100 - number, std::to_string(number)}});
    in_order.give(static_cast<std::size_t>(number), batch, second(100 - number));
  }
  CHECK(order == Texts{"0", "1", "2"});
}

TEST_CASE("any number of threads gives the order of one", "[in_order]") {
  std::mt19937 chance(20261125); // the same entries in every run
  constexpr int pieces = 60;
  std::vector<std::vector<std::pair<int, std::string>>> entries(pieces);
  std::vector<std::pair<int, std::string>> sorted;
  for (int piece = 0; piece < pieces; ++piece)
    for (int i = 0; i < 40; ++i) { // some of them older than their piece
      const int top = (pieces - piece) * 1000;
      const int date = top - static_cast<int>(chance() % (i % 10 == 0 ? 9000 : 1000));
      const auto number = static_cast<std::size_t>(piece);
      entries[number].emplace_back(date, std::to_string(piece * 100 + i));
      sorted.push_back(entries[number].back());
    }
  std::ranges::sort(sorted, std::greater<>());
  Texts wanted;
  for (const auto& [date, id] : sorted) wanted.push_back(id);

  Texts order;
  InOrder in_order([&](std::string_view text) { order.emplace_back(text); });
  std::atomic<int> next = 0;
  const auto work = [&] {
    Batch batch;
    for (int piece = next++; piece < pieces; piece = next++) {
      for (const auto& [date, id] : entries[static_cast<std::size_t>(piece)])
        add(batch, date, id);
      in_order.give(static_cast<std::size_t>(piece),
                    batch,
                    second((pieces - piece - 1) * 1000 + 1));
    }
  };
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back(work);
  }
  in_order.finish();
  CHECK(order == wanted);
}

TEST_CASE("a write that fails is told once, and nobody waits for ever", "[in_order]") {
  InOrder in_order([](std::string_view) { throw std::runtime_error("full"); });
  std::atomic<int> failures = 0;
  const auto work = [&](std::size_t first) {
    for (std::size_t piece = first; piece < 40; piece += 4) {
      Batch batch = batch_of({{static_cast<int>(100 - piece), "x"}});
      try {
        in_order.give(piece, batch, Instant::min());
      } catch (const std::runtime_error&) {
        ++failures;
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < 4; ++i) threads.emplace_back(work, i);
  }
  CHECK(failures == 1);
}

TEST_CASE("the pieces of a journal are numbered, and end where the next may begin",
          "[in_order][sweep]") {
  Sandbox box;
  const auto write = [&](const std::string& name, const std::string& date) {
    box.write(name, entry_text("date: " + date + "\n", "x"));
  };
  write("2026/11/2026-11-23-151204-kx4p.md", "2026-11-23T15:12:04+01:00");
  write("2026/02/2026-02-28-235959-aaaa.md", "2026-02-28T23:59:59-12:00");
  write("2025/12/2025-12-31-235959-aaaa.md", "2025-12-31T23:59:59Z");
  write("2025/99/2025-12-31-235959-bbbb.md", "2025-12-31T23:59:58Z"); // no month
  write("loose.md", "2020-01-01");
  const Journal journal(box.journal(), Zone::fixed({}), Durability::fast);
  std::vector<Instant> bounds;
  Texts ids;
  const auto problems = journal.each({}, [&] {
    return Visit{.entry = [&](const Entry& entry,
                              const DocumentView&) { ids.push_back(entry.id); },
                 .piece_end =
                     [&](std::size_t piece, Instant rest_is_before) {
                       CHECK(piece == bounds.size());
                       bounds.push_back(rest_is_before);
                     }};
  });
  CHECK(problems.empty());
  CHECK(ids == Texts{"loose",
                     "2026-11-23-151204-kx4p",
                     "2026-02-28-235959-aaaa",
                     "2025-12-31-235959-bbbb",
                     "2025-12-31-235959-aaaa"});
  REQUIRE(bounds.size() == 5);
  const auto at = [](std::string_view text) { return parse_rfc3339(text)->instant; };
  CHECK(bounds[0] >= at("2026-12-01T00:00:00-12:00")); // November comes
  CHECK(bounds[1] >= at("2026-03-01T00:00:00-12:00")); // February comes
  CHECK(bounds[1] < at("2026-04-01T00:00:00Z"));
  CHECK(bounds[2] == Instant::max()); // whatever lies in a month that is none
  CHECK(bounds[3] >= at("2026-01-01T00:00:00-12:00"));
  CHECK(bounds[4] == Instant::min());
}
