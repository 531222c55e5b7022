#include "sql/accounts.hpp"

#include "base/text.hpp"

namespace portal::accounts {
namespace {

constexpr int addresses_max = 20;

}  // namespace

std::optional<Credentials> find_credentials(db::SocietyDatabase& db, std::string_view login_id, Timestamp now) {
  if (!text::is_ascii(login_id)) return {};
  auto rows = db.select(R"(
    SELECT a.id, a.member_id, a.password_hash, a.pepper_id
    FROM accounts a
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    JOIN societies s ON s.id = a.society_id
    WHERE a.society_id = :society AND a.login_id = ?
      AND (m.left_on IS NULL
           OR m.left_on + INTERVAL s.readable_months_after_leaving MONTH >= DATE(? + INTERVAL 9 HOUR)))",
                        login_id, now);
  if (!rows.next()) return {};
  return Credentials{rows.get<AccountId>("id"),
                     rows.get<MemberId>("member_id"),
                     {rows.get<std::string>("password_hash"), rows.get<std::string>("pepper_id")}};
}

AccountId create(db::SocietyDatabase& db, const NewAccount& account, Timestamp now) {
  const auto id = db.insert<AccountId>(R"(
    INSERT INTO accounts (society_id, member_id, login_id, password_hash, pepper_id, password_set_at, nickname,
                          created_at)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?))",
                                       account.member_id, account.login_id, account.password.phc,
                                       account.password.pepper_id, now, account.nickname, now);
  db.execute(
      "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at) VALUES (:society, ?, ?, "
      "TRUE, ?)",
      id, account.address, now);
  return id;
}

bool login_id_taken(db::SocietyDatabase& db, std::string_view login_id) {
  if (!text::is_ascii(login_id)) return false;
  return db.select("SELECT id FROM accounts WHERE society_id = :society AND login_id = ?", login_id).next();
}

bool member_has_account(db::SocietyDatabase& db, MemberId member) {
  return db.select("SELECT id FROM accounts WHERE society_id = :society AND member_id = ?", member).next();
}

void set_hash(db::SocietyDatabase& db, AccountId account, const PasswordHash& password) {
  db.execute("UPDATE accounts SET password_hash = ?, pepper_id = ? WHERE society_id = :society AND id = ?",
             password.phc, password.pepper_id, account);
}

// Assignments are made from left to right: what was the latest becomes the one before.
void note_sign_in(db::SocietyDatabase& db, AccountId account, std::string_view device, Timestamp now) {
  db.execute(R"(
    UPDATE accounts SET signed_in_before_at = signed_in_at, signed_in_before_with = signed_in_with,
           signed_in_at = ?, signed_in_with = ?
    WHERE society_id = :society AND id = ?)",
             now, device, account);
}

std::vector<std::string> addresses(db::SocietyDatabase& db, AccountId account) {
  auto rows = db.select(R"(
    SELECT address FROM account_emails WHERE society_id = :society AND account_id = ?
    ORDER BY is_primary DESC, address LIMIT ?)",
                        account, addresses_max);
  std::vector<std::string> found;
  while (rows.next()) found.push_back(rows.get<std::string>("address"));
  return found;
}

bool has_bounced_address(db::SocietyDatabase& db, AccountId account) {
  return db
      .select(R"(
    SELECT address FROM account_emails
    WHERE society_id = :society AND account_id = ? AND bounced_at IS NOT NULL LIMIT 1)",
              account)
      .next();
}

}  // namespace portal::accounts
