// GET, POST /{s}/register/start: 新規利用登録②, provisional sign-in with what the postcard says; opened by the mail's
// link.
#include "gen/register/start.hpp"

#include "fcgi/visit.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/register/pages.hpp"

namespace portal {
namespace t = templates::register_::start;
namespace pages = register_pages;
namespace {

Response show(const Visit& visit, const Form& form, bool failed) {
  View view(t::file);
  view.put(t::STEPS, pages::steps(2));
  if (failed)
    view.add(t::SIGN_IN_FAILED)
        .show(t::WITH_BIRTH_DATE, visit.society.asks_birth_date)
        .show(t::POSTCARD_ALONE, !visit.society.asks_birth_date);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::LOGIN_ID, form.show(pages::login_id)).put(t::PASSWORD, form.show(pages::password));
  if (visit.society.asks_birth_date) view.put(t::BIRTH_DATE, form.show(pages::birth_date));
  return {Page{std::move(view), "新規利用登録② 仮ログイン", "postcard", form.status(failed)}};
}

Response sign_in_provisionally(const Writing<Visit>& visit, const MailLink& link) {
  Form form(visit.request.form);
  const auto entry = pages::read_postcard(visit, form);
  if (!entry) return show(visit, form, false);
  if (!registration::may_try(scene_of(visit))) throw HttpError{HttpStatus::too_many_requests};
  auto step = registration::begin(scene_of(visit), link, *entry);
  return step ? begin_step(visit, pages::way.step_page, std::move(*step)) : show(visit, form, true);
}

}  // namespace

Response register_start_show(Marking<Visit>& visit) {
  if (visit.request.query.contains("t"))
    return link_cookie::exchange(visit, LinkPurpose::registration, "/register/start");
  return provisional_sign_in::with_link(visit, pages::way, [&](const MailLink&) { return show(visit, Form(), false); });
}

Response register_start_submit(Writing<Visit>& visit) {
  return provisional_sign_in::with_link(visit, pages::way,
                                        [&](const MailLink& link) { return sign_in_provisionally(visit, link); });
}

}  // namespace portal
