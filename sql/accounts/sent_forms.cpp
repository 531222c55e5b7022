#include "sql/accounts/sent_forms.hpp"

#include "base/limits.hpp"
#include "base/secret.hpp"

namespace portal::sent_forms {

void keep(db::SocietyDatabase& db, AccountId account, std::string_view token, std::string_view sealed, Timestamp now) {
  db.execute(R"(
    INSERT INTO sent_forms (society_id, account_id, token_digest, sealed_input, sent_at) VALUES (:society, ?, ?, ?, ?)
    ON DUPLICATE KEY UPDATE token_digest = VALUES(token_digest), sealed_input = VALUES(sealed_input),
                            sent_at = VALUES(sent_at))",
             account, secret::digest(token), sealed, now);
}

std::optional<std::string> find(db::SocietyReader& db, AccountId account, std::string_view token, Timestamp now) {
  auto rows = db.select(R"(
    SELECT sealed_input FROM sent_forms
    WHERE society_id = :society AND account_id = ? AND token_digest = ? AND sent_at > ?)",
                        account, secret::digest(token), now - limits::sent_form_life);
  if (!rows.next()) return {};
  return rows.get<std::string>("sealed_input");
}

bool drop_of_others(db::SocietyDatabase& db, AccountId signed_in, std::string_view token) {
  return db.execute("DELETE FROM sent_forms WHERE society_id = :society AND token_digest = ? AND account_id <> ?",
                    secret::digest(token), signed_in) > 0;
}

}  // namespace portal::sent_forms
