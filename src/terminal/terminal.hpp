#pragma once

#include <fmt/core.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kindly {

/// Where words come from: a file descriptor, or a text in a test.
class Source {
 public:
  explicit Source(int descriptor) : descriptor_(descriptor) {}
  explicit Source(std::string text) : rest_(std::move(text)) {}

  /// All that comes, at most `limit` bytes. Throws Error{io}, Error{usage} when it is
  /// more, or Interrupted; what came until then is in `left`.
  [[nodiscard]] std::string read_all(std::size_t limit);
  /// The next line, without its end; nothing where there is none. Throws Error{io} or
  /// Interrupted.
  [[nodiscard]] std::optional<std::string> read_line();
  /// Whether a descriptor has more to read right now.
  [[nodiscard]] bool has_more() const;
  [[nodiscard]] bool is_descriptor() const noexcept { return descriptor_ >= 0; }
  /// What was read and not handed out.
  [[nodiscard]] const std::string& left() const noexcept { return rest_; }

 private:
  int descriptor_ = -1;
  std::string rest_;
};

/// Where words go: a file descriptor, or a text in a test. Holds them back until flush.
class Sink {
 public:
  explicit Sink(int descriptor) : descriptor_(descriptor) {}
  Sink() = default; ///< keeps everything in `text`

  void write(std::string_view bytes);
  /// Throws Error{io} when the words do not arrive: a full disk, a closed stream.
  void flush();
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  int descriptor_ = -1;
  std::string text_;
};

enum class Style { plain, strong, faint };

/// The streams of one run, and what is known of them.
struct Terminal {
  Source& in;
  Sink& out;
  Sink& err;
  bool in_is_terminal = false;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::size_t width = 80; ///< columns of `out`
  bool colour = false;    ///< whether `out` shows styles
  bool unicode = false;   ///< whether the locale has more signs than ASCII
  bool quiet = false;     ///< notes are left out

  /// One line on `out`, its control characters shown as escapes.
  template <class... Values>
  void say(fmt::format_string<Values...> text, Values&&... values) const {
    print(fmt::format(text, std::forward<Values>(values)...) + '\n');
  }
  /// Text on `out`, filtered the same way.
  void print(std::string_view text, Style style = Style::plain) const;
  /// Bytes on `out` exactly as they are.
  void print_raw(std::string_view bytes) const { out.write(bytes); }

  /// A path on a line of its own: exact for a program, filtered for a terminal.
  void say_path(const std::string& path) const;

  /// One line beside the result, on `err`; left out when quiet.
  template <class... Values>
  void note(fmt::format_string<Values...> text, Values&&... values) const {
    if (!quiet) warn(fmt::format(text, std::forward<Values>(values)...));
  }
  /// One line on `err`, filtered, quiet or not.
  void warn(std::string_view line) const;

  /// The columns running text should take.
  [[nodiscard]] std::size_t text_width() const { return width < 80 ? width : 80; }
};

} // namespace kindly
