#pragma once

#include "commands/world.hpp"
#include "journal/journal.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// The entry of a guided session as it grows on disk: what is put is in the file before
/// the call returns. Where a text cannot be saved there, it is kept elsewhere and the
/// Error goes on.
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

  void put_text(std::string_view heading, const std::string& text);
  void put_before(Rating rating);
  void put_after(Rating rating, const Moment& now);
  void put_themes(const std::vector<std::string>& themes);
  void put_address(const std::string& address);

 private:
  void save(const std::string& text, const std::function<void(Page&)>& change);

  const World& world_;
  Journal journal_;
  Entry entry_;
  std::optional<std::filesystem::path> path_;
  std::map<std::string, std::string, std::less<>> texts_; ///< by heading
};

} // namespace kindly
