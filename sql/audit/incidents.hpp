#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sql/audit/audit_events.hpp"
#include "sql/database.hpp"

// Whose data somebody had before them in a time, from the audit log: for the society's report of a leak, and the
// letters (portalctl incident).
namespace portal::incidents {

using Date = std::chrono::year_month_day;

// What is not given may be anything. From one moment until before the other, by the rows' own time.
struct Question {
  Timestamp from, until;
  std::optional<std::string> client;         // an address
  std::optional<AccountId> account;          // what was done as that account, at pages
  std::optional<std::string> operator_name;  // os:sato, os:root/sato, or sato for both
};

struct Touch {
  MemberId person;
  audit::Data data;
  Timestamp first, last;
};
// Whom rows name: by themselves, by the account whose session it was (whose pages say who that is), by the application,
// document, mail or file that they speak of. A person may come several times. Of a backup that was opened: everybody.
std::vector<Touch> touched(db::SocietyReader& db, const Question& question);
// Who stands in the files of that name that were exported or taken in in that time.
std::vector<Touch> in_file(db::SocietyReader& db, const std::string& name, const Question& question);

struct Person {
  MemberId id;
  std::string symbol, number, branch, name, kana, postal_code, address;
  Date birth_date;
  std::optional<Date> left_on;
  bool is_protected;
};
// In the order of their numbers.
std::vector<Person> persons(db::SocietyReader& db, std::span<const MemberId> ids);

// Some with an account, of one household each, for a drill: principals and those who share their number.
struct Household {
  AccountId account;
  std::vector<MemberId> members;  // the account's first
};
std::vector<Household> some_households(db::SocietyReader& db, int count_max);

}  // namespace portal::incidents
