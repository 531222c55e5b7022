#include "sql/accounts/two_step_rows.hpp"

#include "base/secret.hpp"

namespace portal::two_step_rows {

std::optional<App> find(db::SocietyReader& db, AccountId account) {
  auto rows = db.select(R"(
    SELECT sealed_secret, used_step FROM two_step
    WHERE society_id = :society AND account_id = ? AND on_since IS NOT NULL)",
                        account);
  if (!rows.next()) return {};
  return App{rows.get<std::string>("sealed_secret"), rows.get<std::int64_t>("used_step")};
}

std::optional<std::string> find_setup(db::SocietyReader& db, AccountId account, SessionId session,
                                      Timestamp began_since) {
  auto rows = db.select(R"(
    SELECT sealed_secret FROM two_step
    WHERE society_id = :society AND account_id = ? AND on_since IS NULL AND setup_session_id = ? AND began_at > ?)",
                        account, session, began_since);
  if (!rows.next()) return {};
  return rows.get<std::string>("sealed_secret");
}

// A secret that is in use stays what it is, whoever begins a set-up beside it.
bool begin_setup(db::SocietyDatabase& db, AccountId account, SessionId session, std::string_view sealed_secret,
                 Timestamp now) {
  db.execute(R"(
    INSERT INTO two_step (society_id, account_id, sealed_secret, setup_session_id, began_at)
    VALUES (:society, ?, ?, ?, ?)
    ON DUPLICATE KEY UPDATE sealed_secret = IF(on_since IS NULL, VALUES(sealed_secret), sealed_secret),
                            began_at = IF(on_since IS NULL, VALUES(began_at), began_at),
                            setup_session_id = IF(on_since IS NULL, VALUES(setup_session_id), NULL))",
             account, sealed_secret, session, now);
  auto rows = db.select(
      "SELECT account_id FROM two_step WHERE society_id = :society AND account_id = ? AND on_since IS NULL", account);
  return rows.next();
}

bool turn_on(db::SocietyDatabase& db, AccountId account, std::string_view sealed_secret, std::int64_t used_step,
             Timestamp now) {
  return db.execute(R"(
    UPDATE two_step SET on_since = ?, used_step = ?, setup_session_id = NULL
    WHERE society_id = :society AND account_id = ? AND sealed_secret = ? AND on_since IS NULL)",
                    now, used_step, account, sealed_secret) == 1;
}

// A code opens once, and none that is older opens after it.
bool use_time_step(db::SocietyDatabase& db, AccountId account, std::int64_t step) {
  return db.execute(R"(
    UPDATE two_step SET used_step = ?
    WHERE society_id = :society AND account_id = ? AND used_step < ? AND on_since IS NOT NULL)",
                    step, account, step) == 1;
}

bool turn_off(db::SocietyDatabase& db, AccountId account) {
  db.execute("DELETE FROM recovery_codes WHERE society_id = :society AND account_id = ?", account);
  return db.execute("DELETE FROM two_step WHERE society_id = :society AND account_id = ? AND on_since IS NOT NULL",
                    account) == 1;
}

void replace_recovery_codes(db::SocietyDatabase& db, AccountId account, const std::vector<std::string>& codes,
                            Timestamp now) {
  db.execute("DELETE FROM recovery_codes WHERE society_id = :society AND account_id = ?", account);
  for (const std::string& code : codes)
    db.execute("INSERT INTO recovery_codes (society_id, account_id, code_digest, made_at) VALUES (:society, ?, ?, ?)",
               account, secret::digest(code), now);
}

bool use_recovery_code(db::SocietyDatabase& db, AccountId account, std::string_view code, Timestamp now) {
  return db.execute(R"(
    UPDATE recovery_codes SET used_at = ?
    WHERE society_id = :society AND account_id = ? AND code_digest = ? AND used_at IS NULL)",
                    now, account, secret::digest(code)) == 1;
}

int recovery_codes_left(db::SocietyReader& db, AccountId account) {
  auto rows = db.select(
      "SELECT COUNT(*) AS codes_left FROM recovery_codes WHERE society_id = :society AND account_id = ? AND used_at IS "
      "NULL",
      account);
  rows.next();
  return rows.get<int>("codes_left");
}

}  // namespace portal::two_step_rows
