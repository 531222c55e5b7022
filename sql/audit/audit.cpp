#include "sql/audit/audit.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

namespace portal::audit {
namespace {

struct Seen {
  db::SocietyDatabase& db;
  const Showing& showing;
  AccountId viewer;
  const Origin& origin;
  Timestamp now;
};

template <std::size_t>
constexpr db::Piece one_more_row(", (:society, ?, ?, ?, ?, ?, ?, ?, ?)");

// Written out, with a row of values for each member.
template <std::size_t... others>
void write_rows(const Seen& seen, std::span<const MemberId> members) {
  const auto row = [&seen](MemberId member) {
    return std::tuple(seen.now, name_of(seen.showing.event), seen.viewer, member, seen.showing.object.kind,
                      seen.showing.object.id, std::string_view(seen.origin.client_address),
                      std::string_view(seen.origin.request_id));
  };
  const auto execute = [&seen](const auto&... values) {
    seen.db.execute(db::joined<R"(
    INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address,
                           request_id)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?))",
                               one_more_row<others>...>,
                    values...);
  };
  std::apply(execute, std::tuple_cat(row(members.front()), row(members[others + 1])...));
}

// By number of members, from one on: few households are larger.
using WriteRows = void (*)(const Seen&, std::span<const MemberId>);
constexpr std::array<WriteRows, 6> write_rows_of{write_rows<>,           write_rows<0>,
                                                 write_rows<0, 1>,       write_rows<0, 1, 2>,
                                                 write_rows<0, 1, 2, 3>, write_rows<0, 1, 2, 3, 4>};

// Of any number; but InnoDB, which can't know how many rows a SELECT brings, locks the table's counter meanwhile, and
// reading JSON costs a temporary table.
void write_many(const Seen& seen, std::span<const MemberId> members) {
  db::JsonRows rows;
  for (const MemberId member : members) rows.add({member});
  seen.db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address,
                           request_id)
    SELECT :society, ?, ?, ?, shown.member_id, ?, ?, ?, ?
    FROM JSON_TABLE(?, '$[*]' COLUMNS (member_id BIGINT PATH '$[0]')) AS shown)",
                  seen.now, name_of(seen.showing.event), seen.viewer, seen.showing.object.kind, seen.showing.object.id,
                  seen.origin.client_address, seen.origin.request_id, rows.text());
}

}  // namespace

void write(db::SocietyDatabase& db, Event event, const About& about, const Origin& origin, Timestamp now) {
  std::optional<std::string_view> kind;
  std::optional<std::int64_t> id;
  if (about.object) kind = about.object->kind;
  if (about.object) id = about.object->id;
  if (origin.operator_name.empty())
    db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address,
                           request_id)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?))",
               now, name_of(event), about.account, about.member, kind, id, origin.client_address, origin.request_id);
  else
    db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address,
                           request_id, operator)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
               now, name_of(event), about.account, about.member, kind, id, origin.client_address, origin.request_id,
               origin.operator_name);
}

void write(db::SocietyDatabase& db, Event event, std::span<const About> each, const Origin& origin, Timestamp now) {
  constexpr std::size_t rows_per_statement = 1000;
  for (; !each.empty(); each = each.subspan(std::min(rows_per_statement, each.size()))) {
    db::JsonRows rows;
    for (const About& about : each.first(std::min(rows_per_statement, each.size()))) {
      const std::optional<std::string_view> kind = about.object ? std::optional(about.object->kind) : std::nullopt;
      const std::optional<std::int64_t> id = about.object ? std::optional(about.object->id) : std::nullopt;
      rows.add({about.account, about.member, kind, id});
    }
    db.execute(R"(
    INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id, client_address,
                           request_id, operator)
    SELECT :society, ?, ?, one.account_id, one.member_id, one.object_kind, one.object_id, ?, ?, ?
    FROM JSON_TABLE(?, '$[*]' COLUMNS (account_id BIGINT PATH '$[0]', member_id BIGINT PATH '$[1]',
                                       object_kind VARCHAR(20) PATH '$[2]', object_id BIGINT PATH '$[3]')) AS one)",
               now, name_of(event), origin.client_address, origin.request_id, origin.operator_name, rows.text());
  }
}

void write(db::SocietyDatabase& db, const Showing& showing, AccountId viewer, const Origin& origin, Timestamp now) {
  const Seen seen{db, showing, viewer, origin, now};
  const std::span<const MemberId> members = showing.members;
  if (members.empty()) return;
  if (members.size() <= write_rows_of.size())
    write_rows_of.at(members.size() - 1)(seen, members);
  else
    write_many(seen, members);
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
