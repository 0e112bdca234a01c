// FILE: a config.

#include "commands/settings.hpp"
#include "promise.hpp"

using namespace kindly;
using namespace std::chrono_literals;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto settings = unless_refused(
      [&] { return read_settings(text_of(data, size), "config.toml", "/home/sam"); });
  if (!settings) return 0;
  promise(!settings->journal || settings->journal->is_absolute(),
          "a journal's place is absolute");
  promise(settings->day_starts >= 0min && settings->day_starts < 24h,
          "a day starts within it");
  promise(settings->week_start.ok(), "a week starts on a weekday");
  promise(settings->goal >= 0 && settings->goal <= 21, "a goal can be reached");
  promise(settings->color == "auto" || settings->color == "always" ||
              settings->color == "never",
          "colours are one of three");
  promise(!settings->spoken_to().empty(), "a person is spoken to");
  for (const std::string& remark : settings->remarks)
    promise(printable_line(remark) == remark, "a remark can be shown");
  return 0;
}
