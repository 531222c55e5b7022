#pragma once
#include "domain/scene.hpp"
#include "fcgi/visit.hpp"

namespace portal {

// What operations on accounts work with, out of what the process lent to the request.
Means means_of(const Visit& visit);

// What a signed-in member did, for the audit log.
struct Object {
  std::string kind = {};  // session, … and its number
  std::optional<std::int64_t> number = {};
};
void record(const SignedInVisit& visit, const char* event, const Object& object = {});

}  // namespace portal
