#pragma once
#include "base/calendar.hpp"
#include "sql/household/household.hpp"
#include "sql/household/members.hpp"
#include "sql/societies.hpp"

// Who of a household sees whose expenses (product.md §3, "Household"; docs/decisions/0010).
namespace portal::household {

// From the 18th birthday, in Japan's date; born on 29 February: from 1 March in common years.
bool is_adult(Date birth_date, Date today);

Date adult_from(Date birth_date);  // that day

// Whether the viewer may see the person's expenses: their own always, and as the principal those of the dependents who
// belong to the household today (for a viewer who has left: on the viewer's last day), unless the society shows no
// one's, the person is protected, or is an adult who hides them. `society` is the viewer's. Whether the viewer may come
// in at all is decided before. The same rule as `sight` of sql/household/household.hpp.
bool may_see(const Person& viewer, const Person& person, const Society& society, Date today);

// What a member has to do with the choice of showing their own expenses. Protection makes no difference: whoever looks
// over a protected member's shoulder reads what all read.
enum class Standing {
  principal,  // nobody but themselves sees theirs; they see others'
  chooses,    // an adult dependent
  too_young,  // the choice comes with the 18th birthday
  society_shows_none,
};
Standing standing(const Member& member, const Society& society, Date today);

}  // namespace portal::household
