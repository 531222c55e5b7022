// GET, POST /{s}/reissue/start: provisional sign-in with what the reissue mail holds; opened by its link.
#include "gen/reissue/start.hpp"

#include "base/text.hpp"
#include "domain/accounts/registration.hpp"
#include "domain/accounts/reissue.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/account_choice.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/reissue/pages.hpp"

namespace portal {
namespace t = templates::reissue::start;
namespace pages = reissue_pages;
namespace {

using account_choice::own_login_id;
using provisional_sign_in::password;

Response show(const MailLink& link, const Form& form, bool failed) {
  View view(t::file);
  view.show(t::SIGN_IN_FAILED, failed).put(t::STEPS, pages::steps(2));
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::LOGIN_ID, form.show(own_login_id));
  view.show(t::WITH_PASSWORD, link.password_digest.has_value());
  if (link.password_digest) view.put(t::PASSWORD, form.show(password));
  return {Page{std::move(view), "パスワード再発行 仮ログイン", "forgotten", form.status(failed)}};
}

Response sign_in_provisionally(const Writing<Visit>& visit, const MailLink& link) {
  Form form(visit.request.form);
  account_choice::demand_login_id(form, own_login_id);
  if (link.password_digest) provisional_sign_in::demand_password(form);
  if (!form.good()) return show(link, form, false);
  if (!registration::may_try(scene_of(visit)))
    throw HttpError{HttpStatus::too_many_requests};  // one budget of guesses for the links of registration and reissue
  const reissue::Entry entry{text::fold_login_id(form[own_login_id]), text::fold_login_id(form[password])};
  auto step = reissue::begin(scene_of(visit), link, entry);
  return step ? begin_step(visit, pages::way.step_page, std::move(*step)) : show(link, form, true);
}

}  // namespace

Response reissue_start_show(Marking<Visit>& visit) {
  if (visit.request.query.contains("t")) return link_cookie::exchange(visit, LinkPurpose::reissue, "/reissue/start");
  return provisional_sign_in::with_link(visit, pages::way,
                                        [](const MailLink& link) { return show(link, Form(), false); });
}

Response reissue_start_submit(Writing<Visit>& visit) {
  return provisional_sign_in::with_link(visit, pages::way,
                                        [&](const MailLink& link) { return sign_in_provisionally(visit, link); });
}

}  // namespace portal
