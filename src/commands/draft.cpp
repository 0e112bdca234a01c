#include "commands/draft.hpp"

#include "base/text.hpp"
#include "commands/shift.hpp"
#include "commands/typed.hpp"
#include "commands/unsaved.hpp"

namespace kindly {

Draft::Draft(const World& world, Entry entry, std::optional<std::filesystem::path> path)
    : world_(world), journal_(world.journal()), entry_(std::move(entry)),
      path_(std::move(path)) {
  if (!path_) return;
  const Page page = journal_.open(path_->string());
  entry_ = page.entry;
  for (const Section& section : page.document.sections())
    texts_[section.heading] = trimmed(section.text);
}

std::string Draft::text(std::string_view heading) const {
  const auto found = texts_.find(heading);
  return found == texts_.end() ? std::string() : found->second;
}

std::string Draft::kind_part() const {
  return path_ ? journal_.open(path_->string()).document.kind_part() : std::string();
}

std::string Draft::tail() const {
  const std::string id = path_ ? path_->stem().string() : std::string();
  return id.substr(id.size() < 4 ? 0 : id.size() - 4);
}

void Draft::put_text(std::string_view heading, const std::string& text) {
  check_text(text, heading);
  texts_.insert_or_assign(std::string(heading), text);
  save(text, [&](Page& page) { page.document.set_section(heading, text); });
}

void Draft::put_before(Rating rating) {
  entry_.before = rating;
  save({}, [&](Page& page) {
    page.document.set("before", std::to_string(rating.value()));
  });
}

void Draft::put_after(Rating rating, const Moment& now) {
  save({}, [&](Page& page) { set_after(page, rating, now); });
  entry_.after = rating;
}

void Draft::put_themes(const std::vector<std::string>& themes) {
  entry_.themes = themes;
  save({}, [&](Page& page) { page.document.set_themes(themes); });
}

void Draft::put_address(const std::string& address) {
  entry_.address = address;
  save({}, [&](Page& page) { page.document.set_text("address", address); });
}

/// Brings a change to disk; the file is made with the first.
void Draft::save(const std::string& text, const std::function<void(Page&)>& change) {
  try {
    if (path_) {
      journal_.edit(*path_, change);
      return;
    }
    std::vector<Section> sections;
    for (const auto& [heading, words] : texts_) sections.push_back({heading, words});
    Chance chance(world_.seed);
    path_ = journal_.create(write_entry(entry_, sections), entry_.date, chance);
  } catch (const Error&) {
    if (!text.empty()) keep_unsaved(world_.environment, world_.terminal, text);
    throw;
  }
}

} // namespace kindly
