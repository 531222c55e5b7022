#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sql/applications/applications.hpp"
#include "sql/database.hpp"

// What a society's staff asks of all members at once (portalctl report).
namespace portal::reports {

using Date = std::chrono::year_month_day;

// A member who may read notices, with an account or not, and has not opened some of those that are there for them.
struct Unread {
  MemberId member_id;
  std::string symbol, number, branch, name, kana, postal_code, address;
  std::optional<Date> left_on;
  int notices;
  Date since;  // the first day on which the oldest could be read
};
struct UnreadQuestion {
  Date today;
  Date since_max;       // only notices that could be read on that day
  int readable_months;  // the society's, after leaving
};
// Protected members too: the list is the society's own, and each address the member's. In the order of their numbers in
// the database, from the one after `after`; at most `count_max`.
std::vector<Unread> unread(db::SocietyReader& db, const UnreadQuestion& question, MemberId after, int count_max);

// How often something happened on a day of Japan; days without it are not among them.
struct DayCount {
  std::string what;  // an audit event; "mail sent 0": an outcome and a class; notices published, notices read, or
                     // "application" and its kind
  Date day;
  std::int64_t count;
};
// From one moment until before the other. What the clean-up has deleted is not counted (sql/audit/retention.cpp).
std::vector<DayCount> by_day(db::SocietyReader& db, Timestamp from, Timestamp until);

// What became of those that were made in that time.
struct ApplicationCount {
  applications::Kind kind;
  applications::Status status;
  std::int64_t count;
};
std::vector<ApplicationCount> applications_made(db::SocietyReader& db, Timestamp from, Timestamp until);

}  // namespace portal::reports
