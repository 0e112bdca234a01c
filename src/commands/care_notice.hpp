#pragma once

#include "commands/world.hpp"

#include <filesystem>
#include <string_view>

namespace kindly {

/// Two lines on where people are, if `text` speaks of suicide, self-harm or being
/// better gone (practice/care), and a person sits at stderr. To be called once in a
/// run, when the text is safely on disk or nothing is kept of it. Asks nothing, fails
/// nothing and leaves no trace; `[support] words = false` and KINDLY_SUPPORT=off turn
/// it off.
void notice_words(const World& world, std::string_view text);

/// The same for what an entry's file says.
void notice_words_in(const World& world, const std::filesystem::path& entry);

} // namespace kindly
