// GET /{s}/family/done: the choice is kept, and what it is now.
#include "gen/family/done.hpp"

#include "fcgi/visit.hpp"
#include "sql/household/household.hpp"

namespace portal {

namespace t = templates::family::done;

Response family_done_show(MemberVisit& visit) {
  const bool hides = household::hides_expenses(visit.db, visit.member.id);
  View view(t::file);
  view.show(t::SHOWN, !hides).show(t::HIDDEN, hides);
  return {Page{std::move(view), "家族の医療費の表示を保存しました", "family"}};
}

}  // namespace portal
