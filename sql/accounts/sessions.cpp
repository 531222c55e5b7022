#include "sql/accounts/sessions.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/secret.hpp"

namespace portal::sessions {

Timestamp end_of(const Session& session, int idle_minutes) {
  return std::min(session.seen_at + std::chrono::minutes{idle_minutes}, session.expires_at);
}

// The newest ones stand in a table of their own, since MariaDB takes no LIMIT inside of IN (…).
SessionId open(db::SocietyDatabase& db, AccountId account, std::string_view token, std::string_view device,
               Timestamp now, Timestamp expires_at) {
  const auto id = db.insert<SessionId>(R"(
    INSERT INTO sessions (society_id, account_id, token_digest, created_at, seen_at, expires_at, authenticated_at,
                          device)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?))",
                                       account, secret::digest(token), now, now, expires_at, now, device);
  db.execute(R"(
    UPDATE sessions SET ended_at = ?
    WHERE society_id = :society AND account_id = ? AND ended_at IS NULL AND id NOT IN (
      SELECT id FROM (SELECT id FROM sessions WHERE society_id = :society AND account_id = ? AND ended_at IS NULL
                      ORDER BY created_at DESC, id DESC LIMIT ?) AS newest))",
             now, account, account, limits::sessions_per_account_max);
  return id;
}

void note_two_factors(db::SocietyDatabase& db, SessionId session) {
  db.execute("UPDATE sessions SET two_factors = TRUE WHERE society_id = :society AND id = ?", session);
}

void touch(db::SocietyDatabase& db, SessionId session, Timestamp now) {
  db.execute("UPDATE sessions SET seen_at = ? WHERE society_id = :society AND id = ?", now, session);
}

void end(db::SocietyDatabase& db, SessionId session, Timestamp now) {
  db.execute("UPDATE sessions SET ended_at = ? WHERE society_id = :society AND id = ? AND ended_at IS NULL", now,
             session);
}

void end_by_token(db::SocietyDatabase& db, std::string_view token, Timestamp now) {
  db.execute("UPDATE sessions SET ended_at = ? WHERE society_id = :society AND token_digest = ? AND ended_at IS NULL",
             now, secret::digest(token));
}

std::optional<Ending> ending(db::SocietyReader& db, std::string_view token, int idle_minutes, Timestamp now) {
  auto rows = db.select(R"(
    SELECT ended_at IS NOT NULL AS was_ended, expires_at <= ? OR seen_at <= ? AS is_late
    FROM sessions WHERE society_id = :society AND token_digest = ?)",
                        now, now - std::chrono::minutes{idle_minutes}, secret::digest(token));
  if (!rows.next()) return {};
  if (rows.get<bool>("was_ended")) return Ending::by_act;
  return rows.get<bool>("is_late") ? std::optional(Ending::by_time) : std::nullopt;
}

std::optional<AccountId> late_owner(db::SocietyReader& db, std::string_view token, int idle_minutes, Timestamp now) {
  auto rows = db.select(R"(
    SELECT account_id FROM sessions
    WHERE society_id = :society AND token_digest = ? AND ended_at IS NULL AND (expires_at <= ? OR seen_at <= ?))",
                        secret::digest(token), now, now - std::chrono::minutes{idle_minutes});
  if (!rows.next()) return {};
  return rows.get<AccountId>("account_id");
}

void renew(db::SocietyDatabase& db, SessionId session, std::string_view token, Timestamp now) {
  db.execute(R"(
    UPDATE sessions SET token_digest = ?, seen_at = ?, authenticated_at = ?
    WHERE society_id = :society AND id = ? AND ended_at IS NULL)",
             secret::digest(token), now, now, session);
}

void change_token(db::SocietyDatabase& db, SessionId session, std::string_view token, Timestamp now) {
  db.execute(
      "UPDATE sessions SET token_digest = ?, seen_at = ? WHERE society_id = :society AND id = ? AND ended_at IS NULL",
      secret::digest(token), now, session);
}

// <=>: where none is to stay, NULL is equal to no number, and all of them end.
void end_all(db::SocietyDatabase& db, AccountId account, std::optional<SessionId> but, Timestamp now) {
  db.execute(R"(
    UPDATE sessions SET ended_at = ?
    WHERE society_id = :society AND account_id = ? AND ended_at IS NULL AND NOT id <=> ?)",
             now, account, but);
}

std::int64_t count_of_society(db::SocietyReader& db, Timestamp now) {
  auto rows = db.select(
      "SELECT COUNT(*) AS found FROM sessions WHERE society_id = :society AND ended_at IS NULL AND expires_at > ?",
      now);
  rows.next();
  return rows.get<std::int64_t>("found");
}

std::uint64_t end_of_society(db::SocietyDatabase& db, Timestamp now) {
  return db.execute(
      "UPDATE sessions SET ended_at = ? WHERE society_id = :society AND ended_at IS NULL AND expires_at > ?", now, now);
}

std::optional<std::string> known_device(db::SocietyReader& db, AccountId account, std::span<const std::string> tokens,
                                        Timestamp seen_since) {
  std::vector<std::string> digests;
  db::JsonRows asked;
  for (const std::string& token : tokens) asked.add({digests.emplace_back(secret::digest(token))});
  auto rows = db.select(R"(
    SELECT d.token_digest
    FROM JSON_TABLE(?, '$[*]' COLUMNS (
           digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[0]')) AS asked
    STRAIGHT_JOIN devices d ON d.society_id = :society AND d.account_id = ? AND d.token_digest = asked.digest
    WHERE d.seen_at >= ? ORDER BY d.seen_at DESC, d.token_digest LIMIT 1)",
                        asked.text(), account, seen_since);
  if (!rows.next()) return {};
  const auto found = std::ranges::find(digests, rows.get<std::string>("token_digest"));
  return tokens[static_cast<std::size_t>(found - digests.begin())];
}

std::optional<std::string> known_device_digest(db::SocietyReader& db, std::string_view address,
                                               std::span<const std::string> tokens, Timestamp seen_since) {
  db::JsonRows asked;
  for (const std::string& token : tokens) asked.add({secret::digest(token)});
  auto rows = db.select(R"(
    SELECT d.token_digest
    FROM JSON_TABLE(?, '$[*]' COLUMNS (
           digest CHAR(43) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[0]')) AS asked
    STRAIGHT_JOIN devices d FORCE INDEX (by_token) ON d.society_id = :society AND d.token_digest = asked.digest
    STRAIGHT_JOIN account_emails e ON e.society_id = d.society_id AND e.account_id = d.account_id AND e.address = ?
    WHERE d.seen_at >= ? ORDER BY d.created_at, d.token_digest LIMIT 1)",
                        asked.text(), address, seen_since);
  if (!rows.next()) return {};
  return rows.get<std::string>("token_digest");
}

std::vector<std::string> device_digests(db::SocietyReader& db, AccountId account) {
  auto rows = db.select(R"(
    SELECT token_digest FROM devices WHERE society_id = :society AND account_id = ? ORDER BY seen_at DESC LIMIT ?)",
                        account, limits::devices_looked_at_max);
  std::vector<std::string> digests;
  while (rows.next()) digests.push_back(rows.get<std::string>("token_digest"));
  return digests;
}

void add_device(db::SocietyDatabase& db, AccountId account, std::string_view token, Timestamp now) {
  db.execute(
      "INSERT INTO devices (society_id, account_id, token_digest, created_at, seen_at) VALUES (:society, ?, ?, ?, ?)",
      account, secret::digest(token), now, now);
}

void touch_device(db::SocietyDatabase& db, AccountId account, std::string_view token, Timestamp now) {
  db.execute("UPDATE devices SET seen_at = ? WHERE society_id = :society AND account_id = ? AND token_digest = ?", now,
             account, secret::digest(token));
}

}  // namespace portal::sessions
