#include "handlers/profile/pages.hpp"

#include <algorithm>
#include <charconv>

#include "gen/parts/email.hpp"
#include "gen/profile/emails/expired.hpp"

namespace portal::profile_pages {

View email_line(const AccountEmail& email) {
  namespace t = templates::parts::email;
  View view(t::file);
  view.set(t::EMAIL_ADDRESS, email.address).show(t::EMAIL_PRIMARY, email.is_primary);
  view.show(t::EMAIL_BOUNCED, email.bounced_at.has_value());
  return view;
}

bool any_bounced(const std::vector<AccountEmail>& emails) {
  return std::ranges::any_of(emails, [](const AccountEmail& email) { return email.bounced_at.has_value(); });
}

AccountEmail named_email(const MemberVisit& visit) {
  const std::string& name = visit.names.front();
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (fault != std::errc{} || end != name.data() + name.size()) not_found();
  return or_not_found(account_emails::find(visit.db, visit.account.id, static_cast<EmailId>(number)));
}

mailed::Way addition(const MemberVisit& visit) {
  return {"/profile/emails", LinkPurpose::address,
          "メールのURLを開いて登録するまで、間違えたメールアドレスは登録されません。",
          std::to_string(number(visit.account.id))};
}

Response expired() {
  return {Page{View(templates::profile::emails::expired::file), "メールアドレス確認のURLは使えなくなりました", "link",
               HttpStatus::gone}};
}

}  // namespace portal::profile_pages
