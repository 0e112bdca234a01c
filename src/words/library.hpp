#pragma once

#include "base/error.hpp"
#include "words/pack.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// All packs that serve: those built in, and those of the folders given, later ones
/// extending earlier ones of the same id and language.
class Library {
 public:
  /// Built-in packs and `folders` in order of precedence, the last extends most. A pack
  /// with an error is skipped and becomes a problem. Of packs with one id, that in
  /// `language` is the one that is found.
  static Library load(std::span<const std::filesystem::path> folders,
                      std::string language = "en");

  /// The packs of every language.
  [[nodiscard]] const std::vector<Pack>& packs() const noexcept { return packs_; }
  [[nodiscard]] const std::string& language() const noexcept { return language_; }
  [[nodiscard]] bool speaks(const Pack& pack) const {
    return pack.language == language_;
  }
  [[nodiscard]] const std::vector<Error>& problems() const noexcept {
    return problems_;
  }

  /// The pack of a theme, or null; in another language where this one has none.
  [[nodiscard]] const Pack* find(std::string_view id) const;
  /// The pack of a theme in this library's language, or null.
  [[nodiscard]] const Pack* find_spoken(std::string_view id) const;
  /// Every theme once.
  [[nodiscard]] std::vector<std::string> ids() const;

  /// The pack of a theme. Throws Error{usage} that names the nearest theme.
  [[nodiscard]] const Pack& theme(std::string_view id) const;

 private:
  void add(Pack pack);
  void add_folder(const std::filesystem::path& folder);

  std::string language_;
  std::vector<Pack> packs_;
  std::vector<Error> problems_;
};

/// The pack files in a folder, sorted by name; none where there is no such folder.
[[nodiscard]] std::vector<std::filesystem::path>
pack_files(const std::filesystem::path& folder);

/// The theme whose phrases fit any setback.
inline constexpr std::string_view everyday = "everyday";
/// The pack of a person's own sentences.
inline constexpr std::string_view mine = "mine";

/// The packs as the build turned them into a table; see tools/pack_table.cpp.
extern const std::string_view pack_table;

/// A pack as lines of the table, and back.
[[nodiscard]] std::string to_table(const Pack& pack);
[[nodiscard]] std::vector<Pack> from_table(std::string_view table);

} // namespace kindly
