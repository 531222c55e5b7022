// GET, POST /{s}/register: 新規利用登録①, a member asks for the guide mail.
#include "gen/register.hpp"

#include "fcgi/visit.hpp"
#include "handlers/parts/contact_fields.hpp"
#include "handlers/parts/late_step.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/register/pages.hpp"

namespace portal {
namespace t = templates::register_;
namespace {

constexpr Field email = contact_fields::email("メールアドレス");

Response show(const Form& form) {
  View view(t::file);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::STEPS, register_pages::steps(1)).put(t::EMAIL, form.show(email));
  return {Page{std::move(view), "新規利用登録① メールアドレスの入力", "registration", form.status()}};
}

}  // namespace

Response register_show(Visit& visit) {
  Response response = show(Form());
  tell_of_late_step(visit, response);
  return response;
}

Response register_submit(Writing<Visit>& visit) {
  Form form(visit.request.form);
  const std::string address = contact_fields::email_in(form, email);
  if (!form.good()) return show(form);
  const auto asker = mailed::asker(visit, register_pages::mailed_way, address);
  registration::request_guide(scene_of(visit), visitor_of(visit), address, asker.browser_secret);
  Response response = redirect(visit.url("/register/sent"));
  response.set_cookies = {mailed::cookie(visit, register_pages::mailed_way, asker)};
  return response;
}

}  // namespace portal
