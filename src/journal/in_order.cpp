#include "journal/in_order.hpp"

#include <algorithm>
#include <utility>

namespace kindly {
namespace {

/// More that wait to be written would only fill the memory.
constexpr std::size_t most_waiting = 8;

} // namespace

void Batch::clear() {
  bytes_.clear();
  places_.clear();
}

std::vector<Batch::Made> Batch::newest_first() const {
  const std::string_view bytes = bytes_;
  std::vector<Made> made;
  made.reserve(places_.size());
  for (const Place& place : places_)
    made.push_back({place.date,
                    bytes.substr(place.id, place.text - place.id),
                    bytes.substr(place.text, place.end - place.text)});
  std::ranges::sort(made, std::greater<>());
  return made;
}

void InOrder::give(std::size_t number, Batch& batch, Instant rest_is_before) {
  std::unique_lock lock(mutex_);
  if (has_failed_) return;
  waiting_.emplace(number, Given{std::exchange(batch, {}), rest_is_before});
  if (!spare_.empty()) {
    batch = std::move(spare_.back());
    spare_.pop_back();
  }
  changed_.wait(lock, [&] { return !is_writing_ || waiting_.size() <= most_waiting; });
  if (is_writing_) return; // whoever writes takes it in its turn
  is_writing_ = true;
  try {
    while (auto given = waiting_.extract(next_)) {
      lock.unlock();
      hand_on(given.mapped());
      given.mapped().batch.clear();
      lock.lock();
      ++next_;
      spare_.push_back(std::move(given.mapped().batch));
      changed_.notify_all();
    }
  } catch (...) {
    if (!lock.owns_lock()) lock.lock();
    has_failed_ = true;
    is_writing_ = false;
    changed_.notify_all();
    throw;
  }
  is_writing_ = false;
  changed_.notify_all();
}

void InOrder::finish() {
  while (!held_.empty()) hand_on_held();
}

void InOrder::hand_on_held() {
  std::ranges::pop_heap(held_);
  write_(held_.back().text);
  held_.pop_back();
}

void InOrder::hand_on(const Given& given) {
  const auto is_held_first = [&](const Batch::Made& made) {
    const Held& held = held_.front();
    return Batch::Made{held.date, held.id, held.text} > made;
  };
  const auto hand_on_held_before = [&](const auto& comes_first) {
    while (!held_.empty() && held_.front().date >= given.rest_is_before &&
           comes_first())
      hand_on_held();
  };
  for (const Batch::Made& made : given.batch.newest_first()) {
    hand_on_held_before([&] { return is_held_first(made); });
    if (made.date >= given.rest_is_before) {
      write_(made.text);
      continue;
    }
    held_.push_back({made.date, std::string(made.id), std::string(made.text)});
    std::ranges::push_heap(held_);
  }
  hand_on_held_before([] { return true; });
}

} // namespace kindly
