#pragma once
#include <string>

#include "fcgi/visit.hpp"
#include "templates/view.hpp"

// What the pages that follow a form of a mail have in common: 送り先, 送り直す, and the way back for who mistyped. The
// address is the one that was typed, known to anybody or not, and only the browser whose form it was is shown it: it
// keeps it sealed, in the cookie "mailed", for as long as a step lives. Nothing here asks the database.
namespace portal::mailed {

// One of the forms: its path, and whose addresses it is about: an account's, or anybody's.
struct Way {
  const char* form;
  std::string account = {};
};

Cookie cookie(const Visit& visit, const Way& way, std::string_view address);

// parts/mailed.tpl where the browser knows the address, else nothing; parts/mail_again.tpl, with what holds of an
// address that was mistyped.
struct Places {
  Part address, again;
};
void show(const Visit& visit, const Way& way, const char* when_wrong, View& page, Places places);

}  // namespace portal::mailed
