#include "sql/accounts/throttles.hpp"

#include "base/secret.hpp"

namespace portal::throttles {

std::string key(std::string_view throttle_key, std::string_view kind, std::string_view value) {
  return secret::keyed_digest(throttle_key, std::string(kind) + '\n' + std::string(value));
}

// Writing the row first is what locks it: a SELECT … FOR UPDATE of a row that isn't there yet would lock nothing.
State lock(db::SocietyDatabase& db, std::string_view key, Timestamp now) {
  db.execute(R"(
    INSERT INTO throttles (society_id, key_digest, count, window_ends_at, counted_at) VALUES (:society, ?, 0, ?, ?)
    ON DUPLICATE KEY UPDATE count = IF(window_ends_at <= VALUES(counted_at), 0, count))",
             key, now, now);
  return look(db, key, now);
}

// What began in the future is void: who is refused leaves no trace, so it couldn't be put right here.
State look(db::SocietyReader& db, std::string_view key, Timestamp now) {
  auto rows = db.select(R"(
    SELECT IF(window_ends_at <= ?, 0, count) AS count, IF(counted_at > ?, NULL, blocked_until) AS blocked_until
    FROM throttles WHERE society_id = :society AND key_digest = ?)",
                        now, now, key);
  if (!rows.next()) return {};
  return {rows.get<int>("count"), rows.get<std::optional<Timestamp>>("blocked_until")};
}

// Assignments are made from left to right: the count is judged by the window that was. None ends later than one that
// begins now.
int add(db::SocietyDatabase& db, std::string_view key, Timestamp now, std::chrono::seconds window) {
  const Timestamp window_end = now + window;
  db.execute(R"(
    INSERT INTO throttles (society_id, key_digest, count, window_ends_at, counted_at) VALUES (:society, ?, 1, ?, ?)
    ON DUPLICATE KEY UPDATE
      count = IF(window_ends_at <= VALUES(counted_at), 1, count + 1),
      window_ends_at = IF(window_ends_at <= VALUES(counted_at), VALUES(window_ends_at),
                          LEAST(window_ends_at, VALUES(window_ends_at))),
      blocked_until = IF(counted_at > VALUES(counted_at), NULL, blocked_until),
      counted_at = VALUES(counted_at))",
             key, window_end, now);
  auto rows = db.select("SELECT count FROM throttles WHERE society_id = :society AND key_digest = ?", key);
  rows.next();
  return rows.get<int>("count");
}

void block(db::SocietyDatabase& db, std::string_view key, std::optional<Timestamp> until) {
  db.execute(R"(
    UPDATE throttles SET blocked_until = COALESCE(?, blocked_until)
    WHERE society_id = :society AND key_digest = ?)",
             until, key);
}

void take_back(db::SocietyDatabase& db, std::string_view key, int count) {
  db.execute("UPDATE throttles SET count = GREATEST(count - ?, 0) WHERE society_id = :society AND key_digest = ?",
             count, key);
}

void clear(db::SocietyDatabase& db, std::string_view key) {
  db.execute("DELETE FROM throttles WHERE society_id = :society AND key_digest = ?", key);
}

void note_attempt(db::SocietyDatabase& db, std::string_view network_key, std::string_view login_key, bool failed,
                  Timestamp now) {
  db.execute(R"(
    INSERT INTO sign_in_attempts (society_id, network_digest, login_digest, failed, tried_at)
    VALUES (:society, ?, ?, ?, ?)
    ON DUPLICATE KEY UPDATE failed = VALUES(failed), tried_at = VALUES(tried_at))",
             network_key, login_key, failed, now);
}

Attempts attempts_within(db::SocietyReader& db, std::string_view network_key, std::chrono::seconds time,
                         Timestamp now) {
  auto rows = db.select(R"(
    SELECT COALESCE(SUM(failed), 0) AS failed, COUNT(failed) AS tried FROM sign_in_attempts
    WHERE society_id = :society AND network_digest = ? AND tried_at BETWEEN ? AND ?)",
                        network_key, now - time, now);
  rows.next();
  return {rows.get<int>("failed"), rows.get<int>("tried")};
}

Attempts attempts_within(db::SocietyReader& db, std::chrono::seconds time, Timestamp now) {
  auto rows = db.select(R"(
    SELECT COALESCE(SUM(failed), 0) AS failed, COUNT(failed) AS tried FROM sign_in_attempts FORCE INDEX (by_age)
    WHERE society_id = :society AND tried_at BETWEEN ? AND ?)",
                        now - time, now);
  rows.next();
  return {rows.get<int>("failed"), rows.get<int>("tried")};
}

}  // namespace portal::throttles
