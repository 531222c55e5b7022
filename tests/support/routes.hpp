#pragma once
#include "fcgi/router.hpp"

namespace portal::testing {

// Whether the route's page is for visits of that kind, whatever it may do with them.
template <class Kind>
bool is_for(const Route& route) {
  const auto takes = []<class Visit>(Response (*)(Visit&)) {
    return std::is_same_v<Visit, Kind> || std::is_same_v<Visit, Writing<Kind>> ||
           std::is_same_v<Visit, Recording<Kind>> || std::is_same_v<Visit, Marking<Kind>>;
  };
  if (std::holds_alternative<OfInstallation>(route.handler)) return false;
  if (const auto* reads = std::get_if<Reads>(&route.handler)) return std::visit(takes, *reads);
  if (const auto* writes = std::get_if<Writes>(&route.handler)) return std::visit(takes, *writes);
  if (const auto* records = std::get_if<Records>(&route.handler)) return std::visit(takes, *records);
  return std::visit(takes, std::get<Marks>(route.handler));
}

inline bool needs_member(const Route& route) {
  return is_for<MemberVisit>(route) || is_for<SecuringVisit>(route) || is_for<SignedInVisit>(route);
}

}  // namespace portal::testing
