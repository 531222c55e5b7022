#include "sql/accounts/sign_ins.hpp"

#include <array>
#include <stdexcept>

#include "base/limits.hpp"

namespace portal::sign_ins {
namespace {

constexpr std::array<const char*, 4> way_names{"password", "app_code", "recovery", "passkey"};

SignInWay way_named(const std::string& name) {
  for (std::size_t at = 0; at < way_names.size(); ++at)
    if (name == way_names[at]) return static_cast<SignInWay>(at);
  throw std::runtime_error("an unknown way of signing in");
}

}  // namespace

void record(db::SocietyDatabase& db, AccountId account, std::string_view device, SignInWay way, Timestamp now) {
  db.execute(R"(
    INSERT INTO sign_ins (society_id, account_id, at, device, way, wrong_tries)
    SELECT society_id, id, ?, ?, ?, wrong_tries_before FROM accounts WHERE society_id = :society AND id = ?)",
             now, device, way_names.at(static_cast<std::size_t>(way)), account);
}

std::vector<SignIn> latest(db::SocietyReader& db, AccountId account, Timestamp since, std::size_t count_max) {
  auto rows = db.select(R"(
    SELECT at, device, way, wrong_tries FROM sign_ins
    WHERE society_id = :society AND account_id = ? AND at >= ? ORDER BY id DESC LIMIT ?)",
                        account, since, count_max);
  std::vector<SignIn> found;
  while (rows.next())
    found.push_back({rows.get<Timestamp>("at"), rows.get<std::string>("device"),
                     way_named(rows.get<std::string>("way")), rows.get<int>("wrong_tries")});
  return found;
}

// Whoever asks has a session, so there is a row to carry the account's own columns.
Overview overview(db::SocietyReader& db, AccountId account, Timestamp now) {
  auto rows = db.select(R"(
    SELECT e.id, e.device, e.created_at, e.seen_at, a.mails_sign_ins, t.on_since,
           (SELECT COUNT(*) FROM recovery_codes c
            WHERE c.society_id = a.society_id AND c.account_id = a.id AND c.used_at IS NULL) AS codes_left,
           (SELECT COUNT(*) FROM passkeys p
            WHERE p.society_id = a.society_id AND p.account_id = a.id) AS passkeys
    FROM sessions e
    JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
    JOIN societies s ON s.id = e.society_id
    LEFT JOIN two_step t ON t.society_id = a.society_id AND t.account_id = a.id
    WHERE e.society_id = :society AND e.account_id = ? AND e.ended_at IS NULL AND e.expires_at > ?
      AND e.seen_at > ? - INTERVAL s.session_idle_minutes MINUTE
    ORDER BY e.seen_at DESC, e.id DESC LIMIT ?)",
                        account, now, now, limits::sessions_per_account_max);
  Overview found;
  while (rows.next()) {
    found.two_step_since = rows.get<std::optional<Timestamp>>("on_since");
    found.recovery_codes_left = rows.get<int>("codes_left");
    found.passkeys = rows.get<int>("passkeys");
    found.mails_sign_ins = rows.get<bool>("mails_sign_ins");
    found.sessions.push_back({rows.get<SessionId>("id"), rows.get<std::string>("device"),
                              rows.get<Timestamp>("created_at"), rows.get<Timestamp>("seen_at")});
  }
  return found;
}

bool set_mails(db::SocietyDatabase& db, AccountId account, bool wanted) {
  return db.execute(
             "UPDATE accounts SET mails_sign_ins = ? WHERE society_id = :society AND id = ? AND mails_sign_ins <> ?",
             wanted, account, wanted) == 1;
}

}  // namespace portal::sign_ins
