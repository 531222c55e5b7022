#pragma once
#include <string>
#include <vector>

#include "sql/database.hpp"

// What of staff's reads somebody should ask about, from the audit log (portalctl audit odd).
namespace portal::odd_reads {

using Date = std::chrono::year_month_day;

// From one moment until before the other. `events`: which count as a look at somebody, with commas between them.
struct Question {
  Timestamp from, until;
  std::string events;
};

struct Day {
  std::string operator_name;
  Date day;  // of Japan
  std::int64_t persons, times;
};
std::vector<Day> many(db::SocietyReader& db, const Question& question, int persons_min);
// Before one or from the other time of day in Japan on: 0600, 2200.
std::vector<Day> at_night(db::SocietyReader& db, const Question& question, const std::string& morning,
                          const std::string& evening);

// Of one person: who looked at them on which day, and how often.
struct One {
  std::string operator_name;
  Date day;
  MemberId person;
  std::string symbol, number, branch;
  std::int64_t times;
};
std::vector<One> of_protected(db::SocietyReader& db, const Question& question);
std::vector<One> of_family_name(db::SocietyReader& db, const Question& question, const std::string& operator_name,
                                const std::string& family_name);

std::vector<std::string> operators(db::SocietyReader& db, const Question& question);

}  // namespace portal::odd_reads
