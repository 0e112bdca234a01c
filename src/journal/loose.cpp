#include "journal/loose.hpp"

#include "base/error.hpp"
#include "journal/header_lines.hpp"
#include "journal/keys.hpp"
#include "journal/plain_yaml.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kindly {
namespace {

constexpr std::string_view no_break_space = "\xc2\xa0";

/// A key's own line, and the lines below that belong to it.
struct Chunk {
  std::string_view text;
  std::size_t line = 0; ///< of the file, from 1
};

bool belongs_to_key_above(std::string_view line) {
  const std::string_view bare = without_blanks(line);
  return bare.empty() || bare.front() == '#' || is_blank(line.front()) ||
         line.starts_with("- ") || line == "-";
}

std::vector<Chunk> chunks_of(std::string_view yaml, std::size_t first_line) {
  std::vector<Chunk> chunks;
  std::size_t begin = 0;
  std::size_t number = first_line;
  for (std::size_t at = 0; at < yaml.size(); ++number) {
    const HeaderLine line = HeaderLine::at(yaml, at);
    at = line.next;
    const std::string_view bare = without_blanks(line.in(yaml));
    const bool says_something = !bare.empty() && bare.front() != '#';
    if (!belongs_to_key_above(line.in(yaml)) || (chunks.empty() && says_something)) {
      begin = line.begin;
      chunks.push_back({{}, number});
    }
    if (!chunks.empty()) chunks.back().text = yaml.substr(begin, line.next - begin);
  }
  return chunks;
}

class LooseReader {
 public:
  explicit LooseReader(const std::string& name) : name_(name) {}

  std::optional<HeaderReading> read(std::string_view yaml, std::size_t first_line) {
    reading_.root.kind = YamlValue::Kind::map;
    reading_.root.line = first_line;
    bool has_key = false;
    for (const Chunk& chunk : chunks_of(yaml, first_line))
      has_key = take(chunk) || has_key;
    return has_key ? std::optional(std::move(reading_)) : std::nullopt;
  }

 private:
  /// Whether the chunk begins with a key.
  bool take(const Chunk& chunk) {
    const std::string_view line = HeaderLine::at(chunk.text, 0).in(chunk.text);
    const std::size_t colon = line.find(':');
    if (is_blank(line.front()))
      fault(chunk.line,
            1,
            "blanks stand before this key",
            "Take them out: every key begins at the start of its line.");
    if (colon == std::string_view::npos || !is_plain_key(line.substr(0, colon))) {
      if (!take_as_yaml(chunk))
        fault(chunk.line, 1, "this line is no `key: value`", "Mend it or take it out.");
      return false;
    }
    const std::string key(line.substr(0, colon));
    if (take_as_yaml(chunk)) return true;
    const std::string_view rest = line.substr(colon + 1);
    const bool is_one_line = chunk.text.size() <= HeaderLine::at(chunk.text, 0).next;
    const std::string_view value = without_blanks(without_comment(rest));
    if (!value.empty() &&
        std::string_view("\"'[{").find(value.front()) != std::string_view::npos)
      refuse_open(chunk, value);
    if (is_one_line)
      take_as_it_stands(chunk, key, rest);
    else
      leave_out(chunk, key);
    return true;
  }

  /// Whether YAML reads the chunk alone; what it says is added then.
  bool take_as_yaml(const Chunk& chunk) {
    try {
      auto alone = scan_plain_yaml(chunk.text, chunk.line);
      if (!alone) alone = parse_yaml(chunk.text, name_, chunk.line);
      if (alone->kind != YamlValue::Kind::map) return false;
      const auto has_no_colon = [](const YamlPair& pair) { return pair.first.empty(); };
      if (std::ranges::any_of(alone->pairs, has_no_colon)) return false;
      std::ranges::move(alone->pairs, std::back_inserter(reading_.root.pairs));
      return true;
    } catch (const Error&) { // said in plainer words by whoever asked
      return false;
    }
  }

  [[noreturn]] void refuse_open(const Chunk& chunk, std::string_view value) const {
    const auto column = static_cast<std::size_t>(value.data() - chunk.text.data()) + 1;
    const bool is_quote = value.front() == '"' || value.front() == '\'';
    const char twin = is_quote ? value.front() : value.front() == '[' ? ']' : '}';
    const bool is_open = value.find(twin, 1) == std::string_view::npos;
    throw Error(
        ExitCode::unreadable,
        fmt::format("{}:{}:{}: {}",
                    name_,
                    chunk.line,
                    column,
                    is_open ? fmt::format("the {} here has no {}", value.front(), twin)
                            : fmt::format("what begins with {} here cannot be read",
                                          value.front())),
        is_quote ? "A quote needs its twin; words that begin with an apostrophe need "
                   "double quotes around them."
                 : "Inside of brackets # begins a comment; put such a word in quotes.");
  }

  void
  take_as_it_stands(const Chunk& chunk, const std::string& key, std::string_view rest) {
    const std::size_t column = key.size() + 2;
    const bool is_odd_space = rest.starts_with(no_break_space);
    if (is_odd_space) rest.remove_prefix(no_break_space.size());
    const std::string_view value = without_blanks(without_comment(rest));
    if (is_odd_space)
      fault(chunk.line,
            column,
            "a no-break space stands behind the colon",
            "Type a plain one in its place.");
    else if (!rest.empty() && !is_blank(rest.front()))
      fault(chunk.line, column, "a blank is missing behind the colon", "Add one.");
    else
      fault(chunk.line,
            column + 1,
            fmt::format("'{}' has a value that YAML cannot read", key),
            "Put it in quotes.");
    YamlValue taken{YamlValue::Kind::scalar, std::string(value), {}, {}, chunk.line};
    if (value.empty()) taken.kind = YamlValue::Kind::null;
    reading_.root.pairs.push_back({key, std::move(taken)});
  }

  /// Nothing is taken; of a key that counts, that would be a silent loss.
  void leave_out(const Chunk& chunk, const std::string& key) {
    const std::size_t tab = chunk.text.find("\n\t");
    const bool has_tab = tab != std::string_view::npos;
    const std::size_t line =
        chunk.line + (has_tab ? line_number(chunk.text, tab) : std::size_t{0});
    const std::string what =
        has_tab ? "this line begins with a tab"
                : fmt::format("the lines below '{}' cannot be read", key);
    const std::string mend = has_tab ? "Take the tab out; YAML wants blanks there."
                                     : "Look at their indent and quotes.";
    if (!our_key(key).empty())
      throw Error(
          ExitCode::unreadable, fmt::format("{}:{}: {}", name_, line, what), mend);
    fault(line, 1, what, mend);
  }

  void fault(std::size_t line, std::size_t column, std::string what, std::string mend) {
    reading_.faults.push_back({line, column, std::move(what), std::move(mend)});
  }

  const std::string& name_;
  HeaderReading reading_;
};

} // namespace

std::optional<HeaderReading>
read_loosely(std::string_view yaml, const std::string& name, std::size_t first_line) {
  return LooseReader(name).read(yaml, first_line);
}

} // namespace kindly
