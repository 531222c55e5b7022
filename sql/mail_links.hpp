#pragma once
#include <optional>
#include <string>

#include "sql/database.hpp"

namespace portal {

enum class LinkPurpose { registration, reissue, address };

// A secret sent by mail (仮ログインのURL): good for one purpose, once, until its end or until a newer one is sent.
struct MailLink {
  MailLinkId id;
  std::optional<AccountId> account_id;  // whose, where there is an account already
  std::string address;                  // where it was sent; whoever holds the token reads that mailbox
  Timestamp expires_at;
};

namespace mail_links {

struct NewMailLink {
  LinkPurpose purpose;
  std::optional<AccountId> account_id;
  std::string address;
  Timestamp expires_at;
};
// Keeps the token's digest alone, and kills what the same purpose, account and address had before.
MailLinkId create(db::SocietyDatabase& db, const NewMailLink& link, std::string_view token, Timestamp now);

// Only one that is alive; dead, unknown and another society's are the same nothing.
std::optional<MailLink> find(db::SocietyDatabase& db, LinkPurpose purpose, std::string_view token, Timestamp now);
bool is_alive(db::SocietyDatabase& db, MailLinkId link, Timestamp now);

// False: it was used, replaced or out of time before.
bool use_up(db::SocietyDatabase& db, MailLinkId link, Timestamp now);

}  // namespace mail_links
}  // namespace portal
