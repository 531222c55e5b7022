#include "handlers/parts/new_password.hpp"

namespace portal::new_password {

bool judge(Form& form, const password_policy::Context& context) {
  const auto fault = password_policy::fault(form[first], context);
  const bool same = form[second] == form[first];
  if (fault) form.fault(first, *fault);
  if (form[second].empty()) form.fault(second, "新しいパスワード（確認）を入力してください");
  if (!same) form.fault(second, "新しいパスワード（確認）が一致しません");
  return !fault && same;
}

}  // namespace portal::new_password
