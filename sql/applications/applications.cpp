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
          status_of(rows.get<std::string>("status")),
          rows.get<std::string>("message"),
          rows.get<int>("revision"),
          rows.get<Timestamp>("applied_at"),
          rows.get<Timestamp>("changed_at")};
}

}  // namespace

std::string_view text_of(Kind kind) { return kind_texts[static_cast<std::size_t>(kind)]; }
std::string_view text_of(Status status) { return status_texts[static_cast<std::size_t>(status)]; }
Kind kind_of(std::string_view text) { return static_cast<Kind>(place(kind_texts, text)); }
Status status_of(std::string_view text) { return static_cast<Status>(place(status_texts, text)); }

std::vector<Application> list(db::SocietyDatabase& db, MemberId applicant, Kind kind) {
  auto rows = db.select(R"(
    SELECT a.id, a.kind, a.programme_id, a.member_id, m.name AS member_name, a.status, a.message, a.revision,
           a.applied_at, a.changed_at
    FROM applications a
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    WHERE a.society_id = :society AND a.applicant_id = ? AND a.kind = ?
    ORDER BY a.id DESC LIMIT ?)",
                        applicant, text_of(kind), limits::applications_listed_max);
  std::vector<Application> list;
  while (rows.next()) list.push_back(read(rows));
  return list;
}

std::optional<Application> find(db::SocietyDatabase& db, MemberId applicant, Kind kind, ApplicationId id) {
  auto rows = db.select(R"(
    SELECT a.id, a.kind, a.programme_id, a.member_id, m.name AS member_name, a.status, a.message, a.revision,
           a.applied_at, a.changed_at
    FROM applications a
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    WHERE a.society_id = :society AND a.applicant_id = ? AND a.kind = ? AND a.id = ?)",
                        applicant, text_of(kind), id);
  if (!rows.next()) return {};
  return read(rows);
}

std::optional<Open> find_open(db::SocietyDatabase& db, Kind kind, std::optional<ProgrammeId> programme,
                              MemberId member) {
  auto rows = db.select(R"(
    SELECT id, applicant_id FROM applications
    WHERE society_id = :society AND open_member_id = ? AND kind = ? AND open_programme_id = COALESCE(?, 0))",
                        member, text_of(kind), programme);
  if (!rows.next()) return {};
  return Open{rows.get<ApplicationId>("id"), rows.get<MemberId>("applicant_id")};
}

ApplicationId create(db::SocietyDatabase& db, const NewApplication& application, Timestamp now) {
  return db.insert<ApplicationId>(R"(
    INSERT INTO applications (society_id, kind, programme_id, applicant_id, member_id, status, applied_at, changed_at)
    VALUES (:society, ?, ?, ?, ?, 'received', ?, ?))",
                                  text_of(application.kind), application.programme, application.applicant,
                                  application.member, now, now);
}

bool act(db::SocietyDatabase& db, ApplicationId id, Status from, Status to, Timestamp now) {
  return db.execute(R"(
    UPDATE applications SET status = ?, message = '', revision = revision + 1, changed_at = ?
    WHERE society_id = :society AND id = ? AND status = ?)",
                    text_of(to), now, id, text_of(from)) > 0;
}

bool judge(db::SocietyDatabase& db, ApplicationId id, Status from, Status to, std::string_view message, Timestamp now) {
  return db.execute(R"(
    UPDATE applications SET status = ?, message = ?, changed_at = ?
    WHERE society_id = :society AND id = ? AND status = ?)",
                    text_of(to), message, now, id, text_of(from)) > 0;
}

}  // namespace portal::applications
