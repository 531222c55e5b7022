#pragma once
#include <vector>

#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"
#include "handlers/parts/links/asker.hpp"
#include "sql/accounts/account_emails.hpp"
#include "templates/view.hpp"

// What the pages of プロフィール設定 share.
namespace portal::profile_pages {

View email_line(const AccountEmail& email);  // parts/email.tpl: the address and its marks
bool any_bounced(const std::vector<AccountEmail>& emails);

// The address whose number the path names; 404 unless it is the account's own.
AccountEmail named_email(const MemberVisit& visit);

// The form that mails the link for a further address, as its own account's alone.
mailed::Way addition(const MemberVisit& visit);
// What follows it, and once more where a code was typed that opens nothing.
Response sent(const MemberVisit& visit, const Form& form);

// 410: a link that proves an address has come to its end. The same for every reason.
Response expired();

}  // namespace portal::profile_pages
