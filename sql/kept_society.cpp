#include "sql/kept_society.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace portal {

bool KeptSociety::bring_to(const std::string& revision, db::KeptReader db) {
  if (revision == revision_ && db.generation() == generation_ && !is_overtaken_) return true;
  auto found = societies::find(db);
  if (!found) return false;
  *this = KeptSociety(id_);
  society_ = *std::move(found);
  revision_ = revision;
  generation_ = db.generation();
  note_whether_overtaken(db);
  return true;
}

// What is newer than its number would stay if that number came back: a failover can lose the COMMIT that was seen. And
// what another server says may be older than the number of the first, and would stay when that one has caught up.
void KeptSociety::note_whether_overtaken(db::KeptReader db) {
  if (db.revision() != revision_) is_overtaken_ = true;
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
