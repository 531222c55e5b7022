#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"

namespace portal {

enum class LinkPurpose { registration, reissue, address };

// A secret sent by mail (仮ログインのURL): good for one purpose, once, until its end or until a newer one is sent. A
// second one, the code secret, is made of the digits beside it (domain/accounts/mail_code.hpp).
struct MailLink {
  MailLinkId id;
  std::optional<AccountId> account_id;  // whose, where there is an account already
  std::string address;                  // where it was sent; whoever holds the token reads that mailbox
  Timestamp expires_at;
  std::optional<std::string> password_digest = {};  // of the temporary password that the mail holds, where it holds one
};

namespace mail_links {

struct NewMailLink {
  LinkPurpose purpose;
  std::optional<AccountId> account_id = {};
  std::string address;
  Timestamp expires_at;
  std::optional<std::string> password_digest = {};
  std::optional<std::string> code_secret = {};  // 43 characters, of mail_code::make()
};
// Keeps the digests of token and code secret alone, and kills what the same purpose and account had before; without an
// account, what the same purpose and address had.
MailLinkId create(db::SocietyDatabase& db, const NewMailLink& link, std::string_view token, Timestamp now);

// Only one that is alive; dead, unknown and another society's are the same nothing.
std::optional<MailLink> find(db::SocietyReader& db, LinkPurpose purpose, std::string_view token, Timestamp now);
std::optional<MailLink> find(db::SocietyReader& db, LinkPurpose purpose, MailLinkId link, Timestamp now);
std::optional<MailLink> find_by_code(db::SocietyReader& db, LinkPurpose purpose, std::string_view code_secret,
                                     Timestamp now);
bool is_alive(db::SocietyReader& db, MailLinkId link, Timestamp now);

// Counts a try at a link's provisional sign-in before it is judged, and holds the row until the transaction ends, so
// that parallel tries take turns. False: the link is dead, of five wrong ones or otherwise.
bool count_try(db::SocietyDatabase& db, MailLinkId link, Timestamp now);
void take_back_try(db::SocietyDatabase& db, MailLinkId link);  // it was not a wrong one

// False: it was used, replaced or out of time before.
bool use_up(db::SocietyDatabase& db, MailLinkId link, Timestamp now);

void kill_all(db::SocietyDatabase& db, AccountId account, Timestamp now);  // of every purpose

}  // namespace mail_links
}  // namespace portal
