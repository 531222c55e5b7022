// GET, POST /{s}/reissue: パスワード再発行, a member asks for the mail with login ID, temporary password and link.
#include "gen/reissue.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/accounts/reissue.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"
#include "handlers/parts/late_step.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/reissue/pages.hpp"

namespace portal {
namespace t = templates::reissue;
namespace {

constexpr Field email{{
    .name = "email",
    .label = "登録したメールアドレス",
    .longest = Longest{limits::email_bytes_max},
    .type = "email",
    .autocomplete = "email",
    .inputmode = "email",
}};

Response show(const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::STEPS, reissue_pages::steps(1)).put(t::EMAIL, form.show(email));
  return {Page{std::move(view), "パスワード再発行 メールアドレスの入力", "forgotten", form.status()}};
}

}  // namespace

Response reissue_show(Visit& visit) {
  Response response = show(Form());
  tell_of_late_step(visit, response);
  return response;
}

Response reissue_submit(Writing<Visit>& visit) {
  Form form(visit.request.form);
  const std::string address = text::fold_email(form[email]);
  if (address.empty()) form.fault(email, "メールアドレスを入力してください");
  if (!text::is_email(address)) form.fault(email, "メールアドレスは、name@example.jpのような形で入力してください");
  if (!form.good()) return show(form);
  reissue::request(scene_of(visit), address);
  return redirect(visit.url("/reissue/sent"));
}

}  // namespace portal
