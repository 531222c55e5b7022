#include "sql/applications/applications.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/limits.hpp"

namespace portal::applications {
namespace {

constexpr std::array<std::string_view, 2> kind_texts{"limit_certificate", "screening"};
constexpr std::array<std::string_view, 6> status_texts{"received", "checking", "returned",
                                                       "approved", "sent",     "withdrawn"};

template <std::size_t n>
std::size_t place(const std::array<std::string_view, n>& texts, std::string_view text) {
  const auto found = std::find(texts.begin(), texts.end(), text);
  if (found == texts.end()) throw std::runtime_error("unknown word in applications: " + std::string(text));
  return static_cast<std::size_t>(found - texts.begin());
}

Application read(const db::Rows& rows) {
  return {rows.get<ApplicationId>("id"),
          kind_of(rows.get<std::string>("kind")),
          rows.get<std::optional<ProgrammeId>>("programme_id"),
          rows.get<MemberId>("member_id"),
          rows.get<std::string>("member_name"),
          rows.get<std::chrono::year_month_day>("birth_date"),
          status_of(rows.get<std::string>("status")),
          rows.get<std::string>("message"),
          rows.get<int>("revision"),
          rows.get<Timestamp>("applied_at"),
          rows.get<Timestamp>("changed_at")};
}

// `own` with its keys named, for what each Home asks: MariaDB finds the same ones, but looking at all the others costs
// it a third of the statement. Not for changes, which find their row by its number and lock no other.
constexpr db::Piece own_by_keys(R"( applications a FORCE INDEX (by_applicant)
    STRAIGHT_JOIN members m FORCE INDEX (primary)
      ON m.society_id = a.society_id AND m.id = a.member_id AND a.applicant_id = ?
      AND (a.member_id = a.applicant_id OR NOT m.is_protected) )");
constexpr std::string_view rule_of(std::string_view joined) { return joined.substr(joined.find(" ON ")); }
static_assert(rule_of(own_by_keys.text) == rule_of(own.text));

}  // namespace

std::string_view text_of(Kind kind) { return kind_texts[static_cast<std::size_t>(kind)]; }
std::string_view text_of(Status status) { return status_texts[static_cast<std::size_t>(status)]; }
Kind kind_of(std::string_view text) { return static_cast<Kind>(place(kind_texts, text)); }
Status status_of(std::string_view text) { return static_cast<Status>(place(status_texts, text)); }

std::vector<Application> list(db::SocietyReader& db, MemberId applicant, Kind kind) {
  auto rows = db.select(db::joined<R"(
    SELECT a.id, a.kind, a.programme_id, a.member_id, m.name AS member_name, m.birth_date, a.status, a.message,
           a.revision, a.applied_at, a.changed_at
    FROM )",
                                   own, R"(
    WHERE a.society_id = :society AND a.kind = ? ORDER BY a.id DESC LIMIT ?)">,
                        applicant, text_of(kind), limits::applications_listed_max);
  std::vector<Application> list;
  while (rows.next()) list.push_back(read(rows));
  return list;
}

std::optional<Application> find(db::SocietyReader& db, MemberId applicant, Kind kind, ApplicationId id) {
  auto rows = db.select(db::joined<R"(
    SELECT a.id, a.kind, a.programme_id, a.member_id, m.name AS member_name, m.birth_date, a.status, a.message,
           a.revision, a.applied_at, a.changed_at
    FROM )",
                                   own, R"(
    WHERE a.society_id = :society AND a.kind = ? AND a.id = ?)">,
                        applicant, text_of(kind), id);
  if (!rows.next()) return {};
  return read(rows);
}

std::vector<Standing> standing(db::SocietyReader& db, MemberId applicant) {
  auto rows = db.select(db::joined<"SELECT a.id, a.kind, a.programme_id, a.member_id, a.status FROM ", own_by_keys, R"(
    WHERE a.society_id = :society AND a.status <> 'withdrawn' ORDER BY a.id DESC LIMIT ?)">,
                        applicant, limits::applications_judged_max);
  std::vector<Standing> found;
  while (rows.next())
    found.push_back({rows.get<ApplicationId>("id"), kind_of(rows.get<std::string>("kind")),
                     rows.get<std::optional<ProgrammeId>>("programme_id"), rows.get<MemberId>("member_id"),
                     status_of(rows.get<std::string>("status"))});
  return found;
}

// Without a programme it is 0 there: in a unique key one NULL is not equal to another.
std::optional<ApplicationId> find_open(db::SocietyReader& db, MemberId applicant, Kind kind,
                                       std::optional<ProgrammeId> programme, MemberId member) {
  auto rows = db.select(db::joined<"SELECT a.id FROM ", own, R"(
    WHERE a.society_id = :society AND a.open_member_id = ? AND a.kind = ? AND a.open_programme_id = COALESCE(?, 0))">,
                        applicant, member, text_of(kind), programme);
  if (!rows.next()) return {};
  return rows.get<ApplicationId>("id");
}

// The member's row is locked, as it is by whoever protects them: of the two, the later one sees what the other did.
ApplicationId create(db::SocietyDatabase& db, const NewApplication& application, Timestamp now) {
  auto rows = db.select(R"(
    SELECT id FROM members WHERE society_id = :society AND id = ? AND (id = ? OR NOT is_protected) LOCK IN SHARE MODE)",
                        application.member, application.applicant);
  if (!rows.next()) throw db::TryAgain("protected in the meantime");
  return db.insert<ApplicationId>(R"(
    INSERT INTO applications (society_id, kind, programme_id, applicant_id, member_id, status, applied_at, changed_at)
    VALUES (:society, ?, ?, ?, ?, 'received', ?, ?))",
                                  text_of(application.kind), application.programme, application.applicant,
                                  application.member, now, now);
}

// An UPDATE of two tables locks the member's row too: likewise.
bool act(db::SocietyDatabase& db, MemberId applicant, const Application& as_found, Status to, Timestamp now) {
  return db.execute(db::joined<"UPDATE ", own, R"(
    SET a.status = ?, a.message = '', a.revision = a.revision + 1, a.changed_at = ?
    WHERE a.society_id = :society AND a.id = ? AND a.status = ?)">,
                    applicant, text_of(to), now, as_found.id, text_of(as_found.status)) > 0;
}

bool judge(db::SocietyDatabase& db, ApplicationId id, Status from, Status to, std::string_view message, Timestamp now) {
  return db.execute(R"(
    UPDATE applications SET status = ?, message = ?, changed_at = ?
    WHERE society_id = :society AND id = ? AND status = ?)",
                    text_of(to), message, now, id, text_of(from)) > 0;
}

}  // namespace portal::applications
