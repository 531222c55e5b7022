// GET /{s}/register/sent: what happens after 新規利用登録①, and what to do when no mail comes.
#include "gen/register/sent.hpp"

#include "fcgi/visit.hpp"
#include "handlers/parts/links/mailed.hpp"
#include "handlers/register/pages.hpp"

namespace portal {

namespace t = templates::register_::sent;

Response register_pages::sent(const Visit& visit, const Form& form) {
  View view(t::file);
  view.put(t::STEPS, register_pages::steps(1));
  mailed::show(visit, register_pages::mailed_way, form, view,
               {t::ERROR_SUMMARY, t::MAILED, t::MAIL_CODE, t::MAIL_AGAIN});
  return {Page{std::move(view), "ご案内のメールをお送りします", "mail", form.status()}};
}

Response register_sent_show(Visit& visit) { return register_pages::sent(visit, Form()); }

}  // namespace portal
