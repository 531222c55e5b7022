#include "sql/mail_links.hpp"

#include "base/secret.hpp"

namespace portal::mail_links {
namespace {

const char* to_sql_name(LinkPurpose purpose) {
  switch (purpose) {
    case LinkPurpose::registration:
      return "registration";
    case LinkPurpose::reissue:
      return "reissue";
    case LinkPurpose::address:
      return "address";
  }
  throw std::invalid_argument("no such purpose of a mail link");
}

}  // namespace

MailLinkId create(db::SocietyDatabase& db, const NewMailLink& link, std::string_view token, Timestamp now) {
  const char* purpose = to_sql_name(link.purpose);
  db.execute(R"(
    UPDATE mail_links SET replaced_at = ?
    WHERE society_id = :society AND address = ? AND purpose = ? AND account_id <=> ?
      AND used_at IS NULL AND replaced_at IS NULL)",
             now, link.address, purpose, link.account_id);
  return db.insert<MailLinkId>(R"(
    INSERT INTO mail_links (society_id, purpose, account_id, address, token_digest, created_at, expires_at)
    VALUES (:society, ?, ?, ?, ?, ?, ?))",
                               purpose, link.account_id, link.address, secret::digest(token), now, link.expires_at);
}

std::optional<MailLink> find(db::SocietyDatabase& db, LinkPurpose purpose, std::string_view token, Timestamp now) {
  auto rows = db.select(R"(
    SELECT id, account_id, address, expires_at FROM mail_links
    WHERE society_id = :society AND token_digest = ? AND purpose = ?
      AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ?)",
                        secret::digest(token), to_sql_name(purpose), now);
  if (!rows.next()) return {};
  return MailLink{rows.get<MailLinkId>("id"), rows.get<std::optional<AccountId>>("account_id"),
                  rows.get<std::string>("address"), rows.get<Timestamp>("expires_at")};
}

bool is_alive(db::SocietyDatabase& db, MailLinkId link, Timestamp now) {
  return db
      .select(R"(
    SELECT id FROM mail_links
    WHERE society_id = :society AND id = ? AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ?)",
              link, now)
      .next();
}

bool use_up(db::SocietyDatabase& db, MailLinkId link, Timestamp now) {
  return db.execute(R"(
    UPDATE mail_links SET used_at = ?
    WHERE society_id = :society AND id = ? AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ?)",
                    now, link, now) == 1;
}

}  // namespace portal::mail_links
