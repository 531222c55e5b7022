#include "sql/publishing/home.hpp"

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "sql/applications/applications.hpp"
#include "sql/household/household.hpp"

namespace portal::home {
namespace {

constexpr int news_max = 3;
constexpr int rows_max = 100;

void read_notice(const db::Rows& rows, Overview& overview) {
  overview.unread_notices.push_back(
      {{rows.get<NoticeId>("id"), rows.get<std::string>("title"), rows.get<std::chrono::year_month_day>("day")}, true});
  overview.unread_notice_count = rows.get<int>("all_count");
}

void read_document(const db::Rows& rows, Overview& overview) {
  overview.new_documents.push_back(
      {rows.get<DocumentId>("id"), rows.get<std::string>("title"), rows.get<documents::Date>("day")});
  overview.new_document_count = rows.get<int>("all_count");
}

void read_limit_applications(const db::Rows& rows, Overview& overview) {
  using enum applications::Status;
  auto& open = overview.limit_applications;
  const auto status = applications::status_of(rows.get<std::string>("title"));
  const int count = rows.get<int>("all_count");
  if (status == received) open.received = count;
  if (status == checking) open.checking = count;
  if (status != returned) return;
  open.returned = count;
  open.newest_returned = rows.get<ApplicationId>("id");
}

}  // namespace

// Each kind of row has its own limit, so one kind never pushes out another.
Overview overview(db::SocietyReader& db, AccountId account, MemberId member, std::chrono::year_month_day today,
                  const expenses::News& new_expenses) {
  const int fiscal_year = static_cast<int>(calendar::fiscal_year_end(today).year()) - 1;
  auto rows =
      db.select(db::joined<R"(
    SELECT 'address' AS kind, NULL AS id, NULL AS day, '' AS title, NULL AS url, NULL AS all_count
    FROM (SELECT address FROM account_emails WHERE society_id = :society AND account_id = ? AND bounced_at IS NOT NULL
          LIMIT 1) AS bounced
    UNION ALL
    SELECT 'news', -position, published_on, title, url, NULL
    FROM (SELECT position, published_on, title, url FROM front_items WHERE society_id = :society AND section = 'news'
          ORDER BY published_on DESC, position LIMIT ?) AS news
    UNION ALL
    SELECT 'document', id, issued_on, title, NULL, all_count
    FROM (SELECT d.id, d.issued_on, d.title, COUNT(d.id) OVER () AS all_count
          FROM documents d
          LEFT JOIN document_reads o ON o.society_id = d.society_id AND o.document_id = d.id
          WHERE d.society_id = :society AND d.member_id = ? AND d.withdrawn_at IS NULL AND o.opened_at IS NULL
          ORDER BY d.issued_on DESC, d.id DESC LIMIT ?) AS fresh
    UNION ALL
    SELECT 'expenses', NULL, newest, '', NULL, NULL
    FROM (SELECT MAX(e.month) AS newest FROM )",
                           household::sight, " AS seen", expenses::fresh, R"() AS expenses
    WHERE newest IS NOT NULL
    UNION ALL
    SELECT 'limit_application', newest, NULL, status, NULL, all_count
    FROM (SELECT a.status, MAX(a.id) AS newest, COUNT(a.id) AS all_count
          FROM )",
                           applications::own, R"(
          WHERE a.society_id = :society AND a.kind = 'limit_certificate'
            AND a.status IN ('received', 'checking', 'returned')
          GROUP BY a.status) AS limit_applications
    UNION ALL
    SELECT 'notice', id, shown_from, title, NULL, all_count
    FROM (SELECT n.id, n.shown_from, n.title, COUNT(n.id) OVER () AS all_count
          FROM members m
          JOIN notices n ON n.society_id = m.society_id
          LEFT JOIN notice_reads r ON r.society_id = n.society_id AND r.member_id = m.id AND r.notice_id = n.id
          WHERE m.society_id = :society AND m.id = ? AND r.read_at IS NULL AND )",
                           notices::shown, "AND", notices::addressed, R"(
          ORDER BY n.shown_from DESC, n.id DESC LIMIT ?) AS unread
    UNION ALL
    SELECT 'screening', id, NULL, offer, NULL, NULL
    FROM (SELECT p.id, )",
                           screenings::offer_json, R"( AS offer
          FROM members m JOIN screening_programmes p ON p.society_id = m.society_id
          WHERE m.society_id = :society AND m.id = ? AND )",
                           screenings::is_offered, R"(
          ORDER BY p.fiscal_year, p.id LIMIT ?) AS screenings
    ORDER BY kind, day DESC, id DESC LIMIT ?)">,
                account, news_max, member, limits::articles_on_home_max, today, member, new_expenses.oldest,
                new_expenses.newest, new_expenses.known_through, new_expenses.known_at, member, member, today, today,
                limits::articles_on_home_max, member, fiscal_year, limits::programmes_of_year_max, rows_max);
  Overview overview;
  while (rows.next()) {
    const std::string kind = rows.get<std::string>("kind");
    if (kind == "address") overview.has_bounced_address = true;
    if (kind == "news")
      overview.society_news.push_back({"news", rows.get<std::optional<std::chrono::year_month_day>>("day"),
                                       rows.get<std::string>("title"), rows.get<std::optional<std::string>>("url")});
    if (kind == "document") read_document(rows, overview);
    if (kind == "expenses") overview.new_expenses = expenses::month_of(rows.get<expenses::Date>("day"));
    if (kind == "limit_application") read_limit_applications(rows, overview);
    if (kind == "notice") read_notice(rows, overview);
    if (kind == "screening")
      overview.screenings.push_back(
          screenings::read_offer(rows.get<ProgrammeId>("id"), rows.get<std::string>("title")));
  }
  return overview;
}

}  // namespace portal::home
