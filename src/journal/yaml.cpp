#include "journal/yaml.hpp"

#include "base/error.hpp"

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>

namespace kindly {
namespace {

/// Follows a tree with a budget: an alias can hold itself, or a bomb.
class Walk {
 public:
  Walk(const std::string& name, std::size_t first_line)
      : name_(name), first_line_(first_line) {}

  YamlValue value(const YAML::Node& node, int depth) {
    constexpr int deepest = 64;
    if (--budget_ < 0 || depth > deepest)
      throw Error(
          ExitCode::unreadable,
          fmt::format("{}:{}: the header repeats itself too often", name_, line(node)),
          "Write the values out, without & and *.");
    YamlValue result;
    result.line = line(node);
    switch (node.Type()) {
    case YAML::NodeType::Undefined:
    case YAML::NodeType::Null: break;
    case YAML::NodeType::Scalar: scalar(node, result); break;
    case YAML::NodeType::Sequence:
      result.kind = YamlValue::Kind::list;
      for (const YAML::Node& item : node)
        result.items.push_back(value(item, depth + 1));
      break;
    case YAML::NodeType::Map:
      result.kind = YamlValue::Kind::map;
      for (const auto& pair : node) {
        const YamlValue key = value(pair.first, depth + 1);
        result.pairs.push_back({key.text, value(pair.second, depth + 1)});
        result.pairs.back().second.line = key.line;
      }
      break;
    }
    return result;
  }

 private:
  static void scalar(const YAML::Node& node, YamlValue& result) {
    const std::string& text = node.Scalar();
    const bool plain = node.Tag() == "?"; // "!" where it was quoted
    if (plain && (text.empty() || text == "~" || text == "null" || text == "Null" ||
                  text == "NULL"))
      return;
    result.kind = YamlValue::Kind::scalar;
    result.text = text;
  }
  [[nodiscard]] std::size_t line(const YAML::Node& node) const {
    return first_line_ + static_cast<std::size_t>(std::max(0, node.Mark().line));
  }

  const std::string& name_;
  std::size_t first_line_;
  int budget_ = 20000;
};

/// Hears a document and keeps nothing.
class Listener final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& /*at*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& /*at*/, YAML::anchor_t /*anchor*/) override {}
  void OnAlias(const YAML::Mark& /*at*/, YAML::anchor_t /*anchor*/) override {}
  void OnScalar(const YAML::Mark& /*at*/,
                const std::string& /*tag*/,
                YAML::anchor_t /*anchor*/,
                const std::string& /*value*/) override {}
  void OnSequenceStart(const YAML::Mark& /*at*/,
                       const std::string& /*tag*/,
                       YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark& /*at*/,
                  const std::string& /*tag*/,
                  YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {}
  void OnMapEnd() override {}
};

/// Whether something stands behind the first document. Not with LoadAll, which never
/// ends on a header such as ",-\nk: \nk: 0".
bool has_another_document(const std::string& yaml) {
  std::istringstream stream(yaml);
  YAML::Parser parser(stream);
  Listener listener;
  return parser.HandleNextDocument(listener) && parser.HandleNextDocument(listener);
}

} // namespace

const YamlValue* YamlValue::find(std::string_view key) const {
  const auto found = std::ranges::find(
      pairs, key, [](const auto& pair) { return std::string_view(pair.first); });
  return found == pairs.end() ? nullptr : &found->second;
}

bool YamlValue::same_as(const YamlValue& other) const {
  const auto same = [](const YamlValue& one, const YamlValue& two) {
    return one.same_as(two);
  };
  const auto same_pair = [](const auto& one, const auto& two) {
    return one.first == two.first && one.second.same_as(two.second);
  };
  return kind == other.kind && text == other.text &&
         std::ranges::equal(items, other.items, same) &&
         std::ranges::equal(pairs, other.pairs, same_pair);
}

NoYaml::NoYaml(const std::string& name, HeaderFault fault)
    : Error(ExitCode::unreadable,
            fmt::format("{}:{}:{}: {}", name, fault.line, fault.column, fault.what),
            fault.mend),
      fault_(std::move(fault)) {}

YamlValue
parse_yaml(std::string_view yaml, const std::string& name, std::size_t first_line) {
  try {
    // The end is said out loud: without it an unclosed quote swallows what follows.
    const std::string whole = std::string(yaml) + "...\n";
    YAML::Node root = YAML::Load(whole);
    if (has_another_document(
            whole)) // an indented first line ends where the indent ends
      throw NoYaml(name,
                   {first_line,
                    1,
                    "not all of the header belongs together",
                    "Every key begins at the start of its line."});
    return Walk(name, first_line).value(root, 0);
  } catch (const YAML::Exception& problem) {
    const auto line = static_cast<std::size_t>(std::max(0, problem.mark.line));
    const auto column = static_cast<std::size_t>(std::max(0, problem.mark.column));
    throw NoYaml(name,
                 {first_line + line,
                  column + 1,
                  problem.msg,
                  "Quotes around the value often mend a header."});
  }
}

} // namespace kindly
