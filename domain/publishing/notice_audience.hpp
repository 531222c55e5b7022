#pragma once
#include "sql/household/members.hpp"
#include "sql/publishing/notices.hpp"

// Whom a notice is for (product.md §5; docs/decisions/0012).
namespace portal::notice_audience {

// Whether a notice for `audience`, shown from that day on, is for the member: all that the audience says holds, ages
// counted on the first day. Who had left by then is never meant. The same rule as `addressed` of
// sql/publishing/notices.hpp.
bool addresses(const notices::Audience& audience, notices::Date from, const Member& member);

}  // namespace portal::notice_audience
