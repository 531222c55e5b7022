#pragma once
#include <optional>
#include <string>

#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"
#include "sql/accounts/mail_links.hpp"
#include "templates/view.hpp"

// What the pages that follow a form of a mail have in common: 送り先, 確認番号, 送り直す, and the way back for who
// mistyped. The address is the one that was typed, known to anybody or not, and only the browser whose form it was is
// shown it, for as long as a step lives. The browser keeps it sealed, in the cookie "mailed", with the secret that makes
// its codes (domain/accounts/mail_code.hpp).
namespace portal::mailed {

// One of the forms: its path, before those of its other pages, and whose addresses it is about: an account's, or
// anybody's.
struct Way {
  const char* form;
  LinkPurpose purpose;
  std::string account = {};
};

// Of a form that is sent now. The browser's secret stays while it asks for mails to the same address: the code of a mail
// that came before one that was asked for too often goes on.
struct Sent {
  std::string address, browser_secret;
};
Sent sent(const Visit& visit, const Way& way, std::string address);
Cookie cookie(const Visit& visit, const Way& way, const Sent& sent);

// parts/mailed.tpl where the browser knows the address, else nothing; parts/mail_code.tpl with its form, where the
// browser has a secret or one was sent; parts/mail_again.tpl, with what holds of an address that was mistyped.
struct Places {
  Part summary, address, code, again;
};
void show(const Visit& visit, const Way& way, const Form& form, const char* when_wrong, View& page, Places places);

// What POST …/code does: on to where the mail's link leads. Nothing for what opens nothing: the form says what is wrong.
// HttpError 429 after too many wrong secrets of links and codes from one client.
std::optional<Response> submit_code_on(db::SocietyDatabase& db, const Visit& visit, const Way& way, Form& form);
template <class Kind>
std::optional<Response> submit_code(const Writing<Kind>& visit, const Way& way, Form& form) {
  return submit_code_on(visit.db, visit, way, form);
}

}  // namespace portal::mailed
