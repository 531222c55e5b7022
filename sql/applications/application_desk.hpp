#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sql/applications/applications.hpp"

// Applications as the society's staff sees them: everybody's, with whom they are from and for.
namespace portal::application_desk {

using applications::Kind;
using applications::Status;
using Date = std::chrono::year_month_day;

struct Person {
  MemberId id;
  std::string symbol, number, branch, name, kana;
  Date birth_date;
};

struct Facts {
  ApplicationId id;
  Kind kind;
  std::optional<ProgrammeId> programme;  // of a screening
  Status status;
  std::string message;
  int revision;
  Timestamp applied_at, changed_at;
  Person applicant, member;
  bool is_hidden =
      false;  // the member is protected, and another applied: the applicant is told nothing (decision 0025)
};

// Newest first.
std::vector<Facts> latest(db::SocietyReader& db, std::optional<Kind> kind, std::optional<Status> status, int count_max);

// Those of these that are there, by number.
std::vector<Facts> facts(db::SocietyReader& db, std::span<const ApplicationId> ids);

// Whom the society's word on an application goes to: its applicant's account. Nothing: they have none, or the
// application is hidden from them.
std::optional<AccountId> told_account(db::SocietyReader& db, ApplicationId id);

// Those that others applied for on the member's behalf and whose paper is still to come or to go: neither sent nor
// withdrawn. Locked in the caller's transaction, so that nobody's act or result is under way meanwhile. By number.
std::vector<ApplicationId> lock_of_others(db::SocietyDatabase& db, MemberId member);

// Hidden ones that no export takes along, though there is something to send: by number.
std::vector<ApplicationId> kept_back(db::SocietyReader& db, Kind kind, int count_max);

// Where two applicants have one open for the same member, each meets the other here alone: pairs, by number.
struct Beside {
  ApplicationId id, other;
};
std::vector<Beside> open_beside(db::SocietyReader& db, std::span<const ApplicationId> ids);

// What an application of its kind says beside that, by number too.
struct LimitAsked {
  ApplicationId id;
  Date from_month, to_month;  // first days
  std::string postal_code, address, telephone, proxy_name, proxy_relation, proxy_reason;
};
std::vector<LimitAsked> limits_asked(db::SocietyReader& db, std::span<const ApplicationId> ids);

struct ScreeningAsked {
  ApplicationId id;
  std::string programme, title;  // the clerk's name of it, and what members read
  int fiscal_year;
  std::string items;  // a line each
  std::string postal_code, address, telephone;
};
std::vector<ScreeningAsked> screenings_asked(db::SocietyReader& db, std::span<const ApplicationId> ids);

}  // namespace portal::application_desk
