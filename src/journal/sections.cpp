#include "journal/sections.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kindly {
namespace {

/// A line as structure sees it: up to three blanks, then what it begins with.
struct Shape {
  std::size_t indent = 0;
  std::size_t backslashes = 0;
  enum class Kind { prose, heading, fence } kind = Kind::prose;
  char fence = '\0';
  std::size_t fence_size = 0;
  bool bare_fence = false; ///< nothing behind it: it can close

  static Shape of(std::string_view line) {
    Shape shape;
    const std::size_t first = line.find_first_not_of(' ');
    if (first == std::string_view::npos ||
        std::string_view("#`~\\").find(line[first]) == std::string_view::npos)
      return {}; // prose, as most lines are
    if (line.ends_with('\r')) line.remove_suffix(1);
    while (shape.indent < 4 && shape.indent < line.size() && line[shape.indent] == ' ')
      ++shape.indent;
    if (shape.indent == 4) return {};
    line.remove_prefix(shape.indent);
    while (line.starts_with('\\')) {
      ++shape.backslashes;
      line.remove_prefix(1);
    }
    if (line == "##" || line.starts_with("## ") || line.starts_with("##\t"))
      shape.kind = Kind::heading;
    for (const char mark : {'`', '~'}) {
      const std::size_t size = std::min(line.find_first_not_of(mark), line.size());
      if (size < 3) continue;
      const std::string_view info = line.substr(size);
      if (mark == '`' && info.find('`') != std::string_view::npos) continue;
      shape.kind = Kind::fence;
      shape.fence = mark;
      shape.fence_size = size;
      shape.bare_fence = trimmed(info).empty();
    }
    return shape;
  }
  [[nodiscard]] bool is(Kind wanted) const {
    return kind == wanted && backslashes == 0;
  }
  [[nodiscard]] bool closes(const Shape& opening) const {
    return is(Kind::fence) && bare_fence && fence == opening.fence &&
           fence_size >= opening.fence_size;
  }
};

/// One line of a text with its line end, and whether a closed code fence holds it.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0; ///< behind the \n
  Shape shape;
  bool in_code = false; ///< the fences themselves too

  [[nodiscard]] std::string_view in(std::string_view text) const {
    return text.substr(begin, end - begin);
  }
};

/// A fence that nobody closes is prose, so that one stray ``` hides no section.
std::vector<Line> lines_with_shape(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const bool ends_line = text[end - 1] == '\n';
    const std::string_view line = text.substr(begin, end - begin - (ends_line ? 1 : 0));
    lines.push_back({begin, end, Shape::of(line), false});
    begin = end;
  }
  // Where a fence of some size is not closed, no longer one behind it is either.
  std::size_t unclosed[2] = {std::string_view::npos, std::string_view::npos};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Shape& opening = lines[i].shape;
    if (!opening.is(Shape::Kind::fence)) continue;
    std::size_t& shortest_unclosed = unclosed[opening.fence == '`' ? 0 : 1];
    if (opening.fence_size >= shortest_unclosed) continue;
    const auto close = std::ranges::find_if(
        lines.begin() + static_cast<std::ptrdiff_t>(i) + 1,
        lines.end(),
        [&](const Line& line) { return line.shape.closes(opening); });
    if (close == lines.end()) {
      shortest_unclosed = opening.fence_size;
      continue;
    }
    const auto last = static_cast<std::size_t>(close - lines.begin());
    for (; i < last; ++i) lines[i].in_code = true;
    lines[last].in_code = true;
  }
  return lines;
}

bool is_structure(const Line& line) {
  return !line.in_code && line.shape.kind != Shape::Kind::prose;
}

enum class Fences { closed_ones_stay, escape_all };

/// `\` before every line that would read as structure.
std::string escaped(std::string_view text, Fences fences = Fences::closed_ones_stay) {
  std::string out;
  for (const Line& line : lines_with_shape(text)) {
    std::string_view all = line.in(text);
    const bool is_fence = line.shape.kind == Shape::Kind::fence;
    const bool is_any =
        fences == Fences::escape_all && line.shape.kind != Shape::Kind::prose;
    if (is_structure(line) || (is_any && is_fence) || (is_any && line.in_code)) {
      out += all.substr(0, line.shape.indent);
      out += '\\';
      all.remove_prefix(line.shape.indent);
    }
    out += all;
  }
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (const Line& line : lines_with_shape(text)) {
    std::string_view all = line.in(text);
    if (is_structure(line) && line.shape.backslashes > 0) {
      out += all.substr(0, line.shape.indent);
      all.remove_prefix(line.shape.indent + 1);
    }
    out += all;
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    if (!out.empty()) out += '\n';
    out += line.empty() ? ">" : "> ";
    out += line;
  }
  return out;
}

/// Gives `out` a text without the marks of a quote.
void unquote(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    std::string_view line = text.substr(at, end - at);
    if (line.starts_with('>')) line.remove_prefix(line.starts_with("> ") ? 2 : 1);
    out += line;
    at = end;
  }
}

std::string_view heading_text(std::string_view line) {
  std::string_view name = trimmed(trimmed(line).substr(2));
  const std::size_t last = name.find_last_not_of('#'); // ## Situation ##
  if (last == std::string_view::npos) return {};
  if (last + 1 < name.size() && (name[last] == ' ' || name[last] == '\t'))
    name = trimmed(name.substr(0, last));
  return name;
}

/// As many as the exercise has.
constexpr std::size_t usual_sections = 8;

bool is_critic(std::string_view heading) {
  return heading == headings::critic;
}

/// The text between a heading and what follows: one blank line on each side belongs to
/// the layout, every other byte to the text.
std::string_view text_of(std::string_view region, bool carriage, bool another_follows) {
  const auto drop_front = [&] {
    if (region.starts_with('\n'))
      region.remove_prefix(1);
    else if (carriage && region.starts_with("\r\n"))
      region.remove_prefix(2);
  };
  const auto drop_back = [&] {
    if (carriage && region.ends_with("\r\n"))
      region.remove_suffix(2);
    else if (region.ends_with('\n'))
      region.remove_suffix(1);
  };
  drop_front();
  const bool blank_line =
      region.ends_with("\n\n") || region == "\n" ||
      (carriage && (region.ends_with("\n\r\n") || region == "\r\n"));
  if (another_follows && blank_line) drop_back();
  drop_back();
  return region;
}

std::string body_text(const Section& section) {
  return is_critic(section.heading) ? quoted(section.text) : escaped(section.text);
}

/// Whether the bytes at `at` are a heading's ##, at most three blanks into its line.
bool is_heading_at(std::string_view body, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 4 && body[begin - 1] == ' ') --begin;
  if (at - begin > 3 || (begin > 0 && body[begin - 1] != '\n')) return false;
  const std::string_view behind = body.substr(at + 2);
  if (behind.empty() || behind == "\r" || behind.starts_with("\r\n")) return true;
  return behind[0] == ' ' || behind[0] == '\t' || behind[0] == '\n';
}

/// Only where a fence may stand is a look at every line needed.
bool may_have_fence(std::string_view body) {
  constexpr auto none = std::string_view::npos;
  return body.find("```") != none || body.find("~~~") != none;
}

/// Calls visit(begin of the heading's line, begin of the text below it) for each
/// heading of a body without fences, until it returns false. Returns how far it looked.
template <class Visit>
std::size_t walk_headings(std::string_view body, Visit visit) {
  constexpr auto none = std::string_view::npos;
  for (std::size_t at = body.find("##"); at != none; at = body.find("##", at)) {
    const std::size_t next = std::min(body.find('\n', at), body.size() - 1) + 1;
    if (is_heading_at(body, at) &&
        !visit(at == 0 ? 0 : body.rfind('\n', at - 1) + 1, next)) // npos + 1 is 0
      return next;
    at = next;
  }
  return body.size();
}

/// Calls visit(begin of the heading's line, begin of the text below it) for each
/// heading.
template <class Visit>
void for_each_heading(std::string_view body, Visit visit) {
  if (may_have_fence(body)) {
    for (const Line& line : lines_with_shape(body))
      if (!line.in_code && line.shape.is(Shape::Kind::heading))
        visit(line.begin, line.end);
    return;
  }
  walk_headings(body, [&](std::size_t begin, std::size_t text) {
    visit(begin, text);
    return true;
  });
}

} // namespace

std::vector<SectionBytes> find_sections(std::string_view body) {
  std::vector<SectionBytes> sections;
  sections.reserve(usual_sections);
  for_each_heading(body, [&](std::size_t begin, std::size_t text) {
    if (!sections.empty()) sections.back().end = begin;
    sections.push_back({std::string(heading_text(body.substr(begin, text - begin))),
                        begin,
                        text,
                        body.size()});
  });
  return sections;
}

std::string_view read_preface(std::string_view body) {
  std::size_t end = body.size();
  for_each_heading(body,
                   [&](std::size_t begin, std::size_t) { end = std::min(end, begin); });
  return trimmed(body.substr(0, end));
}

std::vector<RawSection> raw_sections(std::string_view body, Preface preface) {
  std::vector<RawSection> sections;
  sections.reserve(usual_sections);
  std::string_view heading; // with its line end
  std::size_t region = 0;   // behind it
  const auto add = [&](std::size_t end, bool another_follows) {
    if (region > 0)
      sections.push_back({heading_text(heading),
                          text_of(body.substr(region, end - region),
                                  heading.ends_with("\r\n"),
                                  another_follows)});
    else if (const auto before = trimmed(body.substr(0, end));
             preface == Preface::is_section && !before.empty())
      sections.push_back({"", before, true});
  };
  for_each_heading(body, [&](std::size_t begin, std::size_t text) {
    add(begin, true);
    heading = body.substr(begin, text - begin);
    region = text;
  });
  add(body.size(), false);
  return sections;
}

std::string_view typed_text(const RawSection& section, std::string& room) {
  if (section.is_typed) return section.text;
  if (is_critic(section.heading)) {
    unquote(section.text, room);
    return room;
  }
  if (section.text.find('\\') == std::string_view::npos) return section.text;
  return room = unescaped(section.text);
}

std::vector<Section> read_sections(std::string_view body, Preface preface) {
  std::vector<Section> sections;
  std::string room;
  for (const RawSection& raw : raw_sections(body, preface))
    sections.push_back({std::string(raw.heading), std::string(typed_text(raw, room))});
  return sections;
}

bool is_kind_part(std::string_view heading) {
  return heading == headings::kind || heading == headings::humanity ||
         heading == headings::forward;
}

std::string without_words(std::string text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    if (text[i] != '\n') text[i] = ' ';
  return text;
}

namespace {

/// Takes sections one after the other, as far as a glance needs them.
class Glancer {
 public:
  /// `region` begins behind the heading, and may go on beyond the section where a word
  /// stands in that.
  void look(std::string_view heading, std::string_view region) {
    const bool is_situation = heading == headings::situation;
    if (!is_situation && !is_critic(heading) && !is_kind_part(heading)) return;
    if (first_word(region) == region.size()) return;
    if (is_critic(heading)) has_critic_ = true;
    if (is_kind_part(heading)) has_kind_part_ = true;
    if (!is_situation || !beginning_.empty()) return;
    const std::string_view text = trimmed(region);
    beginning_ = trimmed(text.substr(0, text.find('\n')));
  }
  /// Whether no other section can change what was seen.
  [[nodiscard]] bool is_sure() const { return has_kind_part_ && !beginning_.empty(); }
  [[nodiscard]] Glance seen() const {
    return {has_critic_ && !has_kind_part_, beginning_};
  }
  /// Where something stands that is neither a blank nor a mark of a quote.
  static std::size_t first_word(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && (text[at] == '>' || is_space(text[at]))) ++at;
    return at;
  }

 private:
  bool has_critic_ = false;
  bool has_kind_part_ = false;
  std::string_view beginning_;
};

} // namespace

Glance glance(std::string_view body) {
  Glancer plain;
  const std::size_t end = walk_headings(body, [&](std::size_t begin, std::size_t text) {
    const std::size_t word = text + Glancer::first_word(body.substr(text));
    const bool is_empty =
        body.substr(word).starts_with("##") && is_heading_at(body, word);
    plain.look(heading_text(body.substr(begin, text - begin)),
               body.substr(text, (is_empty ? word : body.size()) - text));
    return !plain.is_sure();
  });
  if (!may_have_fence(body.substr(0, end))) return plain.seen();
  Glancer careful;
  for (const SectionBytes& place : find_sections(body))
    careful.look(place.heading, body.substr(place.text, place.end - place.text));
  return careful.seen();
}

std::string write_sections(const std::vector<Section>& sections) {
  std::string body;
  for (const Section& section : sections) {
    body += "\n## " + section.heading + "\n\n" + body_text(section) + "\n";
  }
  return body;
}

namespace {

/// `body` with lines, ready to stand there, behind a section or as a new one.
std::string inserted(const std::string& body,
                     std::string_view heading,
                     const std::string& paragraph,
                     const std::string& end) {
  const std::vector<SectionBytes> places = find_sections(body);
  const auto place = std::ranges::find(places, heading, &SectionBytes::heading);
  std::string fresh = body;
  // Half a line end at the end of the file is made whole, not doubled.
  const std::string ends_last = body.ends_with('\r') ? "\n" : end;
  if (place == places.end()) {
    if (!fresh.empty() && !fresh.ends_with('\n')) fresh += ends_last;
    return fresh + end + "## " + std::string(heading) + end + end + paragraph;
  }
  const std::string_view region =
      std::string_view(body).substr(place->text, place->end - place->text);
  const std::size_t last = region.find_last_not_of(" \t\r\n");
  const bool ends_line = std::string_view(body).substr(0, place->text).ends_with('\n');
  if (last == std::string_view::npos)
    return fresh.insert(place->text, (ends_line ? "" : ends_last) + end + paragraph);
  const std::size_t newline = body.find('\n', place->text + last);
  if (newline == std::string::npos) return fresh + ends_last + end + paragraph;
  return fresh.insert(newline + 1, end + paragraph);
}

std::string joined_text(const std::vector<Section>& sections,
                        std::string_view heading) {
  std::string text;
  for (const Section& section : sections)
    if (section.heading == heading) text += section.text;
  return text;
}

/// Whether `fresh` reads as `old` with `text` at the end of one section.
bool adds_only(const std::string& old,
               const std::string& fresh,
               std::string_view heading,
               std::string_view text) {
  std::vector<Section> before = read_sections(old);
  std::vector<Section> after = read_sections(fresh);
  const std::string was = joined_text(before, heading);
  const std::string is = joined_text(after, heading);
  const std::size_t kept = was.find_last_not_of(" \t\r\n") + 1; // npos + 1 is 0
  if (!is.starts_with(std::string_view(was).substr(0, kept)) || !is.ends_with(text) ||
      is.size() < kept + text.size())
    return false;
  const std::string_view between =
      std::string_view(is).substr(kept, is.size() - text.size() - kept);
  if (!trimmed(between).empty()) return false;
  const auto is_changed = [&](const Section& section) {
    return section.heading == heading;
  };
  std::erase_if(before, is_changed);
  std::erase_if(after, is_changed);
  return std::ranges::equal(
      before, after, [](const Section& one, const Section& other) {
        return one.heading == other.heading && one.text == other.text;
      });
}

} // namespace

std::string with_paragraph(const std::string& body,
                           std::string_view heading,
                           std::string_view text,
                           std::string_view line_end) {
  const std::string end(line_end);
  const auto lines = [&](const std::string& written) {
    std::string all;
    for (const std::string_view line : split(written, '\n')) {
      all += line;
      all += line.ends_with('\r') ? "\n" : end;
    }
    return all;
  };
  if (is_critic(heading)) return inserted(body, heading, lines(quoted(text)), end);
  const std::string wanted = lines(std::string(text));
  const std::string fresh = inserted(body, heading, lines(escaped(text)), end);
  if (adds_only(body,
                fresh,
                heading,
                std::string_view(wanted).substr(0, wanted.size() - end.size())))
    return fresh;
  // A stray fence further up would pair with one in this text.
  return inserted(body, heading, lines(escaped(text, Fences::escape_all)), end);
}

} // namespace kindly
