#pragma once
#include <optional>

#include "handlers/parts/form.hpp"
#include "handlers/parts/links/asker.hpp"

// 確認番号, the six digits of a mail, typed on the page that says it was sent (domain/accounts/mail_code.hpp).
namespace portal::mailed {

// parts/mail_code.tpl: the form, or that the digits are for the browser that asked.
View code_entry(const Visit& visit, const Way& way, const Form& form, bool may_enter);

// What POST …/code does: on to where the mail's link leads. Nothing for what opens nothing: the form says what is
// wrong. HttpError 429 after too many wrong secrets of links and codes from one client.
std::optional<Response> submit_code_on(db::SocietyDatabase& db, const Visit& visit, const Way& way, Form& form);
template <class Kind>
std::optional<Response> submit_code(const Writing<Kind>& visit, const Way& way, Form& form) {
  return submit_code_on(visit.db, visit, way, form);
}

}  // namespace portal::mailed
