// Runs every file of some folders through a fuzz target, without a fuzzer.
//   kindly-fuzz-NAME FOLDER...

#include "promise.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace fs = std::filesystem;

int main(int count, char** folders) {
  std::vector<fs::path> paths;
  for (int i = 1; i < count; ++i)
    for (const fs::directory_entry& entry : fs::directory_iterator(folders[i]))
      if (entry.is_regular_file()) paths.push_back(entry.path());
  std::ranges::sort(paths);
  for (const fs::path& path : paths) {
    std::cout << path.filename().string() << std::endl; // said before it can crash
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
    // A copy of its own on the heap: a sanitizer then sees a step beyond the end.
    const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
    LLVMFuzzerTestOneInput(input.data(), input.size());
  }
  std::cout << paths.size() << " inputs" << std::endl;
  return paths.empty() ? 1 : 0;
}
