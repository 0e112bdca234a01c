// Build tool: turns packs into the table that the program has built in.
//   kindly-pack-table OUT PACK.toml...
// A pack with a problem stops the build.

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/toml.hpp"
#include "words/library.hpp"

#include <fmt/core.h>

#include <fstream>

namespace {

/// The packs, in the order of PRODUCT: critic, life, any; by name within.
int order_of(const kindly::Pack& pack) {
  return pack.axis == "critic" ? 0 : pack.axis == "life" ? 1 : 2;
}

bool read_all(int count, char** names, std::vector<kindly::Pack>& packs) {
  bool is_good = true;
  for (int i = 0; i < count; ++i) {
    auto reading =
        kindly::read_pack(kindly::read_file(names[i], kindly::toml_limit), names[i]);
    for (const kindly::PackProblem& problem : reading.problems) {
      fmt::print(stderr,
                 "{}:{}:{}: {}\n",
                 names[i],
                 problem.line,
                 problem.column,
                 problem.what);
      is_good = false;
    }
    packs.push_back(std::move(reading.pack));
  }
  return is_good;
}

} // namespace

int main(int argc, char** argv) try {
  std::vector<kindly::Pack> packs;
  if (!read_all(argc - 2, argv + 2, packs)) return 1;
  std::stable_sort(packs.begin(), packs.end(), [](const auto& one, const auto& other) {
    return order_of(one) < order_of(other);
  });
  std::ofstream out(argv[1], std::ios::binary);
  out << "#include <string_view>\n\nnamespace kindly {\n\n"
         "extern const std::string_view pack_table;\n"
         "const std::string_view pack_table = R\"table(";
  for (const kindly::Pack& pack : packs) out << kindly::to_table(pack);
  out << ")table\";\n\n} // namespace kindly\n";
  return out.flush() ? 0 : 1;
} catch (const kindly::Error& problem) {
  fmt::print(stderr, "{}\n", problem.what());
  return 1;
}
