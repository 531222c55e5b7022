#include "sql/audit/reports.hpp"

#include "base/limits.hpp"
#include "sql/publishing/notices.hpp"

namespace portal::reports {

// Counted for the members of one page alone; their names and addresses are read afterwards.
std::vector<Unread> unread(db::SocietyReader& db, const UnreadQuestion& question, MemberId after, int count_max) {
  auto rows = db.select(db::joined<R"(
    SELECT m.id, m.symbol, m.number, m.branch, m.name, m.kana, m.postal_code, m.address, m.left_on, u.notices, u.since
    FROM (SELECT m.id, COUNT(n.id) AS notices,
                 MIN(GREATEST(n.shown_from, DATE(n.published_at + INTERVAL 9 HOUR))) AS since
          FROM members m
          JOIN notices n ON n.society_id = m.society_id
          LEFT JOIN notice_reads r ON r.society_id = n.society_id AND r.member_id = m.id AND r.notice_id = n.id
          WHERE m.society_id = :society AND m.id > ? AND r.read_at IS NULL
            AND COALESCE(m.left_on + INTERVAL ? MONTH >= ?, TRUE)
            AND n.shown_from <= ? AND DATE(n.published_at + INTERVAL 9 HOUR) <= ? AND )",
                                   notices::shown, "AND", notices::addressed, R"(
          GROUP BY m.id ORDER BY m.id LIMIT ?) AS u
    JOIN members m ON m.society_id = :society AND m.id = u.id
    ORDER BY m.id LIMIT ?)">,
                        after, question.readable_months, question.today, question.since_max, question.since_max,
                        question.today, question.today, count_max, count_max);
  std::vector<Unread> found;
  while (rows.next())
    found.push_back({rows.get<MemberId>("id"), rows.get<std::string>("symbol"), rows.get<std::string>("number"),
                     rows.get<std::string>("branch"), rows.get<std::string>("name"), rows.get<std::string>("kana"),
                     rows.get<std::string>("postal_code"), rows.get<std::string>("address"),
                     rows.get<std::optional<Date>>("left_on"), rows.get<int>("notices"), rows.get<Date>("since")});
  return found;
}

// Times are UTC, days are Japan's: nine hours later.
std::vector<DayCount> by_day(db::SocietyReader& db, Timestamp from, Timestamp until) {
  auto rows = db.select(R"(
    SELECT what, day, COUNT(day) AS found
    FROM (SELECT event AS what, DATE(at + INTERVAL 9 HOUR) AS day
          FROM audit_log
          WHERE society_id = :society AND at >= ? AND at < ?
            AND event IN ('registered', 'sign_in', 'sign_in_failed', 'document_opened', 'postcard_issued',
                          'postcard_reissued')
          UNION ALL
          SELECT CONCAT('mail ', IF(outcome = 'sent', 'sent ', 'failed '), class),
                 DATE(finished_at + INTERVAL 9 HOUR)
          FROM mail_queue
          WHERE society_id = :society AND finished_at >= ? AND finished_at < ?
            AND outcome IN ('sent', 'dead', 'expired')
          UNION ALL
          SELECT 'notices published', DATE(published_at + INTERVAL 9 HOUR)
          FROM notices WHERE society_id = :society AND published_at >= ? AND published_at < ?
          UNION ALL
          SELECT 'notices read', DATE(read_at + INTERVAL 9 HOUR)
          FROM notice_reads WHERE society_id = :society AND read_at >= ? AND read_at < ?
          UNION ALL
          SELECT CONCAT('application ', kind), DATE(applied_at + INTERVAL 9 HOUR)
          FROM applications WHERE society_id = :society AND applied_at >= ? AND applied_at < ?) AS happened
    GROUP BY what, day ORDER BY what, day LIMIT ?)",
                        from, until, from, until, from, until, from, until, from, until, limits::report_rows_max);
  std::vector<DayCount> found;
  while (rows.next())
    found.push_back({rows.get<std::string>("what"), rows.get<Date>("day"), rows.get<std::int64_t>("found")});
  return found;
}

std::vector<ApplicationCount> applications_made(db::SocietyReader& db, Timestamp from, Timestamp until) {
  auto rows = db.select(R"(
    SELECT kind, status, COUNT(id) AS found FROM applications
    WHERE society_id = :society AND applied_at >= ? AND applied_at < ?
    GROUP BY kind, status ORDER BY kind, status LIMIT ?)",
                        from, until, limits::report_rows_max);
  std::vector<ApplicationCount> found;
  while (rows.next())
    found.push_back({applications::kind_of(rows.get<std::string>("kind")),
                     applications::status_of(rows.get<std::string>("status")), rows.get<std::int64_t>("found")});
  return found;
}

}  // namespace portal::reports
