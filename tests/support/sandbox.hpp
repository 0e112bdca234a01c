#pragma once

#include "base/files.hpp"
#include "cli/run.hpp"

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <vector>

namespace kindly::test {

/// A small quiet world: an empty journal in a temporary folder, Monday 2026-11-23
/// 15:12:04 +01:00, no terminal, seed 1, an environment of five variables.
class Sandbox {
 public:
  Sandbox() {
    std::string name = "/tmp/kindly-test-XXXXXX";
    root_ = mkdtemp(name.data());
    environment = {{"HOME", (root_ / "home").string()},
                   {"KINDLY_JOURNAL", journal().string()},
                   {"KINDLY_NOW", "2026-11-23T15:12:04+01:00"},
                   {"LC_ALL", "C.UTF-8"},
                   {"XDG_DATA_DIRS", (root_ / "shared").string()}};
  }
  ~Sandbox() { std::filesystem::remove_all(root_); }
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  /// Runs kindly as a person would; `input` is what stands on standard input.
  ExitCode run(const std::vector<std::string>& args, const std::string& input = {}) {
    Source in(input);
    Sink out;
    Sink err;
    Terminal terminal{.in = in,
                      .out = out,
                      .err = err,
                      .in_is_terminal = is_terminal,
                      .out_is_terminal = is_terminal,
                      .err_is_terminal = is_terminal,
                      .width = width};
    const ExitCode code = kindly::run(args,
                                      {.terminal = terminal,
                                       .environment = environment,
                                       .now = {},
                                       .seed = seed++,
                                       .program = "/opt/kindly"});
    out_ = out.text();
    err_ = err.text();
    return code;
  }

  /// What the last run said.
  [[nodiscard]] const std::string& out() const { return out_; }
  [[nodiscard]] const std::string& err() const { return err_; }
  /// The first line of it, as `$(…)` would take it.
  [[nodiscard]] std::string out_line() const { return out_.substr(0, out_.find('\n')); }

  /// A file in the journal.
  void write(const std::string& name, const std::string& text) const {
    put(journal() / name, text);
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    return read_file(journal() / name, 1U << 30);
  }
  /// A file anywhere.
  static void put(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::remove(path);
    create_file(
        path.parent_path(),
        [&] { return path.filename().string(); },
        text,
        Durability::fast);
  }
  /// How many files lie below the journal, hidden ones too.
  [[nodiscard]] std::size_t count_files() const {
    std::size_t count = 0;
    if (std::filesystem::exists(journal()))
      for (const auto& file : std::filesystem::recursive_directory_iterator(journal()))
        count += file.is_regular_file() ? 1 : 0;
    return count;
  }

  [[nodiscard]] std::filesystem::path root() const { return root_; }
  [[nodiscard]] std::filesystem::path home() const { return root_ / "home"; }
  [[nodiscard]] std::filesystem::path journal() const { return root_ / "journal"; }

  Environment environment;
  std::uint64_t seed = 1; ///< one more after each run
  bool is_terminal = false;
  std::size_t width = 80;

 private:
  std::filesystem::path root_;
  std::string out_;
  std::string err_;
};

/// A whole entry with a header of `lines` and one situation.
inline std::string entry_text(const std::string& lines,
                              const std::string& situation = "It went wrong.") {
  return "---\nkindly: 1\n" + lines + "---\n\n## Situation\n\n" + situation + "\n";
}

} // namespace kindly::test
