#include "sql/kept_society.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace portal {

bool KeptSociety::bring_to(const std::string& revision, db::KeptReader db) {
  if (revision == revision_) return true;
  auto found = societies::find(db);
  if (!found) return false;
  *this = KeptSociety(id_);
  society_ = *std::move(found);
  revision_ = revision;
  return true;
}

KeptSociety* KeptSocieties::find(std::string_view slug) {
  const auto found =
      std::ranges::find(latest_first_, slug, [](const auto& one) { return std::string_view(one.first); });
  if (found == latest_first_.end()) return nullptr;
  latest_first_.splice(latest_first_.begin(), latest_first_, found);
  return &found->second;
}

KeptSociety& KeptSocieties::add(std::string_view slug, SocietyId id) {
  if (latest_first_.size() == limits::kept_societies_max) latest_first_.pop_back();
  return latest_first_.emplace_front(slug, id).second;
}

void KeptSocieties::forget(std::string_view slug) {
  latest_first_.remove_if([slug](const auto& one) { return one.first == slug; });
}

}  // namespace portal
