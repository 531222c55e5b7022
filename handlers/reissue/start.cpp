// GET, POST /{s}/reissue/start: provisional sign-in with what the reissue mail holds; opened by its link.
#include "gen/reissue/start.hpp"

#include "base/text.hpp"
#include "domain/accounts/registration.hpp"
#include "domain/accounts/reissue.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/link_cookie.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/register/pages.hpp"
#include "handlers/reissue/pages.hpp"

namespace portal {
namespace t = templates::reissue::start;
namespace pages = reissue_pages;
namespace {

constexpr Field login_id{{
    .name = "login_id",
    .label = "ログインID",
    .longest = Longest{limits::login_id_characters_max},
    .autocomplete = "username",
    .inputmode = "email",
}};
constexpr Field password{{
    .name = "password",
    .label = "仮パスワード",
    .longest = register_pages::handed_out_password,
    .type = "password",
    .autocomplete = "one-time-code",
    .kept = false,
}};

Response show(const MailLink& link, const Form& form, bool failed) {
  View view(t::file);
  view.show(t::SIGN_IN_FAILED, failed).put(t::STEPS, pages::steps(2));
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::LOGIN_ID, form.show(login_id));
  view.show(t::WITH_PASSWORD, link.password_digest.has_value());
  if (link.password_digest) view.put(t::PASSWORD, form.show(password));
  return {Page{std::move(view), "パスワード再発行 仮ログイン", "forgotten",
               failed ? HttpStatus::unprocessable_content : form.status()}};
}

// Without a link in hand: to the beginning, or to the new password if this browser has come that far already.
Response elsewhere(const Visit& visit) {
  return redirect(visit.url(visit.request.cookies["step"].empty() ? "/reissue" : "/reissue/password"));
}

void demand_fields(const MailLink& link, Form& form) {
  if (form[login_id].empty()) form.fault(login_id, "ログインIDを入力してください");
  if (!link.password_digest) return;
  if (text::trimmed(form[password]).empty()) form.fault(password, "仮パスワードを入力してください");
}

}  // namespace

Response reissue_start_show(Visit& visit) {
  if (visit.request.query.contains("t")) return link_cookie::exchange(visit, LinkPurpose::reissue, "/reissue/start");
  const auto arrived = link_cookie::read(visit, LinkPurpose::reissue);
  if (!arrived.came) return elsewhere(visit);
  return arrived.link ? show(*arrived.link, Form(), false) : pages::expired();
}

Response reissue_start_submit(Writing<Visit>& visit) {
  const auto arrived = link_cookie::read(visit, LinkPurpose::reissue);
  if (!arrived.came) return elsewhere(visit);
  if (!arrived.link) return pages::expired();
  Form form(visit.request.form);
  demand_fields(*arrived.link, form);
  if (!form.good()) return show(*arrived.link, form, false);
  if (!registration::may_try(scene_of(visit)))
    throw HttpError{HttpStatus::too_many_requests};  // one budget of guesses for the links of registration and reissue
  const reissue::Entry entry{text::fold_login_id(form[login_id]), text::fold_login_id(form[password])};
  auto step = reissue::begin(scene_of(visit), *arrived.link, entry);
  return step ? begin_step(scene_of(visit), visit, "/reissue/password", std::move(*step))
              : show(*arrived.link, form, true);
}

}  // namespace portal
