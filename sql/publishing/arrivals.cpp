#include "sql/publishing/arrivals.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/secret.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/household/household.hpp"
#include "sql/publishing/notices.hpp"

namespace portal::arrivals {
namespace {

Kind kind_named(std::string_view name) {
  return name == "expenses" ? Kind::expenses : name == "documents" ? Kind::documents : Kind::notices;
}

}  // namespace

std::vector<Receiver> receivers(db::SocietyReader& db, AccountId after, Date today, Timestamp now, int count_max) {
  auto rows = db.select(db::joined<R"(
    SELECT a.id, a.member_id, e.address,
           GREATEST(CAST(? AS DATETIME(6)), COALESCE(a.signed_in_at, a.created_at),
                    COALESCE((SELECT MAX(t.made_at) FROM arrival_mails t
                              WHERE t.society_id = a.society_id AND t.member_id = a.member_id),
                             a.created_at)) AS known_at
    FROM accounts a
    JOIN account_emails e ON e.society_id = a.society_id AND e.account_id = a.id AND e.is_primary
      AND e.bounced_at IS NULL
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    JOIN societies s ON s.id = a.society_id
    WHERE a.society_id = :society AND a.id > ? AND a.mails_arrivals AND )",
                                   accounts::still_reads, R"(
      AND NOT EXISTS (SELECT t.day FROM arrival_mails t
                      WHERE t.society_id = a.society_id AND t.member_id = a.member_id AND t.day = ?)
    ORDER BY a.id LIMIT ?)">,
                        now - limits::arrival_life, after, now, today, count_max);
  std::vector<Receiver> found;
  while (rows.next())
    found.push_back({rows.get<AccountId>("id"), rows.get<MemberId>("member_id"), rows.get<std::string>("address"),
                     rows.get<Timestamp>("known_at")});
  return found;
}

std::vector<Kind> news(db::SocietyReader& db, const Receiver& receiver, const expenses::News& new_expenses,
                       Date today) {
  auto rows = db.select(db::joined<R"(
    SELECT 'expenses' AS kind FROM (SELECT e.month FROM )",
                                   household::sight, " AS seen", expenses::fresh, R"( LIMIT 1) AS expenses
    UNION ALL
    SELECT 'documents' FROM (
      SELECT d.id
      FROM documents d
      LEFT JOIN document_reads o ON o.society_id = d.society_id AND o.document_id = d.id
      WHERE d.society_id = :society AND d.member_id = ? AND d.added_at > ? AND d.withdrawn_at IS NULL
        AND o.opened_at IS NULL LIMIT 1) AS documents
    UNION ALL
    SELECT 'notices' FROM (
      SELECT n.id
      FROM members m
      JOIN notices n ON n.society_id = m.society_id
      LEFT JOIN notice_reads r ON r.society_id = n.society_id AND r.member_id = m.id AND r.notice_id = n.id
      WHERE m.society_id = :society AND m.id = ? AND r.read_at IS NULL AND n.mails
        AND (n.shown_from > DATE(? + INTERVAL 9 HOUR) OR n.published_at > ?) AND )",
                                   notices::shown, "AND", notices::addressed, " LIMIT 1) AS notices">,
                        receiver.member, today, today, new_expenses.oldest, new_expenses.newest,
                        new_expenses.known_through, new_expenses.known_at, receiver.member, receiver.known_at,
                        receiver.member, receiver.known_at, receiver.known_at, today, today);
  std::vector<Kind> kinds;
  while (rows.next()) kinds.push_back(kind_named(rows.get<std::string>("kind")));
  return kinds;
}

bool take_day(db::SocietyDatabase& db, MemberId member, Date day, std::string_view code, Timestamp now) {
  return db.execute(R"(
    INSERT IGNORE INTO arrival_mails (society_id, member_id, day, made_at, code_digest)
    VALUES (:society, ?, ?, ?, ?))",
                    member, day, now, secret::digest(code)) == 1;
}

std::uint64_t take_back(db::SocietyDatabase& db, MemberId member, Timestamp now) {
  auto rows = db.select(R"(
    SELECT q.id, t.member_id, t.day
    FROM members person
    JOIN members principal ON principal.society_id = person.society_id AND principal.symbol = person.symbol
      AND principal.number = person.number AND principal.relation = '本人' AND principal.id <> person.id
    JOIN accounts a ON a.society_id = principal.society_id AND a.member_id = principal.id
    JOIN mail_queue q ON q.society_id = a.society_id AND q.account_id = a.id AND q.purpose = 'arrivals'
      AND q.outcome IS NULL AND q.leased_at IS NULL
    JOIN arrival_mails t ON t.society_id = a.society_id AND t.member_id = a.member_id AND t.made_at = q.queued_at
    WHERE person.society_id = :society AND person.id = ? ORDER BY q.id LIMIT ? FOR UPDATE)",
                        member, limits::household_members_max);
  std::uint64_t count = 0;
  for (; rows.next(); ++count) {
    db.execute("DELETE FROM arrival_mails WHERE society_id = :society AND member_id = ? AND day = ?",
               rows.get<MemberId>("member_id"), rows.get<Date>("day"));
    db.execute(R"(
      UPDATE mail_queue
      SET outcome = 'deleted', finished_at = ?, sealed_payload = NULL, due_at = NULL, held_due_at = NULL
      WHERE society_id = :society AND id = ?)",
               now, rows.get<MailId>("id"));
  }
  return count;
}

std::optional<Owner> owner_of(db::SocietyReader& db, std::string_view code, Timestamp now) {
  auto rows = db.select(R"(
    SELECT a.id, a.member_id
    FROM arrival_mails t
    JOIN accounts a ON a.society_id = t.society_id AND a.member_id = t.member_id
    WHERE t.society_id = :society AND t.code_digest = ? AND t.made_at > ?)",
                        secret::digest(code), now - limits::unsubscribe_life);
  if (!rows.next()) return {};
  return Owner{rows.get<AccountId>("id"), rows.get<MemberId>("member_id")};
}

bool wants_mails(db::SocietyReader& db, AccountId account) {
  auto rows = db.select("SELECT mails_arrivals FROM accounts WHERE society_id = :society AND id = ?", account);
  return rows.next() && rows.get<bool>("mails_arrivals");
}

bool set_wants_mails(db::SocietyDatabase& db, AccountId account, bool wanted) {
  return db.execute(
             "UPDATE accounts SET mails_arrivals = ? WHERE society_id = :society AND id = ? AND mails_arrivals <> ?",
             wanted, account, wanted) == 1;
}

Figures figures(db::SocietyReader& db) {
  auto rows = db.select(R"(
    SELECT COUNT(a.id) AS accounts, COUNT(IF(a.mails_arrivals, 1, NULL)) AS wanting,
           COUNT(IF(a.mails_arrivals AND e.bounced_at IS NULL, 1, NULL)) AS reachable
    FROM accounts a
    JOIN account_emails e ON e.society_id = a.society_id AND e.account_id = a.id AND e.is_primary
    WHERE a.society_id = :society)");
  rows.next();
  return {rows.get<std::int64_t>("accounts"), rows.get<std::int64_t>("wanting"), rows.get<std::int64_t>("reachable")};
}

// The index of made_at holds all that is counted.
std::vector<Day> days(db::SocietyReader& db, Timestamp since, int count_max) {
  auto rows = db.select(R"(
    SELECT t.day, COUNT(t.member_id) AS mails,
           (SELECT COALESCE(SUM(l.clicks), 0) FROM mailing_links l
            WHERE l.society_id = :society AND l.code = DATE_FORMAT(t.day, '%Y%m%d')) AS clicks
    FROM arrival_mails t WHERE t.society_id = :society AND t.made_at > ? GROUP BY t.day ORDER BY t.day DESC LIMIT ?)",
                        since, count_max);
  std::vector<Day> found;
  while (rows.next())
    found.push_back({rows.get<Date>("day"), rows.get<std::int64_t>("mails"), rows.get<std::int64_t>("clicks")});
  return found;
}

std::string mailing_of(Date day) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

}  // namespace portal::arrivals
