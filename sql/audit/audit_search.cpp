#include "sql/audit/audit_search.hpp"

namespace portal::audit_search {
namespace {

std::vector<Sight> all(db::Rows rows) {
  std::vector<Sight> found;
  while (rows.next())
    found.push_back({rows.get<Timestamp>("at"), rows.get<std::string>("event"),
                     rows.get<std::optional<std::string>>("login_id"), rows.get<std::string>("operator"),
                     rows.get<std::string>("symbol"), rows.get<std::string>("number"), rows.get<std::string>("branch"),
                     rows.get<std::string>("object_kind"), rows.get<std::int64_t>("object_id"),
                     rows.get<std::string>("client_address"), rows.get<std::string>("request_id")});
  return found;
}

}  // namespace

std::vector<Sight> who_saw(db::SocietyReader& db, DocumentId id, int count_max) {
  return all(db.select(R"(
    SELECT l.at, l.event, a.login_id, l.operator, COALESCE(m.symbol, '') AS symbol, COALESCE(m.number, '') AS number,
           COALESCE(m.branch, '') AS branch, l.object_kind, l.object_id, l.client_address, l.request_id
    FROM audit_log l
    LEFT JOIN accounts a ON a.society_id = l.society_id AND a.id = l.account_id
    LEFT JOIN members m ON m.society_id = l.society_id AND m.id = l.member_id
    WHERE l.society_id = :society AND l.object_kind = 'document' AND l.object_id = ?
      AND l.event <> 'staff_documents_listed'
    ORDER BY l.at DESC, l.id DESC LIMIT ?)",
                       id, count_max));
}

std::vector<Sight> seen_by(db::SocietyReader& db, MemberId member, int count_max) {
  return all(db.select(R"(
    SELECT l.at, l.event, a.login_id, l.operator, m.symbol, m.number, m.branch, l.object_kind, l.object_id,
           l.client_address, l.request_id
    FROM accounts a
    JOIN audit_log l ON l.society_id = a.society_id AND l.account_id = a.id
    JOIN members m ON m.society_id = l.society_id AND m.id = l.member_id
    WHERE a.society_id = :society AND a.member_id = ? AND l.object_kind IN ('document', 'expense_year')
    ORDER BY l.at DESC, l.id DESC LIMIT ?)",
                       member, count_max));
}

}  // namespace portal::audit_search
