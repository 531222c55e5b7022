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
  std::optional<AccountId> applicant_account;
};

// Newest first.
std::vector<Facts> latest(db::SocietyDatabase& db, std::optional<Kind> kind, std::optional<Status> status,
                          int count_max);

// Those of these that are there, by number.
std::vector<Facts> facts(db::SocietyDatabase& db, std::span<const ApplicationId> ids);

// What an application of its kind says beside that, by number too.
struct LimitAsked {
  ApplicationId id;
  Date from_month, to_month;  // first days
  std::string postal_code, address, telephone, proxy_name, proxy_relation, proxy_reason;
};
std::vector<LimitAsked> limits_asked(db::SocietyDatabase& db, std::span<const ApplicationId> ids);

struct ScreeningAsked {
  ApplicationId id;
  std::string programme, title;  // the clerk's name of it, and what members read
  int fiscal_year;
  std::string items;  // a line each
  std::string postal_code, address, telephone;
};
std::vector<ScreeningAsked> screenings_asked(db::SocietyDatabase& db, std::span<const ApplicationId> ids);

}  // namespace portal::application_desk
