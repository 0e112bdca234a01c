// Opening, reading and closing a file is most of what an entry costs. So a file is read
// by its name in an open folder, once, into room that is kept; a plain header is read
// in place; and what a query does not want is let go at once.

#include "journal/sweep.hpp"

#include "base/files.hpp"
#include "journal/plain_entry.hpp"

#include <pthread.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <iterator>
#include <mutex>
#include <span>
#include <thread>

namespace kindly {
namespace {

/// A millisecond or two of work: a second thread pays from here on. Where months are
/// many, as many files are there.
constexpr std::size_t files_read_alone = 500;
constexpr std::size_t months_read_alone = 48;
constexpr unsigned most_threads = 8;
/// What fits is read at once; an entry has two or three thousand bytes.
constexpr std::size_t room_for_a_file = std::size_t{64} * 1024;
constexpr std::size_t loose_at_once = 256;
/// The kernel's part and kindly's part of the work are each done for so many files in a
/// row: taking turns for every file, each would find the processor's caches full of the
/// other.
constexpr std::size_t at_once = 32;

/// A file's name and bytes.
struct Fetched {
  std::string name;
  std::string_view text;
};

/// A thread whose stack is as large as main's: yaml-cpp goes deep into a nested header.
class Thread {
 public:
  /// `work` must not throw. Where no thread can be had, nothing happens: the others do
  /// its work.
  explicit Thread(const std::function<void()>& work) {
    constexpr std::size_t stack = std::size_t{8} * 1024 * 1024;
    pthread_attr_t how;
    ::pthread_attr_init(&how);
    ::pthread_attr_setstacksize(&how, stack);
    const auto run = [](void* given) -> void* {
      (*static_cast<const std::function<void()>*>(given))();
      return nullptr;
    };
    void* const given = const_cast<std::function<void()>*>(&work);
    runs_ = ::pthread_create(&thread_, &how, run, given) == 0;
    ::pthread_attr_destroy(&how);
  }
  ~Thread() {
    if (runs_) ::pthread_join(thread_, nullptr);
  }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

 private:
  pthread_t thread_{};
  bool runs_ = false;
};

/// One month's folder, or some of the files outside of those.
struct Piece {
  std::string month;
  std::vector<std::string> loose;
};

std::vector<std::string> divided(std::vector<std::string>& paths, std::size_t at) {
  const auto begin = paths.begin() + static_cast<std::ptrdiff_t>(at);
  const auto end = paths.begin() + static_cast<std::ptrdiff_t>(
                                       std::min(at + loose_at_once, paths.size()));
  return {std::make_move_iterator(begin), std::make_move_iterator(end)};
}

std::vector<Piece> pieces_of(Places& places) {
  std::vector<Piece> pieces;
  std::ranges::sort(places.months, std::greater<>());
  for (std::size_t at = 0; at < places.loose.size(); at += loose_at_once)
    pieces.push_back({{}, divided(places.loose, at)});
  for (std::string& month : places.months) pieces.push_back({std::move(month), {}});
  return pieces;
}

std::string_view stem_of(std::string_view name) {
  return name.substr(0, name.size() - std::string_view(".md").size());
}

/// Whether the date that a name shows is too early or too late for a query.
bool is_out_of_time(const Query& query, std::string_view name) {
  if (!query.since && !query.until) return false;
  const auto stamp = parse_stamp(name);
  return stamp && ((query.since && latest_of(*stamp) < query.since->instant) ||
                   (query.until && earliest_of(*stamp) > query.until->instant));
}

/// Whether an entry with an understood header meets every condition.
bool is_wanted(const Query& query, const Entry& entry, const DocumentView& view) {
  return fits(query, entry) && (!query.bytes || query.bytes(view.text())) &&
         (!query.text || query.text(entry, view));
}

class Sweep {
 public:
  Sweep(Places& places, const Query& query, const Zone& zone, const Visits& visits)
      : query_(query), zone_(zone), visits_(visits), pieces_(pieces_of(places)) {}

  void run() {
    const std::function<void()> help = [this] { Worker(*this).work(); };
    Worker alone(*this);
    if (pieces_.size() <= months_read_alone) alone.work(files_read_alone);
    {
      std::vector<std::unique_ptr<Thread>> threads;
      const std::size_t left = pieces_.size() - std::min(next_.load(), pieces_.size());
      const std::size_t most = std::min<std::size_t>(
          {std::thread::hardware_concurrency(), most_threads, left});
      for (std::size_t i = 1; i < most; ++i)
        threads.push_back(std::make_unique<Thread>(help));
      alone.work();
    }
    if (failure_) std::rethrow_exception(failure_);
  }

  std::vector<UnreadFile> unread;
  std::vector<Error> problems;

 private:
  /// What one thread has for itself.
  class Worker {
   public:
    explicit Worker(Sweep& sweep) : sweep_(sweep), room_(2 * room_for_a_file) {}

    /// Takes pieces until there is none, or `enough` files are read.
    void work(std::size_t enough = static_cast<std::size_t>(-1)) {
      try {
        while (files_ < enough) {
          const std::size_t next = sweep_.next_.fetch_add(1);
          if (next >= sweep_.pieces_.size()) break;
          if (!visit_.entry) visit_ = sweep_.one_more_visit();
          read(sweep_.pieces_[next]);
          if (visit_.piece_end) visit_.piece_end(next, sweep_.latest_behind(next));
          tell();
        }
      } catch (...) { // not an entry's fault: no memory, for one
        const std::lock_guard lock(sweep_.mutex_);
        sweep_.failure_ = std::current_exception();
        sweep_.next_ = sweep_.pieces_.size();
      }
    }

   private:
    /// Tells the others how far it is, and what it could not read.
    void tell() {
      const std::lock_guard lock(sweep_.mutex_);
      std::ranges::move(unread_, std::back_inserter(sweep_.unread));
      unread_.clear();
      std::ranges::move(below_.problems, std::back_inserter(sweep_.problems));
      below_.problems.clear();
      sweep_.files_ += files_ - counted_;
      counted_ = files_;
      if (sweep_.query_.progress) sweep_.query_.progress(sweep_.files_);
    }

    void read(const Piece& piece) {
      for (const std::string& path : piece.loose) take(path);
      if (piece.month.empty()) return;
      try {
        read_month(piece.month);
      } catch (const Error& problem) { // the other months are still there
        below_.problems.push_back(problem);
      }
      take_fetched(piece.month);
      for (const std::string& path : below_.loose) take(path);
      below_.loose.clear();
    }

    void read_month(const std::string& month) {
      const Folder folder(month);
      folder.for_each([&](const char* c_name, Found::Kind kind) {
        const std::string_view name(c_name);
        if (kind == Found::Kind::folder) below_.add_loose(month + '/' + c_name, 2);
        if (kind == Found::Kind::folder || !is_markdown(name)) return;
        if (is_out_of_time(sweep_.query_, name) && is_at_home(name, month)) return;
        if (kind != Found::Kind::file || !fetch(folder, c_name, month))
          take(month + '/' + c_name);
      });
    }

    /// Whether a file's bytes are in the room now, where they wait for the others.
    bool fetch(const Folder& folder, const char* name, const std::string& month) {
      if (fetched_ == at_once || room_.size() - used_ < room_for_a_file)
        take_fetched(month);
      const auto text = folder.read(name, std::span(room_).subspan(used_));
      if (!text) return false;
      used_ += text->size();
      Fetched& file = files_at_hand_[fetched_++];
      file.name = name;
      file.text = *text;
      return true;
    }
    void take_fetched(const std::string& month) {
      for (const Fetched& file : std::span(files_at_hand_).first(fetched_))
        if (!take_plainly(file.text, month, file.name)) take(month + '/' + file.name);
      fetched_ = 0;
      used_ = 0;
      tell();
    }

    /// Whether the entry could be read from these bytes alone; if so, it was visited or
    /// not wanted.
    bool take_plainly(std::string_view text,
                      const std::string& month,
                      std::string_view name) {
      const Query& query = sweep_.query_;
      const bool may_be_wanted = !query.bytes || query.bytes(text);
      const Parts parts = may_be_wanted ? query.parts : Parts::none;
      if (!plain_.read(text, stem_of(name), sweep_.zone_, parts, entry_)) return false;
      count();
      if (!may_be_wanted || !fits(query, entry_)) return true;
      if (parts == Parts::all) entry_.path.assign(month).append("/").append(name);
      const DocumentView view = plain_.view();
      if (!query.text || query.text(entry_, view)) visit_.entry(entry_, view);
      return true;
    }

    void take(const std::string& path) {
      count();
      std::optional<Page> page;
      try {
        page = wanted_page(path, sweep_.query_, sweep_.zone_);
      } catch (const Error& problem) { // one bad file hides no other
        unread_.push_back({path, problem});
      }
      if (page) visit_.entry(page->entry, page->document.view());
    }

    void count() { ++files_; }

    Sweep& sweep_;
    Visit visit_;
    PlainReader plain_;
    std::vector<char> room_; ///< for the bytes of some files
    std::size_t used_ = 0;   ///< of that
    std::array<Fetched, at_once> files_at_hand_;
    std::size_t fetched_ = 0; ///< of those
    Entry entry_;             ///< the last one, whose room is kept for the next
    Places below_;            ///< what lies in the folders of a month
    std::vector<UnreadFile> unread_;
    std::size_t files_ = 0;
    std::size_t counted_ = 0; ///< of those, and told
  };

  Visit one_more_visit() {
    const std::lock_guard lock(mutex_);
    return visits_();
  }

  /// What the names behind a piece show lies before this.
  [[nodiscard]] Instant latest_behind(std::size_t piece) const {
    if (piece + 1 >= pieces_.size()) return Instant::min();
    return latest_in_month(pieces_[piece + 1].month).value_or(Instant::max());
  }

  const Query& query_;
  const Zone& zone_;
  const Visits& visits_;
  const std::vector<Piece> pieces_;
  std::atomic<std::size_t> next_ = 0; ///< the next piece
  std::mutex mutex_;                  ///< of all below, and of what they make
  std::size_t files_ = 0;
  std::exception_ptr failure_;
};

} // namespace

std::vector<UnreadFile>
sweep(Places& places, const Query& query, const Zone& zone, const Visits& visits) {
  Sweep all(places, query, zone, visits);
  all.run();
  std::ranges::move(all.problems, std::back_inserter(places.problems));
  std::ranges::sort(all.unread, std::greater<>(), &UnreadFile::path);
  return std::move(all.unread);
}

std::optional<Document> document_in(const std::string& path) {
  std::string text;
  try {
    text = read_file(path, entry_limit);
  } catch (const FileTooLarge&) {
    if (!Document::means_to_be_entry(read_beginning(path, header_limit)))
      return std::nullopt;
    throw;
  }
  return Document::read(std::move(text), path);
}

std::optional<Page> wanted_page(const std::string& path,
                                const Query& query,
                                const Zone& zone,
                                Instant oldest) {
  auto document = document_in(path);
  if (!document) return std::nullopt;
  const std::string stem = std::filesystem::path(path).stem().string();
  if (document->date(stem, zone).instant < oldest) return std::nullopt;
  Page page{document->entry(stem, zone), std::move(*document)};
  if (!is_wanted(query, page.entry, page.document.view())) return std::nullopt;
  return page;
}

} // namespace kindly
