#pragma once

#include "journal/document_view.hpp"
#include "journal/entry.hpp"
#include "journal/header.hpp"
#include "journal/sections.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindly {

/// An entry's file as its writer left it: a header, then sections. An edit changes the
/// bytes it is about and no others. A header in TOML, between lines of `+++`, is read
/// and never changed.
class Document {
 public:
  /// Reads a file's bytes; `name` is for messages. Nothing where the file is not an
  /// entry (no header with the key `kindly`). Throws Error{unreadable} where it is one
  /// that cannot be understood.
  static std::optional<Document> read(std::string text, std::string name);

  /// Whether a file that begins so has the mark of an entry in its header, which may be
  /// broken.
  [[nodiscard]] static bool means_to_be_entry(std::string_view beginning);

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// The same to be read only, as long as this neither changes nor goes away.
  [[nodiscard]] DocumentView view() const { return {text_, where_.body, header_.root}; }
  [[nodiscard]] std::vector<Section> sections() const { return view().sections(); }
  [[nodiscard]] std::string section(std::string_view heading) const {
    return view().section(heading);
  }
  [[nodiscard]] std::string kind_part() const { return view().kind_part(); }

  /// The kind part, each byte at its place in the file, with blanks in place of all
  /// else: of the header, other sections, and quoted lines, which are the critic's.
  [[nodiscard]] std::string kind_part_in_place() const;

  /// When the entry was written: its key `date`, else `created`, else what the file's
  /// name shows. Throws Error{unreadable} where there is none.
  [[nodiscard]] Moment date(std::string_view stem, const Zone& zone) const;

  /// What the header and the body say. `stem` names the file, and dates it where the
  /// header does not; `zone` gives an offset to dates that have none. Throws
  /// Error{unreadable} that names the line.
  [[nodiscard]] Entry entry(std::string_view stem, const Zone& zone) const;

  /// What is wrong in the header that could be read all the same; such an entry is not
  /// changed.
  [[nodiscard]] const std::vector<HeaderFault>& faults() const noexcept {
    return header_.faults;
  }
  [[nodiscard]] const YamlValue& header() const noexcept { return header_.root; }
  [[nodiscard]] std::string_view body() const {
    return std::string_view(text_).substr(where_.body);
  }

  /// Sets a key of the header to a plain value.
  void set(std::string_view key, std::string_view value);
  /// Sets a key to any text, in quotes where YAML needs them.
  void set_text(std::string_view key, std::string_view text);
  /// Gives an entry without themes these.
  void set_themes(const std::vector<std::string>& themes);
  /// Adds a check-in to the list `later`.
  void add_check_in(const CheckIn& check_in);
  /// Adds a file beside the entry to the list `voice`.
  void add_recording(std::string_view file_name);
  /// Gives a section this text instead of what it has, and adds it where there is none.
  void set_section(std::string_view heading, std::string_view text);
  /// Adds a paragraph to a section.
  void add_paragraph(std::string_view heading, std::string_view text);

 private:
  Document(std::string text, std::string name);
  /// A conflict in the header leaves two of it; one in the body is text.
  void refuse_conflict(bool means_it) const;
  bool read_yaml();
  bool read_toml();
  /// Throws Error{unreadable} where no byte may be changed.
  void check_changeable() const;
  void take(std::string text);
  [[nodiscard]] std::string_view line_end() const;
  [[nodiscard]] std::string head() const;

  std::string text_;
  std::string name_;
  HeaderBytes where_;
  HeaderReading header_;
  bool is_toml_ = false;
};

/// One entry on disk: what it says, and its file's bytes.
struct Page {
  Entry entry;
  Document document;
};

/// No entry is larger.
constexpr std::size_t entry_limit = std::size_t{16} * 1024 * 1024;

/// The file that a new entry becomes. Sections with empty text are left out. Throws
/// Error{usage} for a header that would be too large to be read again.
[[nodiscard]] std::string write_entry(const Entry& entry,
                                      std::vector<Section> sections);

} // namespace kindly
