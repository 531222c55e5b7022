#include "sql/applications/application_desk.hpp"

#include "base/limits.hpp"
#include "sql/portions.hpp"

namespace portal::application_desk {
namespace {

// Calls `use` with the numbers as the statements take them.
template <class Use>
void in_portions(std::span<const ApplicationId> ids, Use use) {
  db::in_portions(ids, [&](std::span<const ApplicationId> portion) {
    db::JsonRows asked;
    for (const ApplicationId id : portion) asked.add({id});
    use(asked.text());
  });
}

std::vector<ApplicationId> ids(db::Rows rows) {
  std::vector<ApplicationId> found;
  while (rows.next()) found.push_back(rows.get<ApplicationId>("id"));
  return found;
}

Person read_applicant(const db::Rows& rows) {
  return {rows.get<MemberId>("applicant_id"),        rows.get<std::string>("applicant_symbol"),
          rows.get<std::string>("applicant_number"), rows.get<std::string>("applicant_branch"),
          rows.get<std::string>("applicant_name"),   rows.get<std::string>("applicant_kana"),
          rows.get<Date>("applicant_birth_date")};
}

Person read_member(const db::Rows& rows) {
  return {rows.get<MemberId>("member_id"), rows.get<std::string>("symbol"), rows.get<std::string>("number"),
          rows.get<std::string>("branch"), rows.get<std::string>("name"),   rows.get<std::string>("kana"),
          rows.get<Date>("birth_date")};
}

Facts read(const db::Rows& rows) {
  return {rows.get<ApplicationId>("id"),
          applications::kind_of(rows.get<std::string>("kind")),
          rows.get<std::optional<ProgrammeId>>("programme_id"),
          applications::status_of(rows.get<std::string>("status")),
          rows.get<std::string>("message"),
          rows.get<int>("revision"),
          rows.get<Timestamp>("applied_at"),
          rows.get<Timestamp>("changed_at"),
          read_applicant(rows),
          read_member(rows),
          rows.get<bool>("is_hidden")};
}

// What staff are shown of an application: facts_columns, applications::hidden, of_applications, and a condition.
constexpr db::Piece facts_columns(R"(
    SELECT a.id, a.kind, a.programme_id, a.status, a.message, a.revision, a.applied_at, a.changed_at, a.applicant_id,
           a.member_id,
           p.symbol AS applicant_symbol, p.number AS applicant_number, p.branch AS applicant_branch,
           p.name AS applicant_name, p.kana AS applicant_kana, p.birth_date AS applicant_birth_date,
           m.symbol, m.number, m.branch, m.name, m.kana, m.birth_date, )");
constexpr db::Piece of_applications(R"( AS is_hidden
    FROM applications a
    JOIN members p ON p.society_id = a.society_id AND p.id = a.applicant_id
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    WHERE a.society_id = :society AND )");

}  // namespace

std::vector<Facts> latest(db::SocietyReader& db, std::optional<Kind> kind, std::optional<Status> status,
                          int count_max) {
  const auto kind_text = kind ? std::optional(applications::text_of(*kind)) : std::nullopt;
  const auto status_text = status ? std::optional(applications::text_of(*status)) : std::nullopt;
  auto rows =
      db.select(db::joined<facts_columns, applications::hidden, of_applications,
                           "(? IS NULL OR a.kind = ?) AND (? IS NULL OR a.status = ?) ORDER BY a.id DESC LIMIT ?">,
                kind_text, kind_text, status_text, status_text, count_max);
  std::vector<Facts> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

std::vector<Facts> facts(db::SocietyReader& db, std::span<const ApplicationId> ids) {
  std::vector<Facts> found;
  in_portions(ids, [&](const std::string& asked) {
    auto rows = db.select(db::joined<facts_columns, applications::hidden, of_applications, R"(
      a.id IN (SELECT id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS asked) ORDER BY a.id)">,
                          asked);
    while (rows.next()) found.push_back(read(rows));
  });
  return found;
}

std::optional<AccountId> told_account(db::SocietyReader& db, ApplicationId id) {
  auto rows = db.select(db::joined<R"(
    SELECT c.id
    FROM applications a
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    JOIN accounts c ON c.society_id = a.society_id AND c.member_id = a.applicant_id
    WHERE a.society_id = :society AND a.id = ? AND NOT )",
                                   applications::hidden>,
                        id);
  if (!rows.next()) return {};
  return rows.get<AccountId>("id");
}

std::vector<ApplicationId> lock_of_others(db::SocietyDatabase& db, MemberId member) {
  return ids(db.select(R"(
    SELECT id FROM applications
    WHERE society_id = :society AND member_id = ? AND applicant_id <> ? AND status NOT IN ('sent', 'withdrawn')
    ORDER BY id LIMIT ? FOR UPDATE)",
                       member, member, limits::applications_of_others_max));
}

std::vector<ApplicationId> kept_back(db::SocietyReader& db, Kind kind, int count_max) {
  return ids(db.select(db::joined<R"(
    SELECT a.id
    FROM applications a
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    WHERE a.society_id = :society AND a.kind = ? AND a.status NOT IN ('sent', 'withdrawn') AND )",
                                  applications::hidden, R"(
      AND NOT EXISTS (SELECT 1 FROM application_export_lines l
                      WHERE l.society_id = a.society_id AND l.application_id = a.id AND l.revision = a.revision)
    ORDER BY a.id LIMIT ?)">,
                       applications::text_of(kind), count_max));
}

std::vector<Beside> open_beside(db::SocietyReader& db, std::span<const ApplicationId> ids) {
  std::vector<Beside> found;
  in_portions(ids, [&](const std::string& asked) {
    auto rows = db.select(R"(
      SELECT a.id, o.id AS other
      FROM applications a
      JOIN applications o ON o.society_id = a.society_id AND o.open_member_id = a.open_member_id AND o.kind = a.kind
        AND o.open_programme_id = a.open_programme_id AND o.id <> a.id
      WHERE a.society_id = :society
        AND a.id IN (SELECT id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS asked)
      ORDER BY a.id, o.id)",
                          asked);
    while (rows.next()) found.push_back({rows.get<ApplicationId>("id"), rows.get<ApplicationId>("other")});
  });
  return found;
}

std::vector<LimitAsked> limits_asked(db::SocietyReader& db, std::span<const ApplicationId> ids) {
  std::vector<LimitAsked> found;
  in_portions(ids, [&](const std::string& asked) {
    auto rows = db.select(R"(
      SELECT application_id, from_month, to_month, postal_code, address, telephone, proxy_name, proxy_relation,
             proxy_reason
      FROM limit_applications
      WHERE society_id = :society
        AND application_id IN (SELECT id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS asked)
      ORDER BY application_id)",
                          asked);
    while (rows.next())
      found.push_back({rows.get<ApplicationId>("application_id"), rows.get<Date>("from_month"),
                       rows.get<Date>("to_month"), rows.get<std::string>("postal_code"),
                       rows.get<std::string>("address"), rows.get<std::string>("telephone"),
                       rows.get<std::string>("proxy_name"), rows.get<std::string>("proxy_relation"),
                       rows.get<std::string>("proxy_reason")});
  });
  return found;
}

std::vector<ScreeningAsked> screenings_asked(db::SocietyReader& db, std::span<const ApplicationId> ids) {
  std::vector<ScreeningAsked> found;
  in_portions(ids, [&](const std::string& asked) {
    auto rows = db.select(R"(
      SELECT s.application_id, p.name AS programme, p.title, p.fiscal_year, s.items, s.postal_code, s.address,
             s.telephone
      FROM screening_applications s
      JOIN applications a ON a.society_id = s.society_id AND a.id = s.application_id
      JOIN screening_programmes p ON p.society_id = a.society_id AND p.id = a.programme_id
      WHERE s.society_id = :society
        AND s.application_id IN (SELECT id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS asked)
      ORDER BY s.application_id)",
                          asked);
    while (rows.next())
      found.push_back({rows.get<ApplicationId>("application_id"), rows.get<std::string>("programme"),
                       rows.get<std::string>("title"), rows.get<int>("fiscal_year"), rows.get<std::string>("items"),
                       rows.get<std::string>("postal_code"), rows.get<std::string>("address"),
                       rows.get<std::string>("telephone")});
  });
  return found;
}

}  // namespace portal::application_desk
