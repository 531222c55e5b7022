// GET /{s}/security/second-factor: where a society asks for two factors, who has none yet adds one before anything else.
#include "gen/security/second_factor.hpp"

#include "base/calendar.hpp"
#include "fcgi/visit.hpp"
#include "sql/accounts/sign_in_rules.hpp"

namespace portal {
namespace t = templates::security::second_factor;

Response security_second_factor_show(SecuringVisit& visit) {
  const auto today = calendar::date_in_japan(visit.now);
  if (!sign_in_rules::lacks_second_factor(visit.db, visit.society, visit.account, today))
    return redirect(visit.url("/home"));
  View view(t::file);
  view.set(t::ASKED_FROM, calendar::japanese_date(*visit.society.two_factors_from));
  return {Page{std::move(view), "2段階ログインを設定してください", "two-step"}};
}

}  // namespace portal
