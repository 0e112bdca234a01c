#pragma once

#include <string>
#include <string_view>
#include <vector>

// The texts of the guide: Markdown of the plainest kind, which the build puts into the
// program.

namespace kindly {

/// A piece of a text that is wrapped as one.
struct GuideBlock {
  enum class Kind {
    paragraph,
    item,    ///< `mark` stands in front: a dash or a number
    command, ///< a line to type, shown as it is
  };
  Kind kind = Kind::paragraph;
  std::string mark = {};
  std::string text;
  bool follows = false; ///< an item or a command right behind another: no empty line
};

/// The text in words/guide/NAME.md as it was written; empty where there is no such
/// file.
[[nodiscard]] std::string_view guide_text(std::string_view name);

/// Its paragraphs, items and commands, each with its lines joined.
[[nodiscard]] std::vector<GuideBlock> guide_blocks(std::string_view markdown);

/// The texts as the build turned them into a table; see tools/pack_table.cpp.
extern const std::string_view guide_table;

/// A text as a part of the table. Throws Error{unreadable} for one that would divide
/// it; `file` is for messages.
[[nodiscard]] std::string to_guide_table(std::string_view name,
                                         std::string_view markdown,
                                         const std::string& file);

} // namespace kindly
