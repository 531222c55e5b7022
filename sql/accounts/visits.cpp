#include "sql/accounts/visits.hpp"

#include "base/calendar.hpp"
#include "base/secret.hpp"

namespace portal::visits {
namespace {

SignedIn read_signed_in(const db::Rows& rows) {
  return {{rows.get<SessionId>("session_id"), rows.get<Timestamp>("seen_at"), rows.get<Timestamp>("authenticated_at"),
           rows.get<Timestamp>("session_expires_at"), rows.get<bool>("two_factors")},
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

constexpr db::Piece member_columns(R"(
           m.id AS member_id, m.symbol, m.number, m.branch, m.relation, m.name AS member_name, m.birth_date, m.sex,
           m.enrolled_on, m.left_on, m.email AS member_email)");

// Whoever comes with a session and with a step comes with the session: few are in a step, so it is asked for apart.
std::optional<StepTicket> find_step(db::SocietyReader& db, const Arrival& arrival, std::string_view token) {
  if (token.empty()) return {};
  auto rows =
      db.select(db::joined<R"(
    SELECT t.id AS step_id, t.purpose AS step_purpose, t.postcard_id, t.mail_link_id, t.address AS step_address,
           t.expires_at AS step_expires_at, t.account_id AS step_account_id,)",
                           member_columns, R"(
    FROM steps t JOIN members m ON m.society_id = t.society_id AND m.id = t.member_id
    WHERE t.society_id = :society AND t.token_digest = ? AND t.ended_at IS NULL AND t.expires_at > ?
      AND COALESCE(m.left_on + INTERVAL ? MONTH >= DATE(? + INTERVAL 9 HOUR), TRUE))">,
                secret::digest(token), arrival.now, arrival.society().readable_months_after_leaving, arrival.now);
  return rows.next() ? std::optional(read_step(rows)) : std::nullopt;
}

constexpr db::Piece moment(R"(
    SELECT COALESCE(?, UTC_TIMESTAMP(6)) AS now, @@read_only OR @@innodb_read_only AS on_read_only_server,
           r.revision )");

// Every row is found by a key that is known before the statement runs.
db::Rows ask(db::SocietyReader& db, std::string_view session_token, std::optional<Timestamp> now) {
  if (session_token.empty())
    return db.select_with_clock(db::joined<moment, "FROM society_revisions r WHERE r.society_id = :society">, now);
  return db.select_with_clock(db::joined<moment, R"(,
           e.id AS session_id, e.seen_at, e.authenticated_at, e.expires_at AS session_expires_at, e.two_factors,
           a.id AS account_id, a.login_id, a.nickname, a.password_set_at, a.signed_in_before_at,
           a.signed_in_before_with, a.wrong_tries_before,)",
                                         member_columns, R"(
    FROM society_revisions r
    LEFT JOIN sessions e ON e.society_id = r.society_id AND e.token_digest = ? AND e.ended_at IS NULL
    LEFT JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
    LEFT JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    WHERE r.society_id = :society)">,
                              now, secret::digest(session_token));
}

// One that was seen in the future, by a clock that ran ahead, would have no idle end until then: it is over.
bool is_alive(const Session& session, const Society& society, Timestamp now) {
  constexpr auto clocks_differ_max = std::chrono::minutes{1};
  return sessions::end_of(session, society.session_idle_minutes) > now && session.seen_at <= now + clocks_differ_max;
}

// The same as accounts::still_reads. An end past what a DATE can say is none.
bool still_reads(const Member& member, const Society& society, Timestamp now) {
  if (!member.left_on) return true;
  const auto last = calendar::months_later(*member.left_on, society.readable_months_after_leaving);
  return !last || *last >= calendar::date_in_japan(now);
}

// Nothing: the society isn't there any more, or has another name.
std::optional<Arrival> arrive(db::SocietyReader& db, KeptSociety& kept, std::string_view slug, const Cookies& cookies,
                              std::optional<Timestamp> now) {
  auto rows = ask(db, cookies.session, now);
  if (!rows.next() || !kept.bring_to(rows.get<std::string>("revision"), db) || kept.society().slug != slug) return {};
  Arrival arrival{rows.get<Timestamp>("now"), &kept, {}, {}, rows.get<bool>("on_read_only_server")};
  if (!cookies.session.empty() && rows.get<std::optional<MemberId>>("member_id")) {
    SignedIn found = read_signed_in(rows);
    if (is_alive(found.session, kept.society(), arrival.now)) {
      if (still_reads(found.member, kept.society(), arrival.now)) arrival.signed_in = std::move(found);
      return arrival;
    }
  }
  arrival.step = find_step(db, arrival, cookies.step);
  return arrival;
}

}  // namespace

std::optional<Arrival> find(db::Database& database, KeptSocieties& kept, std::string_view slug, const Cookies& cookies,
                            std::optional<Timestamp> now) {
  if (KeptSociety* known = kept.find(slug)) {
    db::SocietyReader db(database, known->id());
    if (auto arrival = arrive(db, *known, slug, cookies, now)) return arrival;
    kept.forget(slug);
  }
  const auto id = societies::id_of(database, slug);
  if (!id) return {};
  db::SocietyReader db(database, *id);
  return arrive(db, kept.add(slug, *id), slug, cookies, now);
}

}  // namespace portal::visits
