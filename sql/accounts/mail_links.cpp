#include "sql/accounts/mail_links.hpp"

#include "base/limits.hpp"
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

std::optional<MailLink> read(db::Rows rows) {
  if (!rows.next()) return {};
  return MailLink{rows.get<MailLinkId>("id"), rows.get<std::optional<AccountId>>("account_id"),
                  rows.get<std::string>("address"), rows.get<Timestamp>("expires_at"),
                  rows.get<std::optional<std::string>>("password_digest")};
}

}  // namespace

// Without an account only links that have none either: an address may be several people's.
MailLinkId create(db::SocietyDatabase& db, const NewMailLink& link, std::string_view token, Timestamp now) {
  const char* purpose = to_sql_name(link.purpose);
  if (link.account_id)
    db.execute(R"(
    UPDATE mail_links SET replaced_at = ?
    WHERE society_id = :society AND account_id = ? AND purpose = ? AND used_at IS NULL AND replaced_at IS NULL)",
               now, *link.account_id, purpose);
  else
    db.execute(R"(
    UPDATE mail_links SET replaced_at = ?
    WHERE society_id = :society AND address = ? AND purpose = ? AND account_id IS NULL
      AND used_at IS NULL AND replaced_at IS NULL)",
               now, link.address, purpose);
  const auto code_digest = link.code_secret ? std::optional(secret::digest(*link.code_secret)) : std::nullopt;
  return db.insert<MailLinkId>(R"(
    INSERT INTO mail_links (society_id, purpose, account_id, address, token_digest, code_digest, password_digest,
                            created_at, expires_at)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?))",
                               purpose, link.account_id, link.address, secret::digest(token), code_digest,
                               link.password_digest, now, link.expires_at);
}

std::optional<MailLink> find(db::SocietyReader& db, LinkPurpose purpose, std::string_view token, Timestamp now) {
  return read(db.select(R"(
    SELECT id, account_id, address, expires_at, password_digest FROM mail_links
    WHERE society_id = :society AND token_digest = ? AND purpose = ?
      AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ? AND failures < ?)",
                        secret::digest(token), to_sql_name(purpose), now, limits::temporary_password_failures_max));
}

std::optional<MailLink> find(db::SocietyReader& db, LinkPurpose purpose, MailLinkId link, Timestamp now) {
  return read(db.select(R"(
    SELECT id, account_id, address, expires_at, password_digest FROM mail_links
    WHERE society_id = :society AND id = ? AND purpose = ?
      AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ? AND failures < ?)",
                        link, to_sql_name(purpose), now, limits::temporary_password_failures_max));
}

std::optional<MailLink> find_by_code(db::SocietyReader& db, LinkPurpose purpose, std::string_view code_secret,
                                     Timestamp now) {
  return read(db.select(R"(
    SELECT id, account_id, address, expires_at, password_digest FROM mail_links
    WHERE society_id = :society AND code_digest = ? AND purpose = ?
      AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ? AND failures < ?)",
                        secret::digest(code_secret), to_sql_name(purpose), now,
                        limits::temporary_password_failures_max));
}

bool is_alive(db::SocietyReader& db, MailLinkId link, Timestamp now) {
  return db
      .select(R"(
    SELECT id FROM mail_links
    WHERE society_id = :society AND id = ? AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ?)",
              link, now)
      .next();
}

bool count_try(db::SocietyDatabase& db, MailLinkId link, Timestamp now) {
  return db.execute(R"(
    UPDATE mail_links SET failures = failures + 1
    WHERE society_id = :society AND id = ? AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ?
      AND failures < ?)",
                    link, now, limits::temporary_password_failures_max) == 1;
}

void take_back_try(db::SocietyDatabase& db, MailLinkId link) {
  db.execute("UPDATE mail_links SET failures = failures - 1 WHERE society_id = :society AND id = ?", link);
}

bool use_up(db::SocietyDatabase& db, MailLinkId link, Timestamp now) {
  return db.execute(R"(
    UPDATE mail_links SET used_at = ?
    WHERE society_id = :society AND id = ? AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ?)",
                    now, link, now) == 1;
}

void kill_all(db::SocietyDatabase& db, AccountId account, Timestamp now) {
  db.execute(R"(
    UPDATE mail_links SET replaced_at = ?
    WHERE society_id = :society AND account_id = ? AND used_at IS NULL AND replaced_at IS NULL)",
             now, account);
}

}  // namespace portal::mail_links
