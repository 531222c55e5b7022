#pragma once
#include "domain/scene.hpp"
#include "fcgi/visit.hpp"

namespace portal {

// What operations of domain/ need of the request that asks for them. They change something, so only a visit that may
// has a scene.
AccountScene scene_on(db::SocietyDatabase& db, const Visit& visit);
template <class Kind>
AccountScene scene_of(const Writing<Kind>& visit) {
  return scene_on(visit.db, visit);
}

// What a signed-in member did, for the audit log.
void record_on(db::SocietyDatabase& db, const SignedInVisit& visit, audit::Event event,
               std::optional<audit::Object> object);
template <class Kind>
void record(const Writing<Kind>& visit, audit::Event event, std::optional<audit::Object> object = {}) {
  record_on(visit.db, visit, event, object);
}

}  // namespace portal
