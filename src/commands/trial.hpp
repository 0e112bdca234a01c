#pragma once

#include "commands/world.hpp"

namespace kindly {

/// Walks through a made-up case, question by question, as a session asks them; its
/// answers can be taken or own ones given. Nothing is kept. Where nobody can be asked,
/// all of it is printed.
ExitCode try_steps(const World& world);

} // namespace kindly
