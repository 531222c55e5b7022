#include "sql/accounts/step_tickets.hpp"

#include <array>
#include <stdexcept>

#include "base/secret.hpp"

namespace portal::step_tickets {
namespace {

constexpr std::array<const char*, 3> purpose_names{"registration", "reissue", "two_step"};

}  // namespace

const char* name_of(StepPurpose purpose) { return purpose_names.at(static_cast<std::size_t>(purpose)); }

StepPurpose purpose_named(std::string_view name) {
  for (std::size_t at = 0; at < purpose_names.size(); ++at)
    if (name == purpose_names[at]) return static_cast<StepPurpose>(at);
  throw std::runtime_error("an unknown purpose of a step");
}

StepId open(db::SocietyDatabase& db, const NewTicket& step, std::string_view token, Timestamp now) {
  return db.insert<StepId>(R"(
    INSERT INTO steps (society_id, token_digest, purpose, member_id, account_id, postcard_id, mail_link_id, address,
                       created_at, expires_at)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                           secret::digest(token), name_of(step.purpose), step.member_id, step.account_id,
                           step.postcard_id, step.mail_link_id, step.address, now, step.expires_at);
}

bool is_alive(db::SocietyReader& db, std::string_view token, Timestamp now) {
  auto rows = db.select(
      "SELECT id FROM steps WHERE society_id = :society AND token_digest = ? AND ended_at IS NULL AND expires_at > ?",
      secret::digest(token), now);
  return rows.next();
}

bool lock(db::SocietyDatabase& db, StepId step, Timestamp now) {
  return db
      .select(R"(
    SELECT id FROM steps WHERE society_id = :society AND id = ? AND ended_at IS NULL AND expires_at > ? FOR UPDATE)",
              step, now)
      .next();
}

bool end(db::SocietyDatabase& db, StepId step, Timestamp now) {
  return db.execute(
             "UPDATE steps SET ended_at = ? WHERE society_id = :society AND id = ? AND ended_at IS NULL AND expires_at "
             "> ?",
             now, step, now) == 1;
}

void end_all(db::SocietyDatabase& db, AccountId account, Timestamp now) {
  db.execute("UPDATE steps SET ended_at = ? WHERE society_id = :society AND account_id = ? AND ended_at IS NULL", now,
             account);
}

}  // namespace portal::step_tickets
