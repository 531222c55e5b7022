#include "sql/accounts/passkey_rows.hpp"

#include "base/limits.hpp"

namespace portal::passkey_rows {
namespace {

Passkey read(const db::Rows& rows) {
  return {rows.get<PasskeyId>("id"),
          rows.get<std::string>("name"),
          rows.get<std::string>("credential_id"),
          rows.get<std::string>("user_handle"),
          rows.get<std::string>("transports"),
          rows.get<bool>("backed_up"),
          rows.get<Timestamp>("created_at"),
          rows.get<std::optional<Timestamp>>("used_at")};
}

}  // namespace

std::vector<Passkey> list(db::SocietyReader& db, AccountId account) {
  auto rows = db.select(R"(
    SELECT id, name, credential_id, user_handle, transports, backed_up, created_at, used_at FROM passkeys
    WHERE society_id = :society AND account_id = ? ORDER BY id LIMIT ?)",
                        account, limits::passkeys_per_account_max);
  std::vector<Passkey> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

std::optional<Passkey> find(db::SocietyReader& db, AccountId account, PasskeyId passkey) {
  auto rows = db.select(R"(
    SELECT id, name, credential_id, user_handle, transports, backed_up, created_at, used_at FROM passkeys
    WHERE society_id = :society AND account_id = ? AND id = ?)",
                        account, passkey);
  return rows.next() ? std::optional(read(rows)) : std::nullopt;
}

std::optional<Key> lock(db::SocietyDatabase& db, std::string_view credential_id) {
  auto rows = db.select(R"(
    SELECT id, account_id, user_handle, public_key, counter FROM passkeys
    WHERE society_id = :society AND credential_id = ? FOR UPDATE)",
                        credential_id);
  if (!rows.next()) return {};
  return Key{rows.get<PasskeyId>("id"), rows.get<AccountId>("account_id"), rows.get<std::string>("user_handle"),
             rows.get<std::string>("public_key"), rows.get<std::uint32_t>("counter")};
}

PasskeyId add(db::SocietyDatabase& db, AccountId account, const NewPasskey& passkey, Timestamp now) {
  return db.insert<PasskeyId>(R"(
    INSERT INTO passkeys (society_id, account_id, credential_id, user_handle, public_key, counter, transports,
                          backed_up, name, created_at)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                              account, passkey.credential_id, passkey.user_handle, passkey.public_key, passkey.counter,
                              passkey.transports, passkey.backed_up, passkey.name, now);
}

bool is_known(db::SocietyReader& db, std::string_view credential_id) {
  return db.select("SELECT id FROM passkeys WHERE society_id = :society AND credential_id = ?", credential_id).next();
}

void note_use(db::SocietyDatabase& db, const Key& key, std::uint32_t counter, bool backed_up, Timestamp now) {
  db.execute(R"(
    UPDATE passkeys SET counter = ?, backed_up = ?, used_at = ?
    WHERE society_id = :society AND account_id = ? AND id = ?)",
             counter, backed_up, now, key.account_id, key.id);
}

bool rename(db::SocietyDatabase& db, AccountId account, PasskeyId passkey, std::string_view name) {
  return db.execute("UPDATE passkeys SET name = ? WHERE society_id = :society AND account_id = ? AND id = ?", name,
                    account, passkey) == 1;
}

bool remove(db::SocietyDatabase& db, AccountId account, PasskeyId passkey) {
  return db.execute("DELETE FROM passkeys WHERE society_id = :society AND account_id = ? AND id = ?", account,
                    passkey) == 1;
}

bool remove_all(db::SocietyDatabase& db, AccountId account) {
  return db.execute("DELETE FROM passkeys WHERE society_id = :society AND account_id = ?", account) > 0;
}

bool take_offer(db::SocietyDatabase& db, AccountId account, Timestamp since, Timestamp now) {
  return db.execute(R"(
    UPDATE accounts a SET a.passkey_offered_at = ?
    WHERE a.society_id = :society AND a.id = ? AND COALESCE(a.passkey_offered_at <= ?, TRUE)
      AND NOT EXISTS (SELECT p.id FROM passkeys p WHERE p.society_id = :society AND p.account_id = a.id))",
                    now, account, since) == 1;
}

}  // namespace portal::passkey_rows
