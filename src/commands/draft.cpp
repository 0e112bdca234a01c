#include "commands/draft.hpp"

#include "base/text.hpp"
#include "commands/shift.hpp"
#include "commands/typed.hpp"
#include "commands/unsaved.hpp"

#include <algorithm>

namespace kindly {
namespace {

std::string text_in(const Document& document, std::string_view heading) {
  for (const Section& section : document.sections())
    if (section.heading == heading) return std::string(trimmed(section.text));
  return {};
}

/// What others wrote, and below it what is new in `text` against `known`.
std::string
both(const std::string& theirs, std::string_view text, std::string_view known) {
  const bool goes_on = !known.empty() && text.starts_with(known);
  const std::string_view fresh = goes_on ? text.substr(known.size()) : text;
  return fmt::format("{}{}{}", theirs, fresh.starts_with('\n') ? "" : "\n", fresh);
}

} // namespace

Draft::Draft(const World& world, Entry entry, std::optional<std::filesystem::path> path)
    : world_(world), journal_(world.journal()), entry_(std::move(entry)),
      path_(std::move(path)) {
  if (!path_) return;
  const Page page = journal_.open(path_->string());
  entry_ = page.entry;
  for (const Section& section : page.document.sections())
    text_of(section.heading) = trimmed(section.text);
}

std::string Draft::text(std::string_view heading) const {
  const auto found = std::ranges::find(texts_, heading, &Section::heading);
  return found == texts_.end() ? std::string() : found->text;
}

std::string& Draft::text_of(std::string_view heading) {
  const auto found = std::ranges::find(texts_, heading, &Section::heading);
  if (found != texts_.end()) return found->text;
  return texts_.emplace_back(Section{std::string(heading), {}}).text;
}

std::string Draft::kind_part() const {
  return path_ ? journal_.open(path_->string()).document.kind_part() : std::string();
}

std::string Draft::tail() const {
  const std::string id = path_ ? path_->stem().string() : std::string();
  return id.substr(id.size() < 4 ? 0 : id.size() - 4);
}

Meanwhile Draft::put_text(std::string_view heading, const std::string& text) {
  check_text(text, heading);
  const std::string known = this->text(heading);
  std::string& now = text_of(heading);
  now = text;
  Meanwhile meanwhile = Meanwhile::nothing;
  try {
    save(text, [&](Page& page) {
      const std::string there = text_in(page.document, heading);
      const bool is_known = there.empty() || there == known || there == text;
      meanwhile = is_known ? Meanwhile::nothing : Meanwhile::others_wrote;
      now = is_known ? text : both(there, text, known);
      page.document.set_section(heading, now);
    });
  } catch (const Error&) { // it is not there, and may be put again
    now = known;
    throw;
  }
  return meanwhile;
}

void Draft::put_before(Rating rating) {
  entry_.before = rating;
  save({}, [&](Page& page) {
    page.document.set("before", std::to_string(rating.value()));
  });
}

void Draft::put_after(Rating rating, const Moment& now) {
  entry_.after = rating;
  save({}, [&](Page& page) { set_after(page, rating, now); });
}

void Draft::put_themes(const std::vector<std::string>& themes) {
  entry_.themes = themes;
  save({}, [&](Page& page) { page.document.set_themes(themes); });
}

void Draft::put_address(const std::string& address) {
  entry_.address = address;
  save({}, [&](Page& page) { page.document.set_text("address", address); });
}

/// Brings a change to disk; the file is made with the first, and made anew where it was
/// moved or removed meanwhile.
void Draft::save(const std::string& text, const std::function<void(Page&)>& change) {
  try {
    std::error_code unknown;
    if (path_ && std::filesystem::exists(*path_, unknown))
      journal_.edit(*path_, change);
    else
      create();
    kept_elsewhere_.clear();
  } catch (const Error&) {
    if (!text.empty() && text != kept_elsewhere_)
      keep_unsaved(world_.environment, world_.terminal, text);
    kept_elsewhere_ = text;
    throw;
  }
}

void Draft::create() {
  Chance chance(world_.seed);
  path_ = journal_.create(write_entry(entry_, texts_), entry_.date, chance);
}

} // namespace kindly
