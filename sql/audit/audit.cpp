#include "sql/audit/audit.hpp"

namespace portal::audit {

void write(db::SocietyDatabase& db, Event event, const About& about, const Origin& origin, Timestamp now) {
  std::optional<std::string_view> kind;
  std::optional<std::int64_t> id;
  if (about.object) kind = about.object->kind;
  if (about.object) id = about.object->id;
  db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address,
                           request_id, operator)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
             now, name_of(event), about.account, about.member, kind, id, origin.client_address, origin.request_id,
             origin.operator_name);
}

void write(db::SocietyDatabase& db, const Showing& showing, AccountId viewer, const Origin& origin, Timestamp now) {
  db::JsonRows members;
  for (const MemberId member : showing.members) members.add({member});
  db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address,
                           request_id)
    SELECT :society, ?, ?, ?, shown.member_id, ?, ?, ?, ?
    FROM JSON_TABLE(?, '$[*]' COLUMNS (member_id BIGINT PATH '$[0]')) AS shown)",
             now, name_of(showing.event), viewer, showing.object.kind, showing.object.id, origin.client_address,
             origin.request_id, members.text());
}

void write_postcards(db::SocietyDatabase& db, Event event, const Origin& origin, Timestamp issued_at) {
  db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, member_id, object_kind, object_id, client_address, request_id,
                           operator)
    SELECT society_id, issued_at, ?, member_id, 'postcard', id, ?, ?, ?
    FROM postcards WHERE society_id = :society AND issued_at = ?)",
             name_of(event), origin.client_address, origin.request_id, origin.operator_name, issued_at);
}

void write_exported(db::SocietyDatabase& db, ExportId id, const Origin& origin, Timestamp now) {
  db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, member_id, object_kind, object_id, client_address, request_id,
                           operator)
    SELECT a.society_id, ?, ?, a.applicant_id, 'application', a.id, ?, ?, ?
    FROM application_export_lines l
    JOIN applications a ON a.society_id = l.society_id AND a.id = l.application_id
    WHERE l.society_id = :society AND l.export_id = ?)",
             now, name_of(Event::application_exported), origin.client_address, origin.request_id, origin.operator_name,
             id);
}

}  // namespace portal::audit
