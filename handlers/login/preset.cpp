// GET, POST /{s}/login/preset: 新規利用登録 for members whose mail address is printed on the postcard; leads straight
// to ③.
#include "gen/login/preset.hpp"

#include "fcgi/visit.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/register/pages.hpp"

namespace portal {
namespace t = templates::login::preset;
namespace pages = register_pages;
namespace {

Response show(const Visit& visit, const Form& form, bool failed) {
  View view(t::file);
  if (failed) view.add(t::SIGN_IN_FAILED).show(t::WITH_BIRTH_DATE, visit.society.asks_birth_date);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::LOGIN_ID, form.show(pages::login_id)).put(t::PASSWORD, form.show(pages::password));
  if (visit.society.asks_birth_date) view.put(t::BIRTH_DATE, form.show(pages::birth_date));
  return {Page{std::move(view), "メールアドレスが印字されている方の新規利用登録", "postcard", form.status(failed)}};
}

}  // namespace

Response login_preset_show(Visit& visit) { return show(visit, Form(), false); }

Response login_preset_submit(Writing<Visit>& visit) {
  Form form(visit.request.form);
  const auto entry = pages::read_postcard(visit, form);
  if (!entry) return show(visit, form, false);
  if (!registration::may_try(scene_of(visit))) throw HttpError{HttpStatus::too_many_requests};
  auto step = registration::begin_with_held_address(scene_of(visit), *entry);
  return step ? begin_step(visit, pages::way.step_page, std::move(*step)) : show(visit, form, true);
}

}  // namespace portal
