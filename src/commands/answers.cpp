#include "commands/answers.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace kindly {
namespace {

struct Option {
  std::string_view names;
  std::string_view help;
  std::optional<std::string> Answers::*text;
  std::string_view heading; ///< empty: From NAME
};

constexpr std::array options = {
    Option{"--resistance",
           "What in you objects to kindness",
           &Answers::resistance,
           headings::resistance},
    Option{"--friend",
           "What you would say to a friend in this place",
           &Answers::to_friend,
           headings::to_friend},
    Option{"-k,--kind", "Kind words to yourself", &Answers::kind, headings::kind},
    Option{
        "--humanity", "Who else has been here", &Answers::humanity, headings::humanity},
    Option{"--forward",
           "What can be learnt, and one small next step",
           &Answers::forward,
           headings::forward},
    Option{"--said", "What the somebody of --with says to you", &Answers::said, {}},
    Option{"--afterwards",
           "What is different now",
           &Answers::afterwards,
           headings::afterwards},
};

std::string critic_of(const Answers& answers, Typed& typed) {
  std::string critic;
  for (const std::string& given : answers.critic) {
    std::string thought = typed.read(given, "the critic's thought");
    if (given == "-" && thought.ends_with('\n')) thought.pop_back(); // a line each
    critic += (critic.empty() ? "" : "\n") + thought;
  }
  return critic;
}

} // namespace

bool Answers::is_empty() const {
  return critic.empty() && std::ranges::none_of(options, [&](const Option& option) {
           return (this->*option.text).has_value();
         });
}

std::vector<Arg> args_of(Answers& answers) {
  std::vector<Arg> args = {value("-c,--critic",
                                 "TEXT",
                                 answers.critic,
                                 "The critic's exact words; may be given often")};
  for (const Option& option : options)
    args.push_back(value(option.names, "TEXT", answers.*option.text, option.help));
  return args;
}

std::vector<Section> sections_of(const Answers& answers,
                                 const std::optional<std::string>& with,
                                 Typed& typed) {
  std::vector<Section> sections;
  if (std::string critic = critic_of(answers, typed); !critic.empty())
    sections.push_back({std::string(headings::critic), std::move(critic)});
  for (const Option& option : options) {
    const std::optional<std::string>& given = answers.*option.text;
    if (!given) continue;
    std::string heading(option.heading);
    if (heading.empty() && !with)
      throw Error(ExitCode::usage,
                  "--said needs to know who says it",
                  "Name them, such as --with Alex.");
    if (heading.empty()) heading = fmt::format("From {}", *with);
    const std::string_view name = option.names.substr(option.names.find("--"));
    sections.push_back({heading, typed.read(*given, name)});
  }
  return sections;
}

} // namespace kindly
