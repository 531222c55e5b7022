#include "sql/accounts/accounts.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"

namespace portal::accounts {
namespace {

Account read(const db::Rows& rows) {
  return {rows.get<AccountId>("id"),
          rows.get<MemberId>("member_id"),
          rows.get<std::string>("login_id"),
          rows.get<std::string>("nickname"),
          rows.get<Timestamp>("password_set_at"),
          rows.get<std::optional<Timestamp>>("signed_in_before_at"),
          rows.get<std::optional<std::string>>("signed_in_before_with"),
          rows.get<int>("wrong_tries_before")};
}

}  // namespace

std::optional<Credentials> find_credentials(db::SocietyReader& db, std::string_view login_id, Timestamp now) {
  if (!text::is_ascii(login_id)) return {};  // as the column is: MariaDB compares it with nothing else
  auto rows = db.select(db::joined<R"(
    SELECT a.id, a.member_id, a.password_hash, a.pepper_id, a.password_set_at, t.on_since IS NOT NULL AS two_step
    FROM accounts a
    LEFT JOIN two_step t ON t.society_id = a.society_id AND t.account_id = a.id
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    JOIN societies s ON s.id = a.society_id
    WHERE a.society_id = :society AND a.login_id = ? AND )",
                                   still_reads>,
                        login_id, now);
  if (!rows.next()) return {};
  return Credentials{rows.get<AccountId>("id"),
                     rows.get<MemberId>("member_id"),
                     {rows.get<std::string>("password_hash"), rows.get<std::string>("pepper_id")},
                     rows.get<Timestamp>("password_set_at"),
                     rows.get<bool>("two_step")};
}

std::vector<Addressed> with_address(db::SocietyReader& db, std::string_view address, int count_max, Timestamp now) {
  auto rows = db.select(db::joined<R"(
    SELECT a.id, a.member_id, a.login_id, a.nickname, a.password_set_at, a.signed_in_before_at, a.signed_in_before_with,
           a.wrong_tries_before, e.address
    FROM account_emails e
    JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    JOIN societies s ON s.id = a.society_id
    WHERE e.society_id = :society AND e.address = ? AND )",
                                   still_reads, R"(ORDER BY a.id LIMIT ?)">,
                        address, now, count_max);
  std::vector<Addressed> found;
  while (rows.next()) found.push_back({read(rows), rows.get<std::string>("address")});
  return found;
}

std::optional<Account> find(db::SocietyReader& db, AccountId account, Timestamp now) {
  auto rows = db.select(db::joined<R"(
    SELECT a.id, a.member_id, a.login_id, a.nickname, a.password_set_at, a.signed_in_before_at, a.signed_in_before_with,
           a.wrong_tries_before
    FROM accounts a
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    JOIN societies s ON s.id = a.society_id
    WHERE a.society_id = :society AND a.id = ? AND )",
                                   still_reads>,
                        account, now);
  if (!rows.next()) return {};
  return read(rows);
}

std::optional<PasswordHash> password(db::SocietyReader& db, AccountId account) {
  auto rows =
      db.select("SELECT password_hash, pepper_id FROM accounts WHERE society_id = :society AND id = ?", account);
  if (!rows.next()) return {};
  return PasswordHash{rows.get<std::string>("password_hash"), rows.get<std::string>("pepper_id")};
}

std::optional<Timestamp> password_set_at(db::SocietyReader& db, AccountId account) {
  auto rows = db.select("SELECT password_set_at FROM accounts WHERE society_id = :society AND id = ?", account);
  return rows.next() ? std::optional(rows.get<Timestamp>("password_set_at")) : std::nullopt;
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

// What is its own goes by its keys (migration 0039), mails that wait for it by a trigger (0041).
bool close(db::SocietyDatabase& db, const Account& account, Timestamp now) {
  db.execute(R"(
    INSERT INTO closed_accounts (society_id, member_id, closed_at) VALUES (:society, ?, ?)
    ON DUPLICATE KEY UPDATE closed_at = ?)",
             account.member_id, now, now);
  return db.execute("DELETE FROM accounts WHERE society_id = :society AND id = ?", account.id) == 1;
}

bool login_id_taken(db::SocietyReader& db, std::string_view login_id) {
  if (!text::is_ascii(login_id)) return false;  // as the column is
  return db.select("SELECT id FROM accounts WHERE society_id = :society AND login_id = ?", login_id).next();
}

void set_hash(db::SocietyDatabase& db, AccountId account, const PasswordHash& password) {
  db.execute("UPDATE accounts SET password_hash = ?, pepper_id = ? WHERE society_id = :society AND id = ?",
             password.phc, password.pepper_id, account);
}

bool set_password(db::SocietyDatabase& db, const Account& account, const PasswordHash& password, Timestamp now) {
  return db.execute(R"(
    UPDATE accounts SET password_hash = ?, pepper_id = ?, password_set_at = ?
    WHERE society_id = :society AND id = ? AND password_set_at = ?)",
                    password.phc, password.pepper_id, now, account.id, account.password_set_at) == 1;
}

bool set_login_id(db::SocietyDatabase& db, AccountId account, std::string_view login_id) {
  try {
    db.execute("UPDATE accounts SET login_id = ? WHERE society_id = :society AND id = ?", login_id, account);
    return true;
  } catch (const db::Conflict&) {
    return false;
  }
}

void set_nickname(db::SocietyDatabase& db, AccountId account, std::string_view nickname) {
  db.execute("UPDATE accounts SET nickname = ? WHERE society_id = :society AND id = ?", nickname, account);
}

std::optional<Timestamp> hold_password(db::SocietyDatabase& db, AccountId account) {
  auto rows =
      db.select("SELECT password_set_at FROM accounts WHERE society_id = :society AND id = ? FOR UPDATE", account);
  return rows.next() ? std::optional(rows.get<Timestamp>("password_set_at")) : std::nullopt;
}

// Assignments are made from left to right: what was the latest becomes the one before.
void note_sign_in(db::SocietyDatabase& db, AccountId account, std::string_view device, Timestamp now) {
  db.execute(R"(
    UPDATE accounts SET signed_in_before_at = signed_in_at, signed_in_before_with = signed_in_with,
           wrong_tries_before = wrong_tries, wrong_tries = 0, signed_in_at = ?, signed_in_with = ?
    WHERE society_id = :society AND id = ?)",
             now, device, account);
}

void note_wrong_try(db::SocietyDatabase& db, std::optional<AccountId> account) {
  db.execute("UPDATE accounts SET wrong_tries = wrong_tries + 1 WHERE society_id = :society AND id = ?",
             account.value_or(AccountId{0}));
}

bool wants_mail_of_sign_in(db::SocietyReader& db, AccountId account) {
  return db
      .select(R"(
    SELECT id FROM accounts
    WHERE society_id = :society AND id = ? AND mails_sign_ins AND signed_in_at IS NOT NULL)",
              account)
      .next();
}

std::vector<std::string> addresses(db::SocietyReader& db, AccountId account) {
  auto rows = db.select(R"(
    SELECT address FROM account_emails WHERE society_id = :society AND account_id = ?
    ORDER BY is_primary DESC, address LIMIT ?)",
                        account, limits::emails_per_account_max);
  std::vector<std::string> found;
  while (rows.next()) found.push_back(rows.get<std::string>("address"));
  return found;
}

}  // namespace portal::accounts
