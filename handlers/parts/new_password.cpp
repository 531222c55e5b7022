#include "handlers/parts/new_password.hpp"

#include "domain/accounts/password_forms.hpp"
#include "fcgi/http.hpp"
#include "gen/parts/password_rules.hpp"

namespace portal::new_password {

View rules() { return View(templates::parts::password_rules::file); }

bool judge_on(const AccountScene& scene, MemberId member, Form& form, const password_policy::Context& context) {
  using password_forms::Part;
  if (!password_forms::may_judge(scene, member, Part::chosen)) throw HttpError{HttpStatus::too_many_requests};
  const auto fault = password_policy::fault(form[first], context);
  const bool same = form[second] == form[first];
  if (fault) form.fault(first, *fault);
  if (form[second].empty()) form.fault(second, "新しいパスワード（確認）を入力してください");
  if (!same) form.fault(second, "新しいパスワード（確認）が一致しません");
  return !fault && same;
}

}  // namespace portal::new_password
