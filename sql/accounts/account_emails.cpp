#include "sql/accounts/account_emails.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::account_emails {
namespace {

AccountEmail read(const db::Rows& rows) {
  return {rows.get<EmailId>("id"), rows.get<std::string>("address"), rows.get<bool>("is_primary"),
          rows.get<std::optional<Timestamp>>("bounced_at")};
}

}  // namespace

std::vector<AccountEmail> list(db::SocietyReader& db, AccountId account) {
  auto rows = db.select(R"(
    SELECT id, address, is_primary, bounced_at FROM account_emails
    WHERE society_id = :society AND account_id = ? ORDER BY is_primary DESC, address LIMIT ?)",
                        account, limits::emails_per_account_max);
  std::vector<AccountEmail> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

std::vector<Owned> of_member(db::SocietyReader& db, MemberId member) {
  auto rows = db.select(R"(
    SELECT e.account_id, e.address
    FROM account_emails e JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
    WHERE e.society_id = :society AND a.member_id = ? ORDER BY e.is_primary DESC, e.address LIMIT ?)",
                        member, limits::emails_per_account_max);
  std::vector<Owned> found;
  while (rows.next()) found.push_back({rows.get<AccountId>("account_id"), rows.get<std::string>("address")});
  return found;
}

const AccountEmail* among(const std::vector<AccountEmail>& emails, std::string_view address) {
  for (const AccountEmail& one : emails)
    if (text::is_same_email(one.address, address)) return &one;
  return nullptr;
}

std::optional<AccountEmail> find(db::SocietyReader& db, AccountId account, EmailId email) {
  auto rows = db.select(R"(
    SELECT id, address, is_primary, bounced_at FROM account_emails
    WHERE society_id = :society AND account_id = ? AND id = ?)",
                        account, email);
  if (!rows.next()) return {};
  return read(rows);
}

void lock(db::SocietyDatabase& db, AccountId account) {
  db.select("SELECT id FROM accounts WHERE society_id = :society AND id = ? FOR UPDATE", account);
}

// Not ON DUPLICATE KEY UPDATE, for that needs UPDATE on the whole table (sql/grants.sql); lock() makes the two one.
EmailId prove(db::SocietyDatabase& db, AccountId account, std::string_view address, Timestamp now) {
  auto known = db.select("SELECT id FROM account_emails WHERE society_id = :society AND account_id = ? AND address = ?",
                         account, address);
  if (!known.next())
    return db.insert<EmailId>(R"(
      INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at)
      VALUES (:society, ?, ?, FALSE, ?))",
                              account, address, now);
  const auto id = known.get<EmailId>("id");
  db.execute("UPDATE account_emails SET proved_at = ?, bounced_at = NULL WHERE society_id = :society AND id = ?", now,
             id);
  return id;
}

bool has_bounced(db::SocietyReader& db, AccountId account) {
  return db
      .select(
          "SELECT id FROM account_emails WHERE society_id = :society AND account_id = ? AND bounced_at IS NOT NULL "
          "LIMIT 1",
          account)
      .next();
}

bool make_primary(db::SocietyDatabase& db, AccountId account, EmailId email) {
  if (!find(db, account, email)) return false;
  db.execute("UPDATE account_emails SET is_primary = (id = ?) WHERE society_id = :society AND account_id = ?", email,
             account);
  return true;
}

// That it isn't the primary one is asked by the statement itself: it may have become that a moment ago.
bool remove(db::SocietyDatabase& db, AccountId account, EmailId email) {
  return db.execute(R"(
    DELETE FROM account_emails WHERE society_id = :society AND account_id = ? AND id = ? AND NOT is_primary)",
                    account, email) == 1;
}

void remove_all_but(db::SocietyDatabase& db, AccountId account, EmailId primary) {
  db.execute("DELETE FROM account_emails WHERE society_id = :society AND account_id = ? AND id <> ?", account, primary);
}

}  // namespace portal::account_emails
