#include "sql/accounts/form_nonces.hpp"

#include "base/secret.hpp"

namespace portal::form_nonces {

// A plain INSERT of what is there waits for a shared lock on the row: all who wait get it at once when the first gives
// the nonce back, and then wait for each other to write. This one waits for the exclusive lock, one after the other.
std::optional<Answer> take(db::SocietyDatabase& db, std::string_view nonce, Timestamp now) {
  const std::string digest = secret::digest(nonce);
  db.execute(R"(
    INSERT INTO form_nonces (society_id, nonce_digest, location, created_at) VALUES (:society, ?, '', ?)
    ON DUPLICATE KEY UPDATE location = location)",
             digest, now);
  auto rows = db.select(
      "SELECT location, sealed_cookies FROM form_nonces WHERE society_id = :society AND nonce_digest = ?", digest);
  if (!rows.next()) return {};
  Answer answer{rows.get<std::string>("location"), rows.get<std::optional<std::string>>("sealed_cookies")};
  if (answer.location.empty()) return {};
  return answer;
}

void keep(db::SocietyDatabase& db, std::string_view nonce, const Answer& answer) {
  db.execute("UPDATE form_nonces SET location = ?, sealed_cookies = ? WHERE society_id = :society AND nonce_digest = ?",
             answer.location, answer.sealed_cookies, secret::digest(nonce));
}

void give_back(db::SocietyDatabase& db, std::string_view nonce) {
  db.execute("DELETE FROM form_nonces WHERE society_id = :society AND nonce_digest = ?", secret::digest(nonce));
}

}  // namespace portal::form_nonces
