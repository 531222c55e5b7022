// GET, POST /{s}/login/preset: 新規利用登録 for members whose mail address is printed on the postcard; leads straight
// to ③.
#include "gen/login/preset.hpp"

#include "base/text.hpp"
#include "handlers/handlers.hpp"
#include "handlers/parts/scene.hpp"
#include "handlers/parts/sign_in.hpp"
#include "handlers/register/pages.hpp"

namespace portal {
namespace t = templates::login::preset;
namespace pages = register_pages;
namespace {

Response show(const Form& form, bool failed) {
  constexpr int faulty = 422;
  View view(t::file);
  view.show(t::SIGN_IN_FAILED, failed);
  form.show_faults(view, t::ERROR_SUMMARY);
  view.put(t::LOGIN_ID, form.show(pages::login_id)).put(t::PASSWORD, form.show(pages::password));
  return {Page{std::move(view), "メールアドレスが印字されている方の新規利用登録", "postcard",
               failed ? faulty : form.status()}};
}

}  // namespace

Response login_preset_show(Visit&) { return show(Form(), false); }

Response login_preset_submit(Visit& visit) {
  Form form(visit.request.form);
  pages::demand_postcard_fields(form);
  if (!form.good()) return show(form, false);
  if (!registration::may_try(scene_of(visit))) throw HttpError{429};
  const registration::PostcardEntry entry{
      text::fold_login_id(form[pages::login_id]), text::fold_login_id(form[pages::password]), {}};
  auto step = registration::begin_with_held_address(scene_of(visit), entry);
  return step ? begin_step(visit, "/register/account", std::move(*step)) : show(form, true);
}

}  // namespace portal
