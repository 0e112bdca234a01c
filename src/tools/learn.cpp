// Build tool: learns the models from the labelled lines and writes them as a source
// file that the program has built in.
//   kindly-learn OUT DATA
// DATA holds thoughts/, scripts/, sentences/ and care/; only files for tuning are read.

#include "base/error.hpp"
#include "base/text.hpp"
#include "tools/learning.hpp"

#include <fmt/core.h>

#include <fstream>

namespace kindly {

// There is no model yet: this program makes them.
std::vector<ModelBlock> model_blocks() {
  return {};
}

namespace {

/// A literal a line, which the compiler joins: one literal has a limit.
void write_block(std::ofstream& out, const std::string& name, const ModelText& model) {
  const std::string table = model.table();
  out << "const char " << name << "[] =\n";
  for (const std::string_view line : lines_of(table))
    out << "R\"m(" << line << "\n)m\"\n";
  out << ";\n";
}

int write_models(const std::filesystem::path& target,
                 const std::filesystem::path& data) {
  const Library library = Library::load({});
  std::ofstream out(target, std::ios::binary);
  out << "#include \"words/model.hpp\"\n\nnamespace kindly {\nnamespace {\n\n";
  std::string list;
  for (const std::string& language : languages_in(data / "thoughts")) {
    const auto thoughts = read_thoughts(data / "thoughts", language, "tune");
    const auto scripts = read_scripts(data / "scripts", language, "tune");
    const ModelText themes = learn_themes(library, language, thoughts);
    write_block(out, "themes_" + language, themes);
    write_block(
        out,
        "parts_" + language,
        learn_parts(library,
                    language,
                    scripts,
                    {read_sentences(data / "sentences", language, "tune"), thoughts}));
    for (const std::string subject : {"themes", "parts"})
      list += fmt::format("{{\"{0}\", Subject::{1}, {1}_{0}}}, ", language, subject);
    if (language != care_language) continue;
    const std::string known = themes.table();
    const CareListener plain(language, Model(known), std::nullopt);
    write_block(
        out, "care_" + language, learn_care(plain, care_lessons(library, data)).text);
    list += fmt::format("{{\"{0}\", Subject::care, care_{0}}}, ", language);
  }
  out << "\n} // namespace\n\nstd::vector<ModelBlock> model_blocks() {\n  return {"
      << list << "};\n}\n\n} // namespace kindly\n";
  return out.flush() ? 0 : 1;
}

} // namespace
} // namespace kindly

int main(int argc, char** argv) try {
  if (argc != 3) return 2;
  return kindly::write_models(argv[1], argv[2]);
} catch (const kindly::Error& problem) {
  fmt::print(stderr, "{}\n", problem.what());
  return 1;
}
