// GET /{s}/security/second-factor: where a society asks for two factors, who came by password alone shows or adds one.
#include "gen/security/second_factor.hpp"

#include "base/calendar.hpp"
#include "fcgi/visit.hpp"
#include "sql/accounts/sign_in_rules.hpp"

namespace portal {
namespace t = templates::security::second_factor;

Response security_second_factor_show(SignedInVisit& visit) {
  const auto today = calendar::date_in_japan(visit.now);
  if (visit.session.two_factors || !sign_in_rules::asks_for_two_factors(visit.society, today))
    return redirect(visit.url("/home"));
  View view(t::file);
  view.set(t::ASKED_FROM, calendar::japanese_date(*visit.society.two_factors_from));
  const bool has_one = sign_in_rules::has_second_factor(visit.db, visit.account.id);
  view.show(t::HAS_ONE, has_one).show(t::HAS_NONE, !has_one);
  return {Page{std::move(view), "パスワードのほかの確認", "two-step"}};
}

}  // namespace portal
