#pragma once
#include "domain/scene.hpp"
#include "fcgi/visit.hpp"

namespace portal {

// What operations on accounts work with, out of what the process lent to the request.
Means means_of(const Visit& visit);

// What a signed-in member did, for the audit log.
void record(const SignedInVisit& visit, audit::Event event, std::optional<audit::Object> object = {});

}  // namespace portal
