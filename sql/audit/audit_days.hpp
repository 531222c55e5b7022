#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sql/database.hpp"

// The audit log's days and their rows, in the order of their numbers (docs/decisions/0060). What they are hashed to is
// domain/audit/audit_chain.hpp's.
namespace portal::audit_days {

using Date = std::chrono::year_month_day;

struct Day {
  Date day;  // of Japan
  std::int64_t last_id = 0, rows = 0;
  std::string hash;
  bool is_archived = false;
};
// Those that are closed, oldest first.
std::vector<Day> all(db::SocietyReader& db);
std::optional<Day> latest(db::SocietyReader& db);

// Of each day of Japan before that moment, the highest number that a row behind `after` has. In the order of the days.
struct Last {
  Date day;
  std::int64_t id;
};
std::vector<Last> last_of_days(db::SocietyReader& db, std::int64_t after, Timestamp before);

struct Row {
  std::int64_t id;
  Timestamp at;
  std::string event;
  std::optional<std::int64_t> account, member, object;
  std::optional<std::string> kind;
  std::string client, request, operator_name;
};
// Behind `after` up to `last`, at most `count_max`.
std::vector<Row> rows(db::SocietyReader& db, std::int64_t after, std::int64_t last, int count_max);
// The same of a day that is to be closed: waits for who has written one of them and hasn't committed it.
std::vector<Row> settled_rows(db::SocietyDatabase& db, std::int64_t after, std::int64_t last, int count_max);

void add(db::SocietyDatabase& db, const Day& day, Timestamp now);  // throws Conflict when the day is closed already

// For who owns the tables alone: no program's user has these rights.
void mark_archived(db::SocietyDatabase& db, Date from, Date until, Timestamp now);
std::uint64_t remove_rows(db::SocietyDatabase& db, std::int64_t after, std::int64_t last, int rows_max);

}  // namespace portal::audit_days
