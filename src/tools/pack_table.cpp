// Build tool: turns packs, and files about languages, into the tables that the program
// has built in.
//   kindly-pack-table OUT FILE...
// A file below languages/ is about a language, one below letters/ holds letters in the
// language that it is named after, one below care/ the patterns of the notice on words,
// one below guide/ is the text of a topic, every other is a pack. One with a problem
// stops the build.

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "words/care_words.hpp"
#include "words/guide.hpp"
#include "words/language.hpp"
#include "words/letters.hpp"
#include "words/library.hpp"

#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace kindly {

// There are no tables yet: this program makes them.
extern const std::string_view pack_table;
extern const std::string_view language_table;
extern const std::string_view letter_table;
extern const std::string_view guide_table;
extern const std::string_view care_table;
const std::string_view pack_table;
const std::string_view language_table;
const std::string_view letter_table;
const std::string_view guide_table;
const std::string_view care_table;

} // namespace kindly

namespace {

/// The packs, in the order of PRODUCT: critic, life, any; by name within.
int order_of(const kindly::Pack& pack) {
  return pack.axis == "critic" ? 0 : pack.axis == "life" ? 1 : 2;
}

struct Tables {
  std::vector<kindly::Pack> packs;
  std::string languages;
  std::string letters;
  std::string guide;
  std::map<std::string, kindly::CareWords> care; ///< by language
};

bool read_all(int count, char** names, Tables& tables) {
  bool is_good = true;
  for (int i = 0; i < count; ++i) {
    const std::string name = names[i];
    const std::string text = kindly::read_file(name, kindly::toml_limit);
    const std::filesystem::path path(name);
    const std::string folder = path.parent_path().filename().string();
    if (folder == "languages") {
      tables.languages += to_table(kindly::read_language(text, name));
      continue;
    }
    if (folder == "letters") {
      const std::string language = path.stem().string();
      for (const kindly::LetterPhrase& letter : kindly::read_letters(text, name))
        tables.letters += to_table(language, letter);
      continue;
    }
    if (folder == "guide") {
      tables.guide += kindly::to_guide_table(path.stem().string(), text, name);
      continue;
    }
    if (name.find("/words/care/") != std::string::npos) {
      kindly::CareWords words = kindly::read_care_words(text, name);
      kindly::CareWords& all = tables.care[words.language];
      all.language = words.language;
      all.lists.merge(words.lists);
      continue;
    }
    auto reading = kindly::read_pack(text, name);
    for (const kindly::PackProblem& problem : reading.problems) {
      fmt::print(
          stderr, "{}:{}:{}: {}\n", name, problem.line, problem.column, problem.what);
      is_good = false;
    }
    tables.packs.push_back(std::move(reading.pack));
  }
  return is_good;
}

/// A literal a line, which the compiler joins: one literal has a limit.
void write_table(std::ofstream& out, const char* name, const std::string& table) {
  out << "const std::string_view " << name << " = \"\"\n";
  for (const std::string_view line : kindly::lines_of(table))
    out << "R\"t(" << line << "\n)t\"\n";
  out << ";\n";
}

} // namespace

int main(int argc, char** argv) try {
  Tables tables;
  if (!read_all(argc - 2, argv + 2, tables)) return 1;
  std::stable_sort(
      tables.packs.begin(), tables.packs.end(), [](const auto& one, const auto& other) {
        return order_of(one) < order_of(other);
      });
  std::ofstream out(argv[1], std::ios::binary);
  out << "#include <string_view>\n\nnamespace kindly {\n\n"
         "extern const std::string_view pack_table;\n"
         "extern const std::string_view language_table;\n"
         "extern const std::string_view letter_table;\n"
         "extern const std::string_view guide_table;\n"
         "extern const std::string_view care_table;\n";
  write_table(out, "pack_table", [&] {
    std::string table;
    for (const kindly::Pack& pack : tables.packs) table += to_table(pack);
    return table;
  }());
  write_table(out, "language_table", tables.languages);
  write_table(out, "letter_table", tables.letters);
  write_table(out, "guide_table", tables.guide);
  write_table(out, "care_table", [&] {
    std::string table;
    for (const auto& [language, words] : tables.care) {
      check_care_words(words);
      table += to_table(words);
    }
    return table;
  }());
  out << "\n} // namespace kindly\n";
  return out.flush() ? 0 : 1;
} catch (const kindly::Error& problem) {
  fmt::print(stderr, "{}\n", problem.what());
  return 1;
}
