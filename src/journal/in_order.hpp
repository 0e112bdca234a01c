#pragma once

#include "base/dates.hpp"

#include <concepts>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// What was made of the entries of one piece of a journal, in one block of bytes.
class Batch {
 public:
  /// One entry's part, and its place among the others: the newest first, those of one
  /// second by id, the last first.
  struct Made {
    Instant date;
    std::string_view id;
    std::string_view text;
    auto operator<=>(const Made&) const = default; // NOLINT(modernize-use-nullptr)
  };

  /// `append(std::string& bytes)` adds the text.
  template <std::invocable<std::string&> Append>
  void add(Instant date, std::string_view id, Append append) {
    Place place{date, bytes_.size()};
    place.text = bytes_.append(id).size();
    append(bytes_);
    place.end = bytes_.size();
    places_.push_back(place);
  }
  void clear();
  /// In views of this batch, as long as it does not change.
  [[nodiscard]] std::vector<Made> newest_first() const;

 private:
  struct Place {
    Instant date;
    std::size_t id = 0; ///< where it begins
    std::size_t text = 0;
    std::size_t end = 0;
  };
  std::string bytes_;
  std::vector<Place> places_;
};

/// Puts what several threads made of a journal's pieces in order, the newest first, and
/// hands it on as soon as nothing newer is to come: a journal of any size can leave
/// while it is read.
class InOrder {
 public:
  /// `write` is called by one thread at a time, and may throw.
  explicit InOrder(std::function<void(std::string_view)> write)
      : write_(std::move(write)) {}

  /// Takes what was made of a piece, and leaves an empty batch, with the room of an
  /// earlier one. Pieces are numbered from 0. No later piece has an entry of
  /// `rest_is_before` or newer. By any thread, which may have to wait while another one
  /// writes. Throws what `write` throws, in one thread.
  void give(std::size_t number, Batch& batch, Instant rest_is_before);

  /// Hands on what is left, once all pieces were given.
  void finish();

 private:
  struct Given {
    Batch batch;
    Instant rest_is_before;
  };
  /// What may have something newer before it, with bytes of its own.
  struct Held {
    Instant date;
    std::string id;
    std::string text;
    auto operator<=>(const Held&) const = default; // NOLINT(modernize-use-nullptr)
  };
  void hand_on(const Given& given);
  void hand_on_held();

  std::function<void(std::string_view)> write_;
  std::mutex mutex_;                     ///< of all below but `held_`
  std::condition_variable changed_;      ///< a piece was written, or writing ended
  std::map<std::size_t, Given> waiting_; ///< by number
  std::size_t next_ = 0;                 ///< to be handed on
  std::vector<Batch> spare_;             ///< written and cleared
  bool is_writing_ = false;
  bool has_failed_ = false;
  std::vector<Held> held_; ///< a heap, the newest in front; of the thread that writes
};

} // namespace kindly
