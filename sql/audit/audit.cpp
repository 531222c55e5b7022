#include "sql/audit/audit.hpp"

namespace portal::audit {
namespace {

std::optional<std::string> none_if_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

void write(db::SocietyDatabase& db, const Entry& entry, Timestamp now) {
  db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address,
                           request_id)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?))",
             now, entry.event, entry.account_id, entry.member_id, none_if_empty(entry.object_kind), entry.object_id,
             entry.origin.client_address, entry.origin.request_id);
}

void write_postcards(db::SocietyDatabase& db, std::string_view event, std::string_view operator_name,
                     Timestamp issued_at) {
  db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, member_id, object_kind, object_id, client_address, request_id)
    SELECT society_id, issued_at, ?, member_id, 'postcard', id, ?, ''
    FROM postcards WHERE society_id = :society AND issued_at = ?)",
             event, operator_name, issued_at);
}

void write_exported(db::SocietyDatabase& db, ExportId id, std::string_view operator_name, Timestamp now) {
  db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, member_id, object_kind, object_id, client_address, request_id)
    SELECT a.society_id, ?, 'application_exported', a.applicant_id, 'application', a.id, ?, ''
    FROM application_export_lines l
    JOIN applications a ON a.society_id = l.society_id AND a.id = l.application_id
    WHERE l.society_id = :society AND l.export_id = ?)",
             now, operator_name, id);
}

}  // namespace portal::audit
