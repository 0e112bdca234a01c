#include "cli/globals.hpp"

namespace kindly {

std::vector<Arg> global_args(GlobalOptions& options) {
  static const std::array<std::string, 3> colours = {"auto", "always", "never"};
  const auto format_flag =
      [&](std::string_view names, const std::string& format, std::string_view help) {
        return Arg{names, {}, help, [&options, format](const std::string&) {
                     options.format = format;
                   }};
      };
  return {
      value("--journal", "DIR", options.journal, "The journal to use")
          .completes(Completes::folder),
      value("--config", "FILE", options.config, "The config to use")
          .completes(Completes::file),
      value("--color", "WHEN", options.color, "Style the text: auto, always or never")
          .one_of(colours),
      value("--format", "FMT", options.format, "The shape of the result")
          .one_of(format_names),
      format_flag("--json", "json", "The same as --format json"),
      format_flag("--jsonl", "jsonl", "The same as --format jsonl"),
      flag("--no-input", options.no_input, "Ask nothing and open no editor"),
      flag("-q,--quiet", options.quiet, "Leave out notes beside the result"),
      flag("-h,--help", options.help, "Show help"),
      flag("--version", options.version, "Show the version"),
  };
}

} // namespace kindly
