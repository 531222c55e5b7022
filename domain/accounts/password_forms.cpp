#include "domain/accounts/password_forms.hpp"

#include "base/limits.hpp"
#include "sql/accounts/throttles.hpp"

namespace portal::password_forms {

bool may_judge(const AccountScene& scene, MemberId member, Part part) {
  const char* kind = part == Part::present ? "present password" : "new password";
  const std::string key = throttles::key(scene.secrets.throttle_key, kind, std::to_string(number(member)));
  return throttles::add(scene.db, key, scene.now, limits::password_forms_window) <= limits::password_forms_max;
}

}  // namespace portal::password_forms
