// GET, POST /{s}/reissue: パスワード再発行, a member asks for the mail with login ID, temporary password and link.
#include "gen/reissue.hpp"

#include "domain/accounts/reissue.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/contact_fields.hpp"
#include "handlers/parts/late_step.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/reissue/pages.hpp"

namespace portal {
namespace t = templates::reissue;
namespace {

constexpr Field email = contact_fields::email("登録したメールアドレス");

Response show(const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::STEPS, reissue_pages::steps(1)).put(t::EMAIL, form.show(email));
  return {Page{std::move(view), "ログインID・パスワードを忘れた方", "forgotten", form.status()}};
}

}  // namespace

Response reissue_show(Visit& visit) {
  Response response = show(Form());
  tell_of_late_step(visit, response);
  return response;
}

Response reissue_submit(Writing<Visit>& visit) {
  Form form(visit.request.form);
  const std::string address = contact_fields::email_in(form, email);
  if (!form.good()) return show(form);
  const auto asker = mailed::asker(visit, reissue_pages::mailed_way, address);
  reissue::request(scene_of(visit), visitor_of(visit), address, asker.browser_secret);
  Response response = redirect(visit.url("/reissue/sent"));
  response.set_cookies = {mailed::cookie(visit, reissue_pages::mailed_way, asker)};
  return response;
}

}  // namespace portal
