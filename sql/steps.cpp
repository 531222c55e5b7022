#include "sql/steps.hpp"

#include "base/secret.hpp"

namespace portal::steps {
namespace {

const char* to_sql_name(StepPurpose purpose) {
  return purpose == StepPurpose::registration ? "registration" : "reissue";
}

}  // namespace

StepId open(db::SocietyDatabase& db, const NewStep& step, std::string_view token, Timestamp now) {
  return db.insert<StepId>(R"(
    INSERT INTO steps (society_id, token_digest, purpose, member_id, postcard_id, mail_link_id, address, created_at,
                       expires_at)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?))",
                           secret::digest(token), to_sql_name(step.purpose), step.member_id, step.postcard_id,
                           step.mail_link_id, step.address, now, step.expires_at);
}

bool is_alive(db::SocietyDatabase& db, std::string_view token, Timestamp now) {
  auto rows = db.select(
      "SELECT id FROM steps WHERE society_id = :society AND token_digest = ? AND ended_at IS NULL AND expires_at > ?",
      secret::digest(token), now);
  return rows.next();
}

bool end(db::SocietyDatabase& db, StepId step, Timestamp now) {
  return db.execute(
             "UPDATE steps SET ended_at = ? WHERE society_id = :society AND id = ? AND ended_at IS NULL AND expires_at "
             "> ?",
             now, step, now) == 1;
}

}  // namespace portal::steps
