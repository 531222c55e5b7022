#include "sql/form_nonces.hpp"

#include "base/secret.hpp"

namespace portal::form_nonces {

bool take(db::SocietyDatabase& db, std::string_view nonce, Timestamp now) {
  try {
    db.execute("INSERT INTO form_nonces (society_id, nonce_digest, location, created_at) VALUES (:society, ?, '', ?)",
               secret::digest(nonce), now);
    return true;
  } catch (const db::Conflict&) {
    return false;
  }
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
