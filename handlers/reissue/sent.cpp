// GET /{s}/reissue/sent: what happens after the request for 再発行, and what to do when no mail comes.
#include "gen/reissue/sent.hpp"

#include "fcgi/visit.hpp"
#include "handlers/parts/links/mailed.hpp"
#include "handlers/reissue/pages.hpp"

namespace portal {

namespace t = templates::reissue::sent;

Response reissue_pages::sent(const Visit& visit, const Form& form) {
  View view(t::file);
  view.put(t::STEPS, reissue_pages::steps(1)).show(t::WITH_PASSWORD, visit.society.reissue_mails_password);
  const bool with_fate = mailed::tells_fate(visit.society, reissue_pages::mailed_way);
  view.show(t::WITH_FATE, with_fate).show(t::WITHOUT_FATE, !with_fate);
  mailed::show(visit, reissue_pages::mailed_way, form, view,
               {t::ERROR_SUMMARY, t::MAILED, t::MAIL_CODE, t::MAIL_AGAIN});
  return {Page{std::move(view), "再発行のメールをお送りします", "mail", form.status()}};
}

Response reissue_sent_show(Visit& visit) { return reissue_pages::sent(visit, Form()); }

}  // namespace portal
