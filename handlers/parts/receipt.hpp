#pragma once
#include "fcgi/visit.hpp"
#include "sql/applications/applications.hpp"

namespace portal {

// What follows a member's act on an application of theirs, in its transaction: the audit row, and the mail with the
// receipt number. `member` is whom it is for.
enum class ApplicationAct { received, corrected, withdrawn };
void acknowledge(const Writing<MemberVisit>& visit, ApplicationAct act, applications::Kind kind, ApplicationId id,
                 MemberId member);

}  // namespace portal
