#pragma once
#include "domain/scene.hpp"
#include "fcgi/visit.hpp"

namespace portal {

// What operations of domain/ need of the request that asks for them.
AccountScene scene_of(const Visit& visit);

// What a signed-in member did, for the audit log.
void record(const SignedInVisit& visit, audit::Event event, std::optional<audit::Object> object = {});

}  // namespace portal
