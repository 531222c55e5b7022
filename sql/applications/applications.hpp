#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.hpp"

// What members ask of their society: 限度額申請 and がん検診 alike (docs/decisions/0018). What one says beside that is
// in the table of its kind, written in the same transaction.
namespace portal::applications {

enum class Kind { limit_certificate, screening };

// 受付, 確認中, 差戻し, 承認, 発送済, 取下げ. Which may follow which: domain/applications/application_status.hpp.
enum class Status { received, checking, returned, approved, sent, withdrawn };
inline constexpr std::array<Status, 6> statuses{Status::received, Status::checking, Status::returned,
                                                Status::approved, Status::sent,     Status::withdrawn};

// As the database has them.
std::string_view text_of(Kind kind);
std::string_view text_of(Status status);
Kind kind_of(std::string_view text);
Status status_of(std::string_view text);

// What the accounts of a household may know of an application, decided here alone (security.md rule 11, decision 0025):
// all that a member applied for, but nothing that is for another who is protected. Whatever reads or changes
// applications for their applicant begins with `own`, which takes the applicant's number:
//   db.select(db::joined<"SELECT a.id FROM ", own, "WHERE a.society_id = :society AND …">, applicant, …)
// `hidden` says of the rest, in statements for staff, that the applicant is told nothing of it. Both speak of `a`, the
// application, and `m`, whom it is for.
inline constexpr db::Piece own(R"( applications a
    JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id AND a.applicant_id = ?
      AND (a.member_id = a.applicant_id OR NOT m.is_protected) )");
inline constexpr db::Piece hidden(" (a.member_id <> a.applicant_id AND m.is_protected) ");

struct Application {
  ApplicationId id;
  Kind kind;
  std::optional<ProgrammeId> programme;  // of a screening
  MemberId member;                       // whom it is for
  std::string member_name;
  std::chrono::year_month_day birth_date;  // the member's
  Status status;
  std::string message;  // the society's words with the status; may be empty
  int revision;         // one more with each act of the member
  Timestamp applied_at, changed_at;
};

// The applicant's own, newest first, at most limits::applications_listed_max.
std::vector<Application> list(db::SocietyReader& db, MemberId applicant, Kind kind);
std::optional<Application> find(db::SocietyReader& db, MemberId applicant, Kind kind, ApplicationId id);

// The applicant's own one that is open for a member. Another applicant's is never met.
std::optional<ApplicationId> find_open(db::SocietyReader& db, MemberId applicant, Kind kind,
                                       std::optional<ProgrammeId> programme, MemberId member);

// Of all kinds, those that were not withdrawn, newest first: how the applicant stands.
struct Standing {
  ApplicationId id;
  Kind kind;
  std::optional<ProgrammeId> programme;
  MemberId member;
  Status status;
};
std::vector<Standing> standing(db::SocietyReader& db, MemberId applicant);

struct NewApplication {
  Kind kind;
  std::optional<ProgrammeId> programme;
  MemberId applicant, member;
};
// Conflict: the applicant has one of this kind, and programme, open for the member already. TryAgain: the member was
// protected from the applicant while the form was judged, and would not be found again.
ApplicationId create(db::SocietyDatabase& db, const NewApplication& application, Timestamp now);

// An act of the applicant, for the core system to learn of. False: it is no longer as they found it, or no longer shown
// to them, and nothing happened.
bool act(db::SocietyDatabase& db, MemberId applicant, const Application& as_found, Status to, Timestamp now);

// An act of the society. False: its status is not `from` any more.
bool judge(db::SocietyDatabase& db, ApplicationId id, Status from, Status to, std::string_view message, Timestamp now);

}  // namespace portal::applications
