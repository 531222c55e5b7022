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

struct Application {
  ApplicationId id;
  Kind kind;
  std::optional<ProgrammeId> programme;  // of a screening
  MemberId member;                       // whom it is for
  std::string member_name;
  Status status;
  std::string message;  // the society's words with the status; may be empty
  int revision;         // one more with each act of the member
  Timestamp applied_at, changed_at;
};

// The applicant's own, newest first, at most limits::applications_listed_max.
std::vector<Application> list(db::SocietyDatabase& db, MemberId applicant, Kind kind);
std::optional<Application> find(db::SocietyDatabase& db, MemberId applicant, Kind kind, ApplicationId id);

// The one that is open for a member, if there is: applied for by whom?
struct Open {
  ApplicationId id;
  MemberId applicant;
};
std::optional<Open> find_open(db::SocietyDatabase& db, Kind kind, std::optional<ProgrammeId> programme,
                              MemberId member);

struct NewApplication {
  Kind kind;
  std::optional<ProgrammeId> programme;
  MemberId applicant, member;
};
// Conflict: one of this kind, and programme, is open for the member already.
ApplicationId create(db::SocietyDatabase& db, const NewApplication& application, Timestamp now);

// An act of the applicant, for the core system to learn of. False: its status is not `from` any more, and nothing
// happened.
bool act(db::SocietyDatabase& db, ApplicationId id, Status from, Status to, Timestamp now);

// An act of the society. False likewise.
bool judge(db::SocietyDatabase& db, ApplicationId id, Status from, Status to, std::string_view message, Timestamp now);

}  // namespace portal::applications
