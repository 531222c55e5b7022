#include "sql/applications/application_desk.hpp"

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
          rows.get<std::optional<AccountId>>("account_id")};
}

// What staff are shown of an application; goes on with a condition.
constexpr db::Piece stored_applications(R"(
    SELECT a.id, a.kind, a.programme_id, a.status, a.message, a.revision, a.applied_at, a.changed_at, a.applicant_id,
           a.member_id,
           p.symbol AS applicant_symbol, p.number AS applicant_number, p.branch AS applicant_branch,
           p.name AS applicant_name, p.kana AS applicant_kana, p.birth_date AS applicant_birth_date,
           m.symbol, m.number, m.branch, m.name, m.kana, m.birth_date, c.id AS account_id
    FROM applications a
    JOIN members p ON p.society_id = a.society_id AND p.id = a.applicant_id
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    LEFT JOIN accounts c ON c.society_id = a.society_id AND c.member_id = a.applicant_id
    WHERE a.society_id = :society AND )");

}  // namespace

std::vector<Facts> latest(db::SocietyDatabase& db, std::optional<Kind> kind, std::optional<Status> status,
                          int count_max) {
  const auto kind_text = kind ? std::optional(applications::text_of(*kind)) : std::nullopt;
  const auto status_text = status ? std::optional(applications::text_of(*status)) : std::nullopt;
  auto rows =
      db.select(db::joined<stored_applications,
                           "(? IS NULL OR a.kind = ?) AND (? IS NULL OR a.status = ?) ORDER BY a.id DESC LIMIT ?">,
                kind_text, kind_text, status_text, status_text, count_max);
  std::vector<Facts> found;
  while (rows.next()) found.push_back(read(rows));
  return found;
}

std::vector<Facts> facts(db::SocietyDatabase& db, std::span<const ApplicationId> ids) {
  std::vector<Facts> found;
  in_portions(ids, [&](const std::string& asked) {
    auto rows = db.select(db::joined<stored_applications, R"(
      a.id IN (SELECT id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS asked) ORDER BY a.id)">,
                          asked);
    while (rows.next()) found.push_back(read(rows));
  });
  return found;
}

std::vector<LimitAsked> limits_asked(db::SocietyDatabase& db, std::span<const ApplicationId> ids) {
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

std::vector<ScreeningAsked> screenings_asked(db::SocietyDatabase& db, std::span<const ApplicationId> ids) {
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
