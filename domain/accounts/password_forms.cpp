#include "domain/accounts/password_forms.hpp"

#include "base/limits.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::password_forms {

bool may_judge(db::SocietyDatabase& db, std::string_view throttle_key, MemberId member, Part part, Timestamp now) {
  const char* kind = part == Part::present ? "present password" : "new password";
  const std::string key = throttles::key(throttle_key, kind, std::to_string(number(member)));
  return throttles::add(db, key, now, limits::password_forms_window) <= limits::password_forms_max;
}

}  // namespace portal::password_forms
