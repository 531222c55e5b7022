#include "sql/accounts/visits.hpp"

#include "base/secret.hpp"
#include "base/text.hpp"
#include "sql/society_settings.hpp"

namespace portal::visits {
namespace {

SignedIn read_signed_in(const db::Rows& rows) {
  return {{rows.get<SessionId>("session_id"), rows.get<Timestamp>("seen_at"), rows.get<Timestamp>("authenticated_at"),
           rows.get<Timestamp>("session_expires_at")},
          {rows.get<AccountId>("account_id"), rows.get<MemberId>("member_id"), rows.get<std::string>("login_id"),
           rows.get<std::string>("nickname"), rows.get<Timestamp>("password_set_at"),
           rows.get<std::optional<Timestamp>>("signed_in_before_at"),
           rows.get<std::optional<std::string>>("signed_in_before_with"), rows.get<int>("wrong_tries_before")},
          members::read(rows)};
}

StepTicket read_step(const db::Rows& rows) {
  return {rows.get<StepId>("step_id"),
          step_tickets::purpose_named(rows.get<std::string>("step_purpose")),
          rows.get<std::optional<PostcardId>>("postcard_id"),
          rows.get<std::optional<MailLinkId>>("mail_link_id"),
          rows.get<std::string>("step_address"),
          rows.get<Timestamp>("step_expires_at"),
          members::read(rows),
          rows.get<std::optional<AccountId>>("step_account_id")};
}

std::string digest_or_none(std::string_view token) { return token.empty() ? "" : secret::digest(token); }

constexpr db::Piece member_columns(R"(
           m.id AS member_id, m.symbol, m.number, m.branch, m.relation, m.name AS member_name, m.birth_date, m.sex,
           m.left_on, m.email AS member_email)");

// Whoever comes with a session and with a step comes with the session: few are in a step, so it is asked for apart.
std::optional<StepTicket> find_step(db::Database& database, const Arrival& arrival, std::string_view token) {
  if (token.empty()) return {};
  db::SocietyReader db(database, arrival.society.id);
  auto rows = db.select(db::joined<R"(
    SELECT t.id AS step_id, t.purpose AS step_purpose, t.postcard_id, t.mail_link_id, t.address AS step_address,
           t.expires_at AS step_expires_at, t.account_id AS step_account_id,)",
                                   member_columns, R"(
    FROM steps t JOIN members m ON m.society_id = t.society_id AND m.id = t.member_id
    WHERE t.society_id = :society AND t.token_digest = ? AND t.ended_at IS NULL AND t.expires_at > ?
      AND COALESCE(m.left_on + INTERVAL ? MONTH >= DATE(? + INTERVAL 9 HOUR), TRUE))">,
                        secret::digest(token), arrival.now, arrival.society.readable_months_after_leaving, arrival.now);
  return rows.next() ? std::optional(read_step(rows)) : std::nullopt;
}

}  // namespace

// One that was seen in the future, by a clock that ran ahead, would have no idle end until then: it is over. Every row
// is found by a key that is known before the statement runs: with the time from a joined row, MariaDB would search and
// sort out plans for each page.
std::optional<Arrival> find(db::Database& database, std::string_view slug, std::string_view session_token,
                            std::string_view step_token, std::optional<Timestamp> now) {
  if (!text::is_ascii(slug)) return {};
  auto rows = database.select_with_clock(db::joined<R"(
    SELECT COALESCE(?, UTC_TIMESTAMP(6)) AS now, @@read_only OR @@innodb_read_only AS on_read_only_server,
           s.id AS society_id, s.slug,)",
                                                    societies::selected_columns, R"(,
           e.id AS session_id, e.seen_at, e.authenticated_at, e.expires_at AS session_expires_at,
           a.id AS account_id, a.login_id, a.nickname, a.password_set_at, a.signed_in_before_at,
           a.signed_in_before_with, a.wrong_tries_before,)",
                                                    member_columns, R"(
    FROM societies s
    LEFT JOIN sessions e ON e.society_id = s.id AND e.token_digest = ? AND e.ended_at IS NULL
      AND e.expires_at > COALESCE(?, UTC_TIMESTAMP(6))
      AND e.seen_at > COALESCE(?, UTC_TIMESTAMP(6)) - INTERVAL s.session_idle_minutes MINUTE
      AND e.seen_at <= COALESCE(?, UTC_TIMESTAMP(6)) + INTERVAL 1 MINUTE
    LEFT JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
    LEFT JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
      AND COALESCE(m.left_on + INTERVAL s.readable_months_after_leaving MONTH
                   >= DATE(COALESCE(?, UTC_TIMESTAMP(6)) + INTERVAL 9 HOUR), TRUE)
    WHERE s.slug = ?)">,
                                         now, digest_or_none(session_token), now, now, now, now, slug);
  if (!rows.next()) return {};
  Arrival arrival{rows.get<Timestamp>("now"), societies::read(rows), {}, {}, rows.get<bool>("on_read_only_server")};
  if (!rows.get<std::optional<SessionId>>("session_id"))
    arrival.step = find_step(database, arrival, step_token);
  else if (rows.get<std::optional<MemberId>>("member_id"))
    arrival.signed_in = read_signed_in(rows);
  return arrival;
}

}  // namespace portal::visits
