#pragma once

#include "commands/world.hpp"
#include "journal/journal.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

enum class Meanwhile { nothing, others_wrote };

/// The entry of a guided session as it grows on disk: what is put is in the file before
/// the call returns. Where a text cannot be saved there, it is kept elsewhere, once,
/// and the Error goes on; to put it again is to try again.
class Draft {
 public:
  /// A new entry, whose file is made with the first that is put, or the one in `path`.
  Draft(const World& world, Entry entry, std::optional<std::filesystem::path> path);

  [[nodiscard]] const Entry& entry() const noexcept { return entry_; }
  /// None as long as nothing was put.
  [[nodiscard]] const std::optional<std::filesystem::path>& path() const noexcept {
    return path_;
  }
  /// The text of a section; empty where there is none.
  [[nodiscard]] std::string text(std::string_view heading) const;
  [[nodiscard]] std::string kind_part() const;
  /// The four characters that name the entry.
  [[nodiscard]] std::string tail() const;

  /// Whether somebody else wrote in this section since the draft last knew it: an
  /// editor, or a second session. Then theirs stays, and what is new stands below it.
  [[nodiscard]] Meanwhile put_text(std::string_view heading, const std::string& text);
  void put_before(Rating rating);
  void put_after(Rating rating, const Moment& now);
  void put_themes(const std::vector<std::string>& themes);
  void put_address(const std::string& address);

 private:
  void save(const std::string& text, const std::function<void(Page&)>& change);
  void create();
  std::string& text_of(std::string_view heading);

  const World& world_;
  Journal journal_;
  Entry entry_;
  std::optional<std::filesystem::path> path_;
  std::vector<Section> texts_; ///< in the order they were put
  std::string kept_elsewhere_; ///< the last text that could not be saved
};

} // namespace kindly
