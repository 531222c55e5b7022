#include "sql/applications/limit_applications.hpp"

#include "sql/applications/applications.hpp"

namespace portal::limit_applications {
namespace {

using Date = std::chrono::year_month_day;

constexpr std::chrono::day first{1};

std::chrono::year_month month_of(Date date) { return date.year() / date.month(); }

}  // namespace

Open open_among(const std::vector<applications::Standing>& all) {
  using enum applications::Status;
  Open open;
  for (const applications::Standing& one : all) {
    if (one.kind != applications::Kind::limit_certificate) continue;
    open.received += one.status == received ? 1 : 0;
    open.checking += one.status == checking ? 1 : 0;
    open.returned += one.status == returned ? 1 : 0;
    if (one.status == returned && !open.newest_returned) open.newest_returned = one.id;
  }
  return open;
}

std::optional<Details> find(db::SocietyReader& db, MemberId applicant, ApplicationId id) {
  auto rows = db.select(db::joined<R"(
    SELECT l.from_month, l.to_month, l.postal_code, l.address, l.telephone, l.proxy_name, l.proxy_relation,
           l.proxy_reason
    FROM )",
                                   applications::own, R"(
    JOIN limit_applications l ON l.society_id = a.society_id AND l.application_id = a.id
    WHERE a.society_id = :society AND a.id = ?)">,
                        applicant, id);
  if (!rows.next()) return {};
  return Details{month_of(rows.get<Date>("from_month")),  month_of(rows.get<Date>("to_month")),
                 rows.get<std::string>("postal_code"),    rows.get<std::string>("address"),
                 rows.get<std::string>("telephone"),      rows.get<std::string>("proxy_name"),
                 rows.get<std::string>("proxy_relation"), rows.get<std::string>("proxy_reason")};
}

void add(db::SocietyDatabase& db, ApplicationId id, const Details& details) {
  db.execute(R"(
    INSERT INTO limit_applications (society_id, application_id, from_month, to_month, postal_code, address, telephone,
                                    proxy_name, proxy_relation, proxy_reason)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
             id, Date(details.from / first), Date(details.to / first), details.postal_code, details.address,
             details.telephone, details.proxy_name, details.proxy_relation, details.proxy_reason);
}

void change(db::SocietyDatabase& db, ApplicationId id, const Details& details) {
  db.execute(R"(
    UPDATE limit_applications
    SET from_month = ?, to_month = ?, postal_code = ?, address = ?, telephone = ?, proxy_name = ?, proxy_relation = ?,
        proxy_reason = ?
    WHERE society_id = :society AND application_id = ?)",
             Date(details.from / first), Date(details.to / first), details.postal_code, details.address,
             details.telephone, details.proxy_name, details.proxy_relation, details.proxy_reason, id);
}

}  // namespace portal::limit_applications
