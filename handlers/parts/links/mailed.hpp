#pragma once
#include "handlers/parts/form.hpp"
#include "handlers/parts/links/asker.hpp"
#include "templates/view.hpp"

// What the pages that follow a form of a mail have in common: 送り先, 送信の状況, 確認番号, 送り直す, and the way back
// for who mistyped. Only the browser whose form it was is shown the address.
namespace portal::mailed {

// Whether the page says what became of the mails: only where every address gets one, so that it tells nothing of the
// address (docs/decisions/0051).
bool tells_fate(const Society& society, const Way& way);

// parts/mailed.tpl where the browser knows the address, else nothing; parts/mail_code.tpl with its form, where the
// browser has a secret or a code was sent; parts/mail_again.tpl.
struct Places {
  Part summary, address, code, again;
};
void show(const Visit& visit, const Way& way, const Form& form, View& page, Places places);

}  // namespace portal::mailed
