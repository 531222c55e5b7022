#pragma once
#include "fcgi/visit.hpp"
#include "templates/view.hpp"

namespace portal {

// Who has left (資格喪失) is told so, and until when they may read, before a page invites to anything
// (parts/left.tpl). Nothing for the others; whether it was told.
bool tell_of_leaving(const MemberVisit& visit, View& page, Part place);

}  // namespace portal
