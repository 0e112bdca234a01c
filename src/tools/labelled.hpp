#pragma once

#include <filesystem>
#include <string>
#include <vector>

// The labelled lines of tests/data: what the models learn from, and what only reports.

namespace kindly {

/// A thought and the themes it sounds like to a person.
struct LabelledThought {
  std::string kind;                ///< plain, indirect or neutral
  std::vector<std::string> themes; ///< the main one first; none in a neutral thought
  std::string text;
};

/// The one language that care/ has lines of.
inline constexpr std::string_view care_language = "en";

/// A line that does or does not speak of the writer's own suicide or self-harm.
struct LabelledCare {
  bool is_crisis = false;
  std::string kind; ///< direct, passive …; idiom, fiction …
  std::string text;
  std::string writer; ///< who wrote it: the name of its file
};

/// One sentence of a script, and what a person finds in it.
struct LabelledSentence {
  std::vector<std::string> labels; ///< parts; what works against it
  std::string text;
};

/// A script and its sentences.
struct LabelledScript {
  std::string id;
  std::string voice;
  std::string text;
  std::vector<LabelledSentence> sentences;

  [[nodiscard]] bool has(const std::string& label) const;
};

/// The lines of all files `folder`/`language`-`use`*.tsv, in the order of their names.
/// Throws Error{unreadable} that names the line of what is no labelled thought.
[[nodiscard]] std::vector<LabelledThought>
read_thoughts(const std::filesystem::path& folder,
              const std::string& language,
              const std::string& use);

/// Single sentences and their labels: `folder`/`language`-`use`*.tsv.
[[nodiscard]] std::vector<LabelledSentence>
read_sentences(const std::filesystem::path& folder,
               const std::string& language,
               const std::string& use);

/// The same for scripts: `folder`/`language`-`use`*.txt.
[[nodiscard]] std::vector<LabelledScript>
read_scripts(const std::filesystem::path& folder,
             const std::string& language,
             const std::string& use);

/// Lines of `folder`/`use`*.tsv, in English: label, kind, text. Throws the same.
[[nodiscard]] std::vector<LabelledCare> read_care(const std::filesystem::path& folder,
                                                  const std::string& use);

/// The languages that have files for a use, sorted.
[[nodiscard]] std::vector<std::string>
languages_in(const std::filesystem::path& folder);

} // namespace kindly
