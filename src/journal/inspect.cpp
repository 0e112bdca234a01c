#include "journal/inspect.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "journal/conflict.hpp"
#include "journal/document.hpp"
#include "journal/header_lines.hpp"
#include "journal/keys.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace kindly {
namespace {

using Weight = Finding::Weight;

/// Why a file is no entry, seen from its first bytes; nothing for an ordinary note.
struct Shape {
  std::string what;
  std::string mend;
};

std::optional<Shape> odd_shape(std::string_view text) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    return Shape{"is UTF-16, which kindly does not read",
                 "Convert it: iconv -f UTF-16 -t UTF-8 -o NEW OLD"};
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const std::size_t newline = std::min(text.find('\n'), text.size());
  const std::string_view first = text.substr(0, newline);
  if (first.starts_with("---\r") && first.find('\r') + 1 < first.size())
    return Shape{"has line ends of an old Mac (CR only), which kindly does not read",
                 "Convert it: tr '\\r' '\\n' <OLD >NEW"};
  if (first.starts_with('{'))
    return Shape{"has a header in JSON, which kindly does not read",
                 "A header of kindly's is YAML between two lines of three dashes."};
  if (first.starts_with("%YAML"))
    return Shape{"begins with a YAML directive, so it has no header",
                 "The first line of a header is three dashes."};
  if (first.starts_with("----"))
    return Shape{"begins with more than three dashes, which is a rule and no header",
                 "The first line of a header is three dashes."};
  if (first.starts_with("---") && !trimmed(first.substr(3)).empty())
    return Shape{"has something behind the three dashes of its first line",
                 "The first line of a header is three dashes and nothing else."};
  const bool is_key = first.find(": ") != std::string_view::npos;
  if (is_key && text.substr(0, header_limit).find("\n---\n") != std::string_view::npos)
    return Shape{"has the end of a header and no beginning",
                 "Add a first line of three dashes."};
  return std::nullopt;
}

class Inspector {
 public:
  Inspector(const std::string& text, const std::filesystem::path& path)
      : text_(text), path_(path) {}

  Inspection inspect(const Zone& zone) {
    try {
      const auto document = Document::read(text_, path_.string());
      if (!document) return not_an_entry();
      for (const HeaderFault& fault : document->faults())
        add({fault.line, fault.column}, Weight::problem, fault.what, fault.mend);
      header_lines(*document);
      bytes();
      if (const std::size_t asked = text_.find("\n<!-- kindly: ");
          asked != std::string::npos)
        add({line_number(text_, asked + 1), 1},
            Weight::hint,
            "a question of `kindly new --edit` stands here still",
            "It was stopped before its end; take the questions out that you do not "
            "need.");
      body_size_ = document->body().size();
      conflict();
      if (begins_with_blank_line())
        add({1, 0},
            Weight::hint,
            "blank lines stand before the header",
            "Take them out; other programs see no header there.");
      const Entry entry = document->entry(path_.stem().string(), zone);
      result_.date = entry.date;
      result_.is_entry = true;
    } catch (const Error& problem) {
      result_.findings.push_back(finding_of(problem, path_));
    }
    return std::move(result_);
  }

 private:
  /// Where in the file; 0 is the whole of it, or of the line.
  struct Place {
    std::size_t line = 0;
    std::size_t column = 0;
  };

  void add(Place place, Weight weight, std::string what, std::string mend) {
    result_.findings.push_back(
        {path_, place.line, place.column, weight, std::move(what), std::move(mend)});
  }

  [[nodiscard]] bool begins_with_blank_line() const {
    std::string_view text = text_;
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return trimmed(text.substr(0, text.find('\n'))).empty();
  }

  Inspection not_an_entry() {
    const std::string name = path_.filename().string();
    const bool is_named_so = !id_in(name).empty();
    const bool is_meant = is_named_so || has_mark(text_);
    if (trimmed(text_).empty()) {
      if (is_named_so)
        add({0, 0},
            Weight::problem,
            "is empty",
            "A full disk, a crash or a sync can do that; look for an older copy.");
      return std::move(result_);
    }
    if (text_.find_first_not_of('\0') == std::string::npos) {
      add({0, 0},
          Weight::problem,
          "holds nothing but NUL bytes",
          "A power cut can do that; look for an older copy.");
      return std::move(result_);
    }
    const Weight weight = is_meant ? Weight::problem : Weight::hint;
    if (const auto odd = odd_shape(text_))
      add({1, 0}, weight, odd->what, odd->mend);
    else if (is_meant)
      add({1, 0},
          weight,
          "is no entry, though it looks as if it was meant to be one",
          "An entry's header has the line `kindly: 1`.");
    return std::move(result_);
  }

  /// What YAML reads without complaint and a person may not have meant.
  void header_lines(const Document& document) {
    std::vector<std::string> known(our_keys.begin(), our_keys.end());
    for (const YamlPair& pair : document.header().pairs) {
      const bool is_ours = !our_key(pair.first).empty();
      const auto meant = is_ours ? std::nullopt : nearest(pair.first, known);
      if (meant && edit_distance(*meant, pair.first) == 1 &&
          meant->front() == pair.first.front() &&
          document.header().find(*meant) == nullptr)
        add({pair.second.line, 1},
            Weight::hint,
            fmt::format("'{}' is no key that kindly reads", printable_line(pair.first)),
            fmt::format("Did you mean '{}'?", *meant));
    }
    const std::string_view head =
        std::string_view(text_).substr(0, text_.size() - document.body().size());
    std::size_t number = 0;
    for (const std::string_view line : split(head, '\n')) {
      ++number;
      if (const std::size_t cut = tag_taken_for_comment(line); cut != 0)
        add({number, cut},
            Weight::hint,
            "# begins a comment here, so the rest of the line does not count",
            "If it was meant to count, put it in quotes.");
      for (const std::string_view unseen : {"\u200b", "\u2060", "\u00ad", "\ufeff"})
        if (const std::size_t at = line.find(unseen);
            at != std::string_view::npos && number + at > 1)
          add({number, at + 1},
              Weight::hint,
              "an invisible character stands here",
              "Take it out, unless you meant it.");
    }
  }

  /// The column of a `#` that is followed by a word, as in `title: Ticket #42`.
  static std::size_t tag_taken_for_comment(std::string_view line) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos ||
        line.find_first_of("\"'") != std::string_view::npos)
      return 0;
    const std::size_t mark = line.find(" #", colon);
    if (mark == std::string_view::npos || mark + 2 >= line.size()) return 0;
    const auto next = static_cast<unsigned char>(line[mark + 2]);
    const bool is_word = next >= 0x80 || (next >= '0' && next <= '9') ||
                         ((next | 0x20U) >= 'a' && (next | 0x20U) <= 'z');
    return is_word ? mark + 2 : 0;
  }

  void bytes() {
    if (const std::size_t nul = text_.find('\0'); nul != std::string::npos)
      add({line_number(text_, nul), 0},
          Weight::problem,
          "holds a NUL byte, which no text does",
          "A crash or a sync may have damaged it; look for an older copy.");
    if (is_utf8(text_)) return;
    std::size_t number = 0;
    for (const std::string_view line : split(text_, '\n')) {
      ++number;
      if (is_utf8(line)) continue;
      add({number, 0},
          Weight::hint,
          "holds bytes that are not UTF-8; they are kept, and shown as escapes",
          "Convert it if it is Latin-1: iconv -f latin1 -t utf-8 -o NEW OLD");
      return;
    }
  }

  void conflict() {
    const std::size_t body = text_.size() - body_size_;
    const auto found = find_conflict(text_, line_number(text_, body));
    const std::size_t rest = text_.find("\n>>>>>>> ", body);
    if (found)
      add({found->first, 1},
          Weight::problem,
          fmt::format(
              "unresolved git conflict, lines {}-{}", found->first, found->last),
          std::string(conflict_mend));
    else if (rest != std::string::npos)
      add({line_number(text_, rest + 1), 1},
          Weight::hint,
          "this looks like what is left of a git conflict",
          "Take the line out if you did not write it.");
  }

  const std::string& text_;
  std::size_t body_size_ = 0;
  const std::filesystem::path& path_;
  Inspection result_;
};

} // namespace

Finding finding_of(const Error& refusal, const std::filesystem::path& path) {
  std::string_view what = refusal.what();
  std::array<std::size_t, 2> place{};
  if (what.starts_with(path.string() + ":")) {
    what.remove_prefix(path.string().size() + 1);
    for (std::size_t& number : place) {
      const std::size_t digits = what.find_first_not_of("0123456789");
      if (digits == 0 || digits == std::string_view::npos || what[digits] != ':') break;
      std::from_chars(what.data(), what.data() + digits, number);
      what.remove_prefix(digits + 1);
    }
  }
  return {.path = path,
          .line = place[0],
          .column = place[1],
          .what = std::string(trimmed(what)),
          .mend = refusal.hint()};
}

std::string_view id_in(std::string_view name) {
  constexpr std::size_t size = 22;
  const auto is_tail = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '2' && c <= '9');
  };
  for (std::size_t at = 0; at + size <= name.size(); ++at) {
    const std::string_view id = name.substr(at, size);
    if (parse_stamp(id) && id[17] == '-' && std::ranges::all_of(id.substr(18), is_tail))
      return id;
  }
  return {};
}

Inspection
inspect(const std::string& text, const std::filesystem::path& path, const Zone& zone) {
  return Inspector(text, path).inspect(zone);
}

} // namespace kindly
