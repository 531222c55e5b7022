#include "sql/accounts/form_nonces.hpp"

#include "base/secret.hpp"

namespace portal::form_nonces {

// A plain INSERT of what is there waits for a shared lock on the row: all who wait get it at once when the first gives
// the nonce back, and then wait for each other to write. This one waits for the exclusive lock, one after the other.
std::optional<std::string> take(db::SocietyDatabase& db, std::string_view nonce, Timestamp now) {
  db.execute(R"(
    INSERT INTO form_nonces (society_id, nonce_digest, location, created_at) VALUES (:society, ?, '', ?)
    ON DUPLICATE KEY UPDATE location = location)",
             secret::digest(nonce), now);
  auto led = location(db, nonce);
  if (led && led->empty()) return {};
  return led;
}

void set_location(db::SocietyDatabase& db, std::string_view nonce, std::string_view location) {
  db.execute("UPDATE form_nonces SET location = ? WHERE society_id = :society AND nonce_digest = ?", location,
             secret::digest(nonce));
}

void give_back(db::SocietyDatabase& db, std::string_view nonce) {
  db.execute("DELETE FROM form_nonces WHERE society_id = :society AND nonce_digest = ?", secret::digest(nonce));
}

std::optional<std::string> location(db::SocietyDatabase& db, std::string_view nonce) {
  auto rows = db.select("SELECT location FROM form_nonces WHERE society_id = :society AND nonce_digest = ?",
                        secret::digest(nonce));
  if (!rows.next()) return {};
  return rows.get<std::string>("location");
}

}  // namespace portal::form_nonces
