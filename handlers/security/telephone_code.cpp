// GET /{s}/security/telephone-code: a member who calls the society reads out a number that shows who is calling.
#include "gen/security/telephone_code.hpp"

#include "base/calendar.hpp"
#include "domain/accounts/telephone_code.hpp"
#include "fcgi/visit.hpp"

namespace portal {
namespace t = templates::security::telephone_code;

Response security_telephone_code_show(MemberVisit& visit) {
  const auto shown =
      telephone_code::shown(visit.installation.secrets.throttle_key, {visit.society.id, visit.account.id}, visit.now);
  View view(t::file);
  view.set(t::FIRST_DIGITS, shown.digits.substr(0, 3)).set(t::LAST_DIGITS, shown.digits.substr(3));
  view.set(t::ENDS_AT, calendar::japanese_date_time(shown.ends_at));
  return {Page{std::move(view), "お電話でお伝えいただく番号", "security"}};
}

}  // namespace portal
